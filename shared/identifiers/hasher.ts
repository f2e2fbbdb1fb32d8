import { md5Hex } from './md5.ts';
import { sha256Hex } from './sha256.ts';

/**
 * Hashes the UTF-8 bytes of a text to lower-case hex, at once. Node passes `crypto.hash`; the default is plain
 * JavaScript.
 */
export interface Hasher {
  sha256(text: string): string;
  md5(text: string): string;
}

export const scriptHasher: Hasher = { sha256: sha256Hex, md5: md5Hex };
