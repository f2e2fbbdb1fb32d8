import { createHash, randomBytes } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

// Programs that tests start as processes of their own, compiled once for all of them. Started through a loader that reads
// TypeScript, each would compile the whole server again, which takes longer than most of what the tests then do with it.

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const BUILDS = join(PROJECT, '.tmp/children');
const MIGRATIONS = 'server/store/sqlite/migrations';

/**
 * How each is laid out. In one piece, packages included, it loads in a third of the time; as a file for each source, under the same
 * path, its stack traces say where it was.
 */
const PROGRAMS = {
  'server/main.ts': 'piece',
  'test/server/exports-child.ts': 'piece',
  'test/server/calls-child.ts': 'piece',
  'test/server/rotation-child.ts': 'piece',
  'test/bench/connections/server-child.ts': 'piece',
  'test/bench/proxy/server-child.ts': 'piece',
  'test/chaos/killable-server.ts': 'files',
  'test/chaos/webhook-server.ts': 'piece',
} as const;
export type Program = keyof typeof PROGRAMS;
type Layout = (typeof PROGRAMS)[Program];

/** All that a build depends on. A program that imports anything else of this project is refused, since it could be stale. */
const SOURCES = [
  'server',
  'shared',
  'demo/simulator',
  'package.json',
  'package-lock.json',
  'test/support/compiled-child.ts',
];

/** Builds of other sources are kept so long after their last use: another run may be using them. */
const KEEP_UNUSED_MS = 6 * 3_600_000;

/** Of a piece: as deep below the package.json as the sources that look for it and for the migrations. */
const PIECE = 'server/piece';

const ready = new Map<Layout, Promise<string>>();

/**
 * A program compiled from the sources as they were when this process first asked for one.
 *
 * @returns the path of the JavaScript file for `node`
 */
export async function compiledChild(program: Program): Promise<string> {
  const layout = PROGRAMS[program];
  let folder = ready.get(layout);
  if (folder === undefined) ready.set(layout, (folder = findOrBuild(layout)));
  const path = program.replace(/\.ts$/, '.js');
  return join(await folder, layout === 'piece' ? join(PIECE, path.replaceAll('/', '-')) : path);
}

/** @returns the folder of a build of the sources as they are now, which another process may have made */
async function findOrBuild(layout: Layout): Promise<string> {
  for (;;) {
    const key = await hashSources();
    const folder = join(BUILDS, `${layout}-${key}`);
    if (await isUsable(folder)) return folder;
    const unfinished = `${folder}.${randomBytes(4).toString('hex')}`;
    try {
      await compile(layout, unfinished);
      // Edited meanwhile: what was compiled may be some of each.
      if ((await hashSources()) !== key) continue;
      await removeUnused();
      await rename(unfinished, folder).catch(async (error: unknown) => {
        // Another process was faster, with the same outcome.
        if (!(await isUsable(folder))) throw error;
      });
      return folder;
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }
}

/** Whether a build is there; if so it counts as used now. */
function isUsable(folder: string): Promise<boolean> {
  const now = new Date();
  return utimes(folder, now, now).then(
    () => true,
    () => false,
  );
}

async function compile(layout: Layout, folder: string): Promise<void> {
  const { build } = await import('vite');
  const programs = Object.keys(PROGRAMS).filter((program) => PROGRAMS[program as Program] === layout);
  const names = programs.map((program) => [program.replace(/\.ts$/, '').replaceAll('/', '-'), join(PROJECT, program)]);
  await build({
    configFile: false,
    logLevel: 'error',
    root: PROJECT,
    publicDir: false,
    plugins: [{ name: 'require-known', moduleParsed: ({ id }) => requireKnown(relative(PROJECT, id)) }],
    ssr: layout === 'piece' ? { noExternal: true, external: ['better-sqlite3'] } : {},
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: layout === 'piece' ? Object.fromEntries(names) : names.map(([, path]) => path as string),
        output:
          layout === 'piece'
            ? { entryFileNames: `${PIECE}/[name].js`, chunkFileNames: `${PIECE}/[name]-[hash].js` }
            : { entryFileNames: '[name].js', preserveModules: true, preserveModulesRoot: PROJECT },
      },
    },
  });
  const migrations = layout === 'piece' ? join(PIECE, 'migrations') : MIGRATIONS;
  await cp(join(PROJECT, MIGRATIONS), join(folder, migrations), { recursive: true });
  // The server reads its version there, and Node that these are ES modules.
  const { name, version } = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')) as Record<string, string>;
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version, type: 'module' }));
}

function requireKnown(path: string): void {
  // Packages are known by package-lock.json; what begins with a zero is the compiler's own.
  if (path.includes('node_modules') || path.includes('\0') || path in PROGRAMS) return;
  if (SOURCES.some((source) => path === source || path.startsWith(source + sep))) return;
  throw new Error(`${path} is part of a compiled program, but not among the sources that a build is known by`);
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const path of await filesOf([...SOURCES, ...Object.keys(PROGRAMS)])) {
    hash.update(`${relative(PROJECT, path)}\0`).update(
      createHash('sha256')
        .update(await readFile(path))
        .digest(),
    );
  }
  return hash.digest('hex').slice(0, 24);
}

async function filesOf(sources: readonly string[]): Promise<string[]> {
  const files = sources.map(async (source) => {
    const path = join(PROJECT, source);
    if ((await stat(path)).isFile()) return [path];
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  });
  return [...new Set((await Promise.all(files)).flat())].toSorted();
}

async function removeUnused(): Promise<void> {
  await mkdir(BUILDS, { recursive: true });
  for (const name of await readdir(BUILDS)) {
    const folder = join(BUILDS, name);
    const used = await stat(folder).catch(() => null);
    if (used !== null && Date.now() - used.mtimeMs > KEEP_UNUSED_MS) await rm(folder, { recursive: true, force: true });
  }
}
