import { api } from '../../core/api.js';
import { h, replace } from '../../core/dom.js';
import { date, when } from '../../core/format.js';
import { openDialog } from '../../parts/dialog.js';
import { badge } from '../../parts/pieces.js';
import { saying } from '../../parts/toast.js';
import { openRun } from '../runs/runList.js';

const kinds = { started: 'good', repeated: 'plain', ignored: 'plain', refused: 'bad' };

/** What came in by a hook, and what became of it. */
export function openCalls(hook, { may }) {
    const list = h('ul', { class: 'runs' });
    openDialog(`Calls of ${hook.name}`, list, { kind: 'large' });
    saying(async () => {
        const answer = await api.get(`/hooks/${encodeURIComponent(hook.name)}/calls?limit=50`);
        const calls = answer.items ?? answer;
        replace(list, calls.length === 0 ? h('li', { class: 'muted' }, 'Nothing came in yet.') : calls.map(row));
    })();

    function row(call) {
        const open = saying(async () => openRun(await api.get(`/runs/${call.runId}`), { may }));
        return h(
            'li',
            {},
            h(
                'button',
                { type: 'button', class: 'run quiet', disabled: !call.runId, on: { click: open } },
                badge(call.outcome, kinds[call.outcome]),
                h('span', { class: 'run-name' }, call.event ?? 'no event'),
                h('time', { class: 'muted', datetime: call.at, title: date(call.at) }, when(call.at)),
                h('code', { class: 'muted' }, call.delivery ?? ''),
                call.reason ? h('span', { class: 'complaint' }, call.reason) : null,
            ),
        );
    }
}
