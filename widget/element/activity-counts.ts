import type { ActivityCounts } from '../../shared/events.ts';

export const ACTIVITY_COUNTS_EVENT = 'tiktok-ads-connect:activity-counts';

/** The feed knows newer counts: the settings around it show them on their tab. Not one of the public events. */
export class ActivityCountsEvent extends Event {
  readonly detail: ActivityCounts;

  constructor(detail: ActivityCounts) {
    super(ACTIVITY_COUNTS_EVENT, { bubbles: true, composed: true });
    this.detail = detail;
  }
}
