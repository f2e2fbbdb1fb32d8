import { createHash } from 'node:crypto';

/** A stream of choices that is the same for the same seed on every machine. */
export interface SeededRandom {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number between both ends, ends included. */
  int(min: number, max: number): number;
  pick<T>(items: readonly T[]): T;
  /** Lower-case hex text of this length. */
  hex(length: number): string;
  /** An id of this many digits that a JavaScript number cannot hold exactly. */
  id(digits: number, prefix?: string): string;
}

/** Choices derived from SHA-256 over the seed and a counter: well spread, and free of any platform's own generator. */
export function createRandom(seed: string): SeededRandom {
  let counter = 0;
  let pool = Buffer.alloc(0);
  let offset = 0;

  const bytes = (length: number): Buffer => {
    if (offset + length <= pool.length) {
      offset += length;
      return pool.subarray(offset - length, offset);
    }
    const parts: Buffer[] = [];
    let missing = length;
    while (missing > 0) {
      if (offset === pool.length) {
        pool = createHash('sha256').update(`${seed}\n${counter}`).digest();
        counter += 1;
        offset = 0;
      }
      const taken = pool.subarray(offset, offset + missing);
      offset += taken.length;
      missing -= taken.length;
      parts.push(taken);
    }
    return Buffer.concat(parts);
  };

  const next = (): number => bytes(6).readUIntBE(0, 6) / 2 ** 48;
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));

  return {
    next,
    int,
    pick<T>(items: readonly T[]): T {
      const chosen = items[int(0, items.length - 1)];
      if (chosen === undefined) throw new RangeError('nothing to pick from');
      return chosen;
    },
    hex: (length) =>
      bytes(Math.ceil(length / 2))
        .toString('hex')
        .slice(0, length),
    id(digits, prefix = '7') {
      for (;;) {
        let text = prefix;
        while (text.length < digits) text += String(int(0, 9));
        // A rounded id would still look right in a client that parses numbers carelessly: only lossy ones are worth
        // handing out.
        if (digits < 16 || String(Number(text)) !== text) return text;
      }
    },
  };
}

/** One number from 0 up to 1 that belongs to a seed and a label, whatever was drawn before. */
export function fractionOf(seed: string, label: string): number {
  return createHash('sha256').update(`${seed}\n${label}`).digest().readUIntBE(0, 6) / 2 ** 48;
}
