import { recall, remember } from '../core/storage.js';
import { signal } from '../core/signal.js';
import { debounce } from '../core/dom.js';
import { models, named, samplers } from './catalog.js';

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
    seed: null,
    priority: 0,
    schedule: null,
};
const fromModel = { steps: 'steps', scale: 'guidanceScale', sampler: 'sampler', schedule: 'schedule', width: 'width', height: 'height' };
const ofGuidance = ['scale', 'rescale', 'start', 'end'];
// Words are one's own; these are what "as the model suggests" takes back.
const words = ['prompt', 'negativePrompt', 'model'];

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
    differs: () => Object.keys(chosen.value).some((name) => !words.includes(name)),

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

        const options = optionsThatFit(request.samplerOptions ?? {});
        delete request.samplerOptions;
        return Object.keys(options).length > 0 ? { ...request, samplerOptions: options } : request;
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

// Another sampler has other options: those of the one before stay remembered and unsent.
function optionsThatFit(options) {
    const allowed = named(samplers, settings.value('sampler'))?.options ?? [];
    return Object.fromEntries(Object.entries(options).filter(([name]) => allowed.some((option) => option.name === name)));
}
