import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deps } from '../deps.ts';
import type { JobHandler } from '../jobs/index.ts';

/** Kind of the one job that sweeps DATA_DIR. */
export const SWEEP_JOB = 'data-sweep';

const SUBJECT = 'data-dir';
/** It belongs to no workspace. */
const NO_WORKSPACE = '';
const DAY_MS = 24 * 60 * 60_000;
/** What is being made may not be in the database yet. */
const YOUNG_MS = 60 * 60_000;

/** Once a day, removes the folders in DATA_DIR that nothing in the database knows of: left by a crash, or by a restored database. */
export const sweepJob: JobHandler = async (deps, _job, run) => {
  const owners = deps.store.folderOwners;
  const removed =
    (await sweep(deps, 'exports', /^exp_/, (id) => owners.exportExists(id), run.signal)) +
    (await sweep(deps, 'ledgers', /^led_/, (id) => owners.ledgerExists(id), run.signal));
  if (removed > 0) deps.log.info({ removed }, 'folders that nothing owns were removed from DATA_DIR');
  return { runAt: deps.clock.now() + DAY_MS };
};

/** Has folders looked through now, and daily from then on. For the start of a server. */
export async function planSweep(deps: Deps): Promise<void> {
  const runAt = deps.clock.now();
  try {
    await deps.store.jobs.enqueue({ kind: SWEEP_JOB, workspaceId: NO_WORKSPACE, subjectId: SUBJECT, runAt });
  } catch (error) {
    // A full disk is no reason not to start.
    deps.log.error({ err: error }, 'the sweep of DATA_DIR could not be planned');
  }
}

/** @returns how many were removed */
async function sweep(
  deps: Deps,
  kind: 'exports' | 'ledgers',
  ours: RegExp,
  isOwned: (id: string) => Promise<boolean>,
  signal: AbortSignal,
): Promise<number> {
  const parent = join(deps.config.dataDir, kind);
  let removed = 0;
  for (const name of await foldersIn(parent, ours)) {
    signal.throwIfAborted();
    const folder = join(parent, name);
    const isYoung = deps.clock.now() - (await changedAt(folder)) < YOUNG_MS;
    if (isYoung || (await isOwned(name))) continue;
    await rm(folder, { recursive: true, force: true });
    removed++;
  }
  return removed;
}

async function foldersIn(parent: string, ours: RegExp): Promise<string[]> {
  try {
    const entries = await readdir(parent, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && ours.test(entry.name)).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function changedAt(folder: string): Promise<number> {
  try {
    return (await stat(folder)).mtimeMs;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Infinity;
    throw error;
  }
}
