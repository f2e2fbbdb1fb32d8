import { sha256Hex } from '../crypto/index.ts';
import type { Random } from '../deps.ts';

const STATE_BYTES = 32;
/** How long a person may take at TikTok. */
export const STATE_LIFE_MS = 10 * 60_000;

/** A fresh OAuth `state`: 256 random bits, URL-safe. Only its hash is ever stored. */
export function makeState(random: Random): string {
  return Buffer.from(random.bytes(STATE_BYTES)).toString('base64url');
}

/** What is stored of a state and what it is found by: its SHA-256 in hex. */
export function hashState(state: string): string {
  return sha256Hex(state);
}
