import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SubscriptionRecord } from '../store/watched.ts';
import { type Plan, planSubscriptions, type Wanted, type WatchedObject } from './plan.ts';

/** Ad accounts planned at once. */
const SLICE = 200;

interface Share {
  objects: WatchedObject[];
  known: SubscriptionRecord[];
}

/**
 * As `planSubscriptions`, for as many as there are: between two slices of ad accounts others have their turn. What is subscribed to of
 * one ad account's ads has nothing to do with another's; groups of ad accounts are planned together.
 */
export async function planInTurns(wanted: Wanted, known: readonly SubscriptionRecord[]): Promise<Plan> {
  const groups = known.filter(({ entity }) => entity === 'AD_ACCOUNT_SUSPENSION');
  const { subscribe, unsubscribe } = planSubscriptions({ ...wanted, objects: [] }, groups);
  const shares = [...shareOut(wanted.objects, known).values()];
  for (let start = 0; start < shares.length; start += SLICE) {
    await nextTurn();
    const slice = shares.slice(start, start + SLICE);
    const objects = slice.flatMap((share) => share.objects);
    const plan = planSubscriptions(
      { making: wanted.making, advertiserIds: [], objects },
      slice.flatMap((share) => share.known),
    );
    subscribe.push(...plan.subscribe);
    unsubscribe.push(...plan.unsubscribe);
  }
  return { subscribe, unsubscribe };
}

/** Ads and ad groups, wanted and known, by ad account. */
function shareOut(objects: readonly WatchedObject[], known: readonly SubscriptionRecord[]): Map<string, Share> {
  const shares = new Map<string, Share>();
  const shareOf = (advertiserId: string): Share => {
    const share = shares.get(advertiserId) ?? { objects: [], known: [] };
    shares.set(advertiserId, share);
    return share;
  };
  for (const object of objects) shareOf(object.advertiserId).objects.push(object);
  for (const record of known) {
    if (record.entity !== 'AD_ACCOUNT_SUSPENSION') shareOf(record.advertiserIds[0] ?? '').known.push(record);
  }
  return shares;
}
