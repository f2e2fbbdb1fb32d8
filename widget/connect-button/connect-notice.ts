import { html, nothing, type TemplateResult } from 'lit';
import type { Connection } from '../../shared/connections.ts';
import { TikTokAdsError } from '../client/errors.ts';
import { type ConnectState, minutesLeft } from '../controllers/connect-state.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { type IconName, icon } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';

export { noticeStyles } from './connect-notice.styles.ts';

/** What stands where the button was: what happened, what it means, what to press. */
export interface Notice {
  mark: IconName;
  kind?: 'ok' | 'warning' | 'danger';
  title: string;
  text: string;
  actions?: unknown;
  /** Draws the travelling line. */
  isWaiting?: boolean;
  /** Nothing to decide: the button stands beside the text. */
  isBrief?: boolean;
  also?: unknown;
  error?: { code: string; requestId?: string | undefined; tiktokRequestId?: string | undefined };
}

export interface NoticeActions {
  cancel: () => void;
  check: () => void;
  choose: () => void;
  continueInTab: () => void;
  dismiss: () => void;
  showWindow: () => void;
  startAgain: () => void;
}

export interface NoticeParts {
  labels: Labels;
  now: number;
  /** The idle button is not there to say "Opening…". */
  hasNoTrigger: boolean;
  /** What is known about the connection that was made. */
  connection: Connection | undefined;
  /** A known connection was signed in again. */
  isAgain: boolean;
  act: NoticeActions;
}

const button = (text: string, press: () => void, kind: 'primary' | 'quiet' | 'plain' = 'plain'): TemplateResult =>
  html`<button type="button" class="btn btn--small btn--${kind}" @click=${press}>${text}</button>`;

/** The notice of a state; undefined where the button itself says it. */
export function noticeFor(state: ConnectState, parts: NoticeParts): Notice | undefined {
  const { labels, act } = parts;
  const words = labels.connectButton;
  const cancel = button(labels.common.cancel, act.cancel, 'quiet');
  const isOffline = (state.name === 'waiting' || state.name === 'checking') && state.isOffline;
  if (isOffline) {
    const actions = html`${button(words.checkNow, act.check)}${cancel}`;
    return { mark: 'offline', title: words.offlineTitle, text: words.offline, isWaiting: true, actions };
  }
  switch (state.name) {
    case 'idle':
      return undefined;
    case 'opening':
      if (!parts.hasNoTrigger) return undefined;
      return { mark: 'window', title: words.openingWindow, text: words.idle, isWaiting: true, actions: cancel };
    case 'waiting':
      return {
        mark: 'window',
        title: words.waitingTitle,
        text: words.waiting(minutesLeft(state.attempt.deadline, parts.now)),
        isWaiting: true,
        actions: html`${button(words.showWindow, act.showWindow)}${cancel}`,
        also: html`${words.cantSee}
          <button type="button" class="link" @click=${act.continueInTab}>${words.continueInTab}</button>`,
      };
    case 'checking':
      return { mark: 'clock', title: words.checkingTitle, text: words.checking, isWaiting: true, actions: cancel };
    case 'leaving':
      return { mark: 'window', title: words.leavingTitle, text: words.leaving, isWaiting: true, actions: cancel };
    case 'blocked':
      return {
        mark: 'window',
        kind: 'warning',
        title: words.blockedTitle,
        text: words.blocked,
        actions: html`${button(words.continueInTab, act.continueInTab, 'primary')}
        ${button(labels.common.tryAgain, act.startAgain, 'quiet')}`,
      };
    case 'closed':
      return {
        mark: 'window',
        title: words.closedTitle,
        text: words.closed,
        actions: html`${button(words.startAgain, act.startAgain, 'primary')}
        ${button(words.continueInTab, act.continueInTab, 'quiet')}`,
      };
    case 'expired': {
      const actions = button(words.startAgain, act.startAgain, 'primary');
      return { mark: 'clock', title: words.expiredTitle, text: words.expired, actions };
    }
    case 'failed': {
      const actions = button(words.startAgain, act.startAgain, 'primary');
      return { mark: 'stop', kind: 'danger', actions, error: state.error, ...failureWords(state.error, labels) };
    }
    default:
      return connectedNotice(parts);
  }
}

function failureWords(error: { code: string; message: string }, labels: Labels): { title: string; text: string } {
  const words = labels.connectButton;
  if (error.code === 'oauth_denied') return { title: words.refusedTitle, text: words.refused };
  if (error.code === 'oauth_user_mismatch') return { title: words.otherUserTitle, text: words.otherUser };
  const text = error instanceof TikTokAdsError ? failureText(labels, error) : error.message;
  return { title: words.failedTitle, text: text === '' ? words.failed : text };
}

function connectedNotice({ labels, connection, isAgain, act }: NoticeParts): Notice {
  const words = labels.connectButton;
  const name = connection?.tiktokUser?.displayName;
  if (connection?.advertiserCount === 0) {
    const actions = button(labels.common.tryAgain, act.startAgain, 'primary');
    return { mark: 'stop', kind: 'danger', title: words.nothingTitle, text: words.nothing, actions };
  }
  if (isAgain) {
    const actions = html`${button(words.done, act.dismiss, 'primary')}${button(words.choose, act.choose)}`;
    return { mark: 'ok', kind: 'ok', title: words.reconnectedTitle(name), text: words.reconnected, actions };
  }
  const text = connection === undefined ? words.connectedText : words.connected(connection.advertiserCount);
  const actions = button(words.choose, act.choose, 'primary');
  return { mark: 'ok', kind: 'ok', title: words.connectedTitle(name), text, actions };
}

/** Focusable by script, so that the keyboard stays where the button was. */
export function renderNotice(
  { mark, kind, title, text, actions, isWaiting, isBrief, also, error }: Notice,
  labels: Labels,
  copied: string | undefined,
  copy: (text: string) => void,
): TemplateResult {
  const look = `${kind === undefined ? '' : `notice--${kind}`} ${isBrief === true ? 'notice--brief' : ''}`;
  return html`<section part="notice" class="notice ${look}" tabindex="-1" aria-label=${title}>
    ${isWaiting === true ? html`<div class="line"></div>` : nothing} ${icon(mark)}
    <div class="notice__body">
      <div class="notice__text">
        <h4><bdi>${title}</bdi></h4>
        <p>${text}</p>
      </div>
      ${actions === undefined ? nothing : html`<div class="actions">${actions}</div>`}
      ${also === undefined ? nothing : html`<p class="notice__also">${also}</p>`}
      ${error === undefined ? nothing : requestIdLine(labels, error, copied, copy)}
    </div>
  </section>`;
}
