import { api } from '../../core/api.js';
import { toast } from '../../parts/toast.js';
import { fitting } from './sizes.js';
import { settings } from '../settings.js';

export const kinds = ['image/png', 'image/jpeg', 'image/webp'];

/** Where an uploaded picture is seen; null for what is no upload. */
export const addressOf = (reference) => (reference?.startsWith('sha256:') ? `/api/v1/uploads/${reference.slice(7)}` : null);

/** Keeps a picture on the server, for requests to name: `{ picture, width, height }`. */
export const upload = (file) => api.post('/uploads', file, { headers: { 'Content-Type': file.type } });

/** Begins from a picture: what it had of strength stays, what belonged to the picture before goes. */
export async function beginFrom(file) {
    if (!file || !kinds.includes(file.type)) {
        toast('This is no picture that one can begin from: PNG, JPEG and WebP are.', { kind: 'error' });
        return false;
    }

    const { picture, width, height } = await upload(file);
    const { mask, outpaint, depth, ...kept } = settings.value('image') ?? {};
    settings.set({ image: { strength: 0.75, resize: 'crop', ...kept, picture }, ...fitting(width, height) });
    return true;
}

/** Asks for a picture file. */
export function choosePicture(taken) {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = kinds.join(',');
    input.addEventListener('change', () => input.files[0] && taken(input.files[0]));
    input.click();
}
