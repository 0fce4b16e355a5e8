import { api } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { plural } from '../core/format.js';
import { action, download } from '../parts/pieces.js';
import { saying } from '../parts/toast.js';
import { deletePictures } from '../stage/pictureActions.js';
import { openCompare } from './compare.js';

/** Choosing pictures in the gallery, and what can be done with those. */
export function selection({ may, pictures, changed }) {
    const chosen = new Set();
    let selecting = false;
    const toggle = h(
        'button',
        { type: 'button', class: 'secondary toggle', 'aria-pressed': 'false', on: { click: () => set(!selecting) } },
        icon('select'),
        h('span', {}, 'Select'),
    );
    const bar = h('div', { class: 'selection-bar', role: 'group', 'aria-label': 'Selected pictures', hidden: true });
    addEventListener(
        'keydown',
        (event) =>
            event.key === 'Escape' &&
            selecting &&
            bar.isConnected &&
            !document.querySelector('dialog[open]') && [event.preventDefault(), set(false)],
    );
    return { toggle, bar, active: () => selecting, has: (id) => chosen.has(id), turn, follow };

    function set(on) {
        selecting = on;
        chosen.clear();
        show();
    }

    function turn(picture) {
        selecting = true;
        if (!chosen.delete(picture.id)) {
            chosen.add(picture.id);
        }

        show();
    }

    /** Forgets what the list does not show any more. */
    function follow() {
        const here = new Set(pictures().map((picture) => picture.id));
        const gone = [...chosen].filter((id) => !here.has(id));
        gone.forEach((id) => chosen.delete(id));
        if (gone.length > 0) {
            show();
        }
    }

    function show() {
        toggle.setAttribute('aria-pressed', String(selecting));
        bar.hidden = !selecting;
        const those = pictures().filter((picture) => chosen.has(picture.id));
        const none = those.length === 0;
        replace(
            bar,
            h('span', { class: 'selection-count' }, none ? 'Choose pictures' : plural(those.length, 'picture')),
            action('compare', 'Compare', () => openCompare(those[0], those[1]), { disabled: those.length !== 2, hint: 'Choose two' }),
            action(
                'download',
                'Download',
                saying(() => zip(those)),
                { disabled: none },
            ),
            may('user') ? action('trash', 'Delete', () => [deletePictures(those), set(false)], { disabled: none }) : null,
            action('close', 'Done', () => set(false)),
        );
        changed();
    }
}

async function zip(pictures) {
    const file = await api.post('/pictures/zip', { ids: pictures.map((picture) => picture.id) }, { as: 'blob' });
    const address = URL.createObjectURL(file);
    download(address, 'atelier-pictures.zip');
    setTimeout(() => URL.revokeObjectURL(address), 60000);
}
