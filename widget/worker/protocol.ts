import type { Attribute, Mappable } from '../../shared/identifiers/attributes.ts';
import type { EmailRule } from '../../shared/identifiers/email.ts';
import type { RejectReason } from '../../shared/identifiers/reject-reasons.ts';
import type { CsvDialect } from '../../shared/records/csv-dialect.ts';
import type { TextEncoding } from '../../shared/records/encoding.ts';
import type { RecordRejectReason } from '../../shared/records/errors.ts';

// What the page and the hashing worker say to each other. Nothing here carries a raw value: only header names, hashes,
// counts, and the first rows with their values masked.

/** Attribute (or consent) → place of the column that fills it, counted from 0. */
export type AttributeColumns = Readonly<Partial<Record<Mappable, number>>>;

/** Whether people agreed. `column`: each row says so in `columns.consent`; `given`: the person in front of it said so of all. */
export type ConsentFrom = 'column' | 'given';

/** How the person wants a file read. What is absent is detected. */
export interface ReadAs {
  readonly delimiter?: string;
  readonly encoding?: TextEncoding;
  /** False: the first row is a person, and columns have no names. */
  readonly hasHeader?: boolean;
}

export interface HashRequest {
  file: Blob;
  /** As `inspect` answered, so that every byte is read as its start was. Detected anew when absent. */
  dialect?: CsvDialect;
  /** Default true. */
  hasHeader?: boolean;
  columns: AttributeColumns;
  /** Attributes that go along, in the order of the upload's columns. */
  attributes: readonly Attribute[];
  /** Absent where nobody is asked for consent. */
  consent?: ConsentFrom;
  /** Alpha-2; reads national phone numbers of rows without a country. */
  defaultCountry: string | null;
  emailRule: EmailRule;
}

export interface InspectRequest {
  file: Blob;
  /** The mapping: attribute → property name, looked for among the file's headers. */
  mapping: Readonly<Partial<Record<Mappable, string>>>;
  /** Columns the person chose by hand, null for none; they win over the names. */
  columns: Readonly<Partial<Record<Mappable, number | null>>>;
  readAs?: ReadAs;
  defaultCountry: string | null;
  emailRule: EmailRule;
}

export interface PreviewCell {
  attribute: Attribute;
  /** The value with most of it hidden, such as `a•••@e•••.com`; empty when blank. */
  masked: string;
  hash: string | null;
  reason: RejectReason | null;
}

/** What the start of a file tells about it. */
export interface FileHead {
  /** Column names in the file's order; blank ones when the file has none. */
  headers: string[];
  /** The first value of each column, masked. */
  samples: string[];
  /** How it was read: as the person wanted, else as detected. */
  dialect: CsvDialect;
  hasHeader: boolean;
  /** What the file itself speaks for. */
  detected: Required<ReadAs>;
  /** Rows of the whole file, judged by the size of the first ones. */
  estimatedRows: number;
  /** True when the whole file has been seen, so that `estimatedRows` is no estimate. */
  isWhole: boolean;
  /** Mapped attributes that have a column. */
  columns: AttributeColumns;
  /** Those of them that were recognised by their values, in a file without column names. */
  guessed: Attribute[];
  /** Columns whose values look like an attribute that has none by name, for the person to accept. */
  suggested: AttributeColumns;
  /** Rows with a usable value of each attribute, judged for the whole file by the first ones. */
  filled: Partial<Record<Attribute, number>>;
  /** Rows whose consent column does not say yes, judged for the whole file by the first ones; 0 without such a column. */
  withoutConsent: number;
  preview: PreviewCell[][];
}

export interface HashCounts {
  valid: number;
  empty: number;
  rejected: number;
  alreadyHashed: number;
}

export interface HashTotals {
  rows: number;
  /** Rows with at least one identifier that TikTok matches on. */
  sendableRows: number;
  /** Rows that are left out because their person did not agree. */
  withoutConsent: number;
  byAttribute: Partial<Record<Attribute, HashCounts>>;
  byReason: Partial<Record<RejectReason | RecordRejectReason, number>>;
}

export type WorkerFailureCode =
  | 'not_text'
  | 'malformed_records'
  /** Nothing in it at all. */
  | 'empty_file'
  /** Column names, and nobody below them. */
  | 'no_rows'
  | 'file_unreadable'
  | 'worker_failed';

export interface WorkerFailure {
  code: WorkerFailureCode;
  /** The record that breaks the file's shape: 1 is the first below the header. Null where no single one does. */
  row: number | null;
}

export type ToWorker =
  | { type: 'inspect'; request: InspectRequest }
  | { type: 'hash'; request: HashRequest; partBytes: number }
  /** Allows this many more parts; the worker starts with none. */
  | { type: 'credit'; parts: number }
  | { type: 'pause' }
  | { type: 'resume' };

export type FromWorker =
  | { type: 'started' }
  | { type: 'inspected'; head: FileHead }
  | { type: 'part'; bytes: ArrayBuffer; isLast: boolean }
  | { type: 'progress'; readBytes: number; totals: HashTotals }
  | { type: 'hashed'; totals: HashTotals }
  | { type: 'failed'; failure: WorkerFailure };

/** One side of the wire, so that the same hasher runs in a worker and, where a page allows none, beside it. */
export interface WorkerPort {
  post(message: FromWorker, transfer?: Transferable[]): void;
  listen(receive: (message: ToWorker) => void): void;
}
