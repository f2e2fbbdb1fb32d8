import type { RefreshTokenPolicy } from './account-grants.ts';
import type { OwnLimit } from './apps.ts';
import { RATE_TIERS, type RateLimits, type RateTier } from './rate-limit.ts';
import { changeSettings, DEFAULT_WEBHOOK_SETTINGS, type WebhookSettings } from './webhooks/settings.ts';
import type { SignatureScheme } from './webhooks/signature.ts';
import type { Profile } from './world.ts';

export interface SimulatorOptions {
  /** `small`: 8 ad accounts of one person; `agency`: 3,000. Default small. */
  profile?: Profile;
  /** Ad accounts of the profile `agency`, from 1 to 20,000. Default 3,000. */
  advertisers?: number;
  /** The same seed gives the same world, ids and processing times. Default 1. */
  seed?: number | string;
  /** Real time in milliseconds since the epoch. Default `Date.now`. */
  clock?: () => number;
  /**
   * Calendar seconds per real second; request limits and lifetimes of codes and file paths stay in real time. Default
   * 1.
   */
  clockRate?: number;
  appId?: string;
  appSecret?: string;
  /** Default basic: 10 requests a second. */
  rateTier?: RateTier;
  /** Other limits than a tier's, or `off` for none. */
  rateLimits?: RateLimits | 'off';
  /**
   * Requests a second to `/segment/mapping/` per app, which do not count against the tier. Default 50; none when
   * `rateLimits` is off.
   */
  segmentMappingQps?: number;
  /**
   * Requests to `/ad/create/` per app, which count against the tier as well. Default 5 a second, 150 a minute and 86,400
   * a day; none when `rateLimits` is off.
   */
  adCreateLimits?: RateLimits | 'off';
  /**
   * Requests to `/report/task/create/` per app, likewise. Default 1 a second and 4,500 a day; none when `rateLimits` is
   * off.
   */
  reportTaskLimits?: RateLimits | 'off';
  /** Requests to one ad account, answered with 40133 beyond it. Default off. */
  advertiserLimits?: RateLimits | 'off';
  /** Paths without the closing slash get a plain-text 404. Default false, since public reports disagree. */
  requireTrailingSlash?: boolean;
  /** The origin clients reach the simulator under, when it is not the one it listens on. */
  publicUrl?: string;
  /** Share of people TikTok matches, from 0 to 1. Default 1. */
  matchRate?: number;
  /** Permission ids a consent offers. The default holds one above 2^53. */
  scope?: readonly string[];
  /** Whether renewing a TikTok-account token gives a new refresh token too. Default keep, as TikTok's example shows. */
  refreshTokens?: RefreshTokenPolicy;
  /**
   * Whether a TikTok-account token is taken by the Marketing endpoints, then with the person's ad accounts. TikTok does not
   * say [unverified]; when false they answer 40105 for it. Default true.
   */
  accountTokensReachAdAccounts?: boolean;
  /** Largest audience file in bytes. Default 250,000,000, the narrower reading of "250 MB". */
  maxUploadBytes?: number;
  /**
   * Sends `Cross-Origin-Opener-Policy: same-origin` with the consent pages, which cuts a popup off from its opener.
   * Default false.
   */
  severOpener?: boolean;
  /** How webhooks are signed. Default `X-Open-Signature`, made over the unicode-escaped text. */
  webhookScheme?: SignatureScheme;
  /** How they are sent; each with a default of its own. */
  webhooks?: Partial<Omit<WebhookSettings, 'scheme'>>;
}

export interface Settings {
  profile: Profile;
  advertisers: number;
  seed: string;
  clock: () => number;
  clockRate: number;
  appId: string | null;
  appSecret: string | null;
  rateLimits: RateLimits | null;
  ownLimits: Readonly<Record<OwnLimit, RateLimits | null>>;
  advertiserLimits: RateLimits | null;
  requireTrailingSlash: boolean;
  publicUrl: string | null;
  matchRate: number;
  scope: readonly string[];
  refreshTokens: RefreshTokenPolicy;
  accountTokensReachAdAccounts: boolean;
  maxUploadBytes: number;
  severOpener: boolean;
  webhooks: WebhookSettings;
}

/** Ad account, ads, audience, reporting, creative, lead and CRM event permissions. */
const DEFAULT_SCOPE: readonly string[] = ['1', '2', '3', '4', '6', '12000000', '7294180478502830081'];

/** Public notes disagree: 50 requests a second of 10,000 people each, or far more [unverified]. */
const SEGMENT_MAPPING_QPS = 50;

/** No limit that anybody knows of. */
const NONE = Number.MAX_SAFE_INTEGER;

/**
 * Limits of single endpoints. What the tiers above Basic may do with `/ad/create/` is not published; they get the same
 * [unverified]. For report tasks a mirror says 2 a second and 60 a minute.
 */
export const OWN_LIMIT_FIGURES: Readonly<Record<OwnLimit, RateLimits>> = {
  // One source names a limit per second only; of a minute and a day nothing is known.
  segmentMapping: { qps: SEGMENT_MAPPING_QPS, qpm: NONE, qpd: NONE },
  adCreate: { qps: 5, qpm: 150, qpd: 86_400 },
  reportTask: { qps: 1, qpm: NONE, qpd: 4_500 },
};

/** Fills in defaults. @throws {RangeError} naming the option that is out of range */
export function resolveOptions(options: SimulatorOptions): Settings {
  const profile = options.profile ?? 'small';
  if (profile !== 'small' && profile !== 'agency')
    throw new RangeError(`profile must be small or agency, not ${String(profile)}`);
  const advertisers = options.advertisers ?? 3_000;
  if (!Number.isInteger(advertisers) || advertisers < 1 || advertisers > 20_000)
    throw new RangeError('advertisers must be a whole number from 1 to 20,000');
  const tier = options.rateTier ?? 'basic';
  const tierLimits = Object.hasOwn(RATE_TIERS, tier) ? RATE_TIERS[tier] : undefined;
  if (tierLimits === undefined)
    throw new RangeError(`rateTier must be one of ${Object.keys(RATE_TIERS).join(', ')}, not ${tier}`);
  const segmentMappingQps = options.segmentMappingQps ?? SEGMENT_MAPPING_QPS;
  if (!Number.isInteger(segmentMappingQps) || segmentMappingQps < 1)
    throw new RangeError('segmentMappingQps must be a whole number from 1');
  const clockRate = options.clockRate ?? 1;
  if (!Number.isFinite(clockRate) || clockRate <= 0) throw new RangeError('clockRate must be a number above 0');
  const matchRate = options.matchRate ?? 1;
  if (!(matchRate >= 0 && matchRate <= 1)) throw new RangeError('matchRate must be from 0 to 1');
  const refreshTokens = options.refreshTokens ?? 'keep';
  if (refreshTokens !== 'keep' && refreshTokens !== 'rotate')
    throw new RangeError(`refreshTokens must be keep or rotate, not ${String(refreshTokens)}`);
  return {
    profile,
    advertisers,
    seed: String(options.seed ?? 1),
    clock: options.clock ?? Date.now,
    clockRate,
    appId: options.appId ?? null,
    appSecret: options.appSecret ?? null,
    rateLimits: options.rateLimits === 'off' ? null : (options.rateLimits ?? tierLimits),
    ownLimits: {
      segmentMapping:
        options.rateLimits === 'off' ? null : { ...OWN_LIMIT_FIGURES.segmentMapping, qps: segmentMappingQps },
      adCreate: ownLimit(options, options.adCreateLimits, 'adCreate'),
      reportTask: ownLimit(options, options.reportTaskLimits, 'reportTask'),
    },
    advertiserLimits: options.advertiserLimits === 'off' ? null : (options.advertiserLimits ?? null),
    requireTrailingSlash: options.requireTrailingSlash ?? false,
    publicUrl: options.publicUrl?.replace(/\/+$/, '') ?? null,
    matchRate,
    scope: options.scope ?? DEFAULT_SCOPE,
    refreshTokens,
    accountTokensReachAdAccounts: options.accountTokensReachAdAccounts ?? true,
    maxUploadBytes: options.maxUploadBytes ?? 250_000_000,
    severOpener: options.severOpener ?? false,
    webhooks: resolveWebhooks(options),
  };
}

function ownLimit(options: SimulatorOptions, given: RateLimits | 'off' | undefined, name: OwnLimit): RateLimits | null {
  if (given === 'off') return null;
  return given ?? (options.rateLimits === 'off' ? null : OWN_LIMIT_FIGURES[name]);
}

function resolveWebhooks(options: SimulatorOptions): WebhookSettings {
  try {
    return changeSettings(DEFAULT_WEBHOOK_SETTINGS, { ...options.webhooks, scheme: options.webhookScheme });
  } catch (error) {
    throw error instanceof TypeError ? new RangeError(`webhooks: ${error.message}`) : error;
  }
}
