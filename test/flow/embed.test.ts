/// <reference lib="dom" />
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type ElementHandle, launch, type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { snippetOf } from '../../shared/embed-snippet.ts';
import type { EmbedManifest } from '../../shared/embed.ts';
import { BROWSER_ARGUMENTS, findBrowser } from '../support/browser.ts';
import { buildEmbed } from '../support/embed-build.ts';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.ts';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';
import { type GuestPages, startGuestPages } from './support/guest-pages.ts';
import { click, find, reads, tick } from './support/person.ts';

// Two real builds in a real browser, from a server that was upgraded from one to the other: alone, twice, mixed, and late.

const OLD = '0.0.9';
const NEW = '0.2.0';

let folder: string;
let old: EmbedManifest;
let next: EmbedManifest;
let provider: EmbedManifest;
let simulator: TestSimulator;
let server: TestServer;
let host: GuestPages;
let browser: Browser;
let page: Page;
let warned: string[];
let accountName: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiktok-ads-connect-embed-flow-'));
  const [oldFolder, newFolder, providerFolder] = [join(folder, 'old'), join(folder, 'new'), join(folder, 'provider')];
  simulator = await startSimulator();
  old = await buildEmbed(oldFolder, { version: OLD });
  next = await buildEmbed(newFolder, { version: NEW });
  provider = await buildEmbed(providerFolder, { version: OLD, entry: 'widget/provider/define.ts' });
  const options: TestServerOptions = { simulator, embedFolder: oldFolder };
  server = await startTestServer(options);
  await server.call('GET', `/embed/v1/${old.entry}`);
  options.embedFolder = newFolder;
  await server.restart();
  accountName = await importAccount();
  host = await startGuestPages(server, 'guest', { new: newFolder, provider: providerFolder });
  browser = await launch({ executablePath: await findBrowser(), args: [...BROWSER_ARGUMENTS] });
});

afterEach(() => page?.close());

afterAll(async () => {
  await browser?.close();
  await host?.stop();
  await server?.stop();
  await simulator?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function importAccount(): Promise<string> {
  const as = { as: server.hostKey, workspaceId: 'guest' };
  const origin = 'https://host.example';
  const session = await server.mintSession({ workspaceId: 'guest', origin });
  const started = await server.call('POST', '/v1/connections/authorize', {
    as: session,
    json: { origin },
    headers: { origin },
  });
  await simulator.authorize(started.json.authorizeUrl);
  const { connectionId } = (await server.call('GET', `/v1/connections/attempts/${started.json.attemptId}`, as)).json;
  const seen = await server.call('GET', `/v1/connections/${connectionId}/advertisers`, as);
  const account = seen.json.items.find(
    (item: { importable: boolean; role: string }) => item.importable && item.role !== 'ANALYST',
  );
  await server.call('POST', '/v1/ad-accounts', {
    ...as,
    json: { connectionId, advertiserIds: [account.advertiserId] },
  });
  await server.call('PUT', '/v1/properties', {
    ...as,
    json: [{ name: 'email', label: 'Email', type: 'string', kind: 'system' }],
  });
  await server.call('PUT', '/v1/mapping', { ...as, json: { attributes: { email: 'email' } } });
  return account.name;
}

async function open(body: string, scripts?: string, prepare?: () => Promise<void>): Promise<void> {
  page = await browser.newPage();
  await prepare?.();
  warned = [];
  page.on('console', (message) => {
    // A session that cannot be had is told as well; that is another matter.
    if (message.type() === 'warn' && message.text().startsWith('tiktok-ads-connect ')) warned.push(message.text());
  });
  await page.goto(host.pageUrl(body, scripts));
}

/** The list is there with what the server gave it, and nothing was refused on the way. */
async function expectList(): Promise<void> {
  await reads(page, new RegExp(escaped(accountName)));
  expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual([]);
}

/** What the server is asked for under such an address it does not give, for as long as `isAway` says so. */
async function refuse(part: RegExp, isAway: () => boolean): Promise<void> {
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const isCut = isAway() && part.test(request.url());
    void (isCut ? request.respond({ status: 503, body: 'no' }) : request.continue());
  });
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const versionOf = (tag: string): Promise<string | undefined> =>
  page.evaluate(
    (name) => (customElements.get(name) as { tiktokAdsConnectVersion?: string } | undefined)?.tiktokAdsConnectVersion,
    tag,
  );

const list = (attributes = ''): string =>
  `<tiktok-ads-provider server-url="${server.url}"${attributes}><tiktok-ad-account-list></tiktok-ad-account-list></tiktok-ads-provider>`;
const fromServer = (manifest: EmbedManifest): string => snippetOf(manifest, server.url);
const own = (key: string, { entry }: EmbedManifest): string =>
  `<script type="module" src="/own/${key}/${entry}"></script>`;

describe('the script tag on a page of another origin', () => {
  it('goes on working, pinned by its hash to a release before the last upgrade', async () => {
    await open(list() + fromServer(old));
    await expectList();
    expect(await versionOf('tiktok-ads-provider')).toBe(OLD);
    expect(warned).toEqual([]);
  });

  it('is refused by the browser when its hash is another', async () => {
    const wrong = fromServer(old).replace(/integrity="sha384-..../, 'integrity="sha384-AAAA');
    await open(`${list()}${wrong}<script src="/session.js"></script>`);
    expect(await versionOf('tiktok-ads-provider')).toBeUndefined();
  });

  it('may be there twice: the browser loads one address once', async () => {
    await open(fromServer(next) + list() + fromServer(next));
    await expectList();
    expect(warned).toEqual([]);
  });

  it('finds tags that were there before it, with the properties they were given', async () => {
    await open(list());
    const [, src = '', integrity = ''] = /src="([^"]+)" integrity="([^"]+)"/.exec(fromServer(next)) ?? [];
    await page.evaluate(
      (address, hash) => {
        const script = Object.assign(document.createElement('script'), {
          type: 'module',
          src: address,
          integrity: hash,
        });
        script.crossOrigin = 'anonymous';
        document.body.append(script);
      },
      src,
      integrity,
    );
    await expectList();
    expect(warned).toEqual([]);
  });

  it('warns once beside a copy of the same version in the page’s own bundle', async () => {
    await open(list() + own('new', next) + fromServer(next));
    await expectList();
    expect(warned).toEqual([expect.stringContaining(`${NEW} was loaded beside another copy of it`)]);
  });

  it('warns once beside another version, whichever comes first, and the first stays', async () => {
    await open(list() + fromServer(old) + fromServer(next));
    await expectList();
    expect([await versionOf('tiktok-ads-provider'), await versionOf('tiktok-controls')]).toEqual([OLD, OLD]);
    expect(warned).toEqual([expect.stringContaining(`${NEW} was loaded beside ${OLD}`)]);
    await page.close();

    await open(list() + fromServer(next) + fromServer(old) + own('new', next));
    await expectList();
    expect(await versionOf('tiktok-ads-provider')).toBe(NEW);
    expect(warned.toSorted()).toEqual([
      expect.stringContaining(`${OLD} was loaded beside ${NEW}`),
      expect.stringContaining(`${NEW} was loaded beside another copy of it`),
    ]);
  });

  it('brings the elements that a page’s own bundle of another version lacks, inside its provider', async () => {
    await open(list() + own('provider', provider) + fromServer(next));
    await expectList();
    expect([await versionOf('tiktok-ads-provider'), await versionOf('tiktok-ad-account-list')]).toEqual([OLD, NEW]);
    expect(warned).toEqual([expect.stringContaining(`${NEW} was loaded beside ${OLD}`)]);
  });

  it('has what it loads later checked by an import map, where the page wants that', async () => {
    const mapOf = (change: (name: string, integrity: string) => string): string => {
      const integrity = Object.fromEntries(
        next.files.map((file) => [`${server.url}/embed/v1/${file.name}`, change(file.name, file.integrity)]),
      );
      return `<script type="importmap" nonce="guest">${JSON.stringify({ integrity })}</script>`;
    };
    const scripts = `'self' 'nonce-guest' ${server.url}`;
    await open(mapOf((_, integrity) => integrity) + list() + fromServer(next), scripts);
    await expectList();
    await page.close();

    const broken = (name: string, integrity: string): string =>
      name.startsWith('list-view') ? integrity.replace(/-..../, '-AAAA') : integrity;
    await open(mapOf(broken) + list() + fromServer(next), scripts);
    await reads(page, /didn’t load/);
  });

  it('needs no address in the policy where the tag has a nonce under strict-dynamic', async () => {
    const tag = fromServer(next).replace('<script ', '<script nonce="guest" ');
    await open(list() + tag, `'nonce-guest' 'strict-dynamic'`);
    await expectList();
  });

  it('is refused as a second copy under Trusted Types without duplicates, and the first goes on', async () => {
    const types = `; require-trusted-types-for 'script'; trusted-types lit-html tiktok-ads-connect`;
    await open(list() + fromServer(old) + fromServer(next), `'self' ${server.url}${types}`);
    await reads(page, new RegExp(escaped(accountName)));
    expect(await versionOf('tiktok-controls')).toBe(OLD);
    expect(warned).toEqual([]);
  });

  it.each([
    ['what draws an element', /\/list-view-/],
    ['the table of its calls', /\/endpoints-/],
  ])('offers to load the page anew where %s did not come, which not every browser asks for again', async (_, part) => {
    let isAway = true;
    await open(list() + fromServer(next), undefined, () => refuse(part, () => isAway));
    await find(page, 'button', 'Try again');
    isAway = false;
    await click(page, 'button', 'Reload the page');
    await expectList();
  });

  it('offers the same where what a sign-in goes by did not come', async () => {
    const button = list().replaceAll('tiktok-ad-account-list', 'tiktok-connect-button');
    await open(button + fromServer(next), undefined, () => refuse(/\/connect-flow-/, () => true));
    await click(page, 'button', 'Connect ad account');
    await reads(page, /The server can’t be reached/);
    await find(page, 'button', 'Reload the page');
    await find(page, 'button', 'Connect ad account');
  });

  it('understands the failures of a provider of another version', async () => {
    await open(list(' signed-out') + own('provider', provider) + fromServer(next));
    await reads(page, /Your session has ended/);
  });

  it('says which version lacks a call that an element of a newer one makes', async () => {
    await open(list() + fromServer(next));
    await expectList();
    const failure = await page.evaluate(async () => {
      const element = document.querySelector('tiktok-ad-account-list') as unknown as {
        effectiveClient: { call(name: string): Promise<unknown> };
      };
      return element.effectiveClient.call('aCallOfTomorrow').then(
        () => 'it worked',
        (error: Error & { code: string }) => `${error.code}: ${error.message}`,
      );
    });
    expect(failure).toBe(`internal_error: tiktok-ads-connect ${NEW} has no aCallOfTomorrow`);
  });

  it('reads a file without a worker, which no browser starts from another origin, and breaks no rule of the page', async () => {
    const path = join(folder, 'people.csv');
    await writeFile(path, `email\n${Array.from({ length: 2_000 }, (_, row) => `ann${row}@example.com\n`).join('')}`);
    await open(list().replaceAll('tiktok-ad-account-list', 'tiktok-audience-exporter') + fromServer(next));
    await tick(page, 'radio', new RegExp(accountName.slice(0, 8)));
    await click(page, 'button', 'Continue');
    await tick(page, 'radio', 'CSV file');
    const input = (await page.waitForSelector('>>> input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
    await reads(page, /people\.csv/);
    await click(page, 'button', 'Continue');
    await tick(page, 'checkbox', /^Email/);
    await find(page, 'button', 'Continue');
    expect(page.workers()).toEqual([]);
    expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual([]);
  });
});
