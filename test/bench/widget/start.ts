/// <reference lib="dom" />
import type { Browser } from 'puppeteer-core';
import type { Stage } from './stage.ts';

const LOADS = 9;
export const SLOWDOWN = 4;

/** Of one load, in ms since the script of the page had arrived. */
export interface Start {
  /** The first rows are painted. */
  readonly paintedMs: number;
  /** A press on the first of them was answered, and the answer is painted. */
  readonly answeredMs: number;
  /** Every row can be searched; the same as `answeredMs` where there is no list. */
  readonly completeMs: number;
  readonly longestTaskMs: number;
  /** The main thread's own work, without what it waited for. */
  readonly busyMs: number;
  /** All that kept the page from answering for more than 50 ms at once, added up beyond these. */
  readonly blockedMs: number;
}

/** The list of 5,000 ad accounts on a processor four times slower, until it answers; the middle of a few loads. */
export function measureListStart(browser: Browser, stage: Stage): Promise<Start> {
  return measureStart(browser, stage.pageUrl('tiktok-ad-account-list', 'accounts'), {
    names: stage.accountNames,
    press: 'input[type="checkbox"]',
    complete: '5,000',
  });
}

/** The same for one button of Lit's and nothing else. */
export function measureEmptyStart(browser: Browser, stage: Stage): Promise<Start> {
  return measureStart(browser, stage.emptyElementUrl, { names: ['0'], press: 'button', complete: '' });
}

interface Sought {
  /** What one of the first rows says. */
  names: readonly string[];
  /** What is pressed, in the part of the page that has it. */
  press: string;
  /** What the page says when all is there. */
  complete: string;
}

async function measureStart(browser: Browser, url: string, sought: Sought): Promise<Start> {
  const starts: Start[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    // Each with a cache of its own: what a person meets who comes for the first time.
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await page.evaluateOnNewDocument('globalThis.__name = (value) => value;');
    await page.evaluateOnNewDocument(watchStart, sought);
    await page.emulateCPUThrottling(SLOWDOWN);
    await page.goto(url);
    const seen = await page.evaluate(() => start);
    const { TaskDuration: busySeconds = Number.NaN } = await page.metrics();
    starts.push({ ...seen, busyMs: busySeconds * 1000 });
    await context.close();
  }
  return middleOf(starts);
}

/** Each figure in the middle of its own: one load's longest task is chance more often than its time is. */
function middleOf(starts: readonly Start[]): Start {
  const middle = (figure: keyof Start): number => {
    const sorted = starts.map((start) => start[figure]).sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] as number;
  };
  return {
    paintedMs: middle('paintedMs'),
    answeredMs: middle('answeredMs'),
    completeMs: middle('completeMs'),
    longestTaskMs: middle('longestTaskMs'),
    busyMs: middle('busyMs'),
    blockedMs: middle('blockedMs'),
  };
}

declare global {
  // oxlint-disable-next-line no-var -- a global of the page
  var start: Promise<Omit<Start, 'busyMs'>>;
}

/** Runs in the page before anything else. */
function watchStart({ names, press, complete }: Sought): void {
  const wanted = new Set(names);
  const tasks: number[] = [];
  const noteTasks = (entries: PerformanceEntryList): void => {
    for (const { duration } of entries) tasks.push(duration);
  };
  const observer = new PerformanceObserver((list) => noteTasks(list.getEntries()));
  observer.observe({ type: 'longtask', buffered: true });

  const roots = (from: Document | ShadowRoot): (Document | ShadowRoot)[] => [
    from,
    ...[...from.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : roots(shadowRoot))),
  ];
  const firstRow = (): Element | null => {
    for (const root of roots(document)) {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
        if (wanted.has((node as Text).data.trim())) return (node as Text).parentElement;
    }
    return null;
  };
  const controlOf = (row: Element): HTMLElement | null => {
    for (let around: Element | null = row; around !== null; around = around.parentElement) {
      if (around.matches(press)) return around as HTMLElement;
      const inside = around.querySelector<HTMLElement>(press);
      if (inside !== null) return inside;
    }
    return null;
  };
  const isComplete = (): boolean =>
    complete === '' || roots(document).some((root) => (root.textContent ?? '').includes(complete));
  const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
  const painted = async (): Promise<number> => {
    await frame();
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => resolve(), { once: true });
      port1.start();
      port2.postMessage(null);
    });
    return performance.now();
  };
  const answered = (control: HTMLElement): Promise<void> =>
    new Promise((resolve) => {
      const changes = new MutationObserver(() => {
        changes.disconnect();
        resolve();
      });
      for (const root of roots(document))
        changes.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
      control.click();
    });
  const arrivedAt = (): number => {
    const scripts = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    // The first script is the one that the page names; the others are parts that it loads.
    return scripts.find(({ initiatorType }) => initiatorType === 'script')?.responseEnd ?? Number.NaN;
  };

  globalThis.start = (async () => {
    const giveUpAt = performance.now() + 60_000;
    let row = firstRow();
    while (row === null) {
      if (performance.now() > giveUpAt) throw new Error('no row was there after 60 s');
      await frame();
      row = firstRow();
    }
    const paintedAt = await painted();
    const control = controlOf(row);
    if (control === null) throw new Error(`the first row has no ${press}`);
    await answered(control);
    const answeredAt = await painted();
    while (!isComplete()) {
      if (performance.now() > giveUpAt) throw new Error(`“${complete}” was not there after 60 s`);
      await frame();
    }
    const completeAt = performance.now();
    noteTasks(observer.takeRecords());
    const from = arrivedAt();
    return {
      paintedMs: paintedAt - from,
      answeredMs: answeredAt - from,
      completeMs: completeAt - from,
      longestTaskMs: Math.max(0, ...tasks),
      blockedMs: tasks.reduce((sum, duration) => sum + duration - 50, 0),
    };
  })();
  // A page that is left before it is asked for its start must not report that as an error.
  globalThis.start.catch(() => undefined);
}
