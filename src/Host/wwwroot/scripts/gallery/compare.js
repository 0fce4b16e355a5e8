import { api } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { openDialog } from '../parts/dialog.js';
import { saying } from '../parts/toast.js';
import { fileOf } from '../stage/pictureActions.js';
import { namesOf, settingsOf } from './details.js';

/** Two pictures, one over the other, with a line to drag between them; below, what differs in their settings. */
export function openCompare(left, right) {
    const above = h('img', { src: fileOf(left), alt: left.prompt, class: 'compare-left' });
    const slider = h('input', {
        type: 'range',
        min: '0',
        max: '100',
        step: '0.5',
        value: '50',
        'aria-label': 'How much of the first picture shows',
        on: { input: move },
    });
    const view = h(
        'div',
        { class: 'compare', style: { '--ratio': String(left.width / left.height), 'aspect-ratio': `${left.width} / ${left.height}` } },
        h('img', { src: fileOf(right), alt: right.prompt }),
        above,
        h('div', { class: 'compare-line' }),
        slider,
        h('span', { class: 'compare-name first' }, `seed ${left.seed}`),
        h('span', { class: 'compare-name second' }, `seed ${right.seed}`),
    );
    const table = h('div', { class: 'compare-table' });
    openDialog('Compare', [view, table], { kind: 'large' });
    move();
    saying(fillTable)();

    function move() {
        view.style.setProperty('--split', `${slider.value}%`);
    }

    async function fillTable() {
        const [first, second] = (await Promise.all([left, right].map((picture) => api.get(`/pictures/${picture.id}/metadata`)))).map(
            ({ recipe }, index) => settingsOf(recipe, [left, right][index]),
        );
        const differing = Object.keys({ ...first, ...second }).filter((name) => String(first[name]) !== String(second[name]));
        replace(
            table,
            differing.length === 0
                ? h('p', { class: 'muted' }, 'Made with the same settings.')
                : h(
                      'table',
                      {},
                      h('caption', {}, 'What differs'),
                      h(
                          'thead',
                          {},
                          h(
                              'tr',
                              {},
                              ['', 'Left', 'Right'].map((text) => h('th', { scope: 'col' }, text)),
                          ),
                      ),
                      h(
                          'tbody',
                          {},
                          differing.map((name) =>
                              h(
                                  'tr',
                                  {},
                                  h('th', { scope: 'row' }, namesOf(name)),
                                  h('td', {}, String(first[name] ?? '–')),
                                  h('td', {}, String(second[name] ?? '–')),
                              ),
                          ),
                      ),
                  ),
        );
    }
}
