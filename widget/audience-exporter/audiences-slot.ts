import { html, nothing, type TemplateResult } from 'lit';
import type { AudiencesOptions, AudiencesView } from './audiences/audiences-view.ts';
import { TikTokAdsError } from '../client/errors.ts';
import { failureBanner } from '../element/failure.ts';
import type { ViewHost } from '../element/lazy-element.ts';

/**
 * The ad account's audiences and what keeps them in sync, below the history. What draws them, and the calls to TikTok that
 * fill them, come when somebody asks for it: most visits are for an export.
 */
export class AudiencesSlot {
  readonly #host: ViewHost;
  readonly #options: AudiencesOptions;
  #view: AudiencesView | null = null;
  #isLoading = false;
  #failure: TikTokAdsError | null = null;
  #isConnected = false;

  constructor(host: ViewHost, options: AudiencesOptions) {
    this.#host = host;
    this.#options = options;
  }

  connected(): void {
    this.#isConnected = true;
    this.#view?.connected();
  }

  disconnected(): void {
    this.#isConnected = false;
    this.#view?.disconnected();
  }

  clientChanged(): void {
    this.#view?.clientChanged();
  }

  accountChanged(): void {
    this.#view?.accountChanged();
  }

  backOnline(): void {
    this.#view?.backOnline();
  }

  /** Brings the audiences up to date with what an export has done. */
  refresh(): void {
    this.#view?.load();
  }

  readonly #open = async (): Promise<void> => {
    if (this.#isLoading || this.#view !== null) return;
    this.#isLoading = true;
    this.#failure = null;
    this.#host.update();
    try {
      const { AudiencesView } = await import('./audiences/audiences-view.ts');
      const view = new AudiencesView(this.#host, this.#options);
      adopt(this.#host, view);
      this.#view = view;
      if (this.#isConnected) view.connected();
    } catch (cause) {
      this.#failure = this.#host.report(new TikTokAdsError('network_error', 'A part did not load', { cause })) ?? null;
    }
    this.#isLoading = false;
    this.#host.update();
    await this.#host.element.updateComplete;
    this.#host.find('.audiences__title')?.focus();
  };

  render(): unknown {
    if (this.#view !== null) return this.#view.render();
    const { labels } = this.#host;
    const words = labels.audienceExporter;
    return html`<section part="panel" class="panel" aria-label=${words.audiencesTitle}>
      <header class="panel__head">
        <div class="panel__titles">
          <h3 class="title">${words.audiencesTitle}</h3>
          <p class="subtitle">${words.audiencesText}</p>
        </div>
        <div class="panel__tools">
          <button type="button" class="btn" aria-disabled=${this.#isLoading ? 'true' : nothing} @click=${this.#open}>${words.audiencesShow}</button>
        </div>
      </header>
      ${this.#failure === null ? nothing : this.#renderFailed(this.#failure)}
    </section>`;
  }

  #renderFailed(error: TikTokAdsError): TemplateResult {
    const title = this.#host.labels.common.partFailed;
    return html`<div class="pad">${failureBanner(this.#host, { title, error, again: () => void this.#open() })}</div>`;
  }
}

/** Adds the view's styles to those of the element, which stay. */
function adopt({ element }: ViewHost, { styles }: AudiencesView): void {
  const root = element.shadowRoot;
  if (root === null) return;
  const sheets = styles.flatMap((style) => (style.styleSheet === undefined ? [] : [style.styleSheet]));
  root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, ...sheets])];
}
