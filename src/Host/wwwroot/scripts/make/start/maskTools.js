import { h } from '../../core/dom.js';
import { icon } from '../../core/icons.js';
import { boundRange } from '../../parts/bound.js';
import { segments } from '../../parts/field.js';
import { signButton } from '../../parts/pieces.js';
import { rectanglePart } from './rectanglePart.js';

/** The tools of a mask: brush, eraser and rectangle, its size, and what turns the whole of it. */
export function maskTools(painting, brush, canvas, moved) {
    const kinds = segments(
        'Tool',
        [
            { value: 'brush', content: [icon('brush'), h('span', {}, 'Paint')], title: 'Paint (B)' },
            { value: 'eraser', content: [icon('eraser'), h('span', {}, 'Erase')], title: 'Erase (E)' },
            { value: 'rectangle', content: [icon('rectangle'), h('span', {}, 'Rectangle')], title: 'Rectangle (R)' },
        ],
        choose,
    );
    const most = Math.max(canvas.width, canvas.height) / 2;
    const size = boundRange('Brush size', { least: 1, most: Math.round(most), step: 1 }, () => brush.size, resize);
    size.element.classList.add('brush-size');
    const undo = signButton('undo', 'Undo', () => then(painting.undo), { title: 'Undo (Ctrl Z)' });
    const redo = signButton('redo', 'Redo', () => then(painting.redo), { title: 'Redo (Ctrl Shift Z)' });
    const whole = (label, kind) =>
        h('button', { type: 'button', class: 'secondary', on: { click: () => then(() => painting.begin({ kind })) } }, label);
    const element = h(
        'div',
        { class: 'mask-tools', role: 'toolbar', 'aria-label': 'Mask tools' },
        kinds.element,
        size.element,
        h('div', { class: 'mask-turns' }, undo, redo, whole('Clear', 'clear'), whole('Mask all', 'all'), whole('Invert', 'invert')),
    );
    const rectangle = rectanglePart(canvas, (area) => then(() => painting.begin({ kind: 'rectangle', ...area, erase: brush.erase })));
    show();
    return { element, rectangle, show, box, pressed };

    function choose(kind) {
        brush.shape = kind === 'rectangle' ? 'rectangle' : 'brush';
        brush.erase = kind === 'eraser';
        show();
    }

    function resize(value) {
        brush.size = Math.min(most, Math.max(1, Math.round(value)));
        moved();
    }

    function then(run) {
        run();
        show();
    }

    function show() {
        kinds.show(brush.shape === 'rectangle' ? 'rectangle' : brush.erase ? 'eraser' : 'brush');
        undo.disabled = !painting.canUndo();
        redo.disabled = !painting.canRedo();
        size.show();
        moved();
    }

    function box([x, y], [toX, toY], erase) {
        if (Math.abs(toX - x) >= 1 && Math.abs(toY - y) >= 1) {
            painting.begin({
                kind: 'rectangle',
                x: Math.min(x, toX),
                y: Math.min(y, toY),
                width: Math.abs(toX - x),
                height: Math.abs(toY - y),
                erase,
            });
        }
    }

    /** Keys that work anywhere in the dialog; whether this was one. */
    function pressed({ key, ctrlKey, metaKey, shiftKey, altKey }) {
        const letter = key.toLowerCase();
        if (ctrlKey || metaKey) {
            const turn = letter === 'y' || (letter === 'z' && shiftKey) ? painting.redo : letter === 'z' ? painting.undo : null;
            turn && then(turn);
            return Boolean(turn);
        }

        const run = {
            '[': () => resize(brush.size / 1.2 - 1),
            ']': () => resize(brush.size * 1.2 + 1),
            b: () => choose('brush'),
            e: () => choose('eraser'),
            r: () => choose('rectangle'),
            i: () => painting.begin({ kind: 'invert' }),
        }[letter];
        if (!run || altKey) {
            return false;
        }

        then(run);
        return true;
    }
}
