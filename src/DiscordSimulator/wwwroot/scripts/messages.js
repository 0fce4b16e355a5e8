import { settle } from './components.js';
import { el, icon, icons } from './elements.js';
import { message } from './message.js';
import { inChannel, isSeen, on, store } from './store.js';

const list = document.getElementById('messages');

/** The channel's messages, kept at the end for as long as nobody looks further up. */
export function followMessages() {
  on('all', renderAll);
  on('chosen', renderAll);
  on('message', changed);
  on('deleted', id => {
    find(id)?.remove();
  });
  on('interaction', interaction => {
    settle(interaction);
    if (interaction.failed && interaction.user === store.me.id && interaction.channel === store.channel.id && !find(interaction.id)) {
      keepEnd(() => list.append(failure(interaction)));
    }
  });
}

const find = id => list.querySelector(`[data-id="${id}"]`);

function renderAll() {
  const shown = inChannel();
  list.replaceChildren(welcome(), ...shown.map((given, index) => message(given, shown[index - 1])));
  list.scrollTop = list.scrollHeight;
}

function changed(given) {
  if (given.channel_id !== store.channel.id || !isSeen(given)) {
    return;
  }

  const shown = inChannel();
  const made = message(given, shown[shown.findIndex(each => each.id === given.id) - 1]);
  const old = find(given.id);
  keepSeen(old, made);
  keepEnd(() => old ? old.replaceWith(made) : list.append(made));
}

// What somebody has uncovered stays so when the message is edited.
function keepSeen(old, made) {
  const seen = new Set([...old?.querySelectorAll('.picture:not(.hidden) img') ?? []].map(image => image.getAttribute('src')));
  for (const image of made.querySelectorAll('.picture.hidden img')) {
    image.parentElement.classList.toggle('hidden', !seen.has(image.getAttribute('src')));
  }
}

function keepEnd(change) {
  const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  change();
  if (isAtEnd) {
    list.scrollTop = list.scrollHeight;
  }
}

// Pictures grow when they have come.
list.addEventListener('load', () => keepEnd(() => {}), true);

function welcome() {
  return el('li', { className: 'welcome' },
    el('span', { className: 'round' }, icon(icons.hash, 40)),
    el('h1', {}, `Welcome to #${store.channel.name}!`),
    el('p', {}, 'This Discord is simulated on your own machine: no account, no token. Type / to see what the bot can do.'));
}

function failure(interaction) {
  const text = `${interaction.name}: the application did not respond. Only you can see this.`;
  const item = el('li', { className: 'message failure' }, icon(icons.warning, 18), text);
  item.dataset.id = interaction.id;
  return item;
}
