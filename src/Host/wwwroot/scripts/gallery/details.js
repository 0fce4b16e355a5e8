import { h } from '../core/dom.js';
import { bytes, date } from '../core/format.js';
import { facts } from '../parts/pieces.js';

const names = {
    prompt: 'Prompt',
    promptTemplate: 'Prompt as asked',
    negativePrompt: 'Negative prompt',
    seed: 'Seed',
    model: 'Model',
    modelHash: 'Model hash',
    sampler: 'Sampler',
    schedule: 'Schedule',
    steps: 'Steps',
    guidance: 'Guidance',
    noise: 'Noise',
    clipSkip: 'Clip skip',
    emphasis: 'Emphasis',
    size: 'Size',
    runtime: 'Runtime',
    provider: 'Provider',
    precision: 'Precision',
    file: 'File',
    createdAt: 'Made',
    sigmas: 'Noise levels',
};
const nested = {
    'model.name': 'Model',
    'model.hash': 'Model hash',
    'guidanceSettings.scale': 'Guidance scale',
    'guidanceSettings.rescale': 'Guidance rescale',
    'guidanceSettings.start': 'Guidance from',
    'guidanceSettings.end': 'Guidance until',
};
const usual = { 'guidanceSettings.rescale': 0, 'guidanceSettings.start': 0, 'guidanceSettings.end': 1 };
const left = new Set(['atelier', 'format', 'index', 'width', 'height', 'promptTemplate', 'negativePromptTemplate']);

/** What a recipe's field is called; options and software go by their own names. */
export function namesOf(name) {
    const own = name.replace(/^(samplerOptions|software|plugins)\./, '');
    const words = own.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[._]/g, ' ');
    return names[name] ?? nested[name] ?? words.replace(/^./, (first) => first.toUpperCase());
}

/** A recipe as flat names and texts. */
export function settingsOf(recipe, picture) {
    const flat = {};
    spread(recipe ?? {}, '');
    return { ...flat, seed: picture.seed, size: `${picture.width} × ${picture.height}` };

    function spread(value, prefix) {
        Object.entries(value)
            .filter(([name, each]) => !(prefix === '' && left.has(name)) && each !== null && each !== '')
            .forEach(([name, each]) => {
                if (Array.isArray(each)) {
                    flat[prefix + name] = each.every((item) => typeof item !== 'object')
                        ? each.join(', ')
                        : each.map((item) => Object.values(item).join(' ')).join(', ');
                } else if (typeof each === 'object') {
                    spread(each, `${prefix}${name}.`);
                } else if (usual[prefix + name] !== each) {
                    flat[prefix + name] = each;
                }
            });
    }
}

/** Everything that decided a picture, for people. */
export function details(recipe, picture) {
    const { prompt, negativePrompt, ...rest } = settingsOf(recipe, picture);
    return [
        h('section', {}, h('h3', {}, 'Prompt'), h('p', { class: 'words' }, prompt ?? picture.prompt)),
        negativePrompt ? h('section', {}, h('h3', {}, 'Negative prompt'), h('p', { class: 'words' }, negativePrompt)) : null,
        h(
            'section',
            {},
            h('h3', {}, 'Settings'),
            facts([
                ...Object.entries(rest).map(([name, value]) => [namesOf(name), shown(String(value))]),
                ['File', `${picture.format.toUpperCase()}, ${bytes(picture.bytes)}`],
                ['Made', date(picture.createdAt)],
            ]),
        ),
    ];
}

// A hash is known by its beginning.
const shown = (text) =>
    /^(sha256:)?[0-9a-f]{64}$/.test(text) ? h('code', { title: text }, text.replace('sha256:', '').slice(0, 16)) : text;
