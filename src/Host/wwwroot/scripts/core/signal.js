/** A value that tells when it changes. */
export function signal(value) {
    const listeners = new Set();
    return {
        get value() {
            return value;
        },
        set(next) {
            value = next;
            listeners.forEach((listener) => listener(value));
        },
        /** Calls now and after each change; what it returns stops that. */
        watch(listener) {
            listeners.add(listener);
            listener(value);
            return () => listeners.delete(listener);
        },
    };
}

/** A thing that happens, told to whoever listens. */
export function happening() {
    const listeners = new Set();
    return {
        tell: (...values) => listeners.forEach((listener) => listener(...values)),
        listen(listener) {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
    };
}
