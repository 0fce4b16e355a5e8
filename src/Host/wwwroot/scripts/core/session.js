import { api } from './api.js';
import { signal } from './signal.js';

const ranks = ['viewer', 'user', 'operator', 'admin'];

/** Who is signed in: `{ name, role }`, or null. */
export const session = signal(null);

/** Whether whoever is signed in may do what this role may. */
export const may = (role) => ranks.indexOf(session.value?.role) >= ranks.indexOf(role);

export async function resume() {
    try {
        session.set(await api.get('/session'));
    } catch (error) {
        if (error.status !== 401) {
            throw error;
        }

        session.set(null);
    }
}

export async function signIn(key) {
    session.set(await api.post('/session', { key }));
}

export async function signOut() {
    await api.remove('/session');
    session.set(null);
}
