import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { profilesOf } from './segments.ts';
import type { Profile } from './profile.ts';

export interface CsvFile {
  /** First row of the population that goes in, and how many. */
  readonly from: number;
  readonly size: number;
}

/** The file that the demo page offers: people whom no segment holds. */
export const DEMO_CSV: CsvFile = { from: 300_000, size: 5_000 };

// As a spreadsheet in half of Europe saves it: byte order mark, semicolons, CRLF, quotes where needed and where not.
const COLUMNS = [
  'customer_id',
  'first_name',
  'last_name',
  'email',
  'loyalty_tier',
  'mobile_phone',
  'notes',
  'birthday',
  'gender',
  'city',
  'region',
  'postcode',
  'country',
  'android_ad_id',
  'ios_device_ref',
  'orders_count',
] as const;
const BYTE_ORDER_MARK = '\ufeff';
const LINE_END = '\r\n';

/** The text of a messy CSV file, a batch of lines at a time. */
export function* csvText({ from, size }: CsvFile): Generator<string> {
  let batch = `${BYTE_ORDER_MARK}${COLUMNS.join(';')}${LINE_END}`;
  let row = 0;
  for (const profile of profilesOf(size, from)) {
    batch += toLine(profile, row);
    row += 1;
    if (row % 500 === 0) {
      yield batch;
      batch = '';
    }
  }
  if (batch !== '') yield batch;
}

/** Writes that file to `path`. */
export async function writeCsv(path: string, file: CsvFile): Promise<void> {
  await pipeline(Readable.from(csvText(file)), createWriteStream(path));
}

function toLine({ record }: Profile, row: number): string {
  const cells = COLUMNS.map((column, index) => {
    const value = record[column] ?? '';
    const text = String(value);
    const isQuoted = /[;"\r\n]/.test(text) || (row + index) % 11 === 0;
    return isQuoted ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return cells.join(';') + LINE_END;
}
