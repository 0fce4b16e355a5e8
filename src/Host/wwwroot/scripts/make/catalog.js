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

const parts = { '/samplers': samplers, '/schedules': schedules, '/noises': noises, '/guidances': guidances };

/** Keeps the lists as they are on the server. */
export function followCatalog() {
    listChanged.listen((topic) => {
        if (topic === 'models' || topic === 'workers') {
            loadModels();
        }

        if (topic === 'plugins' || topic === 'workers') {
            loadParts();
        }
    });
    returned.listen(load);
    load();
}

export const loadModels = () => fetchInto('/models', models);

function load() {
    loadModels();
    loadParts();
}

function loadParts() {
    Object.entries(parts).forEach(([path, list]) => fetchInto(path, list));
}

async function fetchInto(path, list) {
    try {
        list.set(await api.get(path));
    } catch (error) {
        if (error.status !== 0 && error.status !== 401) {
            complain(error);
        }
    }
}

/** The part of that name or alias. */
export const named = (list, name) => list.value?.find((part) => part.name === name || part.aliases?.includes(name));
