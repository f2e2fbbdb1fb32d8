import { html } from 'lit';
import type { Connection } from '../../shared/connections.ts';
import { isSessionError } from '../client/errors.ts';
import type { ConnectState } from '../controllers/connect-state.ts';
import { failureText } from '../element/failure.ts';
import type { Labels } from '../labels/labels.ts';
import { isDisconnected } from './grant-reader.ts';
import { button, reloadPage } from './notice-button.ts';
import type { Notice } from './notice.ts';

interface FailedParts {
  labels: Labels;
  isAgain: boolean;
  /** The connection that is signed in again, where it could be read. */
  known: Connection | undefined;
  act: { startAgain: () => void; dismiss: () => void };
}

/** A sign-in that did not come to a connection: who or what stopped it, what is safe, what to press. */
export function failedNotice(
  { error, wasOpen }: Extract<ConnectState, { name: 'failed' }>,
  { labels, isAgain, known, act }: FailedParts,
): Notice {
  const words = labels.connectButton;
  const again = button(words.startAgain, act.startAgain, 'primary');
  if (error.code === 'oauth_denied') {
    // The person's own choice at TikTok: neither red nor anything to tell support.
    const text = isAgain ? words.refusedAgain : words.refused;
    return { mark: 'stop', title: words.refusedTitle, text, actions: again };
  }
  if (error.code === 'oauth_discarded') {
    const actions = html`${button(words.done, act.dismiss, 'primary')}${button(words.signInAgain, act.startAgain, 'quiet')}`;
    const text = isDisconnected(known) ? words.discardedDisconnected : words.discarded;
    return { mark: 'ok', title: words.discardedTitle, text, actions };
  }
  if (error.code === 'oauth_user_mismatch') {
    const person = known?.tiktokUser?.displayName;
    const text = person === undefined ? words.otherUser : words.otherUserThan(person);
    return { mark: 'warning', kind: 'warning', title: words.otherUserTitle, text, actions: again };
  }
  if (isSessionError(error)) {
    const actions = html`${reloadPage(labels, 'primary')}${button(words.startAgain, act.startAgain, 'quiet')}`;
    return { mark: 'lock', kind: 'danger', title: labels.common.sessionEnded, text: words.session, actions };
  }
  if (error.code === 'permission_denied') {
    const actions = button(labels.common.close, act.dismiss);
    return { mark: 'lock', title: words.notAllowedTitle, text: words.noPermission, actions };
  }
  const text = failureText(labels, error);
  return {
    mark: 'stop',
    kind: 'danger',
    title: wasOpen ? words.failedTitle : words.notStartedTitle,
    text: text === '' ? words.failed : text,
    actions: error.isPartMissing === true ? html`${again}${reloadPage(labels, 'quiet')}` : again,
    error,
  };
}
