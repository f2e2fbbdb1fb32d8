import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** design: the script-tag build with every core element and Lit inside, before its first lazy chunk. */
export const ENTRY_BUDGET_BYTES = 20_000;

const ENTRY = 'tiktok-ads-connect.js';

/**
 * What a browser needs before the elements work: the entry and every file that it imports statically.
 *
 * @param folder of the built script
 * @returns its files, and their bytes as a CDN sends them (brotli, best quality)
 */
export function entrySize(folder: string): { files: string[]; bytes: number } {
  const files = [...closureOf(folder, ENTRY)];
  const bytes = files.reduce((sum, file) => sum + brotliBytes(readFileSync(join(folder, file))), 0);
  return { files, bytes };
}

function closureOf(folder: string, file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(folder, file), 'utf8');
  for (const [, imported = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g))
    closureOf(folder, imported, seen);
  return seen;
}

function brotliBytes(content: Buffer): number {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}
