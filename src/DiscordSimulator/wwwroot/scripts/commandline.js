import { slash } from './actions.js';
import { el, icon, icons } from './elements.js';
import { notice } from './notice.js';
import { OptionField } from './optionfield.js';

/** A command that is being typed: its name, then a field for each option that it has so far. */
export class CommandLine {
  #command;
  #popup;
  #end;
  #fields = [];
  #more;

  constructor(command, popup, end) {
    this.#command = command;
    this.#popup = popup;
    this.#end = end;
    this.#more = el('button', {
      type: 'button', className: 'more-options', onclick: () => this.#offer(), onkeydown: event => this.key(event),
    });
    this.element = el('div', { className: 'command-line' },
      el('span', { className: 'command-name' }, `/${command.path}`), this.#more,
      el('button', { type: 'button', className: 'plain', ariaLabel: 'Leave the command', onclick: end }, icon(icons.close, 18)),
      el('button', { type: 'button', className: 'button primary send', onclick: () => this.send() }, 'Send'));
  }

  begin() {
    this.#command.options.filter(option => option.required).forEach(option => this.add(option));
    this.#count();
    if (this.#fields.length > 0) {
      this.#fields[0].focus();
    } else {
      this.#more.focus();
      this.#offer();
    }
  }

  get path() {
    return this.#command.path;
  }

  get popup() {
    return this.#popup;
  }

  add(option) {
    const field = new OptionField(option, this);
    this.#fields.push(field);
    this.#more.before(field.element);
    this.#count();
    return field;
  }

  remove(field) {
    if (field.option.required) {
      this.#end();
      return;
    }

    this.#fields = this.#fields.filter(each => each !== field);
    field.element.remove();
    this.#count();
    (this.#fields.at(-1) ?? this.#more).focus();
  }

  /** What stands in the fields so far. */
  values(except) {
    const filled = this.#fields.filter(field => field !== except && field.isFilled);
    return Object.fromEntries(filled.map(field => [field.option.name, field.value]));
  }

  /** A key that no list of choices has taken. */
  key(event) {
    if (this.#popup.takes(event)) {
      return;
    }

    if (event.key === 'Escape') {
      event.preventDefault();
      this.#end();
    } else if (event.key === 'Enter' && event.currentTarget !== this.#more) {
      event.preventDefault();
      this.send();
    }
  }

  async send() {
    const missing = this.#fields.find(field => field.option.required && !field.isFilled);
    if (missing) {
      missing.complain();
      return;
    }

    try {
      await slash(this.#command.path, this.values());
      this.#end();
    } catch (error) {
      notice(error.message);
    }
  }

  get #left() {
    return this.#command.options.filter(option => !this.#fields.some(field => field.option.name === option.name));
  }

  #count() {
    this.#more.hidden = this.#left.length === 0 && this.#fields.length > 0;
    this.#more.textContent = this.#left.length > 0 ? `+${this.#left.length} more` : 'no options';
  }

  #offer() {
    const items = this.#left.map(option => ({ label: option.name, detail: option.description, take: () => this.add(option).focus() }));
    this.#popup.show('Options', items, true);
  }
}
