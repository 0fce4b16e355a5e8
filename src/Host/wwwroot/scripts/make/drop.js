import { api } from '../core/api.js';
import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { go } from '../core/router.js';
import { openDialog } from '../parts/dialog.js';
import { saying, toast } from '../parts/toast.js';
import { isMissing, settings } from './settings.js';
import { beginFrom, kinds } from './start/uploads.js';

/** Takes a picture that is dropped or pasted anywhere, to begin from it or to read its settings into the form. */
export function watchDrops() {
    const veil = h(
        'div',
        { class: 'drop-veil', hidden: true },
        h(
            'div',
            {},
            icon('picture'),
            h('strong', {}, 'Drop it to begin from it, or to read its settings'),
            h('span', {}, 'PNG, JPEG or WebP; settings of Atelier, AUTOMATIC1111 and others'),
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
    addEventListener('dragover', (event) => {
        if (carriesFile(event.dataTransfer)) {
            event.preventDefault();
            // Over a place of its own a picture goes there.
            veil.hidden = Boolean(placeOf(event));
        }
    });
    addEventListener('drop', (event) => {
        depth = 0;
        veil.hidden = true;
        if (carriesFile(event.dataTransfer)) {
            event.preventDefault();
            const place = placeOf(event);
            const [file] = event.dataTransfer.files;
            if (place) {
                place.dispatchEvent(new CustomEvent('picture', { detail: file }));
            } else {
                receive(file);
            }
        }
    });
    addEventListener('paste', (event) => {
        const file = [...(event.clipboardData?.files ?? [])].find((each) => kinds.includes(each.type));
        if (file) {
            event.preventDefault();
            receive(file);
        }
    });
}

// Pictures of this page can be dragged too; those are no files.
const carriesFile = (transfer) => transfer?.types.includes('Files') && !transfer.types.includes('text/html');

const placeOf = (event) => event.target.closest?.('.takes-picture');

/** Takes a picture to begin from; where it carries settings, asks which of both is meant. */
export const receive = saying(async (file) => {
    if (!file || !kinds.includes(file.type)) {
        toast('This is no picture that one can use: PNG, JPEG and WebP are.', { kind: 'error' });
        return;
    }

    const { request } = await api.post('/pictures/read', file, { headers: { 'Content-Type': file.type } });
    if (request) {
        choose(file, request);
    } else {
        await begin(file);
    }
});

function choose(file, request) {
    const address = URL.createObjectURL(file);
    const { close } = openDialog(
        'What shall be taken from it?',
        h(
            'div',
            { class: 'take-from' },
            h('img', { src: address, alt: '' }),
            h(
                'div',
                { class: 'take-ways' },
                way('settings', 'Its settings', 'Words, seed and all else that made it.', () => takeSettings(request)),
                way('picture', 'The picture itself', 'Begin from it, and make it anew in part.', () => saying(begin)(file)),
            ),
        ),
        { closed: () => URL.revokeObjectURL(address) },
    );

    function way(sign, title, text, run) {
        return h(
            'button',
            { type: 'button', class: 'secondary way', on: { click: () => [close(), run()] } },
            icon(sign),
            h('span', {}, h('strong', {}, title), h('small', {}, text)),
        );
    }
}

async function begin(file) {
    if (await beginFrom(file)) {
        go('make');
        toast('The next picture begins from this one.');
    }
}

function takeSettings(request) {
    settings.take(request);
    go('make');
    toast(
        isMissing(request.model)
            ? `Settings read. Its model ${request.model} is not here, so the picture will be another.`
            : 'Settings read from the picture. Its seed is kept.',
    );
}
