import type { Deps } from '../deps.ts';
import { exportsOf, pathsOf } from './engine.ts';
import { removePeople } from './spool-files.ts';

/**
 * Takes away what work wrote to the disk after its export was cancelled. A cancel does not wait for work under way, so
 * whoever ends without having its way looks once more, when its files are closed.
 */
export async function forgetIfCancelled(deps: Deps, workspaceId: string, exportId: string): Promise<void> {
  const record = await exportsOf(deps, workspaceId).get(exportId);
  if (record?.state === 'cancelled') await removePeople(pathsOf(deps, exportId));
}
