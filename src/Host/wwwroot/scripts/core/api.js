/** What the server said against a call: one line for people, and which fields it is about. */
export class ApiError extends Error {
    constructor(status, problem) {
        super(problem.detail ?? problem.title ?? `The server answered ${status}.`);
        this.status = status;
        // The line for people begins with the field; beside the field itself that is too much.
        const { field } = problem;
        const plain = field && this.message.startsWith(`${field}: `) ? this.message.slice(field.length + 2) : this.message;
        this.fields = problem.errors ?? (field ? [{ field, detail: plain }] : []);
    }
}

const root = '/api/v1';
let signedOut = () => {};

/** Says what to do when the server does not know this session any more. */
export function onSignedOut(action) {
    signedOut = action;
}

// Seeds go up to 2⁶⁴ − 1, beyond what a JavaScript number holds: in this page they are texts. A quote inside a JSON text is
// escaped, so these patterns meet members only.
const parse = (text) => JSON.parse(text.replace(/"seed"\s*:\s*(\d+)/g, '"seed":"$1"'));
const write = (value) => JSON.stringify(value).replace(/"seed":"(\d{1,20})"/g, '"seed":$1');

export { parse };

async function call(method, path, body, { headers = {}, signal, keepalive, as = 'json' } = {}) {
    const sent = { ...headers };
    let content = body;
    if (method !== 'GET') {
        sent['X-Atelier'] = '1';
        if (!(body instanceof Blob)) {
            sent['Content-Type'] = 'application/json';
            content = write(body ?? {});
        }
    }

    let response;
    try {
        response = await fetch(root + path, { method, headers: sent, body: content, signal, keepalive, credentials: 'same-origin' });
    } catch (error) {
        if (error.name === 'AbortError') {
            throw error;
        }

        throw new ApiError(0, { detail: 'The server cannot be reached. Is it running?' });
    }

    if (!response.ok) {
        throw await refusal(response, path);
    }

    if (as === 'blob') {
        return response.blob();
    }

    const text = await response.text();
    return text ? parse(text) : null;
}

async function refusal(response, path) {
    let problem = {};
    try {
        problem = parse(await response.text());
    } catch {
        problem = { title: `The server answered ${response.status}.` };
    }

    if (response.status === 401 && path !== '/session') {
        signedOut();
    }

    return new ApiError(response.status, problem);
}

export const api = {
    get: (path, options) => call('GET', path, undefined, options),
    post: (path, body, options) => call('POST', path, body, options),
    put: (path, body, options) => call('PUT', path, body, options),
    patch: (path, body, options) => call('PATCH', path, body, options),
    remove: (path, options) => call('DELETE', path, undefined, options),
};

/** A query of what is given: undefined, null and empty texts are left out, lists repeat their name. */
export function query(values) {
    const pairs = Object.entries(values)
        .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => [name, each]))
        .filter(([, value]) => value !== undefined && value !== null && value !== '');
    return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}
