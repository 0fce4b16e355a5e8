import { h } from '../core/dom.js';
import { icon } from '../core/icons.js';

/** Opens a modal dialog; the browser keeps the focus in it, and Escape closes it. */
export function openDialog(title, content, { kind = 'small', closed, actions } = {}) {
    const close = () => dialog.close();
    const dialog = h(
        'dialog',
        { class: `dialog ${kind}`, 'aria-label': title, on: { close: ended, click: outside } },
        h(
            'div',
            { class: 'dialog-in' },
            h(
                'header',
                {},
                h('h2', {}, title),
                h('button', { type: 'button', class: 'quiet icon-only', 'aria-label': 'Close', on: { click: close } }, icon('close')),
            ),
            h('div', { class: 'dialog-content' }, content),
            actions ? h('footer', {}, actions(close)) : null,
        ),
    );
    document.body.append(dialog);
    dialog.showModal();
    return { element: dialog, close };

    function outside(event) {
        if (event.target === dialog) {
            close();
        }
    }

    function ended() {
        dialog.remove();
        closed?.();
    }
}

/** Asks before something that cannot be taken back. */
export function ask(title, text, verb) {
    return new Promise((resolve) => {
        let answer = false;
        openDialog(title, h('p', {}, text), {
            closed: () => resolve(answer),
            actions: (close) => [
                h('button', { type: 'button', class: 'secondary', on: { click: close } }, 'Keep'),
                h('button', { type: 'button', class: 'danger', on: { click: () => [(answer = true), close()] } }, verb),
            ],
        });
    });
}
