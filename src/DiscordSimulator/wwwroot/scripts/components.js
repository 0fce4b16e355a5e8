import { press, select } from './actions.js';
import { el, emoji, icon, icons } from './elements.js';
import { notice } from './notice.js';

const styles = ['', 'primary', 'secondary', 'success', 'danger', 'link'];
const button = 2;

/** Rows of buttons and selects that do what they say. */
export function rows(message) {
  const control = each => each.type === button ? pressable(message, each) : choosable(message, each);
  return message.components.map(row => el('div', { className: 'row' }, row.components.map(control)));
}

function pressable(message, each) {
  const face = [each.emoji && mark(each.emoji.name), each.label && el('span', {}, each.label)];
  if (each.url) {
    return el('a', { className: 'button secondary', href: each.url, target: '_blank', rel: 'noreferrer' }, face, icon(icons.link, 16));
  }

  const control = el('button', {
    type: 'button', className: `button ${styles[each.style]}`, disabled: each.disabled,
    onclick: () => wait(control, () => press(message, each.custom_id)),
  }, face);
  control.dataset.id = each.custom_id;
  return control;
}

const mark = name => emoji[name] ? icon(emoji[name], 16) : el('span', { className: 'emoji' }, name);

function choosable(message, each) {
  const isEmpty = !each.options.some(option => option.default);
  const control = el('select', {
    className: 'select', disabled: each.disabled, onchange: () => wait(control, () => select(message, each.custom_id, [control.value])),
  },
    el('option', { value: '', disabled: true, selected: isEmpty }, each.placeholder ?? 'Make a selection'),
    each.options.map(option => el('option', { value: option.value, selected: option.default, title: option.description }, option.label)));
  return control;
}

/** Shows that it was pressed, until the bot has answered or has not. */
async function wait(control, act) {
  control.classList.add('waiting');
  try {
    const interaction = await act();
    control.dataset.interaction = interaction.id;
  } catch (error) {
    control.classList.remove('waiting');
    notice(error.message);
  }
}

/** The bot has answered what a control asked, or has not in time. */
export function settle(interaction) {
  for (const control of document.querySelectorAll(`[data-interaction="${interaction.id}"]`)) {
    control.classList.toggle('waiting', !interaction.answered && !interaction.failed);
  }
}
