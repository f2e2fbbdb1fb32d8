import { type CSSResultOrNative, html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { TikTokAdsClient } from '../client/client.ts';
import { TikTokAdsError } from '../client/errors.ts';
import type { Labels } from '../labels/labels.ts';
import { buttonStyles, panelStyles, stateStyles } from '../styles/controls.ts';
import { firstIcon } from './first-icons.ts';
import type { Format } from './format.ts';
import { stateFrame } from './state-frame.ts';
import { TikTokElement } from './tiktok-element.ts';
import { wear } from './wear.ts';

/** What an element lends to the view that draws it. */
export interface ViewHost {
  readonly element: TikTokElement;
  readonly client: TikTokAdsClient | undefined;
  /** Whether `client.subscribe` may be used; a provider with `live="off"` wants no stream. */
  readonly isLive: boolean;
  readonly labels: Labels;
  readonly format: Format;
  /** The text that was just copied, for two seconds. */
  readonly copied: string | undefined;
  update(): void;
  announce(text: string): void;
  /** See `TikTokElement.reportError`. */
  report(error: unknown): TikTokAdsError | undefined;
  copy(text: string): void;
  /** Finds an element of the shadow root. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as `querySelector` has it
  find<Found extends HTMLElement>(selector: string): Found | null;
}

/** The inside of a large element. It lives as long as the element and is told what happens to it. */
export interface ElementView {
  readonly styles: readonly CSSResultOrNative[];
  connected(): void;
  disconnected(): void;
  /** A client became available or changed: load anew. */
  clientChanged(): void;
  render(): unknown;
  /** After each update of the page. */
  updated?(): void;
  /** The browser found its network again: load what failed for want of it. */
  backOnline?(): void;
}

/**
 * Base of the elements whose inside is large: tag, properties and events are there at once, what draws them comes with
 * the first use, so that a page with one button does not pay for the exporter.
 */
export abstract class LazyElement<View extends ElementView> extends TikTokElement {
  static override styles = [TikTokElement.styles, buttonStyles, panelStyles, stateStyles];
  static override properties: PropertyDeclarations = { viewFailed: { state: true } };

  declare protected viewFailed: boolean;
  protected view: View | undefined;
  #loading = false;
  /** The view was told about its client; before, it has nothing to go on with. */
  #hasBegun = false;

  constructor() {
    super();
    this.viewFailed = false;
  }

  /**
   * Imports the view. Called once, and again after a failure when the person asks for it. Firefox before 155 keeps a failure for the life
   * of the page, Chromium one that was answered: then only loading the page anew helps, which is offered beside it.
   */
  protected abstract loadView(host: ViewHost): Promise<View>;
  /** Announced while the view loads. */
  protected abstract get loadingLabel(): string;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.view === undefined) void this.#load();
    else this.#begin(this.view);
    window.addEventListener('online', this.#online);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.view?.disconnected();
    window.removeEventListener('online', this.#online);
  }

  protected override get needsAllWords(): boolean {
    return this.view !== undefined;
  }

  readonly #online = (): void => {
    if (this.viewFailed) void this.#load();
    else this.view?.backOnline?.();
  };

  #begin(view: View): void {
    view.connected();
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    if (this.effectiveClient !== undefined) view.clientChanged();
  }

  protected override clientChanged(): void {
    if (this.#hasBegun) this.view?.clientChanged();
  }

  /** What was pressed may be gone after an update, as "Try again" is: then the keyboard goes on at its panel's start. */
  protected override update(changed: PropertyValues): void {
    const focused = (this.shadowRoot as ShadowRoot).activeElement;
    const around = focused?.closest<HTMLElement>('.panel');
    super.update(changed);
    if (focused === null || focused.isConnected) return;
    const panel = around?.isConnected === true ? around : this.renderRoot.querySelector<HTMLElement>('.panel');
    if (panel === null) return;
    panel.tabIndex = -1;
    panel.focus({ preventScroll: true });
  }

  protected override updated(): void {
    this.view?.updated?.();
  }

  protected override render(): unknown {
    if (this.view !== undefined) return this.view.render();
    return this.viewFailed ? this.#renderFailed() : renderLoading(this.loadingLabel);
  }

  #renderFailed(): TemplateResult {
    const { common } = this.labels;
    return html`<section class="panel">
      ${stateFrame(firstIcon('offline'), {
        title: common.partFailed,
        text: common.failures['network_error'] ?? '',
        actions: html`<button type="button" part="button" class="btn" @click=${() => void this.#load()}>${common.tryAgain}</button>
          <button type="button" part="button" class="btn" @click=${() => location.reload()}>${common.reload}</button>`,
      })}
    </section>`;
  }

  async #load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    this.viewFailed = false;
    try {
      const [view] = await Promise.all([this.loadView(this.#host()), this.loadWords()]);
      await this.updateComplete;
      const { elementStyles } = this.constructor as typeof TikTokElement;
      wear(this.shadowRoot as ShadowRoot, [...elementStyles, ...view.styles]);
      this.view = view;
      if (this.isConnected) this.#begin(view);
      this.requestUpdate();
    } catch (cause) {
      this.viewFailed = true;
      this.reportError(
        new TikTokAdsError('network_error', 'A part of the element did not load', { isPartMissing: true, cause }),
      );
    } finally {
      this.#loading = false;
    }
  }

  #host(): ViewHost {
    // Arrow functions, so that each answer is the element's of that moment.
    const client = () => this.effectiveClient;
    const isLive = () => this.isLive;
    const labels = () => this.labels;
    const format = () => this.format;
    const copied = () => this.copied;
    return {
      element: this,
      get client() {
        return client();
      },
      get isLive() {
        return isLive();
      },
      get labels() {
        return labels();
      },
      get format() {
        return format();
      },
      get copied() {
        return copied();
      },
      update: () => this.requestUpdate(),
      announce: (text) => this.announce(text),
      report: (error) => this.reportError(error),
      copy: (text) => void this.copyText(text),
      find: (selector) => this.renderRoot.querySelector(selector),
    };
  }
}

/** Breathing rows of about the real height. */
function renderLoading(label: string, rows = 5): TemplateResult {
  return html`<section class="panel" aria-busy="true" aria-label=${label}>
    <div class="panel__head"><span class="skeleton skeleton--title"></span></div>
    ${Array.from({ length: rows }, () => html`<div class="row-loading"><span class="skeleton"></span></div>`)}
    <span class="visually-hidden">${label}</span>
  </section>`;
}
