import { h, replace, uniqueId } from '../core/dom.js';
import { field } from '../parts/field.js';
import { signButton } from '../parts/pieces.js';
import { models } from './catalog.js';
import { currentModel, settings } from './settings.js';

const shapes = [
    [1, 1, 'Square'],
    [4, 3, 'Landscape'],
    [3, 4, 'Portrait'],
    [16, 9, 'Wide'],
    [9, 16, 'Tall'],
];

/** Width and height: shapes of about the area the model was made for, or any numbers. */
export function sizeField() {
    const presets = h('div', { class: 'shapes', role: 'group', 'aria-label': 'Shape' });
    const width = side('Width', 'width');
    const height = side('Height', 'height');
    const element = h(
        'fieldset',
        { class: 'field size' },
        h('legend', {}, 'Size'),
        presets,
        h('div', { class: 'sides' }, width.element, signButton('swap', 'Swap width and height', swap), height.element),
    );
    settings.watch(show);
    models.watch(show);
    return { element, fields: { width, height } };

    function swap() {
        settings.set({ width: settings.value('height'), height: settings.value('width') });
    }

    function show() {
        const [wide, high] = [settings.value('width'), settings.value('height')];
        width.show(wide);
        height.show(high);
        replace(
            presets,
            shapes.map(([across, down, name]) => shape(across, down, name, wide, high)),
        );
    }
}

function shape(across, down, name, wide, high) {
    const [width, height] = sized(across, down);
    const longest = Math.max(across, down);
    const now = width === wide && height === high;
    return h(
        'button',
        {
            type: 'button',
            'aria-pressed': String(now),
            title: `${name}, ${width} × ${height}`,
            'aria-label': `${name}, ${across}:${down}`,
            on: { click: () => settings.set({ width, height }) },
        },
        h('span', { class: 'shape', style: { width: `${(across / longest) * 22}px`, height: `${(down / longest) * 22}px` } }),
        h('span', {}, `${across}:${down}`),
    );
}

// Small models are asked in steps of 8, larger ones in steps of 64, as they were trained.
function sized(across, down) {
    const { width = 512, height = 512 } = currentModel()?.defaults ?? {};
    const step = width * height < 400 * 400 ? 32 : 64;
    const unit = Math.sqrt((width * height) / (across * down));
    return [across, down].map((part) => Math.max(step, Math.round((part * unit) / step) * step));
}

function side(label, name) {
    const input = h('input', { type: 'number', min: '64', max: '2048', step: '8', inputmode: 'numeric', id: uniqueId(name) });
    const shown = field(label, input);
    input.addEventListener('input', () => {
        shown.calm();
        if (input.value !== '') {
            settings.set({ [name]: Number(input.value) });
        }
    });
    input.addEventListener('blur', () => show(settings.value(name)));
    return { ...shown, show };

    function show(value) {
        if (value !== undefined && document.activeElement !== input) {
            input.value = String(value);
        }
    }
}
