import { el } from './elements.js';

/** A picture as large as the window lets it. */
export function show(file) {
  const dialog = el('dialog', {
    className: 'viewer', ariaLabel: file.filename, onclick: () => dialog.close(), onclose: () => dialog.remove(),
  },
    el('img', { src: file.url, alt: file.description ?? file.filename }),
    el('p', {}, el('a', { href: file.url, target: '_blank', rel: 'noreferrer' }, 'Open in browser')));
  document.getElementById('overlays').append(dialog);
  dialog.showModal();
}
