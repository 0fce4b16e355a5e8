import { h } from '../../core/dom.js';
import { boundCheck, boundChoice, boundInput, boundRange } from '../../parts/bound.js';
import { settings } from '../settings.js';

/** A part of the request that can be left out: a switch, and its members' controls under it. */
export function record(name, label, usual, hint, build) {
    const now = () => settings.value(name);
    const read = (member) => () => now()?.[member] ?? usual()[member];
    const write = (member) => (value) => settings.amend(name, { [member]: value });
    const make = {
        range: (member, title, limits) => boundRange(title, limits, read(member), write(member)),
        pick: (member, title, options) => boundChoice(title, options, read(member), (value) => write(member)(value === '' ? null : value)),
        input: (member, title, options) => boundInput(title, options, read(member), write(member)),
    };
    const members = build(make);
    const turn = boundCheck(
        label,
        () => Boolean(now()),
        (on) => (on ? settings.set({ [name]: usual() }) : settings.clear([name])),
        hint,
    );
    const inner = h(
        'div',
        { class: 'part-options record-in' },
        Object.values(members).map((each) => each.element),
    );
    const element = h('div', { class: 'record' }, turn.element, inner);
    return {
        element,
        isOn: () => Boolean(now()),
        fields: Object.fromEntries(Object.entries(members).map(([member, each]) => [`${name}.${member}`, each])),
        show() {
            inner.hidden = !now();
            [turn, ...Object.values(members)].forEach((each) => each.show());
        },
    };
}
