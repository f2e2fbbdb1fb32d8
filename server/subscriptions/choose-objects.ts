import { reviewStage } from '../tiktok/index.ts';
import type { WatchedObject } from './plan.ts';

// AD and AD_GROUP are subscribed to one by one, and TikTok publishes no limit. What is not among the chosen ones is found by looking,
// minutes later.

/** Ads and ad groups of one ad account. */
const MOST_PER_ACCOUNT = 200;
/** With a token that is replaced every day all of them are made anew every day. */
const MOST_WITH_DAILY_TOKEN = 20;
/** Of all ad accounts of one developer app: half a day of background calls at the lowest tier. */
const MOST_PER_APP = 50_000;
const LEAST_PER_ACCOUNT = 4;

export interface Choice extends WatchedObject {
  /** TikTok's `secondary_status`. */
  status: string | null;
}

/** How many ads and ad groups of an ad account are subscribed to. */
export function objectsPerAccount(accountsOfApp: number, hasDailyToken: boolean): number {
  const share = Math.max(LEAST_PER_ACCOUNT, Math.floor(MOST_PER_APP / Math.max(1, accountsOfApp)));
  return Math.min(share, hasDailyToken ? MOST_WITH_DAILY_TOKEN : MOST_PER_ACCOUNT);
}

/**
 * The ones whose review is most likely to bring something: those in review first; among equals those that are subscribed to already,
 * so that nothing is made anew for little; then the newest, whose ids are the largest.
 */
export function chooseObjects(
  all: readonly Choice[],
  most: number,
  isHeld: (object: WatchedObject) => boolean,
): WatchedObject[] {
  if (all.length <= most) return [...all];
  const ranked = all.map((object) => ({
    object,
    inReview: reviewStage(object.status) === 'in_review' ? 0 : 1,
    held: isHeld(object) ? 0 : 1,
  }));
  ranked.sort(
    (one, other) =>
      one.inReview - other.inReview ||
      one.held - other.held ||
      other.object.objectId.length - one.object.objectId.length ||
      (one.object.objectId < other.object.objectId ? 1 : -1),
  );
  return ranked.slice(0, most).map(({ object }) => object);
}
