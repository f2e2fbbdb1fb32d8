import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { FRAMEWORKS } from './manifest/jsx/index.ts';

// The tarball as a customer gets it, unpacked into an empty folder outside of this project: what is not in it, or not among
// its dependencies, is not found. Drivers of databases are optional, and left out.

/** `exports` of package.json; null closes a path that a pattern would open. */
export type Exports = Record<string, string | { types: string; default: string } | null>;

interface PackageJson {
  name: string;
  exports: Exports;
  dependencies: Record<string, string>;
}
interface Ended {
  code: number;
  output: string;
}

const CONSUMER = 'test/package/consumer';
/** Each framework's own types. */
const FRAMEWORK_PACKAGES = ['@types/react', '@types/react-18', 'preact', 'solid-js', 'svelte', 'vue'];

const run = (program: string, args: readonly string[], cwd = process.cwd()): Promise<Ended> =>
  new Promise((done) => {
    execFile(program, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, output: stdout + stderr }),
    );
  });

/** A pattern of `exports` written out: for each framework under `./jsx`, for each element elsewhere. */
export const writtenOut = (path: string, exported: string, elements: readonly string[]): string[] =>
  path.includes('*')
    ? (exported.startsWith('./jsx/') ? FRAMEWORKS : elements).map((name) => path.replaceAll('*', name))
    : [path];

/**
 * Packs, unpacks and tries the package, and tells what is wrong with it.
 * @param elements folders of the elements: `connect-button`
 */
export async function checkPacked(elements: readonly string[]): Promise<string[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tiktok-ads-connect-packed-')));
  try {
    const packed = await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder]);
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
    if (tarball === undefined) return [`npm pack failed: ${packed.output}`];
    const app = join(folder, 'app');
    const installed = await install(join(folder, tarball), app);
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as PackageJson;
    const names = Object.entries(manifest.exports)
      .filter(([, target]) => target !== null)
      .flatMap(([path]) => writtenOut(path, path, elements))
      .map((path) => path.replace(/^\./, manifest.name));
    const problems = await Promise.all([
      lint(installed),
      checkTypeResolution(folder, installed),
      importInNode(app, names).then(async (found) => [...found, ...(await compile(app, names))]),
    ]);
    return problems.flat();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function install(tarball: string, app: string): Promise<string> {
  const modules = join(app, 'node_modules');
  mkdirSync(modules, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', modules]);
  const unpacked = join(modules, 'package');
  const { name, dependencies } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as PackageJson;
  const installed = join(modules, name);
  mkdirSync(dirname(installed), { recursive: true });
  renameSync(unpacked, installed);
  for (const each of [...Object.keys(dependencies), '@types/node', ...FRAMEWORK_PACKAGES]) {
    mkdirSync(dirname(join(modules, each)), { recursive: true });
    symlinkSync(resolve('node_modules', each), join(modules, each), 'dir');
  }
  writeFileSync(join(app, 'package.json'), '{"type":"module","private":true}');
  return installed;
}

async function lint(installed: string): Promise<string[]> {
  const { messages, pkg } = await publint({ pkgDir: installed, pack: false, strict: true });
  return messages.map(
    (message) => `publint: ${formatMessage(message, pkg as Record<string, unknown>, { color: false }) ?? message.code}`,
  );
}

/** What every way of resolving finds, by attw. It reads slowly, so it gets a tarball without what types have no part in. */
async function checkTypeResolution(folder: string, installed: string): Promise<string[]> {
  const tarball = join(folder, 'types.tgz');
  const left = ['*.map', '*/dist/embed', '*/docs'].map((pattern) => `--exclude=${pattern}`);
  await run('tar', [...left, '-czf', tarball, '-C', dirname(installed), basename(installed)]);
  // Patterns are passed over unless somebody names what they stand for: one of each.
  const named = ['widget/connect-button', 'widget/connect-button/define', 'jsx/react', 'jsx/vue'];
  const options = ['--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji'];
  const { code, output } = await run('npx', ['attw', tarball, ...options, '--include-entrypoints', ...named]);
  return code === 0 ? [] : [`attw: ${output.trim()}`];
}

/** Plain Node has no page: every entry has to import there, those that register elements too, and nothing may happen. */
async function importInNode(app: string, names: readonly string[]): Promise<string[]> {
  // Those that register come last, lest one of them hides that another one registers.
  const ordered = [...names].sort((one, other) => Number(one.endsWith('/define')) - Number(other.endsWith('/define')));
  const imports = ordered.map((name) =>
    name.endsWith('.json')
      ? `import(${JSON.stringify(name)}, { with: { type: 'json' } })`
      : `import(${JSON.stringify(name)})`,
  );
  const script = `const globals = new Set(Object.getOwnPropertyNames(globalThis));
for (const [name, load] of [${imports.map((each, index) => `[${JSON.stringify(ordered[index])}, () => ${each}]`).join(', ')}]) {
  try {
    const loaded = await load();
    const isForEffect = /\\/define$|\\/jsx\\//.test(name);
    if (!isForEffect && Object.keys(loaded).length === 0) console.log(name + ' exports nothing');
    if (!name.endsWith('/define') && globalThis.customElements?.get('tiktok-ads-provider') !== undefined)
      console.log(name + ' registers elements');
  } catch (error) {
    console.log(name + ' does not import in plain Node: ' + error.message);
  }
}
`;
  writeFileSync(join(app, 'import.mjs'), script);
  const { code, output } = await run(process.execPath, ['import.mjs'], app);
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return code === 0 ? lines : [`importing the package in plain Node failed: ${output}`];
}

const COMPILER_OPTIONS = {
  target: 'es2022',
  jsx: 'preserve',
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  lib: ['es2023', 'dom', 'dom.iterable'],
};

/**
 * As a bundler's user, with each framework's types and our own declarations checked too, and as Node resolves, with every
 * entry and the types of React 18.
 */
async function compile(app: string, names: readonly string[]): Promise<string[]> {
  for (const name of readdirSync(CONSUMER)) cpSync(join(CONSUMER, name), join(app, name));
  const entries = names.map((name, index) =>
    name.endsWith('.json')
      ? `import entry${index} from '${name}' with { type: 'json' };\nvoid entry${index};`
      : `import * as entry${index} from '${name}';\nvoid entry${index};`,
  );
  writeFileSync(join(app, 'entries.mts'), `${entries.join('\n')}\n`);
  const project = (name: string, settings: object) => writeFileSync(join(app, name), JSON.stringify(settings));
  const react18 = './node_modules/@types/react-18';
  project('tsconfig.bundler.json', {
    compilerOptions: { ...COMPILER_OPTIONS, module: 'esnext', moduleResolution: 'bundler', types: [] },
    include: ['*.tsx'],
    exclude: ['react-18.tsx'],
  });
  project('tsconfig.nodenext.json', {
    compilerOptions: {
      ...COMPILER_OPTIONS,
      module: 'nodenext',
      moduleResolution: 'nodenext',
      resolveJsonModule: true,
      types: ['node'],
      skipLibCheck: true,
      paths: { react: [`${react18}/index.d.ts`], 'react/jsx-runtime': [`${react18}/jsx-runtime.d.ts`] },
    },
    include: ['entries.mts', 'react-18.tsx'],
  });
  const tsc = resolve('node_modules/.bin/tsc');
  const runs = await Promise.all(
    ['tsconfig.bundler.json', 'tsconfig.nodenext.json'].map((name) => run(tsc, ['-p', name, '--pretty', 'false'], app)),
  );
  return runs.flatMap(({ code, output }) => (code === 0 ? [] : [`types: ${output.trim()}`]));
}
