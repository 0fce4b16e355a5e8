import { h, uniqueId } from '../core/dom.js';
import { choice, field, range } from './field.js';

// Controls of a value that lies elsewhere: `get` and `set` reach it, `show` looks again.

export function boundRange(label, { least, most, step, hint }, get, set) {
    const control = range({ least, most, step, label, changed: (value) => [shown.calm(), set(value)] });
    const shown = field(label, control, { hint });
    return { ...shown, show };

    function show() {
        const value = get();
        if (value !== undefined && value !== null && !(document.activeElement === control && control.value === '')) {
            control.show(value);
        }
    }
}

/** A drop-down; its options may be a function, for lists that change. */
export function boundChoice(label, options, get, set, { hint } = {}) {
    const select = choice([], null, (value) => [shown.calm(), set(value)]);
    const shown = field(label, select, { hint });
    return { ...shown, show };

    function show() {
        const list = typeof options === 'function' ? options() : options;
        const value = get();
        const text = value === undefined || value === null ? '' : String(value);
        const key = JSON.stringify([list, text]);
        if (select.dataset.key !== key) {
            select.dataset.key = key;
            select.offer(list, text);
        }
    }
}

/** A number or a text that may be left out: null then. */
export function boundInput(label, { kind = 'text', least, most, step, placeholder, hint, pattern }, get, set) {
    const input = h('input', {
        type: kind,
        min: least?.toString(),
        max: most?.toString(),
        step: step?.toString(),
        inputmode: kind === 'number' || pattern ? 'numeric' : null,
        autocomplete: 'off',
        placeholder,
    });
    const shown = field(label, input, { hint });
    input.addEventListener('input', typed);
    input.addEventListener('blur', () => show());
    return { ...shown, show };

    function typed() {
        const text = input.value.trim();
        if (pattern && text !== '' && !pattern.test(text)) {
            shown.complain('Only digits make a seed.');
            return;
        }

        shown.calm();
        if (!input.validity.badInput) {
            set(text === '' ? null : kind === 'number' ? Number(text) : input.value);
        }
    }

    function show() {
        if (document.activeElement !== input) {
            input.value = get() ?? '';
        }
    }
}

export function boundCheck(label, get, set, hint) {
    const box = h('input', { type: 'checkbox', id: uniqueId('check') });
    const hinted = hint ? h('p', { class: 'hint', id: `${box.id}-hint` }, hint) : null;
    if (hinted) {
        box.setAttribute('aria-describedby', hinted.id);
    }

    box.addEventListener('change', () => set(box.checked));
    const element = h('div', { class: 'checked' }, h('label', { class: 'check' }, box, h('span', {}, label)), hinted);
    return { element, control: box, complain: () => {}, calm: () => {}, show: () => (box.checked = Boolean(get())) };
}

/** Numbers as a part declares them: `{ name, default, minimum, maximum, description }`. */
export function boundOptions(declared, get, set) {
    return declared.map((option) => {
        const [least, most] = [option.minimum ?? 0, option.maximum ?? 10];
        const shown = boundRange(
            wordsOf(option.name),
            { least, most, step: stepOf(least, most, option.default), hint: option.description },
            () => get()?.[option.name] ?? option.default,
            (value) => set({ ...get(), [option.name]: value }),
        );
        return { ...shown, name: option.name };
    });
}

function stepOf(least, most, fallback) {
    const whole = [least, most, fallback].every(Number.isInteger) && most - least > 1;
    return whole && most - least > 4 ? 1 : most - least > 20 ? 0.1 : 0.01;
}

const wordsOf = (name) =>
    name
        .replaceAll('_', ' ')
        .replace(/([a-z])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`)
        .replace(/^[a-z]{2}/, (first) => first[0].toUpperCase() + first[1]);
