import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Environment } from '../../shared/fields.ts';
import { OAUTH_MESSAGE_TYPE, OAUTH_WINDOW_NAME } from '../../shared/oauth-message.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import { TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';
import { keepAttempt, returnUrl, takeReturnedAttempt } from './connect-return.ts';
import {
  type Attempt,
  type ConnectEvent,
  type ConnectState,
  deadlineFor,
  nextState,
  pollDelayMs,
} from './connect-state.ts';

export interface ConnectRequest {
  environment?: Environment | undefined;
  /** Signs an existing connection in again, keeping its id. */
  connectionId?: string | undefined;
}

export interface ConnectPopupOptions {
  client: () => TikTokAdsClient | undefined;
  /** Text of the window until TikTok's page is there. */
  windowText: () => string;
  onState: (state: ConnectState, before: ConnectState) => void;
  now?: () => number;
}

const TICK_MS = 500;
const CHECK_TIMEOUT_MS = 15_000;
const RETURN_LIFE_MS = 60_000;

/** The I/O around {@link nextState}: the window, the message from it, the network, the clock, the server's answers. */
export class ConnectPopupController implements ReactiveController {
  state: ConnectState = { name: 'idle' };
  readonly now: () => number;
  readonly #host: ReactiveControllerHost;
  readonly #options: ConnectPopupOptions;
  #request: ConnectRequest = {};
  #popup: Window | null = null;
  /** Ends every call of one sign-in; a new one each time. */
  #run = new AbortController();
  #ticker: ReturnType<typeof setInterval> | undefined;
  #checkDueAt = 0;
  #isChecking = false;
  #isConnected = false;

  constructor(host: ReactiveControllerHost, options: ConnectPopupOptions) {
    this.#host = host;
    this.#options = options;
    this.now = options.now ?? Date.now;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    window.addEventListener('message', this.#receiveMessage);
    window.addEventListener('online', this.#checkSoon);
    window.addEventListener('offline', this.#noteOffline);
    window.addEventListener('focus', this.#checkSoon);
    window.addEventListener('pageshow', this.#returnToPage);
    document.addEventListener('visibilitychange', this.#checkSoon);
    this.#follow();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    window.removeEventListener('message', this.#receiveMessage);
    window.removeEventListener('online', this.#checkSoon);
    window.removeEventListener('offline', this.#noteOffline);
    window.removeEventListener('focus', this.#checkSoon);
    window.removeEventListener('pageshow', this.#returnToPage);
    document.removeEventListener('visibilitychange', this.#checkSoon);
    clearInterval(this.#ticker);
    this.#ticker = undefined;
  }

  /** Must run inside the click: the window opens before anything is asked, or the browser would block it. */
  start(request: ConnectRequest): void {
    this.#run.abort();
    this.#run = new AbortController();
    this.#request = request;
    this.#popup = openWindow('', this.#options.windowText());
    this.#apply({ type: 'started', isBlocked: this.#popup === null });
    if (this.#popup !== null) void this.#authorizeWindow(this.#run.signal);
  }

  /** Brings the window to the front; one that is gone or out of reach is opened again. Must run inside the click. */
  showWindow(): void {
    if (!('attempt' in this.state)) return;
    if (this.#popup === null || this.#popup.closed) this.#popup = openWindow(this.state.attempt.authorizeUrl);
    this.#popup?.focus();
    this.#apply({ type: 'window', isClosed: this.#popup === null });
  }

  /** Goes on in this tab, with an attempt of its own that knows where to come back to. */
  async continueInTab(): Promise<void> {
    this.#run.abort();
    this.#run = new AbortController();
    const { signal } = this.#run;
    this.#closeWindow();
    this.#apply({ type: 'left' });
    const attempt = await this.#authorize(signal, returnUrl());
    if (attempt === undefined) return;
    keepAttempt(attempt);
    location.assign(attempt.authorizeUrl);
  }

  /** Asks the server now. */
  check(): void {
    this.#checkDueAt = 0;
    this.#follow();
    void this.#checkIfDue();
  }

  /** Ends the wait and closes the window; nothing was connected. */
  reset(): void {
    this.#run.abort();
    this.#closeWindow();
    this.#apply({ type: 'reset' });
  }

  /** Goes on with the sign-in that this tab just came back from, if any. */
  resume(): void {
    if (this.state.name !== 'idle') return;
    const attempt = takeReturnedAttempt(this.now(), RETURN_LIFE_MS);
    if (attempt === undefined) return;
    this.#run = new AbortController();
    this.#apply({ type: 'resumed', attempt });
  }

  fail(error: TikTokAdsError): void {
    this.#apply({ type: 'failed', error });
  }

  /** Puts a connection that was made without a window (a pasted token) in the same place. */
  finish(connectionId: string): void {
    const before = this.state;
    this.state = { name: 'connected', connectionId };
    this.#options.onState(this.state, before);
    this.#host.requestUpdate();
  }

  async #authorizeWindow(signal: AbortSignal): Promise<void> {
    const attempt = await this.#authorize(signal);
    if (attempt === undefined) {
      if (!signal.aborted) this.#closeWindow();
      return;
    }
    this.#apply({ type: 'authorized', attempt });
    try {
      if (this.#popup !== null && !this.#popup.closed) this.#popup.location.href = attempt.authorizeUrl;
    } catch {
      // A window that went elsewhere by itself is out of reach; "Show the window" opens it again.
    }
  }

  async #authorize(signal: AbortSignal, backTo?: string): Promise<Attempt | undefined> {
    const client = this.#options.client();
    try {
      if (client === undefined) throw new TikTokAdsError('session_unavailable', 'There is no client yet');
      const { environment, connectionId } = this.#request;
      const started = await client.call('startAuthorization', {
        body: {
          origin: location.origin,
          ...(environment === undefined ? {} : { environment }),
          ...(connectionId === undefined ? {} : { connectionId }),
          ...(backTo === undefined ? {} : { returnUrl: backTo }),
        },
        signal,
      });
      const startedAt = this.now();
      const { attemptId, authorizeUrl, expiresAt } = started;
      return { attemptId, authorizeUrl, startedAt, deadline: deadlineFor(expiresAt, startedAt) };
    } catch (error) {
      if (!signal.aborted) this.#apply({ type: 'failed', error: toTikTokAdsError(error) });
      return undefined;
    }
  }

  /** Runs the clock exactly while there is an attempt to look after and a page to show it on. */
  #follow(): void {
    if (this.#isConnected && 'attempt' in this.state) this.#ticker ??= setInterval(() => this.#tick(), TICK_MS);
    else {
      clearInterval(this.#ticker);
      this.#ticker = undefined;
    }
  }

  #tick(): void {
    if (this.state.name === 'waiting' && this.#popup !== null) {
      // A window that keeps the focus while it reads as closed was cut off by its page, not closed by the person.
      this.#apply({ type: 'window', isClosed: this.#popup.closed && document.hasFocus() });
    }
    this.#apply({ type: 'tick' });
    void this.#checkIfDue();
    // The minutes that are left are part of the text.
    this.#host.requestUpdate();
  }

  async #checkIfDue(): Promise<void> {
    const client = this.#options.client();
    if (!('attempt' in this.state) || client === undefined || this.#isChecking || this.now() < this.#checkDueAt) return;
    const { attemptId } = this.state.attempt;
    const { signal } = this.#run;
    const askedAt = this.now();
    this.#isChecking = true;
    try {
      const answer = await client.call('getConnectionAttempt', {
        params: { attemptId },
        signal,
        timeoutMs: CHECK_TIMEOUT_MS,
      });
      if (!signal.aborted) this.#apply({ type: 'answered', answer, askedAt });
    } catch (error) {
      if (!signal.aborted) this.#apply({ type: 'check-failed', error: toTikTokAdsError(error) });
    } finally {
      this.#isChecking = false;
      this.#checkDueAt = this.now() + pollDelayMs(this.state, this.now());
    }
  }

  #apply(event: ConnectEvent): void {
    const before = this.state;
    this.state = nextState(before, event, this.now());
    if (this.state === before) return;
    const isUrgent =
      this.state.name === 'checking' || (this.state.name === 'waiting' && this.state.closedAt !== undefined);
    this.#checkDueAt = this.now() + (isUrgent ? 0 : pollDelayMs(this.state, this.now()));
    if (this.state.name === 'connected' || this.state.name === 'failed' || this.state.name === 'expired')
      this.#closeWindow();
    this.#follow();
    this.#options.onState(this.state, before);
    this.#host.requestUpdate();
    if (this.state.name === 'checking') void this.#checkIfDue();
  }

  #closeWindow(): void {
    this.#popup?.close();
    this.#popup = null;
  }

  readonly #receiveMessage = (event: MessageEvent): void => {
    const client = this.#options.client();
    if (client === undefined || !('attempt' in this.state)) return;
    if (event.origin !== new URL(client.serverUrl, location.href).origin) return;
    const data = event.data as { type?: unknown; attemptId?: unknown } | null;
    if (data?.type !== OAUTH_MESSAGE_TYPE || data.attemptId !== this.state.attempt.attemptId) return;
    // The message only says when to look; what happened is asked of the server.
    this.check();
  };

  readonly #checkSoon = (): void => {
    if (!('attempt' in this.state) || document.visibilityState === 'hidden') return;
    this.check();
  };

  readonly #noteOffline = (): void => this.#apply({ type: 'network', isOffline: true });

  readonly #returnToPage = (event: PageTransitionEvent): void => {
    // Back from TikTok by the Back button, with this page as it was left: see whether the sign-in was finished.
    if (!event.persisted || this.state.name !== 'leaving') return;
    this.#apply({ type: 'reset' });
    this.resume();
  };
}

/** A window of a login page's size, centred over this one; null when the browser refuses. */
function openWindow(url: string, text?: string): Window | null {
  const width = Math.min(600, screen.availWidth);
  const height = Math.min(760, screen.availHeight);
  const left = Math.round(window.screenX + (window.outerWidth - width) / 2);
  const top = Math.round(window.screenY + Math.max(0, (window.outerHeight - height) / 2));
  const opened = window.open(url, OAUTH_WINDOW_NAME, `popup,width=${width},height=${height},left=${left},top=${top}`);
  if (opened === null || opened.closed) return null;
  if (text !== undefined) {
    try {
      opened.document.title = text;
      opened.document.body.textContent = text;
    } catch {
      // A window of that name may still show another origin's page; it is on its way elsewhere anyhow.
    }
  }
  return opened;
}
