import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { cancelExport, type ExportEngine, MIRROR_JOB } from '../exports/index.ts';
import { removeLedgerOf } from '../ledger/index.ts';
import { requirePermission } from '../sessions/index.ts';
import { changeMirror } from './change-mirror.ts';

/**
 * Stops keeping the audience equal. The audience stays as it is; what the server remembers of its members, and the key to it, goes. A run
 * under way is cancelled. Once more is harmless, also after a crash in the middle.
 *
 * @throws {AppError} permission_denied
 */
export async function removeMirror(deps: Deps, engine: ExportEngine, actor: Actor, mirrorId: string): Promise<void> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const store = deps.store.workspace(workspaceId);
  if ((await store.mirrors.get(mirrorId)) === null) return;
  // Paused first, so that no other run begins while this one is being cancelled.
  const mirror = await changeMirror(deps, workspaceId, mirrorId, ({ pausedAt }) => ({
    pausedAt: pausedAt ?? deps.clock.now(),
    nextRunAt: null,
  }));
  if (mirror.currentExportId !== null) await cancelRun(deps, engine, actor, mirror.currentExportId);
  const { customAudienceId } = (await store.mirrors.get(mirrorId)) ?? mirror;
  if (customAudienceId !== null) await removeLedgerOf(deps, workspaceId, mirror.advertiserId, customAudienceId);
  await deps.store.jobs.remove(MIRROR_JOB, mirrorId);
  await store.mirrors.remove(mirrorId);
  await writeAudit(deps, workspaceId, actor, {
    action: 'mirror.removed',
    subjectId: mirrorId,
    detail: { advertiserId: mirror.advertiserId, customAudienceId },
  });
}

async function cancelRun(deps: Deps, engine: ExportEngine, actor: Actor, exportId: string): Promise<void> {
  try {
    await cancelExport(deps, engine, actor, exportId);
  } catch (error) {
    // It has ended by itself, or was never opened.
    const isOver = error instanceof AppError && (error.code === 'export_wrong_state' || error.code === 'not_found');
    if (!isOver) throw error;
  }
}
