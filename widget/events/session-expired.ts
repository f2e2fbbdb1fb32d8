import type { TikTokAdsError } from '../client/errors.ts';

/** No working session token could be had: the host should sign the person in again. */
export class TikTokSessionExpiredEvent extends Event {
  readonly detail: { error: TikTokAdsError };
  constructor(detail: { error: TikTokAdsError }) {
    super('tiktok-session-expired', { bubbles: true, composed: true });
    this.detail = detail;
  }
}
declare global {
  interface GlobalEventHandlersEventMap {
    'tiktok-session-expired': TikTokSessionExpiredEvent;
  }
}
