/**
 * A set of hashed identifiers that also remembers which of them sat on one row, that is: belong to one person.
 *
 * Audiences hold tens of millions of identifiers, so everything sits in flat typed arrays: the values in full (32 bytes
 * each, in blocks), an open-addressed table of indices that is at most half full, and a union-find forest of the people.
 * Thirty million identifiers take about 1.4 GB outside JavaScript's heap. A person counts as long as one of their
 * identifiers is held; the root of each group carries the number held in it, so the count of people is always at hand.
 */
import {
  BLOCK_BITS,
  BLOCK_MASK,
  BLOCK_SIZE,
  enlarge,
  IDENTIFIER_KINDS,
  kindCode,
  WORDS,
  type IdentifierKind,
  type IdentifierList,
} from './identifier-list.ts';

const HELD = 0x80;
const KIND_MASK = 0x7f;
const FIRST_CAPACITY = 64;
/** A slot holds an index below and some bits of the hash above, so that most wrong slots are told at a glance. */
const INDEX_BITS = 27;
const INDEX_MASK = (1 << INDEX_BITS) - 1;
const MARK_MASK = 0xf;
/** 134 million identifiers, held or once held. */
const MAX_CAPACITY = 1 << INDEX_BITS;
/** Identifiers per step of a long operation: some tens of milliseconds. */
const STEP = 100_000;

/** How many identifiers of some kinds are held, and a fingerprint of which. */
export interface KindSummary {
  count: number;
  /** The first 8 bytes of every identifier, all combined by exclusive or, as hex: the same whatever the order. */
  digest: string;
}

/** Identifiers by kind, and the people they belong to. */
export class IdentifierSet {
  readonly #blocks: Uint32Array[] = [];
  /** Kind and whether it is held, per identifier. */
  #tags = new Uint8Array(FIRST_CAPACITY);
  /** The parent's index; at a root `-1 - n`, with n the identifiers held in the group. */
  #parents = new Int32Array(FIRST_CAPACITY);
  #slots = new Int32Array(FIRST_CAPACITY * 2).fill(-1);
  #count = 0;
  #heldCount = 0;
  #people = 0;
  /** The free slot that the last search ended at, and what belongs above the index there. */
  #freeSlot = 0;
  #mark = 0;

  /** Identifiers held now. */
  get size(): number {
    return this.#heldCount;
  }

  /** How many people have at least one identifier in the set. */
  get people(): number {
    return this.#people;
  }

  /** Makes room for so many identifiers at once, which spares the steps in between. */
  reserve(identifiers: number): void {
    let capacity = this.#tags.length;
    while (capacity < identifiers) capacity *= 2;
    if (capacity > this.#tags.length) this.#grow(capacity);
  }

  /** Puts every identifier of a list in, in steps. */
  *holdAll(list: IdentifierList): Generator<undefined, void> {
    let first = -1;
    for (let index = 0; index < list.length; index += 1) {
      const own = this.#hold(list.codeAt(index), list.block(index), (index & BLOCK_MASK) * WORDS);
      if (list.isRowStart(index)) first = own;
      else this.#link(first, own);
      if (index % STEP === STEP - 1) yield;
    }
  }

  /**
   * Takes every identifier of a list out, in steps. Ids that are not held do not matter.
   *
   * @param released collects what was taken out, for `restore`
   */
  *releaseAll(list: IdentifierList, released?: number[]): Generator<undefined, void> {
    for (let index = 0; index < list.length; index += 1) {
      const own = this.#find(list.codeAt(index), list.block(index), (index & BLOCK_MASK) * WORDS);
      if (own >= 0 && ((this.#tags[own] ?? 0) & HELD) !== 0) {
        this.#release(own);
        released?.push(own);
      }
      if (index % STEP === STEP - 1) yield;
    }
  }

  /** Puts back what `releaseAll` took out. */
  restore(released: readonly number[]): void {
    for (const own of released) this.#holdAgain(own);
  }

  /** The identifiers of these kinds as sorted lower-case hex; a bare device id comes back in its dashed form. */
  values(kinds: readonly IdentifierKind[]): string[] {
    return this.#texts(kinds, Number.POSITIVE_INFINITY).sort();
  }

  /** At most so many of them, those that came first, sorted. */
  someValues(kinds: readonly IdentifierKind[], limit: number): string[] {
    return this.#texts(kinds, limit).sort();
  }

  summary(kinds: readonly IdentifierKind[]): KindSummary {
    const isWanted = wantedCodes(kinds);
    const digest = new Uint32Array(2);
    let count = 0;
    for (let index = 0; index < this.#count; index += 1) {
      const tag = this.#tags[index] ?? 0;
      if ((tag & HELD) === 0 || isWanted[tag & KIND_MASK] !== 1) continue;
      const block = this.#block(index);
      const at = (index & BLOCK_MASK) * WORDS;
      digest[0] = (digest[0] ?? 0) ^ (block[at] ?? 0);
      digest[1] = (digest[1] ?? 0) ^ (block[at + 1] ?? 0);
      count += 1;
    }
    return { count, digest: Buffer.from(digest.buffer).toString('hex') };
  }

  #texts(kinds: readonly IdentifierKind[], limit: number): string[] {
    const isWanted = wantedCodes(kinds);
    const texts: string[] = [];
    for (let index = 0; index < this.#count && texts.length < limit; index += 1) {
      const tag = this.#tags[index] ?? 0;
      if ((tag & HELD) !== 0 && isWanted[tag & KIND_MASK] === 1) texts.push(this.#textAt(index, tag & KIND_MASK));
    }
    return texts;
  }

  #textAt(index: number, code: number): string {
    const kind = IDENTIFIER_KINDS[code];
    const block = this.#block(index);
    const width = kind === 'maidMd5' || kind === 'maidRaw' ? 16 : 32;
    const at = block.byteOffset + (index & BLOCK_MASK) * WORDS * 4;
    const hex = Buffer.from(block.buffer, at, width).toString('hex');
    if (kind !== 'maidRaw') return hex;
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** Puts one in and returns its index in this set. */
  #hold(code: number, words: Uint32Array, at: number): number {
    const found = this.#find(code, words, at);
    if (found >= 0) {
      this.#holdAgain(found);
      return found;
    }
    if (this.#count === this.#tags.length) {
      this.#grow(this.#tags.length * 2);
      this.#find(code, words, at);
    }
    const index = this.#count;
    this.#count += 1;
    this.#heldCount += 1;
    this.#people += 1;
    const block = this.#roomFor(index);
    const target = (index & BLOCK_MASK) * WORDS;
    for (let word = 0; word < WORDS; word += 1) block[target + word] = words[at + word] ?? 0;
    this.#tags[index] = code | HELD;
    this.#parents[index] = -2;
    this.#slots[this.#freeSlot] = this.#mark | index;
    return index;
  }

  #holdAgain(index: number): void {
    const tag = this.#tags[index] ?? 0;
    if ((tag & HELD) !== 0) return;
    this.#tags[index] = tag | HELD;
    this.#heldCount += 1;
    const root = this.#root(index);
    const held = this.#heldIn(root);
    if (held === 0) this.#people += 1;
    this.#parents[root] = -1 - (held + 1);
  }

  #release(index: number): void {
    this.#tags[index] = (this.#tags[index] ?? 0) & KIND_MASK;
    this.#heldCount -= 1;
    const root = this.#root(index);
    const held = this.#heldIn(root);
    if (held === 1) this.#people -= 1;
    this.#parents[root] = -1 - (held - 1);
  }

  /** Says that two identifiers of this set belong to one person. */
  #link(first: number, second: number): void {
    let root = this.#root(first);
    let child = this.#root(second);
    if (root === child) return;
    const rootHeld = this.#heldIn(root);
    const childHeld = this.#heldIn(child);
    if (childHeld > rootHeld) [root, child] = [child, root];
    if (rootHeld > 0 && childHeld > 0) this.#people -= 1;
    this.#parents[root] = -1 - (rootHeld + childHeld);
    this.#parents[child] = root;
  }

  #heldIn(root: number): number {
    return -1 - (this.#parents[root] ?? -1);
  }

  #root(index: number): number {
    let at = index;
    for (;;) {
      const parent = this.#parents[at] ?? -1;
      if (parent < 0) return at;
      const grandparent = this.#parents[parent] ?? -1;
      if (grandparent < 0) return parent;
      this.#parents[at] = grandparent;
      at = grandparent;
    }
  }

  #find(code: number, words: Uint32Array, at: number): number {
    const mask = this.#slots.length - 1;
    const hashed = hash(code, words, at);
    const mark = markOf(hashed);
    let slot = hashed & mask;
    for (;;) {
      const entry = this.#slots[slot] ?? -1;
      if (entry < 0) {
        this.#freeSlot = slot;
        this.#mark = mark;
        return -1;
      }
      const index = entry & INDEX_MASK;
      if (
        (entry & ~INDEX_MASK) === mark &&
        ((this.#tags[index] ?? 0) & KIND_MASK) === code &&
        this.#isSame(index, words, at)
      )
        return index;
      slot = (slot + 1) & mask;
    }
  }

  #isSame(index: number, words: Uint32Array, at: number): boolean {
    const block = this.#block(index);
    const own = (index & BLOCK_MASK) * WORDS;
    for (let word = 0; word < WORDS; word += 1) {
      if (block[own + word] !== words[at + word]) return false;
    }
    return true;
  }

  #place(index: number): void {
    const mask = this.#slots.length - 1;
    const code = (this.#tags[index] ?? 0) & KIND_MASK;
    const hashed = hash(code, this.#block(index), (index & BLOCK_MASK) * WORDS);
    let slot = hashed & mask;
    while ((this.#slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = markOf(hashed) | index;
  }

  #block(index: number): Uint32Array {
    const block = this.#blocks[index >>> BLOCK_BITS];
    if (block === undefined) throw new RangeError('no such identifier');
    return block;
  }

  /** The block an index falls into, made or enlarged when needed; the first one starts small. */
  #roomFor(index: number): Uint32Array {
    const number = index >>> BLOCK_BITS;
    const needed = ((index & BLOCK_MASK) + 1) * WORDS;
    const block = this.#blocks[number];
    if (block !== undefined && block.length >= needed) return block;
    const larger = new Uint32Array(number > 0 ? BLOCK_SIZE * WORDS : (block?.length ?? FIRST_CAPACITY * 4) * 2);
    this.#blocks[number] = block === undefined ? larger : enlarge(block, larger);
    return larger;
  }

  #grow(capacity: number): void {
    if (capacity > MAX_CAPACITY) throw new RangeError('an audience of this simulator holds 134 million identifiers');
    this.#tags = enlarge(this.#tags, new Uint8Array(capacity));
    this.#parents = enlarge(this.#parents, new Int32Array(capacity));
    this.#slots = new Int32Array(capacity * 2).fill(-1);
    for (let index = 0; index < this.#count; index += 1) this.#place(index);
  }
}

function wantedCodes(kinds: readonly IdentifierKind[]): Uint8Array {
  const wanted = new Uint8Array(IDENTIFIER_KINDS.length);
  for (const kind of kinds) wanted[kindCode(kind)] = 1;
  return wanted;
}

/** All of the first 16 bytes count: bare device ids made by a test may differ in their last digits only. */
function hash(code: number, words: Uint32Array, at: number): number {
  let mixed = Math.imul(code + 1, 0x9e3779b1);
  for (let word = 0; word < 4; word += 1) {
    mixed = Math.imul(mixed ^ (words[at + word] ?? 0), 0x85ebca6b);
    mixed ^= mixed >>> 15;
  }
  return Math.imul(mixed, 0x2c1b3c6d) >>> 0;
}

/** Other bits of the hash than those that choose the slot, moved above the index. */
function markOf(hashed: number): number {
  return ((Math.imul(hashed, 0x9e3779b1) >>> 28) & MARK_MASK) << INDEX_BITS;
}
