import { api } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { plural } from '../core/format.js';
import { announce } from '../parts/announce.js';
import { action, emptyState } from '../parts/pieces.js';
import { activeJobs, isOver, jobOf, jobTold } from '../queue/jobs.js';
import { openViewer } from '../gallery/viewer.js';
import { asked } from '../make/submit.js';
import { settings } from '../make/settings.js';
import { address } from '../core/router.js';
import { pictureActions, pictureGone, pictureMarked } from './pictureActions.js';
import { progressPart } from './progressPart.js';

const ideas = [
    'a lake at sunset, watercolor',
    'a city at night, synthwave',
    'northern lights over the mountains',
    'a beach at dawn, (pink:1.2) clouds',
];

/** The large picture: what is being made, or what is looked at. */
export function stage(form) {
    const element = h('div', { class: 'stage' });
    let shown = null;
    let progress = null;
    asked.listen((job) => {
        show({ jobId: job.id });
        element.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    });
    jobTold.listen(told);
    pictureGone.listen((id) => shown?.picture?.id === id && show(null));
    pictureMarked.listen((picture) => shown?.picture?.id === picture.id && show({ ...shown, picture }));
    activeJobs.watch((jobs) => shown === null && jobs[0]?.state === 'running' && show({ jobId: jobs[0].id }));
    show(shown);
    return { element, show, jobId: () => shown?.jobId, shown: () => shown };

    function told(job) {
        if (job.id !== shown?.jobId) {
            return;
        }

        if (!isOver(job) && progress) {
            progress.update(job);
        } else {
            show(
                job.state === 'succeeded'
                    ? { ...shown, picture: job.pictures[0], pictures: job.pictures, identical: job.identical, differences: job.differences }
                    : { jobId: job.id },
            );
            announce(said(job));
            compare(job);
        }
    }

    // Whether a replay came out the same is told by the job itself, not by its event.
    async function compare(job) {
        if (job.state === 'succeeded' && job.source?.startsWith('replay:') && job.identical === undefined) {
            const { identical, differences } = await api.get(`/jobs/${job.id}`);
            if (shown?.jobId === job.id) {
                show({ ...shown, identical, differences });
            }
        }
    }

    function show(next) {
        shown = next;
        progress = null;
        const job = next?.jobId && jobOf(next.jobId);
        element.dataset.state = next?.picture ? 'picture' : (job?.state ?? 'empty');
        if (next?.picture) {
            replace(element, pictured(next));
        } else if (job && !isOver(job)) {
            progress = progressPart(job);
            replace(element, progress.element);
        } else if (job) {
            replace(element, ended(job));
        } else {
            replace(element, inviting(form));
        }
    }

    function pictured({ jobId, picture, pictures = [picture], identical, differences }) {
        return [
            h(
                'button',
                {
                    type: 'button',
                    class: 'canvas',
                    title: 'Open large',
                    'aria-label': `Open large: ${picture.prompt}`,
                    on: { click: () => openViewer(picture, pictures) },
                },
                h('img', { src: picture.url, alt: picture.prompt, width: picture.width, height: picture.height }),
            ),
            pictures.length > 1
                ? h(
                      'div',
                      { class: 'siblings', role: 'group', 'aria-label': 'Pictures of this job' },
                      pictures.map((each) =>
                          h(
                              'button',
                              {
                                  type: 'button',
                                  'aria-pressed': String(each.id === picture.id),
                                  'aria-label': `Picture ${each.index + 1}, seed ${each.seed}`,
                                  on: { click: () => show({ ...shown, picture: each }) },
                              },
                              h('img', { src: each.thumbnailUrl, alt: '' }),
                          ),
                      ),
                  )
                : null,
            h(
                'div',
                { class: 'stage-foot' },
                h(
                    'p',
                    { class: 'caption' },
                    h('span', { class: 'caption-prompt' }, picture.prompt),
                    h('span', { class: 'muted' }, `seed ${picture.seed} · ${picture.width} × ${picture.height}`),
                    verdict(identical, differences),
                ),
                h('div', { class: 'actions' }, pictureActions(picture)),
            ),
        ];
    }
}

// What a replay found.
function verdict(identical, differences) {
    if (identical) {
        return h('span', { class: 'badge good' }, 'identical to the first');
    }

    return differences?.length > 0
        ? h(
              'span',
              { class: 'badge warn', title: differences.map(({ field, was, is }) => `${field}: ${was} → ${is}`).join('\n') },
              `differs: ${differences.map(({ field }) => field).join(', ')}`,
          )
        : null;
}

function ended(job) {
    if (job.state === 'canceled') {
        return emptyState('close', 'Cancelled', 'Nothing was kept of it. Your settings are still there.');
    }

    return emptyState(
        'warning',
        'This one did not work',
        job.error?.message ?? 'The server does not say why.',
        job.attempts > 1 ? h('p', { class: 'muted' }, `It was tried ${job.attempts} times.`) : null,
    );
}

function inviting(form) {
    return emptyState(
        'make',
        'What shall it be?',
        'Describe a picture, then press Make. Or begin with one of these:',
        h(
            'div',
            { class: 'ideas' },
            ideas.map((idea) => action('make', idea, () => [settings.set({ prompt: idea }), form.focus()])),
        ),
        h(
            'p',
            { class: 'muted' },
            'Have a picture already? Drop it anywhere here to begin from it, or to read its settings. All you made is in the ',
            h('a', { href: address('gallery') }, 'gallery'),
            '.',
        ),
    );
}

function said(job) {
    const words = {
        succeeded: `Done: ${plural(job.pictures.length, 'picture')}.`,
        failed: `Failed: ${job.error?.message ?? ''}`,
        canceled: 'Cancelled.',
        running: 'Started.',
        waiting: 'In the queue.',
    };
    return words[job.state];
}
