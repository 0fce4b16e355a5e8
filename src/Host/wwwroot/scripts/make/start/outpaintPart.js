import { h, svg } from '../../core/dom.js';
import { boundInput, boundRange } from '../../parts/bound.js';
import { settings } from '../settings.js';
import { addressOf } from './uploads.js';
import { fitting } from './sizes.js';

const sides = ['left', 'top', 'right', 'bottom'];
const none = { left: 0, top: 0, right: 0, bottom: 0 };

/** How far the picture is continued beyond its edges, with an outline of what comes of it. */
export function outpaintPart() {
    let natural = { width: 512, height: 512 };
    const now = () => settings.value('image')?.outpaint;
    const fields = Object.fromEntries(
        sides.map((side) => [
            side,
            boundInput(
                side[0].toUpperCase() + side.slice(1),
                { kind: 'number', least: 0, most: 2048, step: 8 },
                () => now()?.[side] ?? 0,
                (value) => set({ [side]: Math.max(0, Math.round((value ?? 0) / 8) * 8) }),
            ),
        ]),
    );
    const blend = boundRange(
        'Blend',
        { least: 0, most: 128, step: 1, hint: 'How wide the old picture and the new run into one another, in pixels.' },
        () => now()?.blend ?? 24,
        (value) => set({ blend: value }),
    );
    const picture = svg('image', { preserveAspectRatio: 'none' });
    const edge = svg('rect', { class: 'outline-new' });
    const old = svg('rect', { class: 'outline-old' });
    const outline = svg('svg', { class: 'outline', role: 'img' }, edge, picture, old);
    const said = h('p', { class: 'hint', 'aria-live': 'polite' });
    const element = h(
        'div',
        { class: 'part-options widened', hidden: true },
        h(
            'div',
            { class: 'edges' },
            sides.map((side) => h('div', { class: `edge-${side}` }, fields[side].element)),
            outline,
        ),
        said,
        blend.element,
    );
    return {
        element,
        turn,
        show,
        sized(width, height) {
            natural = { width, height };
            show();
        },
        fields: { ...Object.fromEntries(sides.map((side) => [`image.outpaint.${side}`, fields[side]])), 'image.outpaint.blend': blend },
    };

    function turn() {
        const begun = now();
        settings.set({
            image: { ...settings.value('image'), outpaint: begun ? null : { ...none, right: 64 } },
            ...sizeFor(begun ? none : { ...none, right: 64 }),
        });
    }

    function set(change) {
        const next = { ...now(), ...change };
        settings.set({ image: { ...settings.value('image'), outpaint: next }, ...sizeFor(next) });
    }

    // The old picture keeps its scale, and what is new comes beside it.
    function sizeFor({ left, top, right, bottom }) {
        const own = fitting(natural.width, natural.height);
        return {
            width: Math.round((own.width + ((left + right) * own.width) / natural.width) / 8) * 8,
            height: Math.round((own.height + ((top + bottom) * own.height) / natural.height) / 8) * 8,
        };
    }

    function show() {
        const outpaint = now();
        element.hidden = !outpaint;
        if (!outpaint) {
            return false;
        }

        const { left = 0, top = 0, right = 0, bottom = 0 } = outpaint;
        const [wide, high] = [natural.width + left + right, natural.height + top + bottom];
        const line = Math.max(wide, high) / 160;
        outline.setAttribute('viewBox', `${-line} ${-line} ${wide + 2 * line} ${high + 2 * line}`);
        outline.style.setProperty('--line-width', `${line}px`);
        const words = `${natural.width} × ${natural.height} becomes ${wide} × ${high}`;
        outline.setAttribute('aria-label', words);
        said.textContent = words;
        place(edge, 0, 0, wide, high);
        place(picture, left, top, natural.width, natural.height);
        place(old, left, top, natural.width, natural.height);
        picture.setAttribute('href', addressOf(settings.value('image').picture) ?? '');
        [...Object.values(fields), blend].forEach((each) => each.show());
        return true;
    }
}

function place(shape, x, y, width, height) {
    Object.entries({ x, y, width, height }).forEach(([name, value]) => shape.setAttribute(name, String(value)));
}
