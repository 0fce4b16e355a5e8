import { h, replace } from '../../core/dom.js';
import { boundChoice, boundOptions, boundRange } from '../../parts/bound.js';
import { signButton } from '../../parts/pieces.js';
import { controlNets, named, offered, preprocessors } from '../catalog.js';
import { settings } from '../settings.js';
import { resizes } from '../start/startPart.js';
import { controlPicture } from './controlPicture.js';

const modes = [
    { value: 'balanced', label: 'Balanced' },
    { value: 'prompt', label: 'The prompt counts more' },
    { value: 'control', label: 'The control counts more' },
];
const passes = [
    { value: 'both', label: 'Both passes' },
    { value: 'first', label: 'The first pass' },
    { value: 'second', label: 'The second pass' },
];

/** One control picture: what network it goes to, what map is made of it, and how strongly it counts. */
export function controlUnit(index, remove) {
    const now = () => settings.value('controls')[index];
    const set = (changes) =>
        settings.set({ controls: settings.value('controls').map((each, at) => (at === index ? { ...each, ...changes } : each)) });
    const range = (label, name, usual, limits) =>
        boundRange(
            label,
            limits,
            () => now()?.[name] ?? usual,
            (value) => set({ [name]: value }),
        );
    const pick = (label, name, usual, options) =>
        boundChoice(
            label,
            options,
            () => now()?.[name] ?? usual,
            (value) => set({ [name]: value }),
        );
    const fields = {
        model: pick('ControlNet', 'model', '', () => offered(controlNets)),
        preprocessor: boundChoice(
            'Map made by',
            makers,
            () => now()?.preprocessor ?? 'none',
            (value) => set({ preprocessor: value, preprocessorOptions: {} }),
        ),
        weight: range('Weight', 'weight', 1, { least: 0, most: 2, step: 0.05 }),
        start: range('From', 'start', 0, { least: 0, most: 1, step: 0.05 }),
        end: range('Until', 'end', 1, { least: 0, most: 1, step: 0.05 }),
        mode: pick('What counts', 'mode', 'balanced', modes),
        resize: pick('Where its shape differs', 'resize', 'crop', resizes),
        pass: pick('Used in', 'pass', 'both', passes),
    };
    const picture = controlPicture(index, now, set);
    const options = h('div', { class: 'part-options' });
    let built = null;
    let tuned = [];
    const element = h(
        'fieldset',
        { class: 'unit' },
        h('legend', {}, `Control picture ${index + 1}`),
        signButton('close', `Remove control picture ${index + 1}`, () => remove(index), { class: 'quiet icon-only unit-remove' }),
        fields.model.element,
        fields.preprocessor.element,
        picture.element,
        options,
        fields.weight.element,
        h(
            'details',
            { class: 'unit-more' },
            h('summary', {}, 'When and how'),
            h(
                'div',
                { class: 'part-options' },
                ['start', 'end', 'mode', 'resize', 'pass'].map((name) => fields[name].element),
            ),
        ),
    );
    return { element, show, complain };

    function makers() {
        const list = offered(preprocessors);
        return list.some((each) => each.value === 'none') ? list : [{ value: 'none', label: 'Nothing: the picture is the map' }, ...list];
    }

    function show() {
        const maker = named(preprocessors, now()?.preprocessor);
        if (built !== maker) {
            built = maker;
            tuned = boundOptions(
                maker?.options ?? [],
                () => now()?.preprocessorOptions,
                (values) => set({ preprocessorOptions: values }),
            );
            replace(
                options,
                tuned.map((each) => each.element),
            );
        }

        // A second pass is for pictures from words alone.
        fields.pass.element.hidden = !settings.value('hires') || Boolean(settings.value('image'));
        [...Object.values(fields), ...tuned, picture].forEach((each) => each.show());
    }

    function complain(member, detail) {
        const [head, tail] = member.split('.');
        const found = head === 'picture' ? picture : (tuned.find((each) => each.name === tail) ?? fields[head] ?? fields.model);
        found.complain(detail);
        return true;
    }
}
