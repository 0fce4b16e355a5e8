import { h } from './core/dom.js';
import { signIn } from './core/session.js';
import { field } from './parts/field.js';

/** Asks for the key, and says where it is. */
export function signInView(reason) {
    const input = h('input', { type: 'password', autocomplete: 'current-password', placeholder: 'atl_…', name: 'key' });
    const key = field('Key', input, {
        hint: 'Atelier printed it in its terminal when it first started. It begins with atl_.',
    });
    const button = h('button', { type: 'submit', class: 'primary' }, 'Sign in');
    const form = h(
        'form',
        { class: 'signin-card', novalidate: true, on: { submit: send } },
        h('img', { src: new URL('../icon.svg', import.meta.url).href, alt: '', width: 48, height: 48 }),
        h('h1', {}, 'Atelier'),
        h('p', { class: 'muted' }, reason ?? 'Pictures from text, on your own machine.'),
        // Password managers save what belongs to a name.
        h('input', {
            class: 'only-heard',
            type: 'text',
            autocomplete: 'username',
            value: 'atelier',
            tabindex: '-1',
            'aria-hidden': 'true',
        }),
        key.element,
        button,
        h(
            'details',
            { class: 'signin-help' },
            h('summary', {}, 'It is not there?'),
            h(
                'p',
                {},
                'Whoever set the server up may have chosen it, in the variable ',
                h('code', {}, 'ATELIER_ADMIN_KEY'),
                ' or in a file.',
            ),
            h('p', {}, 'On somebody else’s server, ask them: an admin makes keys under System.'),
        ),
    );
    queueMicrotask(() => input.focus());
    return h('main', { class: 'signin' }, form);

    async function send(event) {
        event.preventDefault();
        const text = input.value.trim();
        key.calm();
        if (text === '') {
            key.complain('Enter the key that Atelier printed when it first started.');
            input.focus();
            return;
        }

        button.disabled = true;
        try {
            await signIn(text);
        } catch (error) {
            key.complain(error.status === 401 ? 'This key is not known here. Check that it is whole: it begins with atl_.' : error.message);
            input.select();
        } finally {
            button.disabled = false;
        }
    }
}
