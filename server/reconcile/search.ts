import { setTimeout as sleepFor } from 'node:timers/promises';
import { callFields, type GuardedCall } from '../call-catalogue/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { CallHandle, GrantRun } from '../guard-shapes/index.ts';
import { toAppError } from '../tiktok-failure/index.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import type { ReconcileLimits } from './limits.ts';
import { lookFor, type LookedUp } from './look-up.ts';
import { creativesOf } from './plan.ts';

/** How time passes while a call is reconciled. */
export interface ReconcileTime {
  limits: ReconcileLimits;
  /** Milliseconds that only go forward. */
  monotonic: () => number;
  sleep: (ms: number) => Promise<void>;
}

export const REAL_TIME: Omit<ReconcileTime, 'limits'> = {
  monotonic: () => performance.now(),
  // A server that stops need not wait for it: what was not found out by then is cleared up after the next start.
  sleep: (ms) => sleepFor(ms, undefined, { ref: false }),
};

/** Everything that looking for one call's outcome needs. */
export interface Search {
  readonly deps: Deps;
  readonly handle: CallHandle;
  readonly grantRun: GrantRun;
  readonly time: ReconcileTime;
  /** On `time.monotonic`: when it has to be over. */
  endsAt: number;
  /** What each entity was to be, in the order of the call; null when that is not known any more. */
  readonly sent: readonly Readonly<Record<string, unknown>>[] | null;
}

export function leftMs({ time, endsAt }: Search): number {
  return endsAt - time.monotonic();
}

/** What the entities of a create were to be. */
export function sentBy(call: GuardedCall): Search['sent'] {
  const fields = callFields(call);
  return creativesOf(fields) ?? [fields];
}

/**
 * One look at TikTok's lists, written down as an attempt.
 *
 * @returns null when TikTok did not tell
 */
export async function look(search: Search): Promise<LookedUp | null> {
  const { deps, handle, grantRun, time, sent } = search;
  const at = deps.clock.now();
  const startedAt = time.monotonic();
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(leftMs(search))));
  const attempt = { at, purpose: 'look_up', httpStatus: null, tiktokCode: null } as const;
  const durationMs = (): number => Math.round(time.monotonic() - startedAt);
  try {
    const looked = await lookFor(deps, handle.record, sent, grantRun, signal);
    const missing = looked.found.filter((each) => each === null).length;
    const wanted = looked.found.length;
    await handle.attempted({
      ...attempt,
      durationMs: durationMs(),
      outcome: missing === wanted ? 'not_found' : 'found',
      tiktokRequestId: looked.tiktokRequestId,
      detail:
        wanted === 1 && looked.isCertain
          ? null
          : `${wanted - missing} of ${wanted} found${looked.isCertain ? '' : ', which proves nothing about the others'}`,
    });
    return looked;
  } catch (error) {
    const failure = error instanceof TikTokApiError ? toAppError(error) : error;
    if (!(failure instanceof AppError)) throw error;
    await handle.attempted({
      ...attempt,
      durationMs: durationMs(),
      outcome: error instanceof TikTokApiError && error.kind === 'refused' && error.code !== null ? 'answered' : 'lost',
      httpStatus: error instanceof TikTokApiError ? error.httpStatus : null,
      tiktokCode: error instanceof TikTokApiError ? error.code : null,
      tiktokRequestId: failure.tiktokRequestId,
      detail: failure.code,
    });
    return null;
  }
}

/**
 * Nobody knows whether TikTok did it, and asking on would take too long.
 *
 * @param mayGoOn a repeat finds out first and then sends what was not done
 */
export function outcomeUnknown({ callId, record }: Pick<CallHandle, 'callId' | 'record'>, mayGoOn: boolean): AppError {
  const next =
    mayGoOn && record.idempotencyKey !== null
      ? 'Send it again with the same Idempotency-Key: it goes on from here, and does nothing twice.'
      : 'Look at TikTok before you send it again: that could do it twice.';
  return new AppError(
    'call_outcome_unknown',
    `TikTok did not say what became of the call ${callId}, and it could not be found out. ${next}`,
    { members: { callId } },
  );
}
