import type { TextEncoding } from '../../shared/records/index.ts';
import { AppError } from '../errors.ts';

export type RecordsFormat = 'csv' | 'ndjson';

const FORMATS: Readonly<Record<string, RecordsFormat>> = {
  'text/csv': 'csv',
  'application/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
};

/** Labels as the Encoding standard maps them; null: the bytes decide. */
const ENCODINGS: Readonly<Record<string, TextEncoding | null>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': null,
  ascii: null,
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'iso8859-1': 'windows-1252',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'utf-16': null,
};

/**
 * The format that a Content-Type names; without `charset` the encoding is found out from the bytes.
 *
 * @throws {AppError} unsupported_media_type - another type, or a charset this server does not read
 */
export function readContentType(value: string | undefined): { format: RecordsFormat; encoding: TextEncoding | null } {
  const [type = '', ...parameters] = (value ?? '').split(';').map((part) => part.trim());
  const format = FORMATS[type.toLowerCase()];
  if (format === undefined) {
    throw new AppError(
      'unsupported_media_type',
      'Send the records as text/csv (with a header line) or application/x-ndjson.',
    );
  }
  const charset = parameters
    .map((parameter) => /^charset\s*=\s*"?([^"]+)"?$/i.exec(parameter)?.[1])
    .find((label) => label !== undefined);
  if (charset === undefined) return { format, encoding: null };
  const encoding = ENCODINGS[charset.trim().toLowerCase()];
  if (encoding === undefined || (format === 'ndjson' && encoding !== 'utf-8')) {
    const taken = format === 'ndjson' ? 'utf-8' : 'utf-8, utf-16, windows-1252 and iso-8859-1';
    throw new AppError('unsupported_media_type', `The charset cannot be read. This call takes ${taken}.`);
  }
  return { format, encoding };
}
