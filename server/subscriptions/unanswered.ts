import type { Random } from '../deps.ts';
import type { ListedSubscription, SubscriptionTarget } from '../tiktok/index.ts';
import type { SubscriptionRecord } from '../store/watched.ts';

// A record is written before TikTok is asked. TikTok takes the same subscription twice and then delivers twice, so after a lost answer or
// a crash its list is read before anything is asked again: the record that has no answer says so.

const PREFIX = 'unanswered-';

/** An id for a subscription before TikTok has given it one. */
export function unansweredId(random: Random): string {
  return `${PREFIX}${Buffer.from(random.bytes(12)).toString('hex')}`;
}

/** Whether TikTok may have made it without our hearing of it. */
export function isUnanswered({ subscriptionId }: Pick<SubscriptionRecord, 'subscriptionId'>): boolean {
  return subscriptionId.startsWith(PREFIX);
}

/** What a record subscribes to. */
export function targetOf({ entity, advertiserIds, objectId }: SubscriptionRecord): SubscriptionTarget {
  return entity === 'AD_ACCOUNT_SUSPENSION'
    ? { entity, advertiserIds }
    : { entity, advertiserId: advertiserIds[0] ?? '', objectId: objectId ?? '' };
}

/**
 * Whether what TikTok lists is surely what the record asked for: same callback, same subject, and the very token. Servers and
 * workspaces may share an app and even a callback, so anything less may be somebody else's.
 */
export function isSame(listed: ListedSubscription, record: SubscriptionRecord, accessToken: string): boolean {
  return (
    listed.callbackUrl === record.callbackUrl &&
    listed.accessToken === accessToken &&
    listed.objectId === record.objectId &&
    sameIds(listed.advertiserIds, record.advertiserIds)
  );
}

function sameIds(some: readonly string[], others: readonly string[]): boolean {
  const set = new Set(some);
  return set.size === new Set(others).size && others.every((id) => set.has(id));
}
