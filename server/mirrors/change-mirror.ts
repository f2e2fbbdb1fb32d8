import type { Deps } from '../deps.ts';
import { notFound } from '../errors.ts';
import { MIRROR_JOB } from '../exports/index.ts';
import type { MirrorChange, MirrorRecord } from '../store/mirrors.ts';
import type { EpochMs } from '../store/types.ts';
import { nextRun, spreadOf } from './schedule.ts';

type Decision = Omit<MirrorChange, 'updatedAt'> | null;

/** @throws {AppError} not_found - no such mirror in this workspace */
export async function requireMirror(deps: Deps, workspaceId: string, mirrorId: string): Promise<MirrorRecord> {
  const mirror = await deps.store.workspace(workspaceId).mirrors.get(mirrorId);
  if (mirror === null) throw notFound();
  return mirror;
}

/**
 * Writes what `decide` makes of the mirror as it is at this moment, however many write at once. Null from `decide`: nothing to write.
 *
 * @returns the mirror as it is then
 * @throws {AppError} not_found, and whatever `decide` throws
 */
export async function changeMirror(
  deps: Deps,
  workspaceId: string,
  mirrorId: string,
  decide: (mirror: MirrorRecord) => Decision | Promise<Decision>,
): Promise<MirrorRecord> {
  const { mirrors } = deps.store.workspace(workspaceId);
  for (;;) {
    const mirror = await requireMirror(deps, workspaceId, mirrorId);
    const change = await decide(mirror);
    if (change === null) return mirror;
    // The job is in line before the row says when, so that no crash leaves a mirror that nobody calls.
    if (change.nextRunAt != null) await callAt(deps, workspaceId, mirrorId, change.nextRunAt);
    const written = await mirrors.update(mirrorId, mirror.version, { ...change, updatedAt: deps.clock.now() });
    if (written !== null) return written;
  }
}

/** Has the mirror's job run at that time, or earlier when it is in line for earlier. */
export async function callAt(deps: Deps, workspaceId: string, mirrorId: string, runAt: EpochMs): Promise<void> {
  await deps.store.jobs.enqueue({ kind: MIRROR_JOB, workspaceId, subjectId: mirrorId, runAt });
  deps.jobs.wake();
}

/** When it is due next after `after`; null when it is paused or has no schedule. */
export function dueAfter(
  mirror: Pick<MirrorRecord, 'id' | 'schedule' | 'timezone' | 'pausedAt'>,
  after: EpochMs,
): EpochMs | null {
  if (mirror.schedule === null || mirror.pausedAt !== null) return null;
  return nextRun(mirror.schedule, mirror.timezone, after, spreadOf(mirror.id));
}
