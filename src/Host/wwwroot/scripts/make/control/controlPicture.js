import { api } from '../../core/api.js';
import { h, replace } from '../../core/dom.js';
import { icon } from '../../core/icons.js';
import { action } from '../../parts/pieces.js';
import { complain as say, saying } from '../../parts/toast.js';
import { settings } from '../settings.js';
import { addressOf, choosePicture, upload } from '../start/uploads.js';

/** The picture of a control unit, its own or the one to begin from, and the map that comes of it. */
export function controlPicture(index, now, set) {
    const image = h('img', { alt: `Control picture ${index + 1}`, hidden: true });
    const map = h('img', { class: 'map', alt: `Map of control picture ${index + 1}`, hidden: true });
    const none = h('span', { class: 'slot-none' }, icon('picture'), h('span', {}, 'Drop or choose'));
    const told = h('p', { class: 'hint' });
    const complaint = h('p', { class: 'complaint', hidden: true });
    const take = saying(async (file) => set({ picture: (await upload(file)).picture }));
    const look = action('picture', 'Show map', saying(showMap));
    const own = action('close', 'Take the start picture', () => set({ picture: null }));
    const slot = h(
        'button',
        {
            type: 'button',
            class: 'slot takes-picture',
            'aria-label': `Choose control picture ${index + 1}`,
            on: { click: () => choosePicture(take), picture: (event) => take(event.detail) },
        },
        image,
        none,
    );
    const element = h(
        'div',
        { class: 'control-picture' },
        h('div', { class: 'slots' }, slot, h('div', { class: 'slot map-slot' }, map, look)),
        told,
        complaint,
        own,
    );
    let mapped = null;
    let wrong = null;
    return { element, show, complain };

    function shown() {
        return now()?.picture ?? settings.value('image')?.picture;
    }

    function show() {
        const unit = now();
        const address = addressOf(shown()) ?? (shown() ? `/api/v1/pictures/${shown()}/file` : null);
        image.hidden = !address;
        none.hidden = Boolean(address);
        if (address && image.getAttribute('src') !== address) {
            image.src = address;
        }

        complaint.hidden = wrong !== keyOf(unit);
        const begun = Boolean(settings.value('image'));
        own.hidden = !unit?.picture || !begun;
        told.textContent = unit?.picture ? '' : begun ? 'It takes the picture to begin from.' : 'Choose a picture, or one to begin from.';
        told.hidden = told.textContent === '';
        look.disabled = !address;
        // A map of other settings would mislead.
        if (mapped !== keyOf(unit)) {
            map.hidden = true;
        }

        look.querySelector('span').textContent = map.hidden ? 'Show map' : 'Again';
    }

    async function showMap() {
        const unit = now();
        look.disabled = true;
        try {
            const { picture, width, height } = await api.post('/preprocess', {
                picture: shown(),
                preprocessor: unit.preprocessor ?? 'none',
                options: unit.preprocessorOptions ?? {},
                mask: settings.value('image')?.mask?.picture,
            });
            mapped = keyOf(unit);
            map.src = picture;
            map.title = `${width} × ${height}`;
            map.hidden = false;
        } catch (error) {
            complain(error.message);
            say(error);
        } finally {
            look.disabled = false;
            show();
        }
    }

    function complain(detail) {
        wrong = keyOf(now());
        replace(complaint, detail).hidden = false;
    }

    function keyOf(unit) {
        return JSON.stringify([shown(), unit?.preprocessor, unit?.preprocessorOptions]);
    }
}
