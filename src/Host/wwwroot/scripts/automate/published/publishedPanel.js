import { api } from '../../core/api.js';
import { h, replace } from '../../core/dom.js';
import { date, plural, when } from '../../core/format.js';
import { ask } from '../../parts/dialog.js';
import { action, badge, copyText, facts, signButton } from '../../parts/pieces.js';
import { complain, saying, toast } from '../../parts/toast.js';

const smallest = (files) => files.filter((file) => file.url).sort((one, other) => one.width - other.width)[0];

/** One published name: its picture, how a website shows it, and the way back. */
export function publishedPanel(name, { may, changed }) {
    const place = h('article', { class: 'panel published' }, h('header', {}, h('h2', {}, name)));
    const path = `/published/${encodeURIComponent(name)}`;
    load();
    return place;

    async function load() {
        try {
            show(await api.get(path));
        } catch (error) {
            complain(error);
        }
    }

    function show({ published, publications }) {
        const present = publications.find((each) => each.present);
        const markup = `<img src="${location.origin}${published.url}" alt="${(present?.alt ?? '').replaceAll('"', '&quot;')}">`;
        replace(
            place,
            h(
                'header',
                {},
                h('h2', {}, name),
                present ? h('time', { class: 'muted', datetime: present.at, title: date(present.at) }, when(present.at)) : null,
                published.rollingBackTo ? badge('rolling back', 'warn') : null,
                present && !present.everywhere ? badge('not everywhere', 'warn') : null,
            ),
            published.url
                ? h(
                      'a',
                      { class: 'published-picture', href: published.url, target: '_blank', rel: 'noopener' },
                      h('img', { src: `${published.url}?v=${published.shown}`, alt: present?.alt || name, loading: 'lazy' }),
                  )
                : h('p', { class: 'muted' }, 'The server’s own site does not show it; other targets may.'),
            present ? facts([
                ['Targets', targetsOf(present)],
                ['Files', plural(present.files.length, 'file')],
                ['Versions', String(publications.length)],
            ]) : null,
            published.url ? snippet(markup) : null,
            versions(publications),
            may('operator')
                ? h('div', { class: 'panel-actions' }, action('trash', 'Remove', saying(remove), { 'aria-label': `Remove ${name}` }))
                : null,
        );
    }

    function snippet(markup) {
        return h('div', { class: 'snippet' },
            h('code', {}, markup),
            signButton('copy', 'Copy for a website', () => copyText(markup, 'Markup')));
    }

    function versions(publications) {
        if (publications.length < 2) {
            return null;
        }

        return h(
            'div',
            { class: 'versions', role: 'group', 'aria-label': `Versions of ${name}` },
            publications.slice(0, 20).map((each) => {
                const file = smallest(each.files);
                return h(
                    'button',
                    {
                        type: 'button',
                        'aria-current': each.present ? 'true' : null,
                        disabled: each.present || !may('operator'),
                        title: each.present ? 'This one is shown' : `Show this one again: ${date(each.at)}`,
                        on: { click: saying(() => rollBack(each)) },
                    },
                    file ? h('img', { src: file.url, alt: each.alt || `Version of ${date(each.at)}`, loading: 'lazy' }) : null,
                    h('span', {}, when(each.at)),
                );
            }),
        );
    }

    async function rollBack(publication) {
        if (await ask('Show this one again?', `${name} of ${date(publication.at)} goes back to every target that has it.`, 'Roll back')) {
            await api.post(`${path}/rollback`, { version: publication.version });
            toast(`${name} shows the picture of ${date(publication.at)}.`);
            await load();
        }
    }

    async function remove() {
        const what = 'The server’s own site shows it no more, and its versions are forgotten. What other targets have stays there.';
        if (await ask(`Remove ${name}?`, what, 'Remove')) {
            await api.remove(path);
            await changed();
        }
    }
}

const targetsOf = (publication) => publication.places
    .map((place) => place.place ? `${place.kind} (${place.place})` : place.kind)
    .join(', ');
