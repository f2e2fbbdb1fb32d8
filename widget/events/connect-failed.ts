import type { TikTokAdsError } from '../client/errors.ts';

export type ConnectFailure = 'cancelled' | 'closed' | 'expired' | 'refused' | 'failed';

/** A sign-in ended without a connection. `reason` says how; `error` is there when the server or TikTok gave one. */
export class TikTokConnectFailedEvent extends Event {
  readonly detail: { reason: ConnectFailure; error?: TikTokAdsError };
  constructor(detail: { reason: ConnectFailure; error?: TikTokAdsError }) {
    super('tiktok-connect-failed', { bubbles: true, composed: true });
    this.detail = detail;
  }
}
declare global {
  interface GlobalEventHandlersEventMap {
    'tiktok-connect-failed': TikTokConnectFailedEvent;
  }
}
