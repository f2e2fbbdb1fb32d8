import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ConnectionKind } from '../../shared/connections.ts';
import type { Environment } from '../../shared/fields.ts';
import { ConnectFocusController, type FocusAfter } from '../controllers/connect-focus.ts';
import { mayResume, openWindow } from '../controllers/connect-window.ts';
import { TikTokElement } from '../element/tiktok-element.ts';
import { TikTokAccountsImportedEvent } from '../events/accounts-imported.ts';
import { buttonStyles, stateStyles } from '../styles/controls.ts';
import type { PickerHost } from './account-picker.ts';
import type { ConnectFlow, FlowParts } from './connect-flow.ts';
import { connectButtonStyles } from './connect-button.styles.ts';
import { LazyParts } from './lazy-parts.ts';
import { NOTICE_OVER_EVENT, type NoticeOverEvent } from '../element/notice-over.ts';
import { renderHint, renderTrigger } from './render-trigger.ts';

export interface ConnectStart {
  connectionId?: string | undefined;
  kind?: ConnectionKind | undefined;
  token?: boolean | undefined;
  focusAfter?: FocusAfter | undefined;
}

/** What ends a notice here when it happens elsewhere on the page. */
const OVERTAKING = ['tiktok-connect-started', 'tiktok-connect-succeeded', NOTICE_OVER_EVENT] as const;

/** The usual kind need not be named. */
const kindOf = (kind: ConnectionKind) => (kind === 'advertiser' ? undefined : kind);

/**
 * @summary Signs a person in at TikTok in a small window, then lets them pick the ad accounts to import.
 *
 * It never hangs: a closed, blocked or cut-off window, a slow login, a lost network and a reload each end in a sentence
 * and a next step. It can also go on in the page's own tab. A new sign-in of a known connection that would take something
 * away asks first.
 * @fires {TikTokConnectStartedEvent} tiktok-connect-started - when TikTok's page is asked for.
 * @fires {TikTokConnectSucceededEvent} tiktok-connect-succeeded - when TikTok granted access.
 * @fires {TikTokConnectFailedEvent} tiktok-connect-failed - when a sign-in ended without a connection.
 * @fires {TikTokAccountsImportedEvent} tiktok-accounts-imported - when ad accounts were imported.
 * @csspart trigger - The button that begins; it is a `button` too.
 * @csspart hint - The line under it.
 * @csspart notice - What takes their place: what happened and what to press.
 * @csspart dialog - The account picker.
 * @csspart state - In the account picker, what stands in place of a list: empty, not found, failed.
 * @csspart button - Any framed button; one of an icon alone is an `icon-button`.
 * @csspart primary-button - The main one of them, filled with the accent; it is a `button` too.
 * @csspart icon-button - A button that shows an icon alone.
 * @csspart input - The frame around a field or a picker.
 * @slot help - Your own help, where the element is empty or can’t be shown.
 */
export class TikTokConnectButton extends TikTokElement implements PickerHost {
  static override styles = [TikTokElement.styles, buttonStyles, stateStyles, connectButtonStyles];
  static override properties = {
    environment: {},
    kind: {},
    connectionId: { attribute: 'connection-id' },
    allowToken: { type: Boolean, attribute: 'allow-token' },
    withoutTrigger: { type: Boolean, attribute: 'without-trigger' },
    mayConnect: { state: true },
    importedCount: { state: true },
    isOpening: { state: true },
    trouble: { state: true },
  };

  /** `production`, or `sandbox` to paste a sandbox token instead of signing in. Default `production`. */
  declare environment: Environment;
  /** `advertiser`, or `tiktok_account` to sign in with a TikTok account. A known connection has its own. Default `advertiser`. */
  declare kind: ConnectionKind;
  /** Signs this connection in again, keeping its id; without it, a new one is made. */
  declare connectionId: string | undefined;
  /** Also offers to paste a long-lived access token, for partners whom TikTok gave one. */
  declare allowToken: boolean;
  /** Draws no button of its own; call `start()` from one of yours. */
  declare withoutTrigger: boolean;
  declare protected mayConnect: boolean;
  declare protected importedCount: number;
  /** Pressed; what a sign-in goes by is on its way. */
  declare protected isOpening: boolean;
  /** What could not be fetched: what a sign-in goes by, or the account picker. */
  declare protected trouble: 'flow' | 'picker' | undefined;

  readonly #focus: ConnectFocusController;
  readonly #parts: LazyParts;
  /** The connection whose ad accounts are chosen, or were to be. */
  #chosen = '';
  /** The connection whose ad accounts were imported last. */
  #importedFrom = '';
  /** The latest event of this button's own: outside of a closed shadow root it cannot be told from another's. */
  #told: Event | undefined;

  constructor() {
    super();
    this.environment = 'production';
    this.kind = 'advertiser';
    this.connectionId = undefined;
    this.allowToken = false;
    this.withoutTrigger = false;
    this.mayConnect = true;
    this.importedCount = 0;
    this.isOpening = false;
    this.trouble = undefined;
    const { elementStyles } = this.constructor as typeof TikTokConnectButton;
    this.#parts = new LazyParts(this, elementStyles, () => this.loadWords());
    for (const name of OVERTAKING) this.addEventListener(name, (event) => (this.#told = event));
    this.#focus = new ConnectFocusController(this, {
      isReady: () => !this.isOpening,
      isOver: () => this.#isIdle,
    });
  }

  protected override get needsAllWords(): boolean {
    return this.#parts.areHere;
  }

  /**
   * What the account picker may use of this element.
   * @internal
   */
  readonly pickerParts: PickerHost['pickerParts'] = {
    client: () => this.effectiveClient,
    labels: () => this.labels,
    report: (error) => this.reportError(error),
    copied: () => this.copied,
    copy: (text) => void this.copyText(text),
    imported: (advertiserIds, connectionId) => this.#finishImport(advertiserIds, connectionId),
  };

  /** What a sign-in may use of this element. */
  protected readonly flowParts: FlowParts = {
    ...this.pickerParts,
    announce: (text) => this.announce(text),
    moveFocus: () => this.#focus.move(),
    // Only ahead of time: whoever opens it asks again, and is told when it does not load.
    expectPicker: () => void this.#parts.loadPicker().catch(() => undefined),
    hasNoTrigger: () => this.withoutTrigger,
    hasNoPicker: () => this.trouble === 'picker',
    start: (request) => this.start(request),
    choose: (connectionId) => void this.#withFlow((flow) => this.#choose(flow, connectionId ?? this.#chosen)),
  };

  override connectedCallback(): void {
    super.connectedCallback();
    for (const name of OVERTAKING) document.addEventListener(name, this.#overtake);
  }

  override disconnectedCallback(): void {
    for (const name of OVERTAKING) document.removeEventListener(name, this.#overtake);
    super.disconnectedCallback();
  }

  /** Two notices of sign-ins on a page would contradict each other, as would one of a sign-in that is in trouble by now. */
  readonly #overtake = (event: Event): void => {
    if (event === this.#told) return;
    const ids = event.type === NOTICE_OVER_EVENT ? (event as NoticeOverEvent).detail.connectionIds : undefined;
    if (ids?.includes(this.#importedFrom) ?? true) this.importedCount = 0;
    this.#parts.flow?.overtake(ids);
  };

  /**
   * Begins a sign-in. Call it inside a click or key press, or the browser blocks the window. Does nothing without the
   * Connect permission.
   * @param options.connectionId the connection to sign in again; by default the element's own `connectionId`
   * @param options.kind which of TikTok's two sign-ins; by default the element's own `kind`
   * @param options.token opens the form for a pasted access token instead of TikTok's window
   * @param options.focusAfter asked in the end, when what was pressed has left the page, as the button of an empty state
   *   does after the first import: the element that gets focus instead; null leaves focus alone
   */
  start(options: ConnectStart = {}): void {
    // A second press of a double click comes before the button could give way.
    if (!this.mayConnect || this.isOpening || this.#state === 'opening') return;
    this.importedCount = 0;
    this.trouble = undefined;
    this.#focus.begin(options.focusAfter);
    // A framework takes an attribute away for `undefined`, which leaves null.
    const connectionId = options.connectionId || this.connectionId || undefined;
    this.#parts.token?.close();
    if (options.token || this.environment === 'sandbox') return void this.#startToken(connectionId);
    // Before anything is asked, or the browser would block it.
    const opened = openWindow(this.labels.connectButton.openingWindow);
    const request = { connectionId, kind: kindOf(options.kind ?? this.kind) };
    this.isOpening = true;
    void this.#withFlow(
      (flow) => flow.start(request, opened),
      () => opened?.close(),
    );
  }

  /**
   * Lets the person choose among the ad accounts of a known connection, without a new sign-in. Does nothing without the
   * Connect permission.
   * @param options.focusAfter asked where focus goes when something was imported and what was pressed is gone
   */
  choose({ connectionId, focusAfter }: { connectionId: string; focusAfter?: FocusAfter }): void {
    if (!this.mayConnect) return;
    this.importedCount = 0;
    this.#focus.begin(focusAfter, false);
    void this.#withFlow((flow) => this.#choose(flow, connectionId));
  }

  async #startToken(reconnects: string | undefined): Promise<void> {
    this.isOpening = true;
    await this.#withFlow(async (flow) => {
      const form = await this.#parts.loadToken(this.pickerParts);
      // A sign-in that was under way is given up for it.
      flow.popup.reset();
      this.#focus.move();
      form.open(this.environment, (connection) => flow.finish(connection, reconnects));
    });
  }

  /** Goes on once what a sign-in goes by is there. Without it, the button is back and says why. */
  async #withFlow(then: (flow: ConnectFlow) => unknown, otherwise?: () => void): Promise<void> {
    try {
      await then(await this.#parts.loadFlow(this.flowParts));
    } catch (error) {
      otherwise?.();
      this.trouble = 'flow';
      this.reportError(error);
    } finally {
      this.isOpening = false;
    }
  }

  async #choose(flow: ConnectFlow, connectionId: string): Promise<void> {
    this.trouble = undefined;
    this.#chosen = connectionId;
    try {
      this.#parts.picker = await this.#parts.loadPicker();
    } catch (error) {
      this.trouble = 'picker';
      this.#focus.move();
      this.reportError(error);
      return;
    }
    this.#parts.picker.open(connectionId, flow.connection(connectionId));
  }

  protected override clientChanged(): void {
    // What is chosen, typed or decided belongs to the session before.
    this.#parts.picker?.close();
    this.#parts.token?.close();
    if (!this.#isIdle) this.#parts.flow?.popup.reset();
    this.importedCount = 0;
    void this.#loadPermission();
    if (mayResume()) void this.#withFlow(({ popup }) => popup.resume(kindOf(this.kind)));
  }

  async #loadPermission(): Promise<void> {
    const client = this.effectiveClient;
    try {
      const session = await client?.session();
      if (client !== this.effectiveClient) return;
      this.mayConnect = session?.permissions.includes('connect') ?? true;
    } catch (error) {
      // Not knowing is no reason to refuse: the server decides when the button is pressed.
      if (client === this.effectiveClient) this.reportError(error);
    }
  }

  #finishImport(advertiserIds: readonly string[], connectionId: string): void {
    this.importedCount = advertiserIds.length;
    this.#importedFrom = connectionId;
    this.#focus.move();
    this.announce(this.labels.connectButton.importedTitle(advertiserIds.length));
    // A sign-in that goes on beside it is another matter.
    const popup = this.#parts.flow?.popup;
    if (popup?.state.name === 'connected') popup.reset();
    this.dispatchEvent(new TikTokAccountsImportedEvent({ connectionId, advertiserIds }));
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    // Lets the page around it leave no gap where there is nothing to see. Before the controllers move focus, or what they
    // focus outside could still be hidden on account of it.
    this.toggleAttribute('idle', this.withoutTrigger && this.renderRoot.querySelector('.connect > *') === null);
    // What came of a sign-in is told, but nothing is under way any more.
    this.toggleAttribute('signing-in', !['idle', 'connected'].includes(this.#state));
  }

  get #state(): string {
    return this.#parts.flow?.popup.state.name ?? 'idle';
  }

  get #isIdle(): boolean {
    return this.#state === 'idle';
  }

  protected override render(): TemplateResult {
    return html`<div class="connect">${this.#renderNow()}</div>
      ${this.#parts.picker?.render() ?? nothing}`;
  }

  #renderNow(): unknown {
    const { token, flow } = this.#parts;
    if (token?.isOpen && this.#isIdle) return token.render(this.copied, this.pickerParts.copy);
    return flow?.render() ?? this.#renderTrigger();
  }

  #renderImported(): unknown {
    if (this.importedCount === 0) return nothing;
    return this.#parts.flow?.renderImported(this.importedCount, () => {
      this.importedCount = 0;
      this.#focus.move();
    });
  }

  #renderTrigger(): unknown {
    const { labels, environment, kind, mayConnect } = this;
    const failed = this.trouble === 'flow' ? labels.common.failures['network_error'] : undefined;
    const parts = {
      labels,
      environment,
      kind,
      paste: this.allowToken && environment !== 'sandbox' ? () => this.start({ token: true }) : undefined,
      mayConnect,
      failed,
      isAgain: Boolean(this.connectionId),
      isOpening: this.isOpening || !this.#isIdle,
      press: () => this.start(),
    };
    if (!this.withoutTrigger) return html`${this.#renderImported()} ${renderTrigger(parts)}`;
    if (failed !== undefined) return renderHint(parts);
    return mayConnect ? this.#renderImported() : nothing;
  }
}
