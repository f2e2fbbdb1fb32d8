import { TikTokAdsError } from '../client/errors.ts';
import type { ConnectState } from '../controllers/connect-state.ts';
import { type ConnectFailure, TikTokConnectFailedEvent } from '../events/connect-failed.ts';
import { TikTokConnectStartedEvent } from '../events/connect-started.ts';
import { TikTokConnectSucceededEvent } from '../events/connect-succeeded.ts';

/** Ends that the person chose: neither a fault nor anything to report. */
export const CHOICES: Readonly<Record<string, ConnectFailure>> = {
  oauth_denied: 'refused',
  oauth_discarded: 'cancelled',
};

type OutcomeEvent = TikTokConnectStartedEvent | TikTokConnectSucceededEvent | TikTokConnectFailedEvent;

/** What the page around the element hears of a change of state; undefined for what concerns only the person. */
export function outcomeEvent(state: ConnectState, before: ConnectState): OutcomeEvent | undefined {
  switch (state.name) {
    case 'waiting': {
      const { attemptId } = state.attempt;
      return before.name === 'opening' ? new TikTokConnectStartedEvent({ attemptId }) : undefined;
    }
    case 'closed':
    case 'expired':
      return failed(state.name);
    case 'failed':
      return failed(CHOICES[state.error.code] ?? 'failed', errorOf(state));
    case 'connected':
      return new TikTokConnectSucceededEvent({ connectionId: state.connectionId });
    case 'idle':
      if (state.isForgotten === true) return undefined;
      return ['opening', 'waiting', 'checking', 'review'].includes(before.name) ? failed('cancelled') : undefined;
    default:
      return undefined;
  }
}

const failed = (reason: ConnectFailure, error?: TikTokAdsError): TikTokConnectFailedEvent =>
  new TikTokConnectFailedEvent(error === undefined ? { reason } : { reason, error });

/** What a sign-in ended with, as an error that hosts can tell apart by its code. */
export const errorOf = ({ error }: Extract<ConnectState, { name: 'failed' }>): TikTokAdsError =>
  error instanceof TikTokAdsError
    ? error
    : new TikTokAdsError(error.code as TikTokAdsError['code'], error.message, {
        tiktokRequestId: error.tiktokRequestId,
      });
