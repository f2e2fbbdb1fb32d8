import { RecordsError } from './errors.ts';

const MAX_NAMES = 100;
const MAX_NAME_LENGTH = 64;

/**
 * The column index of every mapped name. A name is looked for as it is written first, then without regard to case,
 * surrounding blanks and inner runs of blanks, so that "E-Mail " finds "e-mail".
 * @param lacks how the message about missing columns begins, before their names
 * @throws {RecordsError} missing_columns - with `columns` (missing), `expected` and `found`
 * @throws {RecordsError} duplicate_column - a mapped name stands in the header more than once
 */
export function findMappedColumns<Key extends string>(
  header: readonly string[],
  mapping: { readonly [K in Key]?: string | undefined },
  lacks = 'The file has no column',
): { [K in Key]?: number } {
  const columns: { [K in Key]?: number } = {};
  const missing = new Set<string>();
  const repeated = new Set<string>();
  const names = new Set<string>();
  const folded = header.map(fold);
  for (const key of Object.keys(mapping) as Key[]) {
    const name = mapping[key];
    if (name === undefined) continue;
    names.add(name);
    const [index, second] = matches(header, folded, name);
    if (index === undefined) missing.add(name);
    else if (second !== undefined) repeated.add(name);
    else columns[key] = index;
  }
  const expected = [...names];
  if (missing.size > 0) {
    const found = listFound(header);
    const lacking = [...missing];
    throw new RecordsError(
      'missing_columns',
      `${lacks} ${quoteAll(lacking)}. Expected: ${quoteAll(expected)}. Found: ${quoteAll(found)}.`,
      { row: 0, columns: lacking, expected, found },
    );
  }
  if (repeated.size > 0) {
    const twice = [...repeated];
    throw new RecordsError(
      'duplicate_column',
      `The file has the column ${quoteAll(twice)} more than once. Rename or remove one.`,
      {
        row: 0,
        columns: twice,
      },
    );
  }
  return columns;
}

function matches(header: readonly string[], folded: readonly string[], name: string): number[] {
  const exact = header.flatMap((column, index) => (column === name ? [index] : []));
  if (exact.length > 0) return exact;
  const wanted = fold(name);
  return folded.flatMap((column, index) => (column === wanted ? [index] : []));
}

function fold(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** A file without a header has a person's data in its first line, which must not end up in an error or a log. */
function listFound(header: readonly string[]): string[] {
  if (header.some(looksLikeData)) return ['(the first line looks like data: the file needs a header line)'];
  return header
    .slice(0, MAX_NAMES)
    .map((name) => (name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH)}…` : name));
}

function looksLikeData(name: string): boolean {
  return name.includes('@') || name.replace(/[^0-9]/g, '').length >= 5 || /^[0-9a-f-]{32,}$/i.test(name);
}

function quoteAll(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ') || '(none)';
}
