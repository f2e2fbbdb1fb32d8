import { randomBytes } from 'node:crypto';
import { pooledRandomBytes } from './crypto/index.ts';
import type { Random } from './deps.ts';

const ID_BYTES = 16;

/** Randomness from the operating system. */
export const systemRandom: Random = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
  id: (prefix) => `${prefix}_${pooledRandomBytes(ID_BYTES).toString('base64url')}`,
};
