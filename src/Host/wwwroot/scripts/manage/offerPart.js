import { h } from '../core/dom.js';
import { bytes, plural } from '../core/format.js';
import { badge, facts } from '../parts/pieces.js';

/** What a hub offers, and on what terms. */
export function offerPart(offer) {
    return [
        h('header', {}, h('h3', {}, offer.name), offer.exists ? badge('replaces the one that is here', 'warn') : null),
        facts([
            ['Licence', licence(offer.licence)],
            ['Restrictions', list(offer.restrictions)],
            ['Notes', list(offer.notes)],
            ['Access', offer.gated ? 'only for those the hub lets in: the server needs a token' : null],
            ['Kind', offer.type],
            ['Made from', offer.baseModel],
            ['Trigger words', offer.trainedWords.join(', ')],
            ['Revision', offer.revision],
            ['Page', offer.page ? outside(offer.page, 'On the hub') : null],
        ]),
        offer.card ? fold('Model card', h('pre', { class: 'model-card', tabindex: '0' }, offer.card)) : null,
        fold(plural(offer.files.length, 'file'), h('ul', { class: 'files' }, offer.files.map(file))),
    ];
}

/** What one says yes to. */
export const agreement = ({ exists }) =>
    exists ? 'I have read the licence and accept it; the model of this name may be replaced' : 'I have read the licence and accept it';

const list = (texts) =>
    texts.length > 0
        ? h(
              'ul',
              { class: 'restrictions' },
              texts.map((text) => h('li', {}, text)),
          )
        : null;
const file = ({ path, bytes: size }) => h('li', {}, h('code', {}, path), size ? ` ${bytes(size)}` : '');
const fold = (title, content) => h('details', { class: 'parts' }, h('summary', {}, title), content);

function licence(given) {
    if (!given) {
        return badge('none is named', 'warn');
    }

    return given.link ? outside(given.link, given.name) : given.name;
}

// An address from a hub leads somewhere only where it is one of the web.
function outside(address, text) {
    return /^https?:/.test(address) ? h('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, text) : text;
}
