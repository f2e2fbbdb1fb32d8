import { html, nothing, type TemplateResult } from 'lit';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { DialogController, type DialogContent } from '../element/dialog.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { TikTokAccountRemovedEvent } from '../events/account-removed.ts';
import { spokenName } from './account-status.ts';
import { type RemovalResult, removeAccounts } from './removal.ts';

const NAMED = 10;
/** Of a long removal every so much is said aloud. */
const SPOKEN_STEPS = 4;

/** Asks before ad accounts are removed: what stops first, then what stays; focus starts on keeping. Then shows how it goes. */
export class RemoveDialog {
  readonly #host: ViewHost;
  readonly #dialog: DialogController;
  readonly #removed: (result: RemovalResult) => () => HTMLElement | null;
  #accounts: readonly AdAccount[] = [];
  /** Of the accounts asked about first, while some of them remain. */
  #asked = 0;
  #error: TikTokAdsError | undefined;
  #done: number | undefined;
  #stops = new AbortController();
  /** Where focus goes when the dialog is closed after some were removed and some were not. */
  #focusAfterFailure: (() => HTMLElement | null) | undefined;

  /** @param removed takes accounts out of the list and gives what to focus after the dialog */
  constructor(host: ViewHost, removed: (result: RemovalResult) => () => HTMLElement | null) {
    this.#host = host;
    this.#removed = removed;
    this.#dialog = new DialogController(host.element);
  }

  open(accounts: readonly AdAccount[]): void {
    // A removal that is under way comes to its end first.
    if (this.#done === undefined) {
      this.#accounts = accounts;
      this.#asked = accounts.length;
      this.#error = undefined;
    }
    this.#dialog.open();
  }

  /** Another session: what was asked about is none of its business. What is under way comes to its end unseen. */
  reset(): void {
    this.#stops.abort();
    this.#accounts = [];
    this.#error = undefined;
    this.#done = undefined;
    this.#focusAfterFailure = undefined;
    this.#dialog.close();
  }

  /** Begins nothing further; what is under way comes to its end. */
  readonly #stop = (): void => {
    this.#stops.abort();
    this.#host.update();
  };

  async #remove(): Promise<void> {
    const { client, labels } = this.#host;
    const words = labels.adAccountList;
    if (client === undefined || this.#done !== undefined) return;
    const accounts = this.#accounts;
    this.#done = 0;
    this.#error = undefined;
    this.#stops = new AbortController();
    const { signal } = this.#stops;
    void this.#keepFocus();
    const result = await removeAccounts(client, accounts, {
      signal,
      onProgress: (done) => {
        if (client !== this.#host.client) return;
        this.#done = done;
        this.#host.update();
      },
    });
    if (client !== this.#host.client) return;
    const { removed, failed, untried } = result;
    this.#done = undefined;
    const error = failed[0] && this.#host.report(failed[0].error);
    const focusTarget = removed.length > 0 ? this.#removed(result) : undefined;
    for (const { advertiserId } of removed) {
      this.#host.element.dispatchEvent(new TikTokAccountRemovedEvent({ advertiserId }));
    }
    if (error === undefined) {
      this.#dialog.close(focusTarget);
      const [only] = accounts;
      const told =
        accounts.length === 1 && only !== undefined
          ? words.removed(spokenName(only))
          : untried.length === 0
            ? words.removedMany(removed.length)
            : words.removedSome(removed.length, untried.length);
      if (removed.length > 0) this.#host.announce(told);
    } else {
      this.#accounts = [...failed.map(({ account }) => account), ...untried];
      this.#error = error;
      this.#focusAfterFailure = focusTarget;
      if (!this.#dialog.isOpen) this.#host.announce(this.#failedTitle);
    }
    void this.#keepFocus();
  }

  /** The button that was pressed may have made room for others. */
  async #keepFocus(): Promise<void> {
    this.#host.update();
    await this.#host.element.updateComplete;
    const dialog = this.#host.find('dialog');
    if (dialog?.matches(':focus-within') === false) this.#host.find('.dialog__foot button')?.focus();
  }

  get #failedTitle(): string {
    const words = this.#host.labels.adAccountList;
    return this.#asked === 1 ? words.removeFailed : words.removeFailedMany(this.#accounts.length, this.#asked);
  }

  readonly #close = (): void => {
    this.#dialog.close(this.#focusAfterFailure);
    this.#focusAfterFailure = undefined;
  };

  /** @param others how many ad accounts there are besides those asked about */
  render(others: number): unknown {
    return this.#dialog.render(() => {
      if (this.#done !== undefined && this.#accounts.length > 1) return this.#renderProgress(this.#done);
      return this.#accounts.length === 1 && this.#asked === 1 ? this.#renderOne(others) : this.#renderMany();
    });
  }

  #renderOne(others: number): DialogContent {
    const words = this.#host.labels.adAccountList;
    const [account] = this.#accounts;
    if (account === undefined) return { title: '', body: nothing, foot: nothing };
    const isBusy = this.#done !== undefined;
    return {
      small: true,
      title: html`<bdi>${words.removeTitle(spokenName(account))}</bdi>`,
      caption: html`<span class="mono isolate">${account.advertiserId}</span>`,
      body: html`${this.#renderError()}
        ${renderBullets(words.removeStops, words.removeStays, words.removeHistory, others > 0 ? words.removeOthers(others) : words.removeAgain)}`,
      foot: html`<button type="button" part="button" class="btn" autofocus @click=${this.#close}>${words.keep}</button>
        <button
          type="button"
          part="button danger-button"
          class="btn btn--danger"
          aria-disabled=${isBusy ? 'true' : nothing}
          @click=${() => this.#remove()}
        >
          ${isBusy ? words.removing : words.remove}
        </button>`,
    };
  }

  #renderMany(): DialogContent {
    const { labels } = this.#host;
    const words = labels.adAccountList;
    const accounts = this.#accounts;
    const hasFailed = this.#error !== undefined;
    return {
      title: hasFailed ? this.#failedTitle : words.removeManyTitle(accounts.length),
      body: html`${this.#renderError()} ${this.#renderNames()}
        ${hasFailed ? nothing : renderBullets(words.removeStopsMany, words.removeStaysMany, words.removeHistory, words.removeAgainMany)}`,
      foot: html`<button type="button" part="button" class="btn" autofocus @click=${this.#close}>
          ${hasFailed ? labels.common.close : words.keepMany}
        </button>
        <button type="button" part="button danger-button" class="btn btn--danger" @click=${() => this.#remove()}>
          ${hasFailed ? words.retryMany(accounts.length) : words.removeMany(accounts.length)}
        </button>`,
    };
  }

  #renderNames(): TemplateResult {
    const words = this.#host.labels.adAccountList;
    const rest = this.#accounts.length - NAMED;
    return html`<ul class="names">
      ${this.#accounts.slice(0, NAMED).map(
        (account) => html`<li>
          <bdi>${spokenName(account)}</bdi> <span class="mono muted isolate">${account.advertiserId}</span>
        </li>`,
      )}
      ${rest > 0 ? html`<li class="muted">${words.andMore(rest)}</li>` : nothing}
    </ul>`;
  }

  #renderProgress(done: number): DialogContent {
    const words = this.#host.labels.adAccountList;
    const all = this.#accounts.length;
    const isStopping = this.#stops.signal.aborted;
    const told = Math.floor((done / all) * SPOKEN_STEPS) / SPOKEN_STEPS;
    return {
      title: words.removingMany(all),
      // Closing it says that no more should go.
      onDismiss: this.#stop,
      body: html`<div class="removing">
        <progress class="progress" max=${all} .value=${done} aria-label=${words.removingMany(all)}></progress>
        <p class="small muted num" aria-hidden="true">${words.removedOf(done, all)}</p>
        <span class="visually-hidden" role="status">${words.removedOf(Math.floor(told * all), all)}</span>
      </div>`,
      foot: html`<button type="button" part="button" class="btn" aria-disabled=${isStopping ? 'true' : nothing} @click=${this.#stop}>
        ${isStopping ? words.stopping : words.stop}
      </button>`,
    };
  }

  #renderError(): unknown {
    const error = this.#error;
    if (error === undefined) return nothing;
    const { labels, copied } = this.#host;
    return html`<section class="banner banner--danger" role="alert">
      ${icon('stop')}
      <div class="banner__text">
        ${this.#asked === 1 ? html`<h4>${this.#failedTitle}</h4>` : nothing}
        <p>${failureText(labels, error)}</p>
      </div>
      ${requestIdLine(labels, error, copied, (text) => this.#host.copy(text))}
    </section>`;
  }
}

const renderBullets = (stops: string, ...stays: readonly string[]): TemplateResult =>
  html`<ul class="bullets">
    <li>${icon('pause')}${stops}</li>
    ${stays.map((text) => html`<li>${icon('check')}${text}</li>`)}
  </ul>`;
