/** An ad account was removed from the workspace. Nothing changed at TikTok. */
export class TikTokAccountRemovedEvent extends Event {
  readonly detail: { advertiserId: string };
  constructor(detail: { advertiserId: string }) {
    super('tiktok-account-removed', { bubbles: true, composed: true });
    this.detail = detail;
  }
}
declare global {
  interface GlobalEventHandlersEventMap {
    'tiktok-account-removed': TikTokAccountRemovedEvent;
  }
}
