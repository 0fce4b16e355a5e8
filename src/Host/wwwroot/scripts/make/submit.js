import { api } from '../core/api.js';
import { happening, signal } from '../core/signal.js';
import { take } from '../queue/jobs.js';

/** The seed of the newest picture that was asked for here: what "keep" keeps. */
export const lastSeed = signal(null);
/** A job was asked for on this page; told with the job. */
export const asked = happening();
/** The server refused fields of a request; told with `{ field, detail }`s. */
export const refused = happening();

/** Queues a request. Sent again after a broken line it gives the same job. */
export async function submit(request) {
    const headers = { 'Idempotency-Key': crypto.randomUUID?.() ?? String(performance.timeOrigin + performance.now()) };
    try {
        return accepted(await persist(() => api.post('/jobs', request, { headers })));
    } catch (error) {
        refused.tell(error.fields ?? []);
        throw error;
    }
}

/** Makes a job again. */
export async function replay(jobId) {
    return accepted(await api.post(`/jobs/${jobId}/replay`));
}

function accepted(job) {
    lastSeed.set(job.request.seed ?? null);
    take(job);
    asked.tell(job);
    return job;
}

// A server that restarts is back within seconds, and the key keeps a second try from being a second job.
async function persist(call) {
    for (const wait of [300, 1000, 2500]) {
        try {
            return await call();
        } catch (error) {
            if (error.status !== 0 && error.status !== 503) {
                throw error;
            }

            await new Promise((resolve) => setTimeout(resolve, wait));
        }
    }

    return call();
}
