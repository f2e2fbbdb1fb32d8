import { html, type TemplateResult } from 'lit';
import type { ActivityEvent } from '../../shared/events.ts';
import type { AudiencesOptions, AudiencesView } from './audiences/audiences-view.ts';
import { TikTokAdsError } from '../client/errors.ts';
import { failureBanner } from '../element/failure.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { renderClosedAudiences } from './closed-audiences.ts';
import { findQuestion } from './find-question.ts';

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

  /** Opens by itself where a run waits for somebody's answer; the audiences, for which TikTok is asked, stay closed. */
  async lookForQuestion(): Promise<void> {
    const { client } = this.#host;
    if (this.#view !== null || client === undefined) return;
    const chosen = this.#options.advertiserId();
    // A nicety: the history says it, too.
    const asking = await findQuestion(client, chosen).catch(() => null);
    if (asking === null || client !== this.#host.client) return;
    const view = await this.#load(true);
    if (asking !== this.#options.advertiserId()) view?.lookAt(asking);
  }

  backOnline(): void {
    this.#view?.backOnline();
  }

  /** Brings the audiences up to date with what an export has done. */
  refresh(): void {
    this.#view?.load();
  }

  /** Brings what is shown up to date with what the workspace's stream told. */
  async hear(events: readonly ActivityEvent[] | null): Promise<void> {
    const asks = events?.some(({ type }) => type === 'mirror.confirmation_needed') ?? true;
    if (asks) void this.lookForQuestion();
    await this.#view?.hear(events);
  }

  readonly #open = async (): Promise<void> => {
    await this.#load(false);
    await this.#host.element.updateComplete;
    this.#host.find('.audiences__title')?.focus();
  };

  /** Brings what draws them. Undefined when it is there or on its way already, or did not come. */
  async #load(isFolded: boolean): Promise<AudiencesView | undefined> {
    if (this.#isLoading || this.#view !== null) return undefined;
    this.#isLoading = true;
    this.#failure = null;
    this.#host.update();
    try {
      const { AudiencesView } = await import('./audiences/audiences-view.ts');
      const view = new AudiencesView(this.#host, this.#options);
      view.isFolded = isFolded;
      adopt(this.#host, view);
      this.#view = view;
      if (this.#isConnected) view.connected();
    } catch (cause) {
      this.#failure = this.#host.report(new TikTokAdsError('network_error', 'A part did not load', { cause })) ?? null;
    }
    this.#isLoading = false;
    this.#host.update();
    return this.#view ?? undefined;
  }

  render(): unknown {
    if (this.#view !== null) return this.#view.render();
    return renderClosedAudiences(this.#host.labels, {
      isLoading: this.#isLoading,
      open: () => void this.#open(),
      below: this.#failure === null ? undefined : this.#renderFailed(this.#failure),
    });
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
