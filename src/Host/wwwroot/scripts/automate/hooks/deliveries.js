import { api, query } from '../../core/api.js';
import { h, replace } from '../../core/dom.js';
import { date, when } from '../../core/format.js';
import { openDialog } from '../../parts/dialog.js';
import { segments } from '../../parts/field.js';
import { action, badge } from '../../parts/pieces.js';
import { saying, toast } from '../../parts/toast.js';

const kinds = { waiting: 'warn', delivered: 'good', dead: 'bad' };

/** What a webhook was told, every call of it, and the way to tell it again. */
export function openDeliveries(hook) {
    const path = `/webhooks/${hook.id}/deliveries`;
    const list = h('ul', { class: 'deliveries' });
    let state = '';
    const choose = segments(
        'Which',
        [
            { value: '', label: 'All' },
            { value: 'waiting', label: 'Waiting' },
            { value: 'delivered', label: 'Delivered' },
            { value: 'dead', label: 'Given up' },
        ],
        (value) => {
            state = value;
            load();
        },
    );
    const load = saying(async () => {
        choose.show(state);
        const { items } = await api.get(`${path}${query({ limit: 50, state })}`);
        replace(list, items.length === 0 ? h('li', { class: 'muted' }, 'Nothing.') : items.map(row));
    });
    openDialog(
        `Deliveries to ${hook.description || new URL(hook.url).host}`,
        [h('div', { class: 'part-head' }, choose.element, action('again', 'Send given up ones again', saying(resendAll))), list],
        { kind: 'large' },
    );
    load();

    function row(delivery) {
        const last = delivery.attempts.at(-1);
        return h(
            'li',
            {},
            h(
                'details',
                { class: 'delivery' },
                h(
                    'summary',
                    {},
                    badge(delivery.state === 'dead' ? 'given up' : delivery.state, kinds[delivery.state]),
                    h('code', {}, delivery.type),
                    h('time', { class: 'muted', datetime: delivery.createdAt, title: date(delivery.createdAt) }, when(delivery.createdAt)),
                    h('span', { class: 'muted' }, last ? (last.status ?? last.error) : ''),
                    delivery.dueAt ? h('span', { class: 'muted' }, `next ${when(delivery.dueAt)}`) : null,
                ),
                h('p', { class: 'muted' }, h('code', {}, delivery.id)),
                h('ol', { class: 'attempts' }, delivery.attempts.map(attempt)),
                action('again', 'Send again', saying(() => resend(delivery))),
            ),
        );
    }

    async function resend(delivery) {
        await api.post(`${path}/${delivery.id}/resend`);
        toast('It is sent again, with the same webhook-id.');
        await load();
    }

    async function resendAll() {
        const { count } = await api.post(`${path}/resend`);
        toast(count === 0 ? 'None was given up.' : `${count} are sent again.`);
        await load();
    }
}

const attempt = ({ at, status, error, milliseconds, answer }) =>
    h(
        'li',
        {},
        h('time', { class: 'muted', datetime: at }, date(at)),
        h('strong', {}, String(status ?? 'no answer')),
        h('span', { class: 'muted' }, `${Math.round(milliseconds)} ms`),
        error ? h('span', { class: 'complaint' }, error) : null,
        answer ? h('code', { class: 'answer' }, answer.slice(0, 300)) : null,
    );
