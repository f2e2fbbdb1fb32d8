import type { EpochMs } from './types.ts';

/**
 * What this server knows of an audience's members: who was sent to it from here. The members themselves, as keyed fingerprints, are
 * in files of DATA_DIR (server/ledger); here is which of them counts.
 */
export interface LedgerRecord {
  id: string;
  advertiserId: string;
  /** Null while the audience is being made. */
  customAudienceId: string | null;
  /** The files that count; 0 before the first. */
  generation: number;
  /**
   * False from before the first change that `generation` describes is sent until TikTok has all of them: what the
   * generation adds or removes may be there or not.
   */
  settled: boolean;
  /** The export that wrote the generation. */
  exportId: string | null;
  /** Identifiers in the generation. */
  identifiers: number;
  /** The generation also holds sealed identifiers, so that who is gone from the segment can be removed at TikTok. */
  holdsSealed: boolean;
  /** Key of the fingerprints and of the sealed identifiers, itself sealed. */
  sealedKey: string;
  createdAt: EpochMs;
  updatedAt: EpochMs;
}

export type LedgerChange = Partial<Omit<LedgerRecord, 'id' | 'advertiserId' | 'createdAt'>> & { updatedAt: EpochMs };

export interface LedgerStore {
  /** False when there is one of this audience already. */
  create(record: LedgerRecord): Promise<boolean>;
  get(id: string): Promise<LedgerRecord | null>;
  find(advertiserId: string, customAudienceId: string): Promise<LedgerRecord | null>;
  /** Null when it is gone or no longer of this generation, or the audience it should be bound to has another one. */
  update(id: string, generation: number, change: LedgerChange): Promise<LedgerRecord | null>;
  remove(id: string): Promise<void>;
}
