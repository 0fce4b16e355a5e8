import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

const region = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite', 'aria-label': 'Messages' });

/** Where toasts appear: put once into the page. */
export const toasts = region;

/** A short message. With an action it stays longer; with `whenGone`, that is called when it leaves without its action. */
export function toast(text, { kind = 'plain', action, whenGone, lasts = action ? 7000 : 4500 } = {}) {
    const element = h('div', { class: `toast ${kind}` }, kind === 'error' && icon('warning'), h('span', {}, text));
    let gone = false;
    const leave = (acted) => {
        if (gone) {
            return;
        }

        gone = true;
        clearTimeout(timer);
        element.remove();
        if (!acted) {
            whenGone?.();
        }
    };
    if (action) {
        element.append(h('button', { type: 'button', class: 'link', on: { click: () => [leave(true), action.run()] } }, action.label));
    }

    element.append(
        h(
            'button',
            { type: 'button', class: 'quiet icon-only', 'aria-label': 'Dismiss', on: { click: () => leave(false) } },
            icon('close'),
        ),
    );
    region.append(element);
    let timer = setTimeout(() => leave(false), lasts);
    element.addEventListener('pointerenter', () => clearTimeout(timer));
    element.addEventListener('pointerleave', () => {
        timer = setTimeout(() => leave(false), 2000);
    });
    return leave;
}

/** Says what went wrong; a call that the user gave up says nothing. */
export function complain(error) {
    if (error.name !== 'AbortError') {
        toast(error.message, { kind: 'error', lasts: 9000 });
    }
}

/** Wraps a listener so that what its call is refused for is said. */
export const saying =
    (action) =>
    async (...values) => {
        try {
            return await action(...values);
        } catch (error) {
            complain(error);
            return undefined;
        }
    };
