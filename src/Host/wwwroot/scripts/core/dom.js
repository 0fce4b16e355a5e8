const svgSpace = 'http://www.w3.org/2000/svg';

/** Makes an element. Texts become text nodes, never markup, so nothing a prompt or a file name says can become code. */
export function h(tag, properties = {}, ...children) {
    return fill(document.createElement(tag), properties, children);
}

/** Makes an SVG element. */
export function svg(tag, properties = {}, ...children) {
    return fill(document.createElementNS(svgSpace, tag), properties, children);
}

function fill(element, properties, children) {
    for (const [name, value] of Object.entries(properties)) {
        apply(element, name, value);
    }

    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
}

function apply(element, name, value) {
    if (value === null || value === undefined) {
        return;
    }

    if (name === 'on') {
        Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    } else if (name === 'data') {
        Object.assign(element.dataset, value);
    } else if (name === 'style') {
        // Through the object model: the page's policy refuses style attributes.
        Object.entries(value).forEach(([property, text]) => element.style.setProperty(property, text));
    } else if (name === 'class') {
        element.setAttribute('class', value);
    } else if (name in element && typeof value !== 'string') {
        element[name] = value;
    } else {
        element.setAttribute(name, value);
    }
}

/** Replaces what is in an element. */
export function replace(element, ...children) {
    element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
}

let serial = 0;

/** An id that this page has not given yet. */
export function uniqueId(prefix) {
    serial += 1;
    return `${prefix}-${serial}`;
}

/** Calls at most once a while, after the last call. */
export function debounce(milliseconds, action) {
    let timer = 0;
    return (...values) => {
        clearTimeout(timer);
        timer = setTimeout(() => action(...values), milliseconds);
    };
}
