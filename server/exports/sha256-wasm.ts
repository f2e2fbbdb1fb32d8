import { flow, I32, integer, littleEndian, local, signed, unsigned, V128, VOID, wasmModule } from './wasm-code.ts';

// Builds a WebAssembly module that hashes short messages, four at once: each of SHA-256's 32-bit variables is a vector of
// four, one lane a message. Written out as instructions here because it is small, and a compiler would be one more tool.
//
// Memory: `BLOCKS` 64-byte blocks at 0, already padded by the caller; then where the 64 hex digits of each are to go. The blocks
// are cleared on the way, so that the caller only writes what differs from zero. Behind them room for two buffers of lines, so that
// digits can be written where they belong, and before them for digits that belong elsewhere.

export const BLOCK_BYTES = 64;
export const LANES = 4;
export const BLOCKS = 256;
export const DIGESTS_AT = BLOCK_BYTES * BLOCKS;
export const PLACES_AT = DIGESTS_AT + BLOCK_BYTES * BLOCKS;
/** Digits of a lane without a text go here. */
export const NOWHERE_AT = PLACES_AT + BLOCKS * 4;
const PAGE_BYTES = 65_536;
export const BUFFER_BYTES = 512 * 1024;
export const BUFFERS_AT = PAGE_BYTES;
const PAGES = 1 + (2 * BUFFER_BYTES) / PAGE_BYTES;

const STATE = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

// Locals: groups of four still to do (the parameter), where the group's blocks begin; 16 message words, 8 state variables, 4 helpers.
const GROUPS = 0;
const BASE = 1;
const WORD = 2;
const VARIABLE = 18;
const HELPER = 26;
const VECTORS = 28;

const simd = {
  load: 0x00,
  store: 0x0b,
  constant: 0x0c,
  shuffle: 0x0d,
  swizzle: 0x0e,
  and: 0x4e,
  or: 0x50,
  xor: 0x51,
  bitselect: 0x52,
  shiftBytesRight: 0x6d,
  shiftLeft: 0xab,
  shiftRight: 0xad,
  add: 0xae,
} as const;

/** The bytes of the module. It exports `memory` and `hash`, which hashes the given number of groups of four blocks. */
export function sha256Module(): Uint8Array<ArrayBuffer> {
  const locals = [
    { count: 1, type: I32 },
    { count: VECTORS, type: V128 },
  ];
  return wasmModule(PAGES, [{ name: 'hash', parameters: 1, locals, code: hashGroups() }]);
}

function hashGroups(): number[] {
  const code: number[] = [];
  const emit = (...bytes: readonly number[]): void => {
    for (const byte of bytes) code.push(byte);
  };
  const get = (index: number): void => emit(local.get, index);
  const set = (index: number): void => emit(local.set, index);
  const op = (opcode: number, ...rest: readonly number[]): void => emit(0xfd, ...unsigned(opcode), ...rest);
  const number = (value: number): void => emit(integer.constant, ...signed(value));
  const splat = (value: number): void => op(simd.constant, ...[0, 1, 2, 3].flatMap(() => littleEndian(value)));
  const load = (at: number): void => {
    get(BASE);
    op(simd.load, 0, ...unsigned(at));
  };
  /** Where a lane's digits go. */
  const place = (lane: number): void => {
    get(BASE);
    number(4); // a place takes 4 bytes, a block 64
    emit(integer.shiftRight, integer.load, 0, ...unsigned(PLACES_AT + lane * 4));
  };
  const shift = (opcode: number, bits: number): void => {
    number(bits);
    op(opcode);
  };
  /** Words picked from two vectors: 0 to 3 of the first, 4 to 7 of the second. */
  const pickWords = (a: number, b: number, words: readonly number[]): void => {
    get(a);
    get(b);
    op(simd.shuffle, ...words.flatMap((word) => [0, 1, 2, 3].map((byte) => word * 4 + byte)));
  };
  const swapBytes = (index: number): void => {
    get(index);
    get(index);
    op(simd.shuffle, ...[0, 1, 2, 3].flatMap((word) => [3, 2, 1, 0].map((byte) => word * 4 + byte)));
    set(index);
  };
  /** Four vectors as rows of a 4 by 4 table, turned so that its columns become the vectors. */
  const transpose = (first: number): void => {
    const [a, b, c, d] = [first, first + 1, first + 2, first + 3] as const;
    pickWords(a, b, [0, 4, 1, 5]);
    set(HELPER);
    pickWords(c, d, [0, 4, 1, 5]);
    set(HELPER + 1);
    pickWords(a, b, [2, 6, 3, 7]);
    set(HELPER + 2);
    pickWords(c, d, [2, 6, 3, 7]);
    set(HELPER + 3);
    [
      [HELPER, HELPER + 1, [0, 1, 4, 5]],
      [HELPER, HELPER + 1, [2, 3, 6, 7]],
      [HELPER + 2, HELPER + 3, [0, 1, 4, 5]],
      [HELPER + 2, HELPER + 3, [2, 3, 6, 7]],
    ].forEach((pick, index) => {
      const [from, to, words] = pick as [number, number, number[]];
      pickWords(from, to, words);
      set(first + index);
    });
  };
  const rotate = (index: number, bits: number): void => {
    get(index);
    shift(simd.shiftRight, bits);
    get(index);
    shift(simd.shiftLeft, 32 - bits);
    op(simd.or);
  };
  /** Rotations by two counts and a rotation or shift by a third, all exclusive-ored. */
  const sigma = (index: number, first: number, second: number, third: number, thirdIsShift: boolean): void => {
    rotate(index, first);
    rotate(index, second);
    op(simd.xor);
    if (thirdIsShift) {
      get(index);
      shift(simd.shiftRight, third);
    } else rotate(index, third);
    op(simd.xor);
  };

  emit(flow.loop, VOID);
  for (let group = 0; group < 4; group++) {
    for (let lane = 0; lane < LANES; lane++) {
      load(lane * BLOCK_BYTES + group * 16);
      set(WORD + group * 4 + lane);
      swapBytes(WORD + group * 4 + lane);
    }
    transpose(WORD + group * 4);
  }
  STATE.forEach((value, index) => {
    splat(value);
    set(VARIABLE + index);
  });

  for (let round = 0; round < 64; round++) {
    // The variables change roles instead of places.
    const [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7].map((role) => VARIABLE + ((role - round) & 7)) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const word = WORD + (round & 15);
    if (round >= 16) {
      get(word);
      sigma(WORD + ((round + 1) & 15), 7, 18, 3, true);
      op(simd.add);
      get(WORD + ((round + 9) & 15));
      op(simd.add);
      sigma(WORD + ((round + 14) & 15), 17, 19, 10, true);
      op(simd.add);
      set(word);
    }
    get(h);
    sigma(e, 6, 11, 25, false);
    op(simd.add);
    get(f);
    get(g);
    get(e);
    op(simd.bitselect);
    op(simd.add);
    splat(roundConstant(round));
    op(simd.add);
    get(word);
    op(simd.add);
    emit(local.tee, HELPER);
    get(d);
    op(simd.add);
    set(d);
    sigma(a, 2, 13, 22, false);
    get(c);
    get(b);
    get(a);
    get(b);
    op(simd.xor);
    op(simd.bitselect); // the majority of a, b, c: c where a and b differ
    op(simd.add);
    get(HELPER);
    op(simd.add);
    set(h);
  }

  STATE.forEach((value, index) => {
    get(VARIABLE + index);
    splat(value);
    op(simd.add);
    set(VARIABLE + index);
  });
  for (const half of [0, 1]) {
    transpose(VARIABLE + half * 4);
    for (let lane = 0; lane < LANES; lane++) {
      const digest = VARIABLE + half * 4 + lane;
      swapBytes(digest);
      get(digest);
      shift(simd.shiftBytesRight, 4);
      set(HELPER);
      get(digest);
      splat(0x0f0f0f0f);
      op(simd.and);
      set(HELPER + 1);
      for (const part of [0, 1]) {
        place(lane);
        op(simd.constant, ...Buffer.from('0123456789abcdef', 'latin1'));
        get(HELPER);
        get(HELPER + 1);
        op(simd.shuffle, ...[0, 1, 2, 3, 4, 5, 6, 7].flatMap((byte) => [part * 8 + byte, 16 + part * 8 + byte]));
        op(simd.swizzle);
        op(simd.store, 0, ...unsigned(half * 32 + part * 16));
      }
    }
  }
  for (let at = 0; at < BLOCK_BYTES * LANES; at += 16) {
    get(BASE);
    splat(0);
    op(simd.store, 0, ...unsigned(at));
  }
  get(BASE);
  number(BLOCK_BYTES * LANES);
  emit(integer.add);
  set(BASE);
  get(GROUPS);
  number(-1);
  emit(integer.add, local.tee, GROUPS, flow.branchIf, 0, flow.end);
  return code;
}

/** The first 32 bits of the fractional part of the cube root of the round's prime (FIPS 180-4, 4.2.2). */
function roundConstant(round: number): number {
  let prime = 1;
  for (let found = -1; found < round; ) {
    prime++;
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= prime; divisor++) if (prime % divisor === 0) isPrime = false;
    if (isPrime) found++;
  }
  // Exact in integers: the cube root of the prime times 2^96 is its cube root times 2^32.
  const target = BigInt(prime) << 96n;
  let root = 0n;
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((root + bit) ** 3n <= target) root += bit;
  return Number(root & 0xffffffffn);
}
