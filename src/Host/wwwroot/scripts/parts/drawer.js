import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { recall, remember } from '../core/storage.js';
import { badge } from './pieces.js';

/** A group that is closed until it is wanted, and stays as it was left. `tell` says beside its title what is on in it. */
export function drawer(name, title, ...content) {
    const told = badge('', 'accent');
    told.hidden = true;
    const element = h(
        'details',
        { class: 'drawer', data: { drawer: name }, open: recall(`drawer.${name}`, false) },
        h('summary', {}, h('span', { class: 'drawer-title' }, title, told), icon('down')),
        h('div', { class: 'drawer-in' }, content),
    );
    element.addEventListener('toggle', () => remember(`drawer.${name}`, element.open));
    return { element, tell };

    function tell(text) {
        told.hidden = !text;
        told.textContent = text ?? '';
    }
}
