import type { Deps } from '../deps.ts';

export const SYNC_JOB = 'subscriptions.sync';
/** Several changes, such as accounts imported one by one, are one change by then. */
const GATHER_MS = 2000;
/** The job's subject is not the connection's id: what belongs to that is removed with the connection, and this ends its subscriptions. */
const SUFFIX = '/subscriptions';

/**
 * Has a connection's subscriptions brought in line soon: its ad accounts are others, or its token is. Harmless when there is nothing to
 * do, and when it is gone.
 *
 * @param withinMs until then further changes are waited for. Default: two seconds
 */
export async function syncSoon(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  withinMs: number = GATHER_MS,
): Promise<void> {
  const runAt = deps.clock.now() + withinMs;
  await deps.store.jobs.enqueue({ kind: SYNC_JOB, workspaceId, subjectId: `${connectionId}${SUFFIX}`, runAt });
}

/** The connection that a job is about. */
export function connectionOf(subjectId: string): string {
  return subjectId.slice(0, -SUFFIX.length);
}
