import type { SignInReview } from '../../shared/connections.ts';
import type { NewGrant } from '../connections/index.ts';
import { SealError, secretContext } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { JobHandler } from '../jobs/index.ts';
import type { AttemptRecord } from '../store/connections.ts';
import type { SecretOwner } from '../store/store.ts';
import { forgetUnneededApps } from '../tiktok-apps/index.ts';

// A new sign-in that would take something away is kept, sealed, until the person says yes or no, and no longer than half
// an hour. Nothing of it is on the connection before that.

const REVIEW_LIFE_MS = 30 * 60_000;
const REVIEW_OVER_JOB = 'sign_in.review_over';

/** Keeps the sign-in until somebody decides. The job that wipes it is in line first, so that it never stays for good. */
export async function holdSignIn(
  deps: Deps,
  attempt: AttemptRecord,
  grant: NewGrant,
  review: SignInReview,
): Promise<void> {
  const { id, workspaceId } = attempt;
  const expiresAt = deps.clock.now() + REVIEW_LIFE_MS;
  await deps.store.jobs.enqueue({ kind: REVIEW_OVER_JOB, workspaceId, subjectId: id, runAt: expiresAt });
  const sealedGrant = deps.sealer.seal(JSON.stringify(grant), secretContext(ownerOf(workspaceId, id)));
  const isHeld = await deps.store.workspace(workspaceId).attempts.hold(id, { review, sealedGrant, expiresAt });
  if (!isHeld) throw new AppError('oauth_review_over', 'This sign-in ended meanwhile. Start it again.');
}

/** @throws {AppError} oauth_review_over - no key of this server opens it any more */
export function openHeldSignIn(deps: Deps, { id, workspaceId }: AttemptRecord, sealedGrant: string): NewGrant {
  try {
    return JSON.parse(deps.sealer.open(sealedGrant, secretContext(ownerOf(workspaceId, id)))) as NewGrant;
  } catch (cause) {
    if (!(cause instanceof SealError)) throw cause;
    deps.log.error({ workspaceId, attemptId: id, err: cause }, 'a held sign-in cannot be opened');
    throw new AppError(
      'oauth_review_over',
      'The server can no longer open the sign-in it kept, because its encryption key changed. Sign in again.',
      { cause },
    );
  }
}

/** Wipes what this workspace's sign-ins held longer than they may. */
export async function wipeOverdue(deps: Deps, workspaceId: string): Promise<void> {
  // Over at the very instant of `expiresAt`; the store wipes what is before.
  await deps.store.workspace(workspaceId).attempts.wipeHeld(deps.clock.now() + 1);
}

const reviewOverJob: JobHandler = async (deps, { workspaceId }) => {
  await wipeOverdue(deps, workspaceId);
  await forgetUnneededApps(deps, workspaceId);
  return 'done';
};

function ownerOf(workspaceId: string, attemptId: string): SecretOwner {
  return { workspaceId, kind: 'attempt-grant', id: attemptId };
}

/** For the job runner. */
export const oauthJobs: Readonly<Record<string, JobHandler>> = { [REVIEW_OVER_JOB]: reviewOverJob };
