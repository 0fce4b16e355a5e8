import { h, replace, uniqueId } from '../../core/dom.js';
import { plural } from '../../core/format.js';

const indent = '    ';

/**
 * A text area for programs: coloured text lies under it, line numbers beside it, and what is wrong below it.
 * `paint` cuts a text into `{ text, kind }`; `changed` is called as one types, `save` on Ctrl+S.
 */
export function codeEditor({ label, paint, changed, save }) {
    const under = h('pre', { class: 'code-paint', 'aria-hidden': 'true' });
    const gutter = h('div', { class: 'code-gutter', 'aria-hidden': 'true' });
    const area = h('textarea', {
        class: 'code-text',
        'aria-label': label,
        id: uniqueId('code'),
        spellcheck: false,
        autocapitalize: 'off',
        autocomplete: 'off',
        wrap: 'off',
        on: { input: typed, keydown: pressed, scroll: follow },
    });
    const list = h('ul', { class: 'problems', 'aria-label': 'Problems' });
    const said = h('p', { class: 'only-heard', role: 'status' });
    const place = h('div', { class: 'code-place' }, gutter, h('div', { class: 'code-in' }, under, area));
    const element = h('div', { class: 'code' }, place, list, said);
    let problems = [];
    draw();
    return {
        element,
        get text() {
            return area.value;
        },
        set: (text) => {
            area.value = text;
            show([]);
        },
        show,
        lock: (locked) => {
            area.readOnly = locked;
        },
        focus: () => area.focus(),
    };

    /** What is wrong: `{ line, column, message, severity }`, lines and columns from 1. */
    function show(next) {
        problems = next;
        replace(
            list,
            problems.map((problem) =>
                h(
                    'li',
                    { class: problem.severity ?? 'error' },
                    h(
                        'button',
                        { type: 'button', class: 'link', on: { click: () => goTo(problem) } },
                        problem.line ? h('span', { class: 'problem-place' }, `${problem.line}:${problem.column ?? 1}`) : null,
                        h('span', {}, problem.message),
                    ),
                ),
            ),
        );
        said.textContent = problems.length === 0 ? '' : plural(problems.length, 'problem');
        draw();
    }

    function goTo({ line = 1, column = 1 }) {
        const before = area.value.split('\n').slice(0, line - 1);
        const at = before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
        area.focus();
        area.setSelectionRange(at, at);
        const height = area.scrollHeight / Math.max(1, area.value.split('\n').length);
        area.scrollTop = Math.max(0, (line - 4) * height);
        follow();
    }

    function typed() {
        draw();
        changed?.(area.value);
    }

    function draw() {
        const wrong = new Map(problems.filter((each) => each.line).map((each) => [each.line, each.severity ?? 'error']));
        replace(
            under,
            paint(area.value).map(({ text, kind }) => (kind ? h('span', { class: `code-${kind}` }, text) : text)),
            '\n',
        );
        replace(
            gutter,
            area.value.split('\n').map((_, index) => h('span', { class: wrong.get(index + 1) ?? null }, String(index + 1))),
        );
        follow();
    }

    function follow() {
        under.scrollTop = area.scrollTop;
        under.scrollLeft = area.scrollLeft;
        gutter.scrollTop = area.scrollTop;
    }

    // Tab indents; Escape first lets the next Tab leave, so that the keyboard is never caught here.
    function pressed(event) {
        if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            save?.();
        } else if (event.key === 'Escape') {
            area.dataset.leaving = 'yes';
        } else if (event.key === 'Tab' && !area.readOnly && !area.dataset.leaving && !event.shiftKey) {
            event.preventDefault();
            area.setRangeText(indent, area.selectionStart, area.selectionEnd, 'end');
            typed();
        } else {
            delete area.dataset.leaving;
        }
    }
}
