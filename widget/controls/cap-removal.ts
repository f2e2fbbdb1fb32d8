import { html, nothing } from 'lit';
import type { SpendCap } from '../../shared/spend-caps.ts';
import { ActionDialog } from '../element/action-dialog.ts';
import type { DialogContent } from '../element/dialog.ts';
import { isAtTheKeys } from '../element/focus.ts';
import { icon } from '../element/icons.ts';
import type { CapsModel } from './caps-model.ts';

/** The offer stays this long, and longer while the pointer is on it or somebody works by keyboard. */
const OFFERED_MS = 20_000;

/** Asks before a cap goes, and brings it back afterwards. */
export class CapRemoval extends ActionDialog<SpendCap> {
  readonly #model: CapsModel;
  #removed: SpendCap | undefined;
  #isGoingBack = false;
  #hasFailed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(model: CapsModel) {
    super(model.host);
    this.#model = model;
  }

  protected override get failedTitle(): string {
    return this.host.labels.controls.capRemoveFailed;
  }

  override reset(): void {
    super.reset();
    this.drop();
  }

  readonly drop = (): void => {
    clearTimeout(this.#timer);
    this.#removed = undefined;
    this.host.update();
  };

  async #remove(cap: SpendCap): Promise<void> {
    const done = await this.run(() => this.#model.remove(cap));
    if (!done.isDone) return;
    this.#removed = cap;
    this.#hasFailed = false;
    this.#wait();
    this.dialog.close(() => this.host.find('.caps .title'));
    this.host.announce(this.host.labels.controls.capRemoved);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#isGoingBack || this.host.find('.undone:is(:hover, :focus-within)') !== null || isAtTheKeys(this.host))
        this.#wait();
      else this.drop();
    }, OFFERED_MS);
  }

  readonly #bringBack = async (): Promise<void> => {
    const cap = this.#removed;
    const { client, labels } = this.host;
    if (cap === undefined || this.#isGoingBack) return;
    this.#isGoingBack = true;
    this.#hasFailed = false;
    this.host.update();
    const { advertiserId, campaignId, daily, lifetime } = cap;
    try {
      await this.#model.put({ advertiserId, campaignId, daily, lifetime });
      if (client !== this.host.client) return;
      // Before the pressed button goes.
      this.host.find('.caps .title')?.focus();
      this.drop();
      this.host.announce(labels.controls.capBack);
    } catch (cause) {
      if (client !== this.host.client) return;
      this.host.report(cause);
      this.#hasFailed = true;
      this.host.announce(labels.controls.capUndoFailed);
    } finally {
      this.#isGoingBack = false;
      this.host.update();
    }
  };

  protected override content(cap: SpendCap): DialogContent {
    const words = this.host.labels.controls;
    const what = cap.campaignId === null ? this.#model.accountName : (cap.campaignName ?? cap.campaignId);
    return {
      small: true,
      title: words.capRemoveTitle,
      caption: html`<bdi>${what}</bdi>`,
      body: html`${this.renderError()}
        <ul class="bullets">
          <li>${icon('warning')}<span>${words.capRemoveStops(what)}</span></li>
          <li>${icon('check')}<span>${words.capRemoveStays}</span></li>
        </ul>`,
      foot: html`<button type="button" part="button" class="btn" autofocus @click=${this.close}>${words.capKeep}</button>
        <button type="button" part="button danger-button" class="btn btn--danger" aria-disabled=${this.isBusy ? 'true' : nothing} @click=${() => void this.#remove(cap)}>
          ${this.isBusy ? words.capRemoving : words.capRemoveDo}
        </button>`,
    };
  }

  renderUndo(): unknown {
    if (this.#removed === undefined) return nothing;
    const words = this.host.labels.controls;
    return html`<div class="undone">
      <p>${words.capRemoved}${this.#hasFailed ? html`<br /><span class="is-danger">${words.capUndoFailed}</span>` : nothing}</p>
      <span class="actions">
        <button type="button" part="button" class="btn btn--small" aria-disabled=${this.#isGoingBack ? 'true' : nothing} @click=${this.#bringBack}>${words.undo}</button>
        <button
          type="button"
          part="button"
          class="btn btn--quiet btn--small"
          @click=${() => {
            this.host.find('.caps .title')?.focus();
            this.drop();
          }}
        >
          ${words.dismiss}
        </button>
      </span>
    </div>`;
  }
}
