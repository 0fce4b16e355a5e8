import { currentModel } from '../settings.js';

const eighths = (value) => Math.max(64, Math.round(value / 8) * 8);

/** A size of a picture's shape that the model can make well: its own where that is near, else one of the model's area. */
export function fitting(width, height) {
    const { width: wide = 512, height: high = 512 } = currentModel()?.defaults ?? {};
    const share = (width * height) / (wide * high);
    const scale = share <= 2.25 && share >= 0.4 ? 1 : Math.sqrt(1 / share);
    return { width: eighths(width * scale), height: eighths(height * scale) };
}

/** A picture once it has come, with its natural size. */
export function loaded(address) {
    return new Promise((resolve, reject) => {
        const image = new Image();
        image.addEventListener('load', () => resolve(image));
        image.addEventListener('error', () => reject(new Error('This picture is not kept any more. Choose it again.')));
        image.src = address;
    });
}
