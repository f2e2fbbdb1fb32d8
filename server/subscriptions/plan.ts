import type { SubscriptionRecord } from '../store/watched.ts';
import type { SubscriptionTarget } from '../tiktok/index.ts';
import { isUnanswered } from './unanswered.ts';

// What has to be subscribed to and what to be ended, from what is wanted and what is known. Pure. It is asked again after each step:
// what is replaced ends only once what replaces it is there, so that nothing goes unheard in between.

/** Ad accounts in one subscription to AD_ACCOUNT_SUSPENSION (`advertiser_ids`). */
export const GROUP_SIZE = 100;

export interface WatchedObject {
  entity: 'AD' | 'AD_GROUP';
  advertiserId: string;
  objectId: string;
}

/** How subscriptions are made now; what was made otherwise is made anew. */
export interface Making {
  appId: string;
  tokenVersion: number;
  callbackUrl: string;
}

export interface Wanted {
  /** Null: nothing can be subscribed to for this connection at the moment, or ever. */
  making: Making | null;
  advertiserIds: readonly string[];
  objects: readonly WatchedObject[];
}

export interface Plan {
  subscribe: SubscriptionTarget[];
  unsubscribe: SubscriptionRecord[];
}

/** @param known every subscription of the connection, oldest first */
export function planSubscriptions(
  { making, advertiserIds, objects }: Wanted,
  known: readonly SubscriptionRecord[],
): Plan {
  const answered = known.filter((record) => !isUnanswered(record));
  const isCurrent = (record: SubscriptionRecord): boolean =>
    making !== null &&
    record.endingSince === null &&
    record.appId === making.appId &&
    record.tokenVersion === making.tokenVersion &&
    record.callbackUrl === making.callbackUrl;
  const current = answered.filter(isCurrent);

  const wantedIds = making === null ? [] : [...new Set(advertiserIds)];
  const groups = keepGroups(wantedIds, current);
  const kept = new Set(groups.map(({ subscriptionId }) => subscriptionId));
  const uncovered = new Set(wantedIds);
  for (const group of groups) for (const id of group.advertiserIds) uncovered.delete(id);

  const wantedObjects = new Map((making === null ? [] : objects).map((object) => [keyOf(object), object]));
  const missing = new Map(wantedObjects);
  for (const record of current) {
    const key = recordKey(record);
    if (key === null || !missing.delete(key)) continue;
    kept.add(record.subscriptionId);
  }

  const stillNeeded = (record: SubscriptionRecord): boolean => {
    const key = recordKey(record);
    return key === null ? record.advertiserIds.some((id) => uncovered.has(id)) : missing.has(key);
  };
  return {
    subscribe: [
      ...regroup([...uncovered], groups).map(
        (ids): SubscriptionTarget => ({ entity: 'AD_ACCOUNT_SUSPENSION', advertiserIds: ids }),
      ),
      ...missing.values(),
    ],
    unsubscribe: answered.filter((record) => {
      if (kept.has(record.subscriptionId)) return false;
      return record.endingSince !== null || !stillNeeded(record);
    }),
  };
}

/** The groups that stay: all of whose members are wanted, none of them in another. */
function keepGroups(wantedIds: readonly string[], current: readonly SubscriptionRecord[]): SubscriptionRecord[] {
  const wanted = new Set(wantedIds);
  const taken = new Set<string>();
  const largestFirst = current
    .filter(({ entity }) => entity === 'AD_ACCOUNT_SUSPENSION')
    .toSorted((one, other) => other.advertiserIds.length - one.advertiserIds.length);
  return largestFirst.filter(({ advertiserIds }) => {
    const isKept = advertiserIds.length > 0 && advertiserIds.every((id) => wanted.has(id) && !taken.has(id));
    if (isKept) for (const id of advertiserIds) taken.add(id);
    return isKept;
  });
}

/**
 * New groups for the ad accounts in none. The last one is filled up with the members of the smallest groups that fit in whole, which are
 * ended afterwards: accounts imported one by one do not leave a group each.
 */
function regroup(uncovered: readonly string[], groups: readonly SubscriptionRecord[]): string[][] {
  if (uncovered.length === 0) return [];
  const ids = [...uncovered];
  let room = (GROUP_SIZE - (ids.length % GROUP_SIZE)) % GROUP_SIZE;
  for (const { advertiserIds } of groups.toReversed()) {
    if (advertiserIds.length > room) break;
    ids.push(...advertiserIds);
    room -= advertiserIds.length;
  }
  const chunks: string[][] = [];
  for (let start = 0; start < ids.length; start += GROUP_SIZE) chunks.push(ids.slice(start, start + GROUP_SIZE));
  return chunks;
}

/** Null for a subscription to suspensions. */
function recordKey({ entity, objectId, advertiserIds }: SubscriptionRecord): string | null {
  if (entity === 'AD_ACCOUNT_SUSPENSION' || objectId === null) return null;
  return keyOf({ entity, advertiserId: advertiserIds[0] ?? '', objectId });
}

function keyOf({ entity, advertiserId, objectId }: WatchedObject): string {
  return `${entity} ${advertiserId} ${objectId}`;
}
