import { onSignedOut } from './core/api.js';
import { listen, silence } from './core/events.js';
import { h, replace } from './core/dom.js';
import { resume, session } from './core/session.js';
import { announcer } from './parts/announce.js';
import { emptyState } from './parts/pieces.js';
import { toasts } from './parts/toast.js';
import { shell } from './shell.js';
import { signInView } from './signin.js';

const app = document.getElementById('app');
document.body.append(toasts, announcer);
let inside = false;
let before = false;
let said;

onSignedOut(() => {
    if (session.value) {
        said = 'Your session has ended. Sign in again; your settings are kept.';
        session.set(null);
    }
});

await begin();

async function begin() {
    try {
        await resume();
    } catch (error) {
        replace(app, h('main', { class: 'signin' }, emptyState('warning', 'No answer yet', error.message)));
        setTimeout(begin, 2000);
        return;
    }

    session.watch(show);
}

function show(who) {
    app.className = '';
    app.removeAttribute('aria-busy');
    if (who && !inside && before) {
        // Somebody else may be here now: begin afresh. The form is remembered.
        location.reload();
    } else if (who && !inside) {
        before = true;
        listen();
        replace(app, shell());
    } else if (!who) {
        silence();
        replace(app, signInView(said));
    }

    inside = who !== null;
}
