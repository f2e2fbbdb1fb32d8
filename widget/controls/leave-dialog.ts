import { html } from 'lit';
import { DialogController } from '../element/dialog.ts';
import type { ViewHost } from '../element/lazy-element.ts';

interface Leaving {
  readonly changes: number;
  /** Of the ad account whose rules are left; null for the workspace. */
  readonly name: string | null;
  readonly go: () => void;
}

/** Asks before unsaved rules are lost to the rules of another ad account. */
export class LeaveDialog {
  readonly #host: ViewHost;
  readonly #dialog: DialogController;
  #leaving: Leaving | undefined;

  constructor(host: ViewHost) {
    this.#host = host;
    this.#dialog = new DialogController(host.element);
  }

  open(leaving: Leaving): void {
    this.#leaving = leaving;
    this.#dialog.open();
  }

  reset(): void {
    this.#dialog.close();
    this.#leaving = undefined;
  }

  render(): unknown {
    const words = this.#host.labels.controls;
    return this.#dialog.render(() => ({
      small: true,
      title: words.leaveTitle(this.#leaving?.changes ?? 0),
      body: html`<p>${words.leaveText(this.#leaving?.name ?? null)}</p>`,
      foot: html`<button type="button" part="button" class="btn" autofocus @click=${() => this.#dialog.close()}>${words.leaveKeep}</button>
        <button
          type="button"
          part="button danger-button"
          class="btn btn--danger"
          @click=${() => {
            this.#dialog.close(() => this.#host.find('#rules-scope'));
            this.#leaving?.go();
          }}
        >
          ${words.leaveDo}
        </button>`,
    }));
  }
}
