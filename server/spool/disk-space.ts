import { mkdir, statfs } from 'node:fs/promises';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';

const MIB = 1024 * 1024;
/** What only the database gets of the reserve; the rest is also for what ends exports that are under way, and so makes room. */
const DATABASE_SHARE = 0.25;

/**
 * Makes sure that the disk of DATA_DIR has its reserve left before more records are taken in: the database, which may be on
 * the same disk, must be able to write when an export no longer can, and exports that have their records must be able to end.
 *
 * @throws {AppError} storage_failed - it has not; the sentence says how much room is missing
 */
export async function requireReserve(deps: Pick<Deps, 'config'>): Promise<void> {
  const { dataDirReserveMb } = deps.config;
  const free = await freeBytes(deps);
  if (free >= dataDirReserveMb * MIB) return;
  throw new AppError(
    'storage_failed',
    `The disk that DATA_DIR is on has ${toMib(free)} MiB left, less than the ${dataDirReserveMb} MiB that are kept free (DATA_DIR_RESERVE_MB). What was received so far is safe: make room, then go on from receivedBytes, or retry.`,
  );
}

/**
 * Makes sure that the disk of DATA_DIR can take `bytes` more for an export that has its records. The reserve is there for that, but
 * for the part that is the database's alone.
 *
 * @throws {AppError} storage_failed - it cannot; the sentence says how much room is missing
 */
export async function requireRoom(deps: Pick<Deps, 'config'>, bytes: number): Promise<void> {
  const kept = deps.config.dataDirReserveMb * MIB * DATABASE_SHARE;
  const free = await freeBytes(deps);
  if (free >= kept + bytes) return;
  throw new AppError(
    'storage_failed',
    `The disk that DATA_DIR is on has ${toMib(free)} MiB left. This step takes ${toMib(bytes)} MiB, and ${toMib(kept)} MiB are kept free for the database. Make room and retry.`,
  );
}

async function freeBytes({ config: { dataDir } }: Pick<Deps, 'config'>): Promise<number> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(dataDir);
  return bavail * bsize;
}

function toMib(bytes: number): number {
  return Math.ceil(bytes / MIB);
}
