/**
 * Grants of the TikTok-account flow (portal pages "Obtain a short-term access token" and "Renew a short-term access
 * token"): an access token lives 24 hours, the refresh token beside it a year that counts down and never starts again.
 * Both live by the calendar, so that a test can let a month pass.
 */
import { TikTokFailure } from './envelope.ts';
import type { Environment, Grant } from './grants.ts';
import { fractionOf, type SeededRandom } from './random.ts';
import type { TikTokUser } from './world.ts';

/**
 * What becomes of the refresh token when it is used. `keep`: the answer carries the same one, as TikTok's example shows.
 * `rotate`: a new one each time. TikTok says nothing about how long the old one then goes on; here it does until the new
 * access token is first used or ten minutes have passed, so that a lost answer can be asked for again [unverified].
 */
export type RefreshTokenPolicy = 'keep' | 'rotate';

export const ACCESS_TOKEN_LIFETIME_MS = 86_400_000;
export const REFRESH_TOKEN_LIFETIME_MS = 31_536_000_000;
/** 10 minutes; one client's comment says an hour. */
const AUTH_CODE_LIFETIME_MS = 600_000;
const OLD_REFRESH_TOKEN_MS = 600_000;
/** Two refreshes of one grant closer together than this, the first one answered, are one too many. */
const DUPLICATE_WINDOW_MS = 3_600_000;

/** One refresh of a grant, and whether its answer reached the client. */
interface RefreshRun {
  at: number;
  delivery: 'under way' | 'delivered' | 'lost';
  /** Runs that came while this answer was still under way. */
  followers: number;
}

/** A person's consent to an app. Its ad accounts are those the person has a role on at the moment. */
export class AccountGrant implements Grant {
  readonly kind = 'tiktok_account';
  readonly environment: Environment = 'production';
  readonly appId: string;
  readonly user: TikTokUser;
  readonly scope: readonly string[];
  /** Who the person is for this app; another app sees another id. */
  readonly openId: string;
  /** Tells the consents of one person to one app apart. */
  readonly grantId: string;
  /** How often it was refreshed. */
  refreshes = 0;
  duplicateRefreshes = 0;
  lastRun: RefreshRun | null = null;

  constructor(input: Pick<Grant, 'appId' | 'user' | 'scope'>, openId: string, grantId: string) {
    this.appId = input.appId;
    this.user = input.user;
    this.scope = input.scope;
    this.openId = openId;
    this.grantId = grantId;
  }

  get advertiserIds(): readonly string[] {
    return [...this.user.roles.keys()];
  }
}

export interface AccountAccessToken {
  token: string;
  grant: AccountGrant;
  issuedAt: number;
  expiresAt: number;
  /** The refresh token whose days end when this access token is first used. */
  replaces: AccountRefreshToken | null;
}

export interface AccountRefreshToken {
  token: string;
  grant: AccountGrant;
  expiresAt: number;
  /** When it was first exchanged for a newer one. */
  supersededAt: number | null;
  isSpent: boolean;
}

/** A pair as TikTok answers it. */
export interface AccountTokens {
  access: AccountAccessToken;
  refresh: AccountRefreshToken;
}

export interface AccountGrantView extends AccountTokens {
  grant: AccountGrant;
}

export class AccountGrantStore {
  readonly #seed: string;
  readonly #random: SeededRandom;
  readonly #now: () => number;
  readonly #pace: () => number;
  readonly #policy: RefreshTokenPolicy;
  #issued = 0;
  readonly #codes = new Map<string, { grant: AccountGrant; redirectUri: string; issuedAtPace: number }>();
  readonly #accessTokens = new Map<string, AccountAccessToken>();
  readonly #refreshTokens = new Map<string, AccountRefreshToken>();
  /** The newest pair of each living grant. */
  readonly #newest = new Map<AccountGrant, AccountTokens>();

  constructor(
    seed: string,
    random: SeededRandom,
    clock: { now: () => number; pace: () => number },
    policy: RefreshTokenPolicy,
  ) {
    this.#seed = seed;
    this.#random = random;
    this.#now = clock.now;
    this.#pace = clock.pace;
    this.#policy = policy;
  }

  issueCode(input: Pick<Grant, 'appId' | 'user' | 'scope'>, redirectUri: string): string {
    this.#issued += 1;
    const code = this.#random.hex(40);
    const grant = new AccountGrant(input, openIdOf(this.#seed, input.appId, input.user), `grant-${this.#issued}`);
    this.#codes.set(code, { grant, redirectUri, issuedAtPace: this.#pace() });
    return code;
  }

  /**
   * @throws {TikTokFailure} 40110 - unknown, used before, older than ten minutes, or given to another app
   * @throws {TikTokFailure} 40002 - another redirect_uri than the consent had [unverified]
   */
  redeemCode(code: string, appId: string, redirectUri: string): AccountTokens {
    const issued = this.#codes.get(code);
    this.#codes.delete(code);
    if (issued === undefined || issued.grant.appId !== appId)
      throw new TikTokFailure(40110, 'Auth code is invalid or has been used.');
    if (this.#pace() - issued.issuedAtPace >= AUTH_CODE_LIFETIME_MS)
      throw new TikTokFailure(40110, 'Auth code has expired.');
    if (issued.redirectUri !== redirectUri)
      throw new TikTokFailure(40002, 'redirect_uri: Not the one the authorization was made with.');
    return this.#issuePair(issued.grant, this.#newRefreshToken(issued.grant, this.#now() + REFRESH_TOKEN_LIFETIME_MS));
  }

  /** The refresh token's record. @throws {TikTokFailure} 40107 - unknown, revoked or replaced; 40103 - expired */
  findRefreshToken(token: string): AccountRefreshToken {
    const found = this.#refreshTokens.get(token);
    const now = this.#now();
    const isReplaced =
      found !== undefined &&
      (found.isSpent || (found.supersededAt !== null && now - found.supersededAt >= OLD_REFRESH_TOKEN_MS));
    if (found === undefined || isReplaced) throw new TikTokFailure(40107, 'Refresh token is invalid.');
    if (now >= found.expiresAt) throw new TikTokFailure(40103, 'Refresh token has expired.');
    return found;
  }

  /**
   * A new access token; the earlier one goes on until its own end [unverified]. The returned function is told whether the
   * answer reached the client.
   */
  renew(used: AccountRefreshToken): AccountTokens & { settle: (isDelivered: boolean) => void } {
    const { grant } = used;
    const run = this.#noteRun(grant);
    if (this.#policy === 'keep') return { ...this.#issuePair(grant, used), settle: run };
    used.supersededAt ??= this.#now();
    return { ...this.#issuePair(grant, this.#newRefreshToken(grant, used.expiresAt), used), settle: run };
  }

  /** The grant behind an access token, which counts as used by it. @throws {TikTokFailure} 40102 - it has expired */
  use(accessToken: string): AccountGrant | undefined {
    const found = this.#accessTokens.get(accessToken);
    if (found === undefined) return undefined;
    if (this.#now() >= found.expiresAt) throw new TikTokFailure(40102, 'Access token has expired.');
    if (found.replaces !== null) found.replaces.isSpent = true;
    return found.grant;
  }

  /** Whether an access token would be taken now. Asking does not count as using it. */
  isAlive(accessToken: string): boolean {
    const found = this.#accessTokens.get(accessToken);
    return found !== undefined && this.#now() < found.expiresAt;
  }

  /** Living grants, each with its newest pair. */
  list(): AccountGrantView[] {
    return [...this.#newest].map(([grant, pair]) => ({ grant, ...pair }));
  }

  /** Ends the grant an access token belongs to, with all its tokens. True when there was one. */
  revoke(accessToken: string): boolean {
    const found = this.#accessTokens.get(accessToken);
    return found !== undefined && this.revokeWhere((grant) => grant === found.grant) > 0;
  }

  /** Ends every grant that this is true of; returns how many. */
  revokeWhere(isDoomed: (grant: AccountGrant) => boolean): number {
    const doomed = new Set([...this.#newest.keys()].filter(isDoomed));
    for (const grant of doomed) this.#newest.delete(grant);
    for (const [token, { grant }] of this.#accessTokens) if (doomed.has(grant)) this.#accessTokens.delete(token);
    for (const [token, { grant }] of this.#refreshTokens) if (doomed.has(grant)) this.#refreshTokens.delete(token);
    return doomed.size;
  }

  /** Lets tokens end this moment; returns of how many grants. */
  expireWhere(what: 'access' | 'refresh', isMeant: (view: AccountGrantView) => boolean): number {
    const meant = new Set(
      this.list()
        .filter(isMeant)
        .map(({ grant }) => grant),
    );
    const tokens = what === 'access' ? this.#accessTokens : this.#refreshTokens;
    const now = this.#now();
    for (const token of tokens.values()) {
      if (meant.has(token.grant)) token.expiresAt = Math.min(token.expiresAt, now);
    }
    return meant.size;
  }

  #newRefreshToken(grant: AccountGrant, expiresAt: number): AccountRefreshToken {
    const refresh = { token: this.#random.hex(48), grant, expiresAt, supersededAt: null, isSpent: false };
    this.#refreshTokens.set(refresh.token, refresh);
    return refresh;
  }

  #issuePair(
    grant: AccountGrant,
    refresh: AccountRefreshToken,
    replaces: AccountRefreshToken | null = null,
  ): AccountTokens {
    const issuedAt = this.#now();
    const expiresAt = issuedAt + ACCESS_TOKEN_LIFETIME_MS;
    const access = { token: this.#random.hex(40), grant, issuedAt, expiresAt, replaces };
    this.#accessTokens.set(access.token, access);
    this.#newest.set(grant, { access, refresh });
    return { access, refresh };
  }

  /**
   * Counts a refresh. It is one too many when the one before was answered less than an hour ago, also when that answer
   * was still under way at this moment and arrives after all.
   */
  #noteRun(grant: AccountGrant): (isDelivered: boolean) => void {
    const run: RefreshRun = { at: this.#now(), delivery: 'under way', followers: 0 };
    const before = grant.lastRun;
    if (before !== null && run.at - before.at < DUPLICATE_WINDOW_MS) {
      if (before.delivery === 'delivered') grant.duplicateRefreshes += 1;
      if (before.delivery === 'under way') before.followers += 1;
    }
    grant.refreshes += 1;
    grant.lastRun = run;
    return (isDelivered) => {
      run.delivery = isDelivered ? 'delivered' : 'lost';
      if (isDelivered) grant.duplicateRefreshes += run.followers;
    };
  }
}

/** The same person has one id per app, whatever was drawn before. */
function openIdOf(seed: string, appId: string, user: TikTokUser): string {
  const part = (label: string): string =>
    Math.floor(fractionOf(seed, `open id ${label} ${appId} ${user.coreUserId}`) * 2 ** 48)
      .toString(16)
      .padStart(12, '0');
  return `-000${part('a')}${part('b')}`;
}
