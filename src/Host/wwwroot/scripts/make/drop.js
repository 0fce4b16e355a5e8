import { api } from '../core/api.js';
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { go } from '../core/router.js';
import { saying, toast } from '../parts/toast.js';
import { isMissing, settings } from './settings.js';

const kinds = ['image/png', 'image/jpeg', 'image/webp'];

/** Takes a picture that is dropped or pasted anywhere, and reads its settings into the form. */
export function watchDrops() {
    const veil = h(
        'div',
        { class: 'drop-veil', hidden: true },
        h(
            'div',
            {},
            icon('picture'),
            h('strong', {}, 'Drop it to read its settings'),
            h('span', {}, 'PNG, JPEG or WebP from Atelier, AUTOMATIC1111 and others'),
        ),
    );
    document.body.append(veil);
    let depth = 0;
    addEventListener('dragenter', (event) => {
        if (carriesFile(event.dataTransfer)) {
            depth += 1;
            veil.hidden = false;
        }
    });
    addEventListener('dragleave', () => {
        depth = Math.max(0, depth - 1);
        veil.hidden = depth === 0;
    });
    addEventListener('dragover', (event) => carriesFile(event.dataTransfer) && event.preventDefault());
    addEventListener('drop', (event) => {
        depth = 0;
        veil.hidden = true;
        if (carriesFile(event.dataTransfer)) {
            event.preventDefault();
            readFile(event.dataTransfer.files[0]);
        }
    });
    addEventListener('paste', (event) => {
        const file = [...(event.clipboardData?.files ?? [])].find((each) => kinds.includes(each.type));
        if (file) {
            event.preventDefault();
            readFile(file);
        }
    });
}

// Pictures of this page can be dragged too; those are no files.
const carriesFile = (transfer) => transfer?.types.includes('Files') && !transfer.types.includes('text/html');

/** Reads a picture's settings into the form. */
export const readFile = saying(async (file) => {
    if (!file || !kinds.includes(file.type)) {
        toast('This is no picture that can carry settings: PNG, JPEG and WebP do.', { kind: 'error' });
        return;
    }

    const read = await api.post('/pictures/read', file, { headers: { 'Content-Type': file.type } });
    if (!read.request) {
        toast('This picture carries no settings.', { kind: 'error' });
        return;
    }

    settings.take(read.request);
    go('make');
    toast(
        isMissing(read.request.model)
            ? `Settings read. Its model ${read.request.model} is not here, so the picture will be another.`
            : 'Settings read from the picture. Its seed is kept.',
    );
});
