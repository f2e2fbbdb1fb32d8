import { execFile } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file system of a few megabytes, really mounted. */
export interface SmallDisk {
  readonly path: string;
  freeBytes(): Promise<number>;
  /** Writes a file that leaves only so many bytes free. */
  fillUpTo(freeBytes: number): Promise<void>;
  /** Takes that file away again. */
  makeRoom(): Promise<void>;
  unmount(): Promise<void>;
}

/** Null where this user may not mount anything: that takes root. */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | null> {
  const path = await mkdtemp(join(tmpdir(), 'small-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', path]);
  } catch {
    await rm(path, { recursive: true, force: true });
    return null;
  }
  const ballast = join(path, 'ballast');
  const freeBytes = async (): Promise<number> => {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  };
  return {
    path,
    freeBytes,
    async fillUpTo(left) {
      await rm(ballast, { force: true });
      await writeFile(ballast, Buffer.alloc(Math.max(0, (await freeBytes()) - left)));
    },
    makeRoom: () => rm(ballast, { force: true }),
    async unmount() {
      await run('umount', [path]);
      await rm(path, { recursive: true, force: true });
    },
  };
}
