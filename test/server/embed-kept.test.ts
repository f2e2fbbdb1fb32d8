import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmbedFiles } from '../../server/embed/index.ts';
import { KEPT_BUILDS, keepBuild, listKeptBuilds } from '../../server/embed/kept-builds.ts';
import { systemRandom } from '../../server/random.ts';
import { startTestServer, type TestServerOptions } from '../support/server.ts';
import { type SmallBuild, smallBuild } from './embed-support.ts';

let folder: string;
let dataDir: string;
let parent: string;
let now = Date.now();
const clock = { now: () => now };
const random = systemRandom;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiktok-ads-connect-kept-'));
  dataDir = join(folder, 'data');
  parent = join(dataDir, 'embed');
  await mkdir(dataDir);
  now = Date.now();
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process of the server, as far as the script tag goes. */
function start(build: SmallBuild, told: string[] = []) {
  const log = pino({ level: 'error' }, { write: (line: string) => told.push(line) });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of the configuration only DATA_DIR is read
  const config = { dataDir } as Parameters<typeof createEmbedFiles>[0]['config'];
  const files = createEmbedFiles({ config, clock, random, log }, build.folder);
  return {
    manifest: () => files.manifest(),
    async read(name: string, encoding: 'identity' | 'br' = 'identity'): Promise<string | null> {
      // Another second, in which an unknown name is looked for anew.
      now += 1_001;
      const found = await files.read(name, encoding);
      return found === null ? null : Buffer.from(found.content).toString();
    },
  };
}

async function expectAll(server: ReturnType<typeof start>, build: SmallBuild): Promise<void> {
  for (const [name, content] of Object.entries(build.files)) expect(await server.read(name), name).toBe(content);
}

describe('builds of the script tag that the server has given out', () => {
  it('stay, file by file, when the server is upgraded and the package it came in is gone', async () => {
    const options: TestServerOptions = { jobs: 'manual' };
    const old = await smallBuild(folder, '1.0.0');
    const server = await startTestServer(Object.assign(options, { embedFolder: old.folder }));
    try {
      expect((await server.call('GET', `/embed/v1/${old.manifest.entry}`)).status).toBe(200);
      await rm(old.folder, { recursive: true });
      const next = await smallBuild(folder, '1.1.0');
      Object.assign(options, { embedFolder: next.folder });
      await server.restart();
      expect((await server.call('GET', '/embed/v1/manifest.json')).json).toEqual(next.manifest);
      for (const [name, content] of Object.entries({ ...old.files, ...next.files })) {
        const answer = await server.call('GET', `/embed/v1/${name}`);
        expect([answer.status, answer.text]).toEqual([200, content]);
      }
    } finally {
      await server.stop();
    }
  });

  it('are found by a process that runs beside the one that brought them', async () => {
    const [old, next] = [await smallBuild(folder, '1.0.0'), await smallBuild(folder, '1.1.0')];
    const [older, newer] = [start(old), start(next)];
    await expectAll(older, old);
    expect(await older.read(next.manifest.entry)).toBeNull();
    await expectAll(newer, next);
    // A page of the newer release may have its parts from the older process, and the other way round.
    await expectAll(older, next);
    await expectAll(newer, old);
  });

  it('are kept once when many processes start together', async () => {
    const build = await smallBuild(folder, '1.0.0');
    await Promise.all(Array.from({ length: 8 }, () => expectAll(start(build), build)));
    expect(await readdir(parent)).toEqual([build.manifest.entry.replace(/\.js$/, '')]);
    expect(await listKeptBuilds(parent)).toHaveLength(1);
  });

  it('appear whole or not at all: what a crash left is no build, and goes after an hour', async () => {
    const [old, next] = [await smallBuild(folder, '1.0.0'), await smallBuild(folder, '1.1.0')];
    const left = join(parent, '.copy-0123456789abcdef');
    await mkdir(left, { recursive: true });
    await writeFile(join(left, 'manifest.json'), JSON.stringify(old.manifest));
    await expectAll(start(next), next);
    expect(await start(next).read(old.manifest.entry)).toBeNull();
    expect(await readdir(parent)).toContain('.copy-0123456789abcdef');
    const twoHoursAgo = new Date(now - 2 * 60 * 60_000);
    await utimes(left, twoHoursAgo, twoHoursAgo);
    await expectAll(start(next), next);
    expect(await readdir(parent)).not.toContain('.copy-0123456789abcdef');
  });

  it('are mended while their release is still there, and never sent damaged', async () => {
    const [old, next] = [await smallBuild(folder, '1.0.0'), await smallBuild(folder, '1.1.0')];
    await expectAll(start(old), old);
    const kept = join(parent, old.manifest.entry.replace(/\.js$/, ''), old.manifest.entry);
    await writeFile(kept, '');
    await expectAll(start(old), old);
    expect(await readFile(kept, 'utf8')).toBe(old.files[old.manifest.entry]);

    await writeFile(kept, 'alert(1)');
    const told: string[] = [];
    expect(await start(next, told).read(old.manifest.entry)).toBeNull();
    expect(told.join()).toContain('missing or damaged');
  });

  it('are served all the same when they cannot be kept, and the log says what will break', async () => {
    await writeFile(parent, 'a file where the folder should be');
    const build = await smallBuild(folder, '1.0.0');
    const told: string[] = [];
    await expectAll(start(build, told), build);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('will break with the next upgrade');
  });

  it('are bounded: those not in use for the longest make room, one that came back counts as new', async () => {
    const place = { parent, clock, random };
    const builds: SmallBuild[] = [];
    for (let minor = 0; minor < KEPT_BUILDS; minor += 1) {
      now += 1_000;
      builds.push(await smallBuild(folder, `1.${minor}.0`));
      await keepBuild(place, builds[minor] as SmallBuild);
    }
    const [first, second] = builds as [SmallBuild, SmallBuild];
    now += 1_000;
    await keepBuild(place, first);
    now += 1_000;
    await keepBuild(place, await smallBuild(folder, '2.0.0'));
    const kept = (await listKeptBuilds(parent)).map(({ manifest }) => manifest.version);
    expect(kept).toHaveLength(KEPT_BUILDS);
    expect(kept.slice(0, 2)).toEqual(['2.0.0', '1.0.0']);
    expect(kept).not.toContain(second.manifest.version);
  });

  it('that somebody put there, or that broke, take the place of nothing that this release has', async () => {
    const own = await smallBuild(folder, '1.0.0');
    const chunk = Object.keys(own.files).find((name) => name.startsWith('list-view')) as string;
    const planted = await smallBuild(folder, '9.9.9', { [chunk]: 'alert(1)' });
    await keepBuild({ parent, clock, random }, planted);
    const told: string[] = [];
    const server = start(own, told);
    // A name that nobody knows has all folders looked through.
    expect(await server.read('unknown-00000000.js')).toBeNull();
    await writeFile(join(parent, own.manifest.entry.replace(/\.js$/, ''), own.manifest.entry), 'alert(1)');
    await expectAll(server, own);
    expect(told).toEqual([]);
  });

  it('are made again by several processes at once, in place of damaged ones, files and links', async () => {
    const build = await smallBuild(folder, '1.0.0');
    const kept = join(parent, build.manifest.entry.replace(/\.js$/, ''));
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, 'theirs'), 'stays');
    const plants = [
      () => mkdir(join(kept, 'x'), { recursive: true }),
      () => writeFile(kept, ''),
      () => symlink(elsewhere, kept),
    ];
    for (const plant of [...plants, ...plants, ...plants]) {
      await rm(parent, { recursive: true, force: true });
      await mkdir(parent);
      await plant();
      const told: string[] = [];
      await Promise.all(Array.from({ length: 6 }, () => expectAll(start(build, told), build)));
      expect(told).toEqual([]);
      expect(await readdir(parent)).toEqual([build.manifest.entry.replace(/\.js$/, '')]);
      expect(await listKeptBuilds(parent)).toHaveLength(1);
    }
    expect(await readdir(elsewhere)).toEqual(['theirs']);
  });

  it('that unpack to more than they should are not unpacked', async () => {
    const [old, next] = [await smallBuild(folder, '1.0.0'), await smallBuild(folder, '1.1.0')];
    await expectAll(start(old), old);
    const { entry } = old.manifest;
    await writeFile(join(parent, entry.replace(/\.js$/, ''), `${entry}.br`), brotliCompressSync(Buffer.alloc(1 << 20)));
    expect(await start(next).read(entry, 'br')).toBeNull();
    expect(await start(next).read(entry)).toBe(old.files[entry]);
  });

  it('are read once, however many ask at once, and then not at all', async () => {
    const build = await smallBuild(folder, '1.0.0');
    const server = start(build);
    const { entry } = build.manifest;
    await Promise.all(Array.from({ length: 50 }, () => server.read(entry)));
    await rm(build.folder, { recursive: true });
    await rm(parent, { recursive: true });
    expect(await server.read(entry)).toBe(build.files[entry]);
  });
});
