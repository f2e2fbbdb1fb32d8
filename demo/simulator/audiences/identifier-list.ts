/**
 * Hashed identifiers in the order they came, with a mark where a new row begins. This is what an uploaded file and a
 * mapping request are once they are read: nothing is looked up while the bytes arrive, so reading keeps pace with the
 * network; the audience they are put into finds the duplicates.
 *
 * Each value takes 32 bytes and a tag in flat blocks of two megabytes. Nothing is cut, so that every member can be shown
 * in full: ten million people with three identifiers are one gigabyte.
 */

export const IDENTIFIER_KINDS = ['email', 'phone', 'maidSha256', 'maidMd5', 'maidRaw'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** 32-bit words of one value. MD5 and a bare device id fill half of them; the rest is zero. */
export const WORDS = 8;
export const BLOCK_BITS = 16;
export const BLOCK_SIZE = 1 << BLOCK_BITS;
export const BLOCK_MASK = BLOCK_SIZE - 1;

const ROW_START = 0x80;
const KIND_MASK = 0x7f;
const FIRST_SIZE = 64;

/** One value being read: fill `bytes`, hand over `words`. Both are the same memory. */
export interface ValueBuffer {
  bytes: Uint8Array;
  words: Uint32Array;
}

/** Room for one value, to be used again for the next. */
export function createValueBuffer(): ValueBuffer {
  const words = new Uint32Array(WORDS);
  return { words, bytes: new Uint8Array(words.buffer) };
}

/** The number a kind has in tags. */
export function kindCode(kind: IdentifierKind): number {
  return IDENTIFIER_KINDS.indexOf(kind);
}

/** Identifiers row by row. */
export class IdentifierList {
  readonly #values: Uint32Array[] = [];
  readonly #tags: Uint8Array[] = [];
  /** The block that is being filled. */
  #lastValues = new Uint32Array(0);
  #lastTags = new Uint8Array(0);
  #length = 0;
  #isRowStart = true;

  /** Identifiers, repeated ones included. */
  get length(): number {
    return this.#length;
  }

  /** What is added from here on belongs to another person. */
  startRow(): void {
    this.#isRowStart = true;
  }

  /** Adds a value of this kind (see `kindCode`) to the row; it is copied. */
  add(code: number, words: Uint32Array): void {
    const within = this.#length & BLOCK_MASK;
    if (within === 0) this.#nextBlock();
    else if (within === this.#lastTags.length) this.#enlargeBlock();
    const at = within * WORDS;
    for (let word = 0; word < WORDS; word += 1) this.#lastValues[at + word] = words[word] ?? 0;
    this.#lastTags[within] = this.#isRowStart ? code | ROW_START : code;
    this.#isRowStart = false;
    this.#length += 1;
  }

  /** Says that every value is of another kind with the same number of bytes. */
  recast(kind: IdentifierKind): void {
    const code = kindCode(kind);
    for (const tags of this.#tags) {
      for (let index = 0; index < tags.length; index += 1) tags[index] = ((tags[index] ?? 0) & ROW_START) | code;
    }
  }

  /** The block an identifier is in, as words. */
  block(index: number): Uint32Array {
    const values = this.#values[index >>> BLOCK_BITS];
    if (values === undefined) throw new RangeError('no such identifier');
    return values;
  }

  codeAt(index: number): number {
    return this.#tag(index) & KIND_MASK;
  }

  isRowStart(index: number): boolean {
    return (this.#tag(index) & ROW_START) !== 0;
  }

  #nextBlock(): void {
    // The first block starts small: most lists of a test have a few values.
    const size = this.#length === 0 ? FIRST_SIZE : BLOCK_SIZE;
    this.#lastValues = new Uint32Array(size * WORDS);
    this.#lastTags = new Uint8Array(size);
    this.#values.push(this.#lastValues);
    this.#tags.push(this.#lastTags);
  }

  #enlargeBlock(): void {
    this.#lastValues = enlarge(this.#lastValues, new Uint32Array(this.#lastValues.length * 2));
    this.#lastTags = enlarge(this.#lastTags, new Uint8Array(this.#lastTags.length * 2));
    this.#values[this.#values.length - 1] = this.#lastValues;
    this.#tags[this.#tags.length - 1] = this.#lastTags;
  }

  #tag(index: number): number {
    return this.#tags[index >>> BLOCK_BITS]?.[index & BLOCK_MASK] ?? 0;
  }
}

/** Copies into a larger array and returns that. */
export function enlarge<T extends Uint8Array | Int32Array | Uint32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
