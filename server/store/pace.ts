import type { RateLimiterAbstract } from 'rate-limiter-flexible';

/** How much of one limit may be used; many keys share it. */
export interface PaceLimit {
  /** Tells this limit's keys from another's. Limits of the same prefix, points and duration count together. */
  readonly keyPrefix: string;
  readonly points: number;
  readonly durationMs: number;
}

/** Somebody is shut out until then. */
export interface PaceBlock {
  readonly key: string;
  /** Epoch milliseconds. */
  readonly until: number;
  readonly reason: string;
}

/** What the processes on one database share about pacing. Nothing in it must survive a power cut. */
export interface PaceStore {
  /** Counts in windows that begin with the first point. Never fails because the store does: then it counts for this process alone. */
  limiter(limit: PaceLimit): RateLimiterAbstract;
  /** Writes down a block for every process; a later end counts. Never rejects. */
  block(block: PaceBlock): Promise<void>;
  /** The blocks that are not over at that moment; null when they cannot be read now. Never rejects. */
  blocks(nowMs: number): Promise<readonly PaceBlock[] | null>;
  close(): Promise<void>;
}
