import { el } from './elements.js';

/** A list above the message box, gone through with the arrow keys. */
export class Popup {
  #items = [];
  #at = -1;
  element = el('div', { className: 'popup', role: 'listbox', hidden: true });

  /**
   * @param caption what stands above
   * @param items each with label, detail and take
   * @param first whether the first is chosen already
   */
  show(caption, items, first = false) {
    this.#items = items;
    this.#at = first && items.length > 0 ? 0 : -1;
    this.element.hidden = !caption && items.length === 0;
    this.element.replaceChildren(
      ...(caption ? [el('div', { className: 'caption' }, caption)] : []),
      ...items.map(item => el('button', {
        type: 'button', role: 'option', tabIndex: -1, onmousedown: event => event.preventDefault(), onclick: () => item.take(),
      }, item.mark ?? '', el('span', { className: 'label' }, item.label), item.detail && el('small', {}, item.detail))));
    this.#mark();
  }

  hide() {
    this.show('', []);
  }

  /** Takes a key that means something to the list. */
  takes(event) {
    if (this.element.hidden || this.#items.length === 0) {
      return false;
    }

    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.#at = (this.#at + step + this.#items.length) % this.#items.length;
      this.#mark();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && this.#at >= 0) {
      this.#items[this.#at].take();
    } else {
      return false;
    }

    event.preventDefault();
    return true;
  }

  #mark() {
    [...this.element.querySelectorAll('[role=option]')].forEach((option, index) => {
      option.ariaSelected = String(index === this.#at);
      if (index === this.#at) {
        option.scrollIntoView({ block: 'nearest' });
      }
    });
  }
}
