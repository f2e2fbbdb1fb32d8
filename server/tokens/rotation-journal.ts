import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SealError, secretContext } from '../crypto/index.ts';
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

function folderOf(deps: Deps): string {
  return join(deps.config.dataDir, 'rotations');
}

function pathOf(deps: Deps, connectionId: string): string {
  if (!CONNECTION_ID.test(connectionId)) throw new RangeError('not a connection id');
  return join(folderOf(deps), connectionId);
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
  const path = pathOf(deps, connectionId);
  const unfinished = `${path}${UNFINISHED}`;
  await mkdir(folderOf(deps), { recursive: true, mode: 0o700 });
  const file = await open(unfinished, 'w', 0o600);
  try {
    await file.write(' '.repeat(RESERVED_BYTES), 0);
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
        await syncFolder(folderOf(deps));
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
    await file.write(JSON.stringify({ workspaceId, connectionId, sealed }).padEnd(RESERVED_BYTES), 0);
    await file.sync();
  } finally {
    await file.close();
  }
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

/** The pair that waits for this connection, or null. A file that cannot be opened stays where it is, for a key that comes back. */
export async function readKept(deps: Deps, workspaceId: string, connectionId: string): Promise<RenewedPair | null> {
  const remembered = memoryOf(deps).get(memoryKey(workspaceId, connectionId));
  if (remembered !== undefined) return remembered;
  const file = await readSealed(deps, connectionId);
  if (file === null || file.workspaceId !== workspaceId) return null;
  try {
    return JSON.parse(deps.sealer.open(file.sealed, contextOf(workspaceId, connectionId))) as RenewedPair;
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    deps.log.error({ workspaceId, connectionId, err: error }, 'a renewed token that was kept cannot be opened');
    return null;
  }
}

/** Never rejects: what stays behind is recognised as done by its version. */
export async function forgetKept(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  memoryOf(deps).delete(memoryKey(workspaceId, connectionId));
  try {
    await rm(pathOf(deps, connectionId), { force: true });
  } catch (error) {
    deps.log.warn({ workspaceId, connectionId, err: error }, 'a renewed token that is stored could not be cleared away');
  }
}

/** Whose pairs were left behind. Empty where no token was ever renewed. */
export async function listKept(deps: Deps): Promise<{ workspaceId: string; connectionId: string }[]> {
  const names = await readdir(folderOf(deps)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const kept = await Promise.all(
    names.filter((name) => CONNECTION_ID.test(name)).map((connectionId) => readSealed(deps, connectionId)),
  );
  return kept.filter((file) => file !== null).map(({ workspaceId, connectionId }) => ({ workspaceId, connectionId }));
}

async function readSealed(
  deps: Deps,
  connectionId: string,
): Promise<{ workspaceId: string; connectionId: string; sealed: string } | null> {
  let text: string;
  try {
    text = await readFile(pathOf(deps, connectionId), 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  try {
    const { workspaceId, sealed } = JSON.parse(text) as { workspaceId: string; sealed: string };
    return { workspaceId, connectionId, sealed };
  } catch {
    deps.log.error({ connectionId }, 'a file in DATA_DIR/rotations is not one of this server’s');
    return null;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
