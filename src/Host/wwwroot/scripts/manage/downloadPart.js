import { api } from '../core/api.js';
import { debounce, h, replace } from '../core/dom.js';
import { bytes, plural } from '../core/format.js';
import { field } from '../parts/field.js';
import { badge, facts, signButton } from '../parts/pieces.js';
import { saying, toast } from '../parts/toast.js';

const kinds = { failed: 'bad', done: 'good', succeeded: 'good', completed: 'good', running: 'accent' };

/** Getting a model from a hub: first its card and licence, then the download. */
export function downloadPart() {
    const source = h('input', { type: 'text', spellcheck: false, autocapitalize: 'off', placeholder: 'hf:owner/name' });
    const shown = field('From', source, {
        hint: 'hf:OWNER/NAME of Hugging Face, civitai:VERSION, or the https address of a safetensors file.',
    });
    const look = h('button', { type: 'submit', class: 'secondary' }, 'Look at it');
    const preview = h('div', { class: 'preview-place', 'aria-live': 'polite' });
    const list = h('ul', { class: 'jobs', 'aria-label': 'Downloads' });
    const again = debounce(1000, load);
    const element = h(
        'section',
        { class: 'download' },
        h('h2', {}, 'Get a model'),
        h('form', { class: 'download-form', novalidate: true, on: { submit: see } }, shown.element, look),
        preview,
        list,
    );
    return { element, load };

    async function see(event) {
        event.preventDefault();
        shown.calm();
        const text = source.value.trim();
        if (text === '') {
            shown.complain('Say which: for instance hf:owner/name.');
            return;
        }

        look.disabled = true;
        try {
            replace(preview, card(text, await api.post('/downloads/preview', { source: text })));
        } catch (error) {
            replace(preview);
            shown.complain(error.message);
        } finally {
            look.disabled = false;
        }
    }

    function card(text, found) {
        const files = found.files ?? [];
        const total = files.reduce((sum, { bytes: size }) => sum + (size ?? 0), 0);
        const accepted = h('input', { type: 'checkbox', id: 'accept-licence' });
        const start = h(
            'button',
            { type: 'button', class: 'primary', disabled: true, on: { click: saying(begin) } },
            total > 0 ? `Download ${bytes(total)}` : 'Download',
        );
        accepted.addEventListener('change', () => {
            start.disabled = !accepted.checked;
        });
        return h(
            'article',
            { class: 'panel' },
            h('header', {}, h('h3', {}, found.name ?? text)),
            facts([
                [
                    'Licence',
                    found.licenceUrl
                        ? h('a', { href: found.licenceUrl, target: '_blank', rel: 'noopener noreferrer' }, found.licence ?? 'read it')
                        : (found.licence ?? 'not stated'),
                ],
                ['Restrictions', [found.restrictions ?? []].flat().join('; ')],
                ['Author', found.author],
                ['Revision', found.revision],
                ['Files', files.length > 0 ? plural(files.length, 'file') : null],
            ]),
            found.card
                ? h('details', { class: 'parts' }, h('summary', {}, 'Model card'), h('pre', { class: 'model-card' }, found.card))
                : null,
            files.length > 0
                ? h(
                      'details',
                      { class: 'parts' },
                      h('summary', {}, 'Files'),
                      h(
                          'ul',
                          { class: 'files' },
                          files.map(({ path, name, bytes: size }) =>
                              h('li', {}, h('code', {}, path ?? name), size ? ` ${bytes(size)}` : ''),
                          ),
                      ),
                  )
                : null,
            h('label', { class: 'check' }, accepted, 'I have read the licence and accept it'),
            start,
        );

        async function begin() {
            start.disabled = true;
            await api.post('/downloads', { source: text, acceptLicence: true });
            replace(preview);
            source.value = '';
            toast('The download has begun.');
            await load();
        }
    }

    async function load() {
        let answer;
        try {
            answer = await api.get('/downloads');
        } catch {
            return;
        }

        const downloads = answer?.items ?? answer ?? [];
        replace(
            list,
            downloads.map((download) => row(download)),
        );
        if (element.isConnected && downloads.some(({ state }) => state === 'running' || state === 'waiting')) {
            again();
        }
    }

    function row(download) {
        const { id, source: from, name, state, received, total, error } = download;
        const done = ['done', 'succeeded', 'completed', 'failed', 'canceled'].includes(state);
        return h(
            'li',
            { class: 'job' },
            h(
                'div',
                { class: 'job-words' },
                h('p', { class: 'job-prompt' }, name ?? from),
                h('p', { class: 'muted' }, badge(state, kinds[state]), total ? ` ${bytes(received ?? 0)} of ${bytes(total)}` : ''),
                error ? h('p', { class: 'complaint' }, error.message ?? error) : null,
            ),
            signButton(
                'close',
                done ? 'Remove from the list' : 'Stop the download',
                saying(async () => [await api.remove(`/downloads/${encodeURIComponent(id)}`), await load()]),
            ),
            h(
                'div',
                { class: 'bar slim' },
                h('div', { class: 'bar-fill', style: { '--done': String(total ? (received ?? 0) / total : Number(done)) } }),
            ),
        );
    }
}
