import type { Deps } from '../deps.ts';
import type { ApprovalRecord } from '../store/approvals.ts';

/** Sends an approved call; its subject is the approval. */
export const RUN_JOB = 'approval.run';
/** Ends what ran out, takes up what a crash cut off, forgets what is old. */
export const SWEEP_JOB = 'approval.sweep';
const SWEEP_SUBJECT = 'approvals';
/** It belongs to no workspace. */
const NO_WORKSPACE = '';

/**
 * Puts in line what follows from a yes: the call itself, or the end of the hour in which its caller may send it. Never
 * rejects: the decision stands, and the hourly look puts it in line, too.
 */
export async function planRunOf(
  deps: Deps,
  workspaceId: string,
  { id, runs, expiresAt }: ApprovalRecord,
): Promise<void> {
  try {
    if (runs === 'by_server') {
      await deps.store.jobs.enqueue({ kind: RUN_JOB, workspaceId, subjectId: id, runAt: deps.clock.now() });
      deps.jobs.wake();
    } else {
      await deps.store.jobs.enqueue(sweepAt(expiresAt));
    }
  } catch (err) {
    deps.log.error({ workspaceId, approvalId: id, err }, 'what follows from an approval could not be planned');
  }
}

/** Has what was cut off taken up now, and what runs out ended in time from then on. For the start of a server. */
export async function planApprovals({ store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>): Promise<void> {
  try {
    await store.jobs.enqueue(sweepAt(clock.now()));
  } catch (err) {
    // A full disk is no reason not to start.
    log.error({ err }, 'looking after approvals could not be planned');
  }
}

function sweepAt(runAt: number) {
  return { kind: SWEEP_JOB, workspaceId: NO_WORKSPACE, subjectId: SWEEP_SUBJECT, runAt };
}
