import { el } from './elements.js';
import { markup } from './markup.js';
import { sized } from './pictures.js';
import { show } from './viewer.js';

export function embed(given) {
  const card = el('article', { className: 'embed' },
    el('div', { className: 'words' },
      given.author && el('div', { className: 'author' }, given.author.name),
      given.title && el('div', { className: 'title' }, title(given)),
      given.description && el('div', { className: 'description' }, markup(given.description)),
      given.fields?.length > 0 && el('div', { className: 'fields' }, given.fields.map(field))),
    given.thumbnail && el('img', { className: 'thumbnail', src: given.thumbnail.url, alt: '' }),
    given.image && picture(given),
    (given.footer || given.timestamp) && el('footer', {}, foot(given)));
  card.style.setProperty('--stripe', given.color ? `#${given.color.toString(16).padStart(6, '0')}` : '#1e1f22');
  return card;
}

function title(given) {
  const text = markup(given.title);
  return given.url ? el('a', { href: given.url, target: '_blank', rel: 'noreferrer' }, text) : text;
}

function field(given) {
  return el('div', { className: given.inline ? 'field beside' : 'field' },
    el('div', { className: 'name' }, markup(given.name)), el('div', {}, markup(given.value)));
}

function picture({ image, title: text }) {
  const open = () => show({ url: image.url, filename: text ?? 'picture' });
  return el('button', { type: 'button', className: 'picture', onclick: open }, sized(image.url, text ?? '', image));
}

function foot({ footer, timestamp }) {
  return [footer?.text, timestamp && new Date(timestamp).toLocaleString()].filter(Boolean).join(' • ');
}
