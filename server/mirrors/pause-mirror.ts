import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { requirePermission } from '../sessions/index.ts';
import type { MirrorRecord } from '../store/mirrors.ts';
import { changeMirror, dueAfter } from './change-mirror.ts';

/**
 * Stops the schedule. A run under way goes on, and the mirror can still be run by hand. Once more is harmless.
 *
 * @throws {AppError} permission_denied, not_found
 */
export async function pauseMirror(deps: Deps, actor: Actor, mirrorId: string): Promise<MirrorRecord> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  let isMine = false;
  const paused = await changeMirror(deps, workspaceId, mirrorId, ({ pausedAt }) => {
    isMine = pausedAt === null;
    return isMine ? { pausedAt: deps.clock.now(), nextRunAt: null } : null;
  });
  if (isMine) await writeAudit(deps, workspaceId, actor, { action: 'mirror.paused', subjectId: mirrorId });
  return paused;
}

/**
 * Lets the schedule go on with its next date; what was due meanwhile is not made up for. Once more is harmless.
 *
 * @throws {AppError} permission_denied, not_found
 */
export async function resumeMirror(deps: Deps, actor: Actor, mirrorId: string): Promise<MirrorRecord> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  let isMine = false;
  const resumed = await changeMirror(deps, workspaceId, mirrorId, (mirror) => {
    isMine = mirror.pausedAt !== null;
    return isMine ? { pausedAt: null, nextRunAt: dueAfter({ ...mirror, pausedAt: null }, deps.clock.now()) } : null;
  });
  if (isMine) await writeAudit(deps, workspaceId, actor, { action: 'mirror.resumed', subjectId: mirrorId });
  return resumed;
}
