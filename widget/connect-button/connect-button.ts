import { adoptStyles, type CSSResultOrNative, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Connection } from '../../shared/connections.ts';
import type { Environment } from '../../shared/fields.ts';
import { TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';
import { ConnectPopupController } from '../controllers/connect-popup.ts';
import { type ConnectState, minutesLeft } from '../controllers/connect-state.ts';
import { deepActiveElement } from '../element/focus.ts';
import { icon } from '../element/icons.ts';
import { TikTokElement } from '../element/tiktok-element.ts';
import { TikTokAccountsImportedEvent } from '../events/accounts-imported.ts';
import { type ConnectFailure, TikTokConnectFailedEvent } from '../events/connect-failed.ts';
import { TikTokConnectStartedEvent } from '../events/connect-started.ts';
import { TikTokConnectSucceededEvent } from '../events/connect-succeeded.ts';
import { loadLabels } from '../labels/labels.ts';
import { buttonStyles, stateStyles } from '../styles/controls.ts';
import type { AccountPicker, PickerHost } from './account-picker.ts';
import type * as Notices from './connect-notice.ts';
import { connectButtonStyles } from './connect-button.styles.ts';
import type { SandboxForm } from './sandbox-form.ts';

/**
 * @summary Signs a person in at TikTok in a small window, then lets them pick the ad accounts to import.
 *
 * It never hangs: a closed, blocked or cut-off window, a slow login and a lost network each end in a sentence and a
 * next step. It can also go on in the page's own tab.
 * @fires {TikTokConnectStartedEvent} tiktok-connect-started - when TikTok's page is asked for.
 * @fires {TikTokConnectSucceededEvent} tiktok-connect-succeeded - when TikTok granted access.
 * @fires {TikTokConnectFailedEvent} tiktok-connect-failed - when a sign-in ended without a connection.
 * @fires {TikTokAccountsImportedEvent} tiktok-accounts-imported - when ad accounts were imported.
 * @fires {TikTokErrorEvent} tiktok-error - when a call failed and the person has been told.
 * @csspart button - The button that begins.
 * @csspart hint - The line under it.
 * @csspart notice - What takes their place: what happened and what to press.
 * @csspart dialog - The account picker.
 * @cssproperty --tiktok-accent - Fill of the one primary button; links, ticks and focus derive from it.
 * @cssproperty --tiktok-font - Default: the page's font.
 * @cssproperty --tiktok-font-size - Of body text; the other sizes follow. Default 14px.
 * @cssproperty --tiktok-radius - Of banners and menus; the other radii follow. Default 8px.
 */
export class TikTokConnectButton extends TikTokElement implements PickerHost {
  static override styles = [TikTokElement.styles, buttonStyles, stateStyles, connectButtonStyles];
  static override properties = {
    environment: {},
    connectionId: { attribute: 'connection-id' },
    withoutTrigger: { type: Boolean, attribute: 'without-trigger' },
    connection: { state: true },
    mayConnect: { state: true },
    importedCount: { state: true },
    hasNoNotices: { state: true },
  };

  /** `production`, or `sandbox` to paste a sandbox token instead of signing in. Default `production`. */
  declare environment: Environment;
  /** Signs this connection in again, keeping its id; without it, a new one is made. */
  declare connectionId: string | undefined;
  /** Draws no button of its own; call `start()` from one of yours. */
  declare withoutTrigger: boolean;
  declare protected connection: Connection | undefined;
  declare protected mayConnect: boolean;
  declare protected importedCount: number;
  /** What says how a sign-in goes could not be fetched. */
  declare protected hasNoNotices: boolean;

  readonly #popup: ConnectPopupController;
  // What opens later comes later: the button is there at once.
  #notices: typeof Notices | undefined;
  #picker: Promise<AccountPicker> | undefined;
  #openPicker: AccountPicker | undefined;
  #sandbox: SandboxForm | undefined;
  #laterStyles: CSSResultOrNative[] = [];
  #reconnects: string | undefined;
  #spokenMinutes = 0;
  #takesFocus = false;
  /** The notice of the state that just began is still to be said. */
  #isUnsaid = false;
  #opener: HTMLElement | undefined;
  #focusAfter: (() => HTMLElement | null) | undefined;

  constructor() {
    super();
    this.environment = 'production';
    this.connectionId = undefined;
    this.withoutTrigger = false;
    this.connection = undefined;
    this.mayConnect = true;
    this.importedCount = 0;
    this.hasNoNotices = false;
    this.#popup = new ConnectPopupController(this, {
      client: () => this.effectiveClient,
      windowText: () => this.labels.connectButton.openingWindow,
      onState: (state, before) => this.#handleState(state, before),
    });
  }

  /** What the account picker may use of this element. */
  readonly pickerParts: PickerHost['pickerParts'] = {
    client: () => this.effectiveClient,
    labels: () => this.labels,
    report: (error) => this.reportError(error),
    announce: (text) => this.announce(text),
    copied: () => this.copied,
    copy: (text) => void this.copyText(text),
    imported: (advertiserIds) => this.#finishImport(advertiserIds),
  };

  /**
   * Begins a sign-in. Call it inside a click or key press, or the browser blocks the window.
   * @param options.connectionId the connection to sign in again; by default the element's own `connectionId`
   * @param options.focusAfter where focus goes in the end when what was pressed is gone
   */
  start(options: { connectionId?: string; focusAfter?: () => HTMLElement | null } = {}): void {
    if (!this.mayConnect) return;
    this.importedCount = 0;
    this.connection = undefined;
    this.#takesFocus = true;
    if (!this.#holdsFocus) {
      this.#opener = deepActiveElement();
      this.#focusAfter = options.focusAfter;
    }
    this.#reconnects = options.connectionId ?? this.connectionId;
    if (this.environment === 'sandbox') void this.#startSandbox();
    else this.#popup.start({ connectionId: this.#reconnects });
  }

  async #startSandbox(): Promise<void> {
    try {
      const [{ SandboxForm }] = await Promise.all([import('./sandbox-form.ts'), loadLabels()]);
      this.#sandbox ??= new SandboxForm(this, {
        client: () => this.effectiveClient,
        labels: () => this.labels,
        report: (error) => this.reportError(error),
        connected: (connection) => this.#popup.finish(connection.id),
      });
      this.#addStyles(SandboxForm.styles);
      this.#takesFocus = true;
      this.#sandbox.open();
    } catch (cause) {
      this.#popup.fail(new TikTokAdsError('network_error', 'The sandbox form did not load', { cause }));
    }
  }

  /** Fetched at the press; TikTok's page takes longer to come. */
  async #loadNotices(): Promise<void> {
    if (this.#notices !== undefined) return;
    this.hasNoNotices = false;
    try {
      const [notices] = await Promise.all([import('./connect-notice.ts'), loadLabels()]);
      this.#notices = notices;
      this.#addStyles([notices.noticeStyles]);
      this.requestUpdate();
    } catch (cause) {
      // Without words for it, a sign-in must not go on: the button is back and says why.
      this.#popup.reset();
      this.hasNoNotices = true;
      this.reportError(new TikTokAdsError('network_error', 'A part of the connect button did not load', { cause }));
    }
  }

  /** Fetched while the person is at TikTok, so that it is there when they come back. */
  #loadPicker(): Promise<AccountPicker> {
    this.#picker ??= Promise.all([import('./account-picker.ts'), loadLabels()]).then(
      ([{ AccountPicker }]) => {
        this.#addStyles(AccountPicker.styles);
        return new AccountPicker(this);
      },
      (cause: unknown) => {
        this.#picker = undefined;
        throw new TikTokAdsError('network_error', 'The account picker did not load', { cause });
      },
    );
    return this.#picker;
  }

  async #choose(connectionId: string): Promise<void> {
    try {
      this.#openPicker = await this.#loadPicker();
      this.#openPicker.open(connectionId, this.connection?.tiktokUser?.displayName);
    } catch (error) {
      this.#popup.fail(toTikTokAdsError(error));
    }
  }

  #addStyles(styles: readonly CSSResultOrNative[]): void {
    this.#laterStyles = [...new Set([...this.#laterStyles, ...styles])];
    const { elementStyles } = this.constructor as typeof TikTokConnectButton;
    adoptStyles(this.renderRoot as ShadowRoot, [...elementStyles, ...this.#laterStyles]);
  }

  protected override clientChanged(): void {
    void this.#loadPermission();
    this.#popup.resume();
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

  #handleState(state: ConnectState, before: ConnectState): void {
    if (state.name === before.name) return;
    this.#takesFocus = true;
    this.#isUnsaid = state.name !== 'connected' && state.name !== 'opening';
    if (state.name !== 'idle') void this.#loadNotices();
    switch (state.name) {
      case 'waiting':
        if (before.name === 'opening')
          this.dispatchEvent(new TikTokConnectStartedEvent({ attemptId: state.attempt.attemptId }));
        this.#spokenMinutes = minutesLeft(state.attempt.deadline, this.#popup.now());
        void this.#loadPicker().catch(() => undefined);
        break;
      case 'closed':
        this.#fail('closed');
        break;
      case 'expired':
        this.#fail('expired');
        break;
      case 'failed': {
        const { error } = state;
        const failure =
          error instanceof TikTokAdsError
            ? error
            : new TikTokAdsError(error.code as TikTokAdsError['code'], error.message, {
                tiktokRequestId: error.tiktokRequestId,
              });
        // A refusal at TikTok is the person's choice, not a fault to report.
        if (error.code !== 'oauth_denied') this.reportError(failure);
        this.#fail(error.code === 'oauth_denied' ? 'refused' : 'failed', failure);
        break;
      }
      case 'connected':
        this.dispatchEvent(new TikTokConnectSucceededEvent({ connectionId: state.connectionId }));
        void this.#loadConnection(state.connectionId);
        break;
      case 'idle':
        if (before.name === 'opening' || before.name === 'waiting' || before.name === 'checking')
          this.#fail('cancelled');
        break;
      default:
    }
  }

  #fail(reason: ConnectFailure, error?: TikTokAdsError): void {
    this.dispatchEvent(new TikTokConnectFailedEvent(error === undefined ? { reason } : { reason, error }));
  }

  async #loadConnection(connectionId: string): Promise<void> {
    try {
      this.connection = await this.effectiveClient?.call('getConnection', { params: { connectionId } });
    } catch (error) {
      // The name and the count are a courtesy; choosing accounts works without them.
      this.reportError(error);
    }
    this.#isUnsaid = true;
    this.requestUpdate();
  }

  #finishImport(advertiserIds: readonly string[]): void {
    const { state } = this.#popup;
    const connectionId = state.name === 'connected' ? state.connectionId : (this.connection?.id ?? '');
    this.importedCount = advertiserIds.length;
    this.#takesFocus = true;
    this.announce(this.labels.connectButton.importedTitle(advertiserIds.length));
    this.#popup.reset();
    this.dispatchEvent(new TikTokAccountsImportedEvent({ connectionId, advertiserIds }));
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { state } = this.#popup;
    if (state.name !== 'waiting' || this.#notices === undefined) return;
    const minutes = minutesLeft(state.attempt.deadline, this.#popup.now());
    if (minutes === this.#spokenMinutes) return;
    this.#spokenMinutes = minutes;
    if (minutes === 5 || minutes === 1) this.announce(this.labels.connectButton.minutesLeft(minutes));
  }

  protected override updated(): void {
    // Lets the page around it leave no gap where there is nothing to see.
    const isIdle = this.#popup.state.name === 'idle';
    this.toggleAttribute('idle', this.withoutTrigger && this.renderRoot.querySelector('.connect > *') === null);
    if (!isIdle && this.#notices === undefined) return;
    if (this.#isUnsaid) this.#say();
    if (this.#takesFocus) this.#moveFocus(isIdle);
  }

  #say(): void {
    this.#isUnsaid = false;
    const notice = this.#notice;
    if (notice !== undefined) this.announce(`${notice.title}. ${notice.text}`);
  }

  /** What was pressed gave way to a notice, or a notice to it: keeps the keyboard there, unless it went elsewhere. */
  #moveFocus(isIdle: boolean): void {
    this.#takesFocus = false;
    const active = deepActiveElement();
    if (active !== undefined && active !== this.#opener && !this.#holdsFocus) return;
    const root = this.renderRoot;
    if (root.querySelector('dialog') !== null) return;
    const own = root.querySelector<HTMLElement>('input') ?? root.querySelector<HTMLElement>('.notice, .connect > .btn');
    const opener = this.#opener?.isConnected === true ? this.#opener : this.#focusAfter?.();
    const target = own ?? (isIdle ? opener : undefined);
    target?.focus({ preventScroll: true });
  }

  get #holdsFocus(): boolean {
    const active = deepActiveElement();
    return active !== undefined && this.renderRoot.contains(active);
  }

  protected override render(): TemplateResult {
    return html`<div class="connect">${this.#renderNow()}</div>
      ${this.#openPicker?.render() ?? nothing}`;
  }

  #renderNow(): unknown {
    const isIdle = this.#popup.state.name === 'idle';
    if (this.#sandbox?.isOpen === true && isIdle) return this.#sandbox.render(this.copied, this.pickerParts.copy);
    const notice = this.#notice;
    return notice === undefined ? this.#renderTrigger() : this.#renderNotice(notice);
  }

  get #notice(): Notices.Notice | undefined {
    const popup = this.#popup;
    const { state } = popup;
    return this.#notices?.noticeFor(state, {
      labels: this.labels,
      now: popup.now(),
      hasNoTrigger: this.withoutTrigger,
      connection: this.connection,
      isAgain: this.#reconnects !== undefined || (this.connection?.importedCount ?? 0) > 0,
      act: {
        cancel: () => popup.reset(),
        check: () => popup.check(),
        choose: () => state.name === 'connected' && void this.#choose(state.connectionId),
        continueInTab: () => void popup.continueInTab(),
        dismiss: () => popup.reset(),
        showWindow: () => popup.showWindow(),
        startAgain: () => this.start(this.#reconnects === undefined ? {} : { connectionId: this.#reconnects }),
      },
    });
  }

  #renderNotice(notice: Notices.Notice): unknown {
    return this.#notices?.renderNotice(notice, this.labels, this.copied, this.pickerParts.copy);
  }

  #renderImported(count: number): unknown {
    const words = this.labels.connectButton;
    return this.#renderNotice({
      mark: 'ok',
      kind: 'ok',
      isBrief: true,
      title: words.importedTitle(count),
      text: words.imported,
      actions: html`<button type="button" class="btn btn--small" @click=${() => this.#dismissImported()}>
        ${words.done}
      </button>`,
    });
  }

  #dismissImported(): void {
    this.importedCount = 0;
    this.#takesFocus = true;
  }

  #renderTrigger(): unknown {
    const words = this.labels.connectButton;
    const count = this.importedCount;
    const imported = count === 0 ? nothing : this.#renderImported(count);
    const failed = this.hasNoNotices ? this.labels.common.failures['network_error'] : undefined;
    const hint = failed ?? (this.mayConnect ? words.idle : words.noPermission);
    const renderHint = () =>
      html`<p part="hint" class="subtitle" id="hint" role=${failed === undefined ? nothing : 'alert'}>${hint}</p>`;
    if (this.withoutTrigger) return failed === undefined ? (this.mayConnect ? imported : nothing) : renderHint();
    const isOpening = this.#popup.state.name !== 'idle';
    return html`${imported}
      <button
        part="button"
        type="button"
        class="btn ${isOpening || !this.mayConnect ? '' : 'btn--primary'}"
        aria-disabled=${isOpening || !this.mayConnect ? 'true' : nothing}
        aria-describedby="hint"
        @click=${() => !isOpening && this.start()}
      >
        ${isOpening ? words.opening : html`${icon(this.mayConnect ? 'plug' : 'lock')}${words.connect}`}
      </button>
      ${renderHint()}`;
  }
}
