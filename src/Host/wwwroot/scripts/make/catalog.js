import { api } from '../core/api.js';
import { listChanged, returned } from '../core/events.js';
import { signal } from '../core/signal.js';
import { complain } from '../parts/toast.js';

/** What can be asked for by name: lists as the server gives them; null until they have come. */
export const models = signal(null);
export const samplers = signal(null);
export const schedules = signal(null);
export const noises = signal(null);
export const guidances = signal(null);
export const preprocessors = signal(null);
export const upscalers = signal(null);
export const controlNets = signal(null);
export const adapters = signal(null);
export const embeddings = signal(null);
export const autoencoders = signal(null);

const parts = {
    '/samplers': samplers,
    '/noise-schedules': schedules,
    '/noises': noises,
    '/guidances': guidances,
    '/preprocessors': preprocessors,
    '/upscalers': upscalers,
};
// Files beside the models.
const files = { '/controlnets': controlNets, '/loras': adapters, '/embeddings': embeddings, '/vaes': autoencoders };

/** Keeps the lists as they are on the server. */
export function followCatalog() {
    listChanged.listen((topic) => {
        if (topic === 'models' || topic === 'workers') {
            loadModels();
            fetchAll(files);
        }

        if (topic === 'plugins' || topic === 'workers') {
            fetchAll(parts);
        }
    });
    returned.listen(load);
    load();
}

export const loadModels = () => fetchInto('/models', models);

function load() {
    loadModels();
    fetchAll(parts);
    fetchAll(files);
}

function fetchAll(lists) {
    Object.entries(lists).forEach(([path, list]) => fetchInto(path, list));
}

async function fetchInto(path, list) {
    try {
        list.set(await api.get(path));
    } catch (error) {
        if (error.status === 404) {
            list.set([]);
        } else if (error.status !== 0 && error.status !== 401) {
            complain(error);
        }
    }
}

/** The part of that name or alias. */
export const named = (list, name) => list.value?.find((part) => part.name === name || part.aliases?.includes(name));

/** A list as options of a drop-down. */
export const offered = (list, wanted = () => true) =>
    (list.value ?? [])
        .filter(wanted)
        .map((each) => ({ value: each.name, label: each.label ?? each.name, title: each.description ?? each.family }));
