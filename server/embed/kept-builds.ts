import { copyFile, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Random } from '../deps.ts';
import { type EmbedBuild, MANIFEST, readBuild } from './build-folder.ts';
import { isWholeBuild } from './integrity.ts';

// Builds that this server or one before it gave out, each in a folder of its own under DATA_DIR/embed, named after its entry.
// A page pinned to an older one by integrity keeps working after an upgrade.

/** How many builds are kept, the one in use included. About 3 MB each. */
export const KEPT_BUILDS = 40;
/** What is unfinished and older than this was left by a crash. */
const UNFINISHED_MS = 60 * 60_000;
/** How often a copy is put in place where others do the same with what is damaged. Each failure is another's step forward. */
const ATTEMPTS = 20;
const UNFINISHED = /^\.copy-/;

export interface KeptBuildsPlace {
  /** DATA_DIR/embed. */
  readonly parent: string;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Copies a build to where it outlives the release, or notes that it is in use again. A copy appears whole or not at all, and
 * several processes may make the same one. Then those that were not in use for the longest make room.
 *
 * @throws the system's error, such as ENOSPC; nothing half-done is left then
 */
export async function keepBuild(place: KeptBuildsPlace, build: EmbedBuild): Promise<void> {
  const { parent, clock, random } = place;
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const kept = join(parent, folderOf(build));
  const now = new Date(clock.now());
  const asideName = (): string => join(parent, `.copy-${Buffer.from(random.bytes(8)).toString('hex')}`);
  if (!(await isWholeBuild(kept)) || !(await markUsed(kept, now))) {
    const copy = asideName();
    try {
      await copyBuild(build, copy);
      await utimes(copy, now, now);
      await putInPlace(copy, kept);
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  }
  await makeRoom(parent, clock.now(), asideName);
}

/** Every whole build under DATA_DIR/embed, the one in use last first. */
export async function listKeptBuilds(parent: string): Promise<EmbedBuild[]> {
  const aged: { build: EmbedBuild; usedAt: number }[] = [];
  for (const name of await namesIn(parent)) {
    if (UNFINISHED.test(name)) continue;
    const build = await readBuild(join(parent, name));
    const usedAt = build === null ? null : await changedAt(build.folder);
    if (build !== null && usedAt !== null) aged.push({ build, usedAt });
  }
  return aged.sort((one, other) => other.usedAt - one.usedAt).map(({ build }) => build);
}

const folderOf = ({ manifest }: EmbedBuild): string => manifest.entry.replace(/\.js$/, '');

/** The manifest comes last: a folder without one is no build. Each file is on disk before the folder gets its name. */
async function copyBuild({ folder, manifest }: EmbedBuild, copy: string): Promise<void> {
  await mkdir(copy, { mode: 0o700 });
  const names = manifest.files.flatMap(({ name }) => [name, `${name}.br`, `${name}.gz`]);
  for (const name of [...names, MANIFEST]) {
    await copyFile(join(folder, name), join(copy, name));
    await sync(join(copy, name));
  }
  await sync(copy);
}

async function putInPlace(copy: string, kept: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(copy, kept);
      break;
    } catch (error) {
      if (!isTaken(error) || attempt === ATTEMPTS) throw error;
    }
    // Another process was quicker, or what stands there is no build: then it was damaged, and goes.
    if (await isWholeBuild(kept)) break;
    await takeAway(kept, `${copy}-${attempt}`);
  }
  await sync(join(kept, '..'));
}

/** Under another name first: whoever reads there, or puts its own copy there, sees it whole or not at all. */
async function takeAway(folder: string, aside: string): Promise<void> {
  try {
    await rename(folder, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

/** @returns false when another process has taken it away meanwhile */
async function markUsed(kept: string, now: Date): Promise<boolean> {
  try {
    await utimes(kept, now, now);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

async function makeRoom(parent: string, now: number, asideName: () => string): Promise<void> {
  const tooMany = (await listKeptBuilds(parent)).slice(KEPT_BUILDS);
  for (const { folder } of tooMany) await takeAway(folder, asideName());
  for (const name of await namesIn(parent)) {
    const path = join(parent, name);
    const changed = UNFINISHED.test(name) ? await changedAt(path) : null;
    if (changed !== null && now - changed > UNFINISHED_MS) await rm(path, { recursive: true, force: true });
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function namesIn(parent: string): Promise<string[]> {
  try {
    return await readdir(parent);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Epoch milliseconds; null when it is gone, as another process may have removed it. */
async function changedAt(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** A folder stands there already, or a file or link. */
const isTaken = (error: unknown): boolean => ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].some((code) => hasCode(error, code));

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
