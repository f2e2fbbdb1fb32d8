import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { staleElementDocs } from './elements-doc.ts';
import { checkManifest } from './manifest/check.ts';
import { elementsOf, folderOf, type Manifest } from './manifest/schema.ts';
import { checkPacked, type Exports, writtenOut } from './packed.ts';
import { checkSizes } from './sizes.ts';

// `npm run check:package`, after `npm run build`: what a customer installs. Every exported path exists, imports in plain
// Node and has its types, the manifest and the pages made from it are those of the code, no emitted file points at a source
// file, and everything keeps its budget.

const EMBED = 'dist/embed/v1';
const problems: string[] = [];

function check(holds: boolean, problem: string): void {
  if (!holds) problems.push(problem);
}

const manifest = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as Manifest;
const folders = elementsOf(manifest).map((element) => folderOf(manifest, element));

function checkExportsResolve(): void {
  const { exports, bin } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    exports: Exports;
    bin: Record<string, string>;
  };
  for (const [name, target] of Object.entries(exports)) {
    // Closed to the outside.
    if (target === null) continue;
    const targets = typeof target === 'string' ? [target] : [target.types, target.default];
    for (const path of targets) {
      for (const each of writtenOut(path, name, folders))
        check(existsSync(each), `exports["${name}"] points at ${each}, which is not there`);
    }
  }
  for (const path of Object.values(bin)) check(existsSync(path), `bin points at ${path}, which is not there`);
}

function checkEmittedReferences(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    // The script tag is built by others, and the modules of the JSX types are empty.
    if (!entry.endsWith('.js') || /^(?:embed|jsx)\b/.test(entry)) continue;
    const text = readFileSync(join(folder, entry), 'utf8');
    const map = JSON.parse(readFileSync(join(folder, `${entry}.map`), 'utf8')) as { sourcesContent?: unknown[] };
    check((map.sourcesContent?.length ?? 0) > 0, `${entry}.map carries no source, and the package has none either`);
    const source = /(?:from|import\(|new URL\()\s*['"](\.{1,2}\/[^'"]+\.ts)['"]/.exec(text);
    check(source === null, `${entry} refers to the source file ${source?.[1] ?? ''}`);
  }
}

/** npm drops a platform's binary from the lock file where a registry lacks it, and then `npm ci` refuses elsewhere. */
function checkLockIsComplete(): void {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  for (const [path, entry] of Object.entries(packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      const isLocked = Object.keys(packages).some(
        (key) => key === `node_modules/${name}` || key.endsWith(`/node_modules/${name}`),
      );
      check(isLocked, `package-lock.json lacks ${name}, which ${path} names`);
    }
  }
}

checkLockIsComplete();
checkExportsResolve();
checkEmittedReferences('dist');
// Lit brings a registry of its own on servers, and importing the widget puts nothing in it.
problems.push(...checkManifest(manifest, await import('tiktok-ads-connect/widget')));
problems.push(...staleElementDocs(manifest));
problems.push(...(await checkPacked(folders)));
problems.push(...(await checkSizes(EMBED)));
for (const problem of problems) process.stderr.write(`✗ ${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
