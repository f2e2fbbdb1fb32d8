import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConnectionAttempt, ConnectionKind } from '../../shared/connections.ts';
import { OAUTH_MESSAGE_TYPE } from '../../shared/oauth-message.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import { isSessionError, TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';
import { dropAttempt, keepAttempt, returnUrl, takeReturnedAttempt } from './connect-return.ts';
import {
  type Attempt,
  type ConnectEvent,
  type ConnectState,
  deadlineFor,
  minutesLeft,
  nextState,
  pollDelayMs,
  type ReviewChoice,
} from './connect-state.ts';
import { openWindow } from './connect-window.ts';

export interface ConnectRequest {
  /** Which of TikTok's two sign-ins; a known connection has its own. */
  kind?: ConnectionKind | undefined;
  /** Signs an existing connection in again, keeping its id. */
  connectionId?: string | undefined;
}

export interface ConnectPopupOptions {
  client: () => TikTokAdsClient | undefined;
  onState: (state: ConnectState, before: ConnectState) => void;
  now?: () => number;
}

const TICK_MS = 500;
const CHECK_TIMEOUT_MS = 15_000;
const RETURN_LIFE_MS = 60_000;

/** Attempts that somebody on this page looks after: an element that comes later leaves them alone. */
const followed = new Set<string>();

/** Those with a window. By its name, all connect buttons of a page open the same one. */
const holders = new Set<ConnectPopupController>();

/** All on the page: what one person's button comes back with may be another's, where a page shows two workspaces. */
const present = new Set<ConnectPopupController>();

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
  /** Whole minutes left as they were last drawn. */
  #minutes = 0;
  /** Attempts that the server does not know of this session. */
  readonly #foreign = new Set<string>();
  /** Looks in a row at which the window read as closed while the person was somewhere else. */
  #unseen = 0;

  constructor(host: ReactiveControllerHost, options: ConnectPopupOptions) {
    this.#host = host;
    this.#options = options;
    this.now = options.now ?? Date.now;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    present.add(this);
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
    present.delete(this);
    window.removeEventListener('message', this.#receiveMessage);
    window.removeEventListener('online', this.#checkSoon);
    window.removeEventListener('offline', this.#noteOffline);
    window.removeEventListener('focus', this.#checkSoon);
    window.removeEventListener('pageshow', this.#returnToPage);
    document.removeEventListener('visibilitychange', this.#checkSoon);
    this.#follow();
  }

  /** @param opened by the click itself, before anything was asked, or the browser would block it; null: it did */
  start(request: ConnectRequest, opened: Window | null): void {
    this.#run.abort();
    this.#run = new AbortController();
    this.#request = request;
    this.#unseen = 0;
    this.#holdWindow(opened);
    this.#apply({ type: 'started', isBlocked: this.#popup === null });
    if (this.#popup !== null) void this.#authorizeWindow(this.#run.signal);
  }

  /** Brings the window to the front; one that is gone or out of reach is opened again. Must run inside the click. */
  showWindow(): void {
    if (!('attempt' in this.state)) return;
    this.#unseen = 0;
    if (this.#popup === null || this.#popup.closed) this.#holdWindow(findWindow(this.state.attempt.authorizeUrl));
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
    keepAttempt({ ...attempt, place: { href: location.href, left: scrollX, top: scrollY } });
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

  /** Goes on with the sign-in that this tab came back from, or that was under way when the page was loaded anew, if any. */
  resume(kind = this.#request.kind): void {
    if (this.state.name !== 'idle') return;
    const attempt = takeReturnedAttempt(this.now(), RETURN_LIFE_MS, followed);
    if (attempt !== undefined) this.#goOn(attempt, kind);
  }

  #goOn(attempt: Attempt, kind = this.#request.kind): void {
    this.#request = { kind, connectionId: attempt.connectionId };
    this.#run = new AbortController();
    this.#apply({ type: 'resumed', attempt });
  }

  /** Takes the person's decision to the server. The caller makes the call: only who decides needs it. */
  async decide(choice: ReviewChoice, call: (attemptId: string) => Promise<ConnectionAttempt>): Promise<void> {
    if (this.state.name !== 'review' || this.state.choice !== undefined) return;
    const { attemptId } = this.state.attempt;
    const { signal } = this.#run;
    this.#apply({ type: 'decided', choice });
    try {
      const answer = await call(attemptId);
      if (!signal.aborted) this.#apply({ type: 'answered', answer, askedAt: this.now() });
    } catch (error) {
      if (signal.aborted) return;
      this.#apply({ type: 'decision-failed', error: toTikTokAdsError(error) });
      // Decided elsewhere, or too late: the attempt knows.
      this.check();
    }
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
      const { kind, connectionId } = this.#request;
      const started = await client.call('startAuthorization', {
        body: {
          origin: location.origin,
          ...(connectionId === undefined ? kind && { kind } : { connectionId }),
          ...(backTo === undefined ? {} : { returnUrl: backTo }),
        },
        signal,
      });
      const startedAt = this.now();
      const { attemptId, authorizeUrl, expiresAt } = started;
      const deadline = deadlineFor(expiresAt, startedAt);
      return { attemptId, authorizeUrl, startedAt, deadline, connectionId, isWindow: backTo === undefined };
    } catch (error) {
      if (!signal.aborted) this.#apply({ type: 'failed', error: toTikTokAdsError(error) });
      return undefined;
    }
  }

  /** Runs the clock exactly while there is an attempt to look after and a page to show it on. */
  #follow(): void {
    const attemptId = 'attempt' in this.state && this.state.attempt.attemptId;
    if (attemptId && this.#isConnected) {
      this.#ticker ??= setInterval(() => this.#tick(), TICK_MS);
      followed.add(attemptId);
    } else {
      if (attemptId) followed.delete(attemptId);
      clearInterval(this.#ticker);
      this.#ticker = undefined;
    }
  }

  #tick(): void {
    if (this.state.name === 'waiting' && this.#popup !== null) {
      // A window that keeps the focus while it reads as closed was cut off by its page, not closed by the person.
      const isHere = document.hasFocus();
      this.#unseen = this.#popup.closed ? this.#unseen + (isHere ? 0 : 1) : 0;
      this.#apply({ type: 'window', isClosed: this.#popup.closed && isHere, isCutOff: this.#unseen > 1 });
    }
    this.#apply({ type: 'tick' });
    void this.#checkIfDue();
    this.#drawMinutes();
  }

  /** The minutes that are left are part of the text. */
  #drawMinutes(): void {
    const minutes = this.state.name === 'waiting' ? minutesLeft(this.state.attempt.deadline, this.now()) : 0;
    if (minutes !== this.#minutes) this.#host.requestUpdate();
    this.#minutes = minutes;
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

  /** What is nothing to this one's session may be something to that of another button on the page. */
  #handOn(attempt: Attempt): void {
    const { attemptId } = attempt;
    this.#foreign.add(attemptId);
    followed.delete(attemptId);
    const client = this.#options.client();
    const other = [...present].find(
      (each) => each.state.name === 'idle' && each.#options.client() !== client && !each.#foreign.has(attemptId),
    );
    if (other !== undefined) other.#goOn(attempt);
  }

  #apply(event: ConnectEvent): void {
    const before = this.state;
    this.state = nextState(before, event, this.now());
    if (this.state === before) return;
    if ('attempt' in this.state && this.state.name !== 'closed') keepAttempt(this.state.attempt);
    // Without a session, a reload is the way on.
    else if ('attempt' in before && !(this.state.name === 'failed' && isSessionError(this.state.error)))
      dropAttempt(before.attempt.attemptId);
    const isUrgent =
      this.state.name === 'checking' || (this.state.name === 'waiting' && this.state.closedAt !== undefined);
    this.#checkDueAt = this.now() + (isUrgent ? 0 : pollDelayMs(this.state, this.now()));
    if (['connected', 'failed', 'expired', 'review'].includes(this.state.name)) this.#closeWindow();
    this.#follow();
    this.#options.onState(this.state, before);
    this.#host.requestUpdate();
    if (this.state.name === 'checking') void this.#checkIfDue();
    if (this.state.name === 'idle' && this.state.isForgotten === true && 'attempt' in before)
      this.#handOn(before.attempt);
  }

  /** Takes the window from another sign-in of this page, which ends with that: it would wait in vain. */
  #holdWindow(window: Window | null): void {
    this.#popup = window;
    if (window === null) return;
    for (const other of holders) if (other !== this && other.#popup === window) other.#loseWindow();
    holders.add(this);
  }

  #loseWindow(): void {
    this.#popup = null;
    this.reset();
  }

  #closeWindow(): void {
    this.#popup?.close();
    this.#popup = null;
    holders.delete(this);
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

/** The window of a sign-in that is under way, as it was left, or a new one at its start. */
function findWindow(url: string): Window | null {
  const found = openWindow();
  try {
    if (found?.location.href === 'about:blank') found.location.href = url;
  } catch {
    // It shows TikTok's page already.
  }
  return found;
}
