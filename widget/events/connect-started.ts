/** A sign-in at TikTok has begun. */
export class TikTokConnectStartedEvent extends Event {
  readonly detail: { attemptId: string };
  constructor(detail: { attemptId: string }) {
    super('tiktok-connect-started', { bubbles: true, composed: true });
    this.detail = detail;
  }
}
declare global {
  interface GlobalEventHandlersEventMap {
    'tiktok-connect-started': TikTokConnectStartedEvent;
  }
}
