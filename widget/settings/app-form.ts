import { html, nothing, type TemplateResult } from 'lit';
import type { TikTokAppView } from '../../shared/tiktok-app.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import type { Labels } from '../labels/labels.ts';

type FieldName = 'appId' | 'appSecret';
/** Said whenever it is drawn, in the language of that moment. */
type Said = (words: Labels['settings']) => string;
/** TikTok is asked whether the pair is right before it is taken. */
const SAVE_TIMEOUT_MS = 60_000;
/** As short as the server takes. */
const SHORTEST_SECRET = 16;
const PRINTABLE = /^[\x21-\x7e]+$/;

/** Takes app id and secret of the workspace's own developer app. The secret goes one way only: it is never shown again. */
export class AppForm {
  isOpen = false;
  readonly #host: ViewHost;
  readonly #saved: (app: TikTokAppView) => void;
  #appId = '';
  #isBusy = false;
  /** What is wrong with which field, as far as it can be said of one. */
  #wrong: Partial<Record<FieldName, Said>> = {};
  #error: TikTokAdsError | undefined;

  constructor(host: ViewHost, saved: (app: TikTokAppView) => void) {
    this.#host = host;
    this.#saved = saved;
  }

  /** @param app the app there is: its id stays in the field, since a new secret is what is usually changed */
  open(app: TikTokAppView | undefined): void {
    this.isOpen = true;
    this.#isBusy = false;
    this.#appId = app?.source === 'workspace' ? (app.appId ?? '') : '';
    this.#wrong = {};
    this.#error = undefined;
    void this.#focus(this.#appId === '' ? 'appId' : 'appSecret');
  }

  close(): void {
    this.isOpen = false;
    this.#isBusy = false;
  }

  async #focus(name: FieldName): Promise<void> {
    this.#host.update();
    await this.#host.element.updateComplete;
    this.#host.find(`.app__form [name='${name}']`)?.focus();
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { client } = this.#host;
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const textOf = (name: FieldName) => {
      const value = data.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const body = { appId: textOf('appId'), appSecret: textOf('appSecret') };
    if (client === undefined || this.#isBusy) return;
    this.#error = undefined;
    this.#wrong = {};
    if (!PRINTABLE.test(body.appId)) this.#wrong.appId = (words) => words.appIdMissing;
    if (body.appSecret.length < SHORTEST_SECRET || !PRINTABLE.test(body.appSecret))
      this.#wrong.appSecret = (words) => words.appSecretMissing;
    const [first] = Object.keys(this.#wrong) as FieldName[];
    if (first !== undefined) return this.#focus(first);
    this.#isBusy = true;
    this.#host.update();
    try {
      const app = await client.call('putTikTokApp', { body, timeoutMs: SAVE_TIMEOUT_MS });
      if (client !== this.#host.client) return;
      this.close();
      this.#saved(app);
    } catch (cause) {
      // Given up meanwhile: nothing was stored, and nobody asks any more.
      if (client !== this.#host.client || !this.isOpen) return;
      this.#isBusy = false;
      await this.#refuse(this.#host.report(cause));
    }
  };

  /** Beside the field that is wrong, where the server says which; its sentence and the id for support in any case. */
  async #refuse(error: TikTokAdsError | undefined): Promise<void> {
    this.#error = error;
    if (error?.code === 'tiktok_app_refused') this.#wrong = { appSecret: (words) => words.appPairWrong };
    for (const { path, message } of error?.code === 'invalid_request' ? error.errors : []) {
      if (path === 'appId' || path === 'appSecret') this.#wrong = { ...this.#wrong, [path]: () => message };
    }
    const [first] = Object.keys(this.#wrong) as FieldName[];
    this.#host.update();
    if (first !== undefined) await this.#focus(first);
  }

  render(cancel: () => void): TemplateResult {
    const { labels } = this.#host;
    const words = labels.settings;
    return html`<form class="app__form" novalidate aria-label=${words.appUseOwn} @submit=${this.#submit}>
      ${this.#renderError()}
      <div class="app__fields">
        ${this.#renderField('appId', words.appId, words.appIdHint)}
        ${this.#renderField('appSecret', words.appSecret, words.appSecretHint)}
      </div>
      ${this.#renderRedirect()}
      <p class="small muted">${words.appOthersStay}</p>
      <div class="actions">
        <button part="button primary-button" class="btn btn--primary btn--small" aria-disabled=${this.#isBusy ? 'true' : nothing}>
          ${this.#isBusy ? words.appSaving : words.appSave}
        </button>
        <button type="button" part="button" class="btn btn--quiet btn--small" @click=${cancel}>${labels.common.cancel}</button>
      </div>
    </form>`;
  }

  #renderField(name: FieldName, label: string, hint: string): TemplateResult {
    const wrong = this.#wrong[name]?.(this.#host.labels.settings);
    return html`<label class="field">
      <span class="field__label">${label}</span>
      <span part="input" class="input ${wrong === undefined ? '' : 'is-wrong'}">
        <input
          name=${name}
          type=${name === 'appSecret' ? 'password' : 'text'}
          class=${name === 'appId' ? 'mono' : ''}
          .value=${name === 'appId' ? this.#appId : ''}
          inputmode=${name === 'appId' ? 'numeric' : 'text'}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          dir="ltr"
          aria-describedby="app-${name}-hint"
          aria-invalid=${wrong === undefined ? nothing : 'true'}
        />
      </span>
      <span class=${wrong === undefined ? 'field__hint' : 'field__error'} id="app-${name}-hint">${wrong ?? hint}</span>
    </label>`;
  }

  /** TikTok sends people back only to addresses that are registered in the app. */
  #renderRedirect(): unknown {
    const { client, labels, copied } = this.#host;
    if (client === undefined) return nothing;
    const address = `${new URL(client.serverUrl, location.href).href.replace(/\/+$/, '')}/v1/oauth/callback`;
    const name = copied === address ? labels.common.copied : labels.common.copy;
    return html`<div class="app__redirect small">
      <p id="app-redirect">${labels.settings.appRedirect}</p>
      <p class="app__address">
        <code class="mono" dir="ltr">${address}</code>
        <button type="button" part="icon-button" class="btn btn--quiet btn--icon" aria-label=${name} aria-describedby="app-redirect" title=${name} @click=${() => this.#host.copy(address)}>
          ${icon(copied === address ? 'check' : 'copy')}
        </button>
      </p>
    </div>`;
  }

  #renderError(): unknown {
    const error = this.#error;
    if (error === undefined) return nothing;
    const { labels, copied } = this.#host;
    return html`<section part="banner" class="banner banner--danger" role="alert">
      ${icon('stop')}
      <div class="banner__text">
        <h4>${error.code === 'tiktok_app_refused' ? labels.settings.appRefused : labels.settings.appSaveFailed}</h4>
        <p>${error.code === 'tiktok_app_refused' ? labels.settings.appRefusedText : failureText(labels, error)}</p>
      </div>
      ${requestIdLine(labels, error, copied, (text) => this.#host.copy(text))}
    </section>`;
  }
}
