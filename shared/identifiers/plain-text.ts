// Identifiers that need no second thought, from bytes to bytes: the same answer as `email.ts`, `device-id.ts` and `hash-text.ts`
// give for them as texts, without a text being made. Whatever is unusual in any way is NOT_PLAIN and left to those; a property
// test holds the two together. Each writes its answer to `at` of `target`; when it is NOT_PLAIN, what was written means nothing.

/** Instead of a length: the value has to be looked at as text. */
export const NOT_PLAIN = 0;

const AT_SIGN = 64;
const DOT = 46;
const DASH = 45;
const NINE = 57;
const ZERO = 48;
/** Shorter than any limit of an address's parts, and what one block of SHA-256 has room for. */
export const LONGEST_PLAIN_EMAIL = 55;
const DEVICE_ID_LENGTH = 36;
const HASH_LENGTH = 64;

/** What a byte becomes in the part before the @, in the domain, and as a hex digit; 0 where it may not stand. */
const IN_LOCAL = tableOf("0123456789abcdefghijklmnopqrstuvwxyz!#$%&'*+/=?^_`{|}~.-@");
const IN_DOMAIN = tableOf('0123456789abcdefghijklmnopqrstuvwxyz.-');
const HEX = tableOf('0123456789abcdef');
const ID_GROUPS = Uint8Array.of(8, 4, 4, 4, 12);

function tableOf(chars: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const char of chars) {
    table[char.charCodeAt(0)] = char.charCodeAt(0);
    table[char.toUpperCase().charCodeAt(0)] = char.charCodeAt(0);
  }
  return table;
}

/** An address by the rule `current`. @returns its length, `LONGEST_PLAIN_EMAIL` at most */
export function writePlainEmail(bytes: Uint8Array, start: number, end: number, target: Uint8Array, at: number): number {
  if (end - start > LONGEST_PLAIN_EMAIL) return NOT_PLAIN;
  const shift = at - start;
  let index = start;
  for (; index < end; index++) {
    const byte = IN_LOCAL[bytes[index] as number] as number;
    if (byte === 0) return NOT_PLAIN;
    target[index + shift] = byte;
    if (byte === AT_SIGN) break;
  }
  if (index === start || index >= end - 1) return NOT_PLAIN;
  let labels = 0;
  let hasLetter = false;
  let previous = DOT;
  for (index++; index < end; index++) {
    const byte = IN_DOMAIN[bytes[index] as number] as number;
    if (byte === 0) return NOT_PLAIN;
    if (byte === DOT) {
      if (previous === DOT || previous === DASH) return NOT_PLAIN;
      labels++;
      hasLetter = false;
    } else if (byte === DASH) {
      if (previous === DOT) return NOT_PLAIN;
    } else if (byte > NINE) hasLetter = true;
    target[index + shift] = byte;
    previous = byte;
  }
  return labels > 0 && hasLetter && previous !== DOT && previous !== DASH ? end - start : NOT_PLAIN;
}

/** A raw advertising id. @returns 36 */
export function writePlainDeviceId(
  bytes: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  at: number,
): number {
  if (end - start !== DEVICE_ID_LENGTH) return NOT_PLAIN;
  /** All digits' bits, by which an id of zeros is told. */
  let bits = 0;
  let from = start;
  let to = at;
  for (let group = 0; group < ID_GROUPS.length; group++) {
    if (group > 0) {
      if (bytes[from++] !== DASH) return NOT_PLAIN;
      target[to++] = DASH;
    }
    const last = to + (ID_GROUPS[group] as number);
    while (to < last) {
      const digit = HEX[bytes[from++] as number] as number;
      if (digit === 0) return NOT_PLAIN;
      bits |= digit ^ ZERO;
      target[to++] = digit;
    }
  }
  return bits === 0 ? NOT_PLAIN : DEVICE_ID_LENGTH;
}

/** Beginnings of the digests that say "nothing" or "no device", which `readHash` knows in full. */
const SUSPECTS: ReadonlySet<string> = new Set(['e3b0', '12b9', '84e0', '0000']);

/** A SHA-256 in hex. @returns 64 */
export function writePlainHash(bytes: Uint8Array, start: number, end: number, target: Uint8Array, at: number): number {
  if (end - start !== HASH_LENGTH) return NOT_PLAIN;
  for (let index = 0; index < HASH_LENGTH; index++) {
    const digit = HEX[bytes[start + index] as number] as number;
    if (digit === 0) return NOT_PLAIN;
    target[at + index] = digit;
  }
  const first = target[at] as number;
  // Only four first digits are worth a closer look: e, 1, 8, 0.
  if (first !== 0x65 && first !== 0x31 && first !== 0x38 && first !== ZERO) return HASH_LENGTH;
  const beginning = String.fromCharCode(first, target[at + 1] ?? 0, target[at + 2] ?? 0, target[at + 3] ?? 0);
  return SUSPECTS.has(beginning) ? NOT_PLAIN : HASH_LENGTH;
}
