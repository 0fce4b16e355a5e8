import { api, parse } from '../../core/api.js';
import { h, replace } from '../../core/dom.js';
import { seconds } from '../../core/format.js';
import { action, badge } from '../../parts/pieces.js';
import { complain, saying } from '../../parts/toast.js';
import { kinds, over } from './states.js';

/** What a run says, line by line while it runs, and how it ended. */
export function runOutput({ mayCancel, ended }) {
    const lines = h('ol', { class: 'output-lines', role: 'log', 'aria-label': 'Output' });
    const state = h('span', {});
    const stop = action('close', 'Stop', saying(cancel), { hidden: true });
    const element = h(
        'section',
        { class: 'output', hidden: true, 'aria-label': 'Run' },
        h('header', {}, h('h2', {}, 'Output'), state, h('span', { class: 'grow' }), stop),
        lines,
    );
    let source = null;
    let id = null;
    return { element, follow, silence };

    function follow(run) {
        silence();
        id = run.id;
        element.hidden = false;
        replace(lines);
        show(run);
        source = new EventSource(`/api/v1/runs/${encodeURIComponent(id)}/log/events`);
        source.addEventListener('line', (event) => add(parse(event.data)));
        source.addEventListener('run', (event) => {
            silence();
            const last = parse(event.data);
            show(last);
            ended?.(last);
        });
        source.addEventListener('error', look);
    }

    function silence() {
        source?.close();
        source = null;
    }

    // The browser connects again by itself; whether the run still is one is asked.
    async function look() {
        try {
            const run = await api.get(`/runs/${encodeURIComponent(id)}`);
            if (over(run)) {
                silence();
                show(run);
            }
        } catch (error) {
            silence();
            complain(error);
        }
    }

    function add({ level, text, position }) {
        if (lines.lastChild && Number(lines.lastChild.dataset.position) >= position) {
            return;
        }

        const atEnd = lines.scrollTop + lines.clientHeight >= lines.scrollHeight - 8;
        lines.append(h('li', { class: level, data: { position } }, text === '' ? '\u00a0' : text));
        if (atEnd) {
            lines.scrollTop = lines.scrollHeight;
        }
    }

    function show(run) {
        const took = run.startedAt && run.endedAt ? (new Date(run.endedAt) - new Date(run.startedAt)) / 1000 : null;
        replace(
            state,
            badge(run.state, kinds[run.state]),
            took === null ? null : h('span', { class: 'muted' }, ` ${seconds(took)}`),
        );
        stop.hidden = !mayCancel || over(run);
        if (run.error) {
            lines.append(h('li', { class: 'error last' }, run.error.message));
            lines.scrollTop = lines.scrollHeight;
        }
    }

    async function cancel() {
        show(await api.post(`/runs/${encodeURIComponent(id)}/cancel`));
    }
}
