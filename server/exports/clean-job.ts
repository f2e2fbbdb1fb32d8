import type { Failure } from '../../shared/errors.ts';
import { writeAudit } from '../audit/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { JobHandler } from '../jobs/index.ts';
import { abandonLedger } from '../ledger/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import {
  CLEAN_JOB,
  type ExportEngine,
  exportsOf,
  FOLLOW_JOB,
  pathsOf,
  PULL_JOB,
  requireExport,
  save,
  UPLOAD_JOB,
} from './engine.ts';
import { tellExport } from './export-events.ts';
import { SupersededError } from './failures.ts';
import { holdLease } from './intake-lease.ts';
import type { ExportLimits } from './limits.ts';
import { type ExportMemory, readMemory } from './memory.ts';
import { removeFolder } from './spool-files.ts';
import { tellMirror } from './tell-mirror.ts';

/** When somebody else changed the export in the same moment, this much later tells what became of it. */
const LOOK_AGAIN_MS = 60_000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Takes an export's files from the disk a fixed time after the last record came in, whatever has become of it by then. One that
 * still needs them can go nowhere without: it is cancelled, with a sentence that says why.
 */
export function cleanJob(engine: ExportEngine): JobHandler {
  const { limits } = engine;
  return async (deps, job) => {
    const { workspaceId, subjectId } = job;
    const record = await exportsOf(deps, workspaceId).get(subjectId);
    if (record === null) return 'done';
    const dueAt = keptUntil(record, readMemory(record), limits);
    if (deps.clock.now() < dueAt) return { runAt: dueAt };
    try {
      // Records that are coming in at this moment are not yet noted.
      const lease = await holdLease(deps, limits, workspaceId, subjectId);
      try {
        await clean(deps, engine, workspaceId, subjectId);
      } finally {
        await lease.release();
      }
      return 'done';
    } catch (error) {
      const isBusy = error instanceof AppError && error.code === 'upload_in_progress';
      if (isBusy || error instanceof SupersededError) return { runAt: deps.clock.now() + LOOK_AGAIN_MS };
      throw error;
    }
  };
}

/** @throws {SupersededError} its state changed meanwhile, or records came in */
async function clean(
  deps: Deps,
  { limits, tails }: ExportEngine,
  workspaceId: string,
  exportId: string,
): Promise<void> {
  const record = await requireExport(deps, workspaceId, exportId);
  const memory = readMemory(record);
  if (deps.clock.now() < keptUntil(record, memory, limits)) throw new SupersededError();
  const isStopped = needsFiles(record, memory);
  const cleaned = { ...memory, checkpoint: null, rejectsBytes: 0, isCleaned: true };
  const change = isStopped ? { state: 'cancelled' as const, error: reasonFor(record, limits) } : {};
  const written = await save(deps, workspaceId, record.id, [record.state], cleaned, change);
  if (isStopped) {
    tails.delete(record.id);
    for (const kind of [PULL_JOB, UPLOAD_JOB, FOLLOW_JOB]) await deps.store.jobs.remove(kind, record.id);
    await abandonLedger(deps, workspaceId, record.id);
    const { advertiserId } = record;
    const audited = { action: 'export.cancelled', subjectId: record.id, detail: { advertiserId } } as const;
    await writeAudit(deps, workspaceId, { kind: 'server' }, audited);
    await tellExport(deps, workspaceId, written);
  }
  await removeFolder(pathsOf(deps, record.id));
  if (isStopped) await tellMirror(deps, workspaceId, record);
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

/** Reading and retrying an export changes it; only records that come in make its files worth keeping longer. */
function keptUntil(record: ExportRecord, memory: ExportMemory, { keepFilesMs }: ExportLimits): number {
  // An export of an earlier version did not note when its records came.
  const readyAt = record.timeline.findLast(({ state }) => state === 'ready')?.at;
  return (memory.receivedAt ?? readyAt ?? record.createdAt) + keepFilesMs;
}

/** Whether what remains to be done cannot be done without the files. */
function needsFiles({ state }: ExportRecord, { stage }: ExportMemory): boolean {
  switch (state) {
    case 'completed':
    case 'cancelled':
    case 'processing':
      return false;
    case 'failed':
      return stage !== 'follow';
    case 'draft':
    case 'receiving':
    case 'ready':
    case 'uploading':
      return true;
  }
}

function reasonFor(record: ExportRecord, limits: ExportLimits): Failure {
  const days = Math.round(limits.keepFilesMs / DAY_MS);
  const removed = `Its files are kept for ${days} days after the last record came in and are removed now`;
  const message = `${whatLacked(record, days)} ${removed}. To send these people, open another export.`;
  const { tiktokRequestId } = record.error ?? {};
  return { code: 'export_expired', message, ...(tiktokRequestId === undefined ? {} : { tiktokRequestId }) };
}

/** What the export waited for in vain. */
function whatLacked({ state, request, pausedAt, waiting, confirmation, error }: ExportRecord, days: number): string {
  switch (state) {
    case 'draft':
      return `No records came in for ${days} days.`;
    case 'receiving':
      return pausedAt === null ? 'The rest of its records did not come.' : 'It was paused and nobody resumed it.';
    case 'uploading':
      if (pausedAt !== null) return 'It was paused and nobody resumed it. What TikTok has of it stays there.';
      if (waiting !== null) return `Nobody signed in again: ${waiting.reason.message}`;
      return 'It did not get all of its people to TikTok in time. What TikTok has of them stays there.';
    case 'failed':
      return `It failed and nobody retried it: ${error?.message ?? 'the reason is not known.'}`;
    default:
      if (request.dryRun === true) return 'It was a dry run, which is not sent.';
      return confirmation === null ? 'Nobody started it.' : 'Nobody confirmed it.';
  }
}
