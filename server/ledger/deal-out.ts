import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldEnd, longestLine } from '../spool/index.ts';
import { BLOCK_BYTES, type Fingerprinter } from './fingerprints.ts';
import { HASH_WORDS, LedgerDamagedError } from './generation-files.ts';
import type { LineLayout } from './plan.ts';
import { BITS_OF, MD5, SORT_BITS } from './states.ts';

// One pass over people lines that deals every identifier out into a file of its partition, so that whatever meets in the ledger
// meets in one small piece of it. Fingerprints are made thousands at a time.

/** Words of 32 bits of one entry: fingerprint, row, entry byte with its source, hash. */
export const ENTRY_WORDS = 4 + HASH_WORDS;
const HASH_BYTES = HASH_WORDS * 4;
/** In the word of the entry byte: the row said no. */
export const WITHDRAWN = 1 << 8;

const READ_BYTES = 512 * 1024;
const BATCH = 16 * 1024;
const BUFFER_ENTRIES = 600;
const NEWLINE = 0x0a;

const NIBBLES = new Uint8Array(256);
for (let digit = 0; digit < 16; digit++) NIBBLES[digit.toString(16).charCodeAt(0)] = digit;

export interface PartFile {
  readonly path: string;
  readonly entries: number;
}

interface OpenPart {
  readonly path: string;
  readonly descriptor: number;
  readonly words: Int32Array;
  used: number;
  entries: number;
}

/** Deals identifiers out to the files of their partitions: `take` once for each source, then `finish`; `close` in any case. */
export class Dealer {
  readonly #parts: OpenPart[];
  readonly #fingerprinter: Fingerprinter;
  readonly #hashes = new Int32Array(BATCH * HASH_WORDS);
  readonly #hashBytes = new Uint8Array(this.#hashes.buffer);
  readonly #rows = new Int32Array(BATCH);
  readonly #flags = new Int32Array(BATCH);
  /** Which of its sort an identifier of the batch is. */
  readonly #places = new Int32Array(BATCH);
  readonly #blocks: { bytes: Buffer; count: number }[] = [];
  #count = 0;

  private constructor(parts: OpenPart[], fingerprinter: Fingerprinter) {
    this.#parts = parts;
    this.#fingerprinter = fingerprinter;
    for (let sort = 0; sort <= SORT_BITS >> 3; sort++) {
      this.#blocks.push({ bytes: Buffer.alloc(BATCH * BLOCK_BYTES), count: 0 });
    }
  }

  /** @param partitions a power of two */
  static async open(folder: string, partitions: number, fingerprinter: Fingerprinter): Promise<Dealer> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const parts: OpenPart[] = [];
    try {
      for (let index = 0; index < partitions; index++) {
        const path = join(folder, String(index));
        const words = new Int32Array(BUFFER_ENTRIES * ENTRY_WORDS);
        parts.push({ path, descriptor: openSync(path, 'w', 0o600), words, used: 0, entries: 0 });
      }
    } catch (error) {
      for (const { descriptor } of parts) closeSync(descriptor);
      throw error;
    }
    return new Dealer(parts, fingerprinter);
  }

  /** Deals out the matching fields of people lines. Between blocks the event loop gets its turn. */
  async take(
    path: string,
    layout: LineLayout,
    extent: { bytes: number; rows: number },
    options: { isWithdrawn: boolean; signal?: AbortSignal | undefined },
  ): Promise<void> {
    const fields = layout.matching.length + layout.others.length;
    const bits = layout.matching.map((attribute) => BITS_OF[attribute] | (options.isWithdrawn ? WITHDRAWN : 0));
    const lineBytes = longestLine(fields);
    const source = Buffer.allocUnsafeSlow(READ_BYTES);
    const file = await open(path, 'r');
    try {
      let position = 0;
      let row = 0;
      while (position < extent.bytes) {
        options.signal?.throwIfAborted();
        const { bytesRead } = await file.read(source, 0, Math.min(READ_BYTES, extent.bytes - position), position);
        if (bytesRead === 0) throw new LedgerDamagedError('the spool ends early');
        const safeBytes = position + bytesRead >= extent.bytes ? bytesRead : bytesRead - lineBytes + 1;
        let at = 0;
        while (at < safeBytes) {
          if (this.#count > BATCH - bits.length) this.#deal();
          let start = at;
          let end = at;
          for (let field = 0; field < fields; field++) {
            end = fieldEnd(source, start);
            if (field < bits.length && end > start) this.#add(source, start, end - start, row, bits[field] as number);
            start = end + 1;
          }
          if (end >= bytesRead || source[end] !== NEWLINE) throw new LedgerDamagedError('the spool is damaged');
          at = end + 1;
          row++;
        }
        position += at;
      }
      this.#deal();
    } finally {
      await file.close();
    }
  }

  /** @returns the files, one a partition */
  finish(): PartFile[] {
    for (const part of this.#parts) flush(part);
    return this.#parts.map(({ path, entries }) => ({ path, entries }));
  }

  close(): void {
    for (const { descriptor } of this.#parts) closeSync(descriptor);
  }

  #add(source: Buffer, start: number, length: number, row: number, bits: number): void {
    const index = this.#count++;
    const hashes = this.#hashBytes;
    const isMd5 = length === 32;
    const flags = isMd5 ? bits | MD5 : bits;
    let to = index * HASH_BYTES;
    for (let from = start; from < start + length; from += 2)
      hashes[to++] =
        ((NIBBLES[source[from] as number] as number) << 4) | (NIBBLES[source[from + 1] as number] as number);
    if (isMd5) hashes.fill(0, to, to + HASH_BYTES - 16);
    const block = this.#blocks[(flags & SORT_BITS) >> 3] as { bytes: Buffer; count: number };
    const place = block.count++;
    const { bytes } = block;
    const first = index * HASH_BYTES;
    for (let byte = 0; byte < BLOCK_BYTES; byte++) bytes[place * BLOCK_BYTES + byte] = hashes[first + byte] as number;
    this.#places[index] = place;
    this.#rows[index] = row;
    this.#flags[index] = flags;
  }

  /** Gives the batch its fingerprints and every identifier to its part. */
  #deal(): void {
    const digests = this.#blocks.map(({ bytes, count }, sort) =>
      count === 0 ? null : this.#fingerprinter.digest(sort << 3, bytes.subarray(0, count * BLOCK_BYTES)),
    );
    const of = this.#parts.length;
    const shift = 32 - Math.log2(of);
    for (let index = 0; index < this.#count; index++) {
      const flags = this.#flags[index] as number;
      const digest = digests[(flags & SORT_BITS) >> 3] as Int32Array;
      const place = (this.#places[index] as number) * (BLOCK_BYTES / 4);
      const high = digest[place + 1] as number;
      const part = this.#parts[of === 1 ? 0 : high >>> shift] as OpenPart;
      const { words } = part;
      if (part.used === words.length) flush(part);
      const to = part.used;
      words[to] = digest[place] as number;
      words[to + 1] = high;
      words[to + 2] = this.#rows[index] as number;
      words[to + 3] = flags;
      const from = index * HASH_WORDS;
      for (let word = 0; word < HASH_WORDS; word++) words[to + 4 + word] = this.#hashes[from + word] as number;
      part.used += ENTRY_WORDS;
      part.entries++;
    }
    for (const block of this.#blocks) block.count = 0;
    this.#count = 0;
  }
}

/** A small write into the page cache; nothing waits for the disk here, since parts are made anew after a crash. */
function flush(part: OpenPart): void {
  const bytes = new Uint8Array(part.words.buffer, 0, part.used * 4);
  let done = 0;
  while (done < bytes.length) done += writeSync(part.descriptor, bytes, done, bytes.length - done);
  part.used = 0;
}

/** Reads a part whole. @param into at least as many words as it has */
export async function readPart({ path, entries }: PartFile, into: Int32Array): Promise<void> {
  const wanted = entries * ENTRY_WORDS * 4;
  const bytes = new Uint8Array(into.buffer, 0, wanted);
  const file = await open(path, 'r');
  try {
    let held = 0;
    while (held < wanted) {
      const { bytesRead } = await file.read(bytes, held, wanted - held, held);
      if (bytesRead === 0) throw new LedgerDamagedError('a part of the spool ends early');
      held += bytesRead;
    }
  } finally {
    await file.close();
  }
}
