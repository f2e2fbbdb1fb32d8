/** Codes of failures that end the reading of a file. Public; they never change meaning. */
export type RecordsErrorCode =
  | 'not_text'
  | 'no_header'
  | 'unterminated_quote'
  | 'row_too_long'
  | 'missing_columns'
  | 'duplicate_column';

export interface RecordsErrorDetails {
  /** 1 is the first record after the header (of NDJSON: the first record); 0 is the header itself. */
  readonly row?: number;
  /** `missing_columns`, `duplicate_column`: the mapped columns at fault. */
  readonly columns?: readonly string[];
  /** `missing_columns`: every column the mapping asks for. */
  readonly expected?: readonly string[];
  /** `missing_columns`: the columns of the file, unless they look like somebody's data. */
  readonly found?: readonly string[];
}

/** A file that cannot be read on. Says where and what to do, never what stood there. */
export class RecordsError extends Error {
  override readonly name = 'RecordsError';
  readonly code: RecordsErrorCode;
  readonly details: RecordsErrorDetails;

  constructor(code: RecordsErrorCode, message: string, details: RecordsErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/**
 * Why one record was left out while the rest of the file goes on. Public; they never change meaning. `no_consent` and
 * `unknown_consent` stand beside the column `consent`; `refused_by_tiktok` comes while sending.
 */
export const RECORD_REJECT_REASONS = [
  'too_many_cells',
  'invalid_json',
  'not_an_object',
  'nested_value',
  'no_consent',
  'unknown_consent',
  'refused_by_tiktok',
] as const;
export type RecordRejectReason = (typeof RECORD_REJECT_REASONS)[number];
