import type { EpochMs } from './types.ts';

/** `round`: not a thing at TikTok but our own looks at the ad account, by what was looked at; `seenAt` is when one last came to its end. */
export type WatchedKind = 'campaign' | 'adgroup' | 'ad' | 'audience' | 'round';

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
}

/** What a list of TikTok's said about a thing. */
export type Sighting = Omit<WatchedRecord, 'review' | 'toldAt'>;

export interface WatchedStore {
  getMany(advertiserId: string, kind: WatchedKind, ids: readonly string[]): Promise<WatchedRecord[]>;
  /** By id. */
  list(advertiserId: string, kind: WatchedKind, after: string | null, limit: number): Promise<WatchedRecord[]>;
  /** Ads and ad groups of these ad accounts, in no particular order. */
  listReviewed(
    advertiserIds: readonly string[],
  ): Promise<(Pick<WatchedRecord, 'advertiserId' | 'id' | 'status'> & { kind: 'ad' | 'adgroup' })[]>;
  /** Adds or replaces, all or none. */
  put(records: readonly WatchedRecord[]): Promise<void>;
  /** Adds or changes what lists tell, all or none; what the review said and when it was told stay. */
  see(sightings: readonly Sighting[]): Promise<void>;
  forget(advertiserId: string, kind: WatchedKind, ids: readonly string[]): Promise<void>;
  /** Forgets everything of the ad account. */
  forgetAll(advertiserId: string): Promise<void>;
}

export const SUBSCRIBE_ENTITIES = ['AD_ACCOUNT_SUSPENSION', 'AD', 'AD_GROUP'] as const;
export type SubscribeEntity = (typeof SUBSCRIBE_ENTITIES)[number];

/** A subscription that TikTok holds for us, as far as we know. */
export interface SubscriptionRecord {
  /** TikTok's. Before its answer has come, one of ours: see `isUnanswered` in server/subscriptions. */
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
  /** Puts the record of what TikTok answered in the place of the one before the answer, all or nothing. */
  answered(unansweredId: string, record: SubscriptionRecord): Promise<void>;
  get(subscriptionId: string): Promise<SubscriptionRecord | null>;
  /** By id. */
  listByConnection(connectionId: string, after: string | null, limit: number): Promise<SubscriptionRecord[]>;
  /** Marks them as to be ended. */
  end(subscriptionIds: readonly string[], at: EpochMs): Promise<void>;
  remove(subscriptionIds: readonly string[]): Promise<void>;
}

/** What is asked about subscriptions of all workspaces: TikTok lists them by developer app, which many may share. */
export interface SubscriptionLookup {
  /** Notes that TikTok lists these. Returns those among them that no workspace has. */
  confirm(appId: string, subscriptionIds: readonly string[], at: EpochMs): Promise<string[]>;
  /**
   * Subscriptions of the app at this callback address, made before an instant and not listed by TikTok since, that are not to be
   * ended anyway; by workspace and id.
   */
  unconfirmed(
    appId: string,
    callbackUrl: string,
    before: EpochMs,
    limit: number,
  ): Promise<(SubscriptionRecord & { workspaceId: string })[]>;
  /** How many there are, and how many of them are to be ended. */
  counts(): Promise<{ held: number; ending: number }>;
}
