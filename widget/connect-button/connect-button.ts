import { adoptStyles, type CSSResultOrNative, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Connection } from '../../shared/connections.ts';
import type { Environment } from '../../shared/fields.ts';
import { TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';
import { ConnectPopupController } from '../controllers/connect-popup.ts';
import { type ConnectState, minutesLeft } from '../controllers/connect-state.ts';
import { icon } from '../element/icons.ts';
import { TikTokElement } from '../element/tiktok-element.ts';
import { TikTokAccountsImportedEvent } from '../events/accounts-imported.ts';
import { type ConnectFailure, TikTokConnectFailedEvent } from '../events/connect-failed.ts';
import { TikTokConnectStartedEvent } from '../events/connect-started.ts';
import { TikTokConnectSucceededEvent } from '../events/connect-succeeded.ts';
import { loadLabels } from '../labels/labels.ts';
import { buttonStyles, stateStyles } from '../styles/controls.ts';
import type { AccountPicker, PickerHost } from './account-picker.ts';
import { type Notice, noticeFor, renderNotice } from './connect-notice.ts';
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

  readonly #popup: ConnectPopupController;
  // What opens later comes later: the button is there at once.
  #picker: Promise<AccountPicker> | undefined;
  #openPicker: AccountPicker | undefined;
  #sandbox: SandboxForm | undefined;
  #laterStyles: CSSResultOrNative[] = [];
  #reconnects: string | undefined;
  #spokenMinutes = 0;
  #takesFocus = false;

  constructor() {
    super();
    this.environment = 'production';
    this.connectionId = undefined;
    this.withoutTrigger = false;
    this.connection = undefined;
    this.mayConnect = true;
    this.importedCount = 0;
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
   */
  start(options: { connectionId?: string } = {}): void {
    if (!this.mayConnect) return;
    this.importedCount = 0;
    this.connection = undefined;
    this.#takesFocus = true;
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
    try {
      const session = await this.effectiveClient?.session();
      this.mayConnect = session?.permissions.includes('connect') ?? true;
    } catch (error) {
      // Not knowing is no reason to refuse: the server decides when the button is pressed.
      this.reportError(error);
    }
  }

  #handleState(state: ConnectState, before: ConnectState): void {
    if (state.name === before.name) return;
    this.#takesFocus = true;
    const words = this.labels.connectButton;
    switch (state.name) {
      case 'waiting':
        if (before.name === 'opening')
          this.dispatchEvent(new TikTokConnectStartedEvent({ attemptId: state.attempt.attemptId }));
        this.#spokenMinutes = minutesLeft(state.attempt.deadline, this.#popup.now());
        void this.#loadPicker().catch(() => undefined);
        this.announce(`${words.waitingTitle}. ${words.waiting(this.#spokenMinutes)}`);
        break;
      case 'blocked':
        this.announce(`${words.blockedTitle}. ${words.blocked}`);
        break;
      case 'closed':
        this.announce(`${words.closedTitle}. ${words.closed}`);
        this.#fail('closed');
        break;
      case 'expired':
        this.announce(`${words.expiredTitle}. ${words.expired}`);
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
    const notice = this.#notice;
    if (notice !== undefined) this.announce(`${notice.title}. ${notice.text}`);
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
    if (state.name !== 'waiting') return;
    const minutes = minutesLeft(state.attempt.deadline, this.#popup.now());
    if (minutes === this.#spokenMinutes) return;
    this.#spokenMinutes = minutes;
    if (minutes === 5 || minutes === 1) this.announce(this.labels.connectButton.minutesLeft(minutes));
  }

  protected override updated(): void {
    // Lets the page around it leave no gap where there is nothing to see.
    this.toggleAttribute('idle', this.withoutTrigger && this.renderRoot.querySelector('.notice') === null);
    if (!this.#takesFocus) return;
    this.#takesFocus = false;
    // The button that was pressed gave way to a notice in its place: keep the keyboard there, unless it went elsewhere.
    if (document.activeElement !== null && document.activeElement !== document.body && !this.#holdsFocus) return;
    const root = this.renderRoot;
    const target =
      root.querySelector<HTMLElement>('input') ?? root.querySelector<HTMLElement>('.notice, .connect > .btn');
    if (root.querySelector('dialog') === null) target?.focus({ preventScroll: true });
  }

  get #holdsFocus(): boolean {
    let active = document.activeElement;
    while (active !== null && active !== this && active.shadowRoot !== null) active = active.shadowRoot.activeElement;
    return active === this;
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

  get #notice(): Notice | undefined {
    const popup = this.#popup;
    const { state } = popup;
    return noticeFor(state, {
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

  #renderNotice(notice: Notice): TemplateResult {
    return renderNotice(notice, this.labels, this.copied, this.pickerParts.copy);
  }

  #renderImported(count: number): TemplateResult {
    const words = this.labels.connectButton;
    return this.#renderNotice({
      mark: 'ok',
      kind: 'ok',
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
    if (this.withoutTrigger) return this.mayConnect ? imported : nothing;
    const isOpening = this.#popup.state.name === 'opening';
    return html`${imported}
      <button
        type="button"
        class="btn ${isOpening || !this.mayConnect ? '' : 'btn--primary'}"
        aria-disabled=${isOpening || !this.mayConnect ? 'true' : nothing}
        aria-describedby="hint"
        @click=${() => !isOpening && this.start()}
      >
        ${isOpening ? words.opening : html`${icon(this.mayConnect ? 'plug' : 'lock')}${words.connect}`}
      </button>
      <p class="subtitle" id="hint">${this.mayConnect ? words.idle : words.noPermission}</p>`;
  }
}
