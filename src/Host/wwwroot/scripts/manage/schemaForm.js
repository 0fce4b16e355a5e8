import { h } from '../core/dom.js';
import { choice, field } from '../parts/field.js';
import { toast } from '../parts/toast.js';

/** A form for what a JSON schema describes: texts, numbers, yes or no, choices, and objects of those. */
export function schemaForm(schema, values, save) {
    const fields = new Map();
    const button = save ? h('button', { type: 'submit', class: 'primary' }, 'Save') : null;
    const form = h('form', { class: 'schema-form', novalidate: true, on: { submit: send } }, members(schema, values, ''), button);
    return form;

    function members(part, current, path) {
        return Object.entries(part.properties ?? {}).map(([name, property]) => {
            const now = current?.[name] ?? property.default;
            if (kindOf(property) === 'object' && property.properties) {
                return h('fieldset', {}, h('legend', {}, titleOf(name, property)), members(property, now, `${path}${name}.`));
            }

            const made = control(property, now);
            made.element.disabled = !save;
            const shown = field(titleOf(name, property), made.element, { hint: property.description });
            fields.set(path + name, { ...shown, read: made.read });
            return shown.element;
        });
    }

    async function send(event) {
        event.preventDefault();
        const next = {};
        fields.forEach(({ read, calm }, path) => [calm(), put(next, path.split('.'), read())]);
        button.disabled = true;
        try {
            await save(next);
            toast('Saved. It holds from the next job on.');
        } catch (error) {
            const placed = (error.fields ?? []).filter(({ field: name, detail }) => fields.get(name)?.complain(detail) ?? fields.has(name));
            toast(error.message, { kind: 'error' });
            fields.get(placed[0]?.field)?.control.focus();
        } finally {
            button.disabled = false;
        }
    }
}

const kindOf = ({ type }) => (Array.isArray(type) ? type.find((each) => each !== 'null') : type);
const titleOf = (name, { title }) => title ?? name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/^./, (first) => first.toUpperCase());

function control(property, now) {
    const kind = kindOf(property);
    if (property.enum) {
        const select = choice([], '', () => {});
        select.offer(
            property.enum.map((value) => ({ value: String(value), label: String(value) })),
            String(now ?? property.enum[0]),
        );
        return { element: select, read: () => property.enum.find((value) => String(value) === select.value) };
    }

    if (kind === 'boolean') {
        const box = h('input', { type: 'checkbox', checked: Boolean(now) });
        return { element: box, read: () => box.checked };
    }

    if (kind === 'number' || kind === 'integer') {
        const input = h('input', {
            type: 'number',
            min: text(property.minimum),
            max: text(property.maximum),
            step: kind === 'integer' ? '1' : 'any',
        });
        input.value = text(now) ?? '';
        return { element: input, read: () => (input.value === '' ? undefined : Number(input.value)) };
    }

    if (kind === 'array' || kind === 'object') {
        const area = h('textarea', { rows: 3, spellcheck: false });
        area.value = now === undefined ? '' : JSON.stringify(now, null, 2);
        return { element: area, read: () => parsed(area.value) };
    }

    const input = h('input', { type: 'text', maxlength: text(property.maxLength) });
    input.value = now ?? '';
    if (property.format === 'password') {
        hide(input);
    }

    return { element: input, read: () => (input.value === '' && kindOf(property) !== 'string' ? undefined : input.value) };
}

// The name of a variable is no secret; whatever else is typed here is not to be read over a shoulder.
function hide(input) {
    const cover = () => {
        input.type = input.value.startsWith('env:') ? 'text' : 'password';
    };
    input.autocomplete = 'new-password';
    input.addEventListener('input', cover);
    cover();
}

const text = (value) => (value === undefined || value === null ? undefined : String(value));

// What is no JSON goes as text, and the server says what it should be.
function parsed(content) {
    try {
        return content.trim() === '' ? undefined : JSON.parse(content);
    } catch {
        return content;
    }
}

function put(target, [head, ...rest], value) {
    if (value === undefined) {
        return;
    }

    if (rest.length === 0) {
        target[head] = value;
    } else {
        target[head] ??= {};
        put(target[head], rest, value);
    }
}
