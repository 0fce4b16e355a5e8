import { api, query } from '../core/api.js';
import { debounce, h, replace, svg } from '../core/dom.js';
import { currentModel, settings } from './settings.js';
import { models, named, samplers } from './catalog.js';

const [wide, high] = [320, 64];

/** How much noise is left after each step, as a small graph. */
export function sigmaGraph() {
    const element = h('figure', { class: 'sigmas', hidden: true });
    const draw = debounce(150, fetchAndDraw);
    let drawn = '';
    settings.watch(draw);
    models.watch(draw);
    samplers.watch(draw);
    return element;

    async function fetchAndDraw() {
        const schedule = settings.value('schedule') ?? named(samplers, settings.value('sampler'))?.schedule ?? 'normal';
        const steps = settings.value('steps');
        const path = `/noise-schedules/${encodeURIComponent(schedule)}/sigmas${query({ steps, model: currentModel()?.name })}`;
        if (!currentModel() || drawn === path) {
            return;
        }

        drawn = path;
        try {
            const { sigmas } = await api.get(path);
            if (drawn === path) {
                show(schedule, sigmas);
            }
        } catch {
            // A graph is a nicety: whatever is wrong with the settings is said when they are sent.
            element.hidden = true;
        }
    }

    function show(schedule, sigmas) {
        const top = Math.log1p(Math.max(...sigmas) * 4);
        const points = sigmas.map((sigma, index) => [
            4 + (index / Math.max(1, sigmas.length - 1)) * (wide - 8),
            high - 5 - (Math.log1p(sigma * 4) / top) * (high - 12),
        ]);
        const line = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
        const ends = `from ${sigmas[0].toFixed(2)} to ${sigmas.at(-1).toFixed(2)}`;
        const label = `Noise left after each of ${sigmas.length - 1} steps, ${schedule}: ${ends}`;
        element.hidden = false;
        replace(
            element,
            svg(
                'svg',
                { viewBox: `0 0 ${wide} ${high}`, role: 'img', 'aria-label': label },
                svg('path', { class: 'area', d: `${line}L${points.at(-1)[0]} ${high - 5}L4 ${high - 5}Z` }),
                svg('path', { class: 'line', d: line }),
                points.length <= 42 ? points.map(([x, y]) => svg('circle', { cx: x.toFixed(1), cy: y.toFixed(1), r: '1.8' })) : [],
            ),
            h('figcaption', {}, h('span', {}, `noise ${sigmas[0].toFixed(1)}`), h('span', {}, `${sigmas.length - 1} steps`)),
        );
    }
}
