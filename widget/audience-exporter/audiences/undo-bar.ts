import { html, nothing } from 'lit';
import { isAtTheKeys } from '../../element/focus.ts';
import type { ViewHost } from '../../element/lazy-element.ts';

/** The offer stays this long, and longer while the pointer is on it or somebody works by keyboard. */
const OFFERED_MS = 20_000;

/** Says what was done, and takes it back. */
export class UndoBar {
  readonly #host: ViewHost;
  #offer: { of: string; text: string; undo: () => void } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ViewHost) {
    this.#host = host;
  }

  /** @param of the id of what was changed */
  offer(of: string, text: string, undo: () => void): void {
    this.#offer = { of, text, undo };
    this.#host.announce(text);
    this.#wait();
    this.#host.update();
  }

  readonly drop = (): void => {
    clearTimeout(this.#timer);
    this.#offer = undefined;
    this.#host.update();
  };

  /** What was changed is gone, and the offer with it. */
  dropOf(id: string): void {
    if (this.#offer?.of === id) this.drop();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#host.find('.done:is(:hover, :focus-within)') !== null || isAtTheKeys(this.#host)) this.#wait();
      else this.drop();
    }, OFFERED_MS);
  }

  render(): unknown {
    const offer = this.#offer;
    if (offer === undefined) return nothing;
    const { labels } = this.#host;
    const undo = () => {
      // Before the pressed button goes.
      this.#host.find('.audiences__title')?.focus();
      this.drop();
      offer.undo();
    };
    return html`<div class="done">
      <p><bdi>${offer.text}</bdi></p>
      <span class="actions">
        <button type="button" part="button" class="btn btn--small" @click=${undo}>${labels.audiences.undo}</button>
        <button type="button" part="button" class="btn btn--quiet btn--small" @click=${this.drop}>${labels.audiences.dismiss}</button>
      </span>
    </div>`;
  }
}
