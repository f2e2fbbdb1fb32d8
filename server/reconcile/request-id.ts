import type { Random } from '../deps.ts';

const SIGN = 2n ** 63n;

/** A `request_id` for a create: 63 random bits, as the 64-bit integer in text that TikTok asks for. Never 0. */
export function newRequestId(random: Pick<Random, 'bytes'>): string {
  const value = Buffer.from(random.bytes(8)).readBigUInt64BE() % SIGN;
  return String(value === 0n ? 1n : value);
}
