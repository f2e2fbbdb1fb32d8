import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { secretContext } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';
import type { EpochMs } from '../store/types.ts';
import type { TokenSet } from './token-vault.ts';

// A pair of tokens that TikTok has just given may be the only one that works from now on. Before anything else is done with
// it, it goes into a file of its own: DATA_DIR/rotations/<connectionId>, sealed for that connection, written beside and
// renamed, synced to the disk. Only who holds the connection's renewal lock writes or removes it.

/** A renewed pair on its way into the database. */
export interface RenewedPair extends TokenSet {
  /** The version the connection gets with it; it fits no other. */
  tokenVersion: number;
  tokenExpiresAt: EpochMs;
  refreshExpiresAt: EpochMs | null;
  /** Empty where TikTok did not say. */
  scopes: string[];
}

/** Room on the disk, made before TikTok is asked, so that a full disk is noticed while nothing can be lost. */
export interface ReservedPlace {
  /** Makes the pair durable. Falls back to this process's memory when the disk fails after all. Never rejects. */
  keep(pair: RenewedPair): Promise<void>;
  /** Gives the place up: TikTok gave nothing. Never rejects. */
  release(): Promise<void>;
}

/** A sealed pair has about 600 bytes; the rest is for longer tokens. */
const RESERVED_BYTES = 4096;
const CONNECTION_ID = /^[A-Za-z0-9_-]{1,80}$/;
const UNFINISHED = '.part';

/** Pairs that no disk took, by workspace and connection. */
const inMemory = new WeakMap<Deps, Map<string, RenewedPair>>();

function memoryOf(deps: Deps): Map<string, RenewedPair> {
  const pairs = inMemory.get(deps) ?? new Map<string, RenewedPair>();
  inMemory.set(deps, pairs);
  return pairs;
}

function folderIn(dataDir: string): string {
  return join(dataDir, 'rotations');
}

function pathIn(dataDir: string, connectionId: string): string {
  if (!CONNECTION_ID.test(connectionId)) throw new RangeError('not a connection id');
  return join(folderIn(dataDir), connectionId);
}

function memoryKey(workspaceId: string, connectionId: string): string {
  return `${workspaceId}\n${connectionId}`;
}

function contextOf(workspaceId: string, connectionId: string) {
  return secretContext({ workspaceId, kind: 'rotation', id: connectionId });
}

/**
 * Makes room for a pair.
 *
 * @throws the system's error when DATA_DIR cannot be written
 */
export async function reservePlace(deps: Deps, workspaceId: string, connectionId: string): Promise<ReservedPlace> {
  const folder = folderIn(deps.config.dataDir);
  const path = pathIn(deps.config.dataDir, connectionId);
  const unfinished = `${path}${UNFINISHED}`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(unfinished, 'w', 0o600);
  try {
    await writeAll(file, ' '.repeat(RESERVED_BYTES));
    await file.datasync();
  } catch (error) {
    await file.close();
    await rm(unfinished, { force: true });
    throw error;
  }
  return {
    async keep(pair) {
      try {
        await writePair(deps, file, workspaceId, connectionId, pair);
        await rename(unfinished, path);
        await syncFolder(folder);
      } catch (error) {
        memoryOf(deps).set(memoryKey(workspaceId, connectionId), pair);
        deps.log.error({ workspaceId, connectionId, err: error }, 'a renewed token is in memory only');
      }
    },
    async release() {
      try {
        await file.close();
        await rm(unfinished, { force: true });
      } catch (error) {
        deps.log.warn({ workspaceId, connectionId, err: error }, 'room for a renewed token could not be freed');
      }
    },
  };
}

/** For a server whose DATA_DIR fails: the pair is kept in memory until the database has it. */
export function reserveMemory(deps: Deps, workspaceId: string, connectionId: string): ReservedPlace {
  return {
    async keep(pair) {
      memoryOf(deps).set(memoryKey(workspaceId, connectionId), pair);
    },
    async release() {},
  };
}

async function writePair(
  deps: Deps,
  file: FileHandle,
  workspaceId: string,
  connectionId: string,
  pair: RenewedPair,
): Promise<void> {
  try {
    const sealed = deps.sealer.seal(JSON.stringify(pair), contextOf(workspaceId, connectionId));
    // Spaces after it, over the reserved ones, are no part of the JSON.
    await writeAll(file, JSON.stringify({ workspaceId, connectionId, sealed }).padEnd(RESERVED_BYTES));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A disk that is nearly full takes a part and says nothing until it is asked again. */
async function writeAll(file: FileHandle, text: string): Promise<void> {
  const bytes = Buffer.from(text, 'utf8');
  for (let done = 0; done < bytes.length; )
    done += (await file.write(bytes, done, bytes.length - done, done)).bytesWritten;
}

/** Makes the new name durable, not only the content behind it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * The pair that waits for this connection, or null. A file that cannot be read or opened stays where it is, for a disk or a key
 * that comes back: as long as nothing newer has come, its pair is taken then.
 */
export async function readKept(deps: Deps, workspaceId: string, connectionId: string): Promise<RenewedPair | null> {
  const remembered = memoryOf(deps).get(memoryKey(workspaceId, connectionId));
  if (remembered !== undefined) return remembered;
  try {
    const file = await readSealed(deps.config.dataDir, connectionId);
    if (file === null || file.workspaceId !== workspaceId) return null;
    return JSON.parse(deps.sealer.open(file.sealed, contextOf(workspaceId, connectionId))) as RenewedPair;
  } catch (error) {
    deps.log.error({ workspaceId, connectionId, err: error }, 'a renewed token that was kept cannot be read');
    return null;
  }
}

/** Also what a crash left unfinished. Never rejects: what stays behind is recognised as done by its version. */
export async function forgetKept(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  memoryOf(deps).delete(memoryKey(workspaceId, connectionId));
  try {
    const path = pathIn(deps.config.dataDir, connectionId);
    await rm(path, { force: true });
    await rm(`${path}${UNFINISHED}`, { force: true });
  } catch (error) {
    deps.log.warn(
      { workspaceId, connectionId, err: error },
      'a renewed token that is stored could not be cleared away',
    );
  }
}

/** Whose pairs were left behind. Empty where no token was ever renewed. */
export async function listKept({ config }: Deps): Promise<{ workspaceId: string; connectionId: string }[]> {
  const kept = await listSealed(config.dataDir);
  return kept.map(({ workspaceId, connectionId }) => ({ workspaceId, connectionId }));
}

/** The sealed values that were left behind, for a look at which key they need. Nothing is opened. */
export async function listKeptSeals(dataDir: string): Promise<{ connectionId: string; sealed: string }[]> {
  const kept = await listSealed(dataDir);
  return kept.map(({ connectionId, sealed }) => ({ connectionId, sealed }));
}

interface SealedFile {
  workspaceId: string;
  connectionId: string;
  sealed: string;
}

async function listSealed(dataDir: string): Promise<SealedFile[]> {
  const names = await readdir(folderIn(dataDir)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const ids = names.filter((name) => CONNECTION_ID.test(name));
  return (await Promise.all(ids.map((id) => readSealed(dataDir, id)))).filter((file) => file !== null);
}

/** Null where there is none, and for a file that is none of ours. */
async function readSealed(dataDir: string, connectionId: string): Promise<SealedFile | null> {
  try {
    const text = await readFile(pathIn(dataDir, connectionId), 'utf8');
    const { workspaceId, sealed } = JSON.parse(text) as Partial<SealedFile>;
    if (typeof workspaceId !== 'string' || typeof sealed !== 'string') return null;
    return { workspaceId, connectionId, sealed };
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
