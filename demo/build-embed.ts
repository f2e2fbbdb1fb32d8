import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { embedConfig } from '../vite.config.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Builds the script tag from the sources into a folder of the demo's own, and says nothing unless it fails. */
export async function buildEmbed(outDir: string): Promise<void> {
  const config = embedConfig({ isQuick: true });
  await build({
    ...config,
    root: PROJECT,
    configFile: false,
    envDir: false,
    logLevel: 'error',
    build: { ...config.build, outDir },
  });
}
