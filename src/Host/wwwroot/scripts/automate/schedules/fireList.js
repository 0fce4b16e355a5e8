import { h } from '../../core/dom.js';
import { date, plural } from '../../core/format.js';
import { badge } from '../../parts/pieces.js';
import { openRun } from '../runs/runList.js';
import { kinds } from '../runs/states.js';

/** What was done about each of a schedule's times. */
export const fireList = (fires, { may }) =>
    h(
        'ul',
        { class: 'runs' },
        fires.length === 0 ? h('li', { class: 'muted' }, 'Nothing was due yet.') : null,
        fires.map(({ outcome, dueAt, count, at, reason, detail, run }) =>
            h(
                'li',
                {},
                h(
                    'button',
                    { type: 'button', class: 'run quiet', disabled: !run, on: { click: () => openRun(run, { may }) } },
                    run ? badge(run.state, kinds[run.state]) : badge(outcome, outcome === 'missed' ? 'bad' : 'plain'),
                    h('time', { class: 'run-name', datetime: dueAt ?? at }, date(dueAt ?? at)),
                    count > 1 ? h('span', { class: 'muted' }, plural(count, 'time')) : null,
                    outcome === 'manual' ? h('span', { class: 'muted' }, 'run by hand') : null,
                    reason ? h('span', { class: 'muted' }, reason) : null,
                    detail || run?.error ? h('span', { class: 'complaint' }, detail ?? run.error.message) : null,
                ),
            ),
        ),
    );
