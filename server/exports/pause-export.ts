import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { exportsOf, requireExport } from './engine.ts';
import { isAllowed, refusal } from './export-state.ts';
import { readMemory } from './memory.ts';

/**
 * Holds a running export still: while it uploads, or while the server fetches a segment's people. What is on its way (a file, a
 * page, a change of the audience, all calls of a replace) ends and counts; nothing new begins until it is resumed, restarts
 * included. Only the column is written and never the engine's memory, which belongs to the job that may be running. Pausing a
 * paused one changes nothing.
 *
 * @throws {AppError} permission_denied, not_found, export_wrong_state
 */
export async function pauseExport(deps: Deps, actor: Actor, exportId: string): Promise<ExportRecord> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const record = await requireExport(deps, workspaceId, exportId);
  requirePausable('pause', record);
  if (record.pausedAt !== null) return record;
  const now = deps.clock.now();
  const change = { pausedAt: now, updatedAt: now };
  const paused = await exportsOf(deps, workspaceId).update(exportId, [record.state], change);
  if (paused !== null) return paused;
  const moved = await requireExport(deps, workspaceId, exportId);
  throw new AppError('export_wrong_state', refusal('pause', moved.state));
}

/** @throws {AppError} export_wrong_state - nothing of it runs by itself */
export function requirePausable(action: 'pause' | 'resume', record: ExportRecord): void {
  const runsByItself = record.state !== 'receiving' || readMemory(record).source !== null;
  if (isAllowed(action, record.state) && runsByItself) return;
  throw new AppError('export_wrong_state', refusal(action, record.state));
}
