import { type RecordRejectReason, RecordsError } from './errors.ts';
import { failOnce } from './fail-once.ts';
import { createLineBlocks } from './line-blocks.ts';

export type RecordValue = string | number | boolean | null;

/** Where a decoder stands: plain data that can be stored and handed to `resume` when the upload goes on. */
export interface NdjsonPosition {
  /** Bytes of the file up to the end of the last whole line; the next bytes pushed after `resume` must start here. */
  readonly byteOffset: number;
  /** Number of the last record that was handed out or rejected; 0 before the first. */
  readonly rowNumber: number;
}

export interface NdjsonDecoderOptions {
  readonly resume?: NdjsonPosition | undefined;
  /** Fields that will be read; an object or array in any other one is ignored. All of them by default. */
  readonly fields?: readonly string[] | undefined;
  /** Longest line, in characters; 1 MiB by default. */
  readonly maxRowLength?: number | undefined;
  /** Called for each record; `row` 1 is the first. Blank lines are skipped and not counted. */
  readonly onRow: (record: Readonly<Record<string, RecordValue>>, row: number) => void;
  /**
   * Called instead of `onRow` for a line that is no JSON, no object, or holds an object or array in a field that is
   * read.
   */
  readonly onReject?: ((row: number, reason: RecordRejectReason) => void) | undefined;
}

export interface NdjsonDecoder {
  /** @throws {RecordsError} row_too_long */
  push(bytes: Uint8Array): void;
  /** @throws {RecordsError} row_too_long */
  end(): void;
  /** Read it between calls of `push`. */
  readonly position: NdjsonPosition;
}

const MAX_ROW_LENGTH = 1_048_576;
const LONG_NUMBER = /[0-9]{16}/;
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/g;
const INTEGER = /^-?[0-9]+$/;

/** A streaming decoder of newline-delimited JSON in UTF-8: one object per line. */
export function createNdjsonDecoder(options: NdjsonDecoderOptions): NdjsonDecoder {
  const maxRowLength = options.maxRowLength ?? MAX_ROW_LENGTH;
  const blocks = createLineBlocks('utf-8', options.resume?.byteOffset ?? 0);
  let rowNumber = options.resume?.rowNumber ?? 0;
  const guarded = failOnce();

  function fail(): never {
    const row = rowNumber + 1;
    throw new RecordsError('row_too_long', `Row ${row} is longer than ${maxRowLength} characters.`, { row });
  }

  function read(block: Uint8Array): void {
    const text = block.length === 0 ? '' : blocks.text();
    let at = 0;
    while (at < text.length) {
      let end = text.indexOf('\n', at);
      if (end === -1) end = text.length;
      if (end - at > maxRowLength) fail();
      const line = text.slice(at, end).trim();
      at = end + 1;
      if (line === '') continue;
      rowNumber++;
      const record = readRecord(line, options.fields);
      if (typeof record === 'string') options.onReject?.(rowNumber, record);
      else options.onRow(record, rowNumber);
    }
    if (blocks.pendingBytes > maxRowLength * 4) fail();
  }

  return {
    push: (bytes) => guarded(() => read(blocks.push(bytes))),
    end: () => guarded(() => read(blocks.end())),
    get position() {
      return { byteOffset: blocks.byteOffset, rowNumber };
    },
  };
}

function readRecord(
  line: string,
  fields: readonly string[] | undefined,
): Record<string, RecordValue> | RecordRejectReason {
  let value: unknown;
  try {
    value = JSON.parse(line);
    // Ids of 16 digits and more lose some on their way through a JavaScript number, so they are read again as text.
    if (LONG_NUMBER.test(line)) value = JSON.parse(quoteLongIntegers(line));
  } catch {
    return 'invalid_json';
  }
  if (!isObject(value)) return 'not_an_object';
  return hasNested(value, fields) ? 'nested_value' : value;
}

/** `line` is known to be valid JSON; only bare integers beyond 2^53 are put in quotes. */
function quoteLongIntegers(line: string): string {
  return line.replace(STRING_OR_NUMBER, (token) =>
    INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}

function isObject(value: unknown): value is Record<string, RecordValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasNested(record: Readonly<Record<string, unknown>>, fields: readonly string[] | undefined): boolean {
  for (const field of fields ?? Object.keys(record)) {
    if (Object.hasOwn(record, field) && typeof record[field] === 'object' && record[field] !== null) return true;
  }
  return false;
}
