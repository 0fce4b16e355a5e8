import { api } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { signButton, skeletons } from '../parts/pieces.js';
import { saying } from '../parts/toast.js';
import { fileOf, pictureActions, pictureGone, pictureMarked } from '../stage/pictureActions.js';
import { details } from './details.js';

/** A picture as large as the window, with everything that decided it; arrows go to its neighbours. */
export function openViewer(picture, pictures, more) {
    let shown = picture;
    const image = h('img', { class: 'viewer-image' });
    const [before, after] = [signButton('left', 'Previous picture', () => step(-1)), signButton('right', 'Next picture', () => step(1))];
    const facts = h('div', { class: 'viewer-facts' });
    const actions = h('div', { class: 'actions' });
    const open = h('a', { class: 'button secondary', target: '_blank', rel: 'noopener' }, 'Open the file');
    const dialog = h(
        'dialog',
        { class: 'viewer', 'aria-label': 'Picture', on: { close: ended, keydown: pressed } },
        h(
            'div',
            { class: 'viewer-stage', on: { click: (event) => event.target === event.currentTarget && dialog.close() } },
            before,
            image,
            after,
        ),
        h(
            'aside',
            { class: 'viewer-side' },
            h(
                'header',
                {},
                h('h2', {}, 'Picture'),
                signButton('close', 'Close', () => dialog.close()),
            ),
            actions,
            facts,
            open,
        ),
    );
    const stops = [
        pictureMarked.listen((marked) => marked.id === shown.id && showActions(marked)),
        pictureGone.listen((id) => id === shown.id && dialog.close()),
    ];
    document.body.append(dialog);
    show(picture);
    dialog.showModal();

    function show(next) {
        shown = next;
        image.src = fileOf(next);
        image.alt = next.prompt;
        image.width = next.width;
        image.height = next.height;
        open.href = fileOf(next);
        const at = place();
        before.disabled = at <= 0;
        after.disabled = at < 0 || at >= pictures.length - 1;
        if (at >= pictures.length - 5) {
            more?.();
        }

        showActions(next);
        replace(facts, skeletons(6, 'line'));
        saying(fill)(next);
    }

    function showActions(marked) {
        shown = marked;
        replace(actions, pictureActions(marked, { leave: () => dialog.close() }));
    }

    async function fill(next) {
        const { recipe } = await api.get(`/pictures/${next.id}/metadata`);
        if (shown.id === next.id) {
            replace(facts, details(recipe, next));
        }
    }

    function step(by) {
        const next = pictures[place() + by];
        if (next) {
            show(next);
        }
    }

    function place() {
        return pictures.findIndex((each) => each.id === shown.id);
    }

    function pressed(event) {
        const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (by) {
            event.preventDefault();
            step(by);
        }
    }

    function ended() {
        stops.forEach((stop) => stop());
        dialog.remove();
    }
}
