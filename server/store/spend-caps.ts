import type { EpochMs } from './types.ts';

export interface SpendCapRecord {
  id: string;
  advertiserId: string;
  /** Null: for the whole ad account. */
  campaignId: string | null;
  campaignName: string | null;
  /** The ad account's when the cap was set: its amounts are in it, whatever the ad account reckons in later. */
  currency: string;
  /** Amounts as the contract writes them; null: no limit. */
  daily: string | null;
  lifetime: string | null;
  createdAt: EpochMs;
  updatedAt: EpochMs;
  updatedBy: string | null;
}

export interface SpendCapStore {
  get(id: string): Promise<SpendCapRecord | null>;
  /** The ad account's own first, then those of its campaigns by id. */
  list(advertiserId: string): Promise<SpendCapRecord[]>;
  /** Whether any of these ad accounts has a cap; with null, whether any in the workspace has. */
  exists(advertiserIds: readonly string[] | null): Promise<boolean>;
  /**
   * Makes the cap of an ad account or campaign, or writes over the one that is there (`before`), which keeps its id and age. Null when it
   * would be one more than `max` for the ad account.
   */
  put(cap: SpendCapRecord, max: number): Promise<{ saved: SpendCapRecord; before: SpendCapRecord | null } | null>;
  /** The cap that was removed; null when there was none. */
  remove(id: string): Promise<SpendCapRecord | null>;
}
