import { api, query } from '../core/api.js';
import { listChanged, returned } from '../core/events.js';
import { h, replace } from '../core/dom.js';
import { plural, seconds, speed, when } from '../core/format.js';
import { go } from '../core/router.js';
import { action, badge, emptyState, signButton, skeletons } from '../parts/pieces.js';
import { saying, toast } from '../parts/toast.js';
import { openViewer } from '../gallery/viewer.js';
import { settings } from '../make/settings.js';
import { activeJobs, cancelJob, isOver, jobTold } from './jobs.js';

const states = { waiting: 'waiting', running: 'being made', succeeded: 'done', failed: 'failed', canceled: 'cancelled' };
const kinds = { running: 'accent', succeeded: 'good', failed: 'bad' };

/** What waits, what runs, and what became of the rest. */
export function queueView({ may }) {
    const active = h('ul', { class: 'jobs', 'aria-label': 'Waiting and running' });
    const past = h('ul', { class: 'jobs', 'aria-label': 'Ended' }, skeletons(4, 'line'));
    const more = h('button', { type: 'button', class: 'secondary', hidden: true, on: { click: saying(() => loadPast(false)) } }, 'More');
    const head = h('div', { class: 'head-actions' });
    const rows = new Map();
    let next = null;
    let paused = false;
    activeJobs.watch(showActive);
    jobTold.listen((job) => {
        rows.get(job.id)?.update(job);
        if (isOver(job) && past.isConnected) {
            past.prepend(pastRow(job));
            past.querySelector('.nothing')?.remove();
        }
    });
    listChanged.listen((topic) => topic === 'queue' && loadState());
    returned.listen(() => [loadState(), saying(loadPast)(true)]);
    const element = h(
        'div',
        { class: 'sheet' },
        h('header', { class: 'sheet-head' }, h('h1', {}, 'Queue'), head),
        active,
        h('h2', {}, 'Earlier'),
        past,
        more,
    );
    return { element, shown: () => [loadState(), saying(loadPast)(true)] };

    function showActive(jobs) {
        const here = new Set(jobs.map((job) => job.id));
        [...rows.keys()].filter((id) => !here.has(id)).forEach((id) => rows.delete(id));
        jobs.filter((job) => !rows.has(job.id)).forEach((job) => rows.set(job.id, activeRow(job)));
        replace(
            active,
            jobs.map((job) => rows.get(job.id).element),
            jobs.length === 0
                ? h('li', { class: 'plain' }, emptyState('queue', 'Nothing is waiting', 'What you make appears here until it is done.'))
                : null,
        );
        showHead();
    }

    async function loadState() {
        try {
            paused = (await api.get('/status')).queue?.paused ?? false;
        } catch {
            return;
        }

        showHead();
    }

    function showHead() {
        const mine = activeJobs.value;
        replace(
            head,
            paused ? badge('paused', 'warn') : null,
            mine.length > 1
                ? action(
                      'close',
                      'Cancel all',
                      saying(() => Promise.all(mine.map((job) => cancelJob(job.id)))),
                  )
                : null,
            may('operator')
                ? action(paused ? 'play' : 'pause', paused ? 'Resume' : 'Pause', saying(turn), {
                      hint: 'A paused queue accepts jobs and starts none',
                  })
                : null,
        );
    }

    async function turn() {
        await api.post(paused ? '/queue/resume' : '/queue/pause');
        paused = !paused;
        showHead();
        toast(paused ? 'Paused: jobs are accepted and wait.' : 'The queue goes on.');
    }

    async function loadPast(afresh) {
        const page = await api.get(
            `/jobs${query({ state: ['succeeded', 'failed', 'canceled'], limit: 30, cursor: afresh ? undefined : next })}`,
        );
        const found = page.items.map(pastRow);
        next = page.next;
        more.hidden = !next;
        if (afresh) {
            replace(past, found.length > 0 ? found : h('li', { class: 'plain nothing muted' }, 'Nothing has been made yet.'));
        } else {
            past.append(...found);
        }
    }
}

function activeRow(job) {
    const bar = h('div', { class: 'bar-fill' });
    const state = h('span', { class: 'job-state' });
    const element = h(
        'li',
        { class: 'job' },
        h(
            'div',
            { class: 'job-words' },
            h('p', { class: 'job-prompt' }, job.request.prompt),
            h('p', { class: 'muted' }, state, ` · ${job.owner} · ${when(job.createdAt)}`),
        ),
        signButton('close', 'Cancel this job', () => saying(cancelJob)(job.id)),
        h('div', { class: 'bar slim' }, bar),
    );
    update(job);
    return { element, update };

    function update({ state: name, position, progress }) {
        bar.style.setProperty('--done', String(progress?.fraction ?? 0));
        replace(
            state,
            badge(states[name], kinds[name]),
            name === 'waiting' && position > 0 ? ` ${position} before it` : '',
            progress?.steps > 0 ? ` step ${progress.step} of ${progress.steps}` : '',
            progress?.stepsPerSecond > 0 ? `, ${speed(progress.stepsPerSecond)}` : '',
        );
    }
}

function pastRow(job) {
    const [picture] = job.pictures ?? [];
    const took = job.startedAt && job.endedAt ? ` in ${seconds((new Date(job.endedAt) - new Date(job.startedAt)) / 1000)}` : '';
    return h(
        'li',
        { class: 'job' },
        picture
            ? h(
                  'button',
                  {
                      type: 'button',
                      class: 'job-picture',
                      'aria-label': `Open: ${job.request.prompt}`,
                      on: { click: () => openViewer(picture, job.pictures) },
                  },
                  h('img', { src: picture.thumbnailUrl, alt: '', loading: 'lazy' }),
              )
            : null,
        h(
            'div',
            { class: 'job-words' },
            h('p', { class: 'job-prompt' }, job.request.prompt),
            h(
                'p',
                { class: 'muted' },
                badge(states[job.state], kinds[job.state]),
                picture ? ` ${plural(job.pictures.length, 'picture')}${took}` : '',
                ` · ${job.owner} · ${when(job.endedAt ?? job.createdAt)}`,
            ),
            job.error ? h('p', { class: 'complaint' }, job.error.message) : null,
        ),
        signButton('settings', 'Use its settings', () => [settings.take(job.request), go('make')]),
    );
}
