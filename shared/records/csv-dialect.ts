import { createDecode, detectEncoding, type TextEncoding } from './encoding.ts';
import { RecordsError } from './errors.ts';

export interface CsvDialect {
  /** One character between cells. */
  readonly delimiter: string;
  /**
   * One character around a cell that holds delimiters, line ends or itself (doubled); '' when the file quotes nothing.
   */
  readonly quote: string;
  readonly encoding: TextEncoding;
}

const DELIMITERS = [',', ';', '\t', '|', '^', '~', '\x1f', ':'] as const;
const MAX_LINES = 50;

/** How many bytes of a file are worth looking at. */
export const DIALECT_SAMPLE_BYTES = 65_536;

/**
 * Reads encoding, delimiter and quote off a file's first bytes: the delimiter that cuts the header and the lines after
 * it into equally many cells. A spreadsheet's `sep=;` line decides by itself. One column of plain values gives a comma.
 * @throws {RecordsError} not_text - the bytes are a spreadsheet, an archive or another binary file
 */
export function detectCsvDialect(sample: Uint8Array): CsvDialect {
  refuseBinary(sample);
  const encoding = detectEncoding(sample);
  const text = createDecode(encoding)(sample).replace(/^\ufeff/, '');
  const quote = detectQuote(text);
  const announced = SEPARATOR_LINE.exec(text)?.[1];
  return { delimiter: announced ?? detectDelimiter(text, quote), quote, encoding };
}

/** The first line by which spreadsheets announce their delimiter. It is no header. */
export const SEPARATOR_LINE = /^"?sep=([^\r\n])"?(?=[\r\n]|$)/i;

function refuseBinary(sample: Uint8Array): void {
  const isArchive =
    (sample[0] === 0x50 && sample[1] === 0x4b && sample[2] === 3) || (sample[0] === 0x1f && sample[1] === 0x8b);
  const isOldSpreadsheet = sample[0] === 0xd0 && sample[1] === 0xcf && sample[2] === 0x11;
  if (isArchive || isOldSpreadsheet) {
    throw new RecordsError(
      'not_text',
      'This is a spreadsheet or a compressed file. Save it as CSV (UTF-8) and choose that file.',
    );
  }
  const encoding = detectEncoding(sample);
  if ((encoding === 'utf-8' || encoding === 'windows-1252') && sample.subarray(0, 1024).includes(0)) {
    throw new RecordsError('not_text', 'This is not a text file. Save the data as CSV (UTF-8) and choose that file.');
  }
}

/** A double quote, unless only single ones wrap cells. */
function detectQuote(text: string): string {
  if (text.includes('"')) return '"';
  const wrapped = text.match(/(?:^|[,;\t|\r\n])'[^'\r\n]*'(?=[,;\t|\r\n]|$)/g)?.length ?? 0;
  return wrapped >= 2 ? "'" : '"';
}

function detectDelimiter(text: string, quote: string): string {
  let best: string = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = countPerLine(text, delimiter, quote);
    const [header = 0] = counts;
    if (header === 0) continue;
    const agreeing = counts.filter((count) => count === header).length / counts.length;
    const score = agreeing * 1000 + Math.min(header, 100);
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/**
 * Delimiters outside quotes in each of the first lines; the last one may be cut off and counts only when it is alone.
 */
function countPerLine(text: string, delimiter: string, quote: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let isQuoted = false;
  let isBlank = true;
  for (let i = 0; i < text.length && counts.length < MAX_LINES; i++) {
    const char = text[i];
    if (char === quote) {
      isQuoted = !isQuoted;
      isBlank = false;
    } else if (!isQuoted && (char === '\n' || char === '\r')) {
      if (!isBlank) counts.push(count);
      count = 0;
      isBlank = true;
    } else {
      isBlank = false;
      if (!isQuoted && char === delimiter) count++;
    }
  }
  if (!isBlank && counts.length === 0) counts.push(count);
  return counts;
}
