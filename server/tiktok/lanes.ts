import { createHash } from 'node:crypto';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Blocks } from './blocks.ts';
import type { Caller } from './fair-line.ts';
import { Meter } from './meter.ts';
import { paceInMemory, type PaceStore } from './pace-store.ts';
import { Pacer, type Turn } from './pacer.ts';
import { accountLimitsOf, ownLimitsOf, RATE_TIERS, type RateLimits, type RateTier, slicesOf } from './rate-limit.ts';
import type { TikTokEnvironment } from './request.ts';

/** A call as far as its turn goes. */
export interface PacedCall {
  readonly environment: TikTokEnvironment;
  /** Under /open_api/v1.3, with the closing slash. */
  readonly path: string;
  readonly method: string;
  /** The developer app; null for a token whose app nobody knows, undefined for the server's own. */
  readonly appId: string | null | undefined;
  readonly accessToken: string;
  /** Who takes turns: '' for the server itself. */
  readonly workspaceId: string;
  /** The one ad account that it is about; '' for none or several. */
  readonly advertiserId: string;
}

/** What one developer app may send in one environment. */
export interface Lane {
  /** Its blocks' key, and part of its counters'. */
  readonly key: string;
  /** The line that a call waits in, the app's or its endpoint's own, and what it needs there. */
  turnOf(call: PacedCall): { pacer: Pacer; turn: Turn; endpointName: string | null };
  /** TikTok refused a call of this endpoint by the app's limit: for an hour its calls wait in the app's line. */
  joinApp(path: string): void;
  readonly pacers: Iterable<Pacer>;
}

export interface Lanes {
  /** The lane a call belongs in, made when it is the first of its app. */
  readonly of: (call: Pick<PacedCall, 'environment' | 'appId' | 'accessToken'>) => Lane;
  readonly all: Iterable<Lane>;
}

export interface LanesOptions {
  /** The server's own app and its tier. */
  readonly tier: RateTier;
  readonly ownAppId: string | null;
  readonly pace: PaceStore;
  readonly blocks: Blocks;
  readonly monotonic: () => number;
  /** So many times as fast as TikTok allows; for runs in which days pass within minutes. */
  readonly speed?: number;
  readonly maxLanes?: number;
}

/** Of workspaces' own apps nobody says the tier; the lowest is never too fast. */
const UNKNOWN_TIER: RateTier = 'basic';
/** TikTok may have counted somebody else's calls, such as those of another server with the same app: so not for good. */
const JOINED_MS = 3_600_000;
/** So many apps at a time; beyond, the idle ones are let go of. Their counters and blocks are not theirs, and stay. */
const MAX_LANES = 1000;
/** So many ad accounts of one app, with their points in hand. */
const MAX_ACCOUNTS = 5000;
const MAX_TOKENS = 1000;

/**
 * The lanes of all developer apps, so that one that TikTok limits holds up nobody else's calls. A token whose app nobody
 * knows has a lane of its own: it belongs to exactly one app, so a block that it meets concerns no other token for sure.
 */
export function createLanes(options: LanesOptions): Lanes {
  const { tier, ownAppId, maxLanes = MAX_LANES } = options;
  const lanes = new Map<string, Lane>();
  const tokenKeys = new Map<string, string>();
  const makeShared = metersOf(options.pace, options.speed);
  // What one ad account may use is no limit of TikTok's: each process counts it for itself.
  const makePrivate = metersOf(paceInMemory(), options.speed);

  function letIdleOnesGo(): void {
    for (const [key, lane] of lanes) {
      if (lanes.size < maxLanes) return;
      if ([...lane.pacers].every(({ waiting }) => waiting === 0)) lanes.delete(key);
    }
  }

  /** The token itself is in no key: keys are written to disk. */
  function tokenKey(accessToken: string): string {
    const known = tokenKeys.get(accessToken);
    if (known !== undefined) return known;
    if (tokenKeys.size >= MAX_TOKENS) tokenKeys.clear();
    const key = createHash('sha256').update(accessToken).digest('hex').slice(0, 32);
    tokenKeys.set(accessToken, key);
    return key;
  }

  return {
    of({ environment, appId, accessToken }) {
      const isOwn = appId === undefined || (appId !== null && appId === ownAppId);
      const whose = isOwn ? 'own' : appId === null ? `token ${tokenKey(accessToken)}` : `app ${appId}`;
      const key = `${environment} ${whose}`;
      const known = lanes.get(key);
      if (known !== undefined) return known;
      letIdleOnesGo();
      const lane = createLane(key, isOwn ? tier : UNKNOWN_TIER, { ...options, makeShared, makePrivate, tokenKey });
      lanes.set(key, lane);
      return lane;
    },
    all: { [Symbol.iterator]: () => lanes.values() },
  };
}

type MakeMeters = (key: string, limits: RateLimits) => Meter[];

/** Meters on limiters that are made once for each size, the longest window first. */
function metersOf(pace: PaceStore, speed = 1): MakeMeters {
  const limiters = new Map<string, RateLimiterAbstract>();
  // Where limits are not TikTok's, what is counted is of no use to processes with others.
  const keyPrefix = speed === 1 ? 'pace' : `pace x${speed}`;
  return (key, limits) =>
    slicesOf(limits, speed)
      .map((slice) => {
        const { points, sliceMs, window } = slice;
        const size = `${points}/${sliceMs}`;
        const limiter = limiters.get(size) ?? pace.limiter({ keyPrefix, points, durationMs: sliceMs });
        limiters.set(size, limiter);
        return new Meter(limiter, `${key} ${window}`, slice);
      })
      .toReversed();
}

function createLane(
  key: string,
  tier: RateTier,
  parts: LanesOptions & { makeShared: MakeMeters; makePrivate: MakeMeters; tokenKey: (token: string) => string },
): Lane {
  const { blocks, monotonic, makeShared, makePrivate } = parts;
  const app = new Pacer(makeShared(key, RATE_TIERS[tier]), blocks, monotonic);
  const own = new Map<string, Pacer>();
  const endpoints = new Map<string, Meter[]>();
  const accounts = new Map<string, Meter[]>();
  const joinedUntil = new Map<string, number>();

  function accountMeters(advertiserId: string): Meter[] {
    const known = accounts.get(advertiserId);
    if (known !== undefined) return known;
    // What is in hand is lost then, and the next fetch finds out what was used.
    if (accounts.size >= MAX_ACCOUNTS) accounts.clear();
    const made = makePrivate(`${key} account ${advertiserId}`, accountLimitsOf(tier));
    accounts.set(advertiserId, made);
    return made;
  }

  function endpointMeters(meterKey: string, limits: RateLimits): Meter[] {
    const known = endpoints.get(meterKey);
    if (known !== undefined) return known;
    if (endpoints.size >= MAX_ACCOUNTS) endpoints.clear();
    const made = makeShared(`${key} ${meterKey}`, limits);
    endpoints.set(meterKey, made);
    return made;
  }

  return {
    key,
    turnOf(call) {
      const { path, advertiserId } = call;
      const limits = ownLimitsOf(path, tier);
      const turn = (gate: string, account: Meter[], endpoint: Meter[]): Turn =>
        new CallTurn(key, call, gate, account, endpoint);
      if (limits !== undefined && !limits.countsInApp && monotonic() >= (joinedUntil.get(path) ?? -Infinity)) {
        const pacer = own.get(path) ?? new Pacer(makeShared(`${key} ${limits.name}`, limits.limits), blocks, monotonic);
        own.set(path, pacer);
        return { pacer, turn: turn('', [], []), endpointName: limits.name };
      }
      const account = advertiserId === '' ? [] : accountMeters(advertiserId);
      if (limits === undefined || !limits.countsInApp)
        return { pacer: app, turn: turn('', account, []), endpointName: null };
      const endpoint = endpointMeters(limits.name, limits.limits);
      if (limits.perAccountAndUser === undefined || advertiserId === '')
        return { pacer: app, turn: turn(limits.name, account, endpoint), endpointName: limits.name };
      // The user is whoever the token stands for; it is the nearest thing that a call tells.
      const whose = `${limits.name} ${advertiserId} ${parts.tokenKey(call.accessToken)}`;
      const narrow = endpointMeters(whose, limits.perAccountAndUser);
      return { pacer: app, turn: turn(limits.name, account, [...narrow, ...endpoint]), endpointName: limits.name };
    },
    joinApp(path) {
      if (ownLimitsOf(path, tier)?.countsInApp === false) joinedUntil.set(path, monotonic() + JOINED_MS);
    },
    pacers: {
      *[Symbol.iterator]() {
        yield app;
        yield* own.values();
      },
    },
  };
}

/**
 * A class, since V8 makes the accessors of an object literal with a getter where old things live: each keeps its function, and with it the
 * call, until the next full collection.
 */
class CallTurn implements Turn {
  readonly gate: string;
  readonly account: readonly Meter[];
  readonly endpoint: readonly Meter[];
  readonly #laneKey: string;
  readonly #call: PacedCall;

  constructor(laneKey: string, call: PacedCall, gate: string, account: readonly Meter[], endpoint: readonly Meter[]) {
    this.#laneKey = laneKey;
    this.#call = call;
    this.gate = gate;
    this.account = account;
    this.endpoint = endpoint;
  }

  get caller(): Caller {
    return this.#call;
  }

  /** Put together only when somebody is shut out. */
  get blockKeys(): readonly string[] {
    const { advertiser, endpoint } = narrowKeys(this.#laneKey, this.#call);
    return [this.#laneKey, advertiser, endpoint];
  }
}

/** The keys of blocks that hold up less than an app: an ad account's, and that of one endpoint for it. */
export function narrowKeys(laneKey: string, call: Pick<PacedCall, 'environment' | 'path' | 'advertiserId'>) {
  const { environment, path, advertiserId } = call;
  const endpoint = `${laneKey} ${path} ${advertiserId}`;
  // A call about no ad account, or several, that meets an ad account's limit holds up nothing but its like.
  return { advertiser: advertiserId === '' ? endpoint : `${environment} advertiser ${advertiserId}`, endpoint };
}
