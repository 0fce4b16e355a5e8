import { listChanged, returned } from '../../core/events.js';
import { h } from '../../core/dom.js';
import { inboundPart } from './inboundPart.js';
import { outboundPart } from './outboundPart.js';

/** Whom the server calls, and who may call it. */
export function hooksView(rights) {
    const parts = rights.may('operator') ? [outboundPart(rights), inboundPart(rights)] : [];
    const element = h(
        'section',
        { class: 'automate-part' },
        parts.length === 0 ? h('p', { class: 'muted' }, 'Webhooks are for operators.') : parts.map((part) => part.element),
    );
    const load = () => parts.forEach((part) => part.load());
    listChanged.listen((topic) => ['webhooks', 'hooks'].includes(topic) && element.isConnected && load());
    returned.listen(() => element.isConnected && load());
    return { element, shown: load };
}
