import { createHash } from 'node:crypto';
import { createPacer, type Pacer } from './pacer.ts';
import { ownLimitsOf, type RateLimits, type RateTier } from './rate-limit.ts';
import type { TikTokRequest } from './request.ts';

/** What one developer app may send in one environment. */
export interface Lane {
  /** The line that calls of an endpoint wait in: the app's, or the endpoint's own. */
  readonly pacerOf: (path: string) => Pacer;
  /** TikTok refused a call of this endpoint by the app's limit: for an hour its calls wait in the app's line. */
  readonly joinApp: (path: string) => void;
  /** TikTok shut the app out until then (epoch ms). Asking on would only prolong it. */
  blockedUntil: number;
  /** How many calls are under way or in line. */
  calls: number;
}

export interface Lanes {
  /** The lane a request belongs in, made when it is the first of its app. */
  readonly of: (request: Pick<TikTokRequest<unknown>, 'environment' | 'appId' | 'accessToken'>) => Lane;
}

/** Of workspaces' own apps nobody says the tier; the lowest is never too fast. */
const UNKNOWN_TIER: RateTier = 'basic';
/** TikTok may have counted somebody else's calls, such as those of another server with the same app: so not for good. */
const JOINED_MS = 3_600_000;
/** So many apps at a time; beyond, the idle ones are let go of. */
const MAX_LANES = 1000;

/**
 * The lanes of all developer apps, so that one that TikTok limits holds up nobody else's calls. A token whose app nobody
 * knows has a lane of its own: it belongs to exactly one app, so a block that it meets concerns no other token for sure.
 */
export function createLanes(options: {
  /** The server's own app and its tier. */
  tier: RateTier;
  ownAppId: string | null;
  clock: { now(): number };
  monotonic: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  maxLanes?: number;
}): Lanes {
  const { tier, ownAppId, clock, monotonic, sleep } = options;
  const maxLanes = options.maxLanes ?? MAX_LANES;
  const lanes = new Map<string, Lane>();

  function letIdleOnesGo(): void {
    for (const [key, lane] of lanes) {
      if (lanes.size < maxLanes) return;
      if (lane.calls === 0 && lane.blockedUntil <= clock.now()) lanes.delete(key);
    }
  }

  return {
    of({ environment, appId, accessToken }) {
      const isOwn = appId === undefined || (appId !== null && appId === ownAppId);
      const whose = isOwn
        ? 'own'
        : appId === null
          ? `token ${createHash('sha256')
              .update(accessToken ?? '')
              .digest('hex')}`
          : `app ${appId}`;
      const key = `${environment} ${whose}`;
      const known = lanes.get(key);
      if (known !== undefined) return known;
      letIdleOnesGo();
      const lane = createLane(
        (limits) => createPacer({ limits, monotonic, sleep }),
        isOwn ? tier : UNKNOWN_TIER,
        monotonic,
      );
      lanes.set(key, lane);
      return lane;
    },
  };
}

function createLane(
  pacerWith: (limits: RateTier | RateLimits) => Pacer,
  tier: RateTier,
  monotonic: () => number,
): Lane {
  const app = pacerWith(tier);
  const own = new Map<string, Pacer>();
  const joinedUntil = new Map<string, number>();
  return {
    pacerOf(path) {
      const limits = ownLimitsOf(path);
      if (limits === undefined || monotonic() < (joinedUntil.get(path) ?? -Infinity)) return app;
      const pacer = own.get(path) ?? pacerWith(limits);
      own.set(path, pacer);
      return pacer;
    },
    joinApp(path) {
      if (ownLimitsOf(path) !== undefined) joinedUntil.set(path, monotonic() + JOINED_MS);
    },
    blockedUntil: 0,
    calls: 0,
  };
}
