/// <reference lib="dom" />
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type ElementHandle, launch, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_CSV, writeCsv } from '../../demo/data/index.ts';
import { click, find, reads, tick } from '../flow/support/person.ts';
import { BROWSER_ARGUMENTS, findBrowser } from '../support/browser.ts';
import { type GuestPage, promisedPolicy, SETTINGS, startGuestPage } from './guest-page.ts';

// The widget in a page whose content security policy allows what docs/recipes/csp.md says, and nothing else. What a browser objects to is
// collected in the page and by the policy's own reports.

const folder = mkdtempSync(join(tmpdir(), 'tiktok-ads-connect-csp-'));
const csvPath = join(folder, 'customers.csv');
let guest: GuestPage;
let browser: Browser;

beforeAll(async () => {
  await writeCsv(csvPath, DEMO_CSV);
  [guest, browser] = await Promise.all([
    startGuestPage(),
    findBrowser().then((executablePath) => launch({ executablePath, args: [...BROWSER_ARGUMENTS] })),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await guest?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Seen {
  page: Page;
  /** What the browser objected to, as the page heard it. */
  violations: string[];
  errors: string[];
  /** Scripts of the workers that ran. */
  workers: string[];
}

async function open(address: string): Promise<Seen> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 1000 });
  const seen: Seen = { page, violations: [], errors: [], workers: [] };
  page.on('workercreated', (worker) => seen.workers.push(worker.url()));
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  await page.exposeFunction('objected', (text: string) => void seen.violations.push(text));
  await page.evaluateOnNewDocument(() => {
    const { objected } = globalThis as unknown as { objected: (text: string) => void };
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      objected(`${violatedDirective} ${blockedURI}`),
    );
  });
  await page.goto(address);
  return seen;
}

/** To the exporter's "What", past a file that was read and masked in the worker, or in the page where there is none. */
async function readFileInExporter(page: Page): Promise<void> {
  await click(page, 'tab', /^Audiences/);
  await (await find(page, 'radio', /./)).click();
  await click(page, 'button', 'Continue');
  await tick(page, 'radio', 'CSV file');
  const input = (await page.waitForSelector('>>> input[type=file]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(csvPath);
  await reads(page, /customers\.csv .*semicolons/);
  await click(page, 'button', 'Continue');
  await find(page, 'checkbox', 'Email');
}

describe('under the promised content security policy, with Trusted Types enforced', () => {
  it('does its work in every part, in another language too, without one violation', async () => {
    const before = guest.reports.length;
    const seen = await open(guest.address({ body: SETTINGS }));
    const { page } = seen;
    await reads(page, /Sign-ins/);
    await click(page, 'button', /^Remove /);
    await page.keyboard.press('Escape');
    await click(page, 'tab', /^Mapping/);
    await click(page, 'button', /^Email: /);
    await page.keyboard.press('Escape');
    await readFileInExporter(page);
    await click(page, 'tab', /^Controls/);
    await reads(page, /Spend caps/);
    await click(page, 'tab', /^Activity/);
    await reads(page, /Events are kept for 90 days|Nothing/);
    await page.evaluate(() => {
      const provider = document.querySelector('tiktok-ads-provider') as HTMLElement & { theme: string; locale: string };
      Object.assign(provider, { theme: 'dark', locale: 'ar' });
    });
    await page.waitForFunction(() => document.querySelector('tiktok-ads-settings')?.getAttribute('dir') === 'rtl');
    expect(seen.workers.some((url) => /\/widget\/hash-csv\.worker-[\w-]+\.js$/.test(url))).toBe(true);
    expect(seen.errors).toEqual([]);
    expect(seen.violations).toEqual([]);
    expect(guest.reports.slice(before)).toEqual([]);
    await page.close();
  });

  it('would be caught breaking it: what the page itself does wrong is reported both ways', async () => {
    const before = guest.reports.length;
    const script = "document.body.setAttribute('style', 'color: red');";
    const seen = await open(guest.address({ body: '', script }));
    await expect.poll(() => [seen.violations.length, guest.reports.length - before]).toEqual([1, 1]);
    expect(seen.violations[0]).toMatch(/^style-src-attr inline/);
    await seen.page.close();
  });

  it('hashes in the page where the policy does not name ours, and only that is reported', async () => {
    const policy = promisedPolicy(guest.together.server.url).replace(' tiktok-ads-connect', '');
    const seen = await open(guest.address({ body: SETTINGS, policy }));
    await readFileInExporter(seen.page);
    expect(seen.workers).toEqual([]);
    expect([...new Set(seen.violations)]).toEqual(['trusted-types trusted-types-policy']);
    await seen.page.close();
  });
});
