import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderEditorData } from './editors.ts';
import { renderJsx } from './jsx/index.ts';
import { makeManifest } from './make.ts';

// `npm run build:manifest`, the last step of the build: the custom elements manifest, and from it what editors and
// frameworks want to know. Into dist/, or the folder named.

const out = process.argv[2] ?? 'dist';

function write(folder: string, files: readonly { name: string; text: string }[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
}

const manifest = makeManifest();
write(out, [{ name: 'custom-elements.json', text: `${JSON.stringify(manifest, null, 2)}\n` }]);
write(join(out, 'editors'), renderEditorData(manifest));
write(join(out, 'jsx'), renderJsx(manifest));
