import { api } from '../../core/api.js';
import { h } from '../../core/dom.js';
import { date, when } from '../../core/format.js';
import { ask } from '../../parts/dialog.js';
import { action, badge, facts } from '../../parts/pieces.js';
import { saying, toast } from '../../parts/toast.js';
import { openDeliveries } from './deliveries.js';
import { listPart } from './listPart.js';
import { reveal } from './secrets.js';
import { editWebhook } from './webhookForm.js';

/** Addresses that are called when something happens here. */
export const outboundPart = () => listPart({
    title: 'Out',
    text: 'Addresses that are called when something happens here, signed as Standard Webhooks, and again until they answer.',
    verb: 'New webhook',
    add: editWebhook,
    path: '/webhooks',
    empty: ['out', 'Nobody is called yet', 'A webhook tells another program that a picture is made, or that a schedule did not run.'],
    panel,
});

function panel(hook, load) {
    const path = `/webhooks/${hook.id}`;
    return h(
        'article',
        { class: `panel ${hook.disabled ? 'failed' : ''}` },
        h('header', {}, h('h2', {}, hook.description || new URL(hook.url).host), state(hook)),
        hook.disabled ? h('p', { class: 'complaint' }, hook.disabled) : null,
        facts([
            ['Calls', h('code', {}, hook.url)],
            ['Hears', hook.events.join(', ')],
            ['Failing', hook.failingSince ? `since ${when(hook.failingSince)}` : null],
            ['Held back', hook.pausedUntil && new Date(hook.pausedUntil) > new Date() ? `until ${date(hook.pausedUntil)}` : null],
            ['Old secret', hook.formerSecretUntil ? `signs too until ${date(hook.formerSecretUntil)}` : null],
        ]),
        h(
            'div',
            { class: 'panel-actions' },
            action('queue', 'Deliveries', () => openDeliveries(hook)),
            action('out', 'Test', saying(() => test(path)), { disabled: !hook.enabled }),
            action('settings', 'Change', () => editWebhook(hook, load)),
            action('key', 'New secret', saying(() => rotate(path, hook, load))),
            action('trash', 'Remove', saying(() => remove(path, hook, load))),
        ),
    );
}

async function test(path) {
    await api.post(`${path}/test`);
    toast('A ping is on its way; see Deliveries.');
}

async function rotate(path, hook, load) {
    const what = 'For 24 hours messages are signed with both, so that the receiver can change over.';
    if (await ask('Make a new secret?', what, 'Make it')) {
        reveal(`The secret of ${hook.description || hook.url}`, (await api.post(`${path}/rotate`)).secret);
        await load();
    }
}

async function remove(path, hook, load) {
    if (await ask('Remove this webhook?', `${hook.url} is called no more, and what waits for it is dropped.`, 'Remove')) {
        await api.remove(path);
        await load();
    }
}

const state = (hook) =>
    hook.disabled ? badge('given up', 'bad')
        : !hook.enabled ? badge('off', 'warn')
            : hook.failingSince ? badge('failing', 'warn') : badge('on', 'good');
