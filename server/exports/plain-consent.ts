import { readConsent } from '../../shared/identifiers/index.ts';

/** Room for every word of consent. */
const LONGEST_WORD = 16;

/**
 * Whether a row's consent cell, as bytes, plainly says yes. It mostly says what that of the row before said, so no text is made
 * for it. False also stands for what only text can tell.
 */
export function createPlainConsent(column: number): (bytes: Uint8Array, bounds: Int32Array) => boolean {
  const yes = new Uint8Array(LONGEST_WORD);
  let yesLength = 0;

  return (bytes, bounds) => {
    const from = bounds[column * 2] as number;
    const length = (bounds[column * 2 + 1] as number) - from;
    if (length === 0 || length > LONGEST_WORD) return false;
    if (length === yesLength) {
      let at = 0;
      while (at < length && bytes[from + at] === yes[at]) at++;
      if (at === length) return true;
    }
    const cell = bytes.subarray(from, from + length);
    if (cell.some((byte) => byte > 127) || readConsent(String.fromCharCode(...cell)) !== 'yes') return false;
    yes.set(cell);
    yesLength = length;
    return true;
  };
}
