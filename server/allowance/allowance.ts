import type { Deps } from '../deps.ts';
import type { EpochMs } from '../store/types.ts';
import type { Lane } from './lane.ts';

// What this server asks of TikTok by itself, with nobody waiting for it, gets a part of each developer app's limit and no more. Who has
// used up the part does not sleep in a job's place: the job ends and comes back. Kept in memory: a restart begins with a full part,
// and each process of several has one of its own.

/** Of the app's limit per minute: people, exports and notices have the other three quarters. */
const SHARE = 0.25;
/** So much of a minute's part may be used at once. */
const BURST_MINUTES = 0.5;
/** Set back since: nobody waits that long for a clock. */
const LONGEST_PAUSE_MS = 86_400_000;

interface Account {
  tokens: number;
  at: EpochMs;
  pausedUntil: EpochMs;
}

const accounts = new WeakMap<Deps, Map<string, Account>>();

/** Calls a minute that background work may make for this app. */
export function callsPerMinute({ limitPerMinute }: Lane): number {
  return limitPerMinute * SHARE;
}

/** How long background work has to wait before it may begin, in ms; 0: not at all. */
export function allowanceWaitMs(deps: Deps, lane: Lane): number {
  const account = refilled(deps, lane);
  const now = deps.clock.now();
  const pausedMs = account.pausedUntil - now;
  const paused = pausedMs > 0 && pausedMs <= LONGEST_PAUSE_MS ? pausedMs : 0;
  const short = account.tokens >= 1 ? 0 : Math.ceil(((1 - account.tokens) / callsPerMinute(lane)) * 60_000);
  return Math.max(paused, short);
}

/** Notes calls that were or are about to be made. What is begun is finished: the account may go below zero. */
export function takeAllowance(deps: Deps, lane: Lane, calls: number): void {
  refilled(deps, lane).tokens -= calls;
}

/** TikTok limits the app: background work leaves it alone for so long. */
export function pauseLane(deps: Deps, lane: Lane, ms: number): void {
  const account = refilled(deps, lane);
  account.pausedUntil = Math.max(account.pausedUntil, deps.clock.now() + ms);
}

function refilled(deps: Deps, lane: Lane): Account {
  const lanes = accounts.get(deps) ?? new Map<string, Account>();
  accounts.set(deps, lanes);
  const now = deps.clock.now();
  const capacity = callsPerMinute(lane) * BURST_MINUTES;
  const account = lanes.get(lane.key) ?? { tokens: capacity, at: now, pausedUntil: 0 };
  lanes.set(lane.key, account);
  const elapsedMs = Math.max(0, now - account.at);
  account.tokens = Math.min(capacity, account.tokens + (elapsedMs / 60_000) * callsPerMinute(lane));
  account.at = now;
  return account;
}
