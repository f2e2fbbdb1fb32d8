import { ContextProvider } from '@lit/context';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { ActivityEvent } from '../../shared/events.ts';
import { createClient, type TikTokAdsClient } from '../client/client.ts';
import type { FetchSessionToken } from '../client/session.ts';
import { wear, wearAgain } from '../element/wear.ts';
import { TikTokActivityEvent } from '../events/activity.ts';
import { TikTokSessionExpiredEvent } from '../events/session-expired.ts';
import type { LabelOverrides } from '../labels/labels.ts';
import { providerContext } from './context.ts';
import { providerStyles } from './provider.styles.ts';

/** How long a page may take to set `fetchSessionToken` before the elements say that there is no session. */
const PATIENCE_MS = 10_000;
/** More than happens in the minute that is told again to whoever listens anew. */
const FIRED_KEPT = 500;

/**
 * @summary The one place that knows the server and the session; everything inside it shares one client.
 * @slot - The elements, and anything else of the page.
 * @fires {TikTokActivityEvent} tiktok-activity - when something happened in the workspace; once in each tab, hidden ones included.
 * @fires {TikTokSessionExpiredEvent} tiktok-session-expired - when no working session token could be had.
 */
export class TikTokAdsProvider extends LitElement {
  static override styles = providerStyles;
  static override properties = {
    serverUrl: { attribute: 'server-url' },
    locale: {},
    labels: { attribute: false },
    theme: { reflect: true },
    live: {},
    fetchSessionToken: { attribute: false },
    client: { attribute: false },
  };

  /** Where the server is reached, such as `https://ads.example`. Without it, the page's own origin. */
  declare serverUrl: string;
  /** BCP 47, such as `en-GB`; by default the language of the page. */
  declare locale: string | undefined;
  /**
   * Strings of the page's own in place of ours, any part of the table: `{ connectButton: { connect: 'Link TikTok' } }`. They lie over the
   * words of whatever language is spoken, so give those of the page's language.
   */
  declare labels: LabelOverrides | undefined;
  /** `light`, `dark`, or by default the colour scheme of the page. */
  declare theme: 'light' | 'dark' | undefined;
  /** `off` opens no stream: nothing fires `tiktok-activity`, and elements look now and then instead of at once. */
  declare live: 'on' | 'off';
  /** Asks the host's own back end for a fresh session token, whenever one is needed. */
  declare fetchSessionToken: FetchSessionToken | undefined;
  /** A ready client to hand down instead of making one. */
  declare client: TikTokAdsClient | undefined;

  #made: TikTokAdsClient | undefined;
  #hasWaited = false;
  /** The client that is listened to, and what ends it. */
  #heard: TikTokAdsClient | undefined;
  #stopListening: (() => void) | undefined;
  /** Ids of events that were fired: a provider that is moved about the page fires none twice. */
  readonly #fired = new Set<string>();
  #patience: ReturnType<typeof setTimeout> | undefined;
  readonly #context = new ContextProvider(this, { context: providerContext, initialValue: {} });

  constructor() {
    super();
    this.serverUrl = '';
    this.locale = undefined;
    this.labels = undefined;
    this.theme = undefined;
    this.live = 'on';
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
    this.requestUpdate();
  }

  protected override createRenderRoot(): ShadowRoot {
    const { elementStyles, shadowRootOptions } = this.constructor as typeof TikTokAdsProvider;
    const root = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
    wear(root, elementStyles);
    root.replaceChildren();
    return root;
  }

  /** Moved into another window's document, such as a picture-in-picture one. */
  adoptedCallback(): void {
    wearAgain(this.shadowRoot);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#patience);
    this.#listen(undefined);
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
    const isLive = this.live !== 'off';
    const { locale, labels } = this;
    if (value.client !== client || value.locale !== locale || value.labels !== labels || value.isLive !== isLive)
      this.#context.setValue({ client, locale, labels, isLive });
    this.#listen(isLive && this.isConnected ? client : undefined);
  }

  #listen(client: TikTokAdsClient | undefined): void {
    if (client === this.#heard) return;
    this.#heard = client;
    this.#stopListening?.();
    this.#stopListening = client?.subscribe((message) => {
      if (message.kind === 'event') this.#fire(message.event);
    });
  }

  #fire(event: ActivityEvent): void {
    if (this.#fired.has(event.id)) return;
    this.#fired.add(event.id);
    if (this.#fired.size > FIRED_KEPT) this.#fired.delete(this.#fired.values().next().value ?? '');
    this.dispatchEvent(new TikTokActivityEvent({ event }));
  }

  #makeClient(): TikTokAdsClient {
    return createClient({
      // Null where the attribute was taken away.
      serverUrl: this.serverUrl || '',
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
