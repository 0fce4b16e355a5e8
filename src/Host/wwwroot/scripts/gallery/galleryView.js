import { returned } from '../core/events.js';
import { debounce, h, replace } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { address } from '../core/router.js';
import { choice } from '../parts/field.js';
import { emptyState, skeletons } from '../parts/pieces.js';
import { saying } from '../parts/toast.js';
import { models } from '../make/catalog.js';
import { picturesMade } from '../queue/jobs.js';
import { isLeaving, pictureBack, pictureGone, pictureMarked } from '../stage/pictureActions.js';
import { card } from './card.js';
import { pages } from './pages.js';
import { selection } from './selection.js';
import { openViewer } from './viewer.js';

/** Everything that was made: found again by its words. */
export function galleryView({ may }) {
    const filter = { q: '', model: '', favorite: undefined, limit: 60 };
    let pictures = [];
    const cards = new Map();
    const grid = h('ul', { class: 'grid', 'aria-label': 'Pictures' });
    const foot = h('div', { class: 'grid-foot', 'aria-hidden': 'true' });
    const status = h('p', { class: 'only-heard', role: 'status' });
    const chosen = selection({ may, pictures: () => pictures, changed: mark });
    const list = pages('/pictures', taken);
    const start = saying(() => list.restart({ ...filter }));
    const search = h('input', {
        type: 'search',
        placeholder: 'Search prompts',
        'aria-label': 'Search prompts',
        on: { input: debounce(250, () => [(filter.q = search.value.trim()), begin()]) },
    });
    const favorites = h(
        'button',
        { type: 'button', class: 'secondary toggle', 'aria-pressed': 'false', on: { click: turnFavorites } },
        icon('heart'),
        h('span', {}, 'Favourites'),
    );
    const model = choice([], '', (value) => [(filter.model = value), begin()]);
    model.setAttribute('aria-label', 'Model');
    models.watch((all) => [
        model.offer([{ value: '', label: 'All models' }, ...(all ?? []).map(({ name }) => ({ value: name, label: name }))], filter.model),
        (model.hidden = (all?.length ?? 0) < 2),
    ]);
    const element = h(
        'div',
        { class: 'sheet wide' },
        h(
            'header',
            { class: 'sheet-head' },
            h('h1', {}, 'Gallery'),
            h('div', { class: 'head-actions' }, h('div', { class: 'search' }, icon('search'), search), model, favorites, chosen.toggle),
        ),
        status,
        grid,
        foot,
        chosen.bar,
    );
    new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && saying(list.more)(), {
        rootMargin: '800px',
    }).observe(foot);
    picturesMade.listen((made) => unfiltered() && loaded && keep([...made, ...pictures]));
    pictureGone.listen((id) => keep(pictures.filter((picture) => picture.id !== id)));
    pictureBack.listen((picture) => loaded && keep([...pictures, picture].sort((left, right) => (left.id < right.id ? 1 : -1))));
    pictureMarked.listen((picture) => keep(pictures.map((each) => (each.id === picture.id ? picture : each))));
    returned.listen(() => loaded && start());
    let loaded = false;
    return { element, shown: () => !loaded && begin() };

    function begin() {
        loaded = true;
        pictures = [];
        cards.clear();
        replace(grid, skeletons(12, 'card'));
        return start();
    }

    function unfiltered() {
        return !filter.q && !filter.model && filter.favorite === undefined;
    }

    function turnFavorites() {
        filter.favorite = filter.favorite ? undefined : true;
        favorites.setAttribute('aria-pressed', String(Boolean(filter.favorite)));
        begin();
    }

    function taken(items, first) {
        keep(first ? items : [...pictures, ...items]);
        status.textContent =
            pictures.length === 0 ? 'No pictures found.' : `${pictures.length}${list.hasMore() ? ' or more' : ''} pictures.`;
    }

    function keep(next) {
        pictures = [...new Map(next.map((picture) => [picture.id, picture])).values()].filter((picture) => !isLeaving(picture));
        if (!loaded) {
            return;
        }

        replace(grid, pictures.length > 0 ? pictures.map(cardOf) : h('li', { class: 'plain' }, nothing()));
        chosen.follow();
    }

    function cardOf(picture) {
        const known = cards.get(picture.id);
        if (known && Boolean(known.picture.favorite) === Boolean(picture.favorite)) {
            return known.element;
        }

        const made = card(picture, {
            open: () => (chosen.active() ? chosen.turn(picture) : openViewer(picture, pictures, saying(list.more))),
            turn: () => chosen.turn(picture),
        });
        cards.set(picture.id, made);
        made.select(chosen.has(picture.id), chosen.active());
        return made.element;
    }

    function mark() {
        element.classList.toggle('selecting', chosen.active());
        cards.forEach(({ select, picture }) => select(chosen.has(picture.id), chosen.active()));
    }

    function nothing() {
        if (filter.q) {
            return emptyState('search', `Nothing for “${filter.q}”`, 'Each word must stand in the prompt. Try fewer words.');
        }

        return filter.favorite
            ? emptyState('heart', 'No favourites yet', 'Press the heart of a picture: it then stays, whatever is cleared away.')
            : emptyState(
                  'gallery',
                  'No pictures yet',
                  'Everything you make is kept here.',
                  h('a', { class: 'button primary', href: address('make') }, 'Make the first'),
              );
    }
}
