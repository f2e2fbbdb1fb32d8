/** Ad accounts were imported into the workspace. */
export class TikTokAccountsImportedEvent extends Event {
  readonly detail: { connectionId: string; advertiserIds: readonly string[] };
  constructor(detail: { connectionId: string; advertiserIds: readonly string[] }) {
    super('tiktok-accounts-imported', { bubbles: true, composed: true });
    this.detail = detail;
  }
}
declare global {
  interface GlobalEventHandlersEventMap {
    'tiktok-accounts-imported': TikTokAccountsImportedEvent;
  }
}
