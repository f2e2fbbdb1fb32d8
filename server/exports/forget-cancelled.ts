import type { Deps } from '../deps.ts';
import { abandonLedger } from '../ledger/index.ts';
import { exportsOf, pathsOf } from './engine.ts';
import { readMemory } from './memory.ts';
import { removeFolder, removePeople } from './spool-files.ts';

/**
 * Takes away what work wrote to the disk after its export was cancelled, or after its files were due to go. Neither waits for
 * work under way, so whoever ends without having its way looks once more, when its files are closed.
 */
export async function forgetIfCancelled(deps: Deps, workspaceId: string, exportId: string): Promise<void> {
  const record = await exportsOf(deps, workspaceId).get(exportId);
  if (record?.state !== 'cancelled') return;
  await abandonLedger(deps, workspaceId, exportId);
  const paths = pathsOf(deps, exportId);
  await (readMemory(record).isCleaned ? removeFolder(paths) : removePeople(paths));
}
