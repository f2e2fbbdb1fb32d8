import { ContextConsumer } from '@lit/context';
import { type CSSResultGroup, LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { createClient, type TikTokAdsClient } from '../client/client.ts';
import { isSessionError, type TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';
import { TikTokErrorEvent } from '../events/error.ts';
import { TikTokSessionExpiredEvent } from '../events/session-expired.ts';
import { type Labels, labelsFor } from '../labels/labels.ts';
import { type ProviderValue, providerContext } from '../provider/context.ts';
import { baseStyles } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { type Format, formatFor } from './format.ts';

const COPIED_MS = 2000;
/** Long enough for what is being said to end first; then the words are taken out again, lest somebody comes upon them later. */
const SPOKEN_MS = 10_000;
/** How long an element may stand without a provider or client before it says that it has no session. */
const PATIENCE_MS = 10_000;

/**
 * Base of every visible element: finds its client, speaks the page's language, announces politely, reports errors.
 *
 * Subclasses list their own styles as `static override styles = [TikTokElement.styles, …]`.
 */
export class TikTokElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, baseStyles];
  static override properties: PropertyDeclarations = { client: { attribute: false }, copied: { state: true } };

  /** The client to use instead of the one of the surrounding `<tiktok-ads-provider>`. */
  declare client: TikTokAdsClient | undefined;
  /** The text that was just copied, for two seconds. */
  declare protected copied: string | undefined;

  #provided: ProviderValue | undefined;
  #usedClient: TikTokAdsClient | undefined;
  /** Stands in when nobody gives a client: each call ends in `session_unavailable`, and so in a state with a way on. */
  #stranded: TikTokAdsClient | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #voice: HTMLElement | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #copiedTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #consumer: ContextConsumer<typeof providerContext, this>;

  constructor() {
    super();
    this.client = undefined;
    this.copied = undefined;
    this.#consumer = new ContextConsumer(this, {
      context: providerContext,
      subscribe: true,
      callback: (value) => {
        this.#provided = value;
        this.requestUpdate();
      },
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#provided === undefined) void this.#askAgain();
    this.#patience = setTimeout(() => this.#giveUpWaiting(), PATIENCE_MS);
  }

  /** A provider that is defined after this element has missed the request. */
  async #askAgain(): Promise<void> {
    await customElements.whenDefined('tiktok-ads-provider');
    if (this.isConnected && this.#provided === undefined) this.#consumer.hostConnected();
  }

  #giveUpWaiting(): void {
    // A provider looks after its own wait.
    if (this.client !== undefined || this.#provided !== undefined) return;
    // oxlint-disable-next-line no-console -- a mistake of the page, which no event could explain
    console.warn(
      `<${this.localName}> has no session: put it inside <tiktok-ads-provider>, or set its client property.`,
    );
    const fetchSessionToken = () => Promise.reject(new Error('There is no provider'));
    this.#stranded = createClient({ serverUrl: '', fetchSessionToken });
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#patience);
    clearTimeout(this.#copiedTimer);
    clearTimeout(this.#silence);
    this.#voice?.replaceChildren();
    this.copied = undefined;
  }

  /** The element's own client, or the provider's, or none yet. */
  protected get effectiveClient(): TikTokAdsClient | undefined {
    return this.client ?? (this.#provided === undefined ? this.#stranded : this.#provided.client);
  }

  /** Whether the element may listen to the client's stream; a provider with `live="off"` wants none. */
  protected get isLive(): boolean {
    return this.#provided?.isLive !== false;
  }

  protected get labels(): Labels {
    return labelsFor(this.#locale).labels;
  }

  protected get format(): Format {
    return formatFor(labelsFor(this.#locale).locale);
  }

  get #locale(): string | undefined {
    return this.#provided?.locale ?? languageAround(this) ?? globalThis.navigator?.language;
  }

  /** Called when a client becomes available and whenever it changes. Runs before the update that shows it. */
  protected clientChanged(): void {}

  /**
   * Says something to people who listen rather than look, after what is being said now. Each message is a paragraph of
   * its own, and only what is added is spoken: two in a row are both heard, and so is the same one twice.
   */
  protected announce(text: string): void {
    const voice = this.#voice;
    if (voice === undefined) return;
    const said = document.createElement('p');
    said.textContent = text;
    voice.append(said);
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => voice.replaceChildren(), SPOKEN_MS);
  }

  /**
   * Tells the host about a failure that the element shows, and gives it back typed. A cancelled call is no failure:
   * then the answer is undefined.
   */
  protected reportError(error: unknown): TikTokAdsError | undefined {
    const failure = toTikTokAdsError(error);
    if (failure.code === 'aborted') return undefined;
    if (!isSessionError(failure)) this.dispatchEvent(new TikTokErrorEvent({ error: failure }));
    // The provider tells about its own session, once for all elements.
    else if (this.client !== undefined || this.#provided === undefined)
      this.dispatchEvent(new TikTokSessionExpiredEvent({ error: failure }));
    return failure;
  }

  /** Copies text, and says so where `this.copied === text` is drawn and aloud; where the page may not copy, nothing is said. */
  protected async copyText(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return;
    }
    this.copied = text;
    this.announce(this.labels.common.copied);
    clearTimeout(this.#copiedTimer);
    this.#copiedTimer = setTimeout(() => (this.copied = undefined), COPIED_MS);
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.#voice = document.createElement('div');
    this.#voice.className = 'visually-hidden';
    this.#voice.setAttribute('role', 'status');
    this.#voice.setAttribute('aria-atomic', 'false');
    root.append(this.#voice);
    return root;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const client = this.effectiveClient;
    if (client !== this.#usedClient) {
      this.#usedClient = client;
      if (client !== undefined) this.clientChanged();
    }
  }
}

/** The nearest `lang`, also outside the shadow roots around the element. */
function languageAround(element: Element): string | undefined {
  const nearest = element.closest<HTMLElement>('[lang]');
  if (nearest !== null) return nearest.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageAround(root.host) : undefined;
}
