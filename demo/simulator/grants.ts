import { TikTokFailure } from './envelope.ts';
import type { SeededRandom } from './random.ts';
import type { TikTokUser } from './world.ts';

export type Environment = 'production' | 'sandbox';

/** `advertiser`: the long-term token of the advertiser flow; `tiktok_account`: the 24-hour token of the other one. */
export type GrantKind = 'advertiser' | 'tiktok_account';

/** What a person agreed to: which app may act for whom, on which ad accounts. */
export interface Grant {
  readonly kind: GrantKind;
  readonly environment: Environment;
  readonly appId: string;
  readonly user: TikTokUser;
  readonly advertiserIds: readonly string[];
  /** Permission ids of the advertiser flow; words such as `user.info.basic` of the TikTok-account flow. */
  readonly scope: readonly string[];
}

interface AuthCode {
  grant: Grant;
  issuedAtPace: number;
}

export interface LongTermToken {
  accessToken: string;
  grant: Grant;
  /** Calendar time. */
  issuedAt: number;
}

/** An `auth_code` lives one hour and works once (portal page "Authentication", id 1738373164380162). */
const AUTH_CODE_LIFETIME_MS = 3_600_000;

/** Auth codes and long-term tokens. A new consent leaves earlier tokens of the same person alive [unverified]. */
export class GrantStore {
  readonly #random: SeededRandom;
  readonly #now: () => number;
  readonly #pace: () => number;
  readonly #codes = new Map<string, AuthCode>();
  readonly #tokens = new Map<string, LongTermToken>();

  constructor(random: SeededRandom, clock: { now: () => number; pace: () => number }) {
    this.#random = random;
    this.#now = clock.now;
    this.#pace = clock.pace;
  }

  issueCode(grant: Grant): string {
    const code = this.#random.hex(40);
    this.#codes.set(code, { grant, issuedAtPace: this.#pace() });
    return code;
  }

  /**
   * @throws {TikTokFailure} 40110 - unknown, used before, older than an hour, or given to another app; it is used up by
   *   any of them
   */
  redeemCode(code: string, appId: string): { accessToken: string; grant: Grant } {
    const issued = this.#codes.get(code);
    this.#codes.delete(code);
    if (issued === undefined || issued.grant.appId !== appId)
      throw new TikTokFailure(40110, 'Auth code is invalid or has been used.');
    if (this.#pace() - issued.issuedAtPace >= AUTH_CODE_LIFETIME_MS)
      throw new TikTokFailure(40110, 'Auth code has expired.');
    const accessToken = this.#random.hex(40);
    this.admitToken(accessToken, issued.grant);
    return { accessToken, grant: issued.grant };
  }

  /** Makes a given token valid, as the developer portal does for the sandbox. */
  admitToken(accessToken: string, grant: Grant): void {
    this.#tokens.set(accessToken, { accessToken, grant, issuedAt: this.#now() });
  }

  find(accessToken: string): Grant | undefined {
    return this.#tokens.get(accessToken)?.grant;
  }

  list(): LongTermToken[] {
    return [...this.#tokens.values()];
  }

  /** The grant that ended, or undefined when there was none. */
  revoke(accessToken: string): Grant | undefined {
    const grant = this.find(accessToken);
    this.#tokens.delete(accessToken);
    return grant;
  }

  /** Adds an ad account to what this person has agreed to so far; returns to how many grants. */
  extend(user: TikTokUser, advertiserId: string): number {
    const extended = (grant: Grant): Grant => ({ ...grant, advertiserIds: [...grant.advertiserIds, advertiserId] });
    const tokens = this.list().filter(({ grant }) => grant.user === user);
    for (const token of tokens) token.grant = extended(token.grant);
    for (const code of this.#codes.values()) if (code.grant.user === user) code.grant = extended(code.grant);
    return tokens.length;
  }

  /** Ends every grant that this is true of; returns how many. */
  revokeWhere(isDoomed: (grant: Grant) => boolean): number {
    const doomed = this.list().filter(({ grant }) => isDoomed(grant));
    for (const { accessToken } of doomed) this.#tokens.delete(accessToken);
    return doomed.length;
  }
}
