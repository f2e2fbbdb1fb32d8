import type { ActivityEvent } from '../../shared/events.ts';

/**
 * Something happened in the workspace: an ad was turned down, a sign-in needs somebody, an export is done. Fired by
 * `<tiktok-ads-provider>`, in each tab once for each event. Bubbles and crosses shadow roots.
 */
export class TikTokActivityEvent extends Event {
  readonly detail: { event: ActivityEvent };

  constructor(detail: TikTokActivityEvent['detail']) {
    super('tiktok-activity', { bubbles: true, composed: true });
    this.detail = detail;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'tiktok-activity': TikTokActivityEvent;
  }
}
