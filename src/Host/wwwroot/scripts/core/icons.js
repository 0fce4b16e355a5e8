import { svg } from './dom.js';

// Strokes on a 24 × 24 grid.
const strokes = {
    make: 'M4 20l4.5-1.2L19.5 7.8a1.9 1.9 0 0 0-2.7-2.7L5.8 16zM14.5 7.3l2.7 2.7M4 5.5h4M6 3.5v4M17 18.5h4M19 16.5v4',
    gallery: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
    queue: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
    automate: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2.5',
    models: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
    plugins: 'M9 4v5M15 4v5M6 9h12v3a6 6 0 0 1-12 0zM12 18v3',
    system: 'M3 12h4l3-8 4 16 3-8h4',
    key: 'M14.5 9.5a4.5 4.5 0 1 1-2-3.7M11 13l-8 8M6 18l2.5 2.5M14.5 9.5L11 13',
    light:
        'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2' +
        'M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
    dark: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z',
    auto: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 3.5v17M12 8l4 0M12 12h6M12 16h4',
    search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20',
    heart: 'M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.4 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z',
    trash: 'M5 7h14M10 4h4M7 7l.8 13h8.4L17 7M10.5 11v5.5M13.5 11v5.5',
    download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14',
    copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
    again: 'M20 12a8 8 0 1 1-2.6-5.9M20 4v4.5h-4.5',
    dice:
        'M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1z' +
        'M8.5 8.5h.01M15.5 8.5h.01M12 12h.01M8.5 15.5h.01M15.5 15.5h.01',
    lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
    swap: 'M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4',
    close: 'M6 6l12 12M18 6L6 18',
    expand: 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7',
    compare: 'M12 3v18M4 6h5v12H4M15 6h5v12h-5',
    check: 'M5 12.5l4.5 4.5L19 7.5',
    pause: 'M9 5v14M15 5v14',
    play: 'M8 5l11 7-11 7z',
    settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
    left: 'M15 5l-7 7 7 7',
    right: 'M9 5l7 7-7 7',
    down: 'M6 9l6 6 6-6',
    recipe: 'M6 3h9l4 4v14H6zM15 3v4h4M9.5 12h6M9.5 15.5h6M9.5 8.5h2',
    picture: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01',
    out: 'M14 4H5v16h9M10 12h10M16.5 8.5L20 12l-3.5 3.5',
    plus: 'M12 5v14M5 12h14',
    warning: 'M12 4l9 16H3zM12 10v4.5M12 17.2h.01',
    brush: 'M14 5l5 5-8.5 8.5a3.5 3.5 0 0 1-2.5 1H4v-4a3.5 3.5 0 0 1 1-2.5zM11.5 7.5l5 5',
    eraser: 'M8.5 20L3.5 15 14 4.5l6 6L10.5 20zM8.5 10l6 6M10.5 20H20',
    undo: 'M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3',
    redo: 'M16 5l4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h3',
    rectangle: 'M4 6h16v12H4z',
    widen: 'M9 8h6v8H9zM6 12H2M4 10l-2 2 2 2M18 12h4M20 10l2 2-2 2',
    select: 'M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0M8.5 12.2l2.5 2.5 4.5-5',
};

/** A decoration: what it means must stand beside it or in its button's label. */
export function icon(name) {
    return svg('svg', { class: `icon icon-${name}`, viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: strokes[name] }));
}
