import { api } from '../core/api.js';
import { returned } from '../core/events.js';
import { h, replace } from '../core/dom.js';
import { address } from '../core/router.js';
import { activeJobs, picturesMade } from '../queue/jobs.js';
import { complain } from '../parts/toast.js';
import { skeletons } from '../parts/pieces.js';
import { isLeaving, pictureBack, pictureGone, pictureMarked } from './pictureActions.js';

const most = 30;

/** What was made lately, and what is on its way: a row of small pictures under the large one. */
export function recentStrip(stage) {
    const row = h('div', { class: 'strip-row' }, skeletons(6, 'thumb'));
    const element = h(
        'section',
        { class: 'strip', 'aria-label': 'Recent pictures' },
        h('header', {}, h('h2', {}, 'Recent'), h('a', { href: address('gallery') }, 'See all')),
        row,
    );
    let pictures = null;
    picturesMade.listen((made) => keep([...made, ...(pictures ?? [])]));
    pictureBack.listen((picture) => keep([picture, ...(pictures ?? [])].sort((left, right) => (left.id < right.id ? 1 : -1))));
    pictureGone.listen((id) => keep((pictures ?? []).filter((each) => each.id !== id)));
    pictureMarked.listen((picture) => keep((pictures ?? []).map((each) => (each.id === picture.id ? picture : each))));
    activeJobs.watch(show);
    returned.listen(load);
    load();
    return element;

    // On a phone the picture lies above the form.
    function look(what) {
        stage.show(what);
        stage.element.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    }

    async function load() {
        try {
            keep((await api.get(`/pictures?limit=${most}`)).items);
        } catch (error) {
            complain(error);
        }
    }

    function keep(next) {
        pictures = [...new Map(next.map((each) => [each.id, each])).values()].filter((each) => !isLeaving(each)).slice(0, most);
        show();
    }

    function show() {
        if (pictures === null) {
            return;
        }

        const jobs = activeJobs.value.slice(0, 8).map((job) =>
            h(
                'button',
                {
                    type: 'button',
                    class: `thumb job ${job.state}`,
                    'aria-label': `${job.state === 'running' ? 'Being made' : 'Waiting'}: ${job.request.prompt}`,
                    on: { click: () => look({ jobId: job.id }) },
                },
                h('span', { class: job.state === 'running' ? 'spinner' : 'dots' }),
            ),
        );
        element.hidden = jobs.length + pictures.length === 0;
        replace(
            row,
            jobs,
            pictures.map((picture) =>
                h(
                    'button',
                    {
                        type: 'button',
                        class: 'thumb',
                        title: picture.prompt,
                        'aria-label': `Show: ${picture.prompt}`,
                        on: { click: () => look({ picture, pictures: [picture] }) },
                    },
                    h('img', { src: picture.thumbnailUrl, alt: '', loading: 'lazy' }),
                ),
            ),
        );
    }
}
