import { api } from '../../core/api.js';
import { h, replace } from '../../core/dom.js';
import { action, emptyState } from '../../parts/pieces.js';
import { complain } from '../../parts/toast.js';

/** What the server lists at a path, a panel each, under a heading and with a button that adds one. */
export function listPart({ title, text, verb, add, path, empty, panel }) {
    const list = h('div', { class: 'cards' });
    const element = h(
        'section',
        { class: 'automate-part' },
        h(
            'header',
            { class: 'part-head' },
            h('div', {}, h('h2', {}, title), h('p', { class: 'muted' }, text)),
            action('plus', verb, () => add(null, load)),
        ),
        list,
    );
    return { element, load };

    async function load() {
        try {
            const items = await api.get(path);
            replace(list, items.length === 0 ? emptyState(...empty) : items.map((item) => panel(item, load)));
        } catch (error) {
            complain(error);
        }
    }
}
