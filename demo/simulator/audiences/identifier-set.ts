/**
 * A set of hashed identifiers that also remembers which of them sat on one row, that is: belong to one person.
 *
 * Audiences hold millions of identifiers, so they are kept as bytes in one open-addressed table instead of as strings.
 * People are the connected groups of a union-find forest; a person counts as long as one of their identifiers is held.
 */

const IDENTIFIER_KINDS = ['email', 'phone', 'maidSha256', 'maidMd5', 'maidRaw'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

const WIDTH = 32;

/** Bytes an identifier of this kind has: SHA-256 takes 32; MD5 and a bare device id 16. */
function kindWidth(kind: IdentifierKind): 16 | 32 {
  return kind === 'maidMd5' || kind === 'maidRaw' ? 16 : 32;
}

/** Identifiers by kind, and the people they belong to. */
export class IdentifierSet {
  #bytes = Buffer.alloc(WIDTH * 64);
  #kinds = new Uint8Array(64);
  #parents = new Int32Array(64);
  #held = new Uint8Array(64);
  #slots = new Int32Array(128).fill(-1);
  #count = 0;
  #heldCount = 0;

  /** Identifiers held now. */
  get size(): number {
    return this.#heldCount;
  }

  /** Puts an identifier in and returns its index in this set. `value` needs `kindWidth(kind)` bytes. */
  add(kind: IdentifierKind, value: Uint8Array): number {
    const found = this.#find(kind, value);
    if (found >= 0) {
      if (this.#held[found] === 0) {
        this.#held[found] = 1;
        this.#heldCount += 1;
      }
      return found;
    }
    if (this.#count === this.#kinds.length) this.#grow();
    const index = this.#count;
    this.#count += 1;
    this.#heldCount += 1;
    this.#bytes.set(value.subarray(0, kindWidth(kind)), index * WIDTH);
    this.#kinds[index] = IDENTIFIER_KINDS.indexOf(kind);
    this.#parents[index] = index;
    this.#held[index] = 1;
    this.#place(index);
    return index;
  }

  /** Says that two identifiers of this set belong to one person. */
  link(first: number, second: number): void {
    const a = this.#root(first);
    const b = this.#root(second);
    if (a !== b) this.#parents[b] = a;
  }

  /** Takes an identifier out; false when it was not held. */
  remove(kind: IdentifierKind, value: Uint8Array): boolean {
    const found = this.#find(kind, value);
    if (found < 0 || this.#held[found] === 0) return false;
    this.#held[found] = 0;
    this.#heldCount -= 1;
    return true;
  }

  /** How many people have at least one identifier in the set. */
  countPeople(): number {
    const seen = new Uint8Array(this.#count);
    let people = 0;
    for (let index = 0; index < this.#count; index += 1) {
      if (this.#held[index] === 0) continue;
      const root = this.#root(index);
      if (seen[root] === 0) {
        seen[root] = 1;
        people += 1;
      }
    }
    return people;
  }

  /** Adds everything the other set holds, with its links. */
  addAll(other: IdentifierSet): void {
    const here = new Int32Array(other.#count).fill(-1);
    const firstOfPerson = new Int32Array(other.#count).fill(-1);
    for (let index = 0; index < other.#count; index += 1) {
      if (other.#held[index] === 0) continue;
      const own = this.add(other.#kindAt(index), other.#valueAt(index));
      here[index] = own;
      const root = other.#root(index);
      const first = firstOfPerson[root] ?? -1;
      if (first < 0) firstOfPerson[root] = own;
      else this.link(first, own);
    }
  }

  /** Takes out everything the other set holds. */
  removeAll(other: IdentifierSet): void {
    for (let index = 0; index < other.#count; index += 1) {
      if (other.#held[index] === 1) this.remove(other.#kindAt(index), other.#valueAt(index));
    }
  }

  /** Says that every identifier of this set is of another kind with the same number of bytes. */
  recast(kind: IdentifierKind): void {
    this.#kinds.fill(IDENTIFIER_KINDS.indexOf(kind), 0, this.#count);
    this.#slots.fill(-1);
    for (let index = 0; index < this.#count; index += 1) this.#place(index);
  }

  /** An independent copy. */
  copy(): IdentifierSet {
    const copy = new IdentifierSet();
    copy.#bytes = Buffer.from(this.#bytes);
    copy.#kinds = this.#kinds.slice();
    copy.#parents = this.#parents.slice();
    copy.#held = this.#held.slice();
    copy.#slots = this.#slots.slice();
    copy.#count = this.#count;
    copy.#heldCount = this.#heldCount;
    return copy;
  }

  /** The identifiers of these kinds as sorted lower-case hex; a bare device id comes back in its dashed form. */
  values(kinds: readonly IdentifierKind[]): string[] {
    const texts: string[] = [];
    for (let index = 0; index < this.#count; index += 1) {
      if (this.#held[index] === 1 && kinds.includes(this.#kindAt(index))) texts.push(this.#textAt(index));
    }
    return texts.sort();
  }

  #kindAt(index: number): IdentifierKind {
    const kind = IDENTIFIER_KINDS[this.#kinds[index] ?? 0];
    if (kind === undefined) throw new RangeError('no such identifier');
    return kind;
  }

  #valueAt(index: number): Buffer {
    return this.#bytes.subarray(index * WIDTH, index * WIDTH + kindWidth(this.#kindAt(index)));
  }

  #textAt(index: number): string {
    const hex = this.#valueAt(index).toString('hex');
    if (this.#kindAt(index) !== 'maidRaw') return hex;
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  #root(index: number): number {
    let at = index;
    for (;;) {
      const parent = this.#parents[at] ?? at;
      if (parent === at) return at;
      const grandparent = this.#parents[parent] ?? parent;
      this.#parents[at] = grandparent;
      at = grandparent;
    }
  }

  #find(kind: IdentifierKind, value: Uint8Array): number {
    const code = IDENTIFIER_KINDS.indexOf(kind);
    const length = kindWidth(kind);
    const mask = this.#slots.length - 1;
    let slot = hash(code, value, 0) & mask;
    for (;;) {
      const index = this.#slots[slot] ?? -1;
      if (index < 0) return -1;
      if (this.#kinds[index] === code && sameBytes(this.#bytes, index * WIDTH, value, length)) return index;
      slot = (slot + 1) & mask;
    }
  }

  #place(index: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash(this.#kinds[index] ?? 0, this.#bytes, index * WIDTH) & mask;
    while ((this.#slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = index;
  }

  #grow(): void {
    const capacity = this.#kinds.length * 2;
    const bytes = Buffer.alloc(capacity * WIDTH);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
    this.#kinds = enlarged(this.#kinds, new Uint8Array(capacity));
    this.#held = enlarged(this.#held, new Uint8Array(capacity));
    this.#parents = enlarged(this.#parents, new Int32Array(capacity));
    this.#slots = new Int32Array(capacity * 2).fill(-1);
    for (let index = 0; index < this.#count; index += 1) this.#place(index);
  }
}

function enlarged<T extends Uint8Array | Int32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

function sameBytes(held: Uint8Array, offset: number, value: Uint8Array, length: number): boolean {
  for (let index = 0; index < length; index += 1) {
    if (held[offset + index] !== value[index]) return false;
  }
  return true;
}

/** All of the first 16 bytes count: bare device ids made by a test may differ in their last digits only. */
function hash(code: number, bytes: Uint8Array, offset: number): number {
  let mixed = 0x811c9dc5 ^ code;
  for (let index = 0; index < 16; index += 1) mixed = Math.imul(mixed ^ (bytes[offset + index] ?? 0), 0x01000193);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0x2c1b3c6d) >>> 1;
}
