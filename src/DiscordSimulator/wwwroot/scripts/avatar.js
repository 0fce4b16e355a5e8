import { el } from './elements.js';
import { nameOf } from './store.js';

const colours = ['#5865f2', '#3ba55d', '#d9822b', '#c4507e', '#2f8f9d', '#8a63d2'];

/** A round with the first letter of somebody's name, in a colour of their own. */
export function avatar(user, className = 'avatar') {
  const number = [...user.id].reduce((sum, digit) => (sum * 7 + Number(digit)) % 997, 0);
  const round = el('span', { className, ariaHidden: 'true' }, user.bot ? '✦' : nameOf(user)[0].toUpperCase());
  round.style.background = user.bot ? 'linear-gradient(135deg, #6a5cff, #e0559c)' : colours[number % colours.length];
  return round;
}
