import type { Deps } from '../deps.ts';

/** Puts the exports that waited for this connection in line again: somebody signed in, or TikTok takes the token again. */
export async function continueExports(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  const { exports } = deps.store.workspace(workspaceId);
  for (const record of await exports.listWaiting(connectionId)) {
    await exports.update(record.id, [record.state], { waiting: null, updatedAt: deps.clock.now() });
  }
  deps.jobs.wake();
}
