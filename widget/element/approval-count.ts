export const APPROVAL_COUNT_EVENT = 'tiktok-ads-connect:approval-count';

/** The controls know how many calls wait: the settings around them show it on their tab. Not one of the public events. */
export class ApprovalCountEvent extends Event {
  readonly detail: { readonly pendingCount: number };

  constructor(pendingCount: number) {
    super(APPROVAL_COUNT_EVENT, { bubbles: true, composed: true });
    this.detail = { pendingCount };
  }
}
