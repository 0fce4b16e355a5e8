import { h, replace, uniqueId } from '../core/dom.js';

/** A label, its control, and a place for what is wrong with it. */
export function field(label, control, { hint, aside, hidden } = {}) {
    control.id ||= uniqueId('field');
    const complaint = h('p', { class: 'complaint', id: `${control.id}-complaint`, hidden: true });
    const hinted = hint ? h('p', { class: 'hint', id: `${control.id}-hint` }, hint) : null;
    if (hint) {
        control.setAttribute('aria-describedby', `${control.id}-hint`);
    }

    const top = h('div', { class: 'field-top' }, h('label', { for: control.id, class: hidden ? 'only-heard' : null }, label), aside);
    const element = h('div', { class: 'field' }, top, control.closest('.control') ?? control, hinted, complaint);
    return { element, control, complain, calm };

    function complain(detail) {
        replace(complaint, detail).hidden = false;
        element.classList.add('wrong');
        control.setAttribute('aria-invalid', 'true');
        control.setAttribute('aria-describedby', `${complaint.id}${hint ? ` ${control.id}-hint` : ''}`);
    }

    function calm() {
        if (complaint.hidden) {
            return;
        }

        complaint.hidden = true;
        element.classList.remove('wrong');
        control.removeAttribute('aria-invalid');
        if (hint) {
            control.setAttribute('aria-describedby', `${control.id}-hint`);
        } else {
            control.removeAttribute('aria-describedby');
        }
    }
}

/** A drop-down of `{ value, label }`. */
export function choice(options, value, changed) {
    const select = h('select', { on: { change: () => changed(select.value) } });
    return Object.assign(select, { offer });

    function offer(next, chosen) {
        const items = next.map((each) => h('option', { value: each.value, title: each.title }, each.label));
        if (chosen && !next.some((each) => each.value === chosen)) {
            items.push(h('option', { value: chosen }, `${chosen} (not here)`));
        }

        replace(select, items);
        select.value = chosen ?? '';
    }
}

/** A slider and a number that are one value. */
export function range({ least, most, step, label, changed }) {
    const number = h('input', { type: 'number', min: String(least), max: String(most), step: String(step), inputmode: 'decimal' });
    const slider = h('input', {
        type: 'range',
        min: String(least),
        max: String(most),
        step: String(step),
        'aria-label': `${label}, slider`,
        tabindex: '-1',
    });
    h('div', { class: 'control range' }, slider, number);
    slider.addEventListener('input', () => move(slider.value));
    number.addEventListener('input', () => number.value !== '' && move(number.value));
    return Object.assign(number, { show, limit });

    function move(text) {
        show(Number(text));
        changed(Number(text));
    }

    function show(value) {
        if (Number(number.value) !== value || number.value === '') {
            number.value = String(value);
        }

        slider.value = String(value);
        const share = (value - Number(slider.min)) / (Number(slider.max) - Number(slider.min));
        slider.style.setProperty('--share', `${Math.min(1, Math.max(0, share)) * 100}%`);
    }

    function limit(highest) {
        slider.max = String(highest);
    }
}

/** Buttons of which one is pressed. */
export function segments(label, options, changed) {
    const buttons = options.map((each) =>
        h(
            'button',
            {
                type: 'button',
                title: each.title,
                'aria-pressed': 'false',
                data: { value: each.value },
                on: { click: () => changed(each.value) },
            },
            each.content ?? each.label,
        ),
    );
    const element = h('div', { class: 'segments', role: 'group', 'aria-label': label }, buttons);
    return {
        element,
        show: (value) => buttons.forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.value === value))),
    };
}
