import { html, nothing } from 'lit';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { Connection } from '../../shared/connections.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { DialogController, type DialogContent } from '../element/dialog.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { TikTokAccountRemovedEvent } from '../events/account-removed.ts';
import { spokenName } from './account-status.ts';
import { joined } from './render-sign-in.ts';
import { signInCaptions, signInName } from './sign-in-look.ts';

const NAMED = 5;
/** Withdrawing it at TikTok is tried at once, and goes on without us when TikTok takes longer. */
const DISCONNECT_TIMEOUT_MS = 60_000;

/** Asks before a sign-in is disconnected: what stops first, then what stays; focus starts on keeping it. */
export class DisconnectDialog {
  readonly #host: ViewHost;
  readonly #dialog: DialogController;
  readonly #disconnected: (connection: Connection) => () => HTMLElement | null;
  #connection: Connection | undefined;
  #accounts: readonly AdAccount[] = [];
  #isBusy = false;
  #error: TikTokAdsError | undefined;

  /** @param disconnected takes the sign-in out of the page and gives what to focus after the dialog */
  constructor(host: ViewHost, disconnected: (connection: Connection) => () => HTMLElement | null) {
    this.#host = host;
    this.#disconnected = disconnected;
    this.#dialog = new DialogController(host.element);
  }

  open(connection: Connection, accounts: readonly AdAccount[]): void {
    // One that is under way comes to its end first.
    if (!this.#isBusy) {
      this.#connection = connection;
      this.#accounts = accounts;
      this.#error = undefined;
    }
    this.#dialog.open();
  }

  /** Another session: what was asked about is none of its business. */
  reset(): void {
    this.#connection = undefined;
    this.#accounts = [];
    this.#isBusy = false;
    this.#error = undefined;
    this.#dialog.close();
  }

  async #disconnect(): Promise<void> {
    const { client, labels } = this.#host;
    const connection = this.#connection;
    if (client === undefined || connection === undefined || this.#isBusy) return;
    const isOld = () => client !== this.#host.client;
    this.#isBusy = true;
    this.#error = undefined;
    this.#host.update();
    try {
      await client.call('removeConnection', {
        params: { connectionId: connection.id },
        timeoutMs: DISCONNECT_TIMEOUT_MS,
      });
    } catch (cause) {
      if (isOld()) return;
      this.#isBusy = false;
      this.#error = this.#host.report(cause);
      if (!this.#dialog.isOpen) this.#host.announce(labels.signIns.disconnectFailed);
      this.#host.update();
      return;
    }
    if (isOld()) return;
    this.#isBusy = false;
    const accounts = this.#accounts;
    const focusTarget = this.#disconnected(connection);
    for (const { advertiserId } of accounts) {
      this.#host.element.dispatchEvent(new TikTokAccountRemovedEvent({ advertiserId }));
    }
    this.#dialog.close(focusTarget);
    this.#host.announce(labels.signIns.disconnected(signInName(connection, labels)));
  }

  /** @param others how many sign-ins there are besides this one */
  render(others: number): unknown {
    return this.#dialog.render(() =>
      this.#connection === undefined
        ? { title: '', body: nothing, foot: nothing }
        : this.#content(this.#connection, others),
    );
  }

  #content(connection: Connection, others: number): DialogContent {
    const { labels } = this.#host;
    const words = labels.signIns;
    const captions = signInCaptions(connection, labels);
    // Those of a very long list may not all be loaded yet; the server has counted them.
    const count = Math.max(this.#accounts.length, connection.importedCount);
    const stays = [words.staysTikTok, words.staysHere, ...(others > 0 ? [words.staysOthers(others)] : [])];
    return {
      title: html`<bdi>${words.disconnectTitle(signInName(connection, labels))}</bdi>`,
      ...(captions.length === 0 ? {} : { caption: joined(captions) }),
      body: html`${this.#renderError()}
        <ul class="bullets">
          <li>${icon('unlink')}${connection.source === 'token' ? words.stopsToken : words.stopsPermission}</li>
          <li>${icon('pause')}${words.stopsWork}</li>
          ${
            count === 0
              ? nothing
              : html`<li>
                  ${icon('bin')}
                  <div>${words.stopsAccounts(count)} ${this.#renderNames(count)}</div>
                </li>`
          }
          ${stays.map((text) => html`<li>${icon('check')}${text}</li>`)}
        </ul>`,
      foot: html`<button type="button" part="button" class="btn" autofocus @click=${() => this.#dialog.close()}>${words.keep}</button>
        <button
          type="button"
          part="button danger-button"
          class="btn btn--danger"
          aria-disabled=${this.#isBusy ? 'true' : nothing}
          @click=${() => this.#disconnect()}
        >
          ${this.#isBusy ? words.disconnecting : words.disconnectNow}
        </button>`,
    };
  }

  #renderNames(count: number): unknown {
    const shown = this.#accounts.slice(0, count === NAMED + 1 ? count : NAMED);
    const rest = count - shown.length;
    return html`<ul class="leaving">
      ${shown.map((account) => html`<li><bdi>${spokenName(account)}</bdi></li>`)}
      ${rest > 0 ? html`<li class="muted">${this.#host.labels.signIns.andMore(rest)}</li>` : nothing}
    </ul>`;
  }

  #renderError(): unknown {
    const error = this.#error;
    if (error === undefined) return nothing;
    const { labels, copied } = this.#host;
    return html`<section class="banner banner--danger" role="alert">
      ${icon('stop')}
      <div class="banner__text">
        <h4>${labels.signIns.disconnectFailed}</h4>
        <p>${failureText(labels, error)}</p>
      </div>
      ${requestIdLine(labels, error, copied, (text) => this.#host.copy(text))}
    </section>`;
  }
}
