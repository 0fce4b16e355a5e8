import { avatar } from './avatar.js';
import { el, icon, icons, there } from './elements.js';
import { choose, guild, members, nameOf, on, store } from './store.js';

/** Servers, channels, and who one is. */
export function followSidebar() {
  for (const name of ['all', 'chosen', 'bot']) {
    on(name, render);
  }
}

function render() {
  document.getElementById('guilds').replaceChildren(...store.guilds.map(each => el('button', {
    type: 'button', className: each === guild() ? 'guild chosen' : 'guild', title: each.name,
    onclick: () => choose({ channel: each.channels[0] }),
  }, each.name.split(' ').map(word => word[0]).join('').slice(0, 3))));
  document.getElementById('side').replaceChildren(
    el('h2', {}, guild().name),
    el('div', { className: 'channels' },
      el('div', { className: 'caption' }, 'Text channels'),
      guild().channels.map(channelLine),
      el('div', { className: 'caption' }, 'Members'),
      guild().members.map(member => memberLine(member.user))),
    panel());
  document.getElementById('top').replaceChildren(...there([
    el('button', {
      type: 'button', className: 'plain open-side', ariaLabel: 'Channels', onclick: () => document.body.classList.toggle('side-open'),
    }, icon(icons.menu, 24)),
    icon(icons.hash, 22), el('h2', {}, store.channel.name), store.channel.nsfw && el('span', { className: 'badge age' }, 'AGE-RESTRICTED'),
    el('span', { className: 'simulated' }, 'simulated'),
  ]));
}

function channelLine(channel) {
  return el('button', {
    type: 'button', className: channel.id === store.channel.id ? 'channel chosen' : 'channel', onclick: () => {
      document.body.classList.remove('side-open');
      choose({ channel });
    },
  }, icon(icons.hash), el('span', {}, channel.name), channel.nsfw && el('span', { className: 'badge age' }, '18+'));
}

function memberLine(user) {
  const isHere = !user.bot || store.connected;
  return el('div', { className: isHere ? 'member' : 'member away', title: isHere ? 'here' : 'not connected' },
    avatar(user, 'avatar little'), el('span', {}, nameOf(user)),
    user.bot && el('span', { className: 'badge' }, 'APP'), el('i', { className: 'dot' }));
}

function panel() {
  const who = el('select', { ariaLabel: 'Who you are', onchange: () => choose({ me: members().find(user => user.id === who.value) }) },
    members().filter(user => !user.bot).map(user => el('option', { value: user.id, selected: user.id === store.me.id }, nameOf(user))));
  return el('div', { className: 'panel' }, avatar(store.me, 'avatar little'), el('label', {}, el('small', {}, 'You are'), who));
}
