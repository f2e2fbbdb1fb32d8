import { html, nothing, type TemplateResult } from 'lit';
import type { TikTokAppView } from '../../shared/tiktok-app.ts';
import { isSessionError, type TikTokAdsError } from '../client/errors.ts';
import { DialogController } from '../element/dialog.ts';
import { failureBanner, failureText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { AppForm } from './app-form.ts';

/** The developer app that new sign-ins of the workspace are made with: the product's, or one of the workspace's own. */
export class DeveloperApp {
  readonly #host: ViewHost;
  readonly #form: AppForm;
  readonly #dialog: DialogController;
  #app: TikTokAppView | undefined;
  #loadError: TikTokAdsError | undefined;
  #removeError: TikTokAdsError | undefined;
  #isLoading = false;
  #isRemoving = false;

  constructor(host: ViewHost) {
    this.#host = host;
    this.#dialog = new DialogController(host.element);
    this.#form = new AppForm(host, (app) => {
      this.#app = app;
      host.announce(host.labels.settings.appSaved(app.appId ?? ''));
      void this.#focus('[data-app-change]');
    });
  }

  /** Another session: nothing of the old one stays. */
  reset(): void {
    this.#app = undefined;
    this.#loadError = undefined;
    this.#isLoading = false;
    this.#isRemoving = false;
    this.#removeError = undefined;
    this.#dialog.close();
    this.#form.close();
  }

  /** Asks which app it is, once; again after a failure when the person asks for it. */
  load(): void {
    if (this.#app === undefined && this.#loadError === undefined && !this.#isLoading) void this.#load();
  }

  /** What failed for want of a network is asked for again. */
  backOnline(): void {
    if (this.#loadError?.code !== 'network_error') return;
    this.#loadError = undefined;
    this.#host.update();
  }

  async #load(): Promise<void> {
    const { client } = this.#host;
    if (client === undefined) return;
    this.#isLoading = true;
    this.#loadError = undefined;
    try {
      const app = await client.call('getTikTokApp');
      if (client !== this.#host.client) return;
      this.#app = app;
    } catch (error) {
      if (client !== this.#host.client) return;
      this.#loadError = this.#host.report(error);
    }
    this.#isLoading = false;
    this.#host.update();
  }

  async #remove(): Promise<void> {
    const { client, labels } = this.#host;
    if (client === undefined || this.#isRemoving) return;
    this.#isRemoving = true;
    this.#removeError = undefined;
    this.#host.update();
    try {
      await client.call('removeTikTokApp');
      if (client !== this.#host.client) return;
      this.#app = undefined;
      this.#dialog.close(() => this.#host.find('.app__title'));
      this.#host.announce(labels.settings.appRemoved);
      await this.#load();
      await this.#focus('[data-app-change]');
    } catch (error) {
      if (client !== this.#host.client) return;
      this.#removeError = this.#host.report(error);
    } finally {
      if (client === this.#host.client) this.#isRemoving = false;
      this.#host.update();
    }
  }

  async #focus(selector: string): Promise<void> {
    this.#host.update();
    await this.#host.element.updateComplete;
    this.#host.find(selector)?.focus();
  }

  readonly #askToRemove = (): void => {
    this.#removeError = undefined;
    this.#dialog.open();
  };

  readonly #closeForm = (): void => {
    this.#form.close();
    void this.#focus('[data-app-change]');
  };

  #renderDialog(): unknown {
    const app = this.#app;
    return this.#dialog.render(() => {
      const words = this.#host.labels.settings;
      const count = app?.connectionCount ?? 0;
      return {
        small: true,
        title: words.appBackTitle,
        body: html`${this.#renderRemoveError()}
          <ul class="bullets">
            <li>${icon('arrow')}${words.appBackNew}</li>
            ${count === 0 ? nothing : html`<li>${icon('check')}${words.appBackKept(count)}</li>`}
            <li>${icon('lock')}${count === 0 ? words.appBackForgotten : words.appBackSecret}</li>
          </ul>`,
        foot: html`<button type="button" part="button" class="btn" autofocus @click=${() => this.#dialog.close()}>${words.appKeep}</button>
          <button
            type="button"
            part="button danger-button"
            class="btn btn--danger"
            aria-disabled=${this.#isRemoving ? 'true' : nothing}
            @click=${() => this.#remove()}
          >
            ${this.#isRemoving ? words.appGoingBack : words.appGoBackNow}
          </button>`,
      };
    });
  }

  #renderRemoveError(): unknown {
    const error = this.#removeError;
    if (error === undefined) return nothing;
    const { labels, copied } = this.#host;
    return html`<section class="banner banner--danger" role="alert">
      ${icon('stop')}
      <div class="banner__text">
        <h4>${labels.settings.appBackFailed}</h4>
        <p>${failureText(labels, error)}</p>
      </div>
      ${requestIdLine(labels, error, copied, (text) => this.#host.copy(text))}
    </section>`;
  }

  /** @param mayChange the person has the permission to change it */
  render(mayChange: boolean): unknown {
    // The list above says that the session has ended, and what to do.
    if (this.#loadError !== undefined && isSessionError(this.#loadError)) return nothing;
    const words = this.#host.labels.settings;
    return html`<section part="panel" class="panel app" aria-label=${words.app} aria-busy=${this.#isLoading ? 'true' : 'false'}>
      <div class="app__text">
        <h3 class="app__title" tabindex="-1">${words.app}</h3>
        ${this.#renderWhat()}
      </div>
      ${this.#app === undefined || !mayChange || this.#form.isOpen ? nothing : this.#renderActions(this.#app)}
      ${this.#renderLoadError()} ${this.#form.isOpen ? this.#form.render(this.#closeForm) : nothing}
      ${this.#renderDialog()}
    </section>`;
  }

  #renderWhat(): TemplateResult {
    const words = this.#host.labels.settings;
    const app = this.#app;
    if (app === undefined) {
      if (this.#loadError !== undefined) return html``;
      return html`<p class="app__wait"><span class="skeleton"></span></p>`;
    }
    if (app.source === 'workspace') {
      return html`<p class="subtitle app__own">
          <span>${words.appOwn} <span class="mono isolate">${app.appId}</span>\u00a0·</span>
          <span>${words.appSecretEnds} <span class="mono isolate">${app.secretLast4}</span></span>
        </p>
        ${app.connectionCount === 0 ? nothing : html`<p class="caption">${words.appMade(app.connectionCount)}</p>`}`;
    }
    return html`<p class="subtitle">${app.source === 'server' ? words.appServer : words.appNone}</p>`;
  }

  #renderActions({ source }: TikTokAppView): TemplateResult {
    const words = this.#host.labels.settings;
    const isOwn = source === 'workspace';
    const open = () => {
      this.#form.open(this.#app);
      this.#host.update();
    };
    return html`<div class="actions">
      ${isOwn ? html`<button type="button" part="button" class="btn btn--quiet btn--small" aria-haspopup="dialog" @click=${this.#askToRemove}>${words.appGoBack}</button>` : nothing}
      <button type="button" part="button" class="btn btn--small" data-app-change @click=${open}>
        ${isOwn ? words.appChange : words.appUseOwn}
      </button>
    </div>`;
  }

  #renderLoadError(): unknown {
    const error = this.#loadError;
    if (error === undefined) return nothing;
    const again = () => {
      this.#loadError = undefined;
      this.#host.update();
    };
    return failureBanner(this.#host, { title: this.#host.labels.settings.appLoadFailed, error, again });
  }
}
