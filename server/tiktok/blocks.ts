import type { PaceStore } from './pace-store.ts';
import { DAY_MS } from './retry.ts';

/** A block holds on every process within so many milliseconds. */
const FRESH_MS = 250;
/** From then on what other processes wrote is looked for beside the calls, which need not wait for it then. */
const STALE_MS = 100;

interface Block {
  /** Epoch milliseconds. */
  readonly until: number;
  /** The same by the clock that only goes forward: a block ends also where the calendar stands still or was set back. */
  readonly endsAt: number;
}

/**
 * Who is shut out for now: an app, an ad account, or an endpoint for one of them, each by a key. What one process learns the others on the
 * same store know within 250 ms, and it outlives a restart.
 */
export class Blocks {
  readonly #store: PaceStore;
  readonly #clock: { now(): number };
  readonly #monotonic: () => number;
  readonly #blocks = new Map<string, Block>();
  #lookedAt = -Infinity;
  #looking: Promise<void> | null = null;
  readonly #onBlock: () => void;

  /** @param onBlock told when somebody new is shut out */
  constructor(store: PaceStore, clock: { now(): number }, monotonic: () => number, onBlock: () => void) {
    this.#store = store;
    this.#clock = clock;
    this.#monotonic = monotonic;
    this.#onBlock = onBlock;
  }

  /** Whether what other processes wrote is known well enough. False means: `refresh` first. */
  isFresh(): boolean {
    const age = this.#monotonic() - this.#lookedAt;
    if (age > STALE_MS) void this.refresh();
    return age <= FRESH_MS;
  }

  /** Reads what other processes wrote. Never rejects: what cannot be read is what was known before. */
  refresh(): Promise<void> {
    return (this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    }));
  }

  async #look(): Promise<void> {
    const startedAt = this.#monotonic();
    const known = await this.#store.blocks(this.#clock.now());
    this.#lookedAt = startedAt;
    let isNews = false;
    for (const { key, until } of known ?? []) isNews = this.#remember(key, until) || isNews;
    this.#forgetOver();
    if (isNews) this.#onBlock();
  }

  /**
   * Shuts a key out, for every process.
   *
   * @param ms from now on, at most a day
   * @param isShort it is over before others would hear of it: kept here alone
   */
  block(key: string, ms: number, reason: string, isShort = false): void {
    const until = this.#clock.now() + Math.min(ms, DAY_MS);
    if (this.#remember(key, until)) this.#onBlock();
    if (!isShort) void this.#store.block({ key, until, reason });
  }

  /** How long one of the keys is still shut out; 0 when none is. */
  waitMs(call: { readonly blockKeys: readonly string[] }): number {
    if (this.#blocks.size === 0) return 0;
    let longest = 0;
    for (const key of call.blockKeys) {
      const block = this.#blocks.get(key);
      if (block !== undefined) longest = Math.max(longest, this.#leftOf(block));
    }
    return longest;
  }

  #leftOf({ until, endsAt }: Block): number {
    const left = until - this.#clock.now();
    // No block is longer than a day: the clock was set back since.
    return left > DAY_MS ? 0 : Math.max(0, Math.min(left, endsAt - this.#monotonic()));
  }

  /** True when it is news. */
  #remember(key: string, until: number): boolean {
    const left = until - this.#clock.now();
    if (left <= 0 || left > DAY_MS) return false;
    const known = this.#blocks.get(key);
    if (known !== undefined && this.#leftOf(known) > 0 && known.until >= until) return false;
    this.#blocks.set(key, { until, endsAt: this.#monotonic() + left });
    return true;
  }

  #forgetOver(): void {
    for (const [key, block] of this.#blocks) if (this.#leftOf(block) <= 0) this.#blocks.delete(key);
  }
}
