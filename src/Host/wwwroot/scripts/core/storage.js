const prefix = 'atelier.';

/** What this browser remembered; the fallback where it remembers nothing or may not. */
export function recall(name, fallback) {
    try {
        return JSON.parse(localStorage.getItem(prefix + name)) ?? fallback;
    } catch {
        return fallback;
    }
}

/** Remembers in this browser, where that is allowed. */
export function remember(name, value) {
    try {
        localStorage.setItem(prefix + name, JSON.stringify(value));
    } catch {
        // Full, or closed to this page: the page works without.
    }
}
