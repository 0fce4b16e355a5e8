const count = new Intl.NumberFormat('en');
const ago = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export const number = (value) => count.format(value);
export const plural = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;

export function bytes(value) {
    const units = ['B', 'KB', 'MB', 'GB', 'TB'];
    let rest = value;
    let unit = 0;
    while (rest >= 1000 && unit < units.length - 1) {
        rest /= 1000;
        unit += 1;
    }

    return `${rest >= 100 || unit === 0 ? Math.round(rest) : rest.toFixed(1)} ${units[unit]}`;
}

export function seconds(value) {
    if (value < 1) {
        return 'under a second';
    }

    if (value < 90) {
        return `${Math.round(value)} s`;
    }

    if (value < 5400) {
        return `${Math.round(value / 60)} min`;
    }

    return value < 172800 ? `${(value / 3600).toFixed(1)} h` : `${Math.round(value / 86400)} days`;
}

export function when(text) {
    const then = new Date(text);
    const away = (then - Date.now()) / 1000;
    const steps = [
        ['second', 60, 1],
        ['minute', 3600, 60],
        ['hour', 86400, 3600],
        ['day', 604800, 86400],
    ];
    const step = steps.find(([, most]) => Math.abs(away) < most);
    return step ? ago.format(Math.round(away / step[2]), step[0]) : day.format(then);
}

export const date = (text) => day.format(new Date(text));

/** Six steps a second reads better than 0.17 seconds a step, and the other way round. */
export const speed = (stepsPerSecond) =>
    stepsPerSecond >= 1 ? `${stepsPerSecond.toFixed(1)} it/s` : `${(1 / stepsPerSecond).toFixed(1)} s/it`;
