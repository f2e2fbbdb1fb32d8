// The browser tests in one engine, which the variable TEST_ENGINE names; `npm run test:engines` starts it once for each.
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteerCore from 'puppeteer-core';
import { register } from 'tsx/esm/api';

register();
const { runnerBase } = await import('./runner-base.ts');
const { requireEngine } = await import('./find.ts');
const { webKitLauncher } = await import('./webkit-launcher.ts');
const { countingReporter } = await import('./count-tests.ts');
const { keepFocus } = await import('./keep-focus.ts');
const { teachSpaceKey } = await import('./space-key.ts');
const { BROWSER_ARGUMENTS } = await import('../support/browser.ts');

/**
 * Where a test tabs past the end of the page, Firefox hands the keyboard to its own bars, and the files after it would run
 * in a page without the focus. To go to another tab and return brings it back.
 */
function withFocusAgain(launcher) {
  const stopSession = launcher.stopSession.bind(launcher);
  launcher.stopSession = async (id) => {
    const page = launcher.getPage(id);
    const result = await stopSession(id);
    const other = await page.browser().newPage();
    await page.bringToFront();
    await other.close();
    return result;
  };
  return launcher;
}

const LAUNCHERS = {
  chromium: async () => {
    const { path } = await requireEngine('chromium');
    return chromeLauncher({ launchOptions: { executablePath: path, args: [...BROWSER_ARGUMENTS] } });
  },
  firefox: async () => {
    const { path } = await requireEngine('firefox');
    const launchOptions = { browser: 'firefox', executablePath: path, headless: true };
    const createPage = async ({ context }) => {
      const page = await context.newPage();
      teachSpaceKey(page);
      keepFocus(page);
      return page;
    };
    return withFocusAgain(chromeLauncher({ puppeteer: puppeteerCore, concurrency: 1, launchOptions, createPage }));
  },
  webkit: async () => webKitLauncher(),
};

const engine = process.env['TEST_ENGINE'] ?? 'chromium';
const launcher = LAUNCHERS[engine];
if (launcher === undefined) throw new Error(`No engine called ${engine}`);

export default {
  ...runnerBase,
  browsers: [await launcher()],
  reporters: [
    defaultReporter({ reportTestResults: true, reportTestProgress: false }),
    countingReporter(`engines/${engine}-elements`),
  ],
};
