import { readMarks } from '../spool/index.ts';

/**
 * The marks of a mirror's run: whether TikTok surely holds all of a row, counted from 0. Where there are no marks nobody is left out.
 */
export async function readUnchanged(
  paths: { readonly unchanged: string },
  rows: number,
): Promise<(row: number) => boolean> {
  try {
    return await readMarks(paths.unchanged, rows);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return () => false;
    throw error;
  }
}
