import { type CsvDialect, DIALECT_SAMPLE_BYTES, detectCsvDialect, SEPARATOR_LINE } from './csv-dialect.ts';
import { isAscii, isUtf8, type TextEncoding } from './encoding.ts';
import { type RecordRejectReason, RecordsError } from './errors.ts';
import { failOnce } from './fail-once.ts';
import { createLineBlocks, type LineBlocks } from './line-blocks.ts';
import { createRowCutter, type RowCutter } from './csv-rows.ts';
import { createPlainRows, type PlainRows } from './plain-rows.ts';

/** Where a decoder stands: plain data that can be stored and handed to `resume` when the upload goes on. */
export interface CsvPosition {
  /** Bytes of the file up to the end of the last whole row; the next bytes pushed after `resume` must start here. */
  readonly byteOffset: number;
  /** Number of the last row that was handed out; 0 before the first. */
  readonly rowNumber: number;
  /** `null` until the header has been read. */
  readonly header: readonly string[] | null;
  /** `null` until enough bytes came to know. */
  readonly dialect: CsvDialect | null;
  /** Nothing but ASCII so far, so that UTF-8 is not proven yet. */
  readonly isAscii?: boolean | undefined;
}

export interface CsvDecoderOptions {
  /**
   * Detected from the first 64 KiB when absent. An encoding that was detected as UTF-8 from nothing but ASCII turns into
   * windows-1252 where the first other bytes are no UTF-8, however late they come.
   */
  readonly delimiter?: string | undefined;
  readonly quote?: string | undefined;
  readonly encoding?: TextEncoding | undefined;
  readonly resume?: CsvPosition | undefined;
  /**
   * Asked with the first row: does it name the columns? Default yes. Otherwise it is record 1 and the header has as many
   * blank names as it has cells.
   */
  readonly isHeader?: ((cells: readonly string[]) => boolean) | undefined;
  /** Longest row, in characters; 1 MiB by default. A file with a longer one is broken or hostile. */
  readonly maxRowLength?: number | undefined;
  /**
   * Called once before the first row, also after `resume`. May return the column indexes to read; cells of others are
   * ''.
   */
  readonly onHeader?: ((header: readonly string[]) => readonly number[] | undefined) | undefined;
  /**
   * Called for each record. `row` 1 is the first record after the header; blank lines are skipped and not counted, a
   * record of several lines counts once. Missing cells at the end are ''. `cells` is reused: copy it to keep it.
   */
  readonly onRow: (cells: readonly string[], row: number) => void;
  /**
   * Offered first each row that can be read without making text: cell `i` is the bytes from `bounds[2 * i]` to `bounds[2 * i + 1]`,
   * without its quotes, in an encoding that has ASCII as it is. Bytes and bounds are used again. A row that it does not take
   * (false) comes to `onRow`, with the same number.
   */
  readonly onPlainRow?: ((bytes: Uint8Array, bounds: Int32Array, row: number) => boolean) | undefined;
  /** Called instead of `onRow` for a record with more cells than the header; empty ones at the end are let pass. */
  readonly onReject?: ((row: number, reason: RecordRejectReason) => void) | undefined;
}

export interface CsvDecoder {
  /** @throws {RecordsError} not_text, row_too_long */
  push(bytes: Uint8Array): void;
  /** @throws {RecordsError} no_header, unterminated_quote, row_too_long */
  end(): void;
  /** Read it between calls of `push`: inside a handler it still tells where the current block began. */
  readonly position: CsvPosition;
}

const MAX_ROW_LENGTH = 1_048_576;
/** Rows of a block that may be offered in vain before the rest of it is read as text, which is quicker for many at once. */
const MAX_IN_VAIN = 16;

/** A streaming CSV decoder: any delimiter, quotes, line ends (CRLF, LF, CR) and chunk boundaries. */
export function createCsvDecoder(options: CsvDecoderOptions): CsvDecoder {
  const maxRowLength = options.maxRowLength ?? MAX_ROW_LENGTH;
  const { resume } = options;
  let dialect = resume?.dialect ?? givenDialect(options);
  let header = resume?.header ?? null;
  let rowNumber = resume?.rowNumber ?? 0;
  let isAsciiSoFar = resume?.dialect ? (resume.isAscii ?? false) : true;
  let isFirstLine = (resume?.byteOffset ?? 0) === 0;
  let wanted: readonly boolean[] | null = null;
  let sample: Uint8Array = new Uint8Array(0);
  let blocks: LineBlocks | undefined;
  let cutter: RowCutter | undefined;
  let plainRows: PlainRows | null = null;
  const guarded = failOnce();

  function announceHeader(names: readonly string[]): void {
    const columns = options.onHeader?.(names);
    wanted = columns ? names.map((_, index) => columns.includes(index)) : null;
    if (options.onPlainRow && dialect) plainRows = createPlainRows(dialect, names.length);
  }

  function takeHeader(cells: string[]): void {
    const isAnnouncement =
      isFirstLine && cells.length <= 2 && SEPARATOR_LINE.test(cells.join(dialect?.delimiter ?? ','));
    isFirstLine = false;
    if (isAnnouncement) return;
    const isHeader = options.isHeader?.(cells) ?? true;
    header = cells.map((name) => (isHeader ? name.trim() : ''));
    announceHeader(header);
    cutter?.setWanted(wanted);
    if (!isHeader) takeRow(cells, cells.length);
  }

  function takeRow(cells: string[], count: number): void {
    if (header === null) {
      takeHeader(cells.slice(0, count));
      return;
    }
    rowNumber++;
    const width = header.length;
    if (count > width) {
      for (let i = width; i < count; i++) {
        if (cells[i] === '') continue;
        options.onReject?.(rowNumber, 'too_many_cells');
        return;
      }
    }
    for (let i = count; i < width; i++) cells[i] = '';
    if (cells.length !== width) cells.length = width;
    options.onRow(cells, rowNumber);
  }

  function rowTooLong(): RecordsError {
    const row = header === null ? 0 : rowNumber + 1;
    return new RecordsError(
      'row_too_long',
      `Row ${row} is longer than ${maxRowLength} characters. Is a quote left open there?`,
      { row },
    );
  }

  /** Finds out late what the sample could not tell: whether what is not ASCII is UTF-8. */
  function checkEncoding(block: Uint8Array): void {
    if (!isAsciiSoFar || dialect === null || isAscii(block)) return;
    isAsciiSoFar = false;
    if (options.encoding !== undefined || dialect.encoding !== 'utf-8' || isUtf8(block)) return;
    dialect = { ...dialect, encoding: 'windows-1252' };
    blocks?.readAs(dialect.encoding);
  }

  function read(block: Uint8Array, isEnd: boolean): void {
    checkEncoding(block);
    if (block.length > 0 && cutter && blocks) {
      const from = plainRows === null ? 0 : readPlain(block, plainRows, cutter, blocks);
      const text = from === block.length ? '' : blocks.text(from);
      const stop = cutter.cut(text);
      if (stop === -1) throw rowTooLong();
      if (stop < text.length) {
        if (isEnd) {
          const row = header === null ? 0 : rowNumber + 1;
          throw new RecordsError('unterminated_quote', `Row ${row} opens a quote that the file never closes.`, { row });
        }
        blocks.takeBack(text.slice(stop));
      }
    }
    // A character takes up to four bytes and a row waits for a quarter more, so no allowed row falls here; memory stays
    // bounded.
    if (blocks && blocks.pendingBytes > maxRowLength * 5) throw rowTooLong();
  }

  /** Reads rows as bytes for as long as that goes well. Returns where in the block the rest begins, which is read as text. */
  function readPlain(block: Uint8Array, rows: PlainRows, cut: RowCutter, from: LineBlocks): number {
    const { bounds } = rows;
    const take = options.onPlainRow;
    let at = 0;
    let inVain = 0;
    while (at < block.length && inVain < MAX_IN_VAIN) {
      const next = rows.read(block, at);
      const end = next < 0 ? -next : next;
      if (end === at || end - at > maxRowLength) return at;
      if (next > 0 && take?.(block, bounds, rowNumber + 1) === true) {
        rowNumber++;
      } else {
        inVain++;
        cut.cut(from.text(at, end));
      }
      at = end;
    }
    return at;
  }

  function start(): void {
    dialect ??= fillDialect(detectCsvDialect(sample), options);
    blocks = createLineBlocks(dialect.encoding, resume?.byteOffset ?? 0);
    cutter = createRowCutter(dialect, maxRowLength, takeRow);
    if (header !== null) announceHeader(header);
    cutter.setWanted(wanted);
    const first = sample;
    sample = new Uint8Array(0);
    read(blocks.push(first), false);
  }

  return {
    push: (bytes) =>
      guarded(() => {
        if (blocks) {
          read(blocks.push(bytes), false);
          return;
        }
        sample = sample.length === 0 ? bytes.slice() : append(sample, bytes);
        if (dialect !== null || sample.length >= DIALECT_SAMPLE_BYTES) start();
      }),
    end: () =>
      guarded(() => {
        if (!blocks) start();
        if (blocks) read(blocks.end(), true);
        if (header === null)
          throw new RecordsError('no_header', 'The file is empty: its first line must name the columns.');
      }),
    get position() {
      const byteOffset = blocks?.byteOffset ?? resume?.byteOffset ?? 0;
      return { byteOffset, rowNumber, header, dialect, isAscii: isAsciiSoFar };
    },
  };
}

function givenDialect({ delimiter, quote, encoding }: CsvDecoderOptions): CsvDialect | null {
  return delimiter !== undefined && quote !== undefined && encoding !== undefined
    ? { delimiter, quote, encoding }
    : null;
}

function fillDialect(detected: CsvDialect, { delimiter, quote, encoding }: CsvDecoderOptions): CsvDialect {
  return {
    delimiter: delimiter ?? detected.delimiter,
    quote: quote ?? detected.quote,
    encoding: encoding ?? detected.encoding,
  };
}

function append(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
