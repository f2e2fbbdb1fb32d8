import type { CsvDialect } from './csv-dialect.ts';

export interface RowCutter {
  /**
   * Cuts a block of lines into rows. Returns where the last whole row ended: the text's length, less when a quote is
   * still open, or -1 when a row is longer than allowed.
   */
  cut(text: string): number;
  /** Columns whose cells are wanted; `null` for all. */
  setWanted(wanted: readonly boolean[] | null): void;
}

const LF = 10;
const CR = 13;

/**
 * `onRow` gets the row's cells in a reused array, valid up to `count`. Lines without a quote are cut by `indexOf`
 * alone, which is several times faster than looking at each character; a line with one goes through `cutQuoted`.
 */
export function createRowCutter(
  { delimiter, quote }: CsvDialect,
  maxRowLength: number,
  onRow: (cells: string[], count: number) => void,
): RowCutter {
  const cells: string[] = [];
  const delimiterCode = delimiter.charCodeAt(0);
  const quoteCode = quote === '' ? -1 : quote.charCodeAt(0);
  let wanted: readonly boolean[] | null = null;
  let rowEnd = 0;
  // Kept in memory on purpose: as plain locals V8 (Node 20) moves these three searches of the whole block into the loop and does
  // them again for each row, which costs more than hashing the row does.
  const firsts = new Int32Array(3);

  /**
   * Cuts the row at `start` that holds a quote. Returns its cell count, or -1 when a quote stays open; sets `rowEnd`.
   */
  function cutQuoted(text: string, start: number): number {
    let count = 0;
    let at = start;
    for (;;) {
      let cell = '';
      if (text.charCodeAt(at) === quoteCode) {
        let from = at + 1;
        for (;;) {
          const close = text.indexOf(quote, from);
          if (close === -1) return -1;
          if (text.charCodeAt(close + 1) !== quoteCode) {
            cell += text.slice(from, close);
            at = close + 1;
            break;
          }
          cell += text.slice(from, close + 1);
          from = close + 2;
        }
      }
      // The rest of an unquoted cell, or stray text behind a closing quote, which is kept as it stands.
      const from = at;
      let code = text.charCodeAt(at);
      while (at < text.length && code !== delimiterCode && code !== LF && code !== CR) code = text.charCodeAt(++at);
      cells[count++] = from === at ? cell : cell + text.slice(from, at);
      if (at < text.length && code === delimiterCode) {
        at++;
        continue;
      }
      if (code === CR && text.charCodeAt(at + 1) === LF) at++;
      rowEnd = Math.min(at + 1, text.length);
      return count;
    }
  }

  return {
    setWanted(columns) {
      wanted = columns;
    },
    cut(text) {
      const length = text.length;
      let at = 0;
      firsts[0] = quote === '' ? -1 : text.indexOf(quote);
      firsts[1] = text.indexOf('\r');
      firsts[2] = text.indexOf(delimiter);
      let [nextQuote, nextCr, nextDelimiter] = [firsts[0], firsts[1], firsts[2]] as [number, number, number];
      while (at < length) {
        let end = text.indexOf('\n', at);
        if (end === -1) end = length;
        let next = end + 1;
        if (nextCr !== -1) {
          if (nextCr < at) nextCr = text.indexOf('\r', at);
          if (nextCr !== -1 && nextCr < end) {
            next = nextCr + 1 === end ? end + 1 : nextCr + 1;
            end = nextCr;
          }
        }
        if (nextQuote !== -1 && nextQuote < at) nextQuote = text.indexOf(quote, at);
        if (nextQuote !== -1 && nextQuote < end) {
          const count = cutQuoted(text, at);
          if (count === -1) return length - at > maxRowLength ? -1 : at;
          if (rowEnd - at > maxRowLength + 2) return -1;
          at = rowEnd;
          onRow(cells, count);
          continue;
        }
        if (end - at > maxRowLength) return -1;
        if (end === at) {
          at = next;
          continue;
        }
        if (nextDelimiter !== -1 && nextDelimiter < at) nextDelimiter = text.indexOf(delimiter, at);
        let count = 0;
        let from = at;
        while (nextDelimiter !== -1 && nextDelimiter < end) {
          cells[count] = wanted === null || wanted[count] !== false ? text.slice(from, nextDelimiter) : '';
          count++;
          from = nextDelimiter + 1;
          nextDelimiter = text.indexOf(delimiter, from);
        }
        cells[count] = wanted === null || wanted[count] !== false ? text.slice(from, end) : '';
        at = next;
        onRow(cells, count + 1);
      }
      return length;
    },
  };
}
