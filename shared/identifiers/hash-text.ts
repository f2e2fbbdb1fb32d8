import type { Attribute } from './attributes.ts';
import { EMPTY, NOT_A_HASH, ZEROED_DEVICE_ID, type Rejected } from './reject-reasons.ts';

const HEX_64 = /^[0-9a-fA-F]{64}$/;
const HEX_32 = /^[0-9a-fA-F]{32}$/;
const LOOKS_HASHED = /^(?=.*[0-9])[0-9A-Za-z]{32,}$/;
const ALL_ZERO = /^0+$/;

// A field that was blank before somebody hashed it: the digest of no text at all. Sending it on would match nobody.
const DIGESTS_OF_NOTHING = new Set([
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'd41d8cd98f00b204e9800998ecf8427e',
]);

// SHA-256 and MD5 of the all-zero advertising id that a phone reports once its owner has said no, with and without
// dashes.
const DIGESTS_OF_ZERO_IDS = new Set([
  '12b9377cbe7e5c94e8a70d9d23929523d14afa954793130f8a3959c7b849aca8',
  '9f89c84a559f573636a47ff8daed0d33',
  '84e0c0eafaa95a34c293f278ac52e45ce537bab5e752a00e6959a13ae103b65a',
  'cd9e459ea708a948d5c2f5a6ca8838cf',
]);

/** Device ids alone may also come as an MD5 and have a second, MD5 form. */
export function isDeviceAttribute(attribute: Attribute): boolean {
  return attribute === 'googleAdvertisingId' || attribute === 'appleIdfa';
}

/**
 * Lower-cased hash when the text already is one (64 hex digits, or 32 for a device id), `null` when it is an ordinary
 * value. A hash of nothing or of the all-zero device id says so.
 */
export function readHash(text: string, isDevice: boolean): string | Rejected | null {
  const length = text.length;
  if (!(length === 64 && HEX_64.test(text)) && !(length === 32 && isDevice && HEX_32.test(text))) return null;
  const hash = text.toLowerCase();
  if (DIGESTS_OF_NOTHING.has(hash)) return EMPTY;
  if (isDevice && (DIGESTS_OF_ZERO_IDS.has(hash) || ALL_ZERO.test(hash))) return ZEROED_DEVICE_ID;
  return ALL_ZERO.test(hash) ? NOT_A_HASH : hash;
}

/**
 * A long run of letters and digits: an MD5 where none is taken, a SHA-1, a truncated SHA-256. It is refused as
 * `not_a_hash`, so that a broken hash is never hashed a second time.
 */
export function looksHashed(text: string): boolean {
  return text.length >= 32 && LOOKS_HASHED.test(text);
}
