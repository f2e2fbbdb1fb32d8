import type { ConnectionRecord } from '../store/connections.ts';
import type { ConnectionState, EpochMs } from '../store/types.ts';
import { findReturnCode, isPassingCode, TikTokApiError } from '../tiktok/index.ts';

// When a token is renewed, and what follows from how that went. Pure: records and instants go in, decisions come out.
//
// A TikTok account holder's token lives 24 hours and is renewed with a refresh token that lives a year and is not prolonged
// (portal page "Renew a short-term access token"). An advertiser's token lives until it is revoked: nothing here concerns it.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** By then, before a token's end, it has been renewed while all is well. */
export const ROTATE_BEFORE_MS = 6 * HOUR;
/** Over how long before that mark the renewals of many connections are spread. */
export const SPREAD_MS = HOUR;
/** What a renewal that is planned last of all may still take, waiting for its turn included. */
const HEADROOM_MS = 5 * MINUTE;
/** From here on before a token's end, people are told that renewing it fails. */
export const WARN_BEFORE_MS = 2 * HOUR;
/** How long before its end a sign-in that cannot be renewed any further is announced. */
export const ANNOUNCE_BEFORE_MS = 14 * DAY;
/** Later than this after its time, and past the mark, a renewal was missed because no server ran. */
const MISSED_AFTER_MS = 15 * MINUTE;
/** Over how long missed renewals are spread. Whoever needs a token sooner renews it on the spot. */
const MISSED_SPREAD_MS = 10 * MINUTE;
const FIRST_RETRY_MS = MINUTE;
const LONGEST_RETRY_MS = 15 * MINUTE;
/** TikTok's own wish for a pause is heeded up to here. */
const LONGEST_ASKED_PAUSE_MS = HOUR;

/** What decides about a connection's token. */
export type TokenLife = Pick<ConnectionRecord, 'state' | 'tokenExpiresAt' | 'refreshExpiresAt' | 'renewalTroubleSince'>;

/** When somebody must sign in again because the token can be renewed no longer; null: never. */
export function signInEndsAt(life: Pick<TokenLife, 'tokenExpiresAt' | 'refreshExpiresAt'>): EpochMs | null {
  return life.refreshExpiresAt ?? life.tokenExpiresAt;
}

export function hasEnded({ tokenExpiresAt }: Pick<TokenLife, 'tokenExpiresAt'>, now: EpochMs): boolean {
  return tokenExpiresAt !== null && tokenExpiresAt <= now;
}

/** Whether TikTok has said that it renews this token no more. Trouble alone leaves the trouble's beginning on the record. */
export function isRefused({ state, renewalTroubleSince }: TokenLife): boolean {
  return state === 'disconnected' || (state === 'read_only' && renewalTroubleSince === null);
}

/** Whether there is a refresh token whose time is not over, whatever TikTok thinks of it. */
export function hasRefreshToken({ refreshExpiresAt }: Pick<TokenLife, 'refreshExpiresAt'>, now: EpochMs): boolean {
  return refreshExpiresAt !== null && refreshExpiresAt > now;
}

/** Whether asking TikTok for a new token makes sense without being told to. */
export function isRenewable(life: TokenLife, now: EpochMs): boolean {
  return hasRefreshToken(life, now) && !isRefused(life) && life.state !== 'revoked';
}

/**
 * When a token that ends then is to be renewed: between seven and a little more than six hours before.
 *
 * @param spread from 0 to 1, the connection's own place in that hour
 */
export function rotationDueAt(tokenExpiresAt: EpochMs, spread: number): EpochMs {
  return Math.round(tokenExpiresAt - ROTATE_BEFORE_MS - HEADROOM_MS - spread * (SPREAD_MS - HEADROOM_MS));
}

/** The state of a connection whose renewals work: announced where the sign-in as a whole nears its end. */
export function restingState(life: Pick<TokenLife, 'tokenExpiresAt' | 'refreshExpiresAt'>, now: EpochMs) {
  const endsAt = signInEndsAt(life);
  return endsAt !== null && endsAt - now <= ANNOUNCE_BEFORE_MS ? 'expiring' : 'active';
}

/** What the job of a connection does next. */
export type RotationStep =
  /** Nothing, ever, with this token. */
  | { kind: 'none' }
  | { kind: 'wait'; until: EpochMs }
  | { kind: 'rotate' }
  /** The stored state is not the one the token's life asks for: an announcement, or a renewal that was cut off after its token was stored. */
  | { kind: 'settle' }
  /** The token is over and cannot be renewed: the connection is disconnected. */
  | { kind: 'end' };

/** @param spread as for `rotationDueAt` */
export function nextStep(life: TokenLife, now: EpochMs, spread: number): RotationStep {
  const { state, tokenExpiresAt } = life;
  if (state === 'disconnected' || state === 'revoked' || tokenExpiresAt === null) return { kind: 'none' };
  const renewable = isRenewable(life, now);
  const dueAt = renewable ? rotationDueAt(tokenExpiresAt, spread) : tokenExpiresAt;
  if (now >= dueAt) return { kind: renewable ? 'rotate' : 'end' };
  if (!isSettled(life, renewable, now)) return { kind: 'settle' };
  return { kind: 'wait', until: Math.min(dueAt, announceAt(life) ?? dueAt) };
}

function isSettled(life: TokenLife, renewable: boolean, now: EpochMs): boolean {
  if (isRefused(life)) return true;
  // A token that is not due was renewed since the trouble began.
  if (renewable && life.renewalTroubleSince !== null) return false;
  return life.state === 'read_only' || life.state === restingState(life, now) || life.renewalTroubleSince !== null;
}

/** When `active` turns `expiring`; null when it has, or when that never comes. */
function announceAt(life: TokenLife): EpochMs | null {
  const endsAt = signInEndsAt(life);
  return life.state === 'active' && endsAt !== null ? endsAt - ANNOUNCE_BEFORE_MS : null;
}

/**
 * When the job looks at a token that was just stored. Never before half of its life is over: should TikTok give tokens that
 * live shorter than the mark, they are not renewed in a circle.
 */
export function firstLookAt(life: TokenLife, now: EpochMs, spread: number): EpochMs | null {
  const step = nextStep(life, now, spread);
  if (step.kind === 'wait') return step.until;
  if (step.kind === 'rotate' && life.tokenExpiresAt !== null) return now + Math.max(0, life.tokenExpiresAt - now) / 2;
  return step.kind === 'none' ? null : now;
}

/**
 * Where a renewal is put off because it comes late: after hours without any server, hundreds are due in the same second. The
 * new time lies within ten minutes, and within a quarter of what is left. Null: now is fine.
 *
 * @param plannedAt when the job was to run
 * @param spread as for `rotationDueAt`
 */
export function putOffUntil(plannedAt: EpochMs, life: TokenLife, now: EpochMs, spread: number): EpochMs | null {
  const { tokenExpiresAt, renewalTroubleSince } = life;
  // Tries after a failure are spread anyway.
  if (tokenExpiresAt === null || renewalTroubleSince !== null) return null;
  const isPastMark = now > tokenExpiresAt - ROTATE_BEFORE_MS;
  if (!isPastMark || now - plannedAt <= MISSED_AFTER_MS) return null;
  const left = tokenExpiresAt - now;
  return Math.round(now + spread * (left <= 0 ? MISSED_SPREAD_MS : Math.min(MISSED_SPREAD_MS, left / 4)));
}

/** How an attempt to renew failed. `refused`: TikTok's last word on this sign-in. `trouble`: it may work later. */
export type FailedRotation = { kind: 'refused' } | { kind: 'trouble'; retryAfterMs: number | null };

/** What a failed call means for the sign-in. Whatever is not about the sign-in itself is trouble: it may pass, or be repaired elsewhere. */
export function classifyFailure(error: unknown): FailedRotation {
  if (!(error instanceof TikTokApiError)) return { kind: 'trouble', retryAfterMs: null };
  const { retryAfterMs } = error;
  if (error.kind !== 'refused' || error.code === null) return { kind: 'trouble', retryAfterMs };
  if (isPassingCode(error.code, error.tiktokMessage)) return { kind: 'trouble', retryAfterMs };
  const { outcome, admin } = findReturnCode(error.code, error.tiktokMessage);
  // A wrong app secret, a blocked app, a switched-off interface: signing in again would not help, its owner can.
  if (outcome === 'give_up' || admin === 'developer_app') return { kind: 'trouble', retryAfterMs };
  return { kind: 'refused' };
}

export interface FailureVerdict {
  state: Exclude<ConnectionState, 'revoked'>;
  /**
   * What people are told. `refused`: no renewal any more, reading goes on; `dead`: nothing works any more; `over`: nothing works
   * until a renewal does; `warned`: little time is left; `nothing`: there is time, and the state is the one without trouble.
   */
  tells: 'refused' | 'dead' | 'over' | 'warned' | 'nothing';
  /** When to try again; null: never. */
  retryAt: EpochMs | null;
}

/**
 * What a failed renewal makes of a connection.
 *
 * @param isDead the access token is of no use any more although its time is not over
 * @param random from 0 to 1, spreads the next tries
 */
export function judgeFailure(
  failure: FailedRotation,
  life: TokenLife,
  now: EpochMs,
  { isDead, random }: { isDead: boolean; random: number },
): FailureVerdict {
  const isOver = isDead || hasEnded(life, now);
  if (failure.kind === 'refused') {
    return isOver
      ? { state: 'disconnected', tells: 'dead', retryAt: null }
      : { state: 'read_only', tells: 'refused', retryAt: null };
  }
  const { tokenExpiresAt } = life;
  const warnAt = tokenExpiresAt === null ? Number.POSITIVE_INFINITY : tokenExpiresAt - WARN_BEFORE_MS;
  const wished = now + retryPauseMs(failure, life.renewalTroubleSince, now, random);
  // The state is to change on time, also when TikTok asked for a longer pause.
  const changesAt = [warnAt, tokenExpiresAt ?? warnAt].find((at) => at > now) ?? wished;
  const retryAt = Math.min(wished, Math.max(changesAt, now + FIRST_RETRY_MS));
  if (isOver) return { state: 'read_only', tells: 'over', retryAt };
  if (now >= warnAt) return { state: 'expiring', tells: 'warned', retryAt };
  return { state: restingState(life, now), tells: 'nothing', retryAt };
}

/** Half as long as the trouble has lasted, between one minute and a quarter of an hour, spread by a fifth either way. */
function retryPauseMs(
  { retryAfterMs }: { retryAfterMs: number | null },
  troubleSince: EpochMs | null,
  now: EpochMs,
  random: number,
): number {
  const lasted = troubleSince === null ? 0 : now - troubleSince;
  const own = Math.min(Math.max(lasted / 2, FIRST_RETRY_MS), LONGEST_RETRY_MS) * (0.8 + 0.4 * random);
  return Math.round(Math.max(own, Math.min(retryAfterMs ?? 0, LONGEST_ASKED_PAUSE_MS)));
}
