import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../errors.ts';

// One folder per export in DATA_DIR/exports. Nothing in it but hashes, row numbers and reasons; only the server's own user
// may read it.
//
//   spool       one people line per accepted row, appended while records come in
//   index       per accepted row 64 bits of its key's hash and where its line begins
//   duplicates  one bit per accepted row: set when the person came before
//   withdrawn   people lines of rows without consent: who of them said yes before is to be removed at TikTok
//   departures  what is to be removed at TikTok
//   unchanged   one bit per accepted row: set when TikTok already holds all of it
//   ledger/     the next generation of what the server remembers of the audience (server/ledger), until it counts
//   refused     identifiers of rows that TikTok refused, for the ledger
//   rejects     `row,attribute,reason` lines
//   part-*      pieces of the index while duplicates are looked for
//   chunks/     files in TikTok's format, until they are uploaded and applied
//
// Once TikTok has all of it only what can be downloaded stays: spool, duplicates and rejects.

export interface SpoolPaths {
  readonly folder: string;
  readonly spool: string;
  readonly index: string;
  readonly duplicates: string;
  readonly rejects: string;
  /** People lines of rows that said no, or nothing, where consent is asked for. */
  readonly withdrawn: string;
  readonly withdrawnIndex: string;
  /** One bit per accepted row: TikTok surely holds all of it already. */
  readonly unchanged: string;
  /** Identifiers to take out of the audience: lines of DEPARTURES_LAYOUT (server/ledger), one identifier each. */
  readonly departures: string;
  readonly chunks: string;
}

const EXPORT_ID = /^[A-Za-z0-9_-]{1,80}$/;

/** Where an export's files are, made or not. @throws {RangeError} the id could lead out of the folder */
export function spoolPaths(dataDir: string, exportId: string): SpoolPaths {
  if (!EXPORT_ID.test(exportId)) throw new RangeError('not an export id');
  const folder = join(dataDir, 'exports', exportId);
  return {
    folder,
    spool: join(folder, 'spool'),
    rejects: join(folder, 'rejects'),
    index: join(folder, 'index'),
    duplicates: join(folder, 'duplicates'),
    withdrawn: join(folder, 'withdrawn'),
    withdrawnIndex: join(folder, 'withdrawn-index'),
    unchanged: join(folder, 'unchanged'),
    departures: join(folder, 'departures'),
    chunks: join(folder, 'chunks'),
  };
}

/** Makes the export's folder, which only the server's own user may look into; once more is harmless. */
export async function makeSpoolFolder(paths: SpoolPaths): Promise<void> {
  await mkdir(paths.folder, { recursive: true, mode: 0o700 });
}

/** Chunk files end in .csv: TikTok takes no other name but .txt (/dmp/custom_audience/file/upload/, `file`). */
export function chunkPath(paths: SpoolPaths, index: number): string {
  return join(paths.chunks, chunkName(index));
}

/** The name under which TikTok gets the chunk; the first, of index 0, is 0001. */
export function chunkName(index: number): string {
  return `audience-${String(index + 1).padStart(4, '0')}.csv`;
}

/** Removes all that could be sent; the rejects stay, since they explain what happened and identify nobody. */
export function removePeople(paths: SpoolPaths): Promise<void> {
  return removeAllBut(paths, [paths.rejects]);
}

/** Removes what only sending needed, once TikTok has all of it; what can be downloaded stays. */
export function removeWorkingFiles(paths: SpoolPaths): Promise<void> {
  return removeAllBut(paths, [paths.spool, paths.duplicates, paths.rejects]);
}

async function removeAllBut(paths: SpoolPaths, kept: readonly string[]): Promise<void> {
  let names: string[];
  try {
    names = await readdir(paths.folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  const keep = new Set(kept.map((path) => basename(path)));
  const gone = names.filter((name) => !keep.has(name));
  await Promise.all(gone.map((name) => rm(join(paths.folder, name), { recursive: true, force: true })));
}

/** Removes everything of the export from the disk; once more is harmless. */
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

/** SQLite's own words for a disk that is full, or that fails; the disk of the database is often that of DATA_DIR. */
const FULL_DATABASE = 'SQLITE_FULL';
const BROKEN_DATABASE = 'SQLITE_IOERR';

/** The AppError for a failed write or read of our own files or database; anything else comes back as it is. */
export function asStorageError(error: unknown): unknown {
  const code = storageCode(error);
  if (code === null) return error;
  const detail =
    code === 'ENOSPC' || code === 'EDQUOT' || code === FULL_DATABASE
      ? 'The disk that DATA_DIR is on is full. What was received up to receivedBytes is safe; make room and go on from there.'
      : `The server cannot use its DATA_DIR (${code}). What was received up to receivedBytes is safe; go on from there once it is repaired.`;
  return new AppError('storage_failed', detail, { cause: error });
}

function storageCode(error: unknown): string | null {
  if (hasCode(error) && 'syscall' in error && DISK_ERRORS.has(error.code)) return error.code;
  // The store's library wraps what the database said.
  for (let at = error; at instanceof Error; at = at.cause) {
    if (hasCode(at) && (at.code === FULL_DATABASE || at.code.startsWith(BROKEN_DATABASE))) return at.code;
  }
  return null;
}

function hasCode(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
