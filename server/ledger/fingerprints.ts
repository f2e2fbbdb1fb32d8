import { type Cipher, createCipheriv, hkdfSync } from 'node:crypto';
import { SORT_BITS } from './states.ts';

/** What the cipher takes: half of a SHA-256, all of an MD5. */
export const BLOCK_BYTES = 16;
const SORTS = (SORT_BITS >> 3) + 1;
const EMPTY = new Uint8Array(0);

/**
 * Fingerprints of identifiers, many at once: 64 bits of AES-256 over the first 128 bits of the identifier's hash, under a key of the
 * ledger's own and another for each sort of identifier. AES because Node does hundreds of millions of blocks a second of it in
 * one call, where a keyed hash per value costs a call each. What is cut off cannot be undone, not even with the key; without
 * the key a fingerprint cannot even be compared with a guess.
 */
export class Fingerprinter {
  readonly #ciphers: (Cipher | null)[] = Array.from({ length: SORTS }, () => null);
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /**
   * @param sort the entry byte's SORT_BITS
   * @param blocks whole blocks
   * @returns per block four numbers of 32 bits, the first two of which are the fingerprint
   */
  digest(sort: number, blocks: Uint8Array): Int32Array {
    const index = sort >> 3;
    let cipher = this.#ciphers[index] ?? null;
    if (cipher === null) {
      cipher = createCipheriv('aes-256-ecb', subkey(this.#key, `fingerprint ${index}`), null).setAutoPadding(false);
      this.#ciphers[index] = cipher;
    }
    return toWords(cipher.update(blocks));
  }
}

/** A key for one use, made from the ledger's. */
export function subkey(key: Uint8Array, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, EMPTY, `tiktok-ads-connect ledger ${use}`, 32));
}

/** The bytes as 32-bit numbers, copied when they do not lie on a boundary of four. */
export function toWords(bytes: Uint8Array): Int32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
}
