import { TikTokFailure } from './envelope.ts';
import type { SeededRandom } from './random.ts';
import type { TikTokUser } from './world.ts';

export type Environment = 'production' | 'sandbox';

/** What a person agreed to: which app may act for whom, on which ad accounts. */
export interface Grant {
  environment: Environment;
  user: TikTokUser;
  advertiserIds: string[];
  scope: string[];
}

interface AuthCode {
  grant: Grant;
  issuedAtPace: number;
}

/** An `auth_code` lives one hour and works once (portal page "Authentication", id 1738373164380162). */
const AUTH_CODE_LIFETIME_MS = 3_600_000;

/** Auth codes and long-term tokens. A new consent leaves earlier tokens of the same person alive [unverified]. */
export class GrantStore {
  readonly #random: SeededRandom;
  readonly #pace: () => number;
  readonly #codes = new Map<string, AuthCode>();
  readonly #tokens = new Map<string, Grant>();

  constructor(random: SeededRandom, pace: () => number) {
    this.#random = random;
    this.#pace = pace;
  }

  issueCode(grant: Grant): string {
    const code = this.#random.hex(40);
    this.#codes.set(code, { grant, issuedAtPace: this.#pace() });
    return code;
  }

  /** @throws {TikTokFailure} 40110 - unknown, used before, or older than an hour */
  redeemCode(code: string): { accessToken: string; grant: Grant } {
    const issued = this.#codes.get(code);
    this.#codes.delete(code);
    if (issued === undefined) throw new TikTokFailure(40110, 'Auth code is invalid or has been used.');
    if (this.#pace() - issued.issuedAtPace >= AUTH_CODE_LIFETIME_MS)
      throw new TikTokFailure(40110, 'Auth code has expired.');
    const accessToken = this.#random.hex(40);
    this.#tokens.set(accessToken, issued.grant);
    return { accessToken, grant: issued.grant };
  }

  /** Makes a given token valid, as the developer portal does for the sandbox. */
  admitToken(accessToken: string, grant: Grant): void {
    this.#tokens.set(accessToken, grant);
  }

  find(accessToken: string): Grant | undefined {
    return this.#tokens.get(accessToken);
  }

  /** The grant that ended, or undefined when there was none. */
  revoke(accessToken: string): Grant | undefined {
    const grant = this.#tokens.get(accessToken);
    this.#tokens.delete(accessToken);
    return grant;
  }

  /** Ends every grant that covers this ad account; returns how many. */
  revokeByAdvertiser(advertiserId: string): number {
    const doomed = [...this.#tokens].filter(([, grant]) => grant.advertiserIds.includes(advertiserId));
    for (const [accessToken] of doomed) this.#tokens.delete(accessToken);
    return doomed.length;
  }
}
