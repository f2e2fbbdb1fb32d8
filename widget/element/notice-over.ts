export const NOTICE_OVER_EVENT = 'tiktok-ads-connect:notice-over';

/**
 * Sign-ins that are found in trouble, or are gone: what a connect button still says of one, as that it is ready, holds no
 * more. Not one of the public events.
 */
export class NoticeOverEvent extends Event {
  readonly detail: { connectionIds: readonly string[] };

  constructor(connectionIds: readonly string[]) {
    super(NOTICE_OVER_EVENT, { bubbles: true, composed: true });
    this.detail = { connectionIds };
  }
}
