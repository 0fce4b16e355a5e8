import { h } from '../core/dom.js';

/** What is said to those who listen instead of look. */
export const announcer = h('div', { class: 'only-heard', 'aria-live': 'polite', role: 'status' });

export function announce(text) {
    announcer.textContent = text;
}
