import { ContextProvider } from '@lit/context';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { createClient, type TikTokAdsClient } from '../client/client.ts';
import type { FetchSessionToken } from '../client/session.ts';
import { TikTokSessionExpiredEvent } from '../events/session-expired.ts';
import { providerContext } from './context.ts';
import { providerStyles } from './provider.styles.ts';

/** How long a page may take to set `fetchSessionToken` before the elements say that there is no session. */
const PATIENCE_MS = 10_000;

/**
 * @summary The one place that knows the server and the session; everything inside it shares one client.
 * @slot - The elements, and anything else of the page.
 * @fires {TikTokSessionExpiredEvent} tiktok-session-expired - when no working session token could be had.
 */
export class TikTokAdsProvider extends LitElement {
  static override styles = providerStyles;
  static override properties = {
    serverUrl: { attribute: 'server-url' },
    locale: {},
    theme: { reflect: true },
    fetchSessionToken: { attribute: false },
    client: { attribute: false },
  };

  /** Where the server is reached, such as `https://ads.example`. Without it, the page's own origin. */
  declare serverUrl: string;
  /** BCP 47, such as `en-GB`; by default the language of the page. */
  declare locale: string | undefined;
  /** `light`, `dark`, or by default the colour scheme of the page. */
  declare theme: 'light' | 'dark' | undefined;
  /** Asks the host's own back end for a fresh session token, whenever one is needed. */
  declare fetchSessionToken: FetchSessionToken | undefined;
  /** A ready client to hand down instead of making one. */
  declare client: TikTokAdsClient | undefined;

  #made: TikTokAdsClient | undefined;
  #hasWaited = false;
  #patience: ReturnType<typeof setTimeout> | undefined;
  readonly #context = new ContextProvider(this, { context: providerContext, initialValue: {} });

  constructor() {
    super();
    this.serverUrl = '';
    this.locale = undefined;
    this.theme = undefined;
    this.fetchSessionToken = undefined;
    this.client = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#patience = setTimeout(() => {
      if (this.fetchSessionToken !== undefined || this.client !== undefined) return;
      // oxlint-disable-next-line no-console -- a mistake of the page, which no event could reach
      console.warn(
        '<tiktok-ads-provider> waits for its fetchSessionToken property: a function that returns a session token.',
      );
      this.#hasWaited = true;
      this.requestUpdate();
    }, PATIENCE_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#patience);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('fetchSessionToken') as FetchSessionToken | undefined;
    // A new function alone keeps the client: frameworks pass a new closure at each render.
    const isFirstFunction = changed.has('fetchSessionToken') && before === undefined;
    if (changed.has('serverUrl') || isFirstFunction) this.#made = undefined;
    if (this.#made === undefined && (this.fetchSessionToken !== undefined || this.#hasWaited))
      this.#made = this.#makeClient();
    const client = this.client ?? this.#made;
    const { value } = this.#context;
    if (value.client !== client || value.locale !== this.locale)
      this.#context.setValue({ client, locale: this.locale });
  }

  #makeClient(): TikTokAdsClient {
    return createClient({
      serverUrl: this.serverUrl,
      fetchSessionToken: async () => {
        if (this.fetchSessionToken === undefined) throw new Error('fetchSessionToken is not set');
        return this.fetchSessionToken();
      },
      onSessionExpired: (error) => this.dispatchEvent(new TikTokSessionExpiredEvent({ error })),
    });
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}
