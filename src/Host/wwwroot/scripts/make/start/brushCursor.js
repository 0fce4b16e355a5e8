import { h } from '../../core/dom.js';

/** Where the brush is, in the canvas' pixels, and how it is shown there: a ring, or the frame that is being drawn. */
export function brushCursor(canvas, brush) {
    const ring = h('span', { class: 'brush-ring' });
    const box = h('span', { class: 'brush-box', hidden: true });
    let place = [canvas.width / 2, canvas.height / 2];
    canvas.addEventListener('pointermove', (event) => [(place = at(event)), show()]);
    new ResizeObserver(() => show()).observe(canvas);
    return {
        element: [ring, box],
        at,
        show,
        frame,
        place: () => place,
        move(x, y) {
            place = [clamp(place[0] + x, canvas.width), clamp(place[1] + y, canvas.height)];
            show();
        },
    };

    function at(event) {
        const bounds = canvas.getBoundingClientRect();
        return [
            ((event.clientX - bounds.left) / bounds.width) * canvas.width,
            ((event.clientY - bounds.top) / bounds.height) * canvas.height,
        ];
    }

    function show() {
        const size = brush.shape === 'brush' ? brush.size : canvas.width / 40;
        ring.classList.toggle('erases', brush.erase);
        lay(ring, place[0] - size / 2, place[1] - size / 2, size, size);
    }

    function frame(from, to) {
        box.hidden = from === null;
        if (from) {
            lay(box, Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]));
        }
    }

    function lay(element, x, y, width, height) {
        element.style.setProperty('left', `${(x / canvas.width) * 100}%`);
        element.style.setProperty('top', `${(y / canvas.height) * 100}%`);
        element.style.setProperty('width', `${(width / canvas.width) * 100}%`);
        element.style.setProperty('height', `${(height / canvas.height) * 100}%`);
    }
}

const clamp = (value, most) => Math.min(most, Math.max(0, value));
