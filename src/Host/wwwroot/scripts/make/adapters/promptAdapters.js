// `<lora:name:0.8>`, with further parts after the weight, as the text encoder's strength or a range of steps.
const pattern = /<(?:lora|lyco):([^:<>]+)(?::([^:<>]*))?((?::[^<>]*)?)>/gi;

/** The adapters that a prompt names itself: `{ name, weight }`. */
export const adaptersIn = (prompt) =>
    [...prompt.matchAll(pattern)].map(([, name, weight]) => ({ name: name.trim(), weight: weight ? Number(weight) || 0 : 1 }));

/** The prompt with another weight for an adapter; without it where the weight is null. */
export function reweighed(prompt, name, weight) {
    const changed = prompt.replace(pattern, (tag, named, _, rest) =>
        named.trim() !== name ? tag : weight === null ? '' : `<lora:${named}:${weight}${rest}>`,
    );
    return weight === null ? changed.replace(/[ \t]{2,}/g, ' ').trim() : changed;
}

/** A prompt with a trigger word at its end, once. */
export function withWord(prompt, word) {
    const bare = prompt.trimEnd().replace(/,$/, '');
    const known = bare.split(/[^\w.-]+/).includes(word);
    return known ? prompt : bare === '' ? word : `${bare}, ${word}`;
}
