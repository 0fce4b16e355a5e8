import { connection } from './core/events.js';
import { h, replace } from './core/dom.js';
import { icon } from './core/icons.js';
import { address, route } from './core/router.js';
import { may, session, signOut } from './core/session.js';
import { themeButton } from './core/theme.js';
import { followCatalog } from './make/catalog.js';
import { automateView } from './automate/automateView.js';
import { makeView } from './make/makeView.js';
import { galleryView } from './gallery/galleryView.js';
import { modelsView } from './manage/modelsView.js';
import { pluginsView } from './manage/pluginsView.js';
import { systemView } from './manage/systemView.js';
import { signButton } from './parts/pieces.js';
import { saying } from './parts/toast.js';
import { activeJobs, followJobs } from './queue/jobs.js';
import { queueView } from './queue/queueView.js';
import { watchDrops } from './make/drop.js';

const places = [
    ['make', 'Make', makeView],
    ['gallery', 'Gallery', galleryView],
    ['queue', 'Queue', queueView],
    ['automate', 'Automate', automateView],
    ['models', 'Models', modelsView],
    ['plugins', 'Plugins', pluginsView],
    ['system', 'System', systemView],
];

/** The frame around every view: where one can go, and whether the server is heard. */
export function shell() {
    const views = new Map();
    const links = places.map(([name, label]) =>
        h('a', { class: 'place', href: address(name), data: { place: name } }, icon(name), h('span', {}, label)),
    );
    const waiting = h('span', { class: 'count', hidden: true });
    links[2].append(waiting);
    const main = h('main', { id: 'main', tabindex: '-1' });
    const lost = h(
        'div',
        { class: 'lost', role: 'status', hidden: true },
        h('span', { class: 'spinner' }),
        'The server is not answering. Trying again; nothing that was accepted is lost.',
    );
    const who = h('span', { class: 'who', title: `Signed in as ${session.value.name}, ${session.value.role}` }, session.value.name);

    followCatalog();
    followJobs();
    watchDrops();
    connection.watch((state) => {
        lost.hidden = state !== 'lost';
    });
    activeJobs.watch((jobs) => {
        waiting.hidden = jobs.length === 0;
        waiting.textContent = String(jobs.length);
        waiting.setAttribute('aria-label', `${jobs.length} unfinished`);
        document.title = jobs.length === 0 ? 'Atelier' : `(${jobs.length}) Atelier`;
    });
    route.watch(show);

    return [
        h('button', { type: 'button', class: 'skip', on: { click: () => main.focus() } }, 'Skip to the content'),
        h(
            'header',
            { class: 'top' },
            h(
                'a',
                { class: 'brand', href: '/#/make', 'aria-label': 'Atelier' },
                h('img', { src: new URL('../icon.svg', import.meta.url).href, alt: '', width: 28, height: 28 }),
                h('span', {}, 'Atelier'),
            ),
            h('nav', { class: 'places', 'aria-label': 'Places' }, links),
            h('div', { class: 'top-end' }, who, themeButton(), signButton('out', 'Sign out', saying(signOut))),
        ),
        lost,
        main,
    ];

    function show([name]) {
        const [place, , make] = places.find(([each]) => each === name) ?? places[0];
        if (!views.has(place)) {
            views.set(place, make({ may }));
        }

        const view = views.get(place);
        if (main.firstChild !== view.element) {
            replace(main, view.element);
            main.dataset.place = place;
            scrollTo(0, 0);
        }

        view.shown?.(route.value.slice(1));
        links.forEach((link) =>
            link.dataset.place === place ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current'),
        );
    }
}
