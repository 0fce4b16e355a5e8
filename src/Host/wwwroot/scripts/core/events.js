import { parse } from './api.js';
import { happening, signal } from './signal.js';

/** Whether the server is heard: `connecting`, `open` or `lost`. */
export const connection = signal('connecting');
export const jobChanged = happening();
export const jobMoved = happening();
/** A list changed on the server; told with its topic. */
export const listChanged = happening();
/** The server is heard again after a break: what was missed must be fetched. */
export const returned = happening();

let source = null;
let retry = 0;
let wait = 500;

/** Listens to the server until told to stop. The browser sends `Last-Event-ID` by itself when it connects again. */
export function listen() {
    silence();
    source = new EventSource('/api/v1/events');
    source.addEventListener('open', opened);
    source.addEventListener('error', broken);
    source.addEventListener('job', (event) => jobChanged.tell(parse(event.data)));
    source.addEventListener('progress', (event) => jobMoved.tell(parse(event.data)));
    source.addEventListener('changed', (event) => listChanged.tell(parse(event.data).topic));
}

export function silence() {
    clearTimeout(retry);
    source?.close();
    source = null;
}

function opened() {
    const before = connection.value;
    wait = 500;
    connection.set('open');
    if (before === 'lost') {
        returned.tell();
    }
}

function broken() {
    connection.set('lost');
    // The browser gives up for good after an answer that is no event stream, as a server that just starts may send.
    if (source?.readyState === EventSource.CLOSED) {
        clearTimeout(retry);
        retry = setTimeout(listen, wait);
        wait = Math.min(wait * 2, 5000);
    }
}
