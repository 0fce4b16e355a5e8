import { h, replace } from '../core/dom.js';
import { boundOptions } from '../parts/bound.js';
import { choice, field } from '../parts/field.js';
import { guidances, named, noises, samplers, schedules } from './catalog.js';
import { settings } from './settings.js';

/** A drop-down of one of the server's lists. */
export function partField(name, label, list, automatic) {
    const select = choice([], null, (value) => {
        shown.calm();
        return value === '' ? settings.clear([name]) : settings.set({ [name]: value });
    });
    const shown = field(label, select);
    list.watch(show);
    settings.watch(show);
    return shown;

    function show() {
        const options = (list.value ?? []).map((part) => ({ value: part.name, label: part.label ?? part.name, title: part.description }));
        const value = settings.value(name);
        select.offer(automatic ? [{ value: '', label: automatic }, ...options] : options, named(list, value)?.name ?? value);
        select.title = named(list, value)?.description ?? '';
    }
}

export const samplerField = () => partField('sampler', 'Sampler', samplers);
export const scheduleField = () => partField('schedule', 'Schedule', schedules, 'The sampler’s own');
export const noiseField = () => partField('noise', 'Noise', noises);
export const guidanceField = () => partField('guidance', 'Kind of guidance', guidances);

/** The numbers that the chosen sampler, or the chosen guidance, can be tuned with. */
export function partOptions(list, part, options) {
    const element = h('div', { class: 'part-options' });
    let fields = [];
    let built = null;
    list.watch(show);
    settings.watch(show);
    return { element, complain: (name, detail) => fields.find((each) => each.name === name)?.complain(detail) };

    function show() {
        const chosen = named(list, settings.value(part));
        if (built !== chosen) {
            built = chosen;
            fields = boundOptions(
                chosen?.options ?? [],
                () => settings.value(options),
                (values) => settings.set({ [options]: values }),
            );
            replace(
                element,
                fields.map((each) => each.element),
            );
        }

        fields.forEach((each) => each.show());
    }
}
