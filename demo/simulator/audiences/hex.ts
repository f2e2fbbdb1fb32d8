/** Hex of either case, read without making a string of it. */

const INVALID = 0x100;
const HIGH = new Uint16Array(256).fill(INVALID);
const LOW = new Uint16Array(256).fill(INVALID);
for (let value = 0; value < 16; value += 1) {
  for (const digit of [value.toString(16), value.toString(16).toUpperCase()]) {
    HIGH[digit.charCodeAt(0)] = value << 4;
    LOW[digit.charCodeAt(0)] = value;
  }
}

/**
 * Decodes 32 or 64 hex digits into the 32 bytes of `target`; after 32 digits the second half is zero.
 *
 * @returns false when a character is not hex; `target` is then of no use
 */
export function decodeHex(data: Uint8Array, start: number, length: number, target: Uint8Array): boolean {
  let seen = 0;
  const bytes = length >> 1;
  for (let index = 0; index < bytes; index += 1) {
    const at = start + index * 2;
    const value = (HIGH[data[at] ?? 0] ?? INVALID) | (LOW[data[at + 1] ?? 0] ?? INVALID);
    seen |= value;
    target[index] = value;
  }
  if (bytes < target.length) target.fill(0, bytes);
  return seen < INVALID;
}

/** The same for a string. Characters outside Latin-1 are not hex. */
export function decodeHexText(text: string, target: Uint8Array): boolean {
  let seen = 0;
  const bytes = text.length >> 1;
  for (let index = 0; index < bytes; index += 1) {
    const value = (HIGH[text.charCodeAt(index * 2)] ?? INVALID) | (LOW[text.charCodeAt(index * 2 + 1)] ?? INVALID);
    seen |= value;
    target[index] = value;
  }
  if (bytes < target.length) target.fill(0, bytes);
  return seen < INVALID;
}
