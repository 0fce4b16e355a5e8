const colour = '#e5196b';

/**
 * What was painted on a mask: a list of strokes over the mask it began with. Undoing leaves the last out and paints the rest anew,
 * which costs no copies of a large canvas.
 */
export function maskPainting(canvas, beginning) {
    const context = canvas.getContext('2d', { willReadFrequently: true });
    let done = [];
    let undone = [];
    repaint();
    return {
        begin: (stroke) => [(undone = []), done.push(stroke), paint(stroke)],
        extend,
        undo: () => move(done, undone),
        redo: () => move(undone, done),
        canUndo: () => done.length > 0,
        canRedo: () => undone.length > 0,
        isEmpty,
        toFile,
    };

    function extend(point) {
        const stroke = done.at(-1);
        const from = stroke.points.at(-1);
        stroke.points.push(point);
        line({ ...stroke, points: [from, point] });
    }

    function move(from, to) {
        if (from.length > 0) {
            to.push(from.pop());
            repaint();
        }
    }

    function repaint() {
        context.globalCompositeOperation = 'source-over';
        context.clearRect(0, 0, canvas.width, canvas.height);
        if (beginning) {
            context.drawImage(beginning, 0, 0, canvas.width, canvas.height);
        }

        done.forEach(paint);
    }

    function paint(stroke) {
        const { width, height } = canvas;
        if (stroke.kind === 'line') {
            line(stroke);
        } else if (stroke.kind === 'rectangle') {
            blend(stroke.erase ? 'destination-out' : 'source-over', () =>
                context.fillRect(stroke.x, stroke.y, stroke.width, stroke.height),
            );
        } else if (stroke.kind === 'clear') {
            context.clearRect(0, 0, width, height);
        } else if (stroke.kind === 'all') {
            blend('source-over', () => context.fillRect(0, 0, width, height));
        } else {
            blend('source-out', () => context.fillRect(0, 0, width, height));
        }
    }

    function line({ points, size, erase }) {
        blend(erase ? 'destination-out' : 'source-over', () => {
            Object.assign(context, { lineWidth: size, lineCap: 'round', lineJoin: 'round' });
            context.beginPath();
            if (points.length === 1) {
                // A line of no length is not drawn.
                context.arc(...points[0], size / 2, 0, 2 * Math.PI);
                context.fill();
                return;
            }

            points.forEach((point) => context.lineTo(...point));
            context.stroke();
        });
    }

    function blend(operation, draw) {
        context.globalCompositeOperation = operation;
        Object.assign(context, { fillStyle: colour, strokeStyle: colour });
        draw();
        context.globalCompositeOperation = 'source-over';
    }

    function isEmpty() {
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        for (let at = 3; at < data.length; at += 4) {
            if (data[at] > 127) {
                return false;
            }
        }

        return true;
    }

    /** White is painted anew, black is kept. */
    function toFile() {
        const flat = document.createElement('canvas');
        Object.assign(flat, { width: canvas.width, height: canvas.height });
        const out = flat.getContext('2d');
        out.drawImage(canvas, 0, 0);
        cover('source-in', '#fff');
        cover('destination-over', '#000');
        return new Promise((resolve) => flat.toBlob(resolve, 'image/png'));

        function cover(operation, fill) {
            Object.assign(out, { globalCompositeOperation: operation, fillStyle: fill });
            out.fillRect(0, 0, flat.width, flat.height);
        }
    }
}

/** A mask's picture as colour on nothing, as it is painted. */
export function unflattened(image, { invert, channel }) {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: image.naturalWidth, height: image.naturalHeight });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
    const { data } = pixels;
    const tint = [1, 3, 5].map((from) => parseInt(colour.slice(from, from + 2), 16));
    for (let at = 0; at < data.length; at += 4) {
        const value = channel === 'alpha' ? 255 - data[at + 3] : 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
        data.set(tint, at);
        data[at + 3] = invert ? 255 - value : value;
    }

    context.putImageData(pixels, 0, 0);
    return canvas;
}
