import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { readManifest } from './embed-build.ts';

/** design: the script-tag build with every core element and Lit inside, before its first lazy chunk. */
export const ENTRY_BUDGET_BYTES = 20_000;

/**
 * What a browser needs before the elements work: the entry and every file that it imports statically.
 *
 * @param folder of the built script
 * @returns its bytes as a CDN sends them (brotli, best quality), however hurriedly the build itself compressed them
 */
export function entrySize(folder: string): number {
  const core = readManifest(folder).files.filter(({ kind }) => kind === 'core');
  return core.reduce((sum, { name }) => sum + compressedBytes(readFileSync(join(folder, name))), 0);
}

const compressedBytes = (content: Buffer): number =>
  brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  }).length;
