import type { ConnectionAttempt } from '../../shared/connections.ts';
import {
  announceSoon,
  arrive,
  disconnectedMeanwhile,
  findTarget,
  isCovered,
  renewal,
  reviewGrant,
} from '../connections/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { AttemptRecord } from '../store/connections.ts';
import { forgetUnneededApps } from '../tiktok-apps/index.ts';
import { findAttempt, toAttempt } from './find-attempt.ts';
import { openHeldSignIn } from './held-sign-in.ts';
import { type HeldSignIn, requireHeld } from './require-held.ts';

/** Each turn is lost to somebody else's write; so many in a row are a mistake of ours. */
const MAX_TURNS = 50;

/**
 * Gives the connection the new sign-in, with all that it takes away. What the person agreed to is compared with what it
 * would take away by now: if that has grown, nothing happens, and the attempt stays `pending` with a new review.
 *
 * The connection, the attempt and the sign-in that was kept change in one write, so that of several answers one counts,
 * and a crash leaves either the question or the answer.
 *
 * @throws {AppError} not_found - no such attempt, or another person of the workspace started it
 * @throws {AppError} oauth_review_over - decided already, too late, or the connection is gone
 * @throws {AppError} oauth_user_mismatch - the TikTok user got a connection of their own here meanwhile
 */
export async function acceptSignIn(deps: Deps, actor: Actor, attemptId: string): Promise<ConnectionAttempt> {
  const { workspaceId } = actor;
  const { attempts } = deps.store.workspace(workspaceId);
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const attempt = await findAttempt(deps, actor, attemptId);
    const held = await requireHeld(deps, attempt);
    const outcome = await tryAccepting(deps, actor, attempt, held).catch(async (error: unknown) => {
      // Nothing can come of it any more, while a passing failure of our own leaves the question open.
      if (error instanceof AppError) await endHeld(deps, attempt, error);
      throw error;
    });
    if (outcome === 'lost') continue;
    const now = deps.clock.now();
    const current = await attempts.get(attemptId);
    return toAttempt(current ?? attempt, now);
  }
  throw new Error('The connection changed under every try to take a sign-in over.');
}

async function tryAccepting(
  deps: Deps,
  actor: Actor,
  attempt: AttemptRecord,
  { review: agreed, sealedGrant }: HeldSignIn,
): Promise<'accepted' | 'asked' | 'lost'> {
  const { workspaceId } = actor;
  const { attempts, connections } = deps.store.workspace(workspaceId);
  const grant = { ...openHeldSignIn(deps, attempt, sealedGrant), reconnectId: agreed.connectionId };
  const connection = await connections.get(agreed.connectionId);
  if (connection === null || connection.state === 'revoked') throw disconnectedMeanwhile();
  await findTarget(deps, workspaceId, grant);
  const review = await reviewGrant(deps, workspaceId, connection, grant);
  if (review !== null && !isCovered(review, agreed)) {
    await attempts.replaceReview(attempt.id, review);
    return 'asked';
  }
  await announceSoon(deps, workspaceId, connection.id);
  const outcome = await attempts.acceptHeld(attempt.id, {
    connectionId: connection.id,
    change: renewal(deps, workspaceId, connection, grant),
    tokenVersion: connection.tokenVersion,
    now: deps.clock.now(),
  });
  // Not held any more: the next turn says why.
  if (outcome !== 'accepted') return 'lost';
  await arrive(deps, workspaceId, connection.id, { before: connection, grant, review, by: actor });
  await forgetUnneededApps(deps, workspaceId);
  return 'accepted';
}

async function endHeld(deps: Deps, attempt: AttemptRecord, error: AppError): Promise<void> {
  await deps.store
    .workspace(attempt.workspaceId)
    .attempts.finish(attempt.id, { status: 'failed', connectionId: null, error: error.toFailure() });
}
