import { AppendFile } from './append-file.ts';
import type { PeopleLayout } from './identifier-plan.ts';
import { KeyHash, type KeySeed } from './key-hash.ts';
import { longestLine } from '../spool/index.ts';
import { createLaneMemory, type LaneMemory, Sha256Lanes } from './sha256-lanes.ts';
import type { SpoolPaths } from './spool-files.ts';

/** Bytes of one index entry: 64 bits of the key's hash, and where the line begins in the spool. */
export const INDEX_ENTRY_BYTES = 16;

const TWO_32 = 2 ** 32;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
/** Rows whose digests may still be on their way. */
const MAX_OPEN_ROWS = 256;

/** Takes rows: per field of the people line a hash in hex, a normalised text that is still to be hashed, or null. */
export interface PeopleSink {
  add(cells: readonly (string | null)[]): void;
}

/**
 * The accepted rows on their way to the disk: people lines in the spool, and beside it what duplicates are found by. What
 * is not hashed yet is hashed here, several texts at once, straight into the buffer that goes to the disk; no text itself is
 * ever written.
 */
export class PeopleSpool implements PeopleSink {
  readonly #lines: AppendFile;
  readonly #index: AppendFile;
  readonly #hash: KeyHash;
  readonly #lanes: Sha256Lanes;
  readonly #fields: number;
  readonly #keyFields: number;
  readonly #lineBytes: number;
  readonly #starts = new Int32Array(MAX_OPEN_ROWS);
  readonly #keyEnds = new Int32Array(MAX_OPEN_ROWS);
  #open = 0;
  #textStart = 0;

  private constructor(
    { lines, index, memory }: { lines: AppendFile; index: AppendFile; memory: LaneMemory },
    layout: PeopleLayout,
    seed: KeySeed,
  ) {
    this.#lines = lines;
    this.#index = index;
    this.#hash = new KeyHash(seed);
    this.#lanes = new Sha256Lanes(lines, memory);
    this.#keyFields = layout.matching.length;
    this.#fields = layout.matching.length + layout.others.length;
    this.#lineBytes = longestLine(this.#fields);
  }

  /** Goes on behind the first `at.rows` lines, which take `at.bytes` bytes. */
  static async open(
    paths: SpoolPaths,
    layout: PeopleLayout,
    at: { bytes: number; rows: number },
    seed: KeySeed,
  ): Promise<PeopleSpool> {
    const memory = createLaneMemory();
    const lines = await AppendFile.open(paths.spool, at.bytes, memory.buffers);
    try {
      const index = await AppendFile.open(paths.index, at.rows * INDEX_ENTRY_BYTES);
      return new PeopleSpool({ lines, index, memory }, layout, seed);
    } catch (error) {
      await lines.close();
      throw error;
    }
  }

  get bytes(): number {
    return this.#lines.length;
  }

  get rows(): number {
    return this.#index.length / INDEX_ENTRY_BYTES + this.#open;
  }

  add(cells: readonly (string | null)[]): void {
    const lines = this.#lines;
    const start = lines.reserve(this.#lineBytes);
    const { view } = lines;
    let at = start;
    for (let field = 0; field < this.#fields; field++) {
      if (field > 0) view.setUint8(at++, COMMA);
      const cell = cells[field];
      if (cell !== null && cell !== undefined) {
        if (isHash(cell)) {
          lines.place(cell, at);
          at += cell.length;
        } else {
          this.#lanes.add(cell, at);
          at += 64;
        }
      }
      if (field === this.#keyFields - 1) this.#keyEnds[this.#open] = at;
    }
    view.setUint8(at++, NEWLINE);
    this.#close(start, at);
  }

  /** Begins a line that is written as bytes, with room for so many texts to hash. @returns where in `lineBytes` */
  beginLine(texts: number): number {
    this.#textStart = this.#lanes.reserve(texts);
    return this.#lines.reserve(this.#lineBytes);
  }

  /** Where lines are written; good until the next `beginLine`. */
  get lineBytes(): Uint8Array {
    return this.#lines.bytes;
  }

  /** Where the line's texts are written, 64 bytes apart, from `textStart` on. */
  get texts(): Uint8Array {
    return this.#lanes.texts;
  }

  get textStart(): number {
    return this.#textStart;
  }

  /**
   * The line stands from `start` to `end` but for the digests of its first `count` texts, whose lengths and places in the line
   * these are. All of its fields belong to the key.
   */
  endLine(start: number, end: number, count: number, lengths: Int32Array, places: Int32Array): void {
    for (let text = 0; text < count; text++) this.#lanes.take(lengths[text] as number, places[text] as number);
    this.#keyEnds[this.#open] = end - 1;
    this.#close(start, end);
  }

  /** The line begun is not wanted after all; so many of its texts may have been written. @returns false */
  dropLine(texts: number): false {
    this.#lanes.drop(texts);
    return false;
  }

  async settle(): Promise<void> {
    this.#complete();
    await this.#lines.settle();
    await this.#index.settle();
  }

  async sync(): Promise<void> {
    this.#complete();
    await Promise.all([this.#lines.sync(), this.#index.sync()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.#lines.close(), this.#index.close()]);
  }

  #close(start: number, end: number): void {
    this.#starts[this.#open] = start;
    this.#lines.advance(end - start);
    this.#open++;
    if (this.#open === MAX_OPEN_ROWS) this.#complete();
  }

  /** Has the last digests written and the rows they belong to noted in the index. */
  #complete(): void {
    if (this.#open === 0) return;
    this.#lanes.finish();
    const { view, offsetOfView } = this.#lines;
    for (let row = 0; row < this.#open; row++) {
      const start = this.#starts[row] as number;
      this.#hash.update(view, start, this.#keyEnds[row] as number);
      const place = offsetOfView + start;
      this.#index.appendNumbers(this.#hash.low, this.#hash.high, place % TWO_32, place / TWO_32);
    }
    this.#open = 0;
  }
}

/**
 * Whether a prepared cell is a digest: 64 or 32 lower-case hex digits and nothing else. A text that would read like that was
 * taken for a digest when it was prepared, so there is no other.
 */
export function isHash(cell: string): boolean {
  const { length } = cell;
  if (length !== 64 && length !== 32) return false;
  for (let index = 0; index < length; index++) {
    const code = cell.charCodeAt(index);
    if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false;
  }
  return true;
}
