import { api } from '../../core/api.js';
import { debounce, h } from '../../core/dom.js';
import { ask } from '../../parts/dialog.js';
import { action, badge } from '../../parts/pieces.js';
import { complain, saying, toast } from '../../parts/toast.js';
import { codeEditor } from '../code/codeEditor.js';
import { runList } from '../runs/runList.js';
import { runOutput } from '../runs/runOutput.js';

/** The document that is open: its text, what is wrong with it, how it is run, and what it says. */
export function documentEditor(kind, { may, saved, removed }) {
    const title = h('h2', {});
    const unsaved = badge('not saved', 'warn');
    const code = codeEditor({ label: `${kind.one}'s text`, paint: kind.paint, changed: typed, save: saying(save) });
    const given = h('input', { type: 'text', placeholder: kind.argumentsHint, 'aria-label': 'Arguments', spellcheck: false });
    const history = runList({ may, picked: (run) => output.follow(run) });
    const output = runOutput({ mayCancel: may('operator'), ended: () => loadRuns() });
    const keep = action('check', 'Save', saying(save), { hint: 'Ctrl+S' });
    const drop = action('trash', 'Remove', saying(() => removed(name)));
    const start = action('play', 'Run', saying(run), { class: 'primary' });
    const element = h(
        'section',
        { class: 'document', hidden: true, 'aria-label': kind.one },
        h(
            'header',
            { class: 'document-head' },
            title,
            unsaved,
            h('span', { class: 'grow' }),
            drop,
            keep,
        ),
        code.element,
        may('operator') ? h('form', { class: 'document-run', on: { submit: saying(run) } }, given, start) : null,
        output.element,
        h('details', { class: 'drawer' }, h('summary', {}, 'Runs'), history.element),
    );
    let name = null;
    let kept = '';
    const check = debounce(500, checkNow);
    unsaved.hidden = true;
    let mayWrite = false;
    return { element, open, close, leave, allow };

    function allow(allowed) {
        mayWrite = allowed;
        keep.hidden = drop.hidden = !allowed;
        code.lock(!allowed);
    }

    async function open(next) {
        close();
        try {
            const document = await api.get(`/${kind.path}/${encodeURIComponent(next)}`);
            name = next;
            kept = document.text;
            title.textContent = name;
            code.set(kept);
            code.show(document.problems ?? []);
            element.hidden = false;
            mark();
            await loadRuns();
        } catch (error) {
            complain(error);
        }
    }

    function close() {
        output.silence();
        output.element.hidden = true;
        element.hidden = true;
        name = null;
    }

    /** Whether the text that is open may be left: it is saved, or the user says so. */
    async function leave() {
        return name === null || code.text === kept || ask('Leave without saving?', `${name} was changed.`, 'Leave');
    }

    function typed() {
        mark();
        check();
    }

    function mark() {
        unsaved.hidden = code.text === kept;
        keep.disabled = unsaved.hidden;
    }

    async function checkNow() {
        const text = code.text;
        if (!mayWrite || name === null) {
            return;
        }

        try {
            const { problems } = await api.post(`/${kind.path}/check`, { name, text });
            if (text === code.text) {
                code.show(problems);
            }
        } catch (error) {
            complain(error);
        }
    }

    async function save() {
        if (!mayWrite || code.text === kept) {
            return;
        }

        const text = code.text;
        const answer = await api.put(`/${kind.path}/${encodeURIComponent(name)}`, { text });
        kept = text;
        mark();
        code.show(answer?.problems ?? []);
        toast(`${name} is saved.`);
        await saved();
    }

    async function run(event) {
        event?.preventDefault();
        await save();
        const begun = await api.post(`/${kind.path}/${encodeURIComponent(name)}/run`, kind.argumentsOf(given.value));
        output.follow(begun);
        output.element.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    }

    async function loadRuns() {
        await history.load({ kind: kind.runKind, name });
    }
}
