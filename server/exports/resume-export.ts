import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { exportsOf, PULL_JOB, requireExport, UPLOAD_JOB, withJob } from './engine.ts';
import { refusal } from './export-state.ts';
import { requirePausable } from './pause-export.ts';
import { requireUsableAccount } from './require-usable.ts';

/**
 * Lets a paused export go on with the step that comes next. Resuming one that runs changes nothing.
 *
 * @throws {AppError} permission_denied, not_found, export_wrong_state
 * @throws {AppError} account_not_imported, account_suspended, connection_disconnected, connection_read_only,
 * tiktok_permission_denied - it could only fail now, so it stays paused
 */
export async function resumeExport(deps: Deps, actor: Actor, exportId: string): Promise<ExportRecord> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const record = await requireExport(deps, workspaceId, exportId);
  requirePausable('resume', record);
  if (record.pausedAt === null) return record;
  const isUploading = record.state === 'uploading';
  if (isUploading) await requireUsableAccount(deps, workspaceId, record.advertiserId);
  const kind = isUploading ? UPLOAD_JOB : PULL_JOB;
  const resumed = await withJob(deps, { kind, workspaceId, exportId }, () =>
    exportsOf(deps, workspaceId).update(exportId, [record.state], { pausedAt: null, updatedAt: deps.clock.now() }),
  );
  if (resumed !== null) return resumed;
  // What was on its way when it was paused has brought it to the next state.
  const moved = await requireExport(deps, workspaceId, exportId);
  throw new AppError('export_wrong_state', refusal('resume', moved.state));
}
