import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Environment } from '../../shared/fields.ts';
import { toTikTokAdsError } from '../client/errors.ts';
import { ConnectFocusController, type FocusAfter } from '../controllers/connect-focus.ts';
import { ConnectPopupController } from '../controllers/connect-popup.ts';
import type { ConnectState } from '../controllers/connect-state.ts';
import { TikTokElement } from '../element/tiktok-element.ts';
import { TikTokAccountsImportedEvent } from '../events/accounts-imported.ts';
import { buttonStyles, stateStyles } from '../styles/controls.ts';
import type { PickerHost } from './account-picker.ts';
import { connectButtonStyles } from './connect-button.styles.ts';
import type { GrantReader } from './grant-reader.ts';
import { LazyParts } from './lazy-parts.ts';
import type { Notice } from './notice.ts';
import { errorOf, outcomeEvent } from './outcome-event.ts';
import { renderHint, renderTrigger } from './render-trigger.ts';

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
 * @csspart state - In the account picker, what stands in place of a list: empty, not found, failed.
 * @slot help - Your own help, where the element is empty or can’t be shown.
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
    mayConnect: { state: true },
    importedCount: { state: true },
    trouble: { state: true },
  };

  /** `production`, or `sandbox` to paste a sandbox token instead of signing in. Default `production`. */
  declare environment: Environment;
  /** Signs this connection in again, keeping its id; without it, a new one is made. */
  declare connectionId: string | undefined;
  /** Draws no button of its own; call `start()` from one of yours. */
  declare withoutTrigger: boolean;
  declare protected mayConnect: boolean;
  declare protected importedCount: number;
  /** What could not be fetched: the words for a sign-in, or the account picker. */
  declare protected trouble: 'notices' | 'picker' | undefined;

  readonly #popup: ConnectPopupController;
  readonly #focus: ConnectFocusController;
  readonly #parts: LazyParts;
  /** Comes with the notices. */
  #grants: GrantReader | undefined;
  /** The connection that is signed in again, if one is. */
  #reconnects: string | undefined;
  /** The last notice that was said to people who listen. */
  #said: string | undefined;

  constructor() {
    super();
    this.environment = 'production';
    this.connectionId = undefined;
    this.withoutTrigger = false;
    this.mayConnect = true;
    this.importedCount = 0;
    this.trouble = undefined;
    this.#parts = new LazyParts(this, (this.constructor as typeof TikTokConnectButton).elementStyles);
    this.#popup = new ConnectPopupController(this, {
      client: () => this.effectiveClient,
      windowText: () => this.labels.connectButton.openingWindow,
      onState: (state, before) => this.#handleState(state, before),
    });
    this.#focus = new ConnectFocusController(this, {
      isReady: () => this.#isIdle || this.#parts.notices !== undefined,
      isOver: () => this.#isIdle,
    });
  }

  /** What the account picker may use of this element. */
  readonly pickerParts: PickerHost['pickerParts'] = {
    client: () => this.effectiveClient,
    labels: () => this.labels,
    report: (error) => this.reportError(error),
    copied: () => this.copied,
    copy: (text) => void this.copyText(text),
    imported: (advertiserIds) => this.#finishImport(advertiserIds),
  };

  /**
   * Begins a sign-in. Call it inside a click or key press, or the browser blocks the window. Does nothing without the
   * Connect permission.
   * @param options.connectionId the connection to sign in again; by default the element's own `connectionId`
   * @param options.focusAfter asked in the end, when what was pressed has left the page, as the button of an empty state
   *   does after the first import: the element that gets focus instead; null leaves focus alone
   */
  start(options: { connectionId?: string | undefined; focusAfter?: FocusAfter } = {}): void {
    // A second press of a double click comes before the button could give way.
    if (!this.mayConnect || this.#popup.state.name === 'opening') return;
    this.importedCount = 0;
    this.#focus.begin(options.focusAfter);
    const connectionId = options.connectionId ?? this.connectionId;
    this.#reconnects = connectionId;
    if (this.environment === 'sandbox') void this.#startSandbox();
    else this.#popup.start({ connectionId });
  }

  async #startSandbox(): Promise<void> {
    try {
      const form = await this.#parts.loadSandbox({
        client: () => this.effectiveClient,
        labels: () => this.labels,
        report: (error) => this.reportError(error),
        connected: (connection) => this.#popup.finish(connection.id),
      });
      this.#focus.move();
      form.open();
    } catch (error) {
      this.#popup.fail(toTikTokAdsError(error));
    }
  }

  /** Fetches what says how a sign-in goes, and reads what belongs to this state of it. */
  async #follow(state: ConnectState): Promise<void> {
    this.trouble = undefined;
    try {
      const notices = await this.#parts.loadNotices();
      this.#grants ??= notices.createFollower(this, {
        popup: this.#popup,
        client: () => this.effectiveClient,
        report: (error) => this.reportError(error),
        sayMinutes: (minutes) => this.announce(this.labels.connectButton.minutesLeft(minutes)),
      });
    } catch (error) {
      // Without words for it, a sign-in must not go on: the button is back and says why.
      this.#popup.reset();
      this.trouble = 'notices';
      this.reportError(error);
      return;
    }
    if (state.name === 'opening') void this.#grants.learnPerson(this.#reconnects);
    if (state.name === 'connected' && this.#popup.state === state)
      void this.#grants.read(state.connectionId, this.#reconnects !== undefined);
  }

  async #choose(connectionId: string): Promise<void> {
    this.trouble = undefined;
    try {
      this.#parts.picker = await this.#parts.loadPicker();
    } catch (error) {
      this.trouble = 'picker';
      this.#focus.move();
      this.reportError(error);
      return;
    }
    const { connection, sharedCount } = this.#grants?.grant ?? {};
    this.#parts.picker.open({
      connectionId,
      userName: connection?.tiktokUser?.displayName,
      expectedCount: sharedCount ?? connection?.advertiserCount,
    });
  }

  protected override clientChanged(): void {
    // What is chosen in it belongs to the session before.
    this.#parts.picker?.close();
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
    this.#focus.move();
    this.#said = undefined;
    this.#grants?.forget();
    if (state.name !== 'idle') void this.#follow(state);
    if (state.name === 'waiting') void this.#parts.loadPicker().catch(() => undefined);
    // A refusal at TikTok is the person's choice, not a fault to report.
    if (state.name === 'failed' && state.error.code !== 'oauth_denied') this.reportError(errorOf(state));
    const event = outcomeEvent(state, before);
    if (event !== undefined) this.dispatchEvent(event);
  }

  #finishImport(advertiserIds: readonly string[]): void {
    const { state } = this.#popup;
    const connectionId = state.name === 'connected' ? state.connectionId : (this.#grants?.grant?.connection?.id ?? '');
    this.importedCount = advertiserIds.length;
    this.#focus.move();
    this.announce(this.labels.connectButton.importedTitle(advertiserIds.length));
    this.#popup.reset();
    this.dispatchEvent(new TikTokAccountsImportedEvent({ connectionId, advertiserIds }));
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    // Lets the page around it leave no gap where there is nothing to see. Before the controllers move focus, or what they
    // focus outside could still be hidden on account of it.
    this.toggleAttribute('idle', this.withoutTrigger && this.renderRoot.querySelector('.connect > *') === null);
  }

  protected override updated(): void {
    this.#say();
  }

  /** Each notice is said once; the minutes in it go on by themselves. */
  #say(): void {
    const notice = this.#notice;
    if (notice === undefined || notice.title === this.#said) return;
    // On the way to the name there is nothing to say yet.
    const grant = this.#grants?.grant;
    if (this.#popup.state.name === 'connected' && (grant === undefined || grant.comparison === 'running')) return;
    this.#said = notice.title;
    this.announce(`${notice.title}. ${notice.text}`);
  }

  get #isIdle(): boolean {
    return this.#popup.state.name === 'idle';
  }

  protected override render(): TemplateResult {
    return html`<div class="connect">${this.#renderNow()}</div>
      ${this.#parts.picker?.render() ?? nothing}`;
  }

  #renderNow(): unknown {
    const { sandbox } = this.#parts;
    if (sandbox?.isOpen === true && this.#isIdle) return sandbox.render(this.copied, this.pickerParts.copy);
    const notice = this.#notice;
    return notice === undefined ? this.#renderTrigger() : this.#renderNotice(notice);
  }

  get #notice(): Notice | undefined {
    const popup = this.#popup;
    const { state } = popup;
    const connectionId = this.#reconnects ?? (state.name === 'connected' ? state.connectionId : undefined);
    return this.#parts.notices?.noticeFor(state, {
      labels: this.labels,
      now: popup.now(),
      hasNoTrigger: this.withoutTrigger,
      isAgain: this.#reconnects !== undefined,
      person: this.#grants?.person,
      grant: this.#grants?.grant,
      hasNoPicker: this.trouble === 'picker',
      act: {
        cancel: () => popup.reset(),
        check: () => popup.check(),
        choose: () => state.name === 'connected' && void this.#choose(state.connectionId),
        continueInTab: () => void popup.continueInTab(),
        dismiss: () => popup.reset(),
        showWindow: () => popup.showWindow(),
        startAgain: () => this.start({ connectionId }),
      },
    });
  }

  #renderNotice(notice: Notice): unknown {
    return this.#parts.notices?.renderNotice(notice, this.labels, this.copied, this.pickerParts.copy);
  }

  #renderImported(): unknown {
    const dismiss = () => {
      this.importedCount = 0;
      this.#focus.move();
    };
    const notice = this.#parts.notices?.importedNotice(this.importedCount, this.labels, dismiss);
    return notice === undefined || this.importedCount === 0 ? nothing : this.#renderNotice(notice);
  }

  #renderTrigger(): unknown {
    const { labels, environment, mayConnect } = this;
    const failed = this.trouble === 'notices' ? labels.common.failures['network_error'] : undefined;
    const parts = {
      labels,
      environment,
      mayConnect,
      failed,
      isAgain: this.connectionId !== undefined,
      isOpening: !this.#isIdle,
      press: () => this.start(),
    };
    if (!this.withoutTrigger) return html`${this.#renderImported()} ${renderTrigger(parts)}`;
    if (failed !== undefined) return renderHint(parts);
    return mayConnect ? this.#renderImported() : nothing;
  }
}
