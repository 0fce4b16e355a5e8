import { h, replace } from './dom.js';
import { icon } from './icons.js';

const order = ['auto', 'light', 'dark'];
const said = { auto: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' };

/** A button that goes through the system's theme, light and dark. */
export function themeButton() {
    const button = h('button', { class: 'quiet icon-only', type: 'button', on: { click: next } });
    let theme = document.documentElement.dataset.theme ?? 'auto';
    show();
    return button;

    function next() {
        theme = order[(order.indexOf(theme) + 1) % order.length];
        if (theme === 'auto') {
            delete document.documentElement.dataset.theme;
        } else {
            document.documentElement.dataset.theme = theme;
        }

        try {
            localStorage.setItem('atelier.theme', theme);
        } catch {
            // It lasts until the page is closed, then.
        }

        show();
    }

    function show() {
        replace(button, icon(theme));
        button.title = said[theme];
        button.setAttribute('aria-label', said[theme]);
    }
}
