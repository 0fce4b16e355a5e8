import { submit } from './actions.js';
import { el, icon, icons } from './elements.js';
import { on, store } from './store.js';

const shown = new Set();

/** Opens the windows that the bot asks for. */
export function followModals() {
  on('interaction', interaction => {
    if (interaction.modal && interaction.user === store.me.id && !shown.has(interaction.id)) {
      shown.add(interaction.id);
      open(interaction);
    }
  });
}

function open(interaction) {
  const { title, fields } = interaction.modal;
  const inputs = new Map(fields.map(field => [field.id, input(field)]));
  const wrong = el('p', { className: 'wrong', role: 'alert' });
  const form = el('form', { method: 'dialog', onsubmit: event => send(event) },
    el('header', {}, el('h2', {}, title),
      el('button', { type: 'button', className: 'plain', ariaLabel: 'Close', onclick: () => dialog.close() }, icon(icons.close))),
    el('p', { className: 'hint' }, 'This form will be submitted to ', store.bot.global_name, '.'),
    fields.map(field => el('label', {}, el('span', { className: 'name' }, field.label, field.required && star()), inputs.get(field.id))),
    wrong,
    el('footer', {},
      el('button', { type: 'button', className: 'button plain', onclick: () => dialog.close() }, 'Cancel'),
      el('button', { className: 'button primary' }, 'Submit')));
  const dialog = el('dialog', { className: 'modal', onclose: () => dialog.remove() }, form);
  document.getElementById('overlays').append(dialog);
  dialog.showModal();

  async function send(event) {
    event.preventDefault();
    try {
      await submit(interaction, Object.fromEntries([...inputs].map(([id, control]) => [id, control.value])));
      dialog.close();
    } catch (error) {
      wrong.textContent = error.message;
    }
  }
}

const star = () => el('b', {}, ' *');

function input(field) {
  return el(field.long ? 'textarea' : 'input', {
    value: field.value, required: field.required, maxLength: field.most, rows: field.long ? 4 : null,
  });
}
