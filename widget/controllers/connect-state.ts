import type { TikTokAdsError } from '../client/errors.ts';
import { isSessionError } from '../client/errors.ts';
import type { ConnectionAttempt, SignInReview } from '../../shared/connections.ts';

// What a sign-in at TikTok is doing, decided from what happened and when. The server's attempt is the only truth:
// a window that reads as closed may be open (its page cut the opener off) and one that is gone may have finished, so
// polling goes on until the attempt ends or its time is up.

export interface Attempt {
  attemptId: string;
  authorizeUrl: string;
  startedAt: number;
  /** When to give up, on this machine's clock. */
  deadline: number;
  /** The known connection that is signed in again. */
  connectionId?: string | undefined;
  /** TikTok's page stands in a window of its own. */
  isWindow?: boolean;
  /** Came from before a reload, or from before this tab went to TikTok. */
  isResumed?: boolean;
  /** Where the page was when this tab went to TikTok: its address to the letter, and how far it was scrolled. */
  place?: { href: string; left: number; top: number } | undefined;
}

export type ReviewChoice = 'accept' | 'discard';

export type ConnectState =
  /** `isForgotten`: what was kept of a sign-in is nothing to this person. */
  | { name: 'idle'; isForgotten?: boolean }
  /** The window is open and the server is being asked where to send it. */
  | { name: 'opening' }
  | { name: 'blocked' }
  | { name: 'waiting'; attempt: Attempt; isOffline: boolean; closedAt?: number; isCutOff?: boolean }
  /** Back from TikTok in this tab, or pressed "Check now": no window to look after. */
  | { name: 'checking'; attempt: Attempt; isOffline: boolean }
  /** Seems closed; polled on, because that may be wrong. `isCutOff`: it may as well be open, out of this page's sight. */
  | { name: 'closed'; attempt: Attempt; isCutOff?: boolean }
  /** The sign-in worked and would take something away. A person decides; nothing changes before, and nothing is polled. */
  | {
      name: 'review';
      attempt: Attempt;
      review: SignInReview;
      choice?: ReviewChoice;
      failed?: DecisionFailed;
      /** More would be lost than when the person agreed. */
      hasGrown?: boolean;
    }
  /** This tab is on its way to TikTok. */
  | { name: 'leaving' }
  | { name: 'expired'; wasReview?: boolean }
  /** `wasOpen`: the person had been sent to TikTok. */
  | { name: 'failed'; error: FailedWith; wasOpen: boolean }
  /** `accepted`: what the person let go of for it. */
  | { name: 'connected'; connectionId: string; accepted?: SignInReview };

export interface DecisionFailed {
  choice: ReviewChoice;
  error: TikTokAdsError;
}

export interface FailedWith {
  code: string;
  message: string;
  requestId?: string | undefined;
  tiktokRequestId?: string | undefined;
  /** See `TikTokAdsError`. */
  isPartMissing?: boolean;
}

export type ConnectEvent =
  | { type: 'started'; isBlocked: boolean }
  | { type: 'authorized'; attempt: Attempt }
  | { type: 'window'; isClosed: boolean; isCutOff?: boolean }
  | { type: 'answered'; answer: ConnectionAttempt; askedAt: number }
  | { type: 'check-failed'; error: TikTokAdsError }
  | { type: 'network'; isOffline: boolean }
  | { type: 'decided'; choice: ReviewChoice }
  | { type: 'decision-failed'; error: TikTokAdsError }
  | { type: 'left' }
  | { type: 'resumed'; attempt: Attempt }
  | { type: 'failed'; error: FailedWith }
  | { type: 'tick' }
  | { type: 'reset' };

/** After the window closed, an answer asked for this much later that still says pending means: nothing happened. */
export const CLOSED_GRACE_MS = 2500;
/** The callback ends the attempt before it sends the tab back, so a pending one soon means that it never got there. */
const RETURN_GRACE_MS = 15_000;
/** Time for the last answer to arrive. */
const DEADLINE_GRACE_MS = 3000;
const FULL_LIFE_MS = 600_000;
/** How long the server holds a sign-in that waits to be accepted or discarded. */
const REVIEW_LIFE_MS = 1_800_000;

/** Pure: the state after an event at `now` (milliseconds, this machine's clock). Events that do not apply change nothing. */
export function nextState(state: ConnectState, event: ConnectEvent, now: number): ConnectState {
  switch (event.type) {
    case 'started':
      return { name: event.isBlocked ? 'blocked' : 'opening' };
    case 'authorized':
      return state.name === 'opening' ? { name: 'waiting', attempt: event.attempt, isOffline: false } : state;
    case 'resumed':
      return {
        name: event.attempt.isWindow === true ? 'waiting' : 'checking',
        attempt: event.attempt,
        isOffline: false,
      };
    case 'left':
      return { name: 'leaving' };
    case 'failed':
      return { name: 'failed', error: event.error, wasOpen: 'attempt' in state };
    case 'reset':
      return { name: 'idle' };
    case 'window':
      return afterWindow(state, event, now);
    case 'network':
      return setOffline(state, event.isOffline);
    case 'check-failed':
      return afterFailedCheck(state, event.error);
    case 'answered':
      return afterAnswer(state, event, now);
    case 'decided':
    case 'decision-failed':
      return afterDecision(state, event);
    default:
      return 'attempt' in state && now >= state.attempt.deadline + DEADLINE_GRACE_MS ? expired(state) : state;
  }
}

const expired = ({ name }: ConnectState): ConnectState =>
  name === 'review' ? { name: 'expired', wasReview: true } : { name: 'expired' };

function afterDecision(
  state: ConnectState,
  event: Extract<ConnectEvent, { type: 'decided' | 'decision-failed' }>,
): ConnectState {
  if (state.name !== 'review') return state;
  const { name, attempt, review, choice = 'discard' } = state;
  if (event.type === 'decided') return { name, attempt, review, choice: event.choice };
  return { name, attempt, review, failed: { choice, error: event.error } };
}

function afterWindow(
  state: ConnectState,
  { isClosed, isCutOff = false }: Extract<ConnectEvent, { type: 'window' }>,
  now: number,
): ConnectState {
  if (state.name === 'waiting') {
    if (isClosed) return state.closedAt === undefined ? { ...state, closedAt: now, isCutOff } : state;
    return state.closedAt === undefined
      ? state
      : { name: 'waiting', attempt: state.attempt, isOffline: state.isOffline };
  }
  // Opened again from "The TikTok window was closed".
  if (state.name === 'closed' && !isClosed) return { name: 'waiting', attempt: state.attempt, isOffline: false };
  return state;
}

function setOffline(state: ConnectState, isOffline: boolean): ConnectState {
  return (state.name === 'waiting' || state.name === 'checking') && state.isOffline !== isOffline
    ? { ...state, isOffline }
    : state;
}

function afterFailedCheck(state: ConnectState, error: TikTokAdsError): ConnectState {
  if (!('attempt' in state)) return state;
  if (error.code === 'network_error') return setOffline(state, true);
  // Of a person who used this tab before, or long gone: nobody here waits for it.
  if (state.attempt.isResumed === true && error.status === 404) return { name: 'idle', isForgotten: true };
  // The decision will tell by itself what stands in its way. Nobody else's is for this person to see.
  if (state.name === 'review' && error.status !== 404) return state;
  // Nobody can ask on behalf of this person any more, or there is nothing to ask about.
  if (isSessionError(error) || error.status === 403 || error.status === 404) {
    return { name: 'failed', error, wasOpen: true };
  }
  return state;
}

function afterAnswer(
  state: ConnectState,
  { answer, askedAt }: Extract<ConnectEvent, { type: 'answered' }>,
  now: number,
): ConnectState {
  if (!('attempt' in state) || answer.attemptId !== state.attempt.attemptId) return state;
  if (answer.status === 'succeeded' && answer.connectionId !== undefined) {
    const { connectionId } = answer;
    return { name: 'connected', connectionId, ...(state.name === 'review' ? { accepted: state.review } : {}) };
  }
  if (answer.status === 'expired') return expired(state);
  if (answer.status === 'failed') {
    const error = answer.error ?? { code: 'oauth_exchange_failed', message: '' };
    return { name: 'failed', error, wasOpen: true };
  }
  const { attempt } = state;
  if (answer.review !== undefined) {
    if (state.name === 'review') return afterNewReview(state, answer.review);
    const deadline = deadlineFor(answer.expiresAt, now, REVIEW_LIFE_MS);
    return { name: 'review', attempt: { ...attempt, deadline, isWindow: false }, review: answer.review };
  }
  if (state.name === 'waiting' && state.closedAt !== undefined && askedAt - state.closedAt >= CLOSED_GRACE_MS) {
    return { name: 'closed', attempt, isCutOff: state.isCutOff ?? false };
  }
  if (state.name === 'checking' && askedAt - attempt.startedAt >= RETURN_GRACE_MS) return { name: 'closed', attempt };
  return setOffline(state, false);
}

/** While the question is the same, an answer to it may be under way. */
function afterNewReview(state: Extract<ConnectState, { name: 'review' }>, review: SignInReview): ConnectState {
  if (JSON.stringify(review) === JSON.stringify(state.review)) return state;
  return { name: 'review', attempt: state.attempt, review, hasGrown: true };
}

/**
 * When to give up, on this machine's clock. The server's instant is only trusted where it is plausible here; a clock
 * that is wrong must neither end the wait at once nor stretch it.
 */
export function deadlineFor(expiresAt: string, now: number, fullLifeMs = FULL_LIFE_MS): number {
  const life = Date.parse(expiresAt) - now;
  return now + (life > 0 && life <= fullLifeMs * 1.5 ? life : fullLifeMs);
}

/** Milliseconds until the server is asked again: quick at first and once the window is gone, then calmer. */
export function pollDelayMs(state: ConnectState, now: number): number {
  if (!('attempt' in state) || state.name === 'review') return Number.POSITIVE_INFINITY;
  if (state.name === 'closed') return state.isCutOff === true ? 1500 : 5000;
  if (state.name === 'checking' || (state.name === 'waiting' && state.closedAt !== undefined)) return 1000;
  return now - state.attempt.startedAt < 60_000 ? 1500 : 3000;
}

/** Whole minutes that are left, rounded up, never below 1. */
export const minutesLeft = (deadline: number, now: number): number => Math.max(1, Math.ceil((deadline - now) / 60_000));
