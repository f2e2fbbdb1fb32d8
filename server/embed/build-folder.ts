import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EmbedManifest, embedManifestSchema } from '../../shared/embed.ts';

/** A folder with a build: its files, each with `.br` and `.gz` beside it, and `manifest.json`. */
export interface EmbedBuild {
  readonly folder: string;
  readonly manifest: EmbedManifest;
}

export const MANIFEST = 'manifest.json';

/** Where `npm run build` puts the script tag: beside the compiled server, or in `dist/` when this runs from sources. */
const OWN_FOLDERS = ['../../embed/v1', '../../dist/embed/v1'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** The build that came with this release, null when there is none. @param folder where it is instead of in the package */
export async function findOwnBuild(folder: string | undefined): Promise<EmbedBuild | null> {
  for (const candidate of folder === undefined ? OWN_FOLDERS : [folder]) {
    const build = await readBuild(candidate);
    if (build !== null) return build;
  }
  return null;
}

/** Null when the folder is not there or its manifest cannot be read as one. */
export async function readBuild(folder: string): Promise<EmbedBuild | null> {
  try {
    const parsed: unknown = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'));
    return { folder, manifest: embedManifestSchema.parse(parsed) };
  } catch {
    return null;
  }
}
