import { h, replace } from '../core/dom.js';
import { choice, field, range } from '../parts/field.js';
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

/** The numbers that the chosen sampler can be tuned with. */
export function samplerOptions() {
    const element = h('div', { class: 'sampler-options' });
    const fields = new Map();
    let built = null;
    samplers.watch(show);
    settings.watch(show);
    return { element, complain: (name, detail) => fields.get(name)?.complain(detail) };

    function show() {
        const sampler = named(samplers, settings.value('sampler'));
        if (built !== sampler) {
            built = sampler;
            fields.clear();
            replace(element, (sampler?.options ?? []).map(build));
        }

        const values = settings.value('samplerOptions');
        fields.forEach((each, name) => each.control.show(values[name] ?? each.fallback));
    }

    function build(option) {
        const [least, most] = [option.minimum ?? 0, option.maximum ?? 10];
        const control = range({
            least,
            most,
            step: stepOf(least, most, option.default),
            label: option.name,
            changed: (value) => settings.set({ samplerOptions: { ...settings.value('samplerOptions'), [option.name]: value } }),
        });
        const shown = { ...field(option.name.replaceAll('_', ' '), control, { hint: option.description }), fallback: option.default };
        fields.set(option.name, shown);
        return shown.element;
    }
}

function stepOf(least, most, fallback) {
    const whole = [least, most, fallback].every(Number.isInteger) && most - least > 1;
    return whole && most - least > 4 ? 1 : most - least > 20 ? 0.1 : 0.01;
}
