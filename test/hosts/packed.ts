import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// The package as `npm publish` would send it, built from a copy of the sources, so that nobody's dist/ is in the way.

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const NOT_SOURCES = new Set(['node_modules', '.git', '.tmp', 'dist', 'data', 'coverage']);

export interface PackedPackage {
  readonly tarball: string;
  /** Names of what the package needs at run time. */
  readonly dependencies: readonly string[];
}

/** Builds and packs the package into `folder`, unless there is a tarball. The same sources are not built twice. */
export async function packPackage(folder: string, tarball?: string): Promise<PackedPackage> {
  const manifest = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const dependencies = Object.keys(manifest.dependencies);
  if (tarball !== undefined) return { tarball: resolve(tarball), dependencies };
  const files = sourceFiles('');
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(PROJECT, file)));
  const key = hash.digest('hex').slice(0, 16);
  const packed = { tarball: join(folder, `${key}.tgz`), dependencies };
  if (existsSync(packed.tarball)) return packed;

  const copy = join(folder, 'build');
  rmSync(folder, { recursive: true, force: true });
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(PROJECT, file), join(copy, file));
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
  await run('npm', ['run', 'build'], copy);
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json'], copy);
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  renameSync(join(copy, filename), packed.tarball);
  return packed;
}

/** Everything that goes into the package or its build; other people's host apps, which only use it, do not. */
function sourceFiles(under: string): string[] {
  return readdirSync(join(PROJECT, under), { withFileTypes: true })
    .filter(({ name }) => !NOT_SOURCES.has(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(under, entry.name);
      if (path === join('test', 'hosts')) return [];
      return entry.isDirectory() ? sourceFiles(path) : entry.isFile() ? [path] : [];
    });
}

export interface CommandResult {
  readonly stdout: string;
  /** Both streams, as they came. */
  readonly output: string;
}

/**
 * Runs a command and gives what it wrote.
 * @throws an Error that ends in the command's last lines, when it fails or takes more than five minutes.
 */
export async function run(command: string, args: readonly string[], cwd: string): Promise<CommandResult> {
  const child = spawn(command, args, {
    cwd,
    // No questions, no colours, no advertising.
    env: { ...process.env, CI: '1', NO_COLOR: '1', FORCE_COLOR: '0', NG_CLI_ANALYTICS: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 300_000,
  });
  let [stdout, output] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await new Promise<number | null>((settle, reject) => {
    child.once('error', reject);
    child.once('close', settle);
  });
  if (code === 0) return { stdout, output };
  const last = output.trimEnd().split('\n').slice(-25).join('\n');
  throw new Error(`\`${command} ${args.join(' ')}\` ended with ${code ?? 'a signal'}:\n${last}`);
}
