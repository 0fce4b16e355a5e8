import { api } from '../../core/api.js';
import { listChanged, returned } from '../../core/events.js';
import { h, replace } from '../../core/dom.js';
import { address, go } from '../../core/router.js';
import { ask } from '../../parts/dialog.js';
import { action, badge, emptyState } from '../../parts/pieces.js';
import { complain, saying, toast } from '../../parts/toast.js';
import { documentEditor } from './documentEditor.js';
import { newDocument } from './newDocument.js';

/** Recipes or scripts: their list beside the one that is open. */
export function documentsView(kind, { may }) {
    const list = h('ul', { class: 'documents' });
    // Until the list has come nobody knows which of them will stand there.
    const makers = [0, 1].map(() => action('plus', kind.newLabel, create, { hidden: true }));
    const locked = h('p', { class: 'muted', hidden: true }, kind.lockedText);
    const none = emptyState(kind.sign, kind.emptyTitle, kind.emptyText, makers[0]);
    const editor = documentEditor(kind, { may, saved: load, removed });
    const element = h(
        'div',
        { class: 'documents-place' },
        h(
            'aside',
            { class: 'documents-list', 'aria-label': kind.plural },
            h('p', { class: 'muted' }, kind.explained),
            list,
            makers[1],
            locked,
        ),
        editor.element,
        none,
    );
    let open = null;
    let known = [];
    let mayWrite = false;
    listChanged.listen((topic) => topic === kind.path && element.isConnected && load());
    returned.listen(() => element.isConnected && load());
    return { element, shown };

    async function shown([name]) {
        await load();
        const next = name ?? known[0]?.name ?? null;
        if (next !== open && next !== null && (await editor.leave())) {
            open = next;
            await editor.open(next);
        }

        mark();
    }

    async function load() {
        try {
            const answer = await api.get(`/${kind.path}`);
            known = kind.itemsOf(answer);
            mayWrite = may(kind.writer) && kind.mayEdit(answer);
            editor.allow(mayWrite);
        } catch (error) {
            complain(error);
        }

        element.classList.toggle('has-none', known.length === 0);
        makers.forEach((button) => (button.hidden = !mayWrite));
        locked.hidden = mayWrite || !may(kind.writer);
        replace(
            list,
            known.map((each) => {
                const wrong = kind.problemsOf(each);
                return h(
                    'li',
                    {},
                    h(
                        'a',
                        { href: address('automate', kind.path, each.name), data: { name: each.name } },
                        h('span', {}, each.name),
                        wrong > 0 ? badge(String(wrong), 'bad') : null,
                    ),
                );
            }),
        );
        mark();
    }

    function mark() {
        list.querySelectorAll('a').forEach((link) =>
            link.dataset.name === open ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current'),
        );
    }

    function create() {
        newDocument(kind, known, async (name, text) => {
            await api.put(`/${kind.path}/${encodeURIComponent(name)}`, { text });
            open = null;
            go('automate', kind.path, name);
        });
    }

    async function removed(name) {
        if (!(await ask(`Remove ${name}?`, kind.removeText, 'Remove'))) {
            return;
        }

        await api.remove(`/${kind.path}/${encodeURIComponent(name)}`);
        toast(`${name} is removed.`);
        open = null;
        editor.close();
        go('automate', kind.path);
        await saying(shown)([]);
    }
}
