import { h } from '../core/dom.js';

/** The name of something that is found by it, and so keeps it. */
export const nameInput = (kept) => h('input', {
    type: 'text', maxlength: '64', value: kept?.name ?? '', readonly: kept ? '' : null, autocomplete: 'off', spellcheck: false,
});
