import type { RunMirror } from '../../shared/mirrors.ts';
import { requireUsableAccount } from '../accounts/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError, notFound } from '../errors.ts';
import type { ExportEngine } from '../exports/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { advanceMirror } from './advance-mirror.ts';
import { requireMirror } from './change-mirror.ts';
import { noSource } from './create-mirror.ts';
import { MirrorBusyError, openRun } from './open-run.ts';

/**
 * Runs the mirror now, paused or not. The schedule stays as it is.
 *
 * @throws {AppError} permission_denied, not_found, mirror_running, segment_has_no_source, attribute_not_mapped, delivery_not_possible
 * @throws {AppError} account_not_imported, account_suspended, connection_disconnected, connection_read_only, tiktok_permission_denied
 */
export async function runMirror(
  deps: Deps,
  engine: ExportEngine,
  actor: Actor,
  mirrorId: string,
  { dryRun = false, full = false }: RunMirror,
): Promise<ExportRecord> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const mirror = await requireMirror(deps, workspaceId, mirrorId);
  // A run that has ended a moment ago may not have told the mirror yet.
  await advanceMirror(deps, workspaceId, mirrorId);
  await requireUsableAccount(deps, workspaceId, mirror.advertiserId);
  const segment = await deps.store.workspace(workspaceId).segments.get(mirror.segmentId);
  if (segment === null) throw notFound();
  if (segment.sourceUrl === null) throw noSource();
  try {
    return await openRun(deps, engine, workspaceId, mirrorId, {
      dryRun,
      full,
      actor,
      createdBy: actor.userId,
      onFailure: 'throw',
    });
  } catch (error) {
    if (!(error instanceof MirrorBusyError)) throw error;
    throw new AppError(
      'mirror_running',
      'A run of this mirror is under way, or waits for a confirmation. Wait for it, or cancel it first.',
    );
  }
}
