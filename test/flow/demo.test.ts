import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_CSV, profilesOf, writeCsv } from '../../demo/data/index.ts';
import type { RunningDemo } from '../../demo/start-demo.ts';
import { openBrowser, tellsOfErrors } from '../engines/open-browser.ts';
import { difference, expectedMembers, heldMembers, type Members } from './support/expected-members.ts';
import { click, find, reads, tick, type } from './support/person.ts';
import { startWatchedDemo, type WatchedDemo } from './support/watched-demo.ts';
import { type TappedRequest, tapRequests, type WireTap } from './support/wire-tap.ts';

// Somebody opens the demo and does what it is for. One story, told in the order in which it happens: each part stands on
// the one before.

const SEGMENT_AUDIENCE = 'Buyers of the last 90 days';
const CSV_AUDIENCE = 'Customers from a file';
const TICKED = ['Nordlicht Schuhe EU', 'Ipê Amarelo Decoração'] as const;
const NOTHING_OFF = { missing: 0, extra: 0 };

const folder = mkdtempSync(join(tmpdir(), 'tiktok-ads-connect-flow-'));
const csvPath = join(folder, 'customers.csv');

let watched: WatchedDemo;
let demo: RunningDemo;
let browser: Browser;
let page: Page;
let wire: WireTap;
/** What went wrong in any window: errors on the console or in a script, and violations of a content security policy. */
const complaints: string[] = [];
/** Origins the page has asked for anything. */
const origins = new Set<string>();

beforeAll(async () => {
  await writeCsv(csvPath, DEMO_CSV);
  watched = await startWatchedDemo(join(folder, 'data'));
  demo = watched.demo;
  wire = tapRequests(Number(new URL(demo.serverUrl).port));
  browser = await openBrowser();
  page = await browser.newPage();
  await listenIn(page);
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(demo.url);
});

afterAll(async () => {
  wire?.stop();
  await browser?.close();
  await watched?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Keeps what goes wrong in a window, and whom it asks for anything. */
async function listenIn(window: Page): Promise<void> {
  if (!tellsOfErrors()) return;
  if (window === page) {
    window.on('request', (request) => {
      if (request.url().startsWith('http')) origins.add(new URL(request.url()).origin);
    });
  }
  window.on('console', (message) => {
    if (!['error', 'warn'].includes(message.type())) return;
    complaints.push(`${message.type()}: ${message.text()} (${message.location().url ?? ''})`);
  });
  window.on('pageerror', (error) => complaints.push(String(error)));
  await window.exposeFunction('complain', (text: string) => {
    complaints.push(text);
  });
  await window.evaluateOnNewDocument(() => {
    const global = globalThis as unknown as { complain(text: string): void };
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      global.complain(`policy: ${violatedDirective} ${blockedURI}`);
    });
  });
}

async function advertiserIdOf(name: string): Promise<string> {
  const world = (await (await fetch(`${demo.simulatorUrl}/_simulator/world`)).json()) as {
    users: { advertisers: { advertiserId: string; name: string }[] }[];
  };
  const advertiser = world.users.flatMap((user) => user.advertisers).find((candidate) => candidate.name === name);
  if (advertiser === undefined) throw new Error(`no ad account ${name}`);
  return advertiser.advertiserId;
}

/** Campaigns that TikTok was asked for since the demo began. */
async function campaignsMadeHere(): Promise<{ name: string; operationStatus: string }[]> {
  const found = await Promise.all(
    TICKED.map(async (name) => {
      const answer = await fetch(`${demo.simulatorUrl}/_simulator/entities?advertiserId=${await advertiserIdOf(name)}`);
      return ((await answer.json()) as { campaigns: { origin: string; name: string; operationStatus: string }[] })
        .campaigns;
    }),
  );
  return found
    .flat()
    .filter(({ origin }) => origin === 'api')
    .map(({ name, operationStatus }) => ({ name, operationStatus }));
}

/** Skips TikTok's two days with the demo's own button and waits for the exporter to say so. */
async function waitTwoDays(): Promise<void> {
  await reads(page, /TikTok is building your audience/);
  // The last line to come: what stands below it, as the button does, moves no more.
  await reads(page, /Usable between/);
  await click(page, 'button', 'Skip TikTok’s 48 hours');
  await reads(page, /Your audience is ready/);
}

/** Everything the audience holds, after comparing it with what it should hold. */
async function expectMembers(audienceName: string, expected: Members): Promise<void> {
  const held = await heldMembers(demo.simulatorUrl, await advertiserIdOf(TICKED[0]), audienceName);
  expect(difference(held, expected)).toEqual({ email: NOTHING_OFF, phone: NOTHING_OFF, maid: NOTHING_OFF });
  expect(held).toEqual(expected);
}

describe('a person at the demo', () => {
  let hasStopped = false;
  beforeEach(({ onTestFailed }) => {
    if (hasStopped) throw new Error('The story ended before this part.');
    onTestFailed(() => {
      hasStopped = true;
    });
  });

  it('connects: signs in at TikTok and gives access to exactly two ad accounts', async () => {
    const opened = new Promise<Page>((resolve) => {
      page.once('popup', (window) => {
        if (window !== null) resolve(window);
      });
    });
    await click(page, 'button', 'Connect ad account');
    const popup = await opened;
    await listenIn(popup);
    await click(popup, 'button', 'Log in');
    for (const name of TICKED) await tick(popup, 'checkbox', new RegExp(name));
    await click(popup, 'button', 'Authorize');
    await reads(page, /TikTok shared 2 ad accounts/);
    await expect.poll(() => popup.isClosed(), { timeout: 30_000 }).toBe(true);
  });

  it('imports both', async () => {
    await click(page, 'button', 'Choose ad accounts');
    for (const name of TICKED) await tick(page, 'checkbox', new RegExp(name));
    await click(page, 'button', 'Import 2 accounts');
    await reads(page, /2 ad accounts imported/);
    for (const name of TICKED) expect(await textOf(await find(page, 'row', new RegExp(name)))).toContain('Connected');
  });

  it('maps: takes the suggestions, and finds by hand what no name suggests', async () => {
    await click(page, 'tab', /^Mapping/);
    await click(page, 'button', 'Use 11 suggestions');
    await click(page, 'button', 'Apple IDFA: choose a property');
    await type(page, 'combobox', 'Property for Apple IDFA', 'iphone');
    await page.keyboard.press('Enter');
    await find(page, 'button', /^Apple IDFA: iPhone device reference/);
    await click(page, 'button', 'Save mapping');
    await find(page, 'tab', 'Mapping 12 of 13');
  });

  it('exports a segment of 25,000 people to “audience ready”', async () => {
    await click(page, 'tab', 'Audiences');
    await tick(page, 'radio', new RegExp(TICKED[0]));
    await click(page, 'button', 'Continue');
    await tick(page, 'radio', /Bought in the last 90 days/);
    await click(page, 'button', 'Continue');
    for (const name of ['Email', 'Phone', 'Google advertising ID', 'Apple IDFA']) await tick(page, 'checkbox', name);
    await click(page, 'button', 'Continue');
    await type(page, 'textbox', 'Name', SEGMENT_AUDIENCE);
    await click(page, 'button', 'Check before sending');
    await click(page, 'button', /^Send [\d,]+ people$/);
    await waitTwoDays();
    await expectMembers(SEGMENT_AUDIENCE, expectedMembers(profilesOf(25_000)));
  });

  it('exports a CSV file to “audience ready”, with all of it hashed in the browser', async () => {
    const before = wire.requests.length;
    await click(page, 'button', 'Export another audience');
    await tick(page, 'radio', new RegExp(TICKED[0]));
    await click(page, 'button', 'Continue');
    await tick(page, 'radio', 'CSV file');
    const input = (await page.waitForSelector('>>> input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(csvPath);
    await reads(page, /customers\.csv .*semicolons/);
    await click(page, 'button', 'Continue');
    for (const name of ['Email', 'Phone', 'Google advertising ID', 'Apple IDFA']) await tick(page, 'checkbox', name);
    await click(page, 'button', 'Continue');
    await type(page, 'textbox', 'Name', CSV_AUDIENCE);
    await click(page, 'button', 'Check before sending');
    await click(page, 'button', /^Send [\d,]+ people$/);
    await waitTwoDays();
    await expectMembers(CSV_AUDIENCE, expectedMembers(profilesOf(DEMO_CSV.size, DEMO_CSV.from)));

    const uploads = wire.requests
      .slice(before)
      .filter(({ method, url }) => method === 'PUT' && /\/records(\?|$)/.test(url));
    expect(uploads.length).toBeGreaterThan(0);
    expect(rawCells(uploads)).toEqual([]);
  });

  it('approves the campaign that an agent asks for, and TikTok has it, paused', async () => {
    await click(page, 'button', 'An agent creates a campaign');
    await reads(page, /“Boots for rainy days 1” waits for a person/);
    expect(await campaignsMadeHere()).toEqual([]);
    await click(page, 'tab', /^Controls/);
    await click(page, 'button', /^Approve: /);
    await reads(page, /TikTok has done it/);
    expect(await campaignsMadeHere()).toEqual([{ name: 'Boots for rainy days 1', operationStatus: 'DISABLE' }]);
  });

  it('shows each element on a page of its own, obeys its attributes there and tells what it fires', async () => {
    await page.goto(`${demo.url}/elements`);
    const tags = (await page.evaluate(
      'Array.from(document.querySelectorAll(".cards a"), (link) => link.pathname.split("/").at(-1))',
    )) as string[];
    expect(tags.length).toBeGreaterThan(7);
    for (const tag of tags) {
      await page.goto(`${demo.url}/elements/${tag}`);
      await page.waitForFunction(`document.querySelector('#stage ${tag}')?.shadowRoot?.childElementCount > 0`);
    }
    await page.goto(`${demo.url}/elements/tiktok-ads-settings`);
    await page.select('#attribute-tab', 'mapping');
    await reads(page, /Property mapping/);
    await click(page, 'tab', /^Ad accounts/);
    await page.waitForFunction(`document.querySelector('#events')?.textContent.includes('change')`);
  });

  it('has sent nothing raw to the server in any other request either', () => {
    const email = /[^\s"'<>:,;]+@[^\s"'<>,;]*example/iu;
    const deviceId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/iu;
    const phone = /\+\d{7,15}(?!\d)/u;
    const raw = wire.requests.flatMap(({ method, url, body }) => {
      const text = `${decodeURIComponent(url)} ${body()}`;
      return [email, deviceId, phone].some((pattern) => pattern.test(text)) ? [`${method} ${url}`] : [];
    });
    expect(raw).toEqual([]);
  });

  it('has left no secret and no raw value in what the server wrote', async () => {
    const { found, tokensLearnt, lines, files } = await watched.findSecrets();
    expect(found).toEqual([]);
    expect(tokensLearnt).toBeGreaterThan(0);
    expect(lines).toBeGreaterThan(20);
    expect(files).toBeGreaterThan(0);
  });

  it.runIf(tellsOfErrors())('has seen no error, and no page break its content security policy', () => {
    expect(complaints).toEqual([]);
    expect([...origins].sort()).toEqual([demo.url, demo.serverUrl].sort());
  });
});

async function textOf(element: ElementHandle): Promise<string> {
  return element.evaluate((node) => node.textContent ?? '');
}

/** Cells of uploads that are neither blank, nor a hash, nor the mark of a reject. The first line of the first part names the columns. */
function rawCells(uploads: readonly TappedRequest[]): string[] {
  const [header = '', ...lines] = uploads
    .map((upload) => upload.body())
    .join('')
    .split(/\r?\n/);
  const unknownColumns = header.split(',').filter((name) => !/^[a-z][A-Za-z]+$/.test(name));
  const cells = lines.flatMap((line) => line.split(','));
  return [...unknownColumns, ...cells.filter((cell) => !/^(?:|[0-9a-f]{64}|[0-9a-f]{32}|![a-z_]+)$/.test(cell))];
}
