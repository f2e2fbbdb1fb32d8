import { html, nothing, type TemplateResult } from 'lit';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { isAtTheKeys } from '../element/focus.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { TikTokAccountsImportedEvent } from '../events/accounts-imported.ts';
import { spokenName } from './account-status.ts';
import { importAgain, type RemovalResult } from './removal.ts';

/** The offer stays this long, and longer while the pointer is on it or somebody works by keyboard. */
const OFFERED_MS = 20_000;
/** What TikTok would refuse to import: these only come back by another sign-in or another role. */
const RETURNING: readonly AdAccount['status'][] = ['connected', 'read_only'];

/** Says at the end of the list what was removed, and brings it back: importing again is the way back. */
export class RemovalUndo {
  /** Of the last undo that did not bring everything back. */
  failure: { error: TikTokAdsError; accounts: readonly AdAccount[] } | undefined;
  readonly #host: ViewHost;
  #result: RemovalResult | undefined;
  #isBusy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ViewHost) {
    this.#host = host;
  }

  get isOffered(): boolean {
    return this.#result !== undefined;
  }

  offer(result: RemovalResult): void {
    this.#result = result;
    this.failure = undefined;
    this.#wait();
  }

  readonly drop = (): void => {
    clearTimeout(this.#timer);
    this.#result = undefined;
    this.failure = undefined;
    this.#host.update();
  };

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const isInUse =
        this.#isBusy || this.#host.find('.undo:is(:hover, :focus-within)') !== null || isAtTheKeys(this.#host);
      if (isInUse) this.#wait();
      else {
        this.#result = undefined;
        this.#host.update();
      }
    }, OFFERED_MS);
  }

  readonly bringBack = async (): Promise<void> => {
    const { client, labels } = this.#host;
    const wanted = this.failure?.accounts ?? this.#result?.removed ?? [];
    if (client === undefined || this.#isBusy || wanted.length === 0) return;
    this.#isBusy = true;
    this.failure = undefined;
    this.#host.update();
    const { back, error } = await importAgain(client, wanted);
    this.#isBusy = false;
    // Another session has its own list, and what was brought back is not in it.
    if (client !== this.#host.client) return;
    this.#result = undefined;
    const failure = error && this.#host.report(error);
    const ids = new Set(back.map(({ advertiserId }) => advertiserId));
    const lost = wanted.filter(({ advertiserId }) => !ids.has(advertiserId));
    if (failure !== undefined) this.failure = { error: failure, accounts: lost };
    if (back.length > 0) this.#host.announce(labels.adAccountList.undone(back.length));
    for (const connectionId of new Set(back.map((account) => account.connectionId))) {
      const advertiserIds = back
        .filter((account) => account.connectionId === connectionId)
        .map(({ advertiserId }) => advertiserId);
      // The list hears it too, and loads again.
      this.#host.element.dispatchEvent(new TikTokAccountsImportedEvent({ connectionId, advertiserIds }));
    }
    this.#host.update();
    const [first] = back;
    await this.#host.element.updateComplete;
    if (first !== undefined) this.#host.find('.title')?.focus();
  };

  render(): TemplateResult | typeof nothing {
    const result = this.#result;
    if (result === undefined) return nothing;
    const { labels } = this.#host;
    const words = labels.adAccountList;
    const { removed, untried } = result;
    const [first] = removed;
    const mayReturn = removed.some(({ status }) => RETURNING.includes(status));
    const text =
      removed.length === 1 && untried.length === 0 && first !== undefined
        ? html`<bdi>${words.removed(spokenName(first))}</bdi>`
        : untried.length === 0
          ? words.removedMany(removed.length)
          : words.removedSome(removed.length, untried.length);
    const undo = html`<button
      type="button"
      part="button"
      class="btn"
      aria-disabled=${this.#isBusy ? 'true' : nothing}
      @click=${this.bringBack}
    >
      ${this.#isBusy ? words.undoing : words.undo}
    </button>`;
    return html`<div class="bar undo">
      <p class="bar__text">${text}</p>
      <div class="actions">
        ${mayReturn ? undo : nothing}
        <button type="button" part="icon-button" class="btn btn--quiet btn--icon" aria-label=${words.dismiss} @click=${this.drop}>${icon('close')}</button>
      </div>
    </div>`;
  }
}
