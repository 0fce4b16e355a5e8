import { h, replace } from '../../core/dom.js';
import { icon } from '../../core/icons.js';
import { boundChoice, boundRange } from '../../parts/bound.js';
import { action } from '../../parts/pieces.js';
import { saying } from '../../parts/toast.js';
import { settings } from '../settings.js';
import { editMask } from './maskEditor.js';
import { maskPart } from './maskPart.js';
import { outpaintPart } from './outpaintPart.js';
import { addressOf, beginFrom, choosePicture } from './uploads.js';

export const resizes = [
    { value: 'crop', label: 'Fill and cut' },
    { value: 'fill', label: 'Fit and fill up' },
    { value: 'stretch', label: 'Stretch' },
];

/** The picture to begin from; without one, a slim button that takes one. */
export function startPart() {
    const take = saying(beginFrom);
    const choose = h(
        'button',
        {
            type: 'button',
            class: 'start-empty takes-picture',
            on: { click: () => choosePicture(take), picture: (event) => take(event.detail) },
        },
        icon('picture'),
        h('span', {}, h('strong', {}, 'Begin from a picture'), h('small', {}, 'Drop, paste or choose one')),
    );
    const image = h('img', { class: 'start-picture', alt: 'The picture to begin from' });
    const overlay = h('span', { class: 'start-mask', 'aria-hidden': 'true', hidden: true });
    const strength = boundRange(
        'Strength',
        { least: 0, most: 1, step: 0.05, hint: 'How much is made anew: 0 keeps the picture, 1 keeps nothing of it.' },
        () => settings.value('image')?.strength ?? 0.75,
        (value) => settings.amend('image', { strength: value }),
    );
    const resize = boundChoice(
        'Where its shape differs',
        [...resizes, { value: 'latent', label: 'Stretch its latent' }],
        () => settings.value('image')?.resize ?? 'crop',
        (value) => settings.amend('image', { resize: value }),
    );
    const mask = maskPart();
    const outpaint = outpaintPart();
    const paint = action('brush', 'Paint a mask', () => editMask());
    const widen = action('widen', 'Extend it', outpaint.turn, { 'aria-expanded': 'false' });
    const gone = h('p', { class: 'complaint', hidden: true }, 'This picture is not kept any more: choose it again, or remove it.');
    image.addEventListener('error', () => (gone.hidden = false));
    image.addEventListener('load', () => [(gone.hidden = true), outpaint.sized(image.naturalWidth, image.naturalHeight)]);
    const panel = h(
        'fieldset',
        { class: 'start takes-picture', on: { picture: (event) => take(event.detail) } },
        h('legend', {}, 'Picture to begin from'),
        h(
            'div',
            { class: 'start-top' },
            h('div', { class: 'start-frame' }, image, overlay),
            h(
                'div',
                { class: 'start-actions' },
                paint,
                widen,
                action('picture', 'Another', () => choosePicture(take)),
                action('close', 'Remove', () => settings.clear(['image', 'width', 'height'])),
            ),
        ),
        gone,
        strength.element,
        mask.element,
        outpaint.element,
        resize.element,
    );
    const element = h('div', { class: 'start-part' }, choose, panel);
    settings.watch(show);
    return {
        element,
        fields: {
            'image.strength': strength,
            'image.resize': resize,
            'image.picture': { complain: (detail) => [replace(gone, detail), (gone.hidden = false)], calm: () => (gone.hidden = true) },
            ...mask.fields,
            ...outpaint.fields,
        },
    };

    function show(chosen) {
        const begun = chosen.image;
        choose.hidden = Boolean(begun);
        panel.hidden = !begun;
        if (!begun) {
            return;
        }

        const address = addressOf(begun.picture) ?? `/api/v1/pictures/${begun.picture}/file`;
        if (image.getAttribute('src') !== address) {
            image.src = address;
        }

        const masked = addressOf(begun.mask?.picture);
        overlay.hidden = !masked;
        overlay.classList.toggle('inverted', Boolean(begun.mask?.invert));
        if (masked) {
            overlay.style.setProperty('--mask', `url("${new URL(masked, location.href)}")`);
        }

        paint.lastChild.textContent = masked ? 'Change the mask' : 'Paint a mask';
        widen.setAttribute('aria-expanded', String(outpaint.show()));
        [strength, resize].forEach((each) => each.show());
        mask.show();
    }
}
