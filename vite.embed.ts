import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { snippetOf } from './shared/embed-snippet.ts';
import type { EmbedFile, EmbedManifest } from './shared/embed.ts';

// What becomes of the files of the script-tag build once they are written: compressed copies that the server sends as they
// are, `manifest.json` with their integrity hashes, and the snippet for a page.

/**
 * Describes and compresses every file of the build, and prints the snippet unless only errors are to be logged.
 *
 * @param isQuick compresses a little and at once, for builds whose sizes nobody reads
 */
export function describeEmbed(version: string, isQuick = false): Plugin {
  let isQuiet = false;
  return {
    name: 'describe-embed',
    apply: 'build',
    configResolved({ logLevel }) {
      isQuiet = logLevel === 'error' || logLevel === 'silent';
    },
    writeBundle({ dir = '' }, bundle) {
      const entry = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry)?.fileName;
      if (entry === undefined) throw new Error('The build has no entry');
      const core = new Set([entry]);
      // A set is walked in the order in which it grows: what a file imports comes after it.
      for (const name of core) {
        const file = bundle[name];
        if (file?.type === 'chunk') for (const imported of file.imports) core.add(imported);
      }
      const names = readdirSync(dir).filter((name) => name.endsWith('.js'));
      const files = names.toSorted().map((name) => describeFile(dir, name, core.has(name), isQuick));
      const manifest: EmbedManifest = { version, entry, files };
      writeFileSync(join(dir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
      if (!isQuiet) process.stdout.write(summaryOf(manifest));
    },
  };
}

function describeFile(folder: string, name: string, isCore: boolean, isQuick: boolean): EmbedFile {
  const content = readFileSync(join(folder, name));
  const brotli = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: isQuick ? 2 : 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  writeFileSync(join(folder, `${name}.br`), brotli);
  writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: isQuick ? 1 : 9 }));
  return {
    name,
    kind: isCore ? 'core' : kindOf(name),
    bytes: content.length,
    brotliBytes: brotli.length,
    integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
  };
}

function kindOf(name: string): EmbedFile['kind'] {
  if (name.startsWith('locale-')) return 'locale';
  return name.includes('.worker-') ? 'worker' : 'chunk';
}

function summaryOf(manifest: EmbedManifest): string {
  const core = manifest.files.filter(({ kind }) => kind === 'core');
  const bytes = core.reduce((sum, { brotliBytes }) => sum + brotliBytes, 0);
  return `
Script tag ${manifest.version}: ${bytes.toLocaleString('en')} bytes of brotli before the elements work, ${manifest.files.length} files in all.
Copy it into a page, with the address of your server:

  ${snippetOf(manifest, 'https://ads.example.com')}

`;
}
