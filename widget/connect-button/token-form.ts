import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Connection, ConnectWithToken } from '../../shared/connections.ts';
import type { Environment } from '../../shared/fields.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';
import { bannerStyles, fieldStyles } from '../styles/controls.ts';
import { noticeStyles } from './connect-notice.styles.ts';
import { checkToken, type FieldName, type FieldTrouble, troubleOf } from './token-fields.ts';

export interface TokenFormOptions {
  client: () => TikTokAdsClient | undefined;
  labels: () => Labels;
  report: (error: unknown) => TikTokAdsError | undefined;
}

/**
 * Takes an access token instead of a sign-in: in the sandbox, which has no sign-in page, and for partners whom TikTok gave
 * a long-lived one.
 */
export class TokenForm {
  static readonly styles = [fieldStyles, bannerStyles, noticeStyles];

  isOpen = false;
  readonly #host: ReactiveControllerHost;
  readonly #options: TokenFormOptions;
  #environment: Environment = 'production';
  #connected: (connection: Connection) => void = () => undefined;
  #isBusy = false;
  #trouble: FieldTrouble = {};
  #error: TikTokAdsError | undefined;
  /** The call that is under way. */
  #call = new AbortController();

  constructor(host: ReactiveControllerHost, options: TokenFormOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** @param connected told the connection that a token made, once */
  open(environment: Environment, connected: (connection: Connection) => void): void {
    this.#call.abort();
    this.isOpen = true;
    this.#connected = connected;
    this.#environment = environment;
    this.#isBusy = false;
    this.#trouble = {};
    this.#error = undefined;
    this.#host.requestUpdate();
  }

  /** What was asked meanwhile no longer counts. */
  close(): void {
    this.#call.abort();
    this.isOpen = false;
    this.#host.requestUpdate();
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.#isBusy) return;
    const form = event.currentTarget as HTMLFormElement;
    const { accessToken, advertiserIds, trouble } = checkToken(new FormData(form), this.#environment);
    this.#error = undefined;
    this.#show(form, trouble);
    const client = this.#options.client();
    if (Object.keys(trouble).length > 0 || client === undefined) return;
    const { signal } = (this.#call = new AbortController());
    this.#isBusy = true;
    try {
      const body: ConnectWithToken = {
        environment: this.#environment,
        accessToken,
        ...(advertiserIds.length === 0 ? {} : { advertiserIds }),
      };
      const connection = await client.call('connectWithToken', { body, signal });
      if (signal.aborted) return;
      this.isOpen = false;
      this.#connected(connection);
    } catch (thrown) {
      if (signal.aborted) return;
      const error = this.#options.report(thrown);
      const fields = troubleOf(error, advertiserIds);
      // What stands beside the ids says it all; why a token is refused takes more words, and an id for support.
      if (fields.advertiserIds === undefined || fields.accessToken !== undefined) this.#error = error;
      this.#isBusy = false;
      this.#show(form, fields);
    } finally {
      if (!signal.aborted) this.#isBusy = false;
      this.#host.requestUpdate();
    }
  }

  #show(form: HTMLFormElement, trouble: FieldTrouble): void {
    this.#trouble = trouble;
    this.#host.requestUpdate();
    const [first] = Object.keys(trouble);
    if (first !== undefined) form.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
  }

  /** The server's sentence names the other environment, which whoever pastes into this form cannot choose. */
  get #isRefused(): boolean {
    const error = this.#error;
    return (
      this.#environment === 'production' &&
      error?.code === 'tiktok_token_rejected' &&
      error.errors.some(({ path }) => path === 'accessToken')
    );
  }

  render(copied: string | undefined, copy: (text: string) => void): TemplateResult {
    const labels = this.#options.labels();
    const words = labels.connectButton;
    const isSandbox = this.#environment === 'sandbox';
    const idsHint = isSandbox ? words.advertiserIdsHint : words.advertiserIdsOptional;
    const go = isSandbox ? words.connectSandbox : words.connectToken;
    return html`<form
      part="notice"
      class="notice notice--form"
      novalidate
      aria-labelledby="token-title"
      @submit=${(event: SubmitEvent) => this.#submit(event)}
    >
      <div class="notice__body">
        <h4 id="token-title">${isSandbox ? words.sandboxTitle : words.tokenTitle}</h4>
        ${isSandbox ? nothing : html`<p>${words.tokenFor}</p>`}
        ${this.#renderField('accessToken', words.token, words.tokenHint)}
        ${this.#renderField('advertiserIds', words.advertiserIds, idsHint)}
        ${
          this.#error === undefined
            ? nothing
            : html`<div class="banner banner--danger" role="alert">
              ${icon('stop')}
              <div class="banner__text">
                <h5>${isSandbox ? words.sandboxFailed : words.tokenFailed}</h5>
                <p>${this.#isRefused ? words.tokenRefusedWhy : failureText(labels, this.#error)}</p>
              </div>
              ${requestIdLine(labels, this.#error, copied, copy)}
            </div>`
        }
        <div class="actions">
          <button part="button primary-button" class="btn btn--primary btn--small" aria-disabled=${this.#isBusy ? 'true' : nothing}>
            ${this.#isBusy ? words.connectingToken : go}
          </button>
          <button type="button" part="button" class="btn btn--quiet btn--small" @click=${() => this.close()}>${labels.common.cancel}</button>
        </div>
      </div>
    </form>`;
  }

  #renderField(name: FieldName, label: string, hint: string): TemplateResult {
    const trouble = this.#trouble[name]?.(this.#options.labels().connectButton);
    return html`<label class="field">
      <span class="field__label">${label}</span>
      <span part="input" class="input">
        <input
          name=${name}
          type=${name === 'accessToken' ? 'password' : 'text'}
          autocomplete="off"
          spellcheck="false"
          aria-describedby="${name}-hint"
          aria-invalid=${trouble === undefined ? nothing : 'true'}
        />
      </span>
      <span class=${trouble === undefined ? 'field__hint' : 'field__error'} id="${name}-hint">${trouble ?? hint}</span>
    </label>`;
  }
}
