import { createDecode, type TextEncoding } from './encoding.ts';

const LF = 10;
const CR = 13;
const NO_BYTES = new Uint8Array(0);

/**
 * Collects bytes until a line ends and hands them out in blocks. Because a block always ends behind a line end, no
 * character is ever cut in two and the byte offset of every block is known exactly, so that reading can go on from
 * there another day.
 */
export interface LineBlocks {
  /** All whole lines so far; nothing when no line has ended yet. The bytes are good until the next call. */
  push(bytes: Uint8Array): Uint8Array;
  /** What is left, whether or not its line ended. */
  end(): Uint8Array;
  /** Text of the block just handed out, or of a part of it that begins and ends at a line end. */
  text(from?: number, to?: number): string;
  /** Reads as another encoding from now on, also what waits; one of those in which ASCII is ASCII for another such. */
  readAs(encoding: TextEncoding): void;
  /** Takes back the end of the block just handed out: a record that goes on in the next line. */
  takeBack(tail: string): void;
  /** Bytes of the file behind which everything handed out, and not taken back, lies. */
  readonly byteOffset: number;
  /** Bytes waiting for their line to end. */
  readonly pendingBytes: number;
}

/** `startOffset` is where in the file the first byte pushed stands: above 0 no byte order mark is looked for. */
export function createLineBlocks(encoding: TextEncoding, startOffset: number): LineBlocks {
  let decode = createDecode(encoding);
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  let byteOffset = startOffset;
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let wantedBytes = 0;
  let block: Uint8Array = NO_BYTES;
  let isStart = false;
  let joined = NO_BYTES;

  function handOut(bytes: Uint8Array): Uint8Array {
    isStart = byteOffset === 0;
    block = pending.length === 0 ? bytes : join(bytes);
    pending = [];
    pendingBytes = 0;
    wantedBytes = 0;
    byteOffset += block.length;
    return block;
  }

  /** Into memory that is used again for the next block. */
  function join(last: Uint8Array): Uint8Array {
    const length = pendingBytes + last.length;
    if (joined.length < length) joined = new Uint8Array(length * 2);
    let offset = 0;
    for (const part of pending) {
      joined.set(part, offset);
      offset += part.length;
    }
    joined.set(last, offset);
    return joined.subarray(0, length);
  }

  function keep(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    pending.push(bytes.slice()); // a copy: the caller may use its buffer again
    pendingBytes += bytes.length;
  }

  return {
    push(bytes) {
      const cut = isWide ? cutWide(bytes, pendingBytes & 1, encoding === 'utf-16le') : cutNarrow(bytes);
      if (cut === 0 || pendingBytes + bytes.length < wantedBytes) {
        keep(bytes);
        block = NO_BYTES;
        return block;
      }
      const whole = handOut(bytes.subarray(0, cut));
      keep(bytes.subarray(cut));
      return whole;
    },
    end: () => handOut(NO_BYTES),
    text(from = 0, to = block.length) {
      const text = decode(from === 0 && to === block.length ? block : block.subarray(from, to));
      return isStart && from === 0 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    },
    readAs(other) {
      decode = createDecode(other);
    },
    takeBack(tail) {
      const bytes = isWide
        ? Math.min(tail.length * 2 + bomBytes(tail, block), block.length)
        : block.length - startOfTail(tail, block);
      const rest = pending;
      pending = [block.slice(block.length - bytes), ...rest];
      pendingBytes += bytes;
      byteOffset -= bytes;
      // The record is read again from its start each time more of it comes. Waiting until it has grown by a quarter
      // keeps the work linear in its length however small the pieces are.
      wantedBytes = bytes + (bytes >> 2) + 1;
    },
    get byteOffset() {
      return byteOffset;
    },
    get pendingBytes() {
      return pendingBytes;
    },
  };
}

/** How many bytes to hand out. A CR at the very end waits, since its LF may come next. */
function cutNarrow(bytes: Uint8Array): number {
  const lf = bytes.lastIndexOf(LF);
  if (lf !== -1) return lf + 1;
  return bytes.length < 2 ? 0 : bytes.lastIndexOf(CR, bytes.length - 2) + 1;
}

function cutWide(bytes: Uint8Array, parity: number, isLittleEndian: boolean): number {
  const [low, high] = isLittleEndian ? [0, 1] : [1, 0];
  for (let wanted = LF; ; wanted = CR) {
    // A unit that began in an earlier piece is passed over: its line end is found with the next one.
    for (let i = bytes.length - 2 - ((bytes.length - parity) & 1); i >= parity; i -= 2) {
      const isLast = i + 4 > bytes.length;
      if (bytes[i + low] === wanted && bytes[i + high] === 0 && !(wanted === CR && isLast)) return i + 2;
    }
    if (wanted === CR) return 0;
  }
}

/**
 * A tail starts right behind a line end (or at the block's start), and line ends are one byte each in text and in
 * bytes.
 */
function startOfTail(tail: string, block: Uint8Array): number {
  let lineEnds = 0;
  for (let i = 0; i < tail.length; i++) {
    const code = tail.charCodeAt(i);
    if (code === LF || code === CR) lineEnds++;
  }
  let at = block.length;
  while (at > 0) {
    const byte = block[at - 1];
    if ((byte === LF || byte === CR) && lineEnds-- === 0) break;
    at--;
  }
  return at;
}

function bomBytes(tail: string, block: Uint8Array): number {
  return tail.length * 2 + 2 === block.length ? 2 : 0;
}
