import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { availableMemory } from 'node:process';

/** Linux's file system in memory. */
const IN_MEMORY = '/dev/shm';
const NAME = /^tiktok-ads-connect-test-(\d+)-/;
/** A whole run needs far less than half of it. */
const LEAST_FREE_BYTES = 4 * 2 ** 30;

/**
 * A folder for the databases and files of a test run, in memory where there is room for it: thousands of small databases wait
 * for the disk otherwise, a fifth of the run. What a killed process has written is there all the same; only a power cut would
 * be another matter, and no test makes one. It goes with this process, or with the next run.
 *
 * @returns null where there is none: then the system's own folder serves
 */
export function makeScratchFolder(): string | null {
  if (process.platform !== 'linux' || !existsSync(IN_MEMORY)) return null;
  try {
    sweep();
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    // The first is what the file system may take; the second what this machine or container has.
    if (Math.min(bavail * bsize, availableMemory()) < LEAST_FREE_BYTES) return null;
    const folder = mkdtempSync(join(IN_MEMORY, `tiktok-ads-connect-test-${process.pid}-`));
    process.on('exit', () => remove(folder));
    return folder;
  } catch {
    // Not for this user to read or to write in.
    return null;
  }
}

/** What runs left that were killed. */
function sweep(): void {
  for (const name of readdirSync(IN_MEMORY)) {
    const pid = Number(NAME.exec(name)?.[1]);
    if (Number.isInteger(pid) && !existsSync(`/proc/${pid}`)) remove(join(IN_MEMORY, name));
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // A process that was left behind still writes there, or it is another user's: the tests' outcome is no matter of that.
  }
}
