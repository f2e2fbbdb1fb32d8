import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { JobHandler } from '../jobs/index.ts';
import type { ApprovalRecord } from '../store/approvals.ts';
import { expireApproval, failedWith, finishApproval } from './end-approval.ts';
import { RUN_JOB } from './plan-jobs.ts';

const HOUR_MS = 60 * 60_000;
/** Ended ones, with who decided and what came of it. */
const KEEP_ENDED_MS = 90 * 24 * HOUR_MS;
/** A caller's upload takes this long at most; what runs longer was cut off by a crash. */
const LONGEST_UPLOAD_MS = 6 * HOUR_MS;
const AT_ONCE = 200;

/** Ends what ran out, takes up what a crash cut off between two writes, and forgets what ended long ago. */
export const sweepJob: JobHandler = async (deps, _job, { signal }) => {
  const { clock, store } = deps;
  for (;;) {
    const overdue = await store.approvals.listOverdue(clock.now(), AT_ONCE);
    for (const { workspaceId, id } of overdue) {
      signal.throwIfAborted();
      await expireApproval(deps, workspaceId, id);
    }
    if (overdue.length < AT_ONCE) break;
  }
  await takeUp(deps, signal);
  while ((await store.approvals.removeEnded(clock.now() - KEEP_ENDED_MS, AT_ONCE)) === AT_ONCE) {
    signal.throwIfAborted();
    // Requests get their turn in between.
    await nextTurn();
  }
  const next = await store.approvals.nextExpiry();
  return { runAt: Math.min(next ?? Infinity, clock.now() + HOUR_MS) };
};

async function takeUp(deps: Deps, signal: AbortSignal): Promise<void> {
  let after: string | null = null;
  do {
    const running: { workspaceId: string; record: ApprovalRecord }[] = await deps.store.approvals.listRunning(
      after,
      AT_ONCE,
    );
    const runAt = deps.clock.now();
    await deps.store.jobs.enqueueAll(
      running
        .filter(({ record }) => record.runs === 'by_server')
        .map(({ workspaceId, record }) => ({ kind: RUN_JOB, workspaceId, subjectId: record.id, runAt })),
    );
    for (const { workspaceId, record } of running) {
      signal.throwIfAborted();
      if (record.runs === 'by_caller') await endCutOff(deps, workspaceId, record);
    }
    after = running.length < AT_ONCE ? null : (running.at(-1)?.record.id ?? null);
    await nextTurn();
  } while (after !== null);
}

/** A caller's call whose end nobody noted: the record of the call says what became of it. */
async function endCutOff(deps: Deps, workspaceId: string, { id, callId, updatedAt }: ApprovalRecord): Promise<void> {
  const call = callId === null ? null : await deps.store.workspace(workspaceId).calls.get(callId);
  if (call?.status === 'running' && deps.clock.now() - updatedAt < LONGEST_UPLOAD_MS) return;
  const last = call?.attempts.findLast(({ outcome }) => outcome === 'answered');
  if (call?.status === 'succeeded') {
    await finishApproval(deps, workspaceId, id, {
      tiktokCode: last?.tiktokCode ?? 0,
      tiktokMessage: null,
      tiktokRequestId: last?.tiktokRequestId ?? null,
      error: null,
    });
    return;
  }
  const unknown = new AppError(
    'call_outcome_unknown',
    'The server stopped while the call was on its way, and nobody knows whether TikTok did it.',
  );
  await finishApproval(deps, workspaceId, id, {
    ...failedWith(unknown),
    tiktokRequestId: last?.tiktokRequestId ?? null,
    error: call?.error ?? unknown.toFailure(),
  });
}
