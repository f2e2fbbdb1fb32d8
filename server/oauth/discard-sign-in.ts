import type { ConnectionAttempt } from '../../shared/connections.ts';
import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { forgetUnneededApps } from '../tiktok-apps/index.ts';
import { findAttempt, toAttempt } from './find-attempt.ts';
import { requireHeld } from './require-held.ts';

/**
 * Forgets the new sign-in; the connection goes on with the one it has. The grant is not withdrawn at TikTok: TikTok does
 * not say whether it is one with the grant the connection lives on.
 *
 * @throws {AppError} not_found - no such attempt, or another person of the workspace started it
 * @throws {AppError} oauth_review_over - decided already, or too late
 */
export async function discardSignIn(deps: Deps, actor: Actor, attemptId: string): Promise<ConnectionAttempt> {
  const { workspaceId } = actor;
  const { attempts } = deps.store.workspace(workspaceId);
  const attempt = await findAttempt(deps, actor, attemptId);
  const { review } = await requireHeld(deps, attempt);
  const error = new AppError('oauth_discarded', 'The new sign-in was discarded. The connection stays as it was.');
  const end = { status: 'failed', connectionId: null, error: error.toFailure() } as const;
  if (await attempts.finish(attemptId, end)) {
    await writeAudit(deps, workspaceId, actor, {
      action: 'connection.sign_in_discarded',
      subjectId: review.connectionId,
    });
    await forgetUnneededApps(deps, workspaceId);
    return toAttempt({ ...attempt, ...end, review: null, sealedGrant: null }, deps.clock.now());
  }
  // Somebody else decided first; this says what.
  await requireHeld(deps, await findAttempt(deps, actor, attemptId));
  throw new AppError('oauth_review_over', 'This sign-in was decided on already.');
}
