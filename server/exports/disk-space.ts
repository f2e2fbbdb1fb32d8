import { mkdir, statfs } from 'node:fs/promises';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';

const MIB = 1024 * 1024;

/**
 * Makes sure that the disk of DATA_DIR can take `bytes` more and still has its reserve left: the database, which may be on the
 * same disk, must be able to write when an export no longer can.
 *
 * @throws {AppError} storage_failed - it cannot; the sentence says how much room is missing
 */
export async function requireRoom(deps: Pick<Deps, 'config'>, bytes = 0): Promise<void> {
  const { dataDir, dataDirReserveMb } = deps.config;
  const wanted = dataDirReserveMb * MIB + bytes;
  if (wanted === 0) return;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  if (free >= wanted) return;
  const reserve = `${dataDirReserveMb} MiB that are kept free for the database (DATA_DIR_RESERVE_MB)`;
  const need = bytes === 0 ? reserve : `${toMib(bytes)} MiB for this step and the ${reserve}`;
  throw new AppError(
    'storage_failed',
    `The disk that DATA_DIR is on has ${toMib(free)} MiB left, less than the ${need}. What was received up to receivedBytes is safe; make room and go on from there.`,
  );
}

function toMib(bytes: number): number {
  return Math.floor(bytes / MIB);
}
