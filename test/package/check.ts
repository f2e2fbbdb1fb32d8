import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ENTRY_BUDGET_BYTES, entrySize } from '../support/entry-size.ts';

// `npm run check:package`, after `npm run build`: what a customer installs. Every exported path exists, importing the
// widget on a server registers nothing, no emitted file points at a source file, and the script tag keeps its budget.

const EMBED = 'dist/embed/v1';
const problems: string[] = [];

function check(holds: boolean, problem: string): void {
  if (!holds) problems.push(problem);
}

const ELEMENTS = [
  'provider',
  'connect-button',
  'ad-account-list',
  'mapping-table',
  'audience-exporter',
  'event-feed',
  'settings',
];

function checkExportsResolve(): void {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    exports: Record<string, string | { types: string; default: string }>;
    bin: Record<string, string>;
  };
  for (const [name, target] of Object.entries(manifest.exports)) {
    const targets = typeof target === 'string' ? [target] : [target.types, target.default];
    for (const path of targets) {
      const paths = path.includes('*') ? ELEMENTS.map((element) => path.replaceAll('*', element)) : [path];
      for (const each of paths) check(existsSync(each), `exports["${name}"] points at ${each}, which is not there`);
    }
  }
  for (const path of Object.values(manifest.bin)) check(existsSync(path), `bin points at ${path}, which is not there`);
}

function checkEmittedReferences(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.js') || entry.startsWith('embed')) continue;
    const text = readFileSync(join(folder, entry), 'utf8');
    const map = JSON.parse(readFileSync(join(folder, `${entry}.map`), 'utf8')) as { sourcesContent?: unknown[] };
    check((map.sourcesContent?.length ?? 0) > 0, `${entry}.map carries no source, and the package has none either`);
    const source = /(?:from|import\(|new URL\()\s*['"](\.{1,2}\/[^'"]+\.ts)['"]/.exec(text);
    check(source === null, `${entry} refers to the source file ${source?.[1] ?? ''}`);
  }
}

async function checkWidgetImportsOnServer(): Promise<void> {
  for (const name of ['widget', 'shared', 'identifiers', 'server', 'simulator']) {
    const loaded: Record<string, unknown> = await import(`tiktok-ads-connect/${name}`);
    check(Object.keys(loaded).length > 0, `tiktok-ads-connect/${name} exports nothing`);
  }
  // Lit brings a registry of its own on servers; none of our tags may be in it after a plain import.
  const registry = (globalThis as { customElements?: { get(name: string): unknown } }).customElements;
  for (const element of ['tiktok-ads-provider', 'tiktok-connect-button', 'tiktok-ads-settings']) {
    check(registry?.get(element) === undefined, `importing tiktok-ads-connect/widget registered <${element}>`);
  }
}

function checkSize(): void {
  const { files, bytes } = entrySize(EMBED);
  process.stdout.write(`script tag: ${bytes} of ${ENTRY_BUDGET_BYTES} bytes brotli (${files.length} file(s))\n`);
  check(
    bytes <= ENTRY_BUDGET_BYTES,
    `the script-tag build is ${bytes} bytes brotli, over its budget of ${ENTRY_BUDGET_BYTES}`,
  );
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
await checkWidgetImportsOnServer();
checkSize();
for (const problem of problems) process.stderr.write(`✗ ${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
