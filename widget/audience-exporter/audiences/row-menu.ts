import { html, type ReactiveController, type TemplateResult } from 'lit';
import type { ViewHost } from '../../element/lazy-element.ts';
import { moreMark } from './marks.ts';

export interface MenuItem {
  id: string;
  label: string;
  act: () => void;
  /** Drawn in red, at the end. */
  isDangerous?: boolean;
}

const GAP = 4;
const MARGIN = 8;

/** The menus of rows: one list of actions in the browser's top layer, at the button that opened it. */
export class RowMenu implements ReactiveController {
  readonly #host: ViewHost;
  #openFor: string | null = null;
  #label: () => string = () => '';
  /** Asked for whenever it is drawn: what somebody may do can come after a quick press. */
  #items: () => readonly MenuItem[] = () => [];
  #wasOpenAtPress = false;

  constructor(host: ViewHost) {
    this.#host = host;
    host.element.addController(this);
  }

  hostDisconnected(): void {
    this.#openFor = null;
    this.#follow(false);
  }

  /** What came late may have made the list longer. */
  hostUpdated(): void {
    if (this.#openFor !== null && this.#list?.matches(':popover-open') === true) this.#place();
  }

  /** The button of a row; `id` is the row's. Its name is asked for anew whenever the list is drawn, in the language of that moment. */
  renderButton(id: string, label: () => string, items: () => readonly MenuItem[]): TemplateResult {
    return html`<button
      type="button"
      id="menu-${id}"
      part="icon-button"
      class="btn btn--quiet btn--icon"
      aria-haspopup="menu"
      aria-expanded=${this.#openFor === id ? 'true' : 'false'}
      aria-label=${label()}
      title=${label()}
      @pointerdown=${() => (this.#wasOpenAtPress = this.#openFor === id)}
      @click=${() => this.#toggle(id, label, items)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        event.preventDefault();
        void this.#open(id, label, items, event.key === 'ArrowUp');
      }}
    >
      ${moreMark()}
    </button>`;
  }

  /** The list itself; once in a view. */
  render(): TemplateResult {
    return html`<div
      class="popover menu"
      role="menu"
      popover="auto"
      aria-label=${this.#label()}
      @toggle=${this.#toggled}
      @keydown=${this.#key}
    >
      ${this.#items().map(
        (item) => html`<button
          type="button"
          class="menu__item ${item.isDangerous === true ? 'menu__item--danger' : ''}"
          role="menuitem"
          tabindex="-1"
          @click=${() => this.#choose(item)}
        >
          ${item.label}
        </button>`,
      )}
    </div>`;
  }

  get #list(): HTMLElement | null {
    return this.#host.find('.menu');
  }

  #toggle(id: string, label: () => string, items: () => readonly MenuItem[]): void {
    // The press on the button of an open list has closed it already, by the browser's own light dismiss.
    const wasOpen = this.#openFor === id || this.#wasOpenAtPress;
    this.#wasOpenAtPress = false;
    if (wasOpen) this.#close();
    else void this.#open(id, label, items, false);
  }

  async #open(id: string, label: () => string, items: () => readonly MenuItem[], atEnd: boolean): Promise<void> {
    this.#openFor = id;
    this.#label = label;
    this.#items = items;
    this.#host.update();
    await this.#host.element.updateComplete;
    const list = this.#list;
    if (list === null || this.#openFor !== id) return;
    this.#host.find(`#menu-${id}`)?.scrollIntoView({ block: 'nearest' });
    if (!list.matches(':popover-open')) list.showPopover();
    this.#place();
    this.#follow(true);
    const buttons = this.#buttons(list);
    buttons.at(atEnd ? -1 : 0)?.focus();
  }

  /** The page moves below it, or the window changes: it stays at its button. */
  #follow(isOn: boolean): void {
    for (const name of ['scroll', 'resize']) {
      if (isOn) window.addEventListener(name, this.#place, { capture: true, passive: true });
      else window.removeEventListener(name, this.#place, { capture: true });
    }
  }

  /** Below its button, or above it where there is more room; within the window. */
  readonly #place = (): void => {
    const list = this.#list;
    const button = this.#host.find(`#menu-${this.#openFor ?? ''}`)?.getBoundingClientRect();
    if (list === null || button === undefined) return;
    const { width, height } = list.getBoundingClientRect();
    const isRtl = getComputedStyle(list).direction === 'rtl';
    const room = document.documentElement.clientWidth;
    const start = isRtl ? button.left : button.right - width;
    const isAbove = button.bottom + GAP + height > window.innerHeight - MARGIN && button.top > height + GAP;
    // Through the object model: a strict content security policy refuses the attribute only.
    list.style.setProperty('left', `${Math.max(MARGIN, Math.min(start, room - width - MARGIN))}px`);
    list.style.setProperty('top', `${isAbove ? button.top - GAP - height : button.bottom + GAP}px`);
  };

  #close(): void {
    const id = this.#openFor;
    this.#openFor = null;
    this.#follow(false);
    const list = this.#list;
    if (list?.matches(':popover-open') === true) list.hidePopover();
    if (id !== null) this.#host.find(`#menu-${id}`)?.focus({ preventScroll: true });
    this.#host.update();
  }

  /** The browser closed it: Esc, or a press elsewhere. */
  readonly #toggled = (event: ToggleEvent): void => {
    if (event.newState === 'open' || this.#openFor === null) return;
    this.#openFor = null;
    this.#follow(false);
    this.#host.update();
  };

  #choose(item: MenuItem): void {
    this.#close();
    item.act();
  }

  #buttons(list: HTMLElement): HTMLElement[] {
    return [...list.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  readonly #key = (event: KeyboardEvent): void => {
    const buttons = this.#buttons(event.currentTarget as HTMLElement);
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const last = buttons.length - 1;
    const go = (to: number) => {
      event.preventDefault();
      buttons[to]?.focus();
    };
    switch (event.key) {
      case 'ArrowDown':
        return go(at === last ? 0 : at + 1);
      case 'ArrowUp':
        return go(at <= 0 ? last : at - 1);
      case 'Home':
        return go(0);
      case 'End':
        return go(last);
      case 'Escape':
      case 'Tab':
        event.preventDefault();
        // Esc is for the menu alone: a drawer of the page around stays open.
        if (event.key === 'Escape') event.stopPropagation();
        return this.#close();
    }
    if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = event.key.toLowerCase();
    const order = [...buttons.slice(at + 1), ...buttons.slice(0, at + 1)];
    order.find((button) => button.textContent.trim().toLowerCase().startsWith(wanted))?.focus();
  };
}
