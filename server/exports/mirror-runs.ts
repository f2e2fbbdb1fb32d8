import type { Failure } from '../../shared/errors.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { abandonLedger } from '../ledger/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { exportsOf, pathsOf, PULL_JOB, save } from './engine.ts';
import { tellExport } from './export-events.ts';
import { SupersededError } from './failures.ts';
import { type ExportMemory, readMemory } from './memory.ts';
import { noteFinished } from './run-step.ts';
import { removePeople, removeWorkingFiles } from './spool-files.ts';

// What is particular to exports that are runs of a mirror (server/mirrors).

/** One job a mirror: it opens runs that are due and looks after the one under way. */
export const MIRROR_JOB = 'mirror.run';
/** By then the retried run is under way, and the mirror's job finds it so. */
const RETRY_LOOK_MS = 60_000;

/** Whether it sends everybody and not only what has changed. */
export function isFullRun(record: ExportRecord): boolean {
  return readMemory(record).everybody;
}

/** Ends a run that nobody waits for: its mirror was removed, or has begun another one, while it was being opened. */
export async function dropRun(deps: Deps, workspaceId: string, exportId: string): Promise<void> {
  const change = { state: 'cancelled' as const, error: null, updatedAt: deps.clock.now() };
  const dropped = await exportsOf(deps, workspaceId).update(exportId, ['draft', 'receiving', 'ready'], change);
  if (dropped === null) return;
  await tellExport(deps, workspaceId, dropped);
  await deps.store.jobs.remove(PULL_JOB, exportId);
  await abandonLedger(deps, workspaceId, exportId);
  await removePeople(pathsOf(deps, exportId));
}

/** As many runs back is a create looked for whose answer was lost. */
const RUNS_BACK = 20;

/**
 * The create of an earlier run of which nobody knows whether it happened: it was cancelled or failed before that was found out. The next
 * run looks for the audience before it makes one, and takes it over.
 */
export async function unansweredCreate(
  deps: Deps,
  workspaceId: string,
  mirrorId: string,
): Promise<ExportMemory['attempt']> {
  const { items } = await exportsOf(deps, workspaceId).list({
    after: null,
    limit: RUNS_BACK,
    advertiserId: null,
    mirrorId,
    states: ['failed', 'cancelled'],
  });
  for (const run of items) {
    const { attempt } = readMemory(run);
    if (attempt !== null && 'create' in run.request.audience) return { ...attempt, chunks: 0, looks: 0 };
  }
  return null;
}

/**
 * Ends a run that has nothing to send, without a call to TikTok.
 *
 * @returns false when somebody else has moved it on
 */
export function endUnchanged(deps: Deps, workspaceId: string, run: ExportRecord): Promise<boolean> {
  return end(deps, workspaceId, run, { ...readMemory(run), troubleSince: null }, null);
}

/** Ends a run that cannot be sent. A retry looks at it again. @returns false when somebody else has moved it on */
export function failReady(deps: Deps, workspaceId: string, run: ExportRecord, failure: Failure): Promise<boolean> {
  return end(deps, workspaceId, run, { ...readMemory(run), stage: 'pull', troubleSince: null }, failure);
}

async function end(
  deps: Deps,
  workspaceId: string,
  run: ExportRecord,
  memory: ExportMemory,
  failure: Failure | null,
): Promise<boolean> {
  try {
    const state = failure === null ? 'completed' : 'failed';
    const ended = await save(deps, workspaceId, run.id, ['ready'], memory, { state, error: failure });
    await noteFinished(deps, workspaceId, ended, failure?.code ?? null);
    if (failure === null) await removeWorkingFiles(pathsOf(deps, run.id));
    return true;
  } catch (error) {
    if (error instanceof SupersededError) return false;
    throw error;
  }
}

/**
 * Before a failed run is retried: it must be its mirror's latest, since an older one would bring back people who have left since, and it
 * must have begun. The mirror then waits for it as for any run.
 *
 * @throws {AppError} export_wrong_state
 */
export async function claimRetry(deps: Deps, workspaceId: string, record: ExportRecord): Promise<void> {
  const { mirrorId, id } = record;
  if (mirrorId === null) return;
  const { mirrors } = deps.store.workspace(workspaceId);
  for (;;) {
    const mirror = await mirrors.get(mirrorId);
    if (mirror === null) throw refused('The mirror it was a run of is gone.');
    const isLatest = mirror.currentExportId === id || (mirror.currentExportId === null && mirror.lastExportId === id);
    if (!isLatest) throw refused('A later run of the mirror has taken its place.');
    if (Object.keys(record.mapping).length === 0) throw refused('The run never began. Run the mirror again instead.');
    const now = deps.clock.now();
    await deps.store.jobs.enqueue({ kind: MIRROR_JOB, workspaceId, subjectId: mirrorId, runAt: now + RETRY_LOOK_MS });
    if (mirror.currentExportId === id) return;
    if ((await mirrors.update(mirrorId, mirror.version, { currentExportId: id, updatedAt: now })) !== null) return;
  }
}

function refused(reason: string): AppError {
  return new AppError('export_wrong_state', `${reason} This run cannot be retried.`);
}
