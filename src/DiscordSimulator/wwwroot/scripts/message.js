import { avatar } from './avatar.js';
import { rows } from './components.js';
import { el, icon, icons } from './elements.js';
import { embed } from './embed.js';
import { markup } from './markup.js';
import { openMenu } from './menu.js';
import { attachments } from './pictures.js';
import { nameOf, store } from './store.js';

const close = 7 * 60 * 1000;

/** A message below another; of one author in a short time, only the first says who it is. */
export function message(given, before) {
  const isFirst = !before || before.author.id !== given.author.id || given.used || given.replies_to || given.seen_by
    || new Date(given.timestamp) - new Date(before.timestamp) > close;
  const className = `message${isFirst ? ' first' : ''}${given.seen_by ? ' own' : ''}`;
  const onMenu = event => menuAt(event, given);
  const item = el('li', { className, oncontextmenu: onMenu },
    isFirst && (given.used ? usedLine(given) : given.replies_to && replyLine(given)),
    isFirst ? avatar(given.author) : el('time', { className: 'small-time' }, clock(given)),
    el('div', { className: 'body' },
      isFirst && head(given),
      given.thinking ? thinking(given) : words(given),
      given.embeds.map(embed),
      attachments(given.attachments),
      rows(given),
      given.seen_by && el('p', { className: 'only-you' }, icon(icons.eye, 16), 'Only you can see this')),
    el('button', { type: 'button', className: 'more', ariaLabel: 'Apps', title: 'Apps', onclick: onMenu }, icon(icons.dots)));
  item.dataset.id = given.id;
  return item;
}

function head(given) {
  return el('div', { className: 'head' },
    el('span', { className: given.author.bot ? 'name bot' : 'name' }, nameOf(given.author)),
    given.author.bot && el('span', { className: 'badge' }, 'APP'),
    el('time', { dateTime: given.timestamp, title: new Date(given.timestamp).toLocaleString() }, clock(given)));
}

const clock = given => new Date(given.timestamp).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });

function words(given) {
  const parts = markup(given.content);
  if (given.edited_timestamp) {
    const edited = el('span', { className: 'edited', title: new Date(given.edited_timestamp).toLocaleString() }, ' (edited)');
    if (parts.at(-1)?.className === 'subtext') {
      parts.at(-1).append(edited);
    } else {
      parts.push(edited);
    }
  }

  return parts.length > 0 && el('div', { className: 'content' }, parts);
}

function thinking(given) {
  const dots = el('span', { className: 'dots' }, el('i'), el('i'), el('i'));
  return el('div', { className: 'content thinking' }, dots, ` ${nameOf(given.author)} is thinking…`);
}

function usedLine(given) {
  const user = given.interaction_metadata.user;
  return el('div', { className: 'above' }, who(user), ' used ', el('span', { className: 'mention' }, given.used));
}

function replyLine(given) {
  const source = store.messages.get(given.replies_to);
  const text = source ? source.content.split('\n')[0].replace(/[*_`|\\]/g, '') || 'Click to see attachment' : 'Original message was deleted';
  const onclick = () => document.querySelector(`[data-id="${given.replies_to}"]`)?.scrollIntoView({ block: 'center' });
  const quote = el('span', { className: 'quote' }, text);
  return el('button', { type: 'button', className: 'above', onclick }, source && who(source.author), quote);
}

const who = user => [avatar(user, 'avatar tiny'), el('span', { className: 'who' }, nameOf(user))];

function menuAt(event, given) {
  event.preventDefault();
  openMenu(given, event.clientX, event.clientY);
}
