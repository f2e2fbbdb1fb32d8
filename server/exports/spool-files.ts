import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../errors.ts';

// One folder per export in DATA_DIR/exports. Nothing in it but hashes, row numbers and reasons; only the server's own user
// may read it.
//
//   spool       one people line per accepted row, appended while records come in
//   index       per accepted row 64 bits of its key's hash and where its line begins
//   duplicates  one bit per accepted row: set when the person came before
//   rejects     `row,attribute,reason` lines
//   part-*      pieces of the index while duplicates are looked for
//   chunks/     files in TikTok's format, until they are uploaded and applied

export interface SpoolPaths {
  readonly folder: string;
  readonly spool: string;
  readonly index: string;
  readonly duplicates: string;
  readonly rejects: string;
  readonly chunks: string;
}

const EXPORT_ID = /^[A-Za-z0-9_-]{1,80}$/;

export function spoolPaths(dataDir: string, exportId: string): SpoolPaths {
  if (!EXPORT_ID.test(exportId)) throw new RangeError('not an export id');
  const folder = join(dataDir, 'exports', exportId);
  return {
    folder,
    spool: join(folder, 'spool'),
    rejects: join(folder, 'rejects'),
    index: join(folder, 'index'),
    duplicates: join(folder, 'duplicates'),
    chunks: join(folder, 'chunks'),
  };
}

export async function makeSpoolFolder(paths: SpoolPaths): Promise<void> {
  await mkdir(paths.folder, { recursive: true, mode: 0o700 });
}

/** Opens for writing, empty, readable by this user alone. */
export function createPrivateFile(path: string): Promise<FileHandle> {
  return open(path, 'w', 0o600);
}

/** Chunk files end in .csv: TikTok takes no other name but .txt (/dmp/custom_audience/file/upload/, `file`). */
export function chunkPath(paths: SpoolPaths, index: number): string {
  return join(paths.chunks, chunkName(index));
}
export function chunkName(index: number): string {
  return `audience-${String(index + 1).padStart(4, '0')}.csv`;
}

export async function removeChunks(paths: SpoolPaths): Promise<void> {
  await rm(paths.chunks, { recursive: true, force: true });
}

/** Removes all that could be sent; the rejects stay, since they explain what happened and identify nobody. */
export async function removePeople(paths: SpoolPaths): Promise<void> {
  let names: string[];
  try {
    names = await readdir(paths.folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  const people = names.filter((name) => name !== basename(paths.rejects));
  await Promise.all(people.map((name) => rm(join(paths.folder, name), { recursive: true, force: true })));
}

export async function removeFolder(paths: SpoolPaths): Promise<void> {
  await rm(paths.folder, { recursive: true, force: true });
}

const DISK_ERRORS: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EIO',
  'EACCES',
  'EPERM',
  'EMFILE',
  'ENFILE',
  'ENOENT',
  'ENOTDIR',
  'ENOTEMPTY',
  'EEXIST',
  'EISDIR',
  'EBUSY',
  'EFBIG',
  'ESTALE',
]);

/** The AppError for a failed write or read of our own files; anything else comes back as it is. */
export function asStorageError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error && 'syscall' in error ? error.code : null;
  if (typeof code !== 'string' || !DISK_ERRORS.has(code)) return error;
  const detail =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? 'The disk that DATA_DIR is on is full. What was received up to receivedBytes is safe; make room and go on from there.'
      : `The server cannot use its DATA_DIR (${code}). What was received up to receivedBytes is safe; go on from there once it is repaired.`;
  return new AppError('storage_failed', detail, { cause: error });
}
