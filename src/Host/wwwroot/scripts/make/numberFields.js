import { h } from '../core/dom.js';
import { field, range } from '../parts/field.js';
import { models } from './catalog.js';
import { settings } from './settings.js';

/** A slider and number for one field of the request. */
export function numberField(name, label, { least, most, step, hint }) {
    const control = range({
        least,
        most,
        step,
        label,
        changed: (value) => [shown.calm(), settings.set({ [name]: value })],
    });
    const shown = field(label, control, { hint });
    settings.watch(show);
    models.watch(show);
    return shown;

    function show() {
        const value = settings.value(name);
        if (value !== undefined && value !== null && !(document.activeElement === control && control.value === '')) {
            control.show(value);
        }
    }
}

/** How many, by minus and plus. */
export function countField(name, label, most, hint) {
    const input = h('input', { type: 'number', min: '1', max: String(most), step: '1', inputmode: 'numeric' });
    const change = (by) => set(settings.value(name) + by);
    const [less, more] = [
        ['−', -1, 'Fewer'],
        ['+', 1, 'More'],
    ].map(([sign, by, word]) =>
        h(
            'button',
            { type: 'button', class: 'secondary', 'aria-label': `${word}: ${label.toLowerCase()}`, on: { click: () => change(by) } },
            sign,
        ),
    );
    h('div', { class: 'control stepper' }, less, input, more);
    const shown = field(label, input, { hint });
    input.addEventListener('input', () => input.value !== '' && set(Number(input.value)));
    input.addEventListener('blur', () => show());
    settings.watch(show);
    return shown;

    function show() {
        const value = settings.value(name);
        if (Number(input.value) !== value) {
            input.value = String(value);
        }

        less.disabled = value <= 1;
        more.disabled = value >= most;
    }

    function set(value) {
        shown.calm();
        settings.set({ [name]: Math.min(most, Math.max(1, Math.round(value) || 1)) });
    }
}
