import { createRowPreparer } from '../../shared/identifiers/row-preparer.ts';
import { ATTRIBUTES, CONSENT, type Attribute, MAPPABLE, type Mappable } from '../../shared/identifiers/attributes.ts';
import { readConsent } from '../../shared/identifiers/consent.ts';
import { createCsvDecoder } from '../../shared/records/csv-decoder.ts';
import { detectCsvDialect, DIALECT_SAMPLE_BYTES } from '../../shared/records/csv-dialect.ts';
import { detectEncoding } from '../../shared/records/encoding.ts';
import { RecordsError } from '../../shared/records/errors.ts';
import { looksLikeValues } from '../../shared/records/header-row.ts';
import { findMappedColumns } from '../../shared/records/mapped-columns.ts';
import { guessColumns } from './guess-columns.ts';
import { maskUnknown, maskValue } from './mask.ts';
import type { AttributeColumns, FileHead, InspectRequest, PreviewCell } from './protocol.ts';

const HEAD_BYTES = 4 * DIALECT_SAMPLE_BYTES;
const PREVIEW_ROWS = 5;
/** Enough to judge how full a column is, and hashed in a few milliseconds. */
const SAMPLE_ROWS = 500;

/** The file has column names and nobody below them. */
export class NoRowsError extends Error {}

/**
 * What the start of a file tells: names, dialect, size, matched columns and the first rows, masked. Reads the first 256 KiB,
 * and no further than the first row unless that is longer.
 * @throws {RecordsError} not_text, no_header, unterminated_quote, row_too_long
 * @throws {NoRowsError}
 */
export async function inspectFile(
  { file, mapping, columns: chosen, readAs = {}, defaultCountry, emailRule }: InspectRequest,
  { breathe }: { breathe: () => Promise<void> },
): Promise<FileHead> {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  let read = bytes.length;
  // A letter outside ASCII may come late: the encoding is judged by all that was read, the delimiter by its start.
  const detected = { ...detectCsvDialect(bytes.subarray(0, DIALECT_SAMPLE_BYTES)), encoding: detectEncoding(bytes) };
  const dialect = {
    delimiter: readAs.delimiter ?? detected.delimiter,
    quote: detected.quote,
    encoding: readAs.encoding ?? detected.encoding,
  };
  let headers: readonly string[] = [];
  let looksNamed = true;
  let rows = 0;
  const sample: string[][] = [];
  const decoder = createCsvDecoder({
    ...dialect,
    isHeader: (cells) => {
      looksNamed = Object.keys(byName(cells, mapping)).length > 0 || !looksLikeValues(cells);
      return readAs.hasHeader ?? looksNamed;
    },
    onHeader: (names) => {
      headers = [...names];
      return undefined;
    },
    onRow: (cells) => {
      rows++;
      if (sample.length < SAMPLE_ROWS) sample.push([...cells]);
    },
    onReject: () => rows++,
  });
  decoder.push(bytes);
  // A row of ten thousand columns may be longer than that; one past all bounds ends in `row_too_long`.
  const isEmpty = (): boolean => rows === 0;
  while (isEmpty() && read < file.size) {
    const more = new Uint8Array(await file.slice(read, read + HEAD_BYTES).arrayBuffer());
    decoder.push(more);
    read += more.length;
  }
  const isWhole = read >= file.size;
  if (isWhole) decoder.end();
  if (rows === 0 && isWhole) throw new NoRowsError();
  // Reading and hashing are two turns, so that neither keeps a page waiting where no worker may start.
  await breathe();

  const { byteOffset } = decoder.position;
  const estimatedRows =
    isWhole || byteOffset === 0 ? rows : Math.max(rows, Math.round((rows * file.size) / byteOffset));
  const hasHeader = readAs.hasHeader ?? looksNamed;
  const guesses = guessColumns(sample, mapping);
  const named = byName(headers, mapping);
  const columns = choose(hasHeader ? named : { ...guesses, ...named }, chosen, headers.length);
  const { preview, usable } = readSample(sample, columns, { defaultCountry, emailRule });
  const scale = sample.length === 0 ? 0 : estimatedRows / sample.length;
  return {
    headers: [...headers],
    samples: headers.map((_, column) => maskUnknown(sample.find((cells) => cells[column] !== '')?.[column] ?? '')),
    dialect,
    hasHeader,
    detected: { delimiter: detected.delimiter, encoding: detected.encoding, hasHeader: looksNamed },
    estimatedRows,
    isWhole,
    columns,
    guessed: hasHeader ? [] : ATTRIBUTES.filter((one) => chosen[one] === undefined && guesses[one] !== undefined),
    suggested: suggest(guesses, columns, chosen),
    withoutConsent: Math.round(countWithoutConsent(sample, columns) * scale),
    filled: Object.fromEntries(
      Object.entries(usable).map(([attribute, count]) => [attribute, Math.round(count * scale)]),
    ),
    preview,
  };
}

/** Columns by the mapping's names, where the header has exactly one such. */
function byName(header: readonly string[], mapping: InspectRequest['mapping']): Partial<Record<Mappable, number>> {
  const columns: Partial<Record<Mappable, number>> = {};
  for (const attribute of MAPPABLE) {
    if (mapping[attribute] === undefined) continue;
    try {
      Object.assign(columns, findMappedColumns(header, { [attribute]: mapping[attribute] }));
    } catch (error) {
      if (!(error instanceof RecordsError)) throw error;
    }
  }
  return columns;
}

function choose(
  found: Partial<Record<Mappable, number>>,
  chosen: InspectRequest['columns'],
  width: number,
): AttributeColumns {
  const columns = { ...found };
  for (const attribute of MAPPABLE) {
    const byHand = chosen[attribute];
    if (byHand === null) delete columns[attribute];
    else if (byHand !== undefined && byHand < width) columns[attribute] = byHand;
  }
  return columns;
}

/** Guesses for attributes that are still without a column, from columns that fill no other. */
function suggest(
  guesses: AttributeColumns,
  columns: AttributeColumns,
  chosen: InspectRequest['columns'],
): AttributeColumns {
  const taken = new Set(Object.values(columns));
  return Object.fromEntries(
    ATTRIBUTES.flatMap((attribute) => {
      const guess = guesses[attribute];
      const isFree = columns[attribute] === undefined && chosen[attribute] === undefined;
      return guess !== undefined && isFree && !taken.has(guess) ? [[attribute, guess]] : [];
    }),
  );
}

function countWithoutConsent(sample: readonly string[][], { [CONSENT]: column }: AttributeColumns): number {
  if (column === undefined) return 0;
  return sample.filter((cells) => readConsent(cells[column] ?? '') !== 'yes').length;
}

function readSample(
  sample: readonly string[][],
  columns: AttributeColumns,
  options: Pick<InspectRequest, 'defaultCountry' | 'emailRule'>,
): { preview: PreviewCell[][]; usable: Partial<Record<Attribute, number>> } {
  const attributes = ATTRIBUTES.filter((attribute) => columns[attribute] !== undefined);
  const usable: Partial<Record<Attribute, number>> = Object.fromEntries(attributes.map((attribute) => [attribute, 0]));
  const preparer = createRowPreparer({ attributes, mapping: columns, ...options });
  const preview: PreviewCell[][] = [];
  for (const cells of sample) {
    const row = preparer.prepareCells(cells);
    for (const attribute of attributes)
      if (row.cells[ATTRIBUTES.indexOf(attribute)] != null) usable[attribute] = (usable[attribute] ?? 0) + 1;
    if (preview.length >= PREVIEW_ROWS) continue;
    preview.push(
      attributes.map((attribute) => ({
        attribute,
        masked: maskValue(attribute, cells[columns[attribute] ?? -1] ?? ''),
        hash: row.cells[ATTRIBUTES.indexOf(attribute)] ?? null,
        reason: row.rejects.find((reject) => reject.attribute === attribute)?.reason ?? null,
      })),
    );
  }
  return { preview, usable };
}
