// AUTOMATIC1111's grammar, as far as colours need it: the server reads it for good.
const pattern = /<(?:lora|lyco|hypernet):[^<>]*>|\\[()[\]\\]|\bBREAK\b|\bAND\b|__[\w/.*-]+__|:\s*[+-]?\d*\.?\d+\s*(?=[\])])|[()[\]{}]/g;
const closes = { ')': '(', ']': '[', '}': '{' };

/**
 * Spans of a prompt: `{ start, end, kind, weight }`. Kinds are weight, schedule, choice, wildcard, keyword, adapter and open, which is a
 * bracket without its other.
 */
export function spansOf(text) {
    const spans = [];
    const open = [];
    for (const match of text.matchAll(pattern)) {
        const [token] = match;
        const at = match.index;
        if (token === 'BREAK' || token === 'AND') {
            spans.push({ start: at, end: at + token.length, kind: 'keyword' });
        } else if (token.startsWith('<')) {
            spans.push({ start: at, end: at + token.length, kind: 'adapter' });
        } else if (token.startsWith('__')) {
            spans.push({ start: at, end: at + token.length, kind: 'wildcard' });
        } else if (token.startsWith(':') && open.length > 0) {
            open.at(-1).number = Number(token.slice(1));
        } else if ('([{'.includes(token)) {
            open.push({ start: at, token });
        } else if (token in closes) {
            close(token, at);
        }
    }

    return [...spans, ...open.map(({ start }) => ({ start, end: start + 1, kind: 'open' }))].sort(
        (a, b) => a.start - b.start || b.end - a.end,
    );

    function close(token, at) {
        const last = open.findLastIndex((each) => each.token === closes[token]);
        if (last < 0) {
            spans.push({ start: at, end: at + 1, kind: 'open' });
            return;
        }

        const begun = open.splice(last)[0];
        spans.push({ start: begun.start, end: at + 1, ...meaning(begun, text.slice(begun.start + 1, at)) });
    }
}

function meaning({ token, number }, inner) {
    if (token === '{') {
        return { kind: 'choice' };
    }

    if (token === '[') {
        return inner.includes('|') || inner.includes(':') ? { kind: 'schedule' } : { kind: 'weight', weight: 1 / 1.1 };
    }

    return { kind: 'weight', weight: number ?? 1.1 };
}

/** The word around a position, or what is selected: where a weight goes. */
export function reach(text, start, end) {
    let [from, to] = [start, end];
    if (from === to) {
        while (from > 0 && !/[\s,()[\]{}|]/.test(text[from - 1])) {
            from -= 1;
        }

        while (to < text.length && !/[\s,()[\]{}|:]/.test(text[to])) {
            to += 1;
        }
    }

    return [from, to];
}

/** Gives a part of a prompt another weight: `(word:1.1)`; at 1 the brackets go. */
export function reweigh(text, start, end, change) {
    const inside = /\(([^()]*):([\d.]+)\)/g;
    for (const match of text.matchAll(inside)) {
        if (match.index <= start && end <= match.index + match[0].length) {
            return put(match.index, match.index + match[0].length, match[1], Number(match[2]) + change);
        }
    }

    const [from, to] = reach(text, start, end);
    return from === to ? null : put(from, to, text.slice(from, to), 1 + change);

    function put(from, to, words, weight) {
        const rounded = Math.max(0, Math.round(weight * 100) / 100);
        const written = rounded === 1 ? words : `(${words}:${rounded})`;
        const begin = from + (rounded === 1 ? 0 : 1);
        return { text: text.slice(0, from) + written + text.slice(to), start: begin, end: begin + words.length };
    }
}
