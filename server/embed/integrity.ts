import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { EmbedFile } from '../../shared/embed.ts';
import { readBuild } from './build-folder.ts';
import { type Encoding, SUFFIX } from './content-encoding.ts';

const ENCODINGS = Object.keys(SUFFIX) as Encoding[];

/**
 * Whether these are the bytes that the manifest promises. A disk that lost its power may have a file by its name and not its
 * bytes; a browser refuses it and says no more than that.
 */
export function isWhole(content: Uint8Array, encoding: Encoding, { integrity, bytes: length }: EmbedFile): boolean {
  try {
    // No more than it should be is unpacked: a damaged file could be anything.
    const limit = { maxOutputLength: Math.max(length, 1) };
    const bytes =
      encoding === 'br'
        ? brotliDecompressSync(content, limit)
        : encoding === 'gzip'
          ? gunzipSync(content, limit)
          : content;
    return `sha384-${createHash('sha384').update(bytes).digest('base64')}` === integrity;
  } catch {
    return false;
  }
}

/** Whether a folder holds a build with each of its files, in each form. */
export async function isWholeBuild(folder: string): Promise<boolean> {
  const build = await readBuild(folder);
  if (build === null) return false;
  for (const file of build.manifest.files) {
    for (const encoding of ENCODINGS) {
      // Whatever keeps it from being read, the build is not whole.
      const content = await readFile(join(folder, file.name + SUFFIX[encoding])).catch(() => null);
      if (content === null || !isWhole(content, encoding, file)) return false;
    }
  }
  return true;
}
