import { complete, upload } from './actions.js';
import { el } from './elements.js';
import { guild, members, nameOf, on, store } from './store.js';

const types = { text: 3, whole: 4, truth: 5, user: 6, channel: 7, role: 8, number: 10, file: 11 };
const pause = 150;

const waiting = new Map();
on('interaction', interaction => {
  if (interaction.choices && waiting.has(interaction.id)) {
    waiting.get(interaction.id)(interaction.choices);
    waiting.delete(interaction.id);
  }
});

/** One option of a command that is being typed. */
export class OptionField {
  #line;
  #input;
  #chosen = null;
  #timer = 0;
  #asked = 0;

  constructor(option, line) {
    this.option = option;
    this.#line = line;
    this.#input = el('input', {
      type: option.type === types.file ? 'file' : 'text', autocomplete: 'off', inputMode: this.#isNumber ? 'decimal' : null,
      accept: option.type === types.file ? 'image/*' : null, ariaLabel: option.name,
      oninput: () => this.#typed(), onfocus: () => this.#offer(), onkeydown: event => this.#key(event), onchange: () => this.#picked(),
    });
    this.element = el('label', { className: 'option' }, el('span', {}, option.name), this.#input);
    this.#grow();
  }

  get #isNumber() {
    return this.option.type === types.whole || this.option.type === types.number;
  }

  get isFilled() {
    return this.#chosen !== null || (this.option.type !== types.file && this.#input.value !== '');
  }

  get value() {
    const text = this.#input.value;
    return this.#chosen !== null ? this.#chosen
      : this.#isNumber && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text)
      : text;
  }

  focus() {
    this.#input.focus();
  }

  complain() {
    this.element.classList.add('missing');
    this.#input.focus();
  }

  #typed() {
    this.#chosen = null;
    this.element.classList.remove('missing');
    this.#grow();
    this.#offer();
  }

  #grow() {
    this.#input.size = Math.max(4, Math.min(60, this.#input.value.length + 1));
  }

  #key(event) {
    if (event.key === 'Backspace' && this.#input.value === '') {
      event.preventDefault();
      this.#line.remove(this);
    } else {
      this.#line.key(event);
    }
  }

  async #picked() {
    if (this.option.type === types.file && this.#input.files[0]) {
      this.#chosen = { upload: await upload(this.#input.files[0]) };
    }
  }

  #offer() {
    const caption = `${this.option.name}: ${this.option.description}`;
    if (!this.option.autocomplete) {
      const wanted = this.#input.value.toLowerCase();
      this.#show(caption, this.#fixed().filter(choice => this.#chosen !== null || choice.name.toLowerCase().includes(wanted)));
      return;
    }

    this.#show(caption, []);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(caption), pause);
  }

  #fixed() {
    const named = (kind, all) => all.map(each => ({ name: each.global_name ?? each.name ?? nameOf(each), value: { [kind]: each.id } }));
    switch (this.option.type) {
      case types.truth: return [{ name: 'True', value: true }, { name: 'False', value: false }];
      case types.user: return named('user', members());
      case types.channel: return named('channel', guild().channels);
      case types.role: return named('role', guild().roles);
      default: return this.option.choices ?? [];
    }
  }

  async #ask(caption) {
    const asked = ++this.#asked;
    try {
      const interaction = await complete(this.#line.path, this.option.name, this.#input.value, this.#line.values(this));
      const known = store.interactions.get(interaction.id)?.choices;
      const choices = known ?? await new Promise(found => waiting.set(interaction.id, found));
      if (asked === this.#asked && document.activeElement === this.#input) {
        this.#show(caption, choices);
      }
    } catch {
      // It can be typed without.
    }
  }

  #show(caption, choices) {
    const isFirstMeant = this.#input.value !== '' && this.#chosen === null && this.option.type !== types.text;
    this.#line.popup.show(caption, choices.map(choice => ({ label: choice.name, take: () => this.#take(choice) })), isFirstMeant);
  }

  #take(choice) {
    this.#input.value = choice.name;
    this.#chosen = choice.value;
    this.element.classList.remove('missing');
    this.#grow();
    this.#line.popup.hide();
  }
}
