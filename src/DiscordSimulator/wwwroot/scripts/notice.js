import { el } from './elements.js';

/** A few words that go by themselves. */
export function notice(text) {
  const line = el('div', { className: 'notice', role: 'status' }, text);
  document.getElementById('overlays').append(line);
  setTimeout(() => line.remove(), 5000);
}
