import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { type ExportEngine, MIRROR_JOB } from '../exports/index.ts';
import type { JobHandler } from '../jobs/index.ts';
import type { MirrorRecord } from '../store/mirrors.ts';
import type { EpochMs } from '../store/types.ts';
import { advanceMirror } from './advance-mirror.ts';
import { changeMirror, dueAfter } from './change-mirror.ts';
import { isBusy, LOOK_MS, MirrorBusyError, openRun } from './open-run.ts';

/**
 * The mirror's own job: looks after the run under way, which tells the mirror where it stands but may die before it does, and opens the
 * next one when it is due. A run that is due while one is under way is skipped and counted.
 */
export function createMirrorJobs(engine: ExportEngine): Readonly<Record<string, JobHandler>> {
  return {
    [MIRROR_JOB]: async (deps, { workspaceId, subjectId: mirrorId }) => {
      const { mirrors } = deps.store.workspace(workspaceId);
      await advanceMirror(deps, workspaceId, mirrorId);
      const mirror = await mirrors.get(mirrorId);
      if (mirror === null) return 'done';
      const now = deps.clock.now();
      if (mirror.nextRunAt !== null && mirror.nextRunAt <= now) await runDue(deps, engine, workspaceId, mirror);
      const latest = await mirrors.get(mirrorId);
      return latest === null ? 'done' : nextCall(latest, now);
    },
  };
}

function nextCall(mirror: MirrorRecord, now: EpochMs): { runAt: EpochMs } | 'done' {
  const look = mirror.currentExportId === null ? null : now + LOOK_MS;
  const times = [look, mirror.nextRunAt].filter((time) => time !== null);
  return times.length === 0 ? 'done' : { runAt: Math.min(...times) };
}

async function runDue(deps: Deps, engine: ExportEngine, workspaceId: string, mirror: MirrorRecord): Promise<void> {
  const { exports } = deps.store.workspace(workspaceId);
  const now = deps.clock.now();
  const due = mirror.nextRunAt;
  const run = mirror.currentExportId === null ? null : await exports.get(mirror.currentExportId);
  let isSkipped = mirror.currentExportId !== null && isBusy(run);
  // After a crash behind opening it the run of this very date is under way already.
  if (run !== null && due !== null && run.createdAt >= due && run.createdBy === null) isSkipped = false;
  else if (!isSkipped) {
    try {
      await openRun(deps, engine, workspaceId, mirror.id, {
        actor: { kind: 'server' },
        createdBy: null,
        onFailure: 'keep',
      });
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return;
      if (!(error instanceof MirrorBusyError)) throw error;
      isSkipped = true;
    }
  }
  await changeMirror(deps, workspaceId, mirror.id, (latest) =>
    latest.nextRunAt !== due
      ? null
      : { nextRunAt: dueAfter(latest, now), ...(isSkipped ? { skipped: latest.skipped + 1 } : {}) },
  );
  // A run that could not begin has ended already.
  await advanceMirror(deps, workspaceId, mirror.id);
}
