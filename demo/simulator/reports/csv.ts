/** A report as a table: a line of names, then one line per row. Made while it is sent, however long it is. */

/** Lines that go out together. */
const PIECE = 500;

/**
 * @param rows values of each line, in the order of the columns
 * @param count how many lines there shall be; null for as many as there are
 */
export function csvAnswer(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  count: number | null,
): Response {
  const pieces = csvPieces(columns, rows, count ?? rows.length);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: () => void pieces.return(undefined),
  });
  return new Response(body, { headers: { 'content-type': 'text/csv; charset=utf-8' } });
}

function* csvPieces(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  count: number,
): Generator<string, void> {
  yield csvLine(columns);
  // Whoever asks for more lines than there are gets them again and again.
  const lines = (rows.length === 0 ? [columns.map(() => '0')] : rows).map(csvLine);
  for (let start = 0; start < count; start += PIECE) {
    let piece = '';
    for (let index = start; index < Math.min(start + PIECE, count); index += 1) piece += lines[index % lines.length];
    yield piece;
  }
}

function csvLine(values: readonly string[]): string {
  return `${values.map((value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',')}\n`;
}
