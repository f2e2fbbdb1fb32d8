import { open } from 'node:fs/promises';
import type { SpoolPaths } from './spool-files.ts';

// People whom TikTok refused join the rejects with the number of their record. The spool knows rows only by their order, so the
// records that never came into it are counted: each of them has a line that speaks of the whole row, without an attribute or
// about its consent.

const READ_BYTES = 256 * 1024;
const WHOLE_ROW = /^(\d+),(?:consent)?,/;

/** From rows of the spool to records, for rows in rising order: the rejects are read once, and never held. */
export class RecordNumbers {
  readonly #lines: AsyncGenerator<number, void>;
  #next: number | null | undefined;
  #missing = 0;
  #last = -1;

  /** @param bytes of the rejects that the intake wrote */
  constructor(paths: SpoolPaths, bytes: number) {
    this.#lines = wholeRows(paths, bytes);
  }

  /** Whether this row can still be asked for. */
  isAhead(row: number): boolean {
    return row >= this.#last;
  }

  /** The record's number, 1 for the first, of the spool's row, 0 for the first. */
  async of(row: number): Promise<number> {
    this.#last = row;
    for (;;) {
      if (this.#next === undefined) this.#next = (await this.#lines.next()).value ?? null;
      if (this.#next === null || this.#next > row + 1 + this.#missing) return row + 1 + this.#missing;
      this.#missing++;
      this.#next = undefined;
    }
  }

  async close(): Promise<void> {
    await this.#lines.return();
  }
}

/** Numbers of the records that are not in the spool, in rising order, each once. */
async function* wholeRows(paths: SpoolPaths, bytes: number): AsyncGenerator<number, void> {
  if (bytes === 0) return;
  const file = await open(paths.rejects, 'r');
  try {
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    let rest = '';
    let last = 0;
    for (let position = 0; position < bytes; ) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(READ_BYTES, bytes - position), position);
      if (bytesRead === 0) return;
      position += bytesRead;
      const lines = (rest + buffer.toString('latin1', 0, bytesRead)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const number = Number(WHOLE_ROW.exec(line)?.[1] ?? 0);
        if (number <= last) continue;
        last = number;
        yield number;
      }
    }
  } finally {
    await file.close();
  }
}

/** Writes a line behind the first `bytes` bytes of the rejects, in place of what a run that was cut off may have written there. */
export async function appendReject(paths: SpoolPaths, bytes: number, line: string): Promise<number> {
  const file = await open(paths.rejects, bytes === 0 ? 'w' : 'r+', 0o600);
  try {
    await file.truncate(bytes);
    await file.write(line, bytes, 'latin1');
    await file.datasync();
    return bytes + line.length;
  } finally {
    await file.close();
  }
}
