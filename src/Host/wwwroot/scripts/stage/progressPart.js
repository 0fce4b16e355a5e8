import { h, replace } from '../core/dom.js';
import { plural, seconds, speed } from '../core/format.js';
import { announce } from '../parts/announce.js';
import { action } from '../parts/pieces.js';
import { saying } from '../parts/toast.js';
import { cancelJob } from '../queue/jobs.js';

const stages = {
    load: 'Loading the model',
    encode: 'Reading the prompt',
    sample: 'Painting',
    decode: 'Developing the picture',
    save: 'Keeping it',
};

/** A job on its way: its preview, how far it is, and how long it will take. */
export function progressPart(job) {
    const { width = 512, height = 512 } = job.request ?? {};
    const preview = h('img', { class: 'preview', alt: '', hidden: true });
    const bar = h('div', { class: 'bar-fill' });
    const meter = h(
        'div',
        { class: 'bar', role: 'progressbar', 'aria-label': 'Progress', 'aria-valuemin': '0', 'aria-valuemax': '100' },
        bar,
    );
    const words = h('p', { class: 'progress-words' });
    const element = h(
        'div',
        { class: 'in-progress' },
        h(
            'div',
            { class: 'canvas waiting-canvas', style: { 'aspect-ratio': `${width} / ${height}`, '--ratio': String(width / height) } },
            h('div', { class: 'skeleton' }),
            preview,
        ),
        h(
            'div',
            { class: 'progress-foot' },
            meter,
            h(
                'div',
                { class: 'progress-line' },
                words,
                action('close', 'Cancel', () => saying(cancelJob)(job.id), { hint: 'Escape', class: 'secondary cancel' }),
            ),
        ),
    );
    let quarter = 0;
    update(job);
    return { element, update };

    function update({ state, position, progress, preview: image, request }) {
        const fraction = progress?.fraction ?? 0;
        bar.style.setProperty('--done', String(fraction));
        element.classList.toggle('idle', state === 'waiting' || !progress);
        meter.setAttribute('aria-valuenow', String(Math.round(fraction * 100)));
        replace(words, state === 'waiting' ? waiting(position) : running(progress));
        if (image && preview.getAttribute('src') !== image) {
            preview.src = image;
            preview.hidden = false;
        }

        if (request?.prompt) {
            preview.alt = `Preview: ${request.prompt}`;
        }

        if (Math.floor(fraction * 4) > quarter) {
            quarter = Math.floor(fraction * 4);
            announce(`${quarter * 25} per cent`);
        }
    }
}

function waiting(position) {
    return h('span', {}, waitingWords(position));
}

function waitingWords(position) {
    if (position === undefined) {
        return 'In the queue';
    }

    return position === 0 ? 'Next in the queue' : `In the queue, ${plural(position, 'job')} before it`;
}

function running(progress) {
    if (!progress) {
        return h('span', {}, 'Starting');
    }

    const { stage, step, steps, stepsPerSecond, remainingSeconds } = progress;
    const parts = [steps > 0 ? `Step ${step} of ${steps}` : (stages[stage] ?? 'Starting')];
    if (stepsPerSecond > 0) {
        parts.push(speed(stepsPerSecond));
    }

    if (remainingSeconds !== null && remainingSeconds !== undefined) {
        parts.push(`${seconds(remainingSeconds)} left`);
    }

    return parts.map((part, index) => h('span', { class: index === 0 ? null : 'muted' }, part));
}
