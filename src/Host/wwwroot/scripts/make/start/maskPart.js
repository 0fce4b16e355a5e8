import { h } from '../../core/dom.js';
import { boundCheck, boundChoice, boundRange } from '../../parts/bound.js';
import { action } from '../../parts/pieces.js';
import { settings } from '../settings.js';

const contents = [
    { value: 'original', label: 'The picture as it is' },
    { value: 'fill', label: 'Its surroundings’ colours' },
    { value: 'noise', label: 'Noise' },
    { value: 'nothing', label: 'Nothing' },
];

/** How the masked part is made anew. */
export function maskPart() {
    const now = (name, usual) => () => settings.value('image')?.mask?.[name] ?? usual;
    const set = (name) => (value) => settings.amend('image', { mask: { ...settings.value('image').mask, [name]: value } });
    const blur = boundRange('Mask blur', { least: 0, most: 64, step: 1 }, now('blur', 4), set('blur'));
    const content = boundChoice('The masked part begins from', contents, now('content', 'original'), set('content'));
    const area = boundCheck(
        'Work on the masked area only',
        now('maskedAreaOnly', false),
        set('maskedAreaOnly'),
        'Its surroundings are enlarged to the full size, made, and put back: finer details.',
    );
    const padding = boundRange('Padding around it', { least: 0, most: 256, step: 4 }, now('padding', 32), set('padding'));
    const invert = boundCheck('Keep what is masked, make the rest anew', now('invert', false), set('invert'));
    const element = h(
        'div',
        { class: 'part-options masked', hidden: true },
        blur.element,
        content.element,
        area.element,
        padding.element,
        invert.element,
        action('close', 'Remove the mask', () => settings.amend('image', { mask: null })),
    );
    return {
        element,
        fields: { 'image.mask.blur': blur, 'image.mask.content': content, 'image.mask.padding': padding },
        show() {
            const mask = settings.value('image')?.mask;
            element.hidden = !mask;
            padding.element.hidden = !mask?.maskedAreaOnly;
            [blur, content, area, padding, invert].forEach((each) => each.show());
        },
    };
}
