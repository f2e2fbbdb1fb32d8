import { open } from 'node:fs/promises';

/**
 * A map of one bit a row, such as that of duplicates.
 *
 * @returns whether the row, counted from 0, is marked
 */
export async function readMarks(path: string, rows: number): Promise<(row: number) => boolean> {
  const marks = new Uint8Array(Math.ceil(rows / 8));
  const file = await open(path, 'r');
  try {
    const { bytesRead } = await file.read(marks, 0, marks.length, 0);
    if (bytesRead < marks.length) throw new Error('a map of rows is damaged');
  } finally {
    await file.close();
  }
  return (row) => ((marks[row >> 3] as number) & (1 << (row & 7))) !== 0;
}
