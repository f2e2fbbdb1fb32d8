import { html, nothing, type TemplateResult } from 'lit';
import type { Connection } from '../../shared/connections.ts';
import { type ConnectState, minutesLeft } from '../controllers/connect-state.ts';
import { requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';
import { failedNotice } from './failed-notice.ts';
import { type GrantActions, grantNotice } from './grant-notice.ts';
import type { Grant } from './grant-reader.ts';
import { button, reloadPage } from './notice-button.ts';
import type { Notice } from './notice.ts';
import { type ReviewParts, reviewNotice } from './review-notice.ts';

export interface NoticeActions extends GrantActions {
  decide: ReviewParts['act']['decide'];
  cancel: () => void;
  check: () => void;
  continueInTab: () => void;
  showWindow: () => void;
}

export interface NoticeParts {
  labels: Labels;
  copied: string | undefined;
  copy: (text: string) => void;
  now: number;
  /** The idle button is not there to say "Opening…". */
  hasNoTrigger: boolean;
  /** A known connection is signed in again. */
  isAgain: boolean;
  /** The connection that is signed in again, where it could be read. */
  known: Connection | undefined;
  /** What came of the sign-in, as far as it is read. */
  grant: Grant | undefined;
  /** The account picker could not be fetched. */
  hasNoPicker: boolean;
  act: NoticeActions;
}

/** The notice of a state; undefined where the button itself says it. */
export function noticeFor(state: ConnectState, parts: NoticeParts): Notice | undefined {
  const { labels, isAgain, act } = parts;
  const words = labels.connectButton;
  if (parts.hasNoPicker && (state.name === 'idle' || state.name === 'connected')) return pickerFailed(parts);
  const cancel = button(labels.common.cancel, act.cancel, 'quiet');
  const isOffline = (state.name === 'waiting' || state.name === 'checking') && state.isOffline;
  if (isOffline) {
    const actions = html`${button(words.checkNow, act.check)}${cancel}`;
    return { mark: 'offline', title: words.offlineTitle, text: words.offline, isWaiting: true, actions };
  }
  const checking: Notice = { mark: 'clock', title: words.checkingTitle, text: words.checking, isWaiting: true };
  switch (state.name) {
    case 'idle':
      return undefined;
    case 'opening':
      if (!parts.hasNoTrigger) return undefined;
      return { mark: 'window', title: words.openingWindow, text: words.idle, isWaiting: true, actions: cancel };
    case 'waiting': {
      const minutes = minutesLeft(state.attempt.deadline, parts.now);
      const person = parts.known?.tiktokUser?.displayName;
      return {
        mark: 'window',
        title: words.waitingTitle,
        text: person === undefined ? words.waiting(minutes) : words.waitingAs(person, minutes),
        isWaiting: true,
        actions: html`${button(words.showWindow, act.showWindow)}${cancel}`,
        also: html`${words.cantSee}
          <button type="button" class="link" @click=${act.continueInTab}>${words.continueInTab}</button>`,
      };
    }
    case 'checking':
      return { ...checking, actions: cancel };
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
        title: state.isCutOff === true ? words.cutOffTitle : words.closedTitle,
        text: state.isCutOff === true ? words.cutOff : isAgain ? words.closedAgain : words.closed,
        actions: html`${button(words.startAgain, act.startAgain, 'primary')}
        ${button(words.continueInTab, act.continueInTab, 'quiet')}`,
      };
    case 'expired': {
      const actions = button(words.startAgain, act.startAgain, 'primary');
      return state.wasReview === true
        ? { mark: 'clock', title: words.reviewOverTitle, text: words.reviewOver, actions }
        : { mark: 'clock', title: words.expiredTitle, text: words.expired, actions };
    }
    case 'review':
      return reviewNotice(state, parts);
    case 'failed':
      return failedNotice(state, parts);
    default:
      // The window is closed and the answer is good; whose it is comes in a moment.
      return parts.grant === undefined
        ? checking
        : grantNotice(parts.grant, { labels, isAgain, act, accepted: state.accepted });
  }
}

function pickerFailed({ labels, act }: NoticeParts): Notice {
  return {
    mark: 'offline',
    kind: 'danger',
    title: labels.connectButton.pickerFailedTitle,
    text: labels.common.failures['network_error'] ?? '',
    actions: html`${button(labels.common.tryAgain, act.choose, 'primary')}${reloadPage(labels, 'quiet')}`,
  };
}

/** What stands above the button once ad accounts were imported. */
export function importedNotice(count: number, labels: Labels, dismiss: () => void): Notice {
  const words = labels.connectButton;
  const title = words.importedTitle(count);
  return { mark: 'ok', kind: 'ok', isBrief: true, title, text: words.imported, actions: button(words.done, dismiss) };
}

/** Focusable by script, so that the keyboard stays where the button was. */
export function renderNotice(
  { mark, kind, title, text, more, actions, isWaiting, isBrief, also, error }: Notice,
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
      ${more ?? nothing} ${actions === undefined ? nothing : html`<div class="actions">${actions}</div>`}
      ${also === undefined ? nothing : html`<p class="notice__also">${also}</p>`}
      ${error === undefined ? nothing : requestIdLine(labels, error, copied, copy)}
    </div>
  </section>`;
}
