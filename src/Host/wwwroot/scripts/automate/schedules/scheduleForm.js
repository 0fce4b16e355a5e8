import { api } from '../../core/api.js';
import { debounce, h, replace } from '../../core/dom.js';
import { openDialog } from '../../parts/dialog.js';
import { choice, field } from '../../parts/field.js';
import { saying, toast } from '../../parts/toast.js';
import { nameInput } from '../nameInput.js';
import { nextTimes } from './nextTimes.js';
import { targetField } from './targetField.js';

const usual = [
    ['0 7 * * *', 'Every morning at 7'],
    ['0 * * * *', 'Every hour'],
    ['0 9 * * 1-5', 'On weekdays at 9'],
    ['30 6 * * 1', 'Mondays at 6:30'],
    ['0 8 1 * *', 'The first of the month at 8'],
];
const offered = (pairs, value) => {
    const select = choice([], value, () => {});
    select.offer(
        pairs.map(([key, label]) => ({ value: key, label })),
        value,
    );
    return select;
};

/** Makes a schedule, or changes one; shows its next times while it is filled in. */
export function editSchedule(schedule, changed) {
    const name = nameInput(schedule);
    const target = targetField(schedule?.target);
    const first = schedule ? (schedule.cron ?? '') : '0 7 * * *';
    const cron = h('input', { type: 'text', value: first, list: 'usual-times', spellcheck: false });
    const every = h('input', { type: 'text', value: schedule?.every ?? '', placeholder: '6h', spellcheck: false });
    const zone = h('input', {
        type: 'text',
        value: schedule?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
        list: 'zones',
        spellcheck: false,
    });
    const missed = offered(
        [['once', 'Once, when the server is back'], ['skip', 'Not at all'], ['all', 'Every one of them']],
        schedule?.missed ?? 'once');
    const overlap = offered(
        [['skip', 'Leave it out'], ['queue', 'Wait for it'], ['replace', 'End it and begin']],
        schedule?.overlap ?? 'skip');
    const jitter = h('input', { type: 'text', value: schedule?.jitter ?? '0s', spellcheck: false });
    const deadline = h('input', { type: 'checkbox', checked: schedule?.deadline ?? false });
    const fields = {
        name: field('Name', name),
        'target.name': field('Runs', target.element),
        cron: field('When (cron)', cron, { hint: 'Minute, hour, day, month, weekday: 0 7 * * * is every morning at 7.' }),
        every: field('Or every', every, { hint: 'An interval in place of cron: 90m, 6h.' }),
        zone: field('Time zone', zone),
        missed: field('Times that were missed run', missed),
        overlap: field('When the last run is not over', overlap),
        jitter: field('Later by up to', jitter, { hint: '30s or 10m, so that not everything begins at once.' }),
        deadline: field('Be ready by then', deadline, { hint: 'Starts early by what its last runs took.' }),
    };
    const preview = h('div', { class: 'preview-times' });
    const form = h(
        'form',
        { novalidate: true, on: { submit: saying(send), input: debounce(300, look), change: debounce(300, look) } },
        h('datalist', { id: 'usual-times' }, usual.map(([value, label]) => h('option', { value, label }))),
        h('datalist', { id: 'zones' }, (Intl.supportedValuesOf?.('timeZone') ?? []).map((value) => h('option', { value }))),
        fields.name.element,
        fields['target.name'].element,
        h('div', { class: 'pair' }, fields.cron.element, fields.every.element),
        fields.zone.element,
        h('section', { class: 'preview-place', 'aria-live': 'polite' }, h('h3', {}, 'Next'), preview),
        h('div', { class: 'pair' }, fields.missed.element, fields.overlap.element),
        h('div', { class: 'pair' }, fields.jitter.element, fields.deadline.element),
        h('button', { type: 'submit', class: 'primary' }, schedule ? 'Save' : 'Make the schedule'),
    );
    const dialog = openDialog(schedule ? `Change ${schedule.name}` : 'New schedule', form, { kind: 'middle' });
    target.load().then(look);

    const body = () => ({
        name: name.value.trim() || undefined,
        target: target.value(),
        ...(every.value.trim() ? { every: every.value.trim() } : { cron: cron.value.trim() }),
        zone: zone.value.trim() || undefined,
        missed: missed.value,
        overlap: overlap.value,
        jitter: jitter.value.trim() || undefined,
        deadline: deadline.checked,
        from: schedule?.from ?? undefined,
        until: schedule?.until ?? undefined,
        expected: schedule?.expected,
    });

    function tell(error) {
        (error.fields ?? []).forEach(({ field: each, detail }) => (fields[each] ?? fields[each.split('.')[0]])?.complain(detail));
    }

    async function look() {
        Object.values(fields).forEach((each) => each.calm());
        try {
            replace(preview, nextTimes(await api.post('/schedules/next?count=5', body()), zone.value.trim() || 'UTC'));
        } catch (error) {
            replace(preview, h('p', { class: 'muted' }, 'Shown when the fields above fit together.'));
            tell({ fields: (error.fields ?? []).filter(({ field: each }) => ['cron', 'every', 'zone', 'jitter'].includes(each)) });
        }
    }

    async function send(event) {
        event.preventDefault();
        Object.values(fields).forEach((each) => each.calm());
        try {
            await (schedule ? api.put(`/schedules/${encodeURIComponent(schedule.name)}`, body()) : api.post('/schedules', body()));
            dialog.close();
            toast(`${name.value.trim()} is ${schedule ? 'saved' : 'made'}.`);
            await changed();
        } catch (error) {
            tell(error);
            throw error;
        }
    }
}
