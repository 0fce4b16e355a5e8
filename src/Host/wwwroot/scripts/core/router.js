import { signal } from './signal.js';

/** Where the page is, from the address after `#/`: `['gallery']`. */
export const route = signal(read());

addEventListener('hashchange', () => route.set(read()));

function read() {
    const parts = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent).filter(Boolean);
    return parts.length === 0 ? ['make'] : parts;
}

export const address = (...parts) => `/#/${parts.map(encodeURIComponent).join('/')}`;

export function go(...parts) {
    location.hash = `#/${parts.map(encodeURIComponent).join('/')}`;
}
