import { type FileHandle, open } from 'node:fs/promises';
import type { SegmentBatch } from '../tiktok/index.ts';
import type { StreamColumn } from './identifier-plan.ts';
import { fieldEnd, lineEnd, longestLine } from '../spool/index.ts';
import type { PeopleFile, PeoplePlace } from './write-chunks.ts';

const READ_BYTES = 512 * 1024;
const NEWLINE = 0x0a;

/** What a batch took. */
export interface Taken {
  readonly people: number;
  /** The first of them; null when nobody was left. */
  readonly first: PeoplePlace | null;
  /** Behind the last of them. At the end of the file its `start` is the file's size. */
  readonly next: PeoplePlace;
}

/** Puts people from the disk into batches, in order, in memory that does not grow with their number. */
export class StreamReader {
  readonly #file: FileHandle;
  readonly #people: PeopleFile;
  readonly #columns: readonly StreamColumn[];
  readonly #lineBytes: number;
  readonly #window = Buffer.allocUnsafeSlow(READ_BYTES);
  #windowStart = 0;
  #windowBytes = 0;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;

  private constructor(file: FileHandle, people: PeopleFile, columns: readonly StreamColumn[]) {
    this.#file = file;
    this.#people = people;
    this.#columns = columns;
    this.#lineBytes = longestLine(people.fields);
    this.#starts = new Int32Array(people.fields);
    this.#ends = new Int32Array(people.fields);
  }

  static async open(people: PeopleFile, columns: readonly StreamColumn[]): Promise<StreamReader> {
    return new StreamReader(await open(people.path, 'r'), people, columns);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** Takes the next `count` people from `from` on who are not left out, fewer at the end. `batch` null: only finds out where they lie. */
  async take(batch: SegmentBatch | null, from: PeoplePlace, count: number): Promise<Taken> {
    const { bytes, fields, isLeftOut } = this.#people;
    let { start, row } = from;
    let people = 0;
    let first: PeoplePlace | null = null;
    while (people < count && start < bytes) {
      await this.#load(start);
      const window = this.#window;
      const isLast = this.#windowStart + this.#windowBytes >= bytes;
      // Before the end a line is taken only when it is surely whole in the window.
      const safeBytes = isLast ? this.#windowBytes : this.#windowBytes - this.#lineBytes + 1;
      let at = start - this.#windowStart;
      while (at < safeBytes && people < count) {
        const end = lineEnd(window, at, fields);
        if (end >= this.#windowBytes || window[end] !== NEWLINE) throw new Error('a people file is damaged');
        if (!isLeftOut(row)) {
          first ??= { start: this.#windowStart + at, row };
          if (batch !== null) this.#put(batch, at);
          people++;
        }
        at = end + 1;
        row++;
      }
      start = this.#windowStart + at;
    }
    return { people, first, next: { start, row } };
  }

  /** What the fields of the line at a place hold: hashes, empty where there is none. */
  async fieldsAt({ start }: PeoplePlace): Promise<string[]> {
    await this.#load(start);
    this.#split(start - this.#windowStart);
    return [...this.#starts].map((from, field) => this.#window.toString('latin1', from, this.#ends[field]));
  }

  #put(batch: SegmentBatch, at: number): void {
    this.#split(at);
    batch.startPerson();
    for (let index = 0; index < this.#columns.length; index++) {
      const { field, form } = this.#columns[index] as StreamColumn;
      const start = this.#starts[field] as number;
      const end = this.#ends[field] as number;
      const fits = form === 'any' || (form === 'md5') === (end - start === 32);
      batch.identifier(this.#window, start, fits ? end : start);
    }
    batch.endPerson();
  }

  #split(at: number): void {
    let start = at;
    for (let field = 0; field < this.#people.fields; field++) {
      const end = fieldEnd(this.#window, start);
      this.#starts[field] = start;
      this.#ends[field] = end;
      start = end + 1;
    }
  }

  /** Sees to it that the line at `start` is whole in the window. */
  async #load(start: number): Promise<void> {
    const { bytes } = this.#people;
    const held = this.#windowStart + this.#windowBytes;
    if (start >= this.#windowStart && start < held && (held >= bytes || start + this.#lineBytes <= held)) return;
    const wanted = Math.min(READ_BYTES, bytes - start);
    this.#windowStart = start;
    this.#windowBytes = 0;
    while (this.#windowBytes < wanted) {
      const { bytesRead } = await this.#file.read(
        this.#window,
        this.#windowBytes,
        wanted - this.#windowBytes,
        start + this.#windowBytes,
      );
      if (bytesRead === 0) throw new Error('a people file ends early');
      this.#windowBytes += bytesRead;
    }
  }
}
