/**
 * JSON that keeps every digit. TikTok's ids have 19 digits and three permission ids exceed 2^53, where JavaScript
 * numbers start to round.
 */

/** Anything that can be written; a bigint becomes a bare number with all its digits. */
export type JsonValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Where a bare integer of 16 digits and more may be. Text may look like one too, which costs time only. */
const MAYBE_LONG_INTEGER = /(?:^|[\s:[,])-?[1-9]\d{15}/;
const LONG_INTEGER = /^-?[1-9]\d{15,}$/;

/**
 * Reads JSON; integers of 16 digits and more come back as text, so that an id is the same whether it was sent as a
 * number or as a string.
 *
 * @throws {SyntaxError} when the text is not JSON
 */
export function parseExactJson(text: string): unknown {
  if (!MAYBE_LONG_INTEGER.test(text)) return JSON.parse(text);
  return JSON.parse(text.replace(TOKEN, (match) => (LONG_INTEGER.test(match) ? `"${match}"` : match)));
}

/** Writes JSON. Fields whose value is undefined are left out, as with `JSON.stringify`. */
export function encodeExactJson(value: JsonValue): string {
  if (typeof value === 'bigint') return value.toString();
  if (value === undefined) return 'null';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(encodeExactJson).join(',')}]`;
  const fields: string[] = [];
  for (const [key, field] of Object.entries(value)) {
    if (field !== undefined) fields.push(`${JSON.stringify(key)}:${encodeExactJson(field)}`);
  }
  return `{${fields.join(',')}}`;
}

/** `Array.isArray` does not narrow readonly arrays. */
function isArray(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** True for an object that is neither null nor an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
