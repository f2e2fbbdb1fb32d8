/// <reference lib="dom" />
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { click, find, reads, tick, type } from '../../flow/support/person.ts';
import { type FirstRows, METER } from './meter.ts';
import { MAPPING, SHARED, type Stage } from './stage.ts';

const LOADS = 3;
/** Each keystroke counts with its quickest pass: what other work on the machine took from it is not the element's. */
const PASSES = 3;
const WORDS = 5;

export interface Keystrokes {
  readonly medianMs: number;
  readonly worstMs: number;
  readonly count: number;
}

export async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  await page.setViewport({ width: 1280, height: 900 });
  await page.evaluateOnNewDocument(METER);
  await page.goto(url);
  return page;
}

/** Opens the list of 5,000 ad accounts a few times and takes the median. */
export async function measureFirstRows(
  browser: Browser,
  stage: Stage,
): Promise<FirstRows & { allMs: readonly number[] }> {
  const loads: FirstRows[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    const page = await openPage(browser, stage.pageUrl('tiktok-ad-account-list', 'accounts'));
    loads.push(
      await page.evaluate(
        (names) => meter.firstRows('tiktok-ad-account-list', names, '/v1/ad-accounts'),
        stage.accountNames,
      ),
    );
    await page.close();
  }
  loads.sort((one, other) => one.fromDataMs - other.fromDataMs);
  const middle = loads[Math.floor(loads.length / 2)];
  if (middle === undefined) throw new Error('no load was measured');
  return { ...middle, allMs: loads.map(({ fromDataMs }) => fromDataMs) };
}

/** The same data in plain cells without any behaviour: as many rows as the list showed, and all 5,000. */
export async function measurePlainRows(browser: Browser, stage: Stage, rows: number): Promise<number> {
  const page = await openPage(browser, stage.pageUrl('', ''));
  const times: number[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    times.push(await page.evaluate(drawPlainRows, stage.accountNames.slice(0, rows)));
  }
  await page.close();
  return median(times);
}

/** Runs in the page. */
function drawPlainRows(names: readonly string[]): Promise<number> {
  document.body.replaceChildren();
  return meter.paint(() => {
    const cells = (name: string) =>
      `<tr><td><input type="checkbox"></td><td><b>${name.replace(/[&<]/g, '')}</b><br>7100000000000000001</td><td>Connected</td><td>Admin</td><td>EUR</td><td>Europe/Berlin</td><td><button>Remove</button></td></tr>`;
    document.body.innerHTML = `<table>${names.map(cells).join('')}</table>`;
  });
}

/** An empty page: a field and one word that changes with it. What the browser itself takes for a keystroke and its frame. */
export async function measureIdleKeystrokes(browser: Browser, stage: Stage): Promise<Keystrokes> {
  const page = await openPage(browser, stage.pageUrl('', ''));
  const field = (await page.evaluateHandle(() => {
    const input = document.createElement('input');
    const output = document.createElement('li');
    input.addEventListener('input', () => (output.textContent = input.value));
    const list = document.createElement('ul');
    list.append(output);
    document.body.append(input, list);
    return input;
  })) as ElementHandle;
  const body = (await page.$('body')) as ElementHandle;
  const measured = await measureKeystrokes(page, field, body, ['ab', 'cd', 'ef', 'gh', 'ij']);
  await page.close();
  return measured;
}

/** Plain rows, all 5,000 in the document, those that do not match hidden: what a list without a window costs. */
export async function measurePlainFilter(browser: Browser, stage: Stage): Promise<Keystrokes> {
  const page = await openPage(browser, stage.pageUrl('', ''));
  const field = (await page.evaluateHandle((names) => {
    const input = document.createElement('input');
    const list = document.createElement('ul');
    const rows = names.map((name) => {
      const row = document.createElement('li');
      row.textContent = name;
      return { row, text: name.toLowerCase() };
    });
    list.append(...rows.map(({ row }) => row));
    input.addEventListener('input', () => {
      const wanted = input.value.toLowerCase();
      for (const { row, text } of rows) row.hidden = !text.includes(wanted);
    });
    document.body.append(input, list);
    return input;
  }, stage.accountNames)) as ElementHandle;
  const body = (await page.$('body')) as ElementHandle;
  const measured = await measureKeystrokes(page, field, body, beginnings(stage.accountNames));
  await page.close();
  return measured;
}

/** The list's own search field over 5,000 ad accounts. */
export async function measureListFilter(browser: Browser, stage: Stage): Promise<Keystrokes> {
  const page = await openPage(browser, stage.pageUrl('tiktok-ad-account-list', 'accounts'));
  await page.evaluate((names) => meter.firstRows('tiktok-ad-account-list', names, ''), stage.accountNames);
  await reads(page, /5,000/);
  const name = stage.accountNames[1_234] ?? '';
  const list = (await page.$('tiktok-ad-account-list')) as ElementHandle;
  const measured = await measureKeystrokes(
    page,
    await findSearch(page, list),
    list,
    beginnings(stage.accountNames),
    name,
  );
  await page.close();
  return measured;
}

/** The property picker of the mapping table, with 1,000 properties. */
export async function measurePropertyPicker(browser: Browser, stage: Stage): Promise<Keystrokes> {
  const page = await openPage(browser, stage.pageUrl('tiktok-mapping-table', 'mapping'));
  await click(page, 'button', /choose a property/).catch(async () => (await find(page, 'combobox', /./)).click());
  const table = (await page.$('tiktok-mapping-table')) as ElementHandle;
  const field = await find(page, 'combobox', /./);
  const measured = await measureKeystrokes(
    page,
    field,
    table,
    beginnings(stage.propertyLabels),
    'Favourite manager 463',
  );
  await page.close();
  return measured;
}

/** The account picker after a sign-in that shared 3,000 ad accounts. */
export async function measureAccountPicker(browser: Browser, stage: Stage): Promise<Keystrokes> {
  const page = await openPage(browser, stage.pageUrl('tiktok-connect-button', 'picker'));
  const popup = new Promise<Page>((resolve) => page.once('popup', (opened) => opened !== null && resolve(opened)));
  await click(page, 'button', /Connect/);
  const window = await popup;
  await window.waitForSelector('button.primary');
  await Promise.all([window.waitForNavigation(), window.click('button.primary')]);
  await window.$$eval(
    'input[name="advertiser_id"]',
    (boxes, share) => {
      for (const box of boxes.slice(0, share)) box.checked = true;
    },
    SHARED,
  );
  await window.click('button.primary');
  await click(page, 'button', /[Cc]hoose ad accounts/);
  const names = stage.simulator.person().advertisers.map(({ name }) => name);
  await page.evaluate((all) => meter.firstRows('tiktok-connect-button', all, ''), names);
  const element = (await page.$('tiktok-connect-button')) as ElementHandle;
  const measured = await measureKeystrokes(page, await findSearch(page, element), element, beginnings(names));
  await page.close();
  return measured;
}

/** The first field of the element that a person would search in. */
async function findSearch(page: Page, element: ElementHandle): Promise<ElementHandle> {
  const handle = await page.waitForFunction(
    (host) => {
      const inside = (root: Element | ShadowRoot): Element | null => {
        for (const child of root.querySelectorAll('*')) {
          const isField = child.matches(
            'input[type="search"], [role="searchbox"], input[type="text"], input:not([type])',
          );
          if (isField && child.getBoundingClientRect().width > 0) return child;
          const found = child.shadowRoot === null ? null : inside(child.shadowRoot);
          if (found !== null) return found;
        }
        return null;
      };
      return inside(host.shadowRoot ?? host);
    },
    { polling: 50 },
    element,
  );
  return handle.asElement() as ElementHandle;
}

/**
 * Beginnings of words, two letters each: the keys with the most matches, chosen so that each key leaves other texts in front
 * than the one before.
 */
function beginnings(texts: readonly string[]): string[] {
  const sorted = texts.map((text) => text.toLowerCase()).toSorted();
  const firstWith = (part: string) => sorted.find((text) => text.includes(part)) ?? '';
  const found = new Map<string, string>();
  for (const [word] of sorted.join(' ').matchAll(/[a-z]{2,}/g)) {
    const [one = '', two = ''] = word;
    const isTelling = new Set([sorted[0], firstWith(one), firstWith(one + two)]).size === 3;
    if (isTelling && !found.has(one)) found.set(one, one + two);
    if (found.size === WORDS) break;
  }
  return [...found.values()];
}

/**
 * Types a few words letter by letter and takes each back, with real keys, a few times over. Keys that
 * leave the same rows there are not counted.
 *
 * @param shows typed in full in the end: it has to be in the element then, or it does not filter at all
 */
async function measureKeystrokes(
  page: Page,
  field: ElementHandle,
  element: ElementHandle,
  words: readonly string[],
  shows?: string,
): Promise<Keystrokes> {
  const keys = words.flatMap((word) => [...Array.from(word), ...Array.from(word, () => 'Backspace')]);
  const best: number[] = keys.map(() => Number.POSITIVE_INFINITY);
  // A window that was opened and closed leaves the keys with nobody.
  await page.bringToFront();
  await field.focus();
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const [index, key] of keys.entries()) {
      await page.evaluate((target) => meter.arm(target), element);
      const answered = page.evaluate(() => meter.answered());
      if (key === 'Backspace') await page.keyboard.press('Backspace');
      else await page.keyboard.type(key);
      const took = await answered;
      if (took !== null) best[index] = Math.min(best[index] ?? took, took);
    }
  }
  if (shows !== undefined) {
    await page.keyboard.type(shows);
    await reads(page, new RegExp(shows.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')));
  }
  const seen = best.filter(Number.isFinite);
  if (seen.length < keys.length / 4)
    throw new Error(`only ${seen.length} of ${keys.length} keystrokes changed the rows`);
  return { medianMs: median(seen), worstMs: Math.max(...seen), count: seen.length };
}

export interface Hashing {
  readonly rowsPerSecond: number;
  readonly longestTaskMs: number;
}

/** The exporter as a person uses it: a file is chosen, hashed, uploaded and checked. From the press that begins it to the report. */
export async function measureExporter(
  browser: Browser,
  stage: Stage,
  { csvPath, rows, url }: { csvPath: string; rows: number; url: string },
): Promise<Hashing> {
  const page = await openPage(browser, url);
  await tick(page, 'radio', new RegExp(escape(stage.accountNames[0] ?? '')));
  await click(page, 'button', 'Continue');
  await tick(page, 'radio', 'CSV file');
  const input = (await page.waitForSelector('>>> input[type=file]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(csvPath);
  await reads(page, /people\.csv/);
  await click(page, 'button', 'Continue');
  for (const name of ['Email', 'Phone', 'Google advertising ID']) await tick(page, 'checkbox', new RegExp(`^${name}`));
  await click(page, 'button', 'Continue');
  await type(page, 'textbox', 'Name', 'Benchmark');
  await page.evaluate(() => meter.watchTasks());
  const start = performance.now();
  await click(page, 'button', 'Check before sending');
  await find(page, 'button', /^Send [\d,]+ people/);
  const ms = performance.now() - start;
  const longestTaskMs = await page.evaluate(() => meter.longestTask());
  await page.close();
  return { rowsPerSecond: (rows * 1000) / ms, longestTaskMs };
}

/** Written the way people write them; no two the same. */
export function csvOf(rows: number): string {
  const lines = [[...Object.values(MAPPING), 'country'].join(',')];
  for (let row = 0; row < rows; row += 1) {
    const hex = (row + 0x10000000).toString(16);
    const phone = row % 4 === 0 ? `0151 ${20_000_000 + row}` : `+49151${20_000_000 + row}`;
    lines.push(
      `Ann.Doe${row}@${row % 5 === 0 ? 'Example' : 'mail-example'}.com,${phone},${hex}-${hex.slice(0, 4)}-4${hex.slice(1, 4)}-8${hex.slice(2, 5)}-${hex}${hex.slice(0, 4)},DE`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
