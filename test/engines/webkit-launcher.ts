// WebKitGTK as a browser of the test runner.

import type { BrowserLauncher } from '@web/test-runner-core';
import { type WebKitPage, WebKitWindows } from './webkit-page.ts';
import { startWebKit } from './webkit-session.ts';

/** As the test runner has it for the others. */
const PAGE = { width: 800, height: 600 };
/** Its middle is within that page, and within the smallest that a test asks for. */
const SCREEN = '880x640';

interface Running {
  readonly windows: WebKitWindows;
  readonly page: WebKitPage;
}

/** A launcher whose pages the runner's commands (`sendKeys`, `sendMouse`, `setViewport`) take for puppeteer's. */
export function webKitLauncher(): BrowserLauncher {
  let starting: Promise<Running> | undefined;
  let running: Running | undefined;
  let active: string | undefined;

  const start = async (): Promise<Running> => {
    const windows = new WebKitWindows(await startWebKit({ screenSize: SCREEN }));
    running = { windows, page: await windows.first() };
    return running;
  };
  const launcher: BrowserLauncher & { getPage(sessionId: string): WebKitPage } = {
    name: 'WebKit',
    type: 'puppeteer',
    concurrency: 1,
    isActive: (id) => id === active,
    getBrowserUrl: () => running?.page.url(),
    getPage() {
      if (running === undefined) throw new Error('WebKit has not started');
      return running.page;
    },
    async startSession(id, url) {
      const { page } = await (starting ??= start());
      active = id;
      await page.setViewport(PAGE);
      await page.goto(url);
    },
    async stopSession() {
      active = undefined;
      const { windows, page } = await (starting ??= start());
      // A file of tests may leave windows it opened.
      await windows.closeOthers(page);
      await page.goto('about:blank');
      return {};
    },
    async stop() {
      await (await starting)?.windows.stop();
    },
    async startDebugSession() {
      throw new Error('WebKit through WebDriver has no debug session');
    },
  };
  return launcher;
}
