import { h } from '../../core/dom.js';
import { field } from '../../parts/field.js';
import { action } from '../../parts/pieces.js';

/** A rectangle by its numbers, for those who do not draw. */
export function rectanglePart(canvas, mask) {
    const side = (label, value, most) => {
        const input = h('input', { type: 'number', min: '0', max: String(most), inputmode: 'numeric' });
        input.value = String(Math.round(value));
        return field(label, input);
    };
    const { width, height } = canvas;
    const fields = [
        side('From the left', width / 4, width),
        side('From the top', height / 4, height),
        side('Wide', width / 2, width),
        side('High', height / 2, height),
    ];
    return h(
        'details',
        { class: 'rectangle-part' },
        h('summary', {}, `A rectangle by numbers, on ${width} × ${height} pixels`),
        h(
            'div',
            { class: 'rectangle-fields' },
            fields.map((each) => each.element),
            action('rectangle', 'Mask it', () => {
                const [x, y, wide, high] = fields.map((each) => Number(each.control.value) || 0);
                mask({ x, y, width: wide, height: high });
            }),
        ),
    );
}
