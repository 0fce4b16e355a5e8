import { plural } from '../../core/format.js';
import { boundCheck, boundChoice } from '../../parts/bound.js';
import { drawer } from '../../parts/drawer.js';
import { autoencoders, models, offered, upscalers } from '../catalog.js';
import { currentModel, settings } from '../settings.js';
import { gridPart } from './gridPart.js';
import { record } from './record.js';

const tilings = [
    { value: 'none', label: 'No' },
    { value: 'x', label: 'Left to right' },
    { value: 'y', label: 'Top to bottom' },
    { value: 'both', label: 'Both' },
];
const fraction = { least: 0, most: 1, step: 0.05 };

/** What few pictures need: a second pass, a neighbouring seed, other parts of the model, a grid of variants. */
export function morePart() {
    const hires = record(
        'hires',
        'Make it larger in a second pass',
        () => ({ scale: 2, upscaler: 'latent', strength: 0.7, steps: null }),
        null,
        (make) => ({
            scale: make.range('scale', 'Times larger', { least: 1, most: 4, step: 0.25 }),
            upscaler: make.pick('upscaler', 'Upscaler', () =>
                upscalers.value?.length ? offered(upscalers) : [{ value: 'latent', label: 'latent' }],
            ),
            strength: make.range('strength', 'Made anew', fraction),
            steps: make.input('steps', 'Steps of the second pass', { kind: 'number', least: 1, step: 1, placeholder: 'As the first' }),
        }),
    );
    const variation = record(
        'variation',
        'Vary the seed a little',
        () => ({ seed: null, strength: 0.1 }),
        null,
        (make) => ({
            strength: make.range('strength', 'How far', fraction),
            seed: make.input('seed', 'Neighbouring seed', { pattern: /^\d{1,20}$/, placeholder: 'New each time' }),
        }),
    );
    const refiner = record(
        'refiner',
        'Another model takes over late',
        () => ({ model: otherModel(), switchAt: 0.8 }),
        null,
        (make) => ({
            model: make.pick('model', 'Refiner', () => offered(models)),
            switchAt: make.range('switchAt', 'After this share of the steps', fraction),
        }),
    );
    const freeU = record(
        'freeU',
        'FreeU',
        () => ({ b1: 1.5, b2: 1.6, s1: 0.9, s2: 0.2 }),
        'Stronger shapes, calmer details, for free.',
        (make) => ({
            b1: make.range('b1', 'Backbone, deepest block', { least: 0, most: 2, step: 0.05 }),
            b2: make.range('b2', 'Backbone, next block', { least: 0, most: 2, step: 0.05 }),
            s1: make.range('s1', 'Skip, deepest block', { least: 0, most: 4, step: 0.05 }),
            s2: make.range('s2', 'Skip, next block', { least: 0, most: 4, step: 0.05 }),
        }),
    );
    const tiling = boundChoice(
        'Seamless tiling',
        tilings,
        () => settings.value('tiling'),
        (value) => settings.set({ tiling: value }),
    );
    const vae = boundChoice(
        'Autoencoder',
        () => [{ value: '', label: 'The model’s own' }, ...offered(autoencoders)],
        () => settings.value('vae'),
        (value) => settings.set({ vae: value === '' ? null : value }),
    );
    const style = boundCheck(
        'Pictures made at once share their style',
        () => settings.value('shareStyle'),
        (value) => settings.set({ shareStyle: value }),
    );
    const grid = gridPart();
    const records = [hires, variation, refiner, freeU, grid];
    const simple = [tiling, vae, style];
    const part = drawer(
        'more',
        'More',
        hires.element,
        variation.element,
        tiling.element,
        style.element,
        vae.element,
        freeU.element,
        refiner.element,
        grid.element,
    );
    [upscalers, autoencoders, models].forEach((list) => list.watch(show));
    settings.watch(show);
    return {
        element: part.element,
        fields: { ...Object.assign({}, ...records.map((each) => each.fields)), tiling, vae, shareStyle: style },
    };

    function show() {
        hires.element.hidden = Boolean(settings.value('image'));
        vae.element.hidden = !autoencoders.value?.length && !settings.value('vae');
        style.element.hidden = settings.value('batchSize') < 2 && !settings.value('shareStyle');
        refiner.element.hidden = (models.value?.length ?? 0) < 2 && !refiner.isOn();
        [...records, ...simple].forEach((each) => each.show());
        const on =
            records.filter((each) => each.isOn() && !each.element.hidden).length +
            (settings.value('tiling') !== 'none') +
            Boolean(settings.value('vae')) +
            Boolean(settings.value('shareStyle'));
        part.tell(on > 0 ? `${plural(on, 'thing')} on` : null);
    }

    function otherModel() {
        return models.value?.find((each) => each.name !== currentModel()?.name)?.name ?? currentModel()?.name;
    }
}
