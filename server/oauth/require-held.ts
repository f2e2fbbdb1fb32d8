import type { SignInReview } from '../../shared/connections.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { AttemptRecord } from '../store/connections.ts';
import { wipeOverdue } from './held-sign-in.ts';

/** A new sign-in that waits for a decision. */
export interface HeldSignIn {
  review: SignInReview;
  sealedGrant: string;
}

/**
 * What an attempt holds for a decision.
 *
 * @throws {AppError} oauth_review_over - nothing, or nothing any more
 */
export async function requireHeld(deps: Deps, attempt: AttemptRecord): Promise<HeldSignIn> {
  const { status, review, sealedGrant, expiresAt, error, workspaceId } = attempt;
  if (status === 'succeeded') throw reviewOver('This sign-in is connected already.');
  if (status === 'failed') throw reviewOver(error?.message ?? 'This sign-in ended without a connection.');
  if (deps.clock.now() >= expiresAt) {
    await wipeOverdue(deps, workspaceId);
    throw reviewOver('It took longer than half an hour to decide, and the new sign-in was forgotten. Sign in again.');
  }
  if (review === null || sealedGrant === null) throw reviewOver('This sign-in has nothing to decide on.');
  return { review, sealedGrant };
}

function reviewOver(detail: string): AppError {
  return new AppError('oauth_review_over', detail);
}
