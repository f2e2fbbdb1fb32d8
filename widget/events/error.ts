import type { TikTokAdsError } from '../client/errors.ts';

/** Something failed that the person has been told about; for the host's own logs. */
export class TikTokErrorEvent extends Event {
  readonly detail: { error: TikTokAdsError };
  constructor(detail: { error: TikTokAdsError }) {
    super('tiktok-error', { bubbles: true, composed: true });
    this.detail = detail;
  }
}
declare global {
  interface GlobalEventHandlersEventMap {
    'tiktok-error': TikTokErrorEvent;
  }
}
