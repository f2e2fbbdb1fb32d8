import type { CallAttempt, TikTokCall } from '../../shared/calls.ts';
import { toInstant, toInstantOrNull } from '../http/index.ts';
import type { CallAttemptRecord, CallRecord } from '../store/calls.ts';

/** A call as its list tells it. What to look for is for the server alone. */
export function showCall({
  at,
  finishedAt,
  actorKind,
  credential,
  userId,
  lookUp: _lookUp,
  attempts,
  ...call
}: CallRecord): TikTokCall {
  return {
    ...call,
    at: toInstant(at),
    finishedAt: toInstantOrNull(finishedAt),
    actor: { actorKind, credential, userId },
    attempts: attempts.map(showAttempt),
  };
}

function showAttempt({ at, ...attempt }: CallAttemptRecord): CallAttempt {
  return { ...attempt, at: toInstant(at) };
}
