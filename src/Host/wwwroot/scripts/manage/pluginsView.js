import { api } from '../core/api.js';
import { listChanged, returned } from '../core/events.js';
import { h, replace } from '../core/dom.js';
import { action, badge, emptyState, skeletons } from '../parts/pieces.js';
import { complain, saying, toast } from '../parts/toast.js';
import { schemaForm } from './schemaForm.js';

const kinds = { active: 'good', draining: 'warn', failed: 'bad', leaked: 'warn' };
const meaning = {
    active: 'Its parts can be used.',
    draining: 'Jobs still run on it; new ones take its successor.',
    failed: 'It was set aside; the rest goes on.',
    leaked: 'It was replaced, and something keeps its old version in memory.',
};

const frontEndKinds = { running: 'good', starting: 'warn', restarting: 'warn', failed: 'bad', stopped: 'warn' };

/** What plugins there are, what each brings, and why one is set aside. */
export function pluginsView({ may }) {
    const list = h('div', { class: 'cards' }, skeletons(3, 'panel'));
    listChanged.listen((topic) => topic === 'plugins' && list.isConnected && load());
    returned.listen(() => list.isConnected && load());
    const rescan = saying(async () => {
        await api.post('/plugins/rescan');
        await load();
        toast('Looked through the plugins folder.');
    });
    const element = h(
        'div',
        { class: 'sheet' },
        h(
            'header',
            { class: 'sheet-head' },
            h(
                'div',
                {},
                h('h1', {}, 'Plugins'),
                h(
                    'p',
                    { class: 'muted' },
                    'Samplers, schedules, noise and guidance. Drop a folder into plugins/ and it is live; no restart.',
                ),
            ),
            h('div', { class: 'head-actions' }, may('admin') ? action('again', 'Look again', rescan) : null),
        ),
        list,
    );
    return { element, shown: load };

    async function load() {
        try {
            const plugins = await api.get('/plugins');
            replace(
                list,
                plugins.length > 0
                    ? plugins.map((plugin) => panel(plugin, may('admin')))
                    : emptyState('plugins', 'No plugins', 'Without any there is no sampler, and no picture can be made.'),
            );
        } catch (error) {
            complain(error);
        }
    }
}

function panel(plugin, mayChange) {
    const parts = Object.entries(plugin.parts ?? {}).filter(([, names]) => names.length > 0);
    return h(
        'article',
        { class: `panel ${plugin.state}` },
        h(
            'header',
            {},
            h('h2', {}, plugin.id),
            plugin.version ? h('span', { class: 'muted' }, plugin.version) : null,
            h('span', { title: meaning[plugin.state] }, badge(plugin.state, kinds[plugin.state])),
        ),
        plugin.reason ? h('p', { class: 'complaint' }, plugin.reason) : null,
        plugin.description ? h('p', {}, plugin.description) : null,
        (plugin.frontEnds ?? []).map(frontEnd),
        plugin.author ? h('p', { class: 'muted' }, `by ${plugin.author}`) : null,
        parts.map(([kind, names]) =>
            h(
                'details',
                { class: 'parts' },
                h('summary', {}, `${names.length} ${names.length === 1 ? kind : plural(kind)}`),
                h(
                    'ul',
                    { class: 'chips' },
                    names.map((name) => h('li', {}, name)),
                ),
            ),
        ),
        plugin.optionsSchema ? options(plugin, mayChange) : null,
    );
}

// How a way in stands, in its own words while it runs.
const frontEnd = ({ name, label, state, detail }) =>
    h(
        'p',
        { class: state === 'failed' ? 'front-end complaint' : 'front-end', 'data-front-end': name },
        h('strong', {}, label),
        ' ',
        badge(state, frontEndKinds[state]),
        detail ? ` ${detail}` : null,
    );

const plural = (kind) => (kind === 'guidance' ? 'kinds of guidance' : `${kind}s`);

function options(plugin, mayChange) {
    const place = h('div', {});
    const element = h('details', { class: 'parts' }, h('summary', {}, 'Options'), place);
    element.addEventListener(
        'toggle',
        saying(async () => {
            if (element.open && !place.firstChild) {
                const path = `/plugins/${encodeURIComponent(plugin.id)}/options`;
                const answer = await api.get(path);
                const schema = typeof plugin.optionsSchema === 'string' ? JSON.parse(plugin.optionsSchema) : plugin.optionsSchema;
                place.append(schemaForm(schema, answer?.values ?? answer ?? {}, mayChange ? (values) => api.put(path, values) : null));
            }
        }),
    );
    return element;
}
