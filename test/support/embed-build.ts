import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { embedConfig } from '../../vite.config.ts';
import type { EmbedManifest } from '../../shared/embed.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

interface BuildOptions {
  /** Instead of the package's, where two versions meet. */
  version?: string;
  /** Instead of all elements. */
  entry?: string;
  /** A plugin that looks on. */
  onlooker?: Plugin;
}

/**
 * Builds the script tag without a word into a folder of the test's own: the same files as `npm run build` makes, compressed
 * in a hurry. `entrySize` measures them.
 */
export async function buildEmbed(outDir: string, { onlooker, ...options }: BuildOptions = {}): Promise<EmbedManifest> {
  const config = embedConfig({ ...options, isQuick: true });
  await build({
    ...config,
    plugins: [...(config.plugins ?? []), onlooker],
    root: PROJECT,
    configFile: false,
    logLevel: 'error',
    build: { ...config.build, outDir },
  });
  return readManifest(outDir);
}

/** What the build in a folder is made of. */
export function readManifest(folder: string): EmbedManifest {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as EmbedManifest;
}
