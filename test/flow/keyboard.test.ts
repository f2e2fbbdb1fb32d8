import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningDemo } from '../../demo/start-demo.ts';
import { settings as arabic } from '../../widget/labels/ar/settings.ts';
import { openBrowser } from '../engines/open-browser.ts';
import { check, fill, focus, focusIs, hears, listen, moveTo, press } from './support/keyboard.ts';
import { find, reads } from './support/person.ts';
import { startWatchedDemo, type WatchedDemo } from './support/watched-demo.ts';

// The demo's main job from the first key to the audience that is ready, without a mouse. One story: each part stands on the
// one before. Every stop of the Tab key is looked at: the focus must be seen, and must be somewhere sensible after each step.

const TICKED = ['Nordlicht Schuhe EU', 'Ipê Amarelo Decoração'] as const;
const AUDIENCE = 'Made without a mouse';

const folder = mkdtempSync(join(tmpdir(), 'tiktok-ads-connect-keyboard-'));

let watched: WatchedDemo;
let demo: RunningDemo;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  watched = await startWatchedDemo(join(folder, 'data'));
  demo = watched.demo;
  browser = await openBrowser();
  page = await browser.newPage();
  await listen(page);
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(demo.url);
});

afterAll(async () => {
  await browser?.close();
  await watched?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a person without a mouse', () => {
  let hasStopped = false;
  beforeEach(({ onTestFailed }) => {
    if (hasStopped) throw new Error('The story ended before this part.');
    onTestFailed(() => {
      hasStopped = true;
    });
  });

  it('connects: signs in at TikTok and ticks two ad accounts there', async () => {
    const opened = new Promise<Page>((resolve) => {
      page.once('popup', (window) => {
        if (window !== null) resolve(window);
      });
    });
    await press(page, 'button', 'Connect ad account');
    const popup = await opened;
    await hears(page, /Finish in the TikTok window/);
    await press(popup, 'button', 'Log in');
    for (const name of TICKED) await check(popup, 'checkbox', new RegExp(name));
    await press(popup, 'button', 'Authorize');
    await page.bringToFront();
    await hears(page, /TikTok shared 2 ad accounts/);
    await expect.poll(() => popup.isClosed(), { timeout: 30_000 }).toBe(true);
  });

  it('imports both in a dialog that keeps the focus and gives it back', async () => {
    await press(page, 'button', 'Choose ad accounts');
    const first = await focusIs(page, (now) => now?.dialog != null, 'in the dialog');
    expect(first.dialog).toMatch(/Choose ad accounts/);
    for (const name of TICKED) await check(page, 'checkbox', new RegExp(name));
    expect((await focus(page))?.dialog).toBe(first.dialog);
    await press(page, 'button', 'Import 2 accounts');
    await hears(page, /2 ad accounts imported/);
    await focusIs(page, (now) => now !== null && now.dialog === null, 'back on the page');
    for (const name of TICKED) await find(page, 'row', new RegExp(name));
  });

  it('maps: takes the suggestions, and finds the last one in the picker by typing', async () => {
    await moveTo(page, 'tab', /^Ad accounts/);
    await page.keyboard.press('ArrowRight');
    await focusIs(page, (now) => now?.role === 'tab' && now.name.startsWith('Mapping'), 'on the next tab');
    await press(page, 'button', 'Use 11 suggestions');
    await focusIs(page, (now) => now !== null, 'still on the mapping');
    await press(page, 'button', /^Apple IDFA: choose a property/);
    await focusIs(page, (now) => now?.role === 'combobox', 'in the picker');
    await page.keyboard.type('iphone');
    await hears(page, /\b1 (?:of|property)/);
    await page.keyboard.press('Enter');
    await focusIs(
      page,
      (now) => now?.name.startsWith('Apple IDFA: iPhone device reference') === true,
      'on what was chosen',
    );
    await press(page, 'button', 'Save mapping');
    await hears(page, /saved/i);
    await find(page, 'tab', 'Mapping 12 of 13');
    await focusIs(page, (now) => now !== null, 'still on the mapping');
  });

  it('chooses whom to send, what of them and where to', async () => {
    await moveTo(page, 'tab', /^Mapping/);
    await page.keyboard.press('End');
    await focusIs(page, (now) => now?.name.startsWith('Activity') === true, 'on the last tab');
    for (const tab of ['Controls', 'Audiences']) {
      await page.keyboard.press('ArrowLeft');
      await focusIs(page, (now) => now?.name === tab, `on ${tab}, to its left`);
    }
    await check(page, 'radio', new RegExp(TICKED[0]));
    await press(page, 'button', 'Continue');
    await check(page, 'radio', /Bought in the last 90 days/);
    await press(page, 'button', 'Continue');
    for (const name of [/^Email/, /^Phone/]) await check(page, 'checkbox', name);
    await press(page, 'button', 'Continue');
    await fill(page, 'textbox', 'Name', AUDIENCE);
    await press(page, 'button', 'Check before sending');
    await find(page, 'button', /^Send [\d,]+ people$/);
    await focusIs(page, (now) => now !== null, 'at the report');
  });

  it('sends, and hears of every turn until the audience is ready', async () => {
    await press(page, 'button', /^Send [\d,]+ people$/);
    await focusIs(page, (now) => now !== null, 'at the export under way');
    await reads(page, /TikTok is building your audience/);
    await press(page, 'button', 'Skip TikTok’s 48 hours');
    await reads(page, /Your audience is ready/);
    await hears(page, /ready/i);
    expect((await focus(page))?.name).toBe('Skip TikTok’s 48 hours');
    await moveTo(page, 'button', 'Export another audience');
  });

  it('dresses the page as another product, finds it so at the next visit, and goes on from right to left', async () => {
    await check(page, 'radio', 'Plain');
    for (const skin of ['Dark dashboard', 'Dense admin', 'Right to left']) {
      await page.keyboard.press('ArrowDown');
      await focusIs(page, (now) => now?.name === skin && now.isChecked && now.isMarked, `on ${skin}`);
    }
    expect(new URL(page.url()).searchParams.get('skin')).toBe('rtl');
    await page.goto(demo.url);
    expect(await page.$eval('html', (root) => [root.dir, root.lang])).toEqual(['rtl', 'ar']);
    // In the page's language, then.
    const { accounts, mapping } = arabic.tabs;
    await moveTo(page, 'tab', new RegExp(`^${accounts}`, 'u'));
    await page.keyboard.press('ArrowLeft');
    await focusIs(page, (now) => now?.role === 'tab' && now.name.startsWith(mapping), 'on the tab to the left');
  });

  it('has left no secret and no raw value in what the server wrote', async () => {
    const { found, tokensLearnt, lines, files } = await watched.findSecrets();
    expect(found).toEqual([]);
    expect(tokensLearnt).toBeGreaterThan(0);
    expect(lines).toBeGreaterThan(20);
    expect(files).toBeGreaterThan(0);
  });
});
