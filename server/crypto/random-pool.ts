import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 8192;

let pool = Buffer.alloc(0);
let used = 0;

/**
 * Random bytes of the operating system, fetched for many callers at once: asking it for 12 or 16 takes longer than sealing a
 * notice. Each byte is given to one caller only.
 */
export function pooledRandomBytes(length: number): Buffer {
  if (length > POOL_BYTES) return randomFillSync(Buffer.alloc(length));
  if (used + length > pool.length) {
    // A new one, since those who got a part of the old one hold on to it.
    pool = randomFillSync(Buffer.alloc(POOL_BYTES));
    used = 0;
  }
  used += length;
  return pool.subarray(used - length, used);
}
