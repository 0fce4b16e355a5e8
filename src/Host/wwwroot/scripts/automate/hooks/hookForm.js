import { api } from '../../core/api.js';
import { h } from '../../core/dom.js';
import { openDialog } from '../../parts/dialog.js';
import { choice, field } from '../../parts/field.js';
import { saying, toast } from '../../parts/toast.js';
import { nameInput } from '../nameInput.js';
import { targetField } from '../schedules/targetField.js';
import { reveal } from './secrets.js';

/** Makes a hook, or changes what it starts. */
export function editHook(hook, changed) {
    const name = nameInput(hook);
    const description = h('input', { type: 'text', maxlength: '200', value: hook?.description ?? '', autocomplete: 'off' });
    const target = targetField(hook?.target);
    const given = h('textarea', { rows: 3, spellcheck: false, placeholder: '{ "subject": "{{payload.subject}}" }' });
    given.value = hook ? JSON.stringify(hook.target.arguments, null, 2) : '';
    const events = h('input', { type: 'text', value: (hook?.events ?? []).join(', '), placeholder: 'all', spellcheck: false });
    const scheme = choice([], 'standard', () => {});
    scheme.offer(
        [
            { value: 'standard', label: 'Standard Webhooks' },
            { value: 'github', label: 'GitHub' },
        ],
        hook?.scheme ?? 'standard',
    );
    scheme.disabled = Boolean(hook);
    const enabled = h('input', { type: 'checkbox', checked: hook?.enabled ?? true });
    const fields = {
        name: field('Name', name, { hint: 'The last part of its address.' }),
        description: field('What it is for', description),
        target: field('Starts', target.element),
        'target.arguments': field('With', given, {
            hint: 'JSON: an object for a recipe, a list of texts for a script. {{payload.a.b}} takes from what came.',
        }),
        scheme: field('Signed as', scheme),
        events: field('Events', events, { hint: 'As push, or a payload’s type. Empty: all.' }),
        enabled: field('On', enabled),
    };
    const form = h(
        'form',
        { novalidate: true, on: { submit: saying(send) } },
        Object.values(fields).map((each) => each.element),
        h('button', { type: 'submit', class: 'primary' }, hook ? 'Save' : 'Make the hook'),
    );
    const dialog = openDialog(hook ? `Change ${hook.name}` : 'New hook', form);
    target.load();

    async function send(event) {
        event.preventDefault();
        Object.values(fields).forEach((each) => each.calm());
        const body = {
            target: { ...target.value(), arguments: argumentsOf() },
            description: description.value.trim(),
            events: events.value.split(/[\s,]+/).filter(Boolean),
            enabled: enabled.checked,
        };
        try {
            const answer = hook
                ? await api.patch(`/hooks/${encodeURIComponent(hook.name)}`, body)
                : await api.post('/hooks', { ...body, name: name.value.trim(), scheme: scheme.value });
            dialog.close();
            if (answer.secret) {
                reveal(`The secret of ${answer.name}`, answer.secret);
            } else {
                toast('The hook is saved.');
            }

            await changed();
        } catch (error) {
            (error.fields ?? []).forEach(({ field: each, detail }) => (fields[each] ?? fields[each.split('.')[0]])?.complain(detail));
            throw error;
        }
    }

    function argumentsOf() {
        if (given.value.trim() === '') {
            return undefined;
        }

        try {
            return JSON.parse(given.value);
        } catch (error) {
            fields['target.arguments'].complain(`This is not JSON: ${error.message}`);
            throw new Error('What it is started with is not JSON.');
        }
    }
}
