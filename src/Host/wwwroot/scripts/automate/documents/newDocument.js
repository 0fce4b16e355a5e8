import { h } from '../../core/dom.js';
import { openDialog } from '../../parts/dialog.js';
import { choice, field } from '../../parts/field.js';
import { saying } from '../../parts/toast.js';

/** Asks for a new document's name and what it begins with. */
export function newDocument(kind, known, make) {
    const name = h('input', { type: 'text', maxlength: '64', autocomplete: 'off', spellcheck: false, placeholder: kind.nameHint });
    const template = choice([], '', () => {});
    template.offer(
        kind.templates.map((each) => ({ value: each.label, label: each.label })),
        kind.templates[0].label,
    );
    const named = field('Name', name, { hint: 'Small letters, digits and dashes.' });
    const form = h(
        'form',
        { novalidate: true, on: { submit: saying(send) } },
        named.element,
        field('Begins with', template).element,
        h('button', { type: 'submit', class: 'primary' }, 'Make it'),
    );
    const dialog = openDialog(kind.newLabel, form);
    name.focus();

    async function send(event) {
        event.preventDefault();
        const wanted = name.value.trim();
        named.calm();
        if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(wanted)) {
            named.complain('Small letters and digits, with single dashes between: daily-hero.');
            return;
        }

        if (known.some((each) => each.name === wanted)) {
            named.complain('There is one of this name.');
            return;
        }

        const { text } = kind.templates.find((each) => each.label === template.value);
        await make(wanted, text.replaceAll('NAME', wanted));
        dialog.close();
    }
}
