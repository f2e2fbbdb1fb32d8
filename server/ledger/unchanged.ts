import { readFile } from 'node:fs/promises';

/**
 * The marks of a mirror's run: whether TikTok surely holds all of a row, counted from 0. Where there are no marks nobody is left out.
 */
export async function readUnchanged(
  paths: { readonly unchanged: string },
  rows: number,
): Promise<(row: number) => boolean> {
  let marks: Buffer;
  try {
    marks = await readFile(paths.unchanged);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return () => false;
    throw error;
  }
  if (marks.length < Math.ceil(rows / 8)) throw new Error('the marks of what is unchanged are damaged');
  return (row) => ((marks[row >> 3] as number) & (1 << (row & 7))) !== 0;
}
