/**
 * Makes a painter of patterns: `[['comment', /…/], …]`, the first that fits at a place wins.
 * It cuts a text into `{ text, kind }`; what fits nothing has no kind.
 */
export function painter(rules) {
    const every = new RegExp(rules.map(([, pattern]) => `(${pattern.source})`).join('|'), 'gms');
    return (text) => {
        const out = [];
        let at = 0;
        for (const match of text.matchAll(every)) {
            const rule = match.slice(1).findIndex((group) => group !== undefined);
            if (match.index > at) {
                out.push({ text: text.slice(at, match.index) });
            }

            out.push({ text: match[0], kind: rules[rule][0] });
            at = match.index + match[0].length;
        }

        out.push({ text: text.slice(at) });
        return out;
    };
}
