import { api } from '../../core/api.js';
import { h } from '../../core/dom.js';
import { date, when } from '../../core/format.js';
import { ask, openDialog } from '../../parts/dialog.js';
import { action, badge, facts } from '../../parts/pieces.js';
import { saying, toast } from '../../parts/toast.js';
import { openRun } from '../runs/runList.js';
import { kinds } from '../runs/states.js';
import { fireList } from './fireList.js';
import { nextTimes } from './nextTimes.js';
import { editSchedule } from './scheduleForm.js';

const missed = { skip: 'left out', once: 'made up for once', all: 'all made up for' };
const overlap = { skip: 'left out', queue: 'waits', replace: 'replaces it' };

/** One schedule: when it is due, what it did last, and what can be done about it. */
export function schedulePanel(schedule, { may, changed }) {
    const path = `/schedules/${encodeURIComponent(schedule.name)}`;
    const last = schedule.lastRun;
    return h(
        'article',
        { class: `panel ${last?.state === 'failed' ? 'failed' : ''}` },
        h(
            'header',
            {},
            h('h2', {}, schedule.name),
            schedule.paused ? badge('paused', 'warn') : schedule.next ? badge(when(schedule.next), 'accent') : badge('over'),
            last ? h('span', { title: date(last.createdAt) }, badge(`last: ${last.state}`, kinds[last.state])) : null,
        ),
        last?.error ? h('p', { class: 'complaint' }, last.error.message) : null,
        facts([
            ['Runs', `${schedule.target.kind} ${schedule.target.name ?? ''}`],
            ['When', schedule.every ? `every ${schedule.every}` : h('code', {}, schedule.cron)],
            ['Zone', schedule.zone],
            ['Ready by then', schedule.deadline ? 'yes: it starts as early as its last runs took' : null],
            ['Jitter', schedule.jitter !== '0s' ? `up to ${schedule.jitter}` : null],
            ['Missed times', missed[schedule.missed]],
            ['Still running', overlap[schedule.overlap]],
        ]),
        may('operator')
            ? h(
                  'div',
                  { class: 'panel-actions' },
                  action('play', 'Run now', saying(run), { class: 'tonal' }),
                  action('automate', 'Next ten', saying(next)),
                  action('queue', 'History', saying(history)),
                  schedule.paused
                      ? action('play', 'Resume', saying(() => set('resume')))
                      : action('pause', 'Pause', saying(() => set('pause'))),
                  action('settings', 'Change', () => editSchedule(schedule, changed)),
                  action('trash', 'Remove', saying(remove)),
              )
            : null,
    );

    async function run() {
        openRun(await api.post(`${path}/run`), { may });
        await changed();
    }

    async function next() {
        openDialog(`When ${schedule.name} is due`, nextTimes(await api.get(`${path}/next?count=10`), schedule.zone));
    }

    async function history() {
        const { items } = await api.get(`${path}/history?limit=50`);
        openDialog(`What ${schedule.name} did`, fireList(items, { may }), { kind: 'large' });
    }

    async function set(what) {
        await api.post(`${path}/${what}`);
        toast(what === 'pause' ? `${schedule.name} is paused; what is due meanwhile is not made up for.` : `${schedule.name} goes on.`);
        await changed();
    }

    async function remove() {
        if (await ask(`Remove ${schedule.name}?`, 'Its history goes with it. What it has started goes on.', 'Remove')) {
            await api.remove(path);
            await changed();
        }
    }
}
