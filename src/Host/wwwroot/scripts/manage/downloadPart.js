import { api } from '../core/api.js';
import { debounce, h, replace } from '../core/dom.js';
import { bytes, seconds } from '../core/format.js';
import { field } from '../parts/field.js';
import { badge, signButton } from '../parts/pieces.js';
import { saying, toast } from '../parts/toast.js';
import { agreement, offerPart } from './offerPart.js';

const states = { waiting: 'waiting', running: 'fetching', succeeded: 'done', failed: 'failed', canceled: 'stopped' };
const kinds = { running: 'accent', succeeded: 'good', failed: 'bad' };

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

    function card(text, offer) {
        const accepted = h('input', { type: 'checkbox' });
        const label = offer.bytes ? `Download ${bytes(offer.bytes)}` : 'Download';
        const start = h('button', { type: 'button', class: 'primary', disabled: true, on: { click: saying(begin) } }, label);
        accepted.addEventListener('change', () => {
            start.disabled = !accepted.checked;
        });
        return h('article', { class: 'panel' }, offerPart(offer), h('label', { class: 'check' }, accepted, agreement(offer)), start);

        async function begin() {
            start.disabled = true;
            try {
                await api.post('/downloads', { source: text, acceptLicence: true, replace: offer.exists });
            } finally {
                start.disabled = false;
            }

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

        replace(list, answer.items.map(row));
        if (element.isConnected && answer.items.some(isActive)) {
            again();
        }
    }

    function row(download) {
        const { id, name, state, received, bytes: whole, bytesPerSecond, remainingSeconds, error } = download;
        const active = isActive(download);
        const remove = saying(async () => {
            await api.remove(`/downloads/${encodeURIComponent(id)}`);
            await load();
        });
        const facts = [
            whole ? `${bytes(received)} of ${bytes(whole)}` : bytes(received),
            bytesPerSecond ? `${bytes(bytesPerSecond)}/s` : null,
            remainingSeconds ? `${seconds(remainingSeconds)} left` : null,
        ];
        const share = whole ? received / whole : Number(state === 'succeeded');
        return h(
            'li',
            { class: 'job' },
            h(
                'div',
                { class: 'job-words' },
                h('p', { class: 'job-prompt' }, name),
                h('p', { class: 'muted' }, badge(states[state], kinds[state]), ` ${facts.filter(Boolean).join(' · ')}`),
                error ? h('p', { class: 'complaint' }, error) : null,
            ),
            signButton('close', active ? `Stop the download of ${name}` : `Take ${name} from the list`, remove),
            h('div', { class: 'bar slim' }, h('div', { class: 'bar-fill', style: { '--done': String(share) } })),
        );
    }
}

const isActive = ({ state }) => state === 'running' || state === 'waiting';
