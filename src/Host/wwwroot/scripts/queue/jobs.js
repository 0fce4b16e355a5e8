import { api, query } from '../core/api.js';
import { connection, jobChanged, jobMoved, returned } from '../core/events.js';
import { happening, signal } from '../core/signal.js';
import { complain } from '../parts/toast.js';

const known = new Map();
const over = ['succeeded', 'failed', 'canceled'];

export const isOver = (job) => over.includes(job.state);

/** Jobs that wait or run, the next first. */
export const activeJobs = signal([]);
/** A job's state or progress changed; told with the job. */
export const jobTold = happening();
/** A job made pictures; told with them. */
export const picturesMade = happening();

export const jobOf = (id) => known.get(id);

/** Keeps up with the queue. */
export function followJobs() {
    jobChanged.listen(take);
    jobMoved.listen(move);
    returned.listen(catchUp);
    catchUp();
}

/** Takes what an answer or an event says of a job; an older word than is known changes nothing. */
export function take(job) {
    const before = known.get(job.id);
    if (before && isOver(before)) {
        return;
    }

    known.set(job.id, {
        ...job,
        progress: job.progress ?? (job.state === 'running' ? before?.progress : undefined),
        preview: before?.preview,
    });
    tellActive();
    jobTold.tell(known.get(job.id));
    if (job.state === 'succeeded') {
        picturesMade.tell(job.pictures);
    }
}

export async function cancelJob(id) {
    take(await api.post(`/jobs/${id}/cancel`));
}

function move({ jobId, preview, ...progress }) {
    const job = known.get(jobId);
    if (!job || isOver(job)) {
        return;
    }

    known.set(jobId, { ...job, state: 'running', progress, preview: preview ?? job.preview });
    if (job.state !== 'running') {
        tellActive();
    }

    jobTold.tell(known.get(jobId));
}

async function catchUp() {
    try {
        const { items } = await api.get(`/jobs${query({ state: ['waiting', 'running'], limit: 200 })}`);
        items.forEach(take);
        const here = new Set(items.map((job) => job.id));
        const missed = [...known.values()].filter((job) => !isOver(job) && !here.has(job.id));
        const ended = await Promise.all(
            missed.map((job) =>
                api.get(`/jobs/${job.id}`).catch((error) => (error.status === 404 ? { ...job, state: 'canceled' } : Promise.reject(error))),
            ),
        );
        ended.forEach(take);
    } catch (error) {
        if (connection.value !== 'lost') {
            complain(error);
        }
    }
}

function tellActive() {
    const rank = (job) => (job.state === 'running' ? 0 : 1);
    activeJobs.set(
        [...known.values()]
            .filter((job) => !isOver(job))
            .sort(
                (left, right) => rank(left) - rank(right) || (left.position ?? 0) - (right.position ?? 0) || (left.id < right.id ? -1 : 1),
            ),
    );
}
