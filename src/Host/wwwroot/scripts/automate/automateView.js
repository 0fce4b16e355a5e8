import { h, replace } from '../core/dom.js';
import { address, go } from '../core/router.js';
import { documentsView } from './documents/documentsView.js';
import { recipes, scripts } from './documents/kinds.js';
import { hooksView } from './hooks/hooksView.js';
import { publishedView } from './published/publishedView.js';
import { schedulesView } from './schedules/schedulesView.js';

const parts = [
    ['schedules', 'Schedules', schedulesView],
    ['recipes', 'Recipes', (rights) => documentsView(recipes, rights)],
    ['scripts', 'Scripts', (rights) => documentsView(scripts, rights)],
    ['hooks', 'Webhooks', hooksView],
    ['published', 'Published', publishedView],
];

/** What the server does by itself: when, what, and whom it tells. */
export function automateView(rights) {
    const views = new Map();
    const links = parts.map(([name, label]) => h('a', { class: 'tab', href: address('automate', name), data: { part: name } }, label));
    const place = h('div', { class: 'automate-place' });
    const element = h(
        'div',
        { class: 'sheet wide automate' },
        h('header', { class: 'sheet-head' },
            h('h1', {}, 'Automate'),
            h('nav', { class: 'tabs', 'aria-label': 'Parts of Automate' }, links)),
        place,
    );
    return { element, shown };

    function shown([name, ...rest]) {
        const part = parts.find(([each]) => each === name);
        if (!part) {
            go('automate', 'schedules');
            return;
        }

        if (!views.has(name)) {
            views.set(name, part[2](rights));
        }

        const view = views.get(name);
        if (place.firstChild !== view.element) {
            replace(place, view.element);
        }

        links.forEach((link) =>
            link.dataset.part === name ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current'),
        );
        view.shown?.(rest);
    }
}
