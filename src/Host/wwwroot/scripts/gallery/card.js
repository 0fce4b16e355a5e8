import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { toggleFavorite } from '../stage/pictureActions.js';

/** A picture in the gallery. */
export function card(picture, { open, turn }) {
    const image = h('img', { src: picture.thumbnailUrl, alt: picture.prompt, loading: 'lazy', decoding: 'async', draggable: false });
    const main = h(
        'button',
        {
            type: 'button',
            class: 'card-open',
            on: { click: (event) => (event.shiftKey || event.ctrlKey || event.metaKey ? turn() : open()) },
        },
        image,
        h('span', { class: 'card-words', 'aria-hidden': 'true' }, picture.prompt),
    );
    const heart = h(
        'button',
        {
            type: 'button',
            class: 'card-heart',
            'aria-pressed': String(Boolean(picture.favorite)),
            'aria-label': picture.favorite ? 'Remove from favourites' : 'Add to favourites',
            on: { click: () => toggleFavorite(picture) },
        },
        icon('heart'),
    );
    const tick = h('span', { class: 'card-tick', 'aria-hidden': 'true' }, icon('check'));
    const element = h('li', { class: 'card' }, main, heart, tick);
    return { element, picture, select };

    function select(chosen, selecting) {
        element.classList.toggle('chosen', chosen);
        if (selecting) {
            main.setAttribute('aria-pressed', String(chosen));
        } else {
            main.removeAttribute('aria-pressed');
        }
    }
}
