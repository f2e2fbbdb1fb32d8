import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { createPrivateFile, writeAll } from '../spool/index.ts';
import { subkey, toWords } from './fingerprints.ts';
import { Refused } from './refused.ts';

// A generation is a folder: `entries`, the sealed partitions one after the other, and `index.json`, written last, which says where
// each begins. A partition holds the entries whose fingerprints begin with the same bits, as three columns: fingerprints (8
// bytes), identifiers' hashes (32 bytes, where the generation keeps them), entry bytes. It is one AES-256-GCM message, so that
// damage is noticed and the disk alone tells nothing but sizes.

const IV_BYTES = 12;
const TAG_BYTES = 16;
const FINGERPRINT_BYTES = 8;
/** Words of 32 bits that an identifier's hash takes: those of a SHA-256. */
export const HASH_WORDS = 8;
const HASH_BYTES = HASH_WORDS * 4;

const indexSchema = z.object({
  version: z.literal(1),
  ledgerId: z.string(),
  exportId: z.string(),
  /** Whether the generation knows everybody in the audience, once settled and before. */
  completeOnceSettled: z.boolean(),
  completeBefore: z.boolean(),
  holdsSealed: z.boolean(),
  partitions: z.array(z.object({ entries: z.number().int(), bytes: z.number().int() })).min(1),
});
export type GenerationIndex = z.infer<typeof indexSchema>;

/** The entries of one partition. */
export interface Partition {
  readonly count: number;
  /** Two numbers of 32 bits each, the low one first. */
  readonly fingerprints: Int32Array;
  /** Eight numbers each, an MD5 in the first four of them; null where the generation keeps none. */
  readonly hashes: Int32Array | null;
  readonly flags: Uint8Array;
}

/** The files are not there, or not what they were when they were written. */
export class LedgerDamagedError extends Error {
  override readonly name = 'LedgerDamagedError';
}

/** The index of a generation, whose presence says that the generation is whole. @throws {LedgerDamagedError} */
export async function readGenerationIndex(folder: string): Promise<GenerationIndex> {
  try {
    return indexSchema.parse(JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')));
  } catch (cause) {
    throw new LedgerDamagedError('the index of a ledger cannot be read', { cause });
  }
}

/** Reads a generation partition by partition. `close` when done. */
export class GenerationReader {
  readonly index: GenerationIndex;
  readonly #file: FileHandle;
  readonly #key: Uint8Array;
  readonly #refused: Refused;
  readonly #starts: number[];
  #held: { partition: number; content: Partition } | null = null;

  private constructor(index: GenerationIndex, file: FileHandle, key: Uint8Array, refused: Refused) {
    this.index = index;
    this.#file = file;
    this.#key = key;
    this.#refused = refused;
    let start = 0;
    this.#starts = index.partitions.map(({ bytes }) => {
      start += bytes;
      return start - bytes;
    });
  }

  /** @throws {LedgerDamagedError} */
  static async open(folder: string, ledgerKey: Uint8Array): Promise<GenerationReader> {
    const index = await readGenerationIndex(folder);
    try {
      const refused = await Refused.read(folder, ledgerKey, aboutGeneration(index));
      const file = await open(join(folder, 'entries'), 'r');
      return new GenerationReader(index, file, subkey(ledgerKey, 'entries'), refused);
    } catch (cause) {
      throw new LedgerDamagedError('the entries of a ledger cannot be opened', { cause });
    }
  }

  /**
   * The entries of partition `which` when there are `of` partitions, a power of two that is not below the generation's own.
   *
   * @throws {LedgerDamagedError}
   */
  async read(which: number, of: number): Promise<Partition> {
    const ratio = of / this.index.partitions.length;
    const own = Math.floor(which / ratio);
    if (this.#held?.partition !== own) this.#held = { partition: own, content: await this.#readOwn(own) };
    const { content } = this.#held;
    if (ratio === 1) {
      this.#held = null;
      return content;
    }
    return narrowed(content, which, of);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #readOwn(partition: number): Promise<Partition> {
    const { index } = this;
    const place = index.partitions[partition];
    if (place === undefined) throw new RangeError('no such partition');
    const sealed = Buffer.allocUnsafeSlow(place.bytes);
    const { bytesRead } = await this.#file.read(sealed, 0, place.bytes, this.#starts[partition] ?? 0);
    if (bytesRead < place.bytes) throw new LedgerDamagedError('the entries of a ledger end early');
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(associatedData(index.ledgerId, index.exportId, partition))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    let bytes: Buffer;
    try {
      bytes = decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES));
      decipher.final();
    } catch (cause) {
      throw new LedgerDamagedError('the entries of a ledger were changed', { cause });
    }
    const columns = toColumns(bytes, place.entries, index.holdsSealed);
    this.#refused.mark(columns.count, columns.fingerprints, columns.flags);
    return columns;
  }
}

function toColumns(bytes: Uint8Array, count: number, holdsSealed: boolean): Partition {
  const hashesAt = count * FINGERPRINT_BYTES;
  const flagsAt = hashesAt + (holdsSealed ? count * HASH_BYTES : 0);
  if (bytes.length !== flagsAt + count) throw new LedgerDamagedError('a partition of a ledger has the wrong size');
  return {
    count,
    fingerprints: toWords(bytes.subarray(0, hashesAt)),
    hashes: holdsSealed ? toWords(bytes.subarray(hashesAt, flagsAt)) : null,
    flags: bytes.subarray(flagsAt),
  };
}

/** The entries of a partition that fall into a narrower one. */
function narrowed(from: Partition, which: number, of: number): Partition {
  const chosen: number[] = [];
  for (let entry = 0; entry < from.count; entry++) {
    if (partitionOf(from.fingerprints[entry * 2 + 1] as number, of) === which) chosen.push(entry);
  }
  const fingerprints = new Int32Array(chosen.length * 2);
  const flags = new Uint8Array(chosen.length);
  const hashes = from.hashes === null ? null : new Int32Array(chosen.length * HASH_WORDS);
  chosen.forEach((entry, to) => {
    fingerprints[to * 2] = from.fingerprints[entry * 2] as number;
    fingerprints[to * 2 + 1] = from.fingerprints[entry * 2 + 1] as number;
    flags[to] = from.flags[entry] as number;
    hashes?.set(from.hashes?.subarray(entry * HASH_WORDS, (entry + 1) * HASH_WORDS) ?? [], to * HASH_WORDS);
  });
  return { count: chosen.length, fingerprints, hashes, flags };
}

/** Which of `of` partitions (a power of two) a fingerprint belongs to, by its high half. */
function partitionOf(high: number, of: number): number {
  return of === 1 ? 0 : high >>> (32 - Math.log2(of));
}

/** Writes a generation partition by partition; before `finish` it counts as not there. `close` in any case. */
export class GenerationWriter {
  readonly #folder: string;
  readonly #file: FileHandle;
  readonly #key: Uint8Array;
  readonly #index: GenerationIndex;

  private constructor(folder: string, file: FileHandle, key: Uint8Array, index: GenerationIndex) {
    this.#folder = folder;
    this.#file = file;
    this.#key = key;
    this.#index = index;
  }

  static async create(
    folder: string,
    ledgerKey: Uint8Array,
    about: Omit<GenerationIndex, 'version' | 'partitions'>,
  ): Promise<GenerationWriter> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await createPrivateFile(join(folder, 'entries'));
    return new GenerationWriter(folder, file, subkey(ledgerKey, 'entries'), { version: 1, ...about, partitions: [] });
  }

  /** Partitions come one after the other, none left out. */
  async write({ count, fingerprints, hashes, flags }: Partition): Promise<void> {
    const { ledgerId, exportId, partitions } = this.#index;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv).setAAD(
      associatedData(ledgerId, exportId, partitions.length),
    );
    const pieces = [
      iv,
      cipher.update(toBytes(fingerprints, count * FINGERPRINT_BYTES)),
      ...(hashes === null ? [] : [cipher.update(toBytes(hashes, count * HASH_BYTES))]),
      cipher.update(flags.subarray(0, count)),
      cipher.final(),
      cipher.getAuthTag(),
    ];
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    for (const piece of pieces) await writeAll(this.#file, piece);
    partitions.push({ entries: count, bytes });
  }

  /** The generation is whole and on the disk. */
  async finish(): Promise<void> {
    await this.#file.datasync();
    const index = await createPrivateFile(join(this.#folder, 'index.json'));
    try {
      await index.writeFile(JSON.stringify(this.#index));
      await index.datasync();
    } finally {
      await index.close();
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

function toBytes(words: Int32Array, length: number): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, length);
}

/** What a message that belongs to the whole generation is bound to. */
export function aboutGeneration({ ledgerId, exportId }: Pick<GenerationIndex, 'ledgerId' | 'exportId'>): string {
  return `${ledgerId} ${exportId}`;
}

/** A partition opens nowhere but where it was written. */
function associatedData(ledgerId: string, exportId: string, partition: number): Buffer {
  return Buffer.from(JSON.stringify([1, ledgerId, exportId, partition]), 'utf8');
}
