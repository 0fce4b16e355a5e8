import { api } from '../../core/api.js';
import { h } from '../../core/dom.js';
import { openDialog } from '../../parts/dialog.js';
import { field } from '../../parts/field.js';
import { saying, toast } from '../../parts/toast.js';
import { reveal } from './secrets.js';

const everything = ['job.succeeded', 'job.failed', 'picture.created', 'recipe.*', 'script.*', 'schedule.*', 'plugin.*', '*'];

/** Makes a webhook, or changes one. */
export function editWebhook(hook, changed) {
    const url = h('input', { type: 'url', value: hook?.url ?? '', autocomplete: 'off' });
    const description = h('input', { type: 'text', value: hook?.description ?? '', maxlength: '200', autocomplete: 'off' });
    const events = h('input', { type: 'text', value: (hook?.events ?? ['*']).join(', '), list: 'webhook-events', spellcheck: false });
    const enabled = h('input', { type: 'checkbox', checked: hook?.enabled ?? true });
    const fields = {
        url: field('Address', url, {
            hint: 'https, and public: the server does not call private addresses unless network.allow names them.',
        }),
        description: field('What it is for', description),
        events: field('Hears', events, { hint: `Types, or families with a star: ${everything.slice(0, 5).join(', ')}.` }),
        enabled: field('On', enabled),
    };
    const form = h(
        'form',
        { novalidate: true, on: { submit: saying(send) } },
        h('datalist', { id: 'webhook-events' }, everything.map((value) => h('option', { value }))),
        Object.values(fields).map((each) => each.element),
        h('button', { type: 'submit', class: 'primary' }, hook ? 'Save' : 'Make the webhook'),
    );
    const dialog = openDialog(hook ? 'Change the webhook' : 'New webhook', form);

    async function send(event) {
        event.preventDefault();
        Object.values(fields).forEach((each) => each.calm());
        const body = {
            url: url.value.trim(),
            description: description.value.trim(),
            events: events.value.split(/[\s,]+/).filter(Boolean),
            enabled: enabled.checked,
        };
        try {
            const answer = hook ? await api.patch(`/webhooks/${hook.id}`, body) : await api.post('/webhooks', body);
            dialog.close();
            if (answer.secret) {
                reveal(`The secret of ${answer.description || answer.url}`, answer.secret);
            } else {
                toast('The webhook is saved.');
            }

            await changed();
        } catch (error) {
            (error.fields ?? []).forEach(({ field: each, detail }) => fields[each]?.complain(detail));
            throw error;
        }
    }
}
