import { h } from '../../core/dom.js';
import { badge, signButton } from '../../parts/pieces.js';
import { field, range } from '../../parts/field.js';
import { settings } from '../settings.js';
import { reweighed } from './promptAdapters.js';

/** One adapter with its strength; what the prompt names is changed in the prompt. */
export function adapterRow({ name, written }, known) {
    const control = range({
        least: -1,
        most: 2,
        step: 0.05,
        label: `Strength of ${name}`,
        changed: (value) => [shown.calm(), weigh(value)],
    });
    control.min = '-10';
    control.max = '10';
    const words = known?.triggerWords ?? known?.triggers ?? [];
    const shown = field(name, control, {
        hint: words.length > 0 ? `Words it knows: ${words.slice(0, 6).join(', ')}` : null,
        aside: h(
            'span',
            { class: 'row-end' },
            written ? badge('in the prompt') : null,
            signButton('close', `Remove ${name}`, () => weigh(null)),
        ),
    });
    return { element: h('li', { class: 'adapter-row' }, shown.element), control, complain: shown.complain, show: control.show };

    function weigh(weight) {
        if (written) {
            settings.set({ prompt: reweighed(settings.value('prompt'), name, weight) });
            return;
        }

        const all = settings.value('adapters');
        settings.set({
            adapters:
                weight === null
                    ? all.filter((each) => each.name !== name)
                    : all.map((each) => (each.name === name ? { ...each, weight } : each)),
        });
    }
}
