import { ContextConsumer } from '@lit/context';
import { type CSSResultGroup, LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { createClient, type TikTokAdsClient } from '../client/client.ts';
import { isSessionError, type TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';
import { TikTokErrorEvent } from '../events/error.ts';
import { TikTokSessionExpiredEvent } from '../events/session-expired.ts';
import { anyWords, hasWords, type Labels, labelsFor, loadLabels, wordsOnTheWay } from '../labels/labels.ts';
import { type ProviderValue, providerContext } from '../provider/context.ts';
import { baseStyles } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { type Format, formatFor } from './format.ts';
import { awaitProvider, stopAwaiting } from './await-provider.ts';
import { pageLanguage } from './page-language.ts';
import { wear, wearAgain } from './wear.ts';

const COPIED_MS = 2000;
/** Long enough for what is being said to end first; then the words are taken out again, lest somebody comes upon them later. */
const SPOKEN_MS = 10_000;
/** How long an element may stand without a provider or client before it says that it has no session. */
const PATIENCE_MS = 10_000;

/**
 * Base of every visible element: finds its client, speaks the page's language, announces politely, reports errors.
 *
 * Subclasses list their own styles as `static override styles = [TikTokElement.styles, …]`. The custom properties that
 * they all read are in `styles/tokens.ts`; the manifest takes them from docs/theming.md.
 * @fires {TikTokErrorEvent} tiktok-error - when something failed and the person has been told.
 * @fires {TikTokSessionExpiredEvent} tiktok-session-expired - when no working session token could be had: from the provider, or from an element that has a `client` of its own.
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
  /** The `lang` that the element gave itself, because the page around it speaks another language. */
  #ownLanguage: string | undefined;
  /** The `dir` that it gave itself with it. */
  #ownDirection: string | undefined;
  #spokenLast: string | undefined;
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
    pageLanguage.follow(this);
    if (this.#provided === undefined) awaitProvider(this.#askAgain);
    this.#patience = setTimeout(() => this.#giveUpWaiting(), PATIENCE_MS);
  }

  /** A provider that is defined after this element has missed the request. */
  readonly #askAgain = (): void => {
    if (this.#provided === undefined) this.#consumer.hostConnected();
  };

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
    pageLanguage.leave(this);
    stopAwaiting(this.#askAgain);
    clearTimeout(this.#patience);
    clearTimeout(this.#copiedTimer);
    clearTimeout(this.#silence);
    this.#voice?.replaceChildren();
    this.copied = undefined;
  }

  /** Moved into another window's document, such as a picture-in-picture one. */
  adoptedCallback(): void {
    wearAgain(this.shadowRoot);
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
    return labelsFor(this.#spoken, this.#provided?.labels).labels;
  }

  protected get format(): Format {
    return formatFor(labelsFor(this.#spoken).locale);
  }

  get #locale(): string | undefined {
    return this.#provided?.locale || this.#languageAround() || globalThis.navigator?.language;
  }

  /** The language of the place, not counting what the element said about itself. */
  #languageAround(): string | undefined {
    const isOurs = this.#ownLanguage !== undefined && this.lang === this.#ownLanguage;
    return isOurs ? languageAround(parentOf(this)) : languageAround(this);
  }

  /**
   * Brings all words of the element's language, or those of English where they do not come in time. Rejects when neither could be
   * fetched, and may then be called again.
   */
  protected async loadWords(): Promise<void> {
    const locale = this.#locale;
    await wordsOnTheWay(locale, true, this.#redraw);
    if (!hasWords(locale, true)) await loadLabels('en');
  }

  readonly #redraw = (): void => this.requestUpdate();

  /** Whether more is drawn than the first paint needs words for. */
  protected get needsAllWords(): boolean {
    return false;
  }

  /** The locale of the place, or the one spoken before as long as the words of the new one are not there. */
  get #spoken(): string | undefined {
    const all = this.needsAllWords;
    for (const locale of [this.#locale, this.#spokenLast])
      if (hasWords(locale, all)) return (this.#spokenLast = locale);
    return anyWords(all);
  }

  /** Words of a language that were not fetched yet are waited for: nothing flashes up in another one. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const words = wordsOnTheWay(this.#locale, this.needsAllWords, this.#redraw);
    // Meanwhile the page may have come to another language yet.
    return words === undefined ? super.scheduleUpdate() : words.then(() => this.scheduleUpdate());
  }

  /**
   * Words in another language than the page's say so, for those who listen; where the host chose the language, they are also
   * written in its direction.
   */
  #sayLanguage(): void {
    const { language, locale: written } = labelsFor(this.#spoken);
    const locale = written.replace(/-u-.*/, '');
    const around = this.#languageAround();
    const differs = around?.split('-')[0]?.toLowerCase() !== language.split('-')[0];
    const own = differs ? locale : undefined;
    if (this.#ownLanguage === own) return;
    // The element's own `lang`, set by the page, is its wish and not ours to change.
    if (this.#ownLanguage === undefined && this.lang !== '') return;
    this.#ownLanguage = own;
    this.#give('lang', own);
    // A `dir` that the page wrote is its wish, too.
    const dir = this.getAttribute('dir');
    if (dir === null || dir === this.#ownDirection) {
      const isChosen = own !== undefined && Boolean(this.#provided?.locale);
      this.#ownDirection = isChosen ? (language === 'ar' ? 'rtl' : 'ltr') : undefined;
      this.#give('dir', this.#ownDirection);
    }
    pageLanguage.changed();
  }

  #give(name: string, value: string | undefined): void {
    if (value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, value);
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
    // All is drawn in a box of ours: the element itself belongs to the page, whose rules for it come before those in here.
    const root = document.createElement('div');
    root.className = 'root';
    const { elementStyles, shadowRootOptions } = this.constructor as typeof TikTokElement;
    const shadow = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
    wear(shadow, elementStyles);
    // Something of the page's may be there: a copy that was drawn on a server.
    shadow.replaceChildren(root);
    this.#voice = document.createElement('div');
    this.#voice.className = 'visually-hidden';
    this.#voice.setAttribute('role', 'status');
    this.#voice.setAttribute('aria-atomic', 'false');
    root.append(this.#voice);
    return root;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.#sayLanguage();
    const client = this.effectiveClient;
    if (client !== this.#usedClient) {
      this.#usedClient = client;
      if (client !== undefined) this.clientChanged();
    }
  }
}

/** The nearest `lang`, also outside the shadow roots around the element. */
function languageAround(element: Element | undefined): string | undefined {
  // By the attribute: `lang` of a form with a field of that name is the field.
  const nearest = element?.closest('[lang]');
  if (nearest) return nearest.getAttribute('lang') ?? '';
  const root = element?.getRootNode();
  return root instanceof ShadowRoot ? languageAround(root.host) : undefined;
}

/** What an element stands in, also across the edge of a shadow root. */
function parentOf(element: Element): Element | undefined {
  const { parentNode } = element;
  return parentNode instanceof ShadowRoot ? parentNode.host : (element.parentElement ?? undefined);
}
