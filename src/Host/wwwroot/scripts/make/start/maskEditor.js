import { h } from '../../core/dom.js';
import { openDialog } from '../../parts/dialog.js';
import { saying, toast } from '../../parts/toast.js';
import { settings } from '../settings.js';
import { brushCursor } from './brushCursor.js';
import { maskPainting, unflattened } from './maskPainting.js';
import { maskTools } from './maskTools.js';
import { loaded } from './sizes.js';
import { addressOf, upload } from './uploads.js';

const longest = 2048;

/** Opens the picture to paint on it what is to be made anew. */
export const editMask = saying(async () => {
    const { picture, mask } = settings.value('image');
    const image = await loaded(addressOf(picture) ?? `/api/v1/pictures/${picture}/file`);
    const before = mask && addressOf(mask.picture) ? unflattened(await loaded(addressOf(mask.picture)), mask) : null;
    const share = Math.min(1, longest / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = h('canvas', {
        class: 'mask-canvas',
        tabindex: '0',
        role: 'application',
        'aria-label': 'Mask. Arrows move the brush, Space paints, the brackets change its size.',
    });
    canvas.width = Math.round(image.naturalWidth * share);
    canvas.height = Math.round(image.naturalHeight * share);
    const painting = maskPainting(canvas, before);
    const brush = { size: Math.round(Math.max(canvas.width, canvas.height) / 10), erase: false, shape: 'brush' };
    const cursor = brushCursor(canvas, brush);
    const tools = maskTools(painting, brush, canvas, () => cursor.show());
    image.className = 'mask-picture';
    image.alt = '';
    const board = h(
        'div',
        { class: 'mask-board', style: { '--ratio': String(canvas.width / canvas.height) } },
        image,
        canvas,
        cursor.element,
    );
    const { element, close } = openDialog('What is to be made anew?', [tools.element, board, tools.rectangle], {
        kind: 'large mask-dialog',
        actions: () => [
            h('button', { type: 'button', class: 'secondary', on: { click: () => close() } }, 'Keep it as it was'),
            h('button', { type: 'button', class: 'primary', on: { click: saying(keep) } }, 'Use this mask'),
        ],
    });
    element.addEventListener('keydown', pressed);
    canvas.addEventListener('pointerdown', down);
    canvas.focus();

    function down(event) {
        if (event.button > 0) {
            return;
        }

        event.preventDefault();
        canvas.focus();
        canvas.setPointerCapture(event.pointerId);
        // The far end of a pen erases.
        const erase = brush.erase || (event.buttons & 32) !== 0;
        const from = cursor.at(event);
        if (brush.shape === 'brush') {
            painting.begin({ kind: 'line', points: [from], size: brush.size, erase });
        }

        const drag = (moved) => {
            if (brush.shape === 'brush') {
                // A quick hand moves several times between two frames.
                (moved.getCoalescedEvents?.() ?? [moved]).forEach((each) => painting.extend(cursor.at(each)));
            } else {
                cursor.frame(from, cursor.at(moved));
            }
        };
        const up = (ended) => {
            canvas.removeEventListener('pointermove', drag);
            canvas.removeEventListener('pointerup', up);
            canvas.removeEventListener('pointercancel', up);
            cursor.frame(null);
            if (brush.shape === 'rectangle' && ended.type === 'pointerup') {
                tools.box(from, cursor.at(ended), erase);
            }

            tools.show();
        };
        canvas.addEventListener('pointermove', drag);
        canvas.addEventListener('pointerup', up);
        canvas.addEventListener('pointercancel', up);
        tools.show();
    }

    function pressed(event) {
        const typing = event.target.matches('input:not([type="range"]), select');
        if ((!typing && tools.pressed(event)) || (event.target === canvas && steer(event))) {
            event.preventDefault();
        }
    }

    function steer(event) {
        const step = event.shiftKey ? brush.size : Math.max(1, brush.size / 4);
        const [x, y] = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key] ?? [0, 0];
        if (x !== 0 || y !== 0) {
            cursor.move(x, y);
            return true;
        }

        if (event.key === ' ' || event.key === 'Enter') {
            painting.begin({ kind: 'line', points: [cursor.place()], size: brush.size, erase: brush.erase });
            tools.show();
            return true;
        }

        return false;
    }

    async function keep() {
        if (painting.isEmpty()) {
            settings.amend('image', { mask: null });
            toast('Nothing is masked: all of the picture will be made anew.');
        } else {
            const kept = await upload(await painting.toFile());
            const { channel, invert, ...rest } = settings.value('image')?.mask ?? {};
            settings.amend('image', { mask: { ...rest, picture: kept.picture } });
        }

        close();
    }
});
