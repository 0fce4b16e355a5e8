import { api } from '../../core/api.js';
import { h } from '../../core/dom.js';
import { ask } from '../../parts/dialog.js';
import { action, badge, copyText, facts, signButton } from '../../parts/pieces.js';
import { saying } from '../../parts/toast.js';
import { openCalls } from './calls.js';
import { editHook } from './hookForm.js';
import { listPart } from './listPart.js';
import { reveal } from './secrets.js';

const schemes = { standard: 'Standard Webhooks', github: 'GitHub' };

/** Addresses by which others start recipes, scripts and jobs here. */
export function inboundPart({ may }) {
    return listPart({
        title: 'In',
        text: 'A signed message to one of these addresses starts a recipe or a script. The signature is the key; each message counts once.',
        verb: 'New hook',
        add: editHook,
        path: '/hooks',
        empty: [
            'swap', 'Nobody can call yet', 'With a hook, a push to a repository or a form on a website starts a recipe here.',
        ],
        panel,
    });

    function panel(hook, load) {
        const path = `/hooks/${encodeURIComponent(hook.name)}`;
        const url = location.origin + hook.url;
        return h(
            'article',
            { class: 'panel' },
            h('header', {}, h('h2', {}, hook.name), hook.enabled ? badge('on', 'good') : badge('off', 'warn')),
            hook.description ? h('p', {}, hook.description) : null,
            h('div', { class: 'snippet' },
                h('code', {}, url),
                signButton('copy', `Copy the address of ${hook.name}`, () => copyText(url, 'Address'))),
            facts([
                ['Starts', `${hook.target.kind} ${hook.target.name}`],
                ['Signed as', schemes[hook.scheme] ?? hook.scheme],
                ['Events', hook.events.length > 0 ? hook.events.join(', ') : 'all'],
            ]),
            h(
                'div',
                { class: 'panel-actions' },
                action('queue', 'Calls', () => openCalls(hook, { may })),
                action('settings', 'Change', () => editHook(hook, load)),
                action('key', 'New secret', saying(() => rotate(path, hook, load))),
                action('trash', 'Remove', saying(() => remove(path, hook, load))),
            ),
        );
    }

    async function rotate(path, hook, load) {
        if (await ask('Make a new secret?', 'For 24 hours the old one is taken too, so that the sender can change over.', 'Make it')) {
            reveal(`The secret of ${hook.name}`, (await api.post(`${path}/rotate`)).secret);
            await load();
        }
    }

    async function remove(path, hook, load) {
        if (await ask(`Remove ${hook.name}?`, 'Messages to its address are refused from then on.', 'Remove')) {
            await api.remove(path);
            await load();
        }
    }
}
