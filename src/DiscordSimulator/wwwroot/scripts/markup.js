import { el } from './elements.js';
import { nameOf, store, userOf } from './store.js';

const blocks = /```(?:\w*\n)?([\s\S]*?)```|^>>> ([\s\S]*)|^(?:> .*(?:\n|$))+|^(#{1,3}) (.+)$|^-# (.+)$|^[-*] (.+)$/m;
const spans = new RegExp([
  '`([^`\\n]+)`', '\\|\\|([\\s\\S]+?)\\|\\|', '\\*\\*([\\s\\S]+?)\\*\\*', '__([\\s\\S]+?)__', '~~([\\s\\S]+?)~~',
  '\\*([^*\\n]+)\\*', '_([^_\\n]+)_(?!\\w)',
  '\\[([^\\]\\n]+)\\]\\((https?:[^)\\s]+)\\)', '<@!?(\\d+)>', '<#(\\d+)>', '<t:(\\d+)(?::([a-zA-Z]))?>',
  '<?(https?://[^\\s<>]+)>?', '\\\\([\\W_])',
  '</([^:>]+):\\d+>',
].join('|'));

const units = [[86400, 'day'], [3600, 'hour'], [60, 'minute'], [1, 'second']];

/** Discord's marks in a text, as elements. */
export function markup(text) {
  const parts = [];
  for (let rest = text; rest.length > 0;) {
    const found = blocks.exec(rest);
    if (!found) {
      parts.push(...inline(rest));
      break;
    }

    parts.push(...inline(rest.slice(0, found.index).replace(/\n$/, '')), block(found));
    rest = rest.slice(found.index + found[0].length).replace(/^\n/, '');
  }

  return parts;
}

function block([whole, code, quote, heading, title, small, item]) {
  if (code !== undefined) {
    return el('pre', {}, el('code', {}, code));
  }

  if (quote !== undefined) {
    return el('blockquote', {}, inline(quote));
  }

  if (heading) {
    return el(`h${heading.length + 2}`, {}, inline(title));
  }

  if (small !== undefined) {
    return el('small', { className: 'subtext' }, inline(small));
  }

  return item === undefined
    ? el('blockquote', {}, inline(whole.replace(/^> /gm, '').trimEnd()))
    : el('div', { className: 'item' }, inline(item));
}

function inline(text) {
  const parts = [];
  for (let rest = text; rest.length > 0;) {
    const found = spans.exec(rest);
    if (!found) {
      parts.push(rest);
      break;
    }

    parts.push(rest.slice(0, found.index), span(found));
    rest = rest.slice(found.index + found[0].length);
  }

  return parts;
}

function span(found) {
  const [, code, hidden, bold, under, struck, slanted, slanted2] = found;
  const [label, address, user, channel, moment, style, link, escaped, command] = found.slice(8);
  return code !== undefined ? el('code', {}, code)
    : hidden !== undefined ? spoiler(inline(hidden))
    : bold !== undefined ? el('strong', {}, inline(bold))
    : under !== undefined ? el('u', {}, inline(under))
    : struck !== undefined ? el('s', {}, inline(struck))
    : slanted !== undefined || slanted2 !== undefined ? el('em', {}, inline(slanted ?? slanted2))
    : label !== undefined ? anchor(address, inline(label))
    : user !== undefined ? el('span', { className: 'mention' }, `@${userOf(user) ? nameOf(userOf(user)) : 'unknown'}`)
    : channel !== undefined ? el('span', { className: 'mention' }, `#${channelName(channel)}`)
    : moment !== undefined ? time(Number(moment) * 1000, style)
    : link !== undefined ? anchor(link, link)
    : command !== undefined ? el('span', { className: 'mention' }, `/${command}`)
    : escaped;
}

const channelName = id => store.guilds.flatMap(guild => guild.channels).find(channel => channel.id === id)?.name ?? 'unknown';

const anchor = (href, children) => el('a', { href, target: '_blank', rel: 'noreferrer' }, children);

function spoiler(children) {
  const onclick = event => event.currentTarget.classList.add('seen');
  return el('span', { className: 'spoiler', tabIndex: 0, role: 'button', title: 'Spoiler', onclick }, children);
}

function time(moment, style) {
  const text = style === 'R' ? relative(moment) : new Date(moment).toLocaleString([], {
    dateStyle: style === 't' || style === 'T' ? undefined : style === 'd' ? 'short' : 'long',
    timeStyle: style === 'd' || style === 'D' ? undefined : 'short',
  });
  return el('time', { className: 'moment', dateTime: new Date(moment).toISOString(), title: new Date(moment).toLocaleString() }, text);
}

function relative(moment) {
  const seconds = Math.round((moment - Date.now()) / 1000);
  const [size, unit] = units.find(([length]) => Math.abs(seconds) >= length) ?? units.at(-1);
  return new Intl.RelativeTimeFormat([], { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}
