// The browser that the main flow runs in: Chromium, unless TEST_ENGINE names another.

import { type Browser, launch } from 'puppeteer-core';
import { BROWSER_ARGUMENTS } from '../support/browser.ts';
import { ENGINES, type EngineName, requireEngine } from './find.ts';
import { teachSpaceKey } from './space-key.ts';
import { WebKitWindows } from './webkit-page.ts';
import { startWebKit } from './webkit-session.ts';

/** @throws when TEST_ENGINE names none. */
function testEngine(): EngineName {
  const named = process.env['TEST_ENGINE'] || 'chromium';
  const engine = ENGINES.find((name) => name === named);
  if (engine === undefined) throw new Error(`TEST_ENGINE is ${named}, not one of ${ENGINES.join(', ')}`);
  return engine;
}

/** W3C WebDriver tells nothing of a page's console and errors, and runs nothing before a page's own scripts. */
export const tellsOfErrors = (): boolean => testEngine() !== 'webkit';

/**
 * Opens the engine's browser. Firefox is driven through WebDriver BiDi, WebKit through W3C WebDriver: of puppeteer's
 * `Browser` and `Page` it has then what `WebKitPage` has, and fails loudly at anything else.
 */
export async function openBrowser(): Promise<Browser> {
  const engine = testEngine();
  const { path: executablePath } = await requireEngine(engine);
  if (engine === 'chromium') return launch({ executablePath, args: [...BROWSER_ARGUMENTS] });
  if (engine === 'firefox') {
    const firefox = await launch({ browser: 'firefox', executablePath, headless: true });
    for (const page of await firefox.pages()) teachSpaceKey(page);
    return firefox;
  }
  const windows = new WebKitWindows(await startWebKit());
  const browser = { newPage: () => windows.first(), close: () => windows.stop() };
  return browser as unknown as Browser;
}
