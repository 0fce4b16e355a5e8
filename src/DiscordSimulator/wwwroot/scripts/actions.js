import { store } from './store.js';

/** What was refused, for people. */
export class Refused extends Error {}

async function post(path, body) {
  const answer = await fetch(`/page/${path}`, {
    method: 'POST',
    body: JSON.stringify({ user: store.me.id, channel: store.channel.id, ...body }),
    headers: { 'Content-Type': 'application/json' },
  });
  const json = await answer.json();
  if (!answer.ok) {
    throw new Refused(json.error ?? 'That did not work.');
  }

  return json;
}

export const slash = (command, options) => post('slash', { command, options });
export const press = (message, button) => post('press', { message: message.id, button });
export const select = (message, button, values) => post('select', { message: message.id, button, values });
export const menu = (command, message) => post('menu', { command, message: message.id });
export const submit = (interaction, values) => post('modal', { interaction: interaction.id, values });
export const complete = (command, option, text, options) => post('complete', { command, option, text, options });
export const say = (text, uploads) => post('say', { text, uploads });

/** Brings a file; the answer is what options and messages name it by. */
export async function upload(file) {
  const answer = await fetch(`/page/uploads?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
    headers: { 'Content-Type': file.type || 'application/octet-stream' },
  });
  return (await answer.json()).id;
}
