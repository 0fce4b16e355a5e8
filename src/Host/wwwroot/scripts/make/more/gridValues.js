const most = 50;

/** Values of an axis as people write them: `10, 20`, `1-5`, `1-9 (+2)`, `4-10 [4]`. */
export function gridValues(text) {
    return text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .flatMap(spread)
        .slice(0, most);
}

function spread(part) {
    const [, from, to, step, count] =
        /^(-?\d+(?:\.\d+)?)\s*-\s*(-?\d+(?:\.\d+)?)(?:\s*\(([+-]?\d+(?:\.\d+)?)\)|\s*\[(\d+)\])?$/.exec(part) ?? [];
    if (from === undefined || from.length > 15) {
        return [part];
    }

    const [first, last] = [Number(from), Number(to)];
    const whole = Number.isInteger(first) && Number.isInteger(last);
    const by = count
        ? (last - first) / Math.max(1, Number(count) - 1)
        : Number(step ?? (whole ? Math.sign(last - first) : (last - first) / 4));
    const length = count ? Math.min(most, Number(count)) : by === 0 ? 1 : Math.min(most, Math.floor((last - first) / by + 1e-9) + 1);
    return Array.from({ length: Math.max(1, length) }, (_, index) => String(Number((first + index * by).toFixed(4))));
}
