// TikTok writes some ids as bare numbers: the entries of `scope`, ids in older documentation examples. Those of 19 digits
// exceed 2^53, where JavaScript numbers start to round, so they are read as text.

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;
/** A bare number this long; may also hit inside a text, which only costs the slower way. */
const MAY_HOLD_LONG_INTEGER = /(?:^|[:[,\s])-?\d{16}/;

/**
 * Parses JSON; integers that a number cannot hold exactly come back as strings of the same digits.
 *
 * @throws {SyntaxError} the text is not JSON
 */
export function parseExactJson(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  if (!MAY_HOLD_LONG_INTEGER.test(text)) return parsed;
  return JSON.parse(text.replace(TOKEN, (token) => (isInexact(token) ? `"${token}"` : token)));
}

function isInexact(token: string): boolean {
  return LONG_INTEGER.test(token) && !Number.isSafeInteger(Number(token));
}
