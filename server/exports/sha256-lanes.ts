import { nodeHasher } from './node-hasher.ts';
import {
  BLOCK_BYTES,
  BLOCKS,
  BUFFER_BYTES,
  BUFFERS_AT,
  DIGESTS_AT,
  LANES,
  NOWHERE_AT,
  PLACES_AT,
  sha256Module,
} from './sha256-wasm.ts';

const HEX_BYTES = 64;
/** What fits into one block beside the padding: a bit, and the length in 8 bytes. */
const MAX_TEXT = BLOCK_BYTES - 9;

/** Where digests are to be written; asked for when they are, so it may be another buffer by then. */
export interface DigestTarget {
  readonly view: DataView;
}

/** Memory in which texts are hashed, and what does it where the processor has vector instructions. */
export interface LaneMemory {
  readonly bytes: Uint8Array;
  readonly hash: ((groups: number) => void) | null;
  /** Two buffers of it for what the digests are part of: there they are written in place. None without vector instructions. */
  readonly buffers: readonly [Buffer, Buffer] | null;
}

/**
 * SHA-256 of short ASCII texts, four at once, written as hex into a buffer: no string and no array is made on the way. That is
 * two to three times as fast as one call of OpenSSL after the other. Longer texts, other characters, and machines
 * without vector instructions go through OpenSSL one by one.
 */
export class Sha256Lanes {
  readonly #target: DigestTarget;
  readonly #lanes: LaneMemory;
  readonly #memory: Uint8Array;
  readonly #view: DataView;
  /** Where in the target each digest goes, and then where in the memory. */
  readonly #places = new Int32Array(BLOCKS);
  readonly #addresses: Int32Array;
  #used = 0;

  constructor(target: DigestTarget, lanes: LaneMemory = createLaneMemory()) {
    this.#target = target;
    this.#lanes = lanes;
    this.#memory = lanes.bytes;
    this.#view = new DataView(lanes.bytes.buffer);
    this.#addresses = new Int32Array(lanes.bytes.buffer, PLACES_AT, BLOCKS);
  }

  /** Has the digest of the text written to `at` of the target, at the latest by `finish`. */
  add(text: string, at: number): void {
    const length = text.length;
    if (length > MAX_TEXT) {
      this.#addSlowly(text, at);
      return;
    }
    const memory = this.#memory;
    const block = this.reserve(1);
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index);
      if (code > 127) {
        memory.fill(0, block, block + index);
        this.#addSlowly(text, at);
        return;
      }
      memory[block + index] = code;
    }
    this.take(length, at);
  }

  /** Where texts that are bytes already are written: at the place that `reserve` tells, followed by `take` or `drop`. */
  get texts(): Uint8Array {
    return this.#memory;
  }

  /** Makes room for so many texts, 64 bytes apart. @returns where in `texts` the first begins */
  reserve(count: number): number {
    if (this.#used + count > BLOCKS) this.finish();
    return this.#used * BLOCK_BYTES;
  }

  /** The next reserved text has been written: up to 55 bytes of ASCII, whose digest goes to `at` of the target. */
  take(length: number, at: number): void {
    const memory = this.#memory;
    const block = this.#used * BLOCK_BYTES;
    memory[block + length] = 0x80;
    memory[block + 62] = length >> 5;
    memory[block + 63] = (length << 3) & 255;
    this.#places[this.#used] = at;
    this.#used++;
  }

  /** So many of the reserved texts are not wanted after all, whatever has been written there. */
  drop(count: number): void {
    const block = this.#used * BLOCK_BYTES;
    this.#memory.fill(0, block, block + count * BLOCK_BYTES);
  }

  /** Writes every digest that is still waiting for its lane to run. */
  finish(): void {
    const used = this.#used;
    if (used === 0) return;
    this.#used = 0;
    const { hash } = this.#lanes;
    if (hash === null) {
      this.#finishSlowly(used);
      return;
    }
    const { view } = this.#target;
    const isInPlace = view.buffer === this.#memory.buffer;
    const groups = Math.ceil(used / LANES);
    for (let lane = 0; lane < used; lane++) {
      this.#addresses[lane] = isInPlace
        ? view.byteOffset + (this.#places[lane] as number)
        : DIGESTS_AT + lane * HEX_BYTES;
    }
    this.#addresses.fill(NOWHERE_AT, used, groups * LANES);
    hash(groups);
    if (isInPlace) return;
    for (let lane = 0; lane < used; lane++) {
      const from = DIGESTS_AT + lane * HEX_BYTES;
      const to = this.#places[lane] as number;
      // Eight digits at a time as a number; no eight digits are one that is not a number, whose bits might change.
      for (let offset = 0; offset < HEX_BYTES; offset += 8)
        view.setFloat64(to + offset, this.#view.getFloat64(from + offset, true), true);
    }
  }

  #finishSlowly(used: number): void {
    const memory = Buffer.from(this.#memory.buffer);
    for (let lane = 0; lane < used; lane++) {
      const block = lane * BLOCK_BYTES;
      const length = ((memory[block + 62] as number) << 5) | ((memory[block + 63] as number) >> 3);
      this.#addSlowly(memory.toString('latin1', block, block + length), this.#places[lane] as number);
    }
    memory.fill(0);
  }

  #addSlowly(text: string, at: number): void {
    const digest = nodeHasher.sha256(text);
    const { view } = this.#target;
    for (let index = 0; index < HEX_BYTES; index++) view.setUint8(at + index, digest.charCodeAt(index));
  }
}

/** The little of the WebAssembly interface that is used here; Node's types leave it to the DOM's. */
interface WasmRuntime {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object) => { exports: WasmExports };
}

interface WasmExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly hash: (groups: number) => void;
}

let compiled: object | null | undefined;
let isProven = false;

/** Memory for one user of the lanes. */
export function createLaneMemory(): LaneMemory {
  return instantiate() ?? { bytes: new Uint8Array(NOWHERE_AT), hash: null, buffers: null };
}

type FastLaneMemory = LaneMemory & { readonly buffers: readonly [Buffer, Buffer] };

function instantiate(): LaneMemory | null {
  const runtime = (globalThis as { WebAssembly?: WasmRuntime }).WebAssembly;
  if (runtime === undefined || compiled === null) return null;
  try {
    compiled ??= new runtime.Module(sha256Module());
  } catch {
    // No vector instructions on this processor, or WebAssembly switched off.
    compiled = null;
    return null;
  }
  const lanes = openLanes(runtime, compiled);
  if (lanes !== null && !isProven && !(isProven = isRight(lanes))) compiled = null;
  return isProven ? lanes : null;
}

function openLanes(runtime: WasmRuntime, module: object): FastLaneMemory | null {
  try {
    const { memory, hash } = new runtime.Instance(module).exports;
    const buffer = (index: number): Buffer =>
      Buffer.from(memory.buffer, BUFFERS_AT + index * BUFFER_BYTES, BUFFER_BYTES);
    return { bytes: new Uint8Array(memory.buffer), hash, buffers: [buffer(0), buffer(1)] };
  } catch {
    // No room for another memory, of which V8 reserves far more addresses than it has bytes: this one goes the slow way.
    return null;
  }
}

/** Once a process the lanes must agree with OpenSSL, since a hash that is wrong matches nobody and nothing would say so. */
function isRight(lanes: FastLaneMemory): boolean {
  const [buffer] = lanes.buffers;
  const texts = Array.from({ length: LANES + 2 }, (_, lane) => 'a person@example.com'.repeat(lane).slice(0, MAX_TEXT));
  const digests = new Sha256Lanes({ view: new DataView(buffer.buffer, buffer.byteOffset, buffer.length) }, lanes);
  texts.forEach((text, lane) => digests.add(text, lane * HEX_BYTES));
  digests.finish();
  return (
    buffer.toString('latin1', 0, texts.length * HEX_BYTES) === texts.map((text) => nodeHasher.sha256(text)).join('')
  );
}
