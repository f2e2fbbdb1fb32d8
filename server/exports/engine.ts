import type { Deps } from '../deps.ts';
import { notFound } from '../errors.ts';
import type { ExportChange, ExportRecord, ExportStore } from '../store/exports.ts';
import type { ExportState } from '../../shared/exports.ts';
import { SupersededError } from './failures.ts';
import { DEFAULT_EXPORT_LIMITS, type ExportLimits } from './limits.ts';
import { type ExportMemory, toEngine } from './memory.ts';
import { type SpoolPaths, spoolPaths } from './spool-files.ts';
import { Tails } from './tails.ts';
import { UnderWay } from './under-way.ts';

/** What the export verbs share beyond `Deps`: sizes, waits, the unfinished ends of uploads, and who is at work. One per process. */
export interface ExportEngine {
  readonly limits: ExportLimits;
  readonly tails: Tails;
  readonly underWay: UnderWay;
}

/** @param limits those that differ from the defaults */
export function createExportEngine(limits: Partial<ExportLimits> = {}): ExportEngine {
  return { limits: { ...DEFAULT_EXPORT_LIMITS, ...limits }, tails: new Tails(), underWay: new UnderWay() };
}

export const PULL_JOB = 'export-pull';
export const UPLOAD_JOB = 'export-upload';
export const FOLLOW_JOB = 'export-follow';
export const CLEAN_JOB = 'export-clean';

/** The exports of one workspace. */
export function exportsOf(deps: Deps, workspaceId: string): ExportStore {
  return deps.store.workspace(workspaceId).exports;
}

/** @throws {AppError} not_found - no such export in this workspace */
export async function requireExport(deps: Deps, workspaceId: string, exportId: string): Promise<ExportRecord> {
  const record = await exportsOf(deps, workspaceId).get(exportId);
  if (record === null) throw notFound();
  return record;
}

/** Where an export's files are. */
export function pathsOf(deps: Deps, exportId: string): SpoolPaths {
  return spoolPaths(deps.config.dataDir, exportId);
}

/**
 * Writes the memory and more, if the state still is one of `from`.
 *
 * @throws {SupersededError} it is not
 */
export async function save(
  deps: Deps,
  workspaceId: string,
  exportId: string,
  from: readonly ExportState[],
  memory: ExportMemory,
  change: Omit<ExportChange, 'updatedAt' | 'engine'> = {},
): Promise<ExportRecord> {
  const written = await exportsOf(deps, workspaceId).update(exportId, from, {
    ...change,
    engine: toEngine(memory),
    updatedAt: deps.clock.now(),
  });
  if (written === null) throw new SupersededError();
  return written;
}

/** A job that must exist once a state is written is put in line before, this much later, in case of a crash in between. */
const FALLBACK_MS = 10_000;

/**
 * Writes a state whose work a job does, so that no crash can leave the state without its job: the job is put in line for a
 * little later, then the state is written, then the job is called for now. A job that finds another state ends at once.
 */
export async function withJob<Result>(
  deps: Deps,
  job: { kind: string; workspaceId: string; exportId: string },
  write: () => Promise<Result>,
): Promise<Result> {
  const { kind, workspaceId, exportId } = job;
  const now = deps.clock.now();
  await deps.store.jobs.enqueue({ kind, workspaceId, subjectId: exportId, runAt: now + FALLBACK_MS });
  const result = await write();
  await deps.store.jobs.enqueue({ kind, workspaceId, subjectId: exportId, runAt: now });
  deps.jobs.wake();
  return result;
}
