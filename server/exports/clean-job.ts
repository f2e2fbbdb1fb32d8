import type { JobHandler } from '../jobs/index.ts';
import { CLEAN_JOB, type ExportEngine, exportsOf, pathsOf, save } from './engine.ts';
import { readMemory } from './memory.ts';
import { removeFolder } from './spool-files.ts';

/**
 * Takes an export's files from the disk once nothing has changed for the time they are kept. One that was never brought to
 * an end is cancelled then, because without its files it can go nowhere: also one that nobody resumed, or signed in for.
 */
export function cleanJob({ limits }: ExportEngine): JobHandler {
  return async (deps, job) => {
    const record = await exportsOf(deps, job.workspaceId).get(job.subjectId);
    if (record === null) return 'done';
    const dueAt = record.updatedAt + limits.keepFilesMs;
    const isHeldUp = record.pausedAt !== null || record.waiting !== null;
    const isWorking = (record.state === 'uploading' && !isHeldUp) || record.state === 'processing';
    if (deps.clock.now() < dueAt || isWorking)
      return { runAt: Math.max(dueAt, deps.clock.now() + limits.keepFilesMs / 30) };
    const memory = readMemory(record);
    const state = record.state === 'completed' ? 'completed' : 'cancelled';
    await save(
      deps,
      job.workspaceId,
      record.id,
      [record.state],
      { ...memory, checkpoint: null, spool: null, rejectsBytes: 0, isCleaned: true },
      { state },
    );
    await removeFolder(pathsOf(deps, record.id));
    return 'done';
  };
}

/** Puts the cleaning of an export in line. */
export async function planCleaning(
  deps: Parameters<JobHandler>[0],
  limits: { keepFilesMs: number },
  workspaceId: string,
  exportId: string,
): Promise<void> {
  await deps.store.jobs.enqueue({
    kind: CLEAN_JOB,
    workspaceId,
    subjectId: exportId,
    runAt: deps.clock.now() + limits.keepFilesMs,
  });
}
