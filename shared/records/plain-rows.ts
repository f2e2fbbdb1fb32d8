import type { CsvDialect } from './csv-dialect.ts';

/** Finds the cells of rows in bytes as they came, where that takes no thought. */
export interface PlainRows {
  /**
   * Where cell `i` of the row begins (`2 * i`) and ends (`2 * i + 1`) in the bytes. As many as the header has names.
   */
  readonly bounds: Int32Array;
  /**
   * Reads the row at `start`. @returns where the next one begins; `start` itself when only text can tell, which goes for all
   * that follows; the next one's beginning, negated, when the row is blank or has another number of cells than the header
   */
  read(bytes: Uint8Array, start: number): number;
}

const LF = 10;
const CR = 13;
const [ORDINARY, DELIMITER, LINE_FEED, SPECIAL] = [0, 1, 2, 3] as const;

/**
 * For encodings in which ASCII is ASCII and no byte of another character looks like it. Rows of one line are read here, their
 * cells bare or in quotes that hold no further quote; a line end is LF or CRLF. `null` when the dialect's own characters are not ASCII.
 */
export function createPlainRows({ delimiter, quote, encoding }: CsvDialect, width: number): PlainRows | null {
  const delimiterCode = delimiter.charCodeAt(0);
  const quoteCode = quote === '' ? -1 : quote.charCodeAt(0);
  if ((encoding !== 'utf-8' && encoding !== 'windows-1252') || delimiterCode > 127 || quoteCode > 127) return null;
  const bounds = new Int32Array(width * 2);
  const kinds = new Uint8Array(256);
  kinds[delimiterCode] = DELIMITER;
  kinds[LF] = LINE_FEED;
  kinds[CR] = SPECIAL;
  if (quoteCode !== -1) kinds[quoteCode] = SPECIAL;
  // Most bytes of most files lie above all of these, which is quicker to see than to look up.
  const highest = Math.max(delimiterCode, quoteCode, CR);

  function read(bytes: Uint8Array, start: number): number {
    const end = bytes.length;
    let at = start;
    let count = 0;
    for (;;) {
      let from = at;
      let kind: number = ORDINARY;
      for (; at < end; at++) {
        const byte = bytes[at] as number;
        if (byte <= highest && (kind = kinds[byte] as number) !== ORDINARY) break;
      }
      if (at === end) return start;
      let to = at;
      if (kind === SPECIAL) {
        if (bytes[at] === quoteCode) {
          if (at !== from) return start;
          from++;
          at++;
          while (at < end && bytes[at] !== quoteCode && bytes[at] !== LF && bytes[at] !== CR) at++;
          if (at === end || bytes[at] !== quoteCode) return start;
          to = at++;
          if (at === end) return start;
          kind = kinds[bytes[at] as number] as number;
        }
        if (kind === SPECIAL) {
          if (bytes[at] !== CR || bytes[at + 1] !== LF) return start;
          at++;
          kind = LINE_FEED;
        } else if (kind === ORDINARY) return start;
      }
      if (count < width) {
        bounds[count * 2] = from;
        bounds[count * 2 + 1] = to;
      }
      count++;
      at++;
      if (kind === DELIMITER) continue;
      // A cell that ends where its row began is a blank line; one in quotes begins behind its quote.
      return count !== width || to === start ? -at : at;
    }
  }

  return { bounds, read };
}
