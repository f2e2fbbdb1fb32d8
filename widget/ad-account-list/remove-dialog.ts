import { html, nothing } from 'lit';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { DialogController } from '../element/dialog.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { TikTokAccountRemovedEvent } from '../events/account-removed.ts';

/** Asks before an ad account is removed: what stops first, then what stays; focus starts on keeping it. */
export class RemoveDialog {
  readonly #host: ViewHost;
  readonly #dialog: DialogController;
  readonly #removed: (account: AdAccount) => () => HTMLElement | null;
  #account: AdAccount | undefined;
  #error: TikTokAdsError | undefined;
  #isBusy = false;

  /** @param removed takes the account out of the list and gives what to focus after the dialog */
  constructor(host: ViewHost, removed: (account: AdAccount) => () => HTMLElement | null) {
    this.#host = host;
    this.#removed = removed;
    this.#dialog = new DialogController(host.element);
  }

  open(account: AdAccount): void {
    this.#account = account;
    this.#error = undefined;
    this.#dialog.open();
  }

  async #remove(account: AdAccount): Promise<void> {
    if (this.#isBusy) return;
    const { advertiserId, name } = account;
    this.#isBusy = true;
    this.#error = undefined;
    this.#host.update();
    try {
      await this.#host.client?.call('removeAdAccount', { params: { advertiserId } });
      const focusTarget = this.#removed(account);
      // Another question may have been opened meanwhile.
      if (this.#account === account) this.#dialog.close(focusTarget);
      this.#host.announce(this.#host.labels.adAccountList.removed(name));
      this.#host.element.dispatchEvent(new TikTokAccountRemovedEvent({ advertiserId }));
    } catch (error) {
      const failure = this.#host.report(error);
      if (this.#account === account) this.#error = failure;
    } finally {
      this.#isBusy = false;
      this.#host.update();
    }
  }

  /** @param others how many other ad accounts there are */
  render(others: number): unknown {
    const account = this.#account;
    if (account === undefined) return nothing;
    const { labels, copied } = this.#host;
    const words = labels.adAccountList;
    const error = this.#error;
    return this.#dialog.render(() => ({
      small: true,
      title: html`<bdi>${words.removeTitle(account.name)}</bdi>`,
      caption: html`<span class="mono isolate">${account.advertiserId}</span>`,
      body: html`<ul class="bullets">
          <li>${icon('pause')}${words.removeStops}</li>
          <li>${icon('check')}${words.removeStays}</li>
          <li>${icon('check')}${others > 0 ? words.removeOthers(others) : words.removeAgain}</li>
        </ul>
        ${
          error === undefined
            ? nothing
            : html`<section class="banner banner--danger" role="alert">
              ${icon('stop')}
              <div class="banner__text">
                <h4>${words.removeFailed}</h4>
                <p>${failureText(labels, error)}</p>
              </div>
              ${requestIdLine(labels, error, copied, (text) => this.#host.copy(text))}
            </section>`
        }`,
      foot: html`<button type="button" class="btn" autofocus @click=${() => this.#dialog.close()}>${words.keep}</button>
        <button
          type="button"
          class="btn btn--danger"
          aria-disabled=${this.#isBusy ? 'true' : nothing}
          @click=${() => this.#remove(account)}
        >
          ${this.#isBusy ? words.removing : words.remove}
        </button>`,
    }));
  }
}
