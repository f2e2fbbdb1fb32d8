import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect, parseArgs } from 'node:util';
import type { FoundScene } from '../../demo/gallery/scenes/index.ts';
import { SCENE_GROUPS } from '../../demo/gallery/scenes/index.ts';
import { startGallery } from '../../demo/gallery/start-gallery.ts';
import { type Album, openAlbum } from './album.ts';
import { launchCarriedBrowser } from './carried-browser.ts';
import { writeContactSheet } from './contact-sheet.ts';
import { type LanguageLook, looksIn, looksOf, SPOKEN, type Spoken } from './language-plan.ts';
import { lookAtLanguages, photograph, type Studio } from './photograph.ts';
import { OPENS_AT } from './steady-page.ts';

// Every scene of the gallery: does it show what it promises, is it accessible, does it still look as it did, and does it speak other
// languages as well? Every second scene is switched to one of them in each run, to all of them with --languages.

const HELP = `npm run test:visual -- [--only <element>/<scene>] [--write] [--languages] [--language <code>]

  --only   these scenes alone; a closing * stands for the rest, "export-runs/*", and it may be given again
  --write  renews the pictures that differ and the contact sheet (npm run gallery:shots)
  --languages  no pictures: every scene in all languages, at 1280 and 360 pixels
  --language   the same in this one; may be given again

Pictures as they are now: .tmp/visual/now, and what differs: .tmp/visual/diff.`;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/**
 * For the two cores that CI gives: a page often waits, for a frame or for its server. Three leave a fifth of both idle; with five, scenes
 * whose servers a busy machine holds up need a second look.
 */
const PAGES_AT_ONCE = 4;
const MOST_LOOKS = 3;

function chosenScenes(only: readonly string[]): FoundScene[] {
  const all = SCENE_GROUPS.flatMap((group) => group.scenes.map((scene) => ({ group, scene })));
  if (only.length === 0) return all;
  return all.filter(({ group, scene }) =>
    only.some((wanted) => {
      const path = `${group.element}/${scene.id}`;
      return wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) : path === wanted || group.element === wanted;
    }),
  );
}

type Look = (studio: Studio, found: FoundScene) => Promise<readonly string[]>;

async function run(
  scenes: readonly FoundScene[],
  album: Album,
  look: Look,
  say: (line: string) => void,
): Promise<number> {
  const pageFolder = join(ROOT, '.tmp', `visual-pages-${process.pid}`);
  const gallery = await startGallery(pageFolder, { stages: { opensAt: OPENS_AT } });
  const browser = await launchCarriedBrowser();
  let failed = 0;
  let next = 0;
  const worker = async (): Promise<void> => {
    // A context of its own: a scene that holds its calls takes no connection from the other page.
    const context = await browser.createBrowserContext();
    const studio: Studio = {
      context,
      url: gallery.url,
      isKept: (element, scene, { view, png }) => album.has(element, scene.id, view, png),
    };
    for (let found = scenes[next++]; found !== undefined; found = scenes[next++]) {
      const ahead = scenes[next + PAGES_AT_ONCE - 1];
      if (ahead !== undefined) gallery.stages.prepare(ahead);
      const started = performance.now();
      const { element } = found.group;
      const name = `${element}/${found.scene.id}`;
      const { problems, looks } = await lookAgain(() => look(studio, found));
      if (problems.length > 0) failed += 1;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      say(
        `${problems.length === 0 ? '✓' : '✗'} ${name} (${seconds} s${looks > 1 ? `, ${looks} looks` : ''})${problems.map((line) => `\n    ${line.replaceAll('\n', '\n    ')}`).join('')}`,
      );
    }
    await context.close();
  };
  try {
    await Promise.all(Array.from({ length: Math.min(PAGES_AT_ONCE, scenes.length) }, worker));
  } finally {
    await browser.close();
    await gallery.stop();
    rmSync(pageFolder, { recursive: true, force: true });
  }
  return failed;
}

/**
 * A busy machine can bring a picture a frame too early, or a call too late. What is truly wrong is wrong on a page and a
 * stage of their own again, and again, so only that counts; the report says where more than one look was needed.
 */
async function lookAgain(
  look: () => Promise<readonly string[]>,
): Promise<{ problems: readonly string[]; looks: number }> {
  for (let looks = 1; ; looks += 1) {
    const problems = await look().catch((error: unknown) => [inspect(error)]);
    if (problems.length === 0 || looks === MOST_LOOKS) return { problems, looks };
  }
}

async function photographAndCompare(
  studio: Studio,
  { group, scene }: FoundScene,
  album: Album,
  languages: readonly LanguageLook[],
): Promise<string[]> {
  const { pictures, problems } = await photograph(studio, group.element, scene, languages);
  const results = pictures.map(({ view, png }) => album.add(group.element, scene.id, view, png));
  const missing = results.filter((result) => result.kind === 'missing').length;
  return [
    ...problems,
    ...results.flatMap((result) => (result.kind === 'differs' ? [result.said] : [])),
    ...(missing === 0 ? [] : [`${missing} pictures have nothing to be compared with yet: npm run gallery:shots`]),
  ];
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    write: { type: 'boolean', default: false },
    languages: { type: 'boolean', default: false },
    language: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const print = (text: string): void => void process.stdout.write(`${text}\n`);

if (values.help) print(HELP);
else {
  const scenes = chosenScenes(values.only);
  const isFull = values.only.length === 0;
  const album = openAlbum({ root: ROOT, write: values.write, keepNow: !isFull });
  const languages = values.languages ? SPOKEN : (values.language as Spoken[]);
  const places = new Map(chosenScenes([]).map(({ scene }, place) => [scene, place]));
  const look: Look =
    languages.length > 0
      ? (studio, { group, scene }) => lookAtLanguages(studio, group.element, scene, looksIn(languages))
      : (studio, found) => photographAndCompare(studio, found, album, looksOf(places.get(found.scene) ?? 0));
  const failed = scenes.length === 0 ? 1 : await run(scenes, album, look, print);
  if (scenes.length === 0) print(`No scene is called ${values.only.join(' or ')}.`);
  if (values.write) {
    if (isFull && languages.length === 0) album.removeOrphans(SCENE_GROUPS);
    writeContactSheet(ROOT, SCENE_GROUPS);
  }
  const passed = scenes.length - (scenes.length === 0 ? 0 : failed);
  mkdirSync(join(ROOT, '.tmp', 'results'), { recursive: true });
  writeFileSync(join(ROOT, '.tmp', 'results', 'visual.json'), `${JSON.stringify({ passed, failed })}\n`);
  process.exitCode = failed === 0 ? 0 : 1;
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`, () => process.exit());
}
