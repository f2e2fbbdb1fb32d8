import type { ConnectionAttempt } from '../../shared/connections.ts';
import type { Actor, Deps } from '../deps.ts';
import { notFound } from '../errors.ts';
import { toInstant } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { AttemptRecord } from '../store/connections.ts';
import type { EpochMs } from '../store/types.ts';

/** A callback that began in time may finish a little later: TikTok is asked a few times meanwhile, with retries. */
const CALLBACK_LIMIT_MS = 3 * 60_000;

/** @throws {AppError} not_found - no such attempt, or another person of the workspace started it */
export async function findAttempt(deps: Deps, actor: Actor, attemptId: string): Promise<AttemptRecord> {
  requirePermission(actor, 'connect');
  const attempt = await deps.store.workspace(actor.workspaceId).attempts.get(attemptId);
  const isForeign =
    actor.kind === 'session' && attempt !== null && attempt.userId !== null && attempt.userId !== actor.userId;
  if (attempt === null || isForeign) throw notFound();
  return attempt;
}

/** The record as the contract shows it. */
export function toAttempt(attempt: AttemptRecord, now: EpochMs): ConnectionAttempt {
  const status = statusOf(attempt, now);
  return {
    attemptId: attempt.id,
    status,
    ...(attempt.connectionId === null ? {} : { connectionId: attempt.connectionId }),
    ...(attempt.error === null ? {} : { error: attempt.error }),
    ...(attempt.review === null || status !== 'pending' ? {} : { review: attempt.review }),
    expiresAt: toInstant(attempt.expiresAt),
  };
}

function statusOf(attempt: AttemptRecord, now: EpochMs): ConnectionAttempt['status'] {
  if (attempt.status !== 'pending') return attempt.status;
  const isInCallback = attempt.usedAt !== null && attempt.review === null;
  const endsAt = isInCallback ? (attempt.usedAt ?? 0) + CALLBACK_LIMIT_MS : attempt.expiresAt;
  return now >= endsAt ? 'expired' : 'pending';
}
