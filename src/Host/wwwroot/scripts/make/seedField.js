import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { field, segments } from '../parts/field.js';
import { settings } from './settings.js';
import { lastSeed } from './submit.js';

const most = 18446744073709551615n;

/** The seed: another for each picture, or one that is kept. */
export function seedField() {
    const input = h('input', { type: 'text', inputmode: 'numeric', autocomplete: 'off', placeholder: 'New each time', maxlength: '20' });
    const mode = segments(
        'Seed',
        [
            { value: 'random', content: [icon('dice'), 'Random'], title: 'Another picture each time' },
            { value: 'kept', content: [icon('lock'), 'Keep'], title: 'The same seed each time: see what your other changes do' },
        ],
        choose,
    );
    h('div', { class: 'control seed' }, input, mode.element);
    const shown = field('Seed', input);
    input.addEventListener('input', typed);
    settings.watch(show);
    return shown;

    function choose(value) {
        shown.calm();
        settings.set({ seed: value === 'random' ? null : (settings.value('seed') ?? lastSeed.value ?? '1') });
    }

    function typed() {
        const text = input.value.trim();
        if (text === '' || (/^\d+$/.test(text) && BigInt(text) <= most)) {
            shown.calm();
            settings.set({ seed: text === '' ? null : text });
        } else {
            shown.complain(`A seed is a whole number from 0 to ${most}.`);
        }
    }

    function show() {
        const seed = settings.value('seed');
        mode.show(seed === null ? 'random' : 'kept');
        if (document.activeElement !== input || seed !== null) {
            input.value = seed ?? '';
        }
    }
}
