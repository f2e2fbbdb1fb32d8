export { createCsvDecoder, type CsvDecoder, type CsvDecoderOptions, type CsvPosition } from './csv-decoder.ts';
export { type CsvDialect, detectCsvDialect, DIALECT_SAMPLE_BYTES } from './csv-dialect.ts';
export type { TextEncoding } from './encoding.ts';
export {
  RECORD_REJECT_REASONS,
  type RecordRejectReason,
  RecordsError,
  type RecordsErrorCode,
  type RecordsErrorDetails,
} from './errors.ts';
export { looksLikeValues } from './header-row.ts';
export { findMappedColumns } from './mapped-columns.ts';
export {
  createNdjsonDecoder,
  type NdjsonDecoder,
  type NdjsonDecoderOptions,
  type NdjsonPosition,
  type RecordValue,
} from './ndjson-decoder.ts';
