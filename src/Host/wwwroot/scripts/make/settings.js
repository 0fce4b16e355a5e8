import { recall, remember } from '../core/storage.js';
import { signal } from '../core/signal.js';
import { debounce } from '../core/dom.js';
import { guidances, models, named, samplers } from './catalog.js';

// What was chosen here. What is not in it follows the model.
const chosen = signal(recall('form', {}));
const save = debounce(200, () => remember('form', chosen.value));

const fixed = {
    prompt: '',
    negativePrompt: '',
    guidance: 'cfg',
    rescale: 0,
    start: 0,
    end: 1,
    count: 1,
    batchSize: 1,
    clipSkip: null,
    emphasis: 'a1111',
    noise: 'torch',
    samplerOptions: {},
    guidanceOptions: {},
    image: null,
    hires: null,
    variation: null,
    tiling: 'none',
    refiner: null,
    controls: [],
    adapters: [],
    vae: null,
    freeU: null,
    shareStyle: false,
    grid: null,
    seed: null,
    priority: 0,
    schedule: null,
};
const fromModel = { steps: 'steps', scale: 'guidanceScale', sampler: 'sampler', schedule: 'schedule', width: 'width', height: 'height' };
const ofGuidance = ['scale', 'rescale', 'start', 'end'];
// Words and pictures are one's own; all else is what "as the model suggests" takes back.
const words = ['prompt', 'negativePrompt', 'model', 'image', 'controls', 'adapters'];

/** The model that is chosen, or the server's default. */
export function currentModel() {
    const list = models.value ?? [];
    return list.find((model) => model.name === chosen.value.model) ?? list.find((model) => model.default) ?? list[0];
}

export const settings = {
    watch: (listener) => chosen.watch(listener),
    isChosen: (name) => name in chosen.value,

    /** What a field is now: as chosen, as the model suggests, or as it always begins. */
    value(name) {
        if (name in chosen.value) {
            return chosen.value[name];
        }

        return currentModel()?.defaults?.[fromModel[name]] ?? fixed[name];
    },

    set(changes) {
        chosen.set({ ...chosen.value, ...changes });
        save();
    },

    /** Lets go of choices, so that they follow the model again. */
    clear(names = Object.keys(chosen.value).filter((name) => !words.includes(name))) {
        chosen.set(Object.fromEntries(Object.entries(chosen.value).filter(([name]) => !names.includes(name))));
        save();
    },

    /** Whether anything but the words differs from what the model suggests. */
    differs: () => Object.entries(chosen.value).some(([name, value]) => !words.includes(name) && !isEmpty(value)),

    /** The body of a call: only what was chosen, so that the server fills in what belongs to the model. */
    request() {
        const { scale, rescale, start, end, ...rest } = chosen.value;
        const request = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null && value !== ''));
        request.prompt = settings.value('prompt');
        if (ofGuidance.some(settings.isChosen)) {
            request.guidanceSettings = Object.fromEntries(ofGuidance.map((name) => [name, settings.value(name)]));
        }

        if (isMissing(request.model)) {
            delete request.model;
        }

        // A second pass is for pictures from words; it stays remembered for those.
        if (request.image) {
            delete request.hires;
        }

        if (request.grid) {
            request.grid = axesOf(request.grid);
        }

        fit(request, 'samplerOptions', named(samplers, settings.value('sampler')));
        fit(request, 'guidanceOptions', named(guidances, settings.value('guidance')));
        return Object.fromEntries(Object.entries(request).filter(([, value]) => !isEmpty(value)));
    },

    /** Changes members of a record of the request, as `image`, where that is set. */
    amend(name, changes) {
        const now = settings.value(name);
        if (now) {
            settings.set({ [name]: { ...now, ...changes } });
        }
    },

    /** Takes over a whole request, as one read from a picture. */
    take({ guidanceSettings, ...request }) {
        const known = Object.entries({ ...request, ...guidanceSettings }).filter(
            ([name, value]) => (name in fixed || name in fromModel || name === 'model') && value !== null,
        );
        chosen.set(Object.fromEntries(known));
        save();
    },
};

/** Whether a model that is named is not here. */
export const isMissing = (name) => Boolean(name && models.value && !models.value.some((model) => model.name === name));

// Another sampler or guidance has other options: those of the one before stay remembered and unsent.
function fit(request, name, part) {
    const allowed = part?.options ?? [];
    request[name] = Object.fromEntries(
        Object.entries(request[name] ?? {}).filter(([option]) => allowed.some((each) => each.name === option)),
    );
}

// An axis without a field or values is not yet one.
function axesOf(grid) {
    const axes = Object.entries(grid).filter(([, axis]) => axis?.field && axis.values?.length > 0);
    return axes.some(([name]) => name === 'x') ? Object.fromEntries(axes) : null;
}

const isEmpty = (value) => value === null || (typeof value === 'object' && Object.keys(value).length === 0);
