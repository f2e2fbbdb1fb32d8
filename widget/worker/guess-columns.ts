import type { Attribute } from '../../shared/identifiers/attributes.ts';

// Only what its looks tell beyond doubt: a date may be anyone's, and so may a name.
const LOOKS: readonly [Attribute, RegExp][] = [
  ['email', /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
  ['phone', /^\+\d[\d\s()./-]{6,18}$/],
  // Android writes its advertising IDs in lower case, Apple in capitals.
  ['googleAdvertisingId', /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ['appleIdfa', /^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/],
];
const SHARE = 0.8;
const ROWS = 100;

/** Columns of mapped attributes, told by their values: at least four in five of those that are there look the part. */
export function guessColumns(
  rows: readonly (readonly string[])[],
  mapping: Readonly<Partial<Record<Attribute, string>>>,
): Partial<Record<Attribute, number>> {
  const columns: Partial<Record<Attribute, number>> = {};
  const width = rows[0]?.length ?? 0;
  const looked = rows.slice(0, ROWS);
  for (let column = 0; column < width; column++) {
    const values = looked.map((cells) => (cells[column] ?? '').trim()).filter((value) => value !== '');
    for (const [attribute, looks] of LOOKS) {
      if (mapping[attribute] === undefined || columns[attribute] !== undefined || values.length === 0) continue;
      if (values.filter((value) => looks.test(value)).length >= values.length * SHARE) columns[attribute] = column;
    }
  }
  return columns;
}
