import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Connection } from '../../shared/connections.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';
import { bannerStyles, fieldStyles } from '../styles/controls.ts';
import { noticeStyles } from './connect-notice.styles.ts';

export interface SandboxFormOptions {
  client: () => TikTokAdsClient | undefined;
  labels: () => Labels;
  report: (error: unknown) => TikTokAdsError | undefined;
  connected: (connection: Connection) => void;
}

/** TikTok's sandbox has no sign-in page: a token from the developer portal is pasted, with the ad accounts it is for. */
export class SandboxForm {
  static readonly styles = [fieldStyles, bannerStyles, noticeStyles];

  isOpen = false;
  readonly #host: ReactiveControllerHost;
  readonly #options: SandboxFormOptions;
  #isBusy = false;
  #missing: 'token' | 'advertiserIds' | undefined;
  #error: TikTokAdsError | undefined;

  constructor(host: ReactiveControllerHost, options: SandboxFormOptions) {
    this.#host = host;
    this.#options = options;
  }

  open(): void {
    this.isOpen = true;
    this.#missing = undefined;
    this.#error = undefined;
    this.#host.requestUpdate();
  }

  #close(): void {
    this.isOpen = false;
    this.#host.requestUpdate();
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const textOf = (name: string) => {
      const value = data.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const accessToken = textOf('token');
    const advertiserIds = textOf('advertiserIds')
      .split(/[\s,;]+/)
      .filter((id) => id !== '');
    const areIds = advertiserIds.length > 0 && advertiserIds.every((id) => /^\d{1,24}$/.test(id));
    this.#missing = accessToken.length < 8 ? 'token' : areIds ? undefined : 'advertiserIds';
    this.#error = undefined;
    this.#host.requestUpdate();
    if (this.#missing !== undefined) {
      form.querySelector<HTMLInputElement>(`[name=${this.#missing}]`)?.focus();
      return;
    }
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      const client = this.#options.client();
      const body = { environment: 'sandbox' as const, accessToken, advertiserIds };
      const connection = await client?.call('connectWithToken', { body });
      this.isOpen = false;
      if (connection !== undefined) this.#options.connected(connection);
    } catch (error) {
      this.#error = this.#options.report(error);
    } finally {
      this.#isBusy = false;
      this.#host.requestUpdate();
    }
  }

  render(copied: string | undefined, copy: (text: string) => void): TemplateResult {
    const labels = this.#options.labels();
    const words = labels.connectButton;
    return html`<form part="notice" class="notice notice--form" novalidate aria-labelledby="sandbox-title" @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <div class="notice__body">
        <h4 id="sandbox-title">${words.sandboxTitle}</h4>
        ${this.#renderField('token', words.token, words.tokenHint, words.tokenMissing)}
        ${this.#renderField('advertiserIds', words.advertiserIds, words.advertiserIdsHint, words.advertiserIdsMissing)}
        ${
          this.#error === undefined
            ? nothing
            : html`<div class="banner banner--danger" role="alert">
              ${icon('stop')}
              <div class="banner__text">
                <h5>${words.sandboxFailed}</h5>
                <p>${failureText(labels, this.#error)}</p>
              </div>
              ${requestIdLine(labels, this.#error, copied, copy)}
            </div>`
        }
        <div class="actions">
          <button class="btn btn--primary btn--small" aria-disabled=${this.#isBusy ? 'true' : nothing}>
            ${this.#isBusy ? words.connectingSandbox : words.connectSandbox}
          </button>
          <button type="button" class="btn btn--quiet btn--small" @click=${() => this.#close()}>${labels.common.cancel}</button>
        </div>
      </div>
    </form>`;
  }

  #renderField(name: 'token' | 'advertiserIds', label: string, hint: string, missing: string): TemplateResult {
    const isMissing = this.#missing === name;
    return html`<label class="field">
      <span class="field__label">${label}</span>
      <span class="input">
        <input
          name=${name}
          type=${name === 'token' ? 'password' : 'text'}
          autocomplete="off"
          spellcheck="false"
          aria-describedby="${name}-hint"
          aria-invalid=${isMissing ? 'true' : nothing}
        />
      </span>
      <span class=${isMissing ? 'field__error' : 'field__hint'} id="${name}-hint">${isMissing ? missing : hint}</span>
    </label>`;
  }
}
