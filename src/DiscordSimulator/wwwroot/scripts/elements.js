/** Makes an element: attributes, listeners under `on…`, children that are elements or texts; what is null or false is left out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }

    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name in element && name !== 'list') {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }

  element.append(...there(children));
  return element;
}

/** Children without those that are left out. */
export const there = children => children.flat(3).filter(child => child !== null && child !== undefined && child !== false);

/** A plain picture of a few strokes, drawn on a field of 24 × 24. */
export function icon(path, size = 20) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('width', size);
  svg.setAttribute('height', size);
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  line.setAttribute('fill', 'none');
  line.setAttribute('stroke', 'currentColor');
  line.setAttribute('stroke-width', '2');
  line.setAttribute('stroke-linecap', 'round');
  line.setAttribute('stroke-linejoin', 'round');
  svg.append(line);
  return svg;
}

/** Emoji that bots like to put on buttons, drawn, since not every machine has a font with them. */
export const emoji = {
  '🎲': 'M5 5h14v14H5zM9 9h.01M15 9h.01M12 12h.01M9 15h.01M15 15h.01',
  '✏️': 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  '📋': 'M7 5H5v16h14V5h-2M9 3h6v4H9zM9 12h6M9 16h6',
  '🗑️': 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
  '⬆️': 'M12 20V5M6 11l6-6 6 6',
  '✖️': 'M6 6l12 12M18 6L6 18',
  '🔄': 'M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5',
  '🎨': 'M12 3a9 9 0 1 0 0 18c2 0 2-2 1-3s0-3 2-3h3c2 0 3-1 3-3 0-5-4-9-9-9zM7.500 11h.01M11 7h.01M15.500 8h.01',
};

export const icons = {
  hash: 'M5 9h15M4 15h15M10 4L8 20M16 4l-2 16',
  menu: 'M4 6h16M4 12h16M4 18h16',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  dots: 'M5 12h.01M12 12h.01M19 12h.01',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  link: 'M14 4h6v6M20 4l-9 9M18 14v5H5V6h5',
  reply: 'M4 20v-8a4 4 0 0 1 4-4h12',
  slash: 'M15 5L9 19',
  warning: 'M12 4l9 16H3zM12 10v4M12 17h.01',
};
