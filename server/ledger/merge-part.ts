import { ENTRY_WORDS, WITHDRAWN } from './deal-out.ts';
import { HASH_WORDS, type Partition } from './generation-files.ts';
import {
  AS_APPLE,
  AS_GOOGLE,
  caseOf,
  departsIn,
  KNOWN,
  knownOf,
  MD5,
  NAME_BITS,
  nextIn,
  SORT_BITS,
  STATE,
  STATE_BITS,
  type State,
} from './states.ts';

// One partition of the ledger and what an export brings for it, put together in memory: a hash table over both, in flat arrays that
// are used again for the next partition.

export interface MergeRule {
  /** Of states.ts: what becomes of an identifier in each case. */
  readonly verdicts: Uint8Array;
  readonly isSettled: boolean;
  /** Withdrawn identifiers that the ledger has never heard of matter: it does not know everybody. */
  readonly takesUnknown: boolean;
  /** A device id under Google's name and under Apple's are two things to TikTok (its streams), not one. */
  readonly namesCount: boolean;
  /** Everybody is sent, whatever is held. */
  readonly everybody: boolean;
  /** The next generation keeps the identifiers' hashes. */
  readonly keepsHashes: boolean;
}

export interface MergeSink {
  /** Row (counted from 0) that has something TikTok does not surely hold. */
  changed(row: number): void;
  /** An identifier to take out; of a device id once for each name it went by. */
  departs(flags: number, hash: Uint8Array): void;
}

export interface MergedPart {
  readonly partition: Partition;
  /** Identifiers TikTok holds once the generation is settled. */
  readonly identifiers: number;
  /** Identifiers that are to go. */
  readonly leaving: number;
}

const WANTED = 1;
const GONE = 2;

/** Merges one partition after the other under one rule, in memory that it uses again. */
export class PartMerger {
  readonly #rule: MergeRule;
  readonly #sink: MergeSink;
  #room = 0;
  #low = new Int32Array(0);
  #high = new Int32Array(0);
  /** The entry byte: sort and names; the state is `#known`. */
  #bits = new Uint8Array(0);
  #known = new Uint8Array(0);
  /** WANTED and GONE, and under which names a device id is wanted. */
  #wants = new Uint8Array(0);
  /** The names under which TikTok surely has a device id. */
  #heldAs = new Uint8Array(0);
  /** Entry of the export's part that has the hash, or -1: the ledger's own entry of the same index has it. */
  #sources = new Int32Array(0);
  #slots = new Int32Array(16);
  #count = 0;
  #outPrints = new Int32Array(0);
  #outHashes = new Int32Array(0);
  #outFlags = new Uint8Array(0);

  constructor(rule: MergeRule, sink: MergeSink) {
    this.#rule = rule;
    this.#sink = sink;
  }

  /**
   * @param held the ledger's entries, null when it has none
   * @param part words of the export's entries, those it wants first
   * @returns views of the merger's own memory, good until the next call
   */
  merge(held: Partition | null, part: Int32Array, entries: number): MergedPart {
    this.#makeRoom((held?.count ?? 0) + entries);
    if (held !== null) this.#takeHeld(held);
    this.#takePart(part, entries);
    return this.#settle(held, part);
  }

  #makeRoom(entries: number): void {
    this.#count = 0;
    if (entries > this.#room) {
      this.#room = Math.ceil(entries * 1.1);
      this.#low = new Int32Array(this.#room);
      this.#high = new Int32Array(this.#room);
      this.#bits = new Uint8Array(this.#room);
      this.#known = new Uint8Array(this.#room);
      this.#wants = new Uint8Array(this.#room);
      this.#heldAs = new Uint8Array(this.#room);
      this.#sources = new Int32Array(this.#room);
      this.#outPrints = new Int32Array(this.#room * 2);
      this.#outFlags = new Uint8Array(this.#room);
      this.#outHashes = new Int32Array(this.#rule.keepsHashes ? this.#room * HASH_WORDS : 0);
      let slots = 16;
      while (slots < this.#room * 1.4) slots *= 2;
      this.#slots = new Int32Array(slots);
    } else {
      this.#slots.fill(0);
    }
  }

  /** The entry of an identifier, made when `make` says so; -1 when there is none. */
  #find(low: number, high: number, bits: number, make: boolean): number {
    const mask = this.#slots.length - 1;
    // Partitions are cut by the highest bits, so the place in the table goes by the low half.
    let slot = low & mask;
    for (;;) {
      const entry = (this.#slots[slot] as number) - 1;
      if (entry < 0) break;
      if (
        this.#low[entry] === low &&
        this.#high[entry] === high &&
        ((this.#bits[entry] as number) & SORT_BITS) === (bits & SORT_BITS)
      )
        return entry;
      slot = (slot + 1) & mask;
    }
    if (!make) return -1;
    const entry = this.#count++;
    this.#slots[slot] = entry + 1;
    this.#low[entry] = low;
    this.#high[entry] = high;
    this.#bits[entry] = bits;
    this.#known[entry] = KNOWN.nothing;
    this.#wants[entry] = 0;
    this.#heldAs[entry] = 0;
    this.#sources[entry] = -1;
    return entry;
  }

  #takeHeld({ count, fingerprints, flags }: Partition): void {
    for (let index = 0; index < count; index++) {
      const bits = flags[index] as number;
      const known = knownOf((bits & STATE_BITS) as State, this.#rule.isSettled);
      // What is gone is gone under every name it had.
      const kept = known === KNOWN.absent ? SORT_BITS : SORT_BITS | NAME_BITS;
      const low = fingerprints[index * 2] as number;
      const entry = this.#find(low, fingerprints[index * 2 + 1] as number, bits & kept, true);
      this.#known[entry] = known;
      if (known === KNOWN.held) this.#heldAs[entry] = bits & NAME_BITS;
    }
  }

  #takePart(part: Int32Array, entries: number): void {
    const { namesCount, takesUnknown, everybody } = this.#rule;
    for (let index = 0, at = 0; index < entries; index++, at += ENTRY_WORDS) {
      const flags = part[at + 3] as number;
      const bits = flags & 0xff;
      const isWithdrawn = (flags & WITHDRAWN) !== 0;
      const entry = this.#find(part[at] as number, part[at + 1] as number, bits, !isWithdrawn || takesUnknown);
      if (entry < 0) continue;
      if ((this.#sources[entry] as number) < 0) this.#sources[entry] = index;
      if (isWithdrawn) {
        this.#wants[entry] = (this.#wants[entry] as number) | GONE;
        if (this.#known[entry] === KNOWN.nothing) this.#bits[entry] = (this.#bits[entry] as number) | bits;
        continue;
      }
      this.#wants[entry] = (this.#wants[entry] as number) | WANTED | (bits & NAME_BITS);
      const had = this.#bits[entry] as number;
      const isNewName = (bits & NAME_BITS & ~had) !== 0;
      if (isNewName) this.#bits[entry] = had | (bits & NAME_BITS);
      // Held under one name of a device id is not held under the other, where that makes a difference.
      if (isNewName && namesCount && this.#known[entry] === KNOWN.held) this.#known[entry] = KNOWN.perhaps;
      if (everybody || this.#known[entry] !== KNOWN.held) this.#sink.changed(part[at + 2] as number);
    }
  }

  #settle(held: Partition | null, part: Int32Array): MergedPart {
    const { verdicts, keepsHashes } = this.#rule;
    let count = 0;
    let identifiers = 0;
    let leaving = 0;
    for (let entry = 0; entry < this.#count; entry++) {
      const wants = (this.#wants[entry] as number) & (WANTED | GONE);
      const verdict = verdicts[caseOf(this.#known[entry] as number, wants)] as number;
      const bits = this.#bits[entry] as number;
      const departs = departsIn(verdict);
      const planned = nextIn(verdict);
      if (planned === STATE.removing) leaving++;
      const next = this.#knowingNames(entry, planned);
      if (next === null && !departs) continue;
      if (departs) this.#depart(bits, this.#hashOf(entry, held, part));
      if (next === null) continue;
      this.#outPrints[count * 2] = this.#low[entry] as number;
      this.#outPrints[count * 2 + 1] = this.#high[entry] as number;
      this.#outFlags[count] = bits | next;
      if (keepsHashes) this.#copyHash(entry, held, part, count * HASH_WORDS);
      if (next === STATE.held || next === STATE.adding || next === STATE.perhaps) identifiers++;
      count++;
    }
    return {
      partition: {
        count,
        fingerprints: this.#outPrints,
        hashes: keepsHashes ? this.#outHashes : null,
        flags: this.#outFlags,
      },
      identifiers,
      leaving,
    };
  }

  /**
   * A device id that is sent under one of its names settles nothing about the other, where that makes a difference: an export that broke
   * off may have left it open. It stays so, and goes out again with whoever has it.
   */
  #knowingNames(entry: number, next: State | null): State | null {
    const wants = this.#wants[entry] as number;
    if (!this.#rule.namesCount || (wants & WANTED) === 0 || (next !== STATE.adding && next !== STATE.removing))
      return next;
    const settled = next === STATE.adding ? wants | (this.#heldAs[entry] as number) : wants;
    return ((this.#bits[entry] as number) & NAME_BITS & ~settled) === 0 ? next : STATE.perhaps;
  }

  #depart(bits: number, hash: Uint8Array): void {
    const names = bits & NAME_BITS;
    if (!this.#rule.namesCount || names !== (AS_GOOGLE | AS_APPLE)) return this.#sink.departs(bits, hash);
    this.#sink.departs(bits & ~AS_APPLE, hash);
    this.#sink.departs(bits & ~AS_GOOGLE, hash);
  }

  #hashOf(entry: number, held: Partition | null, part: Int32Array): Uint8Array {
    const isMd5 = ((this.#bits[entry] as number) & MD5) !== 0;
    const source = this.#sources[entry] as number;
    const words = source >= 0 ? part : held?.hashes;
    if (words == null) throw new Error('the ledger does not keep the identifier it has to take out');
    const at = source >= 0 ? source * ENTRY_WORDS + 4 : entry * HASH_WORDS;
    return new Uint8Array(words.buffer, words.byteOffset + at * 4, isMd5 ? 16 : 32);
  }

  #copyHash(entry: number, held: Partition | null, part: Int32Array, to: number): void {
    const source = this.#sources[entry] as number;
    const words = source >= 0 ? part : held?.hashes;
    if (words == null) throw new Error('the ledger does not keep the identifiers it has to carry on');
    const from = source >= 0 ? source * ENTRY_WORDS + 4 : entry * HASH_WORDS;
    const out = this.#outHashes;
    for (let word = 0; word < HASH_WORDS; word++) out[to + word] = words[from + word] as number;
  }
}
