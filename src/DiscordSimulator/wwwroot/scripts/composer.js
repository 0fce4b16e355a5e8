import { say, upload } from './actions.js';
import { CommandLine } from './commandline.js';
import { typable } from './commands.js';
import { el, icon, icons } from './elements.js';
import { notice } from './notice.js';
import { Popup } from './popup.js';
import { on, store } from './store.js';

const popup = new Popup();
const text = el('textarea', { rows: 1, ariaLabel: 'Message', oninput: typed, onkeydown: key });
const file = el('input', { type: 'file', hidden: true, onchange: send });
const box = el('div', { className: 'box' });

/** The message box: texts, files, and commands behind a slash. */
export function followComposer() {
  document.getElementById('composer').append(popup.element, box, file);
  plain();
  on('all', name);
  on('chosen', () => {
    plain();
    name();
  });
}

function name() {
  text.placeholder = `Message #${store.channel.name}`;
}

/** Back to a plain text. */
function plain() {
  popup.hide();
  text.value = '';
  box.replaceChildren(
    button('Send a file', icons.plus, () => file.click()),
    text,
    button('Commands', icons.slash, offer));
}

function button(label, path, onclick) {
  return el('button', { type: 'button', className: 'plain', ariaLabel: label, title: label, onclick }, icon(path, 22));
}

function offer() {
  text.value = '/';
  text.focus();
  typed();
}

function typed() {
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight, 200)}px`;
  if (!text.value.startsWith('/')) {
    popup.hide();
    return;
  }

  const wanted = text.value.slice(1).toLowerCase();
  const found = typable().filter(each => each.path.includes(wanted)).sort((a, b) => b.path.startsWith(wanted) - a.path.startsWith(wanted));
  const caption = found.length > 0 ? store.bot.global_name : store.connected ? 'There is no such command' : 'The bot is not connected yet';
  popup.show(caption, found.map(each => ({ label: `/${each.path}`, detail: each.description, take: () => begin(each) })), true);
}

function begin(command) {
  const line = new CommandLine(command, popup, () => {
    plain();
    text.focus();
  });
  box.replaceChildren(line.element);
  line.begin();
}

function key(event) {
  if (popup.takes(event)) {
    return;
  }

  if (event.key === 'Escape') {
    plain();
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    send();
  }
}

async function send() {
  const files = [...file.files];
  if (text.value.trim() === '' && files.length === 0) {
    return;
  }

  try {
    await say(text.value, await Promise.all(files.map(upload)));
    file.value = '';
    plain();
  } catch (error) {
    notice(error.message);
  }
}
