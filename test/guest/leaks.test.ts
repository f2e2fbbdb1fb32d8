/// <reference lib="dom" />
import { type Browser, type CDPSession, launch, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSER_ARGUMENTS, findBrowser } from '../support/browser.ts';
import { type GuestPage, startGuestPage } from './guest-page.ts';

// A page that comes and goes, as single-page apps do: elements are added, moved and taken away a thousand times. What stays behind is
// counted by the browser itself, after it has collected its garbage.

const TAGS = [
  'tiktok-ads-provider',
  'tiktok-connect-button',
  'tiktok-ad-account-list',
  'tiktok-mapping-table',
  'tiktok-audience-exporter',
  'tiktok-controls',
  'tiktok-event-feed',
  'tiktok-ads-settings',
] as const;
const ROUNDS = 1000;
/** So often an element stays until it is drawn, with its data. */
const DRAWN_EVERY = 50;
/** Caches of the engine and of the page's formatters grow a little; what an element leaves behind would be far more. */
const HEAP_BYTES_A_ROUND = 1024;

let guest: GuestPage;
let browser: Browser;

beforeAll(async () => {
  [guest, browser] = await Promise.all([
    startGuestPage(),
    findBrowser().then((executablePath) => launch({ executablePath, args: [...BROWSER_ARGUMENTS] })),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await guest?.stop();
});

interface Counts {
  heapBytes: number;
  listeners: number;
  nodes: number;
}

async function counts(client: CDPSession): Promise<Counts> {
  await client.send('HeapProfiler.collectGarbage');
  const { metrics } = await client.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heapBytes: of('JSHeapUsedSize'), listeners: of('JSEventListeners'), nodes: of('Nodes') };
}

/** Adds, moves and removes; every so often it waits for the inside to be drawn first. */
async function comeAndGo(page: Page, tags: readonly string[], rounds: number, drawnEvery: number): Promise<void> {
  await page.evaluate(
    async (tagNames, times, every) => {
      const [here, there] = [document.createElement('div'), document.createElement('div')];
      document.body.append(here, there);
      const { fetchSessionToken } = document.querySelector('tiktok-ads-provider') as unknown as Record<string, unknown>;
      const serverUrl = document.querySelector('tiktok-ads-provider')?.getAttribute('server-url') ?? '';
      for (let round = 0; round < times; round += 1) {
        const provider = document.createElement('tiktok-ads-provider');
        provider.setAttribute('server-url', serverUrl);
        // Now and then it has no session yet, as on a page that is left at once.
        if (round % 3 !== 1 || round % every < tagNames.length) Object.assign(provider, { fetchSessionToken });
        const element = document.createElement(tagNames[round % tagNames.length] ?? '');
        provider.append(element);
        here.append(provider);
        const isBusy = () => {
          const root = element.shadowRoot;
          return (
            root === null ||
            root.querySelector('[aria-busy=true], .skeleton') !== null ||
            (root.querySelector('.root') ?? root).childElementCount < 2
          );
        };
        if (round % every < tagNames.length && element.localName !== 'tiktok-ads-provider')
          while (isBusy()) await new Promise(requestAnimationFrame);
        there.append(provider);
        await new Promise((resolve) => setTimeout(resolve));
        provider.remove();
        element.remove();
      }
      here.remove();
      there.remove();
    },
    tags,
    rounds,
    drawnEvery,
  );
}

/** How many of each element the browser still keeps. */
async function aliveIn(page: Page, client: CDPSession): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  // `queryObjects` collects garbage itself, but takes whatever lies on the browser's own stack for a pointer: what it has found once may
  // lie there when it looks again, for as long as it is asked. This looks at no stack, and leaves only what something holds.
  await client.send('HeapProfiler.collectGarbage');
  for (const tag of TAGS) {
    const prototype = await page.evaluateHandle((name) => customElements.get(name)?.prototype as object, tag);
    const instances = await page.queryObjects(prototype);
    found[tag] = await instances.evaluate((list) => (list as unknown as unknown[]).length);
    await Promise.all([instances.dispose(), prototype.dispose()]);
  }
  return found;
}

/** Waits until the page's own provider is the only element: what was asked of the server for the last ones ends first. */
async function isAlone(page: Page, client: CDPSession): Promise<void> {
  const stays = Object.fromEntries(TAGS.map((tag) => [tag, tag === 'tiktok-ads-provider' ? 1 : 0]));
  await expect.poll(() => aliveIn(page, client), { timeout: 60_000 }).toEqual(stays);
}

describe('elements that come and go', () => {
  it(`leave nothing behind after ${ROUNDS} times: no element, no listener, no memory`, async () => {
    const page = await browser.newPage();
    await page.goto(guest.address({ body: '' }));
    await page.waitForFunction(() => customElements.get('tiktok-ads-settings') !== undefined);
    const client = await page.createCDPSession();
    await client.send('Performance.enable');
    // What loads once, and what the engine learns, is not what is asked about.
    await comeAndGo(page, TAGS, DRAWN_EVERY, TAGS.length);
    await isAlone(page, client);
    const before = await counts(client);
    await comeAndGo(page, TAGS, ROUNDS, DRAWN_EVERY);
    await isAlone(page, client);
    const after = await counts(client);
    expect(after.listeners - before.listeners).toBeLessThanOrEqual(2);
    expect(after.nodes - before.nodes).toBeLessThanOrEqual(20);
    expect((after.heapBytes - before.heapBytes) / ROUNDS).toBeLessThan(HEAP_BYTES_A_ROUND);
    process.stdout.write(
      `${ROUNDS} rounds: ${after.heapBytes - before.heapBytes} bytes of heap, ${after.listeners - before.listeners} listeners, ${after.nodes - before.nodes} nodes\n`,
    );
    await page.close();
  });
});
