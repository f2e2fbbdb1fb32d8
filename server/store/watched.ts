import type { EpochMs } from './types.ts';

export type WatchedKind = 'campaign' | 'adgroup' | 'ad' | 'audience';

/** A thing at TikTok whose changes are told, and what was last seen of it. */
export interface WatchedRecord {
  advertiserId: string;
  kind: WatchedKind;
  id: string;
  name: string | null;
  /** TikTok's `secondary_status`, or what stands for it. */
  status: string | null;
  /** What the review last said, in the watcher's words; null where there is none or nobody asked. */
  review: string | null;
  campaignId: string | null;
  adgroupId: string | null;
  /** When it was last told of, null never. */
  toldAt: EpochMs | null;
  seenAt: EpochMs;
  /** TikTok's `subscription_id` of its review results; null without one. */
  subscriptionId: string | null;
}

export interface WatchedStore {
  getMany(advertiserId: string, kind: WatchedKind, ids: readonly string[]): Promise<WatchedRecord[]>;
  /** By id. */
  list(advertiserId: string, kind: WatchedKind, after: string | null, limit: number): Promise<WatchedRecord[]>;
  /** Adds or replaces, all or none. */
  put(records: readonly WatchedRecord[]): Promise<void>;
  /** Removes what was last seen before this instant, or all of the ad account when null. Returns what had a subscription. */
  remove(advertiserId: string, kind: WatchedKind | null, seenBefore: EpochMs | null): Promise<WatchedRecord[]>;
}

export type SubscribeEntity = 'AD_ACCOUNT_SUSPENSION' | 'AD' | 'AD_GROUP';

/** A subscription that TikTok holds for us, as far as we know. */
export interface SubscriptionRecord {
  /** TikTok's. */
  subscriptionId: string;
  appId: string;
  connectionId: string;
  /** The connection's token it was made with: with another one it is made anew, since TikTok drops it with the token. */
  tokenVersion: number;
  entity: SubscribeEntity;
  /** One for AD and AD_GROUP, up to 100 for AD_ACCOUNT_SUSPENSION. */
  advertiserIds: readonly string[];
  /** The ad or ad group; null for AD_ACCOUNT_SUSPENSION. */
  objectId: string | null;
  callbackUrl: string;
  createdAt: EpochMs;
  /** When TikTok last listed it. */
  confirmedAt: EpochMs | null;
  /** It is to be ended at TikTok. */
  endingSince: EpochMs | null;
}

export interface SubscriptionStore {
  add(record: SubscriptionRecord): Promise<void>;
  get(subscriptionId: string): Promise<SubscriptionRecord | null>;
  listByConnection(connectionId: string): Promise<SubscriptionRecord[]>;
  /** Those that are to be ended at TikTok, oldest first. */
  listEnding(limit: number): Promise<SubscriptionRecord[]>;
  confirm(subscriptionIds: readonly string[], at: EpochMs): Promise<void>;
  /** Marks them as to be ended. */
  end(subscriptionIds: readonly string[], at: EpochMs): Promise<void>;
  remove(subscriptionIds: readonly string[]): Promise<void>;
}
