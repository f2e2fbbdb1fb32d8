/** Looks for many byte strings in one pass. Each is at least 4 bytes long: by its first 4 it is told from the rest. */
export class ByteSearch<Tag> {
  readonly #byStart = new Map<number, { bytes: Buffer; tag: Tag }[]>();
  /** Which starts there are, coarsely: nearly every position of a text is passed over by this alone. */
  readonly #mayStart = new Uint8Array(1 << 16);

  /** @throws {RangeError} for fewer than 4 bytes */
  add(bytes: Buffer, tag: Tag): void {
    const start = bytes.readUInt32BE(0);
    const known = this.#byStart.get(start);
    if (known === undefined) this.#byStart.set(start, [{ bytes, tag }]);
    else known.push({ bytes, tag });
    this.#mayStart[slotOf(start)] = 1;
  }

  /** The tags of all that are in there, wherever they begin and however they overlap. */
  findIn(text: Buffer): Set<Tag> {
    const found = new Set<Tag>();
    let window = 0;
    for (let end = 0; end < text.length; end += 1) {
      window = ((window << 8) | (text[end] ?? 0)) >>> 0;
      if (end < 3 || this.#mayStart[slotOf(window)] === 0) continue;
      for (const { bytes, tag } of this.#byStart.get(window) ?? []) {
        if (found.has(tag)) continue;
        const from = end - 3;
        if (from + bytes.length <= text.length && text.compare(bytes, 0, bytes.length, from, from + bytes.length) === 0)
          found.add(tag);
      }
    }
    return found;
  }
}

function slotOf(start: number): number {
  return Math.imul(start, 0x9e3779b1) >>> 16;
}
