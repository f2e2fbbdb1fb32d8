import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createPrivateFile, lineEnd, longestLine, readMarks } from '../spool/index.ts';
import { INDEX_ENTRY_BYTES } from './people-spool.ts';
import type { SpoolPaths } from './spool-files.ts';

// Duplicates are found exactly, in memory that does not grow with the file. The index holds 64 bits of each row's key; rows
// whose bits agree are compared byte by byte in the spool, and the later ones are marked in a map of one bit a row. An index
// of more than `rowsAtOnce` rows is first dealt out into parts by those bits, so that equal rows meet in the same part.

const READ_ENTRIES = 32 * 1024;
const PART_ENTRY_BYTES = 20;
const MAX_PARTS = 256;
const PART_BUFFERS_BYTES = 4 * 1024 * 1024;
const TWO_32 = 2 ** 32;

export interface RowsOnDisk {
  readonly rows: number;
  /** Fields of a people line, and how many of them make the person. */
  readonly fields: number;
  readonly keyFields: number;
}

export interface DuplicateSearch {
  readonly rowsAtOnce: number;
  readonly signal?: AbortSignal | undefined;
  /** Called for each duplicate with its line, which begins at `start`; it is there for the time of the call. */
  readonly onDuplicate?: ((lines: Buffer, start: number) => void) | undefined;
}

/** Marks every row whose key came before, in the duplicates file. @returns how many */
export async function findDuplicates(paths: SpoolPaths, given: RowsOnDisk, search: DuplicateSearch): Promise<number> {
  const marks = new Uint8Array(Math.ceil(given.rows / 8));
  const comparer = new LineComparer(paths.spool, given);
  let count = 0;
  const mark = (row: number): void => {
    marks[row >> 3] = (marks[row >> 3] as number) | (1 << (row & 7));
    count++;
    search.onDuplicate?.(comparer.bytes, comparer.start);
  };
  try {
    if (given.rows <= search.rowsAtOnce) {
      const table = new KeyTable(given.rows, comparer);
      await forEachEntry(paths.index, given.rows, INDEX_ENTRY_BYTES, search.signal, (view, at, row) => {
        if (!table.add(view.getInt32(at, true), view.getInt32(at + 4, true), offsetAt(view, at + 8))) mark(row);
      });
    } else {
      const parts = await dealOut(paths, given.rows, search);
      const table = new KeyTable(Math.max(...parts.map(({ rows }) => rows)), comparer);
      for (const part of parts) {
        table.clear();
        await forEachEntry(part.path, part.rows, PART_ENTRY_BYTES, search.signal, (view, at) => {
          if (!table.add(view.getInt32(at, true), view.getInt32(at + 4, true), offsetAt(view, at + 8)))
            mark(view.getUint32(at + 16, true));
        });
        await rm(part.path, { force: true });
      }
    }
  } finally {
    comparer.close();
  }
  await writeMarks(paths, marks);
  return count;
}

/** The map of duplicates: whether a row, counted from 0, came before. */
export function readDuplicates(paths: SpoolPaths, rows: number): Promise<(row: number) => boolean> {
  return readMarks(paths.duplicates, rows);
}

async function writeMarks(paths: SpoolPaths, marks: Uint8Array): Promise<void> {
  const next = `${paths.duplicates}.next`;
  const file = await createPrivateFile(next);
  try {
    await file.writeFile(marks);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(next, paths.duplicates);
}

function offsetAt(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * TWO_32;
}

/**
 * Keys by their hash, in flat arrays: about 28 bytes a row. A slot holds the entry's number and, in the bits that leaves, some of
 * the hash, so that another key is nearly always told from the slot alone: the arrays are too large for the processor's caches.
 */
class KeyTable {
  readonly #low: Int32Array;
  readonly #high: Int32Array;
  readonly #offsets: Float64Array;
  readonly #slots: Int32Array;
  readonly #mask: number;
  readonly #numberBits: number;
  readonly #comparer: LineComparer;
  #count = 0;

  constructor(rows: number, comparer: LineComparer) {
    let slots = 16;
    while (slots < rows * 1.4) slots *= 2;
    this.#low = new Int32Array(rows);
    this.#high = new Int32Array(rows);
    this.#offsets = new Float64Array(rows);
    this.#slots = new Int32Array(slots);
    this.#mask = slots - 1;
    this.#numberBits = 32 - Math.clz32(rows);
    this.#comparer = comparer;
  }

  clear(): void {
    this.#slots.fill(0);
    this.#count = 0;
  }

  /** False when the same key is there already. */
  add(low: number, high: number, offset: number): boolean {
    // The parts are cut by the highest bits of `high`, so the place in the table goes by `low`.
    let slot = low & this.#mask;
    const tag = high << this.#numberBits;
    const numberMask = (1 << this.#numberBits) - 1;
    for (;;) {
      const entry = this.#slots[slot] as number;
      if (entry === 0) break;
      const index = (entry & numberMask) - 1;
      if (
        ((entry ^ tag) & ~numberMask) === 0 &&
        this.#low[index] === low &&
        this.#high[index] === high &&
        this.#comparer.areEqual(this.#offsets[index] as number, offset)
      )
        return false;
      slot = (slot + 1) & this.#mask;
    }
    const index = this.#count++;
    this.#low[index] = low;
    this.#high[index] = high;
    this.#offsets[index] = offset;
    this.#slots[slot] = tag | (index + 1);
    return true;
  }
}

/** Compares the keys of two lines of the spool. Lines that came close together are usually still in its window. */
class LineComparer {
  readonly #descriptor: number;
  readonly #keyFields: number;
  readonly #lineBytes: number;
  readonly #windows = [createWindow(), createWindow()] as const;

  constructor(path: string, { fields, keyFields }: RowsOnDisk) {
    this.#descriptor = openSync(path, 'r');
    this.#keyFields = keyFields;
    this.#lineBytes = longestLine(fields);
  }

  /** The second line of the latest comparison begins at `start` of these. */
  get bytes(): Buffer {
    return this.#windows[1].bytes;
  }
  start = 0;

  areEqual(first: number, second: number): boolean {
    const a = this.#load(0, first);
    const b = this.#load(1, second);
    this.start = b;
    const [held, given] = this.#windows;
    return (
      held.bytes.compare(
        given.bytes,
        b,
        lineEnd(given.bytes, b, this.#keyFields),
        a,
        lineEnd(held.bytes, a, this.#keyFields),
      ) === 0
    );
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #load(which: 0 | 1, offset: number): number {
    const window = this.#windows[which];
    const at = offset - window.start;
    if (at >= 0 && at + this.#lineBytes <= window.length) return at;
    // The second row is the one the search has come to, so what follows it is wanted next; the first may be anywhere.
    const wanted = which === 0 ? this.#lineBytes : window.bytes.length;
    window.start = offset;
    window.length = readSync(this.#descriptor, window.bytes, 0, wanted, offset);
    if (window.length < wanted) window.bytes.fill(0x0a, window.length, window.length + 1);
    return 0;
  }
}

function createWindow(): { bytes: Buffer; start: number; length: number } {
  return { bytes: Buffer.alloc(4096), start: -1e15, length: 0 };
}

/** Calls back for every entry; between blocks the event loop gets its turn. */
async function forEachEntry(
  path: string,
  entries: number,
  entryBytes: number,
  signal: AbortSignal | undefined,
  onEntry: (view: DataView, at: number, entry: number) => void,
): Promise<void> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(READ_ENTRIES * entryBytes);
    const view = new DataView(buffer.buffer);
    for (let first = 0; first < entries; first += READ_ENTRIES) {
      signal?.throwIfAborted();
      const wanted = Math.min(READ_ENTRIES, entries - first);
      let held = 0;
      while (held < wanted * entryBytes) {
        const { bytesRead } = await file.read(buffer, held, wanted * entryBytes - held, first * entryBytes + held);
        if (bytesRead === 0) throw new Error('the index of the spool ends early');
        held += bytesRead;
      }
      for (let entry = 0; entry < wanted; entry++) onEntry(view, entry * entryBytes, first + entry);
    }
  } finally {
    await file.close();
  }
}

interface Part {
  readonly path: string;
  readonly descriptor: number;
  /** Entries that wait to be written. */
  readonly view: DataView;
  used: number;
  rows: number;
}

async function dealOut(paths: SpoolPaths, rows: number, { rowsAtOnce, signal }: DuplicateSearch): Promise<Part[]> {
  let count = 2;
  while (count < MAX_PARTS && rows / count > rowsAtOnce * 0.8) count *= 2;
  const shift = 32 - Math.log2(count);
  const size = Math.max(200, Math.floor(PART_BUFFERS_BYTES / count / PART_ENTRY_BYTES)) * PART_ENTRY_BYTES;
  const parts: Part[] = [];
  try {
    for (let index = 0; index < count; index++) {
      const path = join(paths.folder, `part-${index}`);
      parts.push({
        path,
        descriptor: openSync(path, 'w', 0o600),
        view: new DataView(new ArrayBuffer(size)),
        used: 0,
        rows: 0,
      });
    }
    await forEachEntry(paths.index, rows, INDEX_ENTRY_BYTES, signal, (view, at, row) => {
      const part = parts[view.getUint32(at + 4, true) >>> shift] as Part;
      if (part.used === size) flush(part);
      const to = part.used;
      part.view.setInt32(to, view.getInt32(at, true), true);
      part.view.setInt32(to + 4, view.getInt32(at + 4, true), true);
      part.view.setInt32(to + 8, view.getInt32(at + 8, true), true);
      part.view.setInt32(to + 12, view.getInt32(at + 12, true), true);
      part.view.setUint32(to + 16, row, true);
      part.used += PART_ENTRY_BYTES;
      part.rows++;
    });
    for (const part of parts) flush(part);
    return parts;
  } finally {
    for (const part of parts) closeSync(part.descriptor);
  }
}

/** A small write into the page cache; nothing waits for the disk here, since parts are made anew after a crash. */
function flush(part: Part): void {
  let done = 0;
  while (done < part.used) done += writeSync(part.descriptor, part.view, done, part.used - done);
  part.used = 0;
}
