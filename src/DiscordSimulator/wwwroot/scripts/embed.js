import { el } from './elements.js';
import { markup } from './markup.js';
import { sized } from './pictures.js';
import { show } from './viewer.js';

export function embed(given) {
  const card = el('article', { className: 'embed' },
    el('div', { className: 'words' },
      given.author && el('div', { className: 'author' }, given.author.name),
      given.title && el('div', { className: 'title' }, given.url ? el('a', { href: given.url, target: '_blank', rel: 'noreferrer' }, markup(given.title)) : markup(given.title)),
      given.description && el('div', { className: 'description' }, markup(given.description)),
      given.fields?.length > 0 && el('div', { className: 'fields' }, given.fields.map(field =>
        el('div', { className: field.inline ? 'field beside' : 'field' }, el('div', { className: 'name' }, markup(field.name)), el('div', {}, markup(field.value)))))),
    given.thumbnail && el('img', { className: 'thumbnail', src: given.thumbnail.url, alt: '' }),
    given.image && el('button', { type: 'button', className: 'picture', onclick: () => show({ url: given.image.url, filename: given.title ?? 'picture' }) },
      sized(given.image.url, given.title ?? '', given.image)),
    (given.footer || given.timestamp) && el('footer', {}, [given.footer?.text, given.timestamp && new Date(given.timestamp).toLocaleString()].filter(Boolean).join(' • ')));
  card.style.setProperty('--stripe', given.color ? `#${given.color.toString(16).padStart(6, '0')}` : '#1e1f22');
  return card;
}
