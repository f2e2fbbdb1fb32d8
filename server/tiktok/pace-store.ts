import { type RateLimiterAbstract, RateLimiterMemory } from 'rate-limiter-flexible';

/** What processes share about pacing, as the client needs it; kept by `server/store/pace.ts`, or in memory for one process. */
export interface PaceStore {
  limiter(limit: { keyPrefix: string; points: number; durationMs: number }): RateLimiterAbstract;
  block(block: PaceBlock): Promise<void>;
  blocks(nowMs: number): Promise<readonly PaceBlock[] | null>;
}

export interface PaceBlock {
  readonly key: string;
  /** Epoch milliseconds. */
  readonly until: number;
  readonly reason: string;
}

/** For one process: the library's own counters in memory. Blocks are kept by whoever made them. */
export function paceInMemory(): PaceStore {
  return {
    limiter: ({ keyPrefix, points, durationMs }) =>
      new RateLimiterMemory({ keyPrefix, points, duration: durationMs / 1000 }),
    async block() {
      return undefined;
    },
    async blocks() {
      return [];
    },
  };
}
