import { setImmediate as nextTurn } from 'node:timers/promises';
import { withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../errors.ts';
import type { JobHandler } from '../jobs/index.ts';
import type { Reconcile } from '../reconcile/index.ts';
import type { CallRecord } from '../store/calls.ts';
import { takeOver } from './handle.ts';

const RECOVER_JOB = 'call.recover';
const RETENTION_JOB = 'call.retention';
/** They belong to no workspace. */
const NO_WORKSPACE = '';
const RECOVER_EVERY_MS = 30_000;
const DAY_MS = 24 * 60 * 60_000;
const KEEP_CALLS_MS = 90 * DAY_MS;
const AT_ONCE = 20;
const PRUNE_AT_ONCE = 1000;

/** What a crash left behind is cleared up within a minute; what is past its time goes once an hour. */
export function createCallJobs(reconcile: Reconcile): Readonly<Record<string, JobHandler>> {
  return {
    [RECOVER_JOB]: async (deps, _job, { signal }) => {
      for (const { workspaceId, record } of await deps.store.calls.listAbandoned(deps.clock.now(), AT_ONCE)) {
        signal.throwIfAborted();
        await recover(deps, reconcile, workspaceId, record.id);
      }
      return { runAt: deps.clock.now() + RECOVER_EVERY_MS };
    },
    [RETENTION_JOB]: async (deps, _job, { signal }) => {
      const now = deps.clock.now();
      while ((await deps.store.calls.prune({ now, callsBefore: now - KEEP_CALLS_MS, limit: PRUNE_AT_ONCE })) > 0) {
        signal.throwIfAborted();
        await nextTurn();
      }
      return { runAt: now + DAY_MS / 24 };
    },
  };
}

/** Puts the clearing up in line, where it is not already. For the start of a server. */
export async function planCallJobs({ store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>): Promise<void> {
  const runAt = clock.now();
  try {
    await store.jobs.enqueueAll([
      { kind: RECOVER_JOB, workspaceId: NO_WORKSPACE, subjectId: 'calls', runAt },
      { kind: RETENTION_JOB, workspaceId: NO_WORKSPACE, subjectId: 'calls', runAt },
    ]);
  } catch (err) {
    // A full disk is no reason not to start.
    log.error({ err }, 'the clearing up of calls could not be planned');
  }
}

/** Nobody sends the call again here: it is looked for, and without a trace of it that is the end. */
async function recover(deps: Deps, reconcile: Reconcile, workspaceId: string, callId: string): Promise<void> {
  const handle = await takeOver(deps, workspaceId, callId, { isResumed: true });
  // Somebody has repeated it meanwhile.
  if (handle === null) return;
  const { record } = handle;
  try {
    const found = await reconcile.lookBack(deps, handle, (run) =>
      withGrant(deps, workspaceId, connectionOf(record), 'read', run),
    );
    await handle.finish(found === null ? { kind: 'not_sent', error: notDone(callId) } : { kind: 'answered', ...found });
  } catch (error) {
    if (!(error instanceof AppError))
      deps.log.error({ workspaceId, callId, err: error }, 'a call could not be looked for');
    await handle.finish({ kind: 'unknown', error: error instanceof AppError ? error : unknown(callId) });
  }
}

function connectionOf({ connectionId }: CallRecord): string {
  if (connectionId === null) throw notFound();
  return connectionId;
}

function notDone(callId: string): AppError {
  return new AppError(
    'tiktok_unavailable',
    `The server stopped while the call ${callId} was under way. TikTok has not done it.`,
  );
}

function unknown(callId: string): AppError {
  return new AppError(
    'call_outcome_unknown',
    `The server stopped while the call ${callId} was under way, and what became of it could not be found out.`,
  );
}
