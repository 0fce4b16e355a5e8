import { api, query } from '../../core/api.js';
import { h, replace } from '../../core/dom.js';
import { date, seconds, when } from '../../core/format.js';
import { openDialog } from '../../parts/dialog.js';
import { badge } from '../../parts/pieces.js';
import { complain } from '../../parts/toast.js';
import { runOutput } from './runOutput.js';
import { kinds } from './states.js';

/** The last runs that match, each of which opens its output. */
export function runList({ may, empty = 'It has not run yet.', picked = openRun }) {
    const list = h('ul', { class: 'runs' });
    const element = h('div', { class: 'run-list' }, list);
    return { element, load };

    async function load(filter) {
        try {
            const { items } = await api.get(`/runs${query({ limit: 20, ...filter })}`);
            replace(list, items.length === 0 ? h('li', { class: 'muted' }, empty) : items.map(row));
        } catch (error) {
            complain(error);
        }
    }

    function row(run) {
        const took = run.startedAt && run.endedAt ? (new Date(run.endedAt) - new Date(run.startedAt)) / 1000 : null;
        return h(
            'li',
            {},
            h(
                'button',
                { type: 'button', class: 'run quiet', on: { click: () => picked(run, { may }) } },
                badge(run.state, kinds[run.state]),
                h('span', { class: 'run-name' }, run.name),
                h('time', { class: 'muted', datetime: run.createdAt, title: date(run.createdAt) }, when(run.createdAt)),
                h('span', { class: 'muted' }, took === null ? '' : seconds(took)),
                h('span', { class: 'muted' }, run.trigger),
                run.error ? h('span', { class: 'complaint' }, run.error.message) : null,
            ),
        );
    }
}

/** A run's output in a dialog. */
export function openRun(run, { may }) {
    const output = runOutput({ mayCancel: may('user') });
    openDialog(`${run.kind}: ${run.name}`, output.element, { kind: 'large', closed: output.silence });
    output.follow(run);
}
