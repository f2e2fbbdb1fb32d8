import { randomBytes } from 'node:crypto';

// 64 bits to find equal keys by. They prove nothing: whoever finds two that agree compares the keys themselves. The start
// values are random, so that nobody can prepare a file whose keys all fall together; they are kept with the export, since the
// bits must come out the same when an upload goes on after a restart.

export interface KeySeed {
  readonly a: number;
  readonly b: number;
}

export function drawKeySeed(): KeySeed {
  const bytes = randomBytes(8);
  return { a: bytes.readInt32LE(0), b: bytes.readInt32LE(4) };
}

/** Hashes bytes of a view. One object that is used again: read `low` and `high` before the next call. */
export class KeyHash {
  low = 0;
  high = 0;
  readonly #a: number;
  readonly #b: number;

  constructor(seed: KeySeed) {
    this.#a = seed.a | 0;
    this.#b = seed.b | 0;
  }

  /** Every digit counts, so that made-up hashes which differ in their last digits only do not pile up. */
  update(view: DataView, start: number, end: number): void {
    let a = this.#a ^ (end - start);
    let b = this.#b;
    let at = start;
    for (; at + 8 <= end; at += 8) {
      a = Math.imul(a ^ view.getInt32(at, true), 0x2c1b3c6d);
      b = Math.imul(b ^ view.getInt32(at + 4, true), 0x297a2d39);
      a ^= (a >>> 15) ^ b;
      b ^= b >>> 13;
    }
    for (; at < end; at++) a = Math.imul(a ^ view.getUint8(at), 0x01000193);
    this.low = finish(a ^ Math.imul(b, 0x85ebca6b));
    this.high = finish(b ^ Math.imul(a, 0xc2b2ae35 | 0));
  }
}

function finish(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b | 0);
  return mixed ^ (mixed >>> 16);
}
