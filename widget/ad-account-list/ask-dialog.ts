import { html } from 'lit';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import { DialogController } from '../element/dialog.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { spokenName } from './account-status.ts';

export const BUSINESS_CENTER_URL = 'https://business.tiktok.com/';

/** Where only an Admin at TikTok can help: what they have to do, and a message that asks them for it. */
export class AskDialog {
  readonly #host: ViewHost;
  readonly #dialog: DialogController;
  #account: AdAccount | undefined;
  #person: () => string | undefined = () => undefined;

  constructor(host: ViewHost) {
    this.#host = host;
    this.#dialog = new DialogController(host.element);
  }

  /** @param person who signed in at TikTok, where TikTok says */
  open(account: AdAccount, person: () => string | undefined): void {
    this.#account = account;
    this.#person = person;
    this.#dialog.open();
  }

  close(): void {
    this.#dialog.close();
  }

  render(): unknown {
    return this.#dialog.render(() => {
      const { labels, copied } = this.#host;
      const words = labels.adAccountList;
      const account = this.#account;
      const name = account === undefined ? '' : spokenName(account);
      const id = account?.advertiserId ?? '';
      const isAnalyst = account?.role === 'ANALYST' && account.status === 'read_only';
      const person = this.#person() ?? words.me;
      const message = (isAnalyst ? words.askAnalystMessage : words.askAccessMessage)(name, id, person);
      return {
        title: html`<bdi>${words.askTitle(name)}</bdi>`,
        caption: html`<span class="mono isolate">${id}</span>`,
        closeLabel: labels.common.close,
        body: html`<p>${isAnalyst ? words.askAnalyst : words.askAccess}</p>
          <figure class="message" aria-label=${words.askMessage}><p dir="auto">${message}</p></figure>`,
        foot: html`<a part="button" class="btn btn--quiet" href=${BUSINESS_CENTER_URL} target="_blank" rel="noopener noreferrer">
            ${words.openBusinessCenter}<span class="visually-hidden"> (${words.opensNewTab})</span>${icon('out')}
          </a>
          <button type="button" part="button primary-button" class="btn btn--primary" autofocus @click=${() => this.#host.copy(message)}>
            ${icon(copied === message ? 'check' : 'copy')}${copied === message ? words.messageCopied : words.copyMessage}
          </button>`,
      };
    });
  }
}
