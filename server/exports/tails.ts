const MAX_BYTES = 64 * 1024 * 1024;

interface Tail {
  /** Where in the file these bytes begin: the last record boundary on disk. */
  readonly from: number;
  readonly bytes: Uint8Array;
}

/**
 * The bytes behind the last record boundary of uploads that came in whole, kept in memory for the next part: a part may end
 * inside a record, and what is raw must not go to the disk. When a tail is lost (a restart, too many others), the next part
 * is asked for from the boundary instead.
 */
export class Tails {
  readonly #tails = new Map<string, Tail>();
  #bytes = 0;

  get(exportId: string, from: number, to: number): Uint8Array | null {
    const tail = this.#tails.get(exportId);
    return tail !== undefined && tail.from === from && tail.from + tail.bytes.length === to ? tail.bytes : null;
  }

  set(exportId: string, tail: Tail): void {
    this.delete(exportId);
    if (tail.bytes.length === 0 || tail.bytes.length > MAX_BYTES) return;
    this.#tails.set(exportId, tail);
    this.#bytes += tail.bytes.length;
    for (const [oldest] of this.#tails) {
      if (this.#bytes <= MAX_BYTES) break;
      this.delete(oldest);
    }
  }

  delete(exportId: string): void {
    const tail = this.#tails.get(exportId);
    if (tail === undefined) return;
    this.#bytes -= tail.bytes.length;
    this.#tails.delete(exportId);
  }
}

/** Collects the bytes that a decoder has not taken yet, without copying until they are asked for. */
export class Leftover {
  #pieces: Uint8Array[] = [];
  #bytes = 0;

  /** Notes a piece that was pushed; `pending` is how many bytes at the end are still waiting for their record to end. */
  push(piece: Uint8Array, pending: number): void {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    let first = this.#pieces[0];
    while (first !== undefined && this.#bytes - first.length >= pending) {
      this.#pieces.shift();
      this.#bytes -= first.length;
      first = this.#pieces[0];
    }
  }

  /** A copy of the last `length` bytes. */
  read(length: number): Uint8Array {
    const all = Buffer.concat(this.#pieces);
    return new Uint8Array(all.subarray(all.length - length));
  }
}
