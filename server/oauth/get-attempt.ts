import type { ConnectionAttempt } from '../../shared/connections.ts';
import type { Actor, Deps } from '../deps.ts';
import { notFound } from '../errors.ts';
import { toInstant } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { AttemptRecord } from '../store/connections.ts';
import type { EpochMs } from '../store/types.ts';

/** A callback that began in time may finish a little later: TikTok is asked twice meanwhile, with retries. */
const CALLBACK_LIMIT_MS = 3 * 60_000;

/**
 * How a sign-in stands, whatever became of its window.
 *
 * @throws {AppError} not_found - no such attempt, or another person of the workspace started it
 */
export async function getAttempt(deps: Deps, actor: Actor, attemptId: string): Promise<ConnectionAttempt> {
  requirePermission(actor, 'connect');
  const attempt = await deps.store.workspace(actor.workspaceId).attempts.get(attemptId);
  const isForeign =
    actor.kind === 'session' && attempt !== null && attempt.userId !== null && attempt.userId !== actor.userId;
  if (attempt === null || isForeign) throw notFound();
  return {
    attemptId: attempt.id,
    status: statusOf(attempt, deps.clock.now()),
    ...(attempt.connectionId === null ? {} : { connectionId: attempt.connectionId }),
    ...(attempt.error === null ? {} : { error: attempt.error }),
    expiresAt: toInstant(attempt.expiresAt),
  };
}

function statusOf(attempt: AttemptRecord, now: EpochMs): ConnectionAttempt['status'] {
  if (attempt.status !== 'pending') return attempt.status;
  const endsAt = attempt.usedAt === null ? attempt.expiresAt : attempt.usedAt + CALLBACK_LIMIT_MS;
  return now >= endsAt ? 'expired' : 'pending';
}
