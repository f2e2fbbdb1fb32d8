import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { deepActiveElement } from './focus.ts';
import { icon } from './icons.ts';

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
  /** Esc, the cross or a press beside the dialog; the dialog closes after it. */
  onDismiss?: () => void;
}

/**
 * A native modal `<dialog>` in the host's shadow root. It takes focus to the control marked `autofocus`, and gives it
 * back to where it was, or to `fallback` when that is gone.
 */
export class DialogController implements ReactiveController {
  isOpen = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  #opener: HTMLElement | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.#opener = deepActiveElement();
    this.#host.requestUpdate();
  }

  /** Closes; `focusTarget` wins over where focus was. */
  close(focusTarget?: () => HTMLElement | null | undefined): void {
    if (!this.isOpen) return;
    this.isOpen = false;
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
    if (!this.isOpen || element == null || element.open) return;
    element.showModal();
    element.querySelector<HTMLElement>('[autofocus]')?.focus();
  }

  hostDisconnected(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    // An element that is put back elsewhere must not show its dialog as a part of the page.
    this.#host.requestUpdate();
  }

  /** The dialog while it is open, else nothing. One dialog at a time in a host. */
  render(content: () => DialogContent): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const { title, caption, tools, body, foot, small, closeLabel, onDismiss } = content();
    const dismiss = (event: Event) => {
      event.preventDefault();
      onDismiss?.();
      this.close();
    };
    return html`<dialog
      part="dialog"
      class="dialog ${small === true ? 'dialog--small' : ''}"
      aria-labelledby="dialog-title"
      @cancel=${dismiss}
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
              : html`<button type="button" class="btn btn--quiet btn--icon" aria-label=${closeLabel} @click=${dismiss}>
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
