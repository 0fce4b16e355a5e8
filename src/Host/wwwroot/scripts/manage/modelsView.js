import { api } from '../core/api.js';
import { listChanged, returned } from '../core/events.js';
import { h, replace } from '../core/dom.js';
import { bytes } from '../core/format.js';
import { go } from '../core/router.js';
import { loadModels, models } from '../make/catalog.js';
import { settings } from '../make/settings.js';
import { action, badge, emptyState, facts, skeletons } from '../parts/pieces.js';
import { saying, toast } from '../parts/toast.js';
import { downloadPart } from './downloadPart.js';

/** Which models there are, which are in memory, and how to get more. */
export function modelsView({ may }) {
    const list = h('div', { class: 'cards' }, skeletons(2, 'panel'));
    const downloads = may('operator') ? downloadPart() : null;
    models.watch(
        (all) =>
            all &&
            replace(
                list,
                all.length > 0
                    ? all.map((model) => panel(model, may))
                    : emptyState(
                          'models',
                          'No models yet',
                          'Put a checkpoint (safetensors, or a folder in diffusers’ layout) into models/, or download one below.',
                      ),
            ),
    );
    listChanged.listen((topic) => topic === 'downloads' && downloads?.load());
    returned.listen(() => downloads?.load());
    const element = h(
        'div',
        { class: 'sheet' },
        h(
            'header',
            { class: 'sheet-head' },
            h(
                'div',
                {},
                h('h1', {}, 'Models'),
                h('p', { class: 'muted' }, 'Checkpoints as they are: safetensors files and diffusers folders.'),
            ),
        ),
        list,
        downloads?.element,
    );
    return { element, shown: () => [loadModels(), downloads?.load()] };
}

function panel(model, may) {
    const { defaults = {} } = model;
    return h(
        'article',
        { class: 'panel' },
        h(
            'header',
            {},
            h('h2', {}, model.name),
            model.default ? badge('default', 'accent') : null,
            model.loaded ? badge('in memory', 'good') : null,
            model.ready ? null : badge('not ready', 'bad'),
        ),
        model.problem ? h('p', { class: 'complaint' }, model.problem) : null,
        facts([
            ['Family', model.family],
            ['Size', bytes(model.bytes)],
            ['Made for', defaults.width ? `${defaults.width} × ${defaults.height}` : null],
            ['Steps', defaults.steps],
            ['Sampler', defaults.sampler],
            ['Hash', model.hash ? h('code', { title: model.hash }, model.hash.slice(0, 12)) : null],
        ]),
        h(
            'div',
            { class: 'panel-actions' },
            model.ready && may('user') ? action('make', 'Use', () => [settings.set({ model: model.name }), go('make')]) : null,
            model.ready && may('operator') ? residency(model) : null,
        ),
    );
}

function residency(model) {
    const verb = model.loaded ? 'unload' : 'load';
    const button = action(
        model.loaded ? 'out' : 'download',
        model.loaded ? 'Unload' : 'Load now',
        saying(async () => {
            button.disabled = true;
            try {
                await api.post(`/models/${encodeURIComponent(model.name)}/${verb}`);
                toast(model.loaded ? `${model.name} was let go.` : `${model.name} is in memory.`);
            } finally {
                button.disabled = false;
                loadModels();
            }
        }),
    );
    return button;
}
