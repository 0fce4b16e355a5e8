import { api } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { date, when } from '../core/format.js';
import { ask, openDialog } from '../parts/dialog.js';
import { choice, field } from '../parts/field.js';
import { action, badge, copyText, signButton } from '../parts/pieces.js';
import { complain, saying, toast } from '../parts/toast.js';

const roles = [
    ['viewer', 'Viewer: looks'],
    ['user', 'User: makes pictures, sees its own'],
    ['operator', 'Operator: all jobs, models, the queue'],
    ['admin', 'Admin: keys, plugins, settings'],
];
const itemsOf = (answer) => answer?.items ?? answer ?? [];

/** Who may come in. */
export function keysPart() {
    const body = h('tbody');
    const element = h(
        'section',
        { class: 'wide-part' },
        h('header', { class: 'sheet-head' }, h('h2', {}, 'Keys'), action('plus', 'New key', create)),
        h(
            'div',
            { class: 'table-place', tabindex: '0', role: 'region', 'aria-label': 'Keys' },
            h(
                'table',
                {},
                h(
                    'thead',
                    {},
                    h(
                        'tr',
                        {},
                        ['Name', 'Role', 'Begins with', 'Last used', 'Expires', ''].map((text) =>
                            h('th', { scope: 'col' }, text || h('span', { class: 'only-heard' }, 'Remove')),
                        ),
                    ),
                ),
                body,
            ),
        ),
    );
    return { element, load };

    async function load() {
        try {
            replace(body, itemsOf(await api.get('/keys')).map(row));
        } catch (error) {
            complain(error);
        }
    }

    function row(key) {
        return h(
            'tr',
            {},
            h('th', { scope: 'row' }, key.name),
            h('td', {}, badge(key.role)),
            h('td', {}, h('code', {}, `${key.prefix}…`)),
            h('td', {}, key.lastUsedAt ? when(key.lastUsedAt) : 'never'),
            h('td', {}, key.expiresAt ? date(key.expiresAt) : 'never'),
            h(
                'td',
                {},
                signButton(
                    'trash',
                    `Remove the key ${key.name}`,
                    saying(() => remove(key)),
                ),
            ),
        );
    }

    async function remove(key) {
        if (await ask('Remove this key?', `Whoever uses “${key.name}” is locked out at once. What it made stays.`, 'Remove')) {
            await api.remove(`/keys/${encodeURIComponent(key.id)}`);
            await load();
        }
    }

    function create() {
        const name = h('input', { type: 'text', maxlength: '64', autocomplete: 'off' });
        const role = choice([], 'user', () => {});
        role.offer(
            roles.map(([value, label]) => ({ value, label })),
            'user',
        );
        const expires = h('input', { type: 'date' });
        const perDay = h('input', { type: 'number', min: '1', placeholder: 'without limit' });
        const fields = {
            name: field('Name', name, { hint: 'The owner of what is made with it.' }),
            role: field('Role', role),
            expiresAt: field('Expires', expires, { hint: 'Empty: never.' }),
            picturesPerDay: field('Pictures a day', perDay),
        };
        const form = h(
            'form',
            { novalidate: true, on: { submit: saying(send) } },
            Object.values(fields).map((each) => each.element),
            h('button', { type: 'submit', class: 'primary' }, 'Make the key'),
        );
        const dialog = openDialog('New key', form);

        async function send(event) {
            event.preventDefault();
            Object.values(fields).forEach((each) => each.calm());
            try {
                const made = await api.post('/keys', {
                    name: name.value.trim(),
                    role: role.value,
                    expiresAt: expires.value ? new Date(expires.value).toISOString() : undefined,
                    picturesPerDay: perDay.value ? Number(perDay.value) : undefined,
                });
                dialog.close();
                reveal(made);
                await load();
            } catch (error) {
                (error.fields ?? []).forEach(({ field: each, detail }) => fields[each]?.complain(detail));
                throw error;
            }
        }
    }
}

function reveal(made) {
    const key = made.key ?? made.secret;
    openDialog(
        `The key of ${made.name}`,
        [
            h('p', {}, 'This is shown once and stored nowhere. Copy it now.'),
            h('p', { class: 'secret' }, h('code', {}, key)),
            action('copy', 'Copy', () => copyText(key, 'Key'), { class: 'primary' }),
        ],
        { closed: () => toast('The key is ready for use.') },
    );
}

/** What was changed, by whom. */
export function auditPart() {
    const list = h('ul', { class: 'audit' });
    const element = h('details', { class: 'drawer' }, h('summary', {}, 'Audit log', icon('down')), list);
    return { element, load };

    async function load() {
        try {
            const entries = itemsOf(await api.get('/audit'));
            replace(
                list,
                entries.map(({ at, who, action: what, detail }) =>
                    h(
                        'li',
                        {},
                        h('time', { datetime: at, title: date(at) }, when(at)),
                        h('strong', {}, who),
                        h('code', {}, what),
                        h('span', {}, detail),
                    ),
                ),
                entries.length === 0 ? h('li', { class: 'muted' }, 'Nothing yet.') : null,
            );
        } catch (error) {
            complain(error);
        }
    }
}
