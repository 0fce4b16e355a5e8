import { api } from '../../core/api.js';
import { listChanged, returned } from '../../core/events.js';
import { h, replace } from '../../core/dom.js';
import { action, emptyState, skeletons } from '../../parts/pieces.js';
import { complain } from '../../parts/toast.js';
import { editSchedule } from './scheduleForm.js';
import { schedulePanel } from './schedulePanel.js';

/** What happens when, by itself. */
export function schedulesView(rights) {
    const list = h('div', { class: 'cards' }, skeletons(2, 'panel'));
    listChanged.listen((topic) => ['schedules', 'runs'].includes(topic) && list.isConnected && load());
    returned.listen(() => list.isConnected && load());
    const element = h(
        'section',
        { class: 'automate-part' },
        h(
            'header',
            { class: 'part-head' },
            h('p', { class: 'muted' }, 'Recipes and scripts at their times, in the time zone you mean. What did not run is said.'),
            rights.may('operator') ? action('plus', 'New schedule', () => editSchedule(null, load), { class: 'primary' }) : null,
        ),
        list,
    );
    return { element, shown: load };

    async function load() {
        try {
            const schedules = await api.get('/schedules');
            replace(
                list,
                schedules.length === 0
                    ? emptyState(
                        'automate', 'No schedules yet',
                        'A schedule runs a recipe every morning, so that the picture on a website is new before anybody looks.')
                    : schedules.map((schedule) => schedulePanel(schedule, { ...rights, changed: load })),
            );
        } catch (error) {
            complain(error);
        }
    }
}
