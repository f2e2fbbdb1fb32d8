import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MATCHING_ATTRIBUTES, type MatchingAttribute } from '../../shared/identifiers/index.ts';
import { createPrivateFile } from '../spool/index.ts';
import { BLOCK_BYTES, Fingerprinter } from './fingerprints.ts';
import { openBytes, sealBytes } from './generation-seal.ts';
import type { ChangePaths } from './plan.ts';
import { BITS_OF, MD5, SORT_BITS, STATE, STATE_BITS } from './states.ts';

// Rows that TikTok refused while everything else went through. The generation says that they are in the audience, or gone from it, and
// nobody knows: another row may hold the same identifier. So beside the entries lies a list of those that are "perhaps" there.

const ENTRY_BYTES = 9;
const LINE = /^(?:[0-9a-f]{32}|[0-9a-f]{64}|)(?:,(?:[0-9a-f]{32}|[0-9a-f]{64}|)){3}$/;

/** Notes a refused row beside the export's files. Once more is harmless, and so is a crash in the middle. */
export async function noteRefused(
  paths: Pick<ChangePaths, 'folder'>,
  matching: readonly MatchingAttribute[],
  values: readonly string[],
): Promise<void> {
  const cells = MATCHING_ATTRIBUTES.map((attribute) => values[matching.indexOf(attribute)] ?? '');
  const file = await open(noted(paths), 'a', 0o600);
  try {
    // A line that a crash cut off must not run into this one.
    await file.write(`\n${cells.join(',')}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Drops what was noted, for an export that sends its people from the first one on again. */
export async function forgetRefused(paths: Pick<ChangePaths, 'folder'>): Promise<void> {
  await rm(noted(paths), { force: true });
}

function noted({ folder }: Pick<ChangePaths, 'folder'>): string {
  return join(folder, 'refused');
}

/** Puts what was noted into the generation, sealed like its entries. */
export async function keepRefused(
  paths: Pick<ChangePaths, 'folder'>,
  generation: string,
  ledgerKey: Uint8Array,
  about: string,
): Promise<void> {
  const text = await readOrNull(noted(paths));
  if (text === null) return;
  const fingerprinter = new Fingerprinter(ledgerKey);
  const entries: Buffer[] = [];
  for (const line of text.toString('latin1').split('\n')) {
    if (!LINE.test(line)) continue;
    line.split(',').forEach((hex, field) => {
      if (hex === '') return;
      const attribute = MATCHING_ATTRIBUTES[field] as MatchingAttribute;
      const sort = (BITS_OF[attribute] | (hex.length === 32 ? MD5 : 0)) & SORT_BITS;
      const [low = 0, high = 0] = fingerprinter.digest(sort, Buffer.from(hex, 'hex').subarray(0, BLOCK_BYTES));
      const entry = Buffer.alloc(ENTRY_BYTES);
      entry.writeInt32LE(low, 0);
      entry.writeInt32LE(high, 4);
      entry.writeUInt8(sort, 8);
      entries.push(entry);
    });
  }
  if (entries.length === 0) return;
  const file = await createPrivateFile(join(generation, 'refused'));
  try {
    await file.writeFile(sealBytes(ledgerKey, `${about} refused`, Buffer.concat(entries)));
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** What a generation says is perhaps there, whatever its entries say. */
export class Refused {
  readonly #byLow = new Map<number, { high: number; sort: number }[]>();

  /** @throws {Error} it is damaged */
  static async read(generation: string, ledgerKey: Uint8Array, about: string): Promise<Refused> {
    const refused = new Refused();
    const sealed = await readOrNull(join(generation, 'refused'));
    const bytes = sealed === null ? Buffer.alloc(0) : openBytes(ledgerKey, `${about} refused`, sealed);
    for (let at = 0; at < bytes.length; at += ENTRY_BYTES) {
      const low = bytes.readInt32LE(at);
      const others = refused.#byLow.get(low) ?? [];
      refused.#byLow.set(low, [...others, { high: bytes.readInt32LE(at + 4), sort: bytes.readUInt8(at + 8) }]);
    }
    return refused;
  }

  /** Marks the entries of a partition. */
  mark(count: number, fingerprints: Int32Array, flags: Uint8Array): void {
    if (this.#byLow.size === 0) return;
    for (let entry = 0; entry < count; entry++) {
      const found = this.#byLow.get(fingerprints[entry * 2] as number);
      if (found === undefined) continue;
      const bits = flags[entry] as number;
      const high = fingerprints[entry * 2 + 1] as number;
      if (found.some((each) => each.high === high && each.sort === (bits & SORT_BITS)))
        flags[entry] = (bits & ~STATE_BITS) | STATE.perhaps;
    }
  }
}

async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
