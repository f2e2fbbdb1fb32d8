import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import { abandonLedger } from '../ledger/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { type ExportEngine, exportsOf, FOLLOW_JOB, pathsOf, PULL_JOB, requireExport, UPLOAD_JOB } from './engine.ts';
import { tellExport } from './export-events.ts';
import { isAllowed, refusal, statesFor } from './export-state.ts';
import { asStorageError, removePeople } from './spool-files.ts';
import { tellMirror } from './tell-mirror.ts';

/**
 * Stops an export for good. Its hashes leave the disk; rejects.csv and the counts stay. What TikTok already has is left
 * as it is: an audience that was made or changed by then stays so, and its id stays with the export.
 *
 * @throws {AppError} permission_denied, not_found, export_wrong_state
 * @throws {AppError} storage_failed - it is cancelled, but the disk does not let go of the hashes
 */
export async function cancelExport(
  deps: Deps,
  engine: ExportEngine,
  actor: Actor,
  exportId: string,
): Promise<ExportRecord> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const record = await requireExport(deps, workspaceId, exportId);
  if (!isAllowed('cancel', record.state)) throw new AppError('export_wrong_state', refusal('cancel', record.state));
  const cancelled = await exportsOf(deps, workspaceId).update(exportId, statesFor('cancel'), {
    state: 'cancelled',
    error: null,
    updatedAt: deps.clock.now(),
  });
  if (cancelled === null) {
    throw new AppError(
      'export_wrong_state',
      refusal('cancel', (await requireExport(deps, workspaceId, exportId)).state),
    );
  }
  await writeAudit(deps, workspaceId, actor, {
    action: 'export.cancelled',
    subjectId: exportId,
    detail: { advertiserId: record.advertiserId },
  });
  await tellExport(deps, workspaceId, cancelled);
  engine.tails.delete(exportId);
  for (const kind of [PULL_JOB, UPLOAD_JOB, FOLLOW_JOB]) await deps.store.jobs.remove(kind, exportId);
  await abandonLedger(deps, workspaceId, exportId);
  await tellMirror(deps, workspaceId, cancelled);
  await removePeople(pathsOf(deps, exportId)).catch((error: unknown) => {
    throw asStorageError(error);
  });
  return cancelled;
}
