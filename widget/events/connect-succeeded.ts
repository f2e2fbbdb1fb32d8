/** TikTok granted access; the ad accounts are still to be chosen. */
export class TikTokConnectSucceededEvent extends Event {
  readonly detail: { connectionId: string };
  constructor(detail: { connectionId: string }) {
    super('tiktok-connect-succeeded', { bubbles: true, composed: true });
    this.detail = detail;
  }
}
declare global {
  interface GlobalEventHandlersEventMap {
    'tiktok-connect-succeeded': TikTokConnectSucceededEvent;
  }
}
