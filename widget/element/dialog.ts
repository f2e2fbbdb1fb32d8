import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { deepActiveElement } from './focus.ts';
import { icon } from './icons.ts';
import { tabWithin } from './tab-within.ts';

export interface DialogContent {
  title: unknown;
  /** A line under the title. */
  caption?: unknown;
  /** A search field and the like, which stay while the body scrolls. */
  tools?: unknown;
  body: unknown;
  /** Buttons, the least harmful one with `autofocus`. */
  foot: unknown;
  /** 440 instead of 560 pixels wide. */
  small?: boolean;
  /** Shows a cross in the corner with this name. */
  closeLabel?: string;
  /** Esc, the cross or a press beside the dialog; the dialog closes after it unless the answer is false. */
  onDismiss?: () => boolean | void;
}

/** Text that is longer than its box, and has nothing in it to go to, has to be gone to itself: or the keyboard never sees its end. */
function letKeysScroll(body: Element): void {
  const isStuck =
    body.scrollHeight > body.clientHeight + 1 && body.querySelector('a[href], button, input, select') === null;
  if (isStuck) body.setAttribute('tabindex', '0');
  else body.removeAttribute('tabindex');
}

/**
 * A native modal `<dialog>` in the host's shadow root. It takes focus to the control marked `autofocus`, and gives it
 * back to where it was, or to `fallback` when that is gone.
 */
export class DialogController implements ReactiveController {
  isOpen = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onForced: (() => void) | undefined;
  #opener: HTMLElement | undefined;
  /** A window made narrow, or a phone that is turned, makes a box of what was not. */
  #sizes: ResizeObserver | undefined;

  /** @param onForced told after a close that neither the person nor the host asked for */
  constructor(host: ReactiveControllerHost & HTMLElement, onForced?: () => void) {
    this.#host = host;
    this.#onForced = onForced;
    host.addController(this);
  }

  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.#opener = deepActiveElement(this.#host);
    this.#host.requestUpdate();
  }

  /** Closes; `focusTarget` wins over where focus was. */
  close(focusTarget?: () => HTMLElement | null | undefined): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#sizes?.disconnect();
    this.#element?.close();
    this.#host.requestUpdate();
    void this.#giveFocusBack(focusTarget);
  }

  async #giveFocusBack(focusTarget?: () => HTMLElement | null | undefined): Promise<void> {
    const opener = this.#opener;
    await this.#host.updateComplete;
    const target = focusTarget?.() ?? (opener?.isConnected === true ? opener : undefined);
    target?.focus();
  }

  get #element(): HTMLDialogElement | null | undefined {
    return this.#host.shadowRoot?.querySelector('dialog');
  }

  hostUpdated(): void {
    const element = this.#element;
    if (!this.isOpen || element == null) return;
    const body = element.querySelector('.dialog__body');
    if (!element.open) {
      element.showModal();
      element.querySelector<HTMLElement>('[autofocus]')?.focus();
      this.#sizes ??= new ResizeObserver((sizes) => sizes.forEach(({ target }) => this.#look(target)));
      if (body !== null) this.#sizes.observe(body);
    }
    if (body !== null) letKeysScroll(body);
  }

  /** The page may hide what the dialog is in: it would be out of sight, and nothing else of the page could be pressed. */
  #look(body: Element): void {
    if (body.getClientRects().length === 0) this.#force();
    else letKeysScroll(body);
  }

  #force(): void {
    if (!this.isOpen) return;
    this.close();
    this.#onForced?.();
  }

  hostDisconnected(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#sizes?.disconnect();
    // An element that is put back elsewhere must not show its dialog as a part of the page.
    this.#host.requestUpdate();
  }

  /** A browser closes it without asking when Esc is pressed twice. The event comes late: another one may be open by then. */
  readonly #closed = ({ currentTarget }: Event): void => {
    const dialog = currentTarget as HTMLDialogElement;
    if (dialog === this.#element && !dialog.open) this.#force();
  };

  /** The dialog while it is open, else nothing. One dialog at a time in a host. */
  render(content: () => DialogContent): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const { title, caption, tools, body, foot, small, closeLabel, onDismiss } = content();
    const dismiss = (event: Event) => {
      event.preventDefault();
      if (onDismiss?.() !== false) this.close();
    };
    const onKey = (event: KeyboardEvent) => {
      // One Esc closes one layer: a drawer of the page around must not hear of it.
      if (event.key === 'Escape') event.stopPropagation();
      tabWithin(event, event.currentTarget as HTMLElement);
      // WebKit keeps Esc for a search field, though it is empty, and the dialog would never hear of it.
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      const { target } = event;
      if (target instanceof HTMLInputElement && target.type === 'search' && target.value === '') dismiss(event);
    };
    return html`<dialog
      part="dialog"
      class="dialog ${small === true ? 'dialog--small' : ''}"
      aria-labelledby="dialog-title"
      @cancel=${dismiss}
      @close=${this.#closed}
      @keydown=${onKey}
      @pointerdown=${(event: PointerEvent) => event.target === event.currentTarget && dismiss(event)}
    >
      <div class="dialog__box">
        <header class="dialog__head">
          <div>
            <h3 class="dialog__title" id="dialog-title">${title}</h3>
            ${caption === undefined ? nothing : html`<p class="subtitle">${caption}</p>`}
          </div>
          ${
            closeLabel === undefined
              ? nothing
              : html`<button type="button" part="icon-button" class="btn btn--quiet btn--icon" aria-label=${closeLabel} @click=${dismiss}>
                ${icon('close')}
              </button>`
          }
        </header>
        ${tools ?? nothing}
        <div class="dialog__body">${body}</div>
        <footer class="dialog__foot">${foot}</footer>
      </div>
    </dialog>`;
  }
}
