import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageSchema = z.object({ name: z.literal('tiktok-ads-connect'), version: z.string() });

/** The release, from the package's own package.json: beside the sources, one folder further up from the build. */
export const VERSION = readVersion();

function readVersion(): string {
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      return packageSchema.parse(JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))).version;
    } catch {
      // Not there: the other place it is.
    }
  }
  return '0.0.0';
}
