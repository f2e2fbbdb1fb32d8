import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { writeCsv } from '../../demo/data/index.ts';
import { BROWSER_ARGUMENTS, findBrowser } from '../support/browser.ts';
import { type Host, HOSTS } from './hosts.ts';
import { installHost, WORKSHOP } from './install.ts';
import { refusesMistake } from './mistake.ts';
import { packPackage, type PackedPackage, PROJECT, run } from './packed.ts';
import { CSV_PEOPLE, developmentStoryOf, type Scene, type Step, storyOf } from './story.ts';
import { openClosedRoots, watch } from './watch.ts';
import { startHostWorld } from './world.ts';

// `npm run test:hosts [-- react vue]`: our package, packed, in apps of other people's frameworks, each made with its own tools
// and used in a real browser. What failed leaves a picture and the console under .tmp/hosts/<name>.

/** One of them builds while another waits for its page: more than two only get in each other's way on two cores. */
const AT_ONCE = 2;

interface Result {
  readonly host: string;
  readonly steps: { name: string; seconds: number; failure?: string }[];
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  // A tarball to try instead of the sources as they are: what is about to be published, or what was.
  options: { tarball: { type: 'string' } },
});
const unknown = positionals.filter((name) => !HOSTS.some((host) => host.name === name));
if (unknown.length > 0) {
  say(`There is no host ${unknown.join(', ')}. There are ${HOSTS.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const chosen = positionals.length === 0 ? HOSTS : HOSTS.filter(({ name }) => positionals.includes(name));

mkdirSync(WORKSHOP, { recursive: true });
say(values.tarball === undefined ? 'Building and packing the package …' : `The package is ${values.tarball}.`);
const packed = await packPackage(join(WORKSHOP, 'package'), values.tarball).catch((error: unknown) => {
  say(`✗ The package could not be built. ${String(error)}`);
  process.exit(1);
});
const csvPath = join(WORKSHOP, 'customers.csv');
await writeCsv(csvPath, CSV_PEOPLE);
const browser = await launch({ executablePath: await findBrowser(), args: [...BROWSER_ARGUMENTS] });

const results: Result[] = [];
const waiting = [...chosen];
const worker = async (): Promise<void> => {
  for (let host = waiting.shift(); host !== undefined; host = waiting.shift()) {
    const result = await visit(host, packed, browser).catch(
      (error: unknown): Result => ({ host: host.name, steps: [{ name: 'start', seconds: 0, failure: String(error) }] }),
    );
    results.push(result);
    say(lineOf(result));
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, worker));
await browser.close();

const failed = results.filter(({ steps }) => steps.some(({ failure }) => failure !== undefined));
say('');
for (const host of chosen) say(lineOf(results.find((result) => result.host === host.name) as Result));
for (const { host, steps } of failed) {
  for (const { name, failure } of steps) if (failure !== undefined) say(`\n✗ ${host}, ${name}: ${failure}`);
}
say(`\n${results.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Takes one host from its lock file to an audience at TikTok. The first step that fails is the last. */
async function visit(host: Host, ourPackage: PackedPackage, window: Browser): Promise<Result> {
  const result: Result = { host: host.name, steps: [] };
  const evidence = join(PROJECT, '.tmp', 'hosts', host.name);
  rmSync(evidence, { recursive: true, force: true });
  let folder = '';
  const making: Step[] = [
    {
      name: 'install',
      run: async () => {
        folder = await installHost(host, ourPackage);
      },
    },
    ...host.scripts.map((script) => ({
      name: script,
      run: async () => void (await run('npm', ['run', script], folder)),
    })),
  ];
  if (host.scripts.includes('check')) making.push({ name: 'typed', run: () => refusesMistake(folder) });
  if (host.serverScript !== undefined) making.push({ name: 'server', run: () => drawOnServer(host, folder) });
  if (!(await take(result, making))) return result;

  const world = await startHostWorld(`acme-${host.name}`, {
    packageFolder: join(folder, 'node_modules', 'tiktok-ads-connect'),
    usesScriptTag: host.usesScriptTag === true,
  });
  const context = await window.createBrowserContext();
  const page = await context.newPage();
  const [complaints, log]: [string[], string[]] = [[], []];
  try {
    await page.setViewport({ width: 1280, height: 900 });
    await watch(page, complaints, log);
    if (host.hasClosedRoots === true) await openClosedRoots(page);
    const scene: Scene = {
      page,
      world,
      complaints,
      csvPath,
      comesWithPage: host.comesWithPage === true,
      usesScriptTag: host.usesScriptTag === true,
      query: host.query ?? '',
      watchPopup: (popup) => watch(popup, complaints, log),
    };
    world.serve(join(folder, host.page));
    let isFine = await take(result, storyOf(scene));
    if (isFine && host.developmentPage !== undefined) {
      world.serve(join(folder, host.developmentPage));
      isFine = await take(result, developmentStoryOf(scene));
    }
    if (!isFine) await keepEvidence(evidence, page, [...complaints, '', ...log]);
  } finally {
    await context.close();
    await world.stop();
  }
  return result;
}

/** @returns whether every step went well */
async function take(result: Result, steps: readonly Step[]): Promise<boolean> {
  for (const { name, run: takeStep } of steps) {
    const start = performance.now();
    const failure = await takeStep().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const seconds = (performance.now() - start) / 1000;
    result.steps.push({ name, seconds, ...(failure === undefined ? {} : { failure }) });
    // An app whose types do not fit can still be built and used: one run tells of both.
    if (failure !== undefined && !['check', 'typed'].includes(name)) return false;
  }
  return true;
}

/** The framework's own server renderer, in plain Node with our package as it is installed. */
async function drawOnServer({ serverScript = '' }: Host, folder: string): Promise<void> {
  const { stdout, output } = await run('node', [serverScript], folder);
  const isDrawn = /<tiktok-ads-provider[^>]* server-url="https:\/\/ads\.example"/.test(stdout);
  if (!isDrawn || !stdout.includes('<tiktok-connect-button')) throw new Error(`The server has drawn:\n${output}`);
  if (output !== stdout) throw new Error(`The server has complained:\n${output}`);
}

async function keepEvidence(folder: string, page: Page, lines: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, 'page.png'), fullPage: true });
  writeFileSync(join(folder, 'console.txt'), `${lines.join('\n')}\n`);
}

function lineOf({ host, steps }: Result): string {
  const told = steps.map(
    ({ name, seconds, failure }) => `${failure === undefined ? '' : '✗ '}${name} ${seconds.toFixed(1)} s`,
  );
  return `${host.padEnd(18)} ${told.join(' · ')}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
