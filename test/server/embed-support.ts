import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { EmbedManifest } from '../../shared/embed.ts';

export interface SmallBuild {
  readonly folder: string;
  readonly manifest: EmbedManifest;
  /** Name → content. */
  readonly files: Readonly<Record<string, string>>;
}

/** A build with few and small files, in the shape that `npm run build` makes: the server has to give out nothing larger to be right. */
export async function smallBuild(
  parent: string,
  version: string,
  more: Readonly<Record<string, string>> = {},
): Promise<SmallBuild> {
  const mark = createHash('sha256').update(version).digest('hex').slice(0, 8);
  const entry = `tiktok-ads-connect-${version}-${mark}.js`;
  const files = {
    [entry]: `export const version = ${JSON.stringify(version)}; // ${'the same again '.repeat(40)}`,
    [`list-view-${mark}.js`]: `export const view = 'list of ${version}'; // ${'and again '.repeat(40)}`,
    [`hash-csv.worker-${mark}.js`]: `postMessage('${version}'); // ${'once more '.repeat(40)}`,
    ...more,
  };
  const folder = join(parent, `build-${version}`);
  await mkdir(folder, { recursive: true });
  const described = [];
  for (const [name, content] of Object.entries(files)) {
    const brotli = brotliCompressSync(content);
    await writeFile(join(folder, name), content);
    await writeFile(join(folder, `${name}.br`), brotli);
    await writeFile(join(folder, `${name}.gz`), gzipSync(content));
    described.push({
      name,
      kind: name === entry ? ('core' as const) : name.includes('worker') ? ('worker' as const) : ('chunk' as const),
      bytes: content.length,
      brotliBytes: brotli.length,
      integrity: integrityOf(content),
    });
  }
  const manifest: EmbedManifest = { version, entry, files: described };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return { folder, manifest, files };
}

export function integrityOf(content: string | Uint8Array): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
