const COMMA = 0x2c;
const NEWLINE = 0x0a;

/**
 * Walks the fields of a people line by their known lengths (0, 32 or 64 hex digits), which is quicker than looking for
 * every comma. Returns where the separator behind the field at `start` stands.
 */
export function fieldEnd(buffer: Buffer, start: number): number {
  const first = buffer[start];
  if (first === COMMA || first === NEWLINE) return start;
  const middle = buffer[start + 32];
  return middle === COMMA || middle === NEWLINE ? start + 32 : start + 64;
}

/** Where the first `fields` fields of the line at `start` end; with all of them, at its newline. */
export function lineEnd(buffer: Buffer, start: number, fields: number): number {
  let end = fieldEnd(buffer, start);
  for (let field = 1; field < fields; field++) end = fieldEnd(buffer, end + 1);
  return end;
}

/** The longest a people line can be, newline included. */
export function longestLine(fields: number): number {
  return fields * 65;
}
