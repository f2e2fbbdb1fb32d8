import { TikTokFailure } from './envelope.ts';
import { admit, startRateLimit, type RateLimits, type RateLimitState } from './rate-limit.ts';

/**
 * A limit on the requests to one ad account, whoever sends them. Public connectors meet it as 40133; figures are not
 * published, so it is off unless asked for [unverified].
 */
export class AdvertiserLimits {
  readonly #pace: () => number;
  #limits: RateLimits | null;
  readonly #states = new Map<string, RateLimitState>();

  constructor(limits: RateLimits | null, pace: () => number) {
    this.#limits = limits;
    this.#pace = pace;
  }

  get limits(): RateLimits | null {
    return this.#limits;
  }

  /** Other limits from now on, each ad account with a full bucket; null for none. */
  change(limits: RateLimits | null): void {
    this.#limits = limits;
    this.#states.clear();
  }

  /** Counts one request. @throws {TikTokFailure} 40133 - it is one too many; the text is ours */
  count(advertiserId: string): void {
    if (this.#limits === null || advertiserId === '') return;
    const now = this.#pace();
    const before = this.#states.get(advertiserId) ?? startRateLimit(this.#limits, now);
    const { decision, state } = admit(this.#limits, before, now);
    this.#states.set(advertiserId, state);
    if (decision !== 'admitted')
      throw new TikTokFailure(
        40133,
        `Requests to advertiser ${advertiserId} are too frequent. Please retry in some time.`,
      );
  }
}
