import { api } from '../core/api.js';
import { listChanged, returned } from '../core/events.js';
import { h, replace } from '../core/dom.js';
import { bytes, number, plural, seconds, when } from '../core/format.js';
import { badge, facts, skeletons } from '../parts/pieces.js';
import { complain } from '../parts/toast.js';
import { auditPart, keysPart } from './keysPart.js';

const kinds = { idle: 'good', working: 'accent', starting: 'warn', restarting: 'warn', stopped: 'bad' };

/** How the server is. */
export function systemView({ may }) {
    const place = h('div', { class: 'cards' }, skeletons(4, 'panel'));
    const keys = may('admin') ? keysPart() : null;
    const audit = may('admin') ? auditPart() : null;
    let timer = 0;
    listChanged.listen((topic) => topic !== 'downloads' && place.isConnected && load());
    returned.listen(() => place.isConnected && load());
    const element = h(
        'div',
        { class: 'sheet' },
        h('header', { class: 'sheet-head' }, h('h1', {}, 'System')),
        place,
        keys?.element,
        audit?.element,
    );
    return { element, shown: () => [load(), keys?.load(), audit?.load()] };

    async function load() {
        clearTimeout(timer);
        try {
            show(await api.get('/status'));
        } catch (error) {
            complain(error);
        }

        timer = setTimeout(() => place.isConnected && !document.hidden && load(), 5000);
    }

    function show({ version, queue = {}, workers = [], runtime = {}, pictures = {}, uptime, uptimeSeconds }) {
        replace(
            place,
            panel('Server', [
                ['Version', version],
                ['Up for', seconds(uptimeSeconds ?? Number(uptime) ?? 0)],
                ['Runtime', runtime.runtime],
                ['Runs on', runtime.provider],
                ['Memory mode', runtime.memory],
                ['Available', (runtime.providers ?? []).join(', ')],
                ['Pictures', number(pictures.count ?? 0)],
                ['On disk', bytes(pictures.bytes ?? 0)],
            ]),
            panel('Queue', [
                ['State', queue.paused ? badge('paused', 'warn') : badge('open', 'good')],
                ['Waiting', number(queue.waiting ?? 0)],
                ['Running', number(queue.running ?? 0)],
                ['Done', number(queue.succeeded ?? 0)],
                ['Failed', number(queue.failed ?? 0)],
                ['Cancelled', number(queue.canceled ?? 0)],
            ]),
            workers.map(workerPanel),
        );
    }
}

const panel = (title, pairs, ...more) => h('article', { class: 'panel' }, h('header', {}, h('h2', {}, title)), facts(pairs), more);

function workerPanel(worker, index) {
    return panel(
        `Worker ${index + 1}`,
        [
            ['State', badge(worker.state, kinds[worker.state])],
            ['Memory', bytes(worker.memory ?? 0)],
            ['Restarts', number(worker.restarts ?? 0)],
            ['Last end', worker.lastExit],
        ],
        (worker.models ?? []).map((model) =>
            h(
                'p',
                { class: 'muted' },
                `${model.name}: ${bytes(model.bytes)}${model.inUse ? ', in use' : `, last used ${when(model.lastUsed)}`}`,
            ),
        ),
        Object.entries(worker.quarantined ?? {}).map(([model, reason]) =>
            h('p', { class: 'complaint' }, `${model} is set aside: ${reason}`),
        ),
        (worker.models ?? []).length === 0 ? h('p', { class: 'muted' }, `${plural(0, 'model')} in memory`) : null,
    );
}
