import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { Slice } from './rate-limit.ts';

/**
 * Where other processes want points, too, whoever got some lets them ask first for so long: otherwise the process whose timer is a hair
 * quicker would have them all.
 */
const COURTESY_MS = 10;
/** How long it is believed that others want points after they were seen to. */
const COMPANY_MS = 1_000;
/** Ends of slices that are no further apart are the same: they are told in whole milliseconds. */
const SAME_MS = 2;
/**
 * A chunk is a quarter of a slice at most, or others would have nothing, and no more than what can be used within so long: what a process
 * has in hand when it ends is lost, and a day's slice lasts for hours.
 */
const CHUNK_MS = 1_000;
/** Below that a chunk is too small to be worth fetching before it is needed: others may want it. */
const AHEAD_FROM = 8;

/**
 * One limit, as one process sees it. The counting is the limiter's, which may be shared with other processes; points are taken from it in
 * chunks and used within the slice that they were taken in, so that whether a call may go is known without asking anybody.
 */
export class Meter {
  readonly slice: Slice;
  readonly #limiter: RateLimiterAbstract;
  readonly #key: string;
  readonly #chunk: number;
  /** Points in hand, until when they may be used, and when their slice ends; in monotonic milliseconds. */
  #inHand = 0;
  #useUntil = 0;
  #sliceEnds = 0;
  /** The limiter has nothing left before then, or others go first. */
  #askAgainAt = 0;
  /** Points asked for and got here in this slice, and until when others are believed to ask, too. */
  #asked = 0;
  #got = 0;
  #companyUntil = 0;
  /** What the limiter had left when it was last asked in this slice. */
  #leftBehind: number;
  #fetching: Promise<void> | null = null;

  constructor(limiter: RateLimiterAbstract, key: string, slice: Slice) {
    this.slice = slice;
    this.#limiter = limiter;
    this.#key = key;
    this.#chunk = Math.max(1, Math.floor(Math.min(slice.points / 4, (slice.points * CHUNK_MS) / slice.sliceMs)));
    this.#leftBehind = slice.points;
  }

  hasPoint(now: number): boolean {
    return this.#inHand > 0 && now < this.#useUntil;
  }

  /** How long until it makes sense to fetch; 0 when it does now, or when a point is in hand. */
  waitMs(now: number): number {
    return this.hasPoint(now) ? 0 : Math.max(0, this.#askAgainAt - now);
  }

  /** Uses a point in hand, and sees to the next chunk in good time. */
  use(now: number): void {
    this.#inHand -= 1;
    if (this.#chunk >= AHEAD_FROM && this.#inHand * 2 < this.#chunk && now >= this.#askAgainAt) {
      // Nobody waits for it: a failed fetch is made again, and told, when a point is needed.
      void this.fetch(now).catch(() => undefined);
    }
  }

  /** Gets a chunk, or what is left of one, or learns how long there is nothing. One at a time. */
  fetch(now: number): Promise<void> {
    return (this.#fetching ??= this.#take(now).finally(() => {
      this.#fetching = null;
    }));
  }

  async #take(now: number): Promise<void> {
    const { points, sliceMs, spendMs } = this.slice;
    const answer = await this.#limiter.consume(this.#key, this.#chunk).catch((refusal: unknown) => {
      if (refusal instanceof RateLimiterRes) return refusal;
      throw refusal;
    });
    const sliceEnds = now + Math.min(sliceMs, Math.max(1, answer.msBeforeNext));
    if (now >= this.#useUntil) this.#inHand = 0;
    if (Math.abs(sliceEnds - this.#sliceEnds) > SAME_MS) {
      this.#inHand = 0;
      this.#asked = 0;
      this.#got = 0;
    }
    // The limiter counts up also when it refuses; whatever part of a refused chunk lay below the limit is nobody else's any more.
    const granted = Math.min(this.#chunk, Math.max(0, points - (answer.consumedPoints - this.#chunk)));
    this.#inHand += granted;
    this.#got += granted;
    this.#asked += this.#chunk;
    this.#sliceEnds = sliceEnds;
    this.#useUntil = Math.min(sliceEnds, now + spendMs);
    this.#leftBehind = answer.remainingPoints;
    if (answer.consumedPoints > this.#asked) this.#companyUntil = sliceEnds + COMPANY_MS;
    const courtesyMs = this.#got > 0 && now < this.#companyUntil ? COURTESY_MS : 0;
    this.#askAgainAt = (granted < this.#chunk ? sliceEnds : now) + courtesyMs;
  }

  /** How many calls may still go in this slice as far as is known, and when the next one begins at the latest. */
  view(now: number): { remaining: number; resetMs: number } {
    const isOver = now >= this.#sliceEnds;
    const remaining = isOver ? this.slice.points : this.#leftBehind + (this.hasPoint(now) ? this.#inHand : 0);
    return { remaining, resetMs: isOver ? 0 : this.#sliceEnds - now };
  }

  /** How long so many turns take at least, should nobody else take any. */
  leastMs(turns: number): number {
    const { points, sliceMs } = this.slice;
    // One slice's worth may be left at the moment, and another one may begin right afterwards.
    return Math.max(0, Math.floor(turns / points) - 1) * sliceMs;
  }
}
