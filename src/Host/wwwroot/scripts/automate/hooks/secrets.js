import { h } from '../../core/dom.js';
import { openDialog } from '../../parts/dialog.js';
import { action, copyText } from '../../parts/pieces.js';

/** Shows a secret the one time that it can be seen. */
export function reveal(title, secret) {
    openDialog(title, [
        h('p', {}, 'This is shown once. Copy it now, for the other side.'),
        h('p', { class: 'secret' }, h('code', {}, secret)),
        action('copy', 'Copy', () => copyText(secret, 'Secret'), { class: 'primary' }),
    ]);
}
