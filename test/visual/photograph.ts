/// <reference lib="dom" />
import type { BrowserContext, CDPSession, Page } from 'puppeteer-core';
import type { Scene, Skin } from '../../demo/gallery/scene.ts';
import { englishLeft, newlyTight, tightPlaces } from './check-language.ts';
import { axeProblems, type Complaints, listenForComplaints } from './check-page.ts';
import type { LanguageLook } from './language-plan.ts';
import { reflowProblems } from './reflow.ts';
import { steadyPage, steadySettings } from './steady-page.ts';
import { keyboardProblems, watchOpeners } from './walk.ts';

export interface Studio {
  readonly context: BrowserContext;
  /** Origin of the gallery. */
  readonly url: string;
  /** Whether the kept picture of that view was made from this very one. */
  readonly isKept: (element: string, scene: Scene, picture: Picture) => boolean;
}

/** A page with one scene on it. */
interface Opened {
  readonly page: Page;
  readonly session: CDPSession;
  readonly complaints: Complaints;
}

export interface Picture {
  /** Part of its file's name: `360-light`, `1280-light-rtl`, `360-light-ja`. */
  readonly view: string;
  readonly png: Buffer;
}

export interface Photographed {
  readonly pictures: readonly Picture[];
  readonly problems: readonly string[];
}

/** Touch comes last: where it was, a page believes in no mouse any more. */
const WIDTHS = [1280, 768, 360] as const;
const LANGUAGE_WIDTHS = [1280, 360] as const;
const SCHEMES = ['light', 'dark'] as const;
type Scheme = (typeof SCHEMES)[number];
const PATIENCE_MS = 60_000;
const LEAST_HEIGHT = 760;
const MOST_HEIGHT = 3_000;
const MOST_ATTEMPTS = 6;

/** The names of a scene's pictures. */
export function viewsOf(scene: Scene): readonly string[] {
  const skins = (scene.skins ?? []).filter((skin) => skin !== 'plain');
  return [
    ...WIDTHS.flatMap((width) => SCHEMES.map((scheme) => `${width}-${scheme}`)),
    ...skins.flatMap((skin) => schemesOf(skin).map((scheme) => `1280-${scheme}-${skin}`)),
    ...(scene.inForcedColours === true ? SCHEMES.map((scheme) => `1280-${scheme}-forced`) : []),
    ...(scene.isNarrowToo === true ? ['320-dark'] : []),
    ...(scene.languages ?? []).flatMap((language) => LANGUAGE_WIDTHS.map((width) => `${width}-light-${language}`)),
  ];
}

/** Opens a scene, checks it, and takes its pictures; then has it speak other languages, and once more in each further skin. */
export async function photograph(
  studio: Studio,
  element: string,
  scene: Scene,
  looks: readonly LanguageLook[],
): Promise<Photographed> {
  const problems: string[] = [];
  const pictures: Picture[] = [];
  const take = (opened: Opened, width: number, view: string): Promise<Picture> =>
    takePicture(opened, width, view, (picture) => studio.isKept(element, scene, picture));
  await withScene(studio, element, scene, '', problems, async (opened) => {
    for (const scheme of SCHEMES) {
      await wearScheme(opened, scheme);
      problems.push(
        ...(await axeProblems(opened.page, scheme === 'light' ? 'all' : 'colours')).map((line) => `${scheme}: ${line}`),
      );
    }
    for (const width of WIDTHS) {
      for (const scheme of SCHEMES) {
        await wearScheme(opened, scheme);
        pictures.push(await take(opened, width, `${width}-${scheme}`));
      }
      if (width !== 1280 || scene.inForcedColours !== true) continue;
      for (const scheme of SCHEMES) {
        await forceColours(opened, scheme, 'active');
        pictures.push(await take(opened, width, `${width}-${scheme}-forced`));
      }
      await forceColours(opened, 'light', 'none');
    }
    if (scene.isNarrowToo === true) pictures.push(await take(opened, 320, '320-dark'));
    if (looks.length === 0) problems.push(...(await reflowProblems(opened.page, opened.session)));
    else problems.push(...(await lookInLanguages(opened, looks)));
    problems.push(...(await keyboardProblems(opened.page, opened.session, `${element}/${scene.id}`)));
  });
  for (const language of scene.languages ?? []) {
    await withScene(studio, element, scene, `lang=${language}`, problems, async (opened) => {
      for (const width of LANGUAGE_WIDTHS) pictures.push(await take(opened, width, `${width}-light-${language}`));
    });
  }
  for (const skin of (scene.skins ?? []).filter((each) => each !== 'plain')) {
    await withScene(studio, element, scene, `skin=${skin}`, problems, async (opened) => {
      for (const scheme of schemesOf(skin)) {
        await wearScheme(opened, scheme);
        problems.push(...(await axeProblems(opened.page, 'colours')).map((line) => `${skin} ${scheme}: ${line}`));
        pictures.push(await take(opened, 1280, `1280-${scheme}-${skin}`));
      }
    });
  }
  return { pictures, problems };
}

/** Opens a scene only to have it speak other languages. */
export async function lookAtLanguages(
  studio: Studio,
  element: string,
  scene: Scene,
  looks: readonly LanguageLook[],
): Promise<readonly string[]> {
  const problems: string[] = [];
  await withScene(studio, element, scene, '', problems, async (opened) => {
    problems.push(...(await lookInLanguages(opened, looks)));
  });
  return problems;
}

/** The page's own way to another language; undefined is the page's own. */
async function speakIn(page: Page, language: string | undefined): Promise<void> {
  await page.evaluate((locale) => {
    const { speak } = globalThis as unknown as { speak: (locale: string | undefined) => Promise<void> };
    return speak(locale);
  }, language);
}

/** Has a page that was drawn in English speak other languages, and says what is wrong then. */
async function lookInLanguages(opened: Opened, looks: readonly LanguageLook[]): Promise<string[]> {
  const { page } = opened;
  const problems: string[] = [];
  await wearScheme(opened, 'light');
  const tight = new Map<number, Awaited<ReturnType<typeof tightPlaces>>>();
  for (const width of new Set(looks.map((look) => look.width))) {
    await setWidth(opened, width, LEAST_HEIGHT);
    await settle(page);
    tight.set(width, await tightPlaces(page));
  }
  for (const { language, width } of looks) {
    await setWidth(opened, width, LEAST_HEIGHT);
    await speakIn(page, language);
    await settle(page);
    const found = [
      ...(await englishLeft(page, language)),
      ...(await newlyTight(page, tight.get(width) ?? [])),
      // How large things are to press was looked at in English, and a menu that lies over others is as wide as its words. That names hold
      // what is written is test/labels/label-in-name.test.ts's: the rule here takes a count and its unit for one word where no space is.
      ...(await axeProblems(page, 'all')).filter(
        (line) => !/^axe (?:target-size|label-content-name-mismatch) /u.test(line),
      ),
    ];
    problems.push(...found.map((line) => `${language} at ${width}: ${line}`));
  }
  await speakIn(page, undefined);
  return problems;
}

/** One skin is dark whatever the system says. */
function schemesOf(skin: Skin): readonly Scheme[] {
  return skin === 'dashboard' ? ['dark'] : SCHEMES;
}

/** Opens the scene on a page of its own and, once it is shown, looks at it. */
async function withScene(
  { context, url }: Studio,
  element: string,
  scene: Scene,
  query: string,
  problems: string[],
  look: (opened: Opened) => Promise<void>,
): Promise<void> {
  const page = await context.newPage();
  try {
    const session = await steadySettings(page);
    await watchOpeners(page);
    const opened: Opened = { page, session, complaints: await listenForComplaints(page, session) };
    await setWidth(opened, 1280, LEAST_HEIGHT);
    await wearScheme(opened, 'light');
    await page.goto(`${url}/gallery/${element}/${scene.id}?${query}&camera`, { waitUntil: 'domcontentloaded' });
    // The page plays after a press of the mouse on nothing.
    await page.mouse.click(2, 2);
    const why = await whyNotShown(page);
    if (why !== null) problems.push(why);
    else await look(opened);
    problems.push(...opened.complaints.take().filter((complaint) => scene.warns?.test(complaint) !== true));
  } finally {
    await page.close();
  }
}

/** Waits for the scene. Null when it is shown. */
async function whyNotShown(page: Page): Promise<string | null> {
  try {
    await page.waitForFunction(() => ['shown', 'failed'].includes(document.documentElement.dataset['scene'] ?? ''), {
      timeout: PATIENCE_MS,
      polling: 30,
    });
  } catch {
    return `not shown after ${PATIENCE_MS / 1000} s: ${await stateOf(page)}`;
  }
  return page.evaluate(() => document.querySelector('.why')?.textContent ?? null);
}

function stateOf(page: Page): Promise<string> {
  return page.evaluate(() => `${document.documentElement.dataset['scene']}: ${document.body.innerText.slice(0, 500)}`);
}

async function wearScheme({ page }: Opened, scheme: Scheme): Promise<void> {
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}

/** As Windows does with a contrast theme. Puppeteer knows no word for it, and only `none` ends it. */
async function forceColours({ session }: Opened, scheme: Scheme, value: 'active' | 'none'): Promise<void> {
  await session.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
      { name: 'forced-colors', value },
    ],
  });
}

/** By the debugger itself: puppeteer would load the page again whenever touch comes or goes. */
async function setWidth({ session }: Opened, width: number, height: number): Promise<void> {
  const isTouch = width < 600;
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: isTouch, maxTouchPoints: 5 });
  await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
}

/** Runs in the page. A dialog that covers the window is as high as the window, whatever lies behind it. */
function heightOfContent(): number {
  const dialogs = (root: Document | ShadowRoot): Element[] => [
    ...root.querySelectorAll('dialog:modal'),
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : dialogs(shadowRoot))),
  ];
  const isCovered = dialogs(document).some((dialog) => {
    const { width, height } = dialog.getBoundingClientRect();
    return width > innerWidth - 8 && height > innerHeight - 8;
  });
  return isCovered ? innerHeight : document.documentElement.scrollHeight;
}

/** A picture of the whole page: the window is made as high as its content, so that what is fixed to it is whole too. */
async function takePicture(
  opened: Opened,
  width: number,
  view: string,
  isKept: (picture: Picture) => boolean,
): Promise<Picture> {
  const { page, session } = opened;
  await setWidth(opened, width, LEAST_HEIGHT);
  await settle(page);
  const wanted = await page.evaluate(heightOfContent);
  const height = Math.min(Math.max(wanted, LEAST_HEIGHT), MOST_HEIGHT);
  if (height !== LEAST_HEIGHT) await setWidth(opened, width, height);
  await page.evaluate(() => window.scrollTo(0, 0));
  // Two pictures alike say that the page has come to rest; lists that follow their field may take a frame more. One that is
  // to the byte what the kept one was made from needs no second to vouch for it: half of all pictures, and the dearest step.
  let before: string | null = null;
  for (let attempt = 1; ; attempt += 1) {
    await steadyPage(page);
    await settle(page);
    // By the debugger too: puppeteer would put its own idea of the window back first.
    const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
    const picture = { view, png: Buffer.from(data, 'base64') };
    if (data === before || attempt === MOST_ATTEMPTS || isKept(picture)) return picture;
    before = data;
  }
}

/** Two frames: container queries, observers and fonts asked for by new text have had their turn. */
function settle(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
    await frame();
    await frame();
    await document.fonts.ready;
  });
}
