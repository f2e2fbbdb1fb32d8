import { setImmediate as nextTurn } from 'node:timers/promises';
import { tellApproval } from '../approvals/index.ts';
import { tellConnection } from '../connection-state/index.ts';
import type { Deps } from '../deps.ts';
import { tellExport } from '../exports/index.ts';
import { settleLines } from '../host-webhooks/index.ts';
import type { JobHandler } from '../jobs/index.ts';
import type { ChangeQuery } from '../store/store.ts';
import type { Slice } from '../store/types.ts';

// A state is written first and told afterwards, so a crash in between loses the event. Keys come from the record, so whoever is not sure
// tells again: this does, of everything that was written lately.

const CATCH_UP_JOB = 'event.catch_up';
const SUBJECT = 'all';
/** It belongs to no workspace. */
const NO_WORKSPACE = '';
const DAY_MS = 24 * 60 * 60_000;
/** What is older is no news any more. */
const RECENT_MS = 3 * DAY_MS;
const AT_ONCE = 50;

const catchUpJob: JobHandler = async (deps, _job, run) => {
  const since = deps.clock.now() - RECENT_MS;
  const { changes } = deps.store;
  await each(
    since,
    run.signal,
    (query) => changes.connections(query),
    ({ workspaceId, record }) => tellConnection(deps, workspaceId, record.id, null),
  );
  await each(
    since,
    run.signal,
    (query) => changes.exports(query),
    ({ workspaceId, record }) => tellExport(deps, workspaceId, record, since),
  );
  await each(
    since,
    run.signal,
    (query) => changes.approvals(query),
    ({ workspaceId, record }) => tellApproval(deps, workspaceId, record, since),
  );
  await settleLines(deps, run.signal);
  return { runAt: deps.clock.now() + DAY_MS };
};

async function each<Item>(
  since: number,
  signal: AbortSignal,
  read: (query: ChangeQuery) => Promise<Slice<Item>>,
  tell: (item: Item) => Promise<void>,
): Promise<void> {
  let after: string | null = null;
  do {
    const slice: Slice<Item> = await read({ since, after, limit: AT_ONCE });
    for (const item of slice.items) {
      signal.throwIfAborted();
      await tell(item);
      // There may be tens of thousands, and the database answers without ever letting go of the thread.
      await nextTurn();
    }
    after = slice.nextAfter;
  } while (after !== null);
}

/** For the job runner. */
export const eventSourceJobs: Readonly<Record<string, JobHandler>> = { [CATCH_UP_JOB]: catchUpJob };

/** Has what is recent told again now, and daily from then on. For the start of a server. */
export async function planCatchUp(deps: Deps): Promise<void> {
  const runAt = deps.clock.now();
  try {
    await deps.store.jobs.enqueue({ kind: CATCH_UP_JOB, workspaceId: NO_WORKSPACE, subjectId: SUBJECT, runAt });
  } catch (error) {
    // A full disk is no reason not to start.
    deps.log.error({ err: error }, 'telling again what is recent could not be planned');
  }
}
