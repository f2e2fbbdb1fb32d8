import type { Slice } from './store.ts';

/** A list was asked to go on after something that is no place in it: a cursor that was made up or belongs elsewhere. */
export class SliceKeyError extends Error {
  override readonly name = 'SliceKeyError';
  constructor() {
    super('This is not a place in the list.');
  }
}

/** One part of a sort key: `s` text, `n` number. */
type Part = 's' | 'n';
type Parsed<Shape extends readonly Part[]> = { [Index in keyof Shape]: Shape[Index] extends 'n' ? number : string };

/**
 * Reads the sort key of the last item before, null at the start of the list.
 *
 * @throws {SliceKeyError} when it has another shape
 */
export function readSliceKey<const Shape extends readonly Part[]>(
  after: string | null,
  shape: Shape,
): Parsed<Shape> | null {
  if (after === null) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(after);
  } catch {
    throw new SliceKeyError();
  }
  const fits = (value: unknown, index: number) =>
    shape[index] === 'n' ? Number.isSafeInteger(value) : typeof value === 'string';
  if (!Array.isArray(parts) || parts.length !== shape.length || !parts.every(fits)) throw new SliceKeyError();
  return parts as unknown as Parsed<Shape>;
}

/** Makes a slice of `limit + 1` rows that were asked for; `keyOf` gives the sort key of a row. */
export function toSlice<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number)[],
  toItem: (row: Row) => Item,
): Slice<Item> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return {
    items: kept.map(toItem),
    nextAfter: rows.length > limit && last !== undefined ? JSON.stringify(keyOf(last)) : null,
  };
}

/** So that a cursor fits into an address, however long a name TikTok or the host gives. */
const SORTED_CHARACTERS = 128;

/**
 * What lists that are sorted by name compare: the same in every database, whatever its collation. Of a long name only the
 * beginning counts; the ids settle the rest.
 */
export function sortName(name: string): string {
  return Array.from(name.normalize('NFKC').toLowerCase()).slice(0, SORTED_CHARACTERS).join('');
}
