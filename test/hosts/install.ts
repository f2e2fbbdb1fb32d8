import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Host } from './hosts.ts';
import { type PackedPackage, PROJECT, run } from './packed.ts';

// A host app and what it needs, in a folder of its own. It lies outside this repository: inside it, a host would find our
// node_modules too, and use tools and types that its own package.json does not name.

/** Kept between runs, so that nothing is fetched twice. */
export const WORKSHOP = join(tmpdir(), 'tiktok-ads-connect-hosts');

/**
 * Copies the host app, installs what its lock file names and then our package, as `npm install tiktok-ads-connect` would.
 * @returns the folder in which its scripts run
 * @throws when the framework cannot be had from the registry
 */
export async function installHost({ name, source: origin = name }: Host, packed: PackedPackage): Promise<string> {
  const source = join(PROJECT, 'test', 'hosts', origin);
  const folder = join(WORKSHOP, name);
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder)) {
    if (entry !== 'node_modules' && entry !== '.installed') rmSync(join(folder, entry), { recursive: true });
  }
  cpSync(source, folder, { recursive: true, filter: (path) => !path.startsWith(join(source, 'node_modules')) });

  if (existsSync(join(folder, 'package-lock.json'))) {
    const lock = readFileSync(join(folder, 'package-lock.json'));
    const wanted = createHash('sha256').update(lock).update(process.version).digest('hex');
    const stamp = join(folder, '.installed');
    if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
      rmSync(stamp, { force: true });
      await run('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=1'], folder).catch(
        (cause: unknown) => {
          throw new Error(`${name}: the framework could not be installed. Is there a network? ${String(cause)}`);
        },
      );
      writeFileSync(stamp, wanted);
    }
  }
  await installPackage(folder, packed);
  return folder;
}

/**
 * Unpacks our tarball and gives it its run-time dependencies in the versions this repository has locked: links, nested as npm
 * nests what the host itself does not have.
 */
async function installPackage(folder: string, { tarball, dependencies }: PackedPackage): Promise<void> {
  const target = join(folder, 'node_modules', 'tiktok-ads-connect');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', target], folder);
  for (const dependency of dependencies) {
    const link = join(target, 'node_modules', dependency);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(PROJECT, 'node_modules', dependency), link);
  }
}
