import { h } from '../../core/dom.js';
import { boundCheck, boundChoice, boundInput } from '../../parts/bound.js';
import { field } from '../../parts/field.js';
import { offered, samplers, schedules } from '../catalog.js';
import { settings } from '../settings.js';
import { gridValues } from './gridValues.js';

const axes = [
    ['x', 'Columns'],
    ['y', 'Rows'],
    ['z', 'Further grids'],
];
const fields = [
    ['', 'Nothing'],
    ['steps', 'Steps', '10, 20, 30'],
    ['guidanceSettings.scale', 'Guidance', '4-10 [4]'],
    ['seed', 'Seed', '1-4'],
    ['sampler', 'Sampler'],
    ['schedule', 'Schedule'],
    ['prompt:', 'Words of the prompt', 'cat, dog, hare'],
    ['image.strength', 'Strength', '0.3, 0.5, 0.7'],
    ['hires.strength', 'Second pass, made anew', '0.3, 0.5, 0.7'],
    ['hires.upscaler', 'Second pass, upscaler'],
    ['variation.strength', 'Variation', '0, 0.1, 0.2'],
    ['controls[0].weight', 'Control weight', '0, 0.5, 1'],
    ['adapters[0].weight', 'Adapter strength', '0, 0.5, 1'],
    ['clipSkip', 'Clip skip', '1, 2'],
];

/** A grid of variants: which fields vary, and through what values. */
export function gridPart() {
    const turn = boundCheck(
        'A grid of variants',
        () => Boolean(settings.value('grid')),
        (on) => (on ? settings.set({ grid: { x: { field: 'steps', values: ['10', '20', '30'] } } }) : settings.clear(['grid'])),
        'The picture is made once for every combination of values.',
    );
    const rows = axes.map(([name, label]) => axisPart(name, label));
    const inner = h(
        'div',
        { class: 'part-options record-in' },
        rows.map((row) => row.element),
    );
    return {
        element: h('div', { class: 'record' }, turn.element, inner),
        isOn: () => Boolean(settings.value('grid')),
        fields: Object.fromEntries([
            ['grid', rows[0].values],
            ...rows.flatMap((row) => [
                [`grid.${row.name}`, row.values],
                [`grid.${row.name}.field`, row.picked],
                [`grid.${row.name}.values`, row.values],
            ]),
        ]),
        show() {
            inner.hidden = !settings.value('grid');
            [turn, ...rows].forEach((each) => each.show());
        },
    };
}

function axisPart(name, label) {
    const now = () => settings.value('grid')?.[name];
    const kind = () => (now()?.field.startsWith('prompt:') ? 'prompt:' : (now()?.field ?? ''));
    const set = (axis) => settings.amend('grid', { [name]: axis });
    const picked = boundChoice(
        label,
        fields.map(([value, text]) => ({ value, label: text })),
        kind,
        (value) => set(value === '' ? null : { field: value, values: [] }),
    );
    const words = boundInput(
        'Words to replace',
        { placeholder: 'cat' },
        () => now()?.field.slice(7) ?? '',
        (value) => set({ ...now(), field: `prompt:${value ?? ''}` }),
    );
    const input = h('input', { type: 'text', autocomplete: 'off' });
    const values = field(`Values: ${label.toLowerCase()}`, input, { hint: 'With commas between them; 1-5 counts, 4-10 [4] takes four.' });
    input.addEventListener('input', () => [values.calm(), set({ ...now(), values: gridValues(input.value) })]);
    const element = h('div', { class: 'axis' }, picked.element, words.element, values.element);
    return { name, element, picked, values, show };

    function show() {
        words.element.hidden = kind() !== 'prompt:';
        values.element.hidden = !now();
        input.placeholder = fields.find(([value]) => value === kind())?.[2] ?? names(kind());
        if (document.activeElement !== input) {
            input.value = (now()?.values ?? []).join(', ');
        }

        [picked, words].forEach((each) => each.show());
    }
}

// Lists of names show two of what there is.
const names = (kind) =>
    offered(kind === 'schedule' ? schedules : samplers)
        .slice(0, 2)
        .map(({ value }) => value)
        .join(', ');
