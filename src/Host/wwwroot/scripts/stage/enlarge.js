import { api } from '../core/api.js';
import { h, replace } from '../core/dom.js';
import { bytes } from '../core/format.js';
import { go } from '../core/router.js';
import { offered, upscalers } from '../make/catalog.js';
import { beginFrom } from '../make/start/uploads.js';
import { openDialog } from '../parts/dialog.js';
import { choice, field, segments } from '../parts/field.js';
import { action, download, facts } from '../parts/pieces.js';
import { complain, saying, toast } from '../parts/toast.js';

const scales = [2, 3, 4];
let last = { scale: 2, upscaler: 'lanczos' };

/** Makes a picture larger with an upscaler; who wants to keep what comes of it downloads it. `leave` closes what lies below. */
export function enlarge(picture, leave) {
    const asked = new AbortController();
    const result = h('div', { class: 'enlarged', 'aria-live': 'polite' });
    const factors = scales.map((scale) => ({ value: String(scale), label: `${scale}×` }));
    const factor = segments('Scale', factors, (scale) => take({ scale: Number(scale) }));
    const kinds = choice([], null, (upscaler) => take({ upscaler }));
    kinds.offer(offered(upscalers, (each) => each.kind === 'picture'), last.upscaler);
    const run = h('button', { type: 'button', class: 'primary', on: { click: make } }, 'Enlarge');
    let address = null;
    take({});
    const choices = h('div', { class: 'enlarge-settings' }, factor.element, field('With', kinds, { hidden: true }).element, run);
    const { close } = openDialog('Enlarge', [choices, result], { kind: 'middle', closed: end });

    function take(change) {
        last = { ...last, ...change };
        factor.show(String(last.scale));
        run.title = `${picture.width * last.scale} × ${picture.height * last.scale} pixels`;
    }

    async function make() {
        run.disabled = true;
        replace(result, h('div', { class: 'skeleton', style: { 'aspect-ratio': `${picture.width} / ${picture.height}` } }));
        try {
            const file = await api.post('/upscale', { picture: picture.id, ...last }, { as: 'blob', signal: asked.signal });
            show(file, last.scale);
        } catch (error) {
            replace(result);
            if (error.name !== 'AbortError') {
                complain(error);
            }
        } finally {
            run.disabled = false;
        }
    }

    function show(file, scale) {
        forget();
        address = URL.createObjectURL(file);
        const [width, height] = [picture.width * scale, picture.height * scale];
        replace(
            result,
            h('img', { src: address, alt: `${picture.prompt}, enlarged`, width: String(width), height: String(height) }),
            facts([['Size', `${width} × ${height}`], ['File', bytes(file.size)]]),
            h(
                'div',
                { class: 'actions-words' },
                action('download', 'Download', () => download(address, `${picture.id}-${scale}x.png`), { class: 'tonal' }),
                action('picture', 'Use as start', saying(async () => {
                    await beginFrom(file);
                    close();
                    leave();
                    go('make');
                    toast('The next picture begins from this one.');
                })),
            ),
        );
    }

    function end() {
        asked.abort();
        forget();
    }

    function forget() {
        if (address) {
            URL.revokeObjectURL(address);
            address = null;
        }
    }
}
