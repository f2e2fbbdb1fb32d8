import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect, parseArgs } from 'node:util';
import type { BrowserContext } from 'puppeteer-core';
import { type FoundScene, SCENE_GROUPS } from '../../demo/gallery/scenes/index.ts';
import { startGallery } from '../../demo/gallery/start-gallery.ts';
import { launchCarriedBrowser } from './carried-browser.ts';
import { axeProblems } from './check-page.ts';
import { heardPage, nameProblems } from './heard.ts';
import { reflowProblems } from './reflow.ts';
import { OPENS_AT, steadySettings } from './steady-page.ts';
import { escapeProblems, walkProblems, watchOpeners } from './walk.ts';

const HELP = `npm run test:access -- [--only <element>/<scene>] [--quick] [--hear]

Every scene of the gallery without a mouse and without room: Tab reaches and leaves everything, Esc gives the focus back,
each control has a name, nothing is lost at 320 pixels, with text twice as large or with wide spacing, axe at 360.

  --only   these scenes alone; a closing * stands for the rest, "export-runs/*", and it may be given again
  --quick  without axe
  --hear   also writes what a screen reader finds on each page to .tmp/access`;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGES_AT_ONCE = 2;
const PATIENCE_MS = 60_000;
const MOST_STOPS = 250;

async function look(context: BrowserContext, url: string, { group, scene }: FoundScene): Promise<string[]> {
  const page = await context.newPage();
  try {
    const session = await steadySettings(page);
    await watchOpeners(page);
    await page.setViewport({ width: 1280, height: 760 });
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.goto(`${url}/gallery/${group.element}/${scene.id}?skin=plain`, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(() => ['shown', 'failed'].includes(document.documentElement.dataset['scene'] ?? ''), {
      timeout: PATIENCE_MS,
      polling: 50,
    });
    const why = await page.evaluate(() => document.querySelector('.why')?.textContent ?? null);
    if (why !== null) return [why];
    await session.send('Accessibility.enable');
    const { problems, twins } = await nameProblems(session);
    if (values.hear) {
      const folder = join(ROOT, '.tmp', 'access');
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, `${group.element}-${scene.id}.txt`),
        `${await heardPage(session)}\n\nTWINS\n${twins.join('\n')}\n`,
      );
    }
    await session.send('Accessibility.disable');
    problems.push(...(await reflowProblems(page, session, ['large-text', 'spaced-text', 'narrow'])));
    await session.send('Emulation.setDeviceMetricsOverride', {
      width: 360,
      height: 760,
      deviceScaleFactor: 1,
      mobile: false,
    });
    if (!values.quick) problems.push(...(await axeProblems(page, 'all')).map((line) => `360: ${line}`));
    await session.send('Emulation.setDeviceMetricsOverride', {
      width: 1280,
      height: 760,
      deviceScaleFactor: 1,
      mobile: false,
    });
    problems.push(...(await walkProblems(page, session, MOST_STOPS)));
    problems.push(...(await escapeProblems(page, session)));
    return problems;
  } finally {
    await page.close();
  }
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    hear: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const print = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
  const scenes = SCENE_GROUPS.flatMap((group) => group.scenes.map((scene) => ({ group, scene }))).filter(
    ({ group, scene }) =>
      values.only.length === 0 ||
      values.only.some((wanted) => {
        const path = `${group.element}/${scene.id}`;
        return wanted.endsWith('*')
          ? path.startsWith(wanted.slice(0, -1))
          : path === wanted || group.element === wanted;
      }),
  );
  const pageFolder = join(ROOT, '.tmp', `access-pages-${process.pid}`);
  const gallery = await startGallery(pageFolder, { stages: { opensAt: OPENS_AT } });
  const browser = await launchCarriedBrowser();
  let failed = 0;
  let next = 0;
  const worker = async (): Promise<void> => {
    const context = await browser.createBrowserContext();
    for (let found = scenes[next++]; found !== undefined; found = scenes[next++]) {
      const scene = found;
      const problems = await look(context, gallery.url, scene).catch((error: unknown) => [inspect(error)]);
      if (problems.length > 0) failed += 1;
      print(
        `${problems.length === 0 ? '✓' : '✗'} ${scene.group.element}/${scene.scene.id}${problems.map((line) => `\n    ${line}`).join('')}`,
      );
    }
    await context.close();
  };
  try {
    await Promise.all(Array.from({ length: PAGES_AT_ONCE }, worker));
  } finally {
    await browser.close();
    await gallery.stop();
    rmSync(pageFolder, { recursive: true, force: true });
  }
  print(`\n${scenes.length - failed} passed, ${failed} failed`);
  return failed;
}

if (values.help) print(HELP);
else process.exit((await main()) === 0 ? 0 : 1);
