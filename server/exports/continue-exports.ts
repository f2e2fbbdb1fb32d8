import type { Deps } from '../deps.ts';
import { stageOfState } from './export-state.ts';
import { JOB_OF_STAGE } from './waiting.ts';

/**
 * Has every export that waits for this connection look again, at once: somebody signed in, TikTok takes the token again, an ad
 * account moved to the connection, or the connection or one of its accounts was removed. The look itself decides: it goes on,
 * waits on, or fails because nothing is left to wait for. So calling this once too often is harmless.
 */
export async function continueExports(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  const waiting = await deps.store.workspace(workspaceId).exports.listWaiting(connectionId);
  const runAt = deps.clock.now();
  for (const { id, state } of waiting) {
    const stage = stageOfState(state);
    if (stage !== null) await deps.store.jobs.enqueue({ kind: JOB_OF_STAGE[stage], workspaceId, subjectId: id, runAt });
  }
  if (waiting.length > 0) deps.jobs.wake();
}
