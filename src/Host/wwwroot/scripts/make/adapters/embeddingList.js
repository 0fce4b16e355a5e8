import { h, replace } from '../../core/dom.js';
import { embeddings } from '../catalog.js';
import { settings } from '../settings.js';
import { withWord } from './promptAdapters.js';

/** Embeddings: a press writes the word into the prompt, or with Shift into the negative prompt. */
export function embeddingList() {
    const row = h('div', { class: 'words-row', role: 'group', 'aria-label': 'Embeddings' });
    const hint = h('p', { class: 'hint' }, 'Embeddings: a press writes the word into the prompt, with Shift into the negative prompt.');
    const element = h('div', { class: 'part-options' }, hint, row);
    let built = null;
    return { element, show };

    function show() {
        const list = embeddings.value ?? [];
        element.hidden = list.length === 0;
        if (built !== list) {
            built = list;
            replace(
                row,
                list.map((each) => word(each.trigger ?? each.name)),
            );
        }
    }

    function word(text) {
        return h('button', { type: 'button', class: 'secondary word', on: { click: (event) => write(text, event.shiftKey) } }, text);
    }

    function write(text, negative) {
        const prompt = negative ? 'negativePrompt' : 'prompt';
        settings.set({ [prompt]: withWord(settings.value(prompt), text) });
    }
}
