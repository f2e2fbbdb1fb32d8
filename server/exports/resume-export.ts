import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { exportsOf, PULL_JOB, requireExport, UPLOAD_JOB, withJob } from './engine.ts';
import { refusal } from './export-state.ts';
import { requirePausable } from './pause-export.ts';
import { reasonToWait } from './require-usable.ts';

/**
 * Lets a paused export go on with the step that comes next. Resuming one that runs changes nothing. Where its sign-in is lost it
 * waits for the next one instead of for a person to resume it.
 *
 * @throws {AppError} permission_denied, not_found, export_wrong_state
 * @throws {AppError} account_not_imported, account_suspended - it could only fail now, so it stays paused
 */
export async function resumeExport(deps: Deps, actor: Actor, exportId: string): Promise<ExportRecord> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const record = await requireExport(deps, workspaceId, exportId);
  requirePausable('resume', record);
  if (record.pausedAt === null) return record;
  const isUploading = record.state === 'uploading';
  const reason = isUploading ? await reasonToWait(deps, workspaceId, record.advertiserId) : null;
  const kind = isUploading ? UPLOAD_JOB : PULL_JOB;
  const resumed = await withJob(deps, { kind, workspaceId, exportId }, () => {
    const now = deps.clock.now();
    return exportsOf(deps, workspaceId).update(exportId, [record.state], {
      pausedAt: null,
      // Said at once; the job that is in line finds out again whether it is so.
      ...(reason === null || record.waiting !== null ? {} : { waiting: { since: now, reason } }),
      updatedAt: now,
    });
  });
  if (resumed !== null) return resumed;
  // What was on its way when it was paused has brought it to the next state.
  const moved = await requireExport(deps, workspaceId, exportId);
  throw new AppError('export_wrong_state', refusal('resume', moved.state));
}
