import { h } from '../../core/dom.js';

/** Times that will come, by the schedule's clock, with what daylight saving time does to them. */
export function nextTimes(times, zone) {
    const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: zone };
    const date = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' };
    const clock = new Intl.DateTimeFormat('en', { ...date, ...time, timeZoneName: 'short' });
    const brief = new Intl.DateTimeFormat('en', time);
    return h(
        'ol',
        { class: 'next-runs' },
        times.length === 0 ? h('li', { class: 'muted' }, 'Never: it is paused, or over.') : null,
        times.map(({ dueAt, startsAt, note }) =>
            h(
                'li',
                {},
                h('time', { datetime: dueAt }, clock.format(new Date(dueAt))),
                startsAt !== dueAt ? h('span', { class: 'muted' }, `starts ${brief.format(new Date(startsAt))}`) : null,
                note ? h('span', { class: 'note' }, note) : null,
            ),
        ),
    );
}
