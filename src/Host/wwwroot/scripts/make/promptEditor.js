import { api } from '../core/api.js';
import { debounce, h, replace, uniqueId } from '../core/dom.js';
import { plural } from '../core/format.js';
import { field } from '../parts/field.js';
import { currentModel, settings } from './settings.js';
import { reweigh, spansOf } from './promptSyntax.js';
import { models } from './catalog.js';

/** A prompt's text area: coloured marks lie under it, its tokens are counted beside its label. */
export function promptEditor(name, label, placeholder) {
    const marks = h('div', { class: 'prompt-marks', 'aria-hidden': 'true' });
    const area = h('textarea', {
        rows: 3,
        placeholder,
        spellcheck: true,
        autocapitalize: 'off',
        on: { input: typed, keydown: pressed, scroll: follow },
    });
    area.id = uniqueId(name);
    h('div', { class: 'control prompt' }, marks, area);
    const tokens = h('span', { class: 'tokens' });
    const shown = field(label, area, { aside: tokens });
    const count = debounce(300, countTokens);
    let counting = null;
    settings.watch(show);
    models.watch(() => count());
    return { ...shown, focus: () => area.focus() };

    function typed() {
        settings.set({ [name]: area.value });
        shown.calm();
    }

    function show() {
        const text = settings.value(name);
        if (area.value !== text) {
            area.value = text;
        }

        if (marks.dataset.text !== text || !marks.firstChild) {
            marks.dataset.text = text;
            replace(marks, painted(text, spansOf(text)), '\n');
            count();
        }

        follow();
    }

    function follow() {
        marks.scrollTop = area.scrollTop;
    }

    // Ctrl and an arrow weigh the word at the caret, as elsewhere.
    function pressed(event) {
        const step = { ArrowUp: 0.1, ArrowDown: -0.1 }[event.key];
        if (!step || !(event.ctrlKey || event.metaKey)) {
            return;
        }

        event.preventDefault();
        const changed = reweigh(area.value, area.selectionStart, area.selectionEnd, step);
        if (changed) {
            area.value = changed.text;
            area.setSelectionRange(changed.start, changed.end);
            typed();
        }
    }

    async function countTokens() {
        counting?.abort();
        counting = new AbortController();
        const text = area.value;
        if (text.trim() === '') {
            tokens.textContent = '';
            return;
        }

        try {
            const counted = await api.post('/tokens', { prompt: text, model: currentModel()?.name }, { signal: counting.signal });
            tokens.textContent = `${counted.tokens} of ${plural(counted.limit, 'token')}`;
            tokens.title =
                counted.chunks > 1
                    ? `The model reads a long prompt in chunks: this one in ${counted.chunks}.`
                    : 'Words and parts of words, as the model reads them.';
        } catch (error) {
            if (error.name !== 'AbortError') {
                tokens.textContent = '';
            }
        }
    }
}

// Marks nest as brackets do.
function painted(text, spans, from = 0, to = text.length) {
    const out = [];
    let at = from;
    let index = 0;
    while (index < spans.length) {
        const span = spans[index];
        const inner = [];
        index += 1;
        while (index < spans.length && spans[index].start < span.end) {
            inner.push(spans[index]);
            index += 1;
        }

        out.push(text.slice(at, span.start));
        out.push(h('mark', { class: classOf(span) }, painted(text, inner, span.start, span.end)));
        at = span.end;
    }

    return [...out, text.slice(at, to)];
}

function classOf({ kind, weight }) {
    if (kind !== 'weight') {
        return kind;
    }

    const strength = Math.min(3, Math.ceil(Math.abs(weight - 1) / 0.2 - 0.001));
    return `${weight >= 1 ? 'more' : 'less'} by-${strength}`;
}
