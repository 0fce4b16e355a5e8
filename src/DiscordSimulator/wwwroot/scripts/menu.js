import { menu } from './actions.js';
import { el } from './elements.js';
import { notice } from './notice.js';
import { store } from './store.js';

const aboutMessages = 3;

/** The commands that are about a message, where somebody asked for them. */
export function openMenu(message, x, y) {
  const commands = store.commands.filter(command => command.type === aboutMessages);
  const list = el('div', { className: 'menu', role: 'menu', popover: 'auto' },
    el('div', { className: 'caption' }, 'Apps'),
    commands.length === 0 && el('div', { className: 'nothing' }, 'None here'),
    commands.map(command => el('button', { type: 'button', role: 'menuitem', onclick: () => run(list, command, message) }, command.name)),
    el('div', { className: 'caption' }, 'Message'),
    el('button', { type: 'button', role: 'menuitem', onclick: () => copy(list, message) }, 'Copy text'));
  list.addEventListener('toggle', event => event.newState === 'closed' && list.remove());
  document.getElementById('overlays').append(list);
  list.showPopover();
  list.style.left = `${Math.max(8, Math.min(x, innerWidth - list.offsetWidth - 8))}px`;
  list.style.top = `${Math.max(8, Math.min(y, innerHeight - list.offsetHeight - 8))}px`;
}

async function run(list, command, message) {
  list.hidePopover();
  try {
    await menu(command.name, message);
  } catch (error) {
    notice(error.message);
  }
}

async function copy(list, message) {
  list.hidePopover();
  await navigator.clipboard.writeText(message.content);
  notice('Copied');
}
