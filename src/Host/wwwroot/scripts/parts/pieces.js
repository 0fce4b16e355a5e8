import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { toast } from './toast.js';

/** What stands where there is nothing yet: what would be there, and how it comes. */
export const emptyState = (sign, title, text, ...more) =>
    h('div', { class: 'empty' }, h('div', { class: 'empty-sign' }, icon(sign)), h('h2', {}, title), h('p', {}, text), more);

/** A button with a sign and words; on narrow screens `brief` ones show the sign alone. */
export const action = (sign, label, run, properties = {}) =>
    h(
        'button',
        { type: 'button', class: 'secondary', title: properties.hint, ...properties, on: { click: run } },
        icon(sign),
        h('span', {}, label),
    );

/** A button that is a sign alone, with its meaning as label. */
export const signButton = (sign, label, run, properties = {}) =>
    h(
        'button',
        { type: 'button', class: 'quiet icon-only', title: label, 'aria-label': label, ...properties, on: { click: run } },
        icon(sign),
    );

export const badge = (text, kind = 'plain') => h('span', { class: `badge ${kind}` }, text);

export const skeletons = (count, kind) =>
    Array.from({ length: count }, () => h('div', { class: `skeleton ${kind}`, 'aria-hidden': 'true' }));

/** Pairs of a name and what it is. */
export const facts = (pairs) =>
    h(
        'dl',
        { class: 'facts' },
        pairs
            .filter(([, value]) => value !== null && value !== undefined && value !== '')
            .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    );

export async function copyText(text, what) {
    try {
        await navigator.clipboard.writeText(text);
    } catch {
        // Without a secure context there is no clipboard interface; the old way still works.
        const area = h('textarea', { class: 'only-heard' });
        area.value = text;
        (document.querySelector('dialog[open]') ?? document.body).append(area);
        area.select();
        document.execCommand('copy');
        area.remove();
    }

    toast(`${what} copied.`);
}

/** Has the browser save what an address gives. */
export function download(address, name = '') {
    h('a', { href: address, download: name }).click();
}
