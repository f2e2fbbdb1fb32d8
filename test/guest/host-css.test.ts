/// <reference lib="dom" />
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { click, find, reads } from '../flow/support/person.ts';
import { BROWSER_ARGUMENTS, findBrowser } from '../support/browser.ts';
import { type GuestPage, SETTINGS, startGuestPage } from './guest-page.ts';

// The widget among the style sheets of others. Each state is pictured under each sheet and compared with the same state under none: font
// family, direction and colour scheme, which are the page's to give, are the same in all of them.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SCRATCH = `${ROOT}/.tmp/host-css`;
/** What cannot be told from the outside may stand here: boxes around the elements are the page's own affair. */
const HOSTILE = `
  *, *::before, *::after { all: unset !important }
  * { box-sizing: content-box !important; animation: none !important; transition: none !important }
  :root { font-size: 40px !important }
  body, tiktok-ads-settings, tiktok-connect-button {
    font: italic small-caps 900 40px/3 sans-serif !important; color: red !important; letter-spacing: 9px !important;
    word-spacing: 20px !important; text-transform: uppercase !important; text-indent: 50px !important; text-align: end !important;
    text-shadow: 2px 2px red !important; white-space: pre !important; hyphens: auto !important; word-break: break-all !important;
    -webkit-text-fill-color: red !important; container: none !important;
  }
  button, input, select, a, table { border: 9px solid red !important; background: red !important; padding: 20px !important }
  dialog, [popover], [role='dialog'] { display: none !important }
  dialog::backdrop { background: red !important }
  svg, path { fill: red !important; stroke: red !important; inline-size: 99px !important }
  .root, .panel, .btn, .row, .table, .tab, .input, .dialog, .banner { all: unset !important; color: red !important }
`;

let guest: GuestPage;
let browser: Browser;
let page: Page;
let sheets: Readonly<Record<string, string>>;

beforeAll(async () => {
  const read = (path: string): Promise<string> => readFile(`${ROOT}/node_modules/${path}`, 'utf8');
  const [bootstrap, preflight] = await Promise.all([
    read('bootstrap/dist/css/bootstrap.css'),
    read('tailwindcss/preflight.css'),
  ]);
  sheets = { Bootstrap: bootstrap, 'Tailwind’s preflight': preflight, 'a hostile sheet': HOSTILE };
  [guest, browser] = await Promise.all([
    startGuestPage(),
    findBrowser().then((executablePath) => launch({ executablePath, args: [...BROWSER_ARGUMENTS] })),
  ]);
  page = await browser.newPage();
  await page.setViewport({ width: 1000, height: 1100 });
  await page.emulateMediaFeatures([
    { name: 'prefers-reduced-motion', value: 'reduce' },
    { name: 'prefers-color-scheme', value: 'light' },
  ]);
  // The hostile sheet is there before the elements are; the others come and go while they live.
  const body = `<tiktok-connect-button></tiktok-connect-button>${SETTINGS}`;
  await page.goto(guest.address({ body, css: HOSTILE, script: PLACE }));
  await reads(page, /Sign-ins/);
});

afterAll(async () => {
  await browser?.close();
  await guest?.stop();
});

/** The page's own part: where the widget stands, how wide, and what it inherits. Inline and important, it outdoes every sheet. */
const PLACE = `
const set = (element, styles) => {
  for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value, 'important');
};
const place = document.createElement('div');
const provider = document.querySelector('tiktok-ads-provider');
provider.replaceWith(place);
place.append(provider);
globalThis.place = (styles) => set(place, styles);
set(document.head, { display: 'none' });
set(document.documentElement, { background: 'white', 'font-size': '16px' });
set(document.body, { display: 'block', margin: '0', background: 'white' });
globalThis.place({
  all: 'initial', position: 'absolute', display: 'block', left: '0', top: '0', width: '960px', margin: '0', padding: '16px',
  'font-family': 'sans-serif', 'box-sizing': 'border-box',
  'caret-color': 'transparent',
});
`;

async function wear(css: string): Promise<void> {
  await page.evaluate((text) => {
    for (const link of document.querySelectorAll('link')) link.remove();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);
  await settle();
}

/** Observers, container queries and fonts have had their turn. */
const settle = (): Promise<void> =>
  page.evaluate(async () => {
    const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
    await frame();
    await frame();
    await document.fonts.ready;
  });

const picture = async (): Promise<Buffer> =>
  Buffer.from(await page.screenshot({ type: 'png', captureBeyondViewport: false }));

/** How many pixels differ by more than a rounding of their colour. */
function pixelsOff(one: Buffer, other: Buffer): number {
  if (one.equals(other)) return 0;
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)];
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.02, includeAA: true });
}

/** What differs between no sheet and each of them; nothing when all is well. */
async function differences(state: string, others: Readonly<Record<string, string>> = sheets): Promise<string[]> {
  // Each state was opened under a sheet, so that one is pictured first.
  const asOpened = await picture();
  await wear('');
  const plain = await picture();
  const said: string[] = [];
  const say = (name: string, taken: Buffer): void => {
    const pixels = pixelsOff(plain, taken);
    if (pixels === 0) return;
    said.push(`${name}: ${pixels} pixels differ, see .tmp/host-css`);
    mkdirSync(SCRATCH, { recursive: true });
    writeFileSync(`${SCRATCH}/${state}-plain.png`, plain);
    writeFileSync(`${SCRATCH}/${state}-${name}.png`, taken);
  };
  say('as opened', asOpened);
  for (const [name, css] of Object.entries(others)) {
    await wear(css);
    let taken = await picture();
    // A frame can come late: then it is looked at again.
    for (let more = 3; more > 0 && pixelsOff(plain, taken) > 0; more -= 1) {
      await settle();
      taken = await picture();
    }
    say(name, taken);
  }
  return said;
}

/** Moments such as "just now" may turn while pictures are taken: what is truly wrong is wrong again. */
const staysAsItIs = async (state: string): Promise<void> => {
  if ((await differences(state)).length > 0) expect(await differences(state)).toEqual([]);
};

const place = (styles: Record<string, string>): Promise<void> =>
  page.evaluate((given) => (globalThis as unknown as { place(to: unknown): void }).place(given), styles);

const turn = (direction: 'ltr' | 'rtl'): Promise<void> =>
  page.evaluate((given) => void (document.documentElement.dir = given), direction);

/** The sheet in force when a test starts, so that what is opened is opened under it. */
const HARDEST = 'a hostile sheet';

describe('under the style sheets of others, the widget looks as it does under none', () => {
  it('with ad accounts and sign-ins', async () => {
    await staysAsItIs('accounts');
  });

  it('with a dialog, opened under the hostile sheet', async () => {
    await wear(sheets[HARDEST] ?? '');
    await click(page, 'button', /^Remove /);
    await find(page, 'button', /^(Cancel|Keep)/);
    await staysAsItIs('dialog');
    await page.keyboard.press('Escape');
  });

  it('with the mapping and a list of properties open', async () => {
    await click(page, 'tab', /^Mapping/);
    await click(page, 'button', /^Email: /);
    await settle();
    await staysAsItIs('mapping');
    await page.keyboard.press('Escape');
  });

  it('with the exporter, in the dark that the provider asks for', async () => {
    await page.evaluate(() => document.querySelector('tiktok-ads-provider')?.setAttribute('theme', 'dark'));
    await click(page, 'tab', /^Audiences/);
    await find(page, 'radio', /./);
    await page.mouse.move(0, 0);
    await staysAsItIs('exporter');
    await page.evaluate(() => document.querySelector('tiktok-ads-provider')?.removeAttribute('theme'));
  });

  it('with cards in place of tables where there is little room, from right to left', async () => {
    await click(page, 'tab', /^Ad accounts/);
    await place({ width: '400px' });
    await turn('rtl');
    await settle();
    await staysAsItIs('cards');
    await place({ width: '960px' });
    await turn('ltr');
  });

  it('and would be seen to differ where the page says so', async () => {
    await wear('');
    const others = { one: ':root { --tiktok-radius: 7px }', two: ':root { --tiktok-color-surface: #ffe }' };
    expect(await differences('tokens', others)).toHaveLength(2);
  });
});

describe('a page keeps its say over the elements', () => {
  it.each([
    ['Bootstrap', 'd-none'],
    ['Tailwind’s preflight', 'hidden'],
    ['a hostile sheet', 'hidden-here'],
  ])('under %s its class "%s" hides one', async (name, className) => {
    await wear(`${sheets[name] ?? ''}
      .hidden { display: none }
      .hidden-here { display: none !important }`);
    const isShown = await page.evaluate((given) => {
      const element = document.querySelector('tiktok-ads-settings') as HTMLElement;
      const before = element.checkVisibility();
      element.classList.add(given);
      const after = element.checkVisibility();
      element.classList.remove(given);
      return [before, after];
    }, className);
    expect(isShown).toEqual([true, false]);
  });

  it('reaches every kind of part of an element inside another', async () => {
    await click(page, 'tab', /^Ad accounts/);
    await reads(page, /Sign-ins/);
    const parts = ['panel', 'table', 'row', 'sign-in', 'button', 'icon-button', 'input', 'status'];
    await wear(parts.map((part) => `tiktok-ads-settings::part(${part}) { --reached: ${part} }`).join('\n'));
    const reached = await page.evaluate((names) => {
      const list = document.querySelector('tiktok-ads-settings')?.shadowRoot?.querySelector('tiktok-ad-account-list');
      return names.filter((name) => {
        const part = list?.shadowRoot?.querySelector(`[part~=${name}]`);
        return part && getComputedStyle(part).getPropertyValue('--reached') === name;
      });
    }, parts);
    expect(reached).toEqual(parts);
  });

  it('gives its font, direction and colour scheme, and room around an element', async () => {
    await wear(`
      html { color-scheme: dark }
      tiktok-ads-settings { margin: 30px; padding: 5px; border: 1px solid }`);
    await place({ 'font-family': 'monospace', 'color-scheme': 'inherit' });
    await turn('rtl');
    const seen = await page.evaluate(() => {
      const element = document.querySelector('tiktok-ads-settings') as HTMLElement;
      const box = element.shadowRoot?.querySelector('.root') as Element;
      const { marginTop, paddingTop } = getComputedStyle(element);
      const { fontFamily, colorScheme, direction } = getComputedStyle(box);
      return { marginTop, paddingTop, fontFamily, colorScheme, direction };
    });
    expect(seen).toEqual({
      marginTop: '30px',
      paddingTop: '5px',
      fontFamily: 'monospace',
      colorScheme: 'dark',
      direction: 'rtl',
    });
  });
});
