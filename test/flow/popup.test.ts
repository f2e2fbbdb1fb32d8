/// <reference lib="dom" />
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectWorld, startConnectWorld } from './support/connect-world.ts';
import { click, find, reads, tick } from './support/person.ts';

// TikTok's window in a real browser, with the real server and a simulated TikTok: whatever becomes of it, the page ends in a
// state that says what happened and what to press.

let world: ConnectWorld;

beforeAll(async () => {
  world = await startConnectWorld();
});
afterEach(async () => {
  await world.closePages();
  await world.simulator.control('consent', { severOpener: false });
});
afterAll(() => world?.stop());

/** Presses the button and waits for the window that opens. */
async function connect(page: Page, name: string | RegExp = 'Connect ad account'): Promise<Page> {
  const opened = nextWindow(page);
  await click(page, 'button', name);
  return opened;
}

function nextWindow(page: Page): Promise<Page> {
  return new Promise((resolve) => {
    page.once('popup', (window) => {
      if (window !== null) resolve(window);
    });
  });
}

/** Signs in and shares every ad account, or those named. The window closes by itself after that. */
async function allow(window: Page, share: readonly string[] | 'all' = 'all'): Promise<void> {
  await click(window, 'button', 'Log in');
  await authorize(window, share);
}

async function authorize(window: Page, share: readonly string[] | 'all' = 'all'): Promise<void> {
  await find(window, 'button', 'Authorize');
  // The page of the simulated TikTok has no script: what is selected comes back with the next page.
  if (share === 'all') await Promise.all([window.waitForNavigation(), click(window, 'button', 'Select all')]);
  else for (const name of share) await tick(window, 'checkbox', new RegExp(name));
  await click(window, 'button', 'Authorize');
}

/** Calls that ask for a sign-in to be started. */
function countStarts(page: Page): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/v1/connections/authorize')) count += 1;
  });
  return () => count;
}

interface Asked {
  /** How often the page has looked whether it has the focus. */
  asked: number;
}

/** Whether the person is somewhere else. A browser without a screen gives the focus to every page at once. */
async function isAway(page: Page, isElsewhere: boolean): Promise<void> {
  await page.evaluate((elsewhere) => {
    const global = globalThis as unknown as Asked;
    global.asked = 0;
    document.hasFocus = () => {
      global.asked += 1;
      return !elsewhere;
    };
    if (!elsewhere) window.dispatchEvent(new Event('focus'));
  }, isElsewhere);
}

const CONNECTED = /Connected as .+ TikTok shared 8 ad accounts/;

describe('the TikTok window', () => {
  it('connects, also when a second click follows the first at once', async () => {
    const page = await world.open();
    const starts = countStarts(page);
    const opened = nextWindow(page);
    const button = await find(page, 'button', 'Connect ad account');
    await button.click({ count: 2 });
    const window = await opened;
    await allow(window);
    await reads(page, CONNECTED);
    expect(starts()).toBe(1);
    expect(window.isClosed()).toBe(true);
    expect((await page.browserContext().pages()).length).toBe(1);
  });

  it('may be cut off from the page by its opener policy: the page asks the server', async () => {
    await world.simulator.control('consent', { severOpener: true });
    const page = await world.open();
    const window = await connect(page);
    await find(window, 'button', 'Log in');
    await reads(page, /Finish in the TikTok window/);
    await allow(window);
    await reads(page, CONNECTED);
  });

  it('is not called closed when it was cut off and the person comes back early', async () => {
    await world.simulator.control('consent', { severOpener: true });
    const page = await world.open();
    const window = await connect(page);
    await isAway(page, true);
    await find(window, 'button', 'Log in');
    await reads(page, /Finish in the TikTok window/);
    await page.waitForFunction(() => (globalThis as unknown as Asked).asked > 2);
    await isAway(page, false);
    await reads(page, /Is the TikTok window still open\? If it is, finish there: this page notices\./);
    await allow(window);
    await reads(page, CONNECTED);
  });

  it('may be closed by the person: the page says so and starts again', async () => {
    const page = await world.open();
    const window = await connect(page);
    await find(window, 'button', 'Log in');
    await window.close();
    await page.bringToFront();
    await reads(page, /The TikTok window was closed Nothing was connected/);
    await allow(await connect(page, 'Start again'));
    await reads(page, CONNECTED);
  });

  it('may be blocked: the sign-in goes on in this tab and comes back to the same place', async () => {
    const page = await world.open({ isBlocking: true, more: '&tab=ads&by-itself#below' });
    await reads(page, /Your browser blocked the TikTok window/);
    const before = await page.evaluate(() => {
      window.scrollTo(0, 1150);
      return { href: location.href, top: scrollY };
    });
    await Promise.all([page.waitForNavigation(), click(page, 'button', 'Continue in this tab')]);
    await allow(page);
    await reads(page, CONNECTED);
    await page.waitForFunction((top) => Math.abs(scrollY - top) < 2, {}, before.top);
    expect(page.url()).toBe(before.href);
  });

  it('waits for a login that takes ten minutes, with a code from an e-mail', async () => {
    const page = await world.open({ speed: 1 });
    const window = await connect(page);
    await click(window, 'button', 'Log in');
    await find(window, 'button', 'Authorize');
    await reads(page, /stays open for 10 more minutes/);
    await world.pass(page, 9.5);
    await reads(page, /stays open for 1 more minute\./);
    await authorize(window);
    await reads(page, CONNECTED);
  });

  it('is too late after that: nothing is connected, and the page and the window say so', async () => {
    await world.simulator.control('consent', { severOpener: true });
    const page = await world.open();
    const window = await connect(page);
    await find(window, 'button', 'Log in');
    await world.pass(page, 11);
    await reads(page, /This took longer than 10 minutes For your safety the request has ended\. Nothing was changed\./);
    await find(page, 'button', 'Start again');
    await allow(window);
    await reads(window, /A sign-in must be finished within ten minutes/);
  });

  it('may finish while the page has no network: nothing is lost', async () => {
    const page = await world.open();
    const window = await connect(page);
    await find(window, 'button', 'Log in');
    await page.setOfflineMode(true);
    await reads(page, /You’re offline If you finished at TikTok, nothing is lost/);
    await allow(window);
    await page.setOfflineMode(false);
    await reads(page, CONNECTED);
  });

  it('serves two tabs that connect at once, each its own', async () => {
    const one = await world.open({ workspaceId: 'two-tabs' });
    const two = await world.open({ workspaceId: 'two-tabs', context: one.browserContext() });
    await one.bringToFront();
    const windowOfOne = await connect(one);
    await two.bringToFront();
    const windowOfTwo = await connect(two);
    await allow(windowOfTwo);
    await reads(two, CONNECTED);
    await windowOfOne.bringToFront();
    await allow(windowOfOne);
    await reads(one, CONNECTED);
    const token = await world.server.mintSession({ workspaceId: 'two-tabs' });
    const { json } = await world.server.call('GET', '/v1/connections', { as: token });
    expect(json.items).toHaveLength(1);
  });

  it('may end while the element is out of the page: put back, it knows', async () => {
    const page = await world.open();
    const complaints: unknown[] = [];
    page.on('pageerror', (error) => complaints.push(error));
    const window = await connect(page);
    await page.evaluate(() => document.querySelector('tiktok-connect-button')?.remove());
    const closed = new Promise((resolve) => window.once('close', resolve));
    await allow(window);
    await closed;
    await page.evaluate(() =>
      document.querySelector('tiktok-ads-provider')?.append(document.createElement('tiktok-connect-button')),
    );
    await reads(page, CONNECTED);
    expect(complaints).toEqual([]);
  });

  it('goes on while the page is loaded anew', async () => {
    const page = await world.open();
    const window = await connect(page);
    await find(window, 'button', 'Log in');
    await reads(page, /Finish in the TikTok window/);
    await page.reload();
    await reads(page, /Finish in the TikTok window/);
    await find(page, 'button', 'Show the window');
    await allow(window);
    await reads(page, CONNECTED);
    await page.reload();
    await find(page, 'button', 'Connect ad account');
  });

  it('is shown again as it was left, also after a reload, and not loaded a second time', async () => {
    const page = await world.open();
    const window = await connect(page);
    await click(window, 'button', 'Log in');
    await find(window, 'button', 'Authorize');
    await page.bringToFront();
    await page.reload();
    await click(page, 'button', 'Show the window');
    await find(window, 'button', 'Authorize');
    expect((await page.browserContext().pages()).length).toBe(2);
    await page.bringToFront();
    await click(page, 'button', 'Cancel');
    await find(page, 'button', 'Connect ad account');
    expect(window.isClosed()).toBe(true);
  });
});

describe('other ways in', () => {
  const set = (page: Page, name: string, value: string) =>
    page.evaluate((...given) => document.querySelector('tiktok-connect-button')?.setAttribute(...given), name, value);

  it('signs in with a TikTok account', async () => {
    const page = await world.open();
    await set(page, 'kind', 'tiktok_account');
    const window = await connect(page, 'Connect TikTok account');
    await click(window, 'button', 'Log in');
    await click(window, 'button', 'Authorize');
    await reads(page, CONNECTED);
  });

  it('takes a pasted access token, and shows no more than its end', async () => {
    const { simulator } = world;
    const { appId, appSecret, authUrl, apiUrl } = simulator.info;
    const redirectUri = encodeURIComponent(`${world.server.url}/v1/oauth/callback`);
    const back = await simulator.consent(`${authUrl}/portal/auth?app_id=${appId}&redirect_uri=${redirectUri}`);
    const answer = await fetch(`${apiUrl}/open_api/v1.3/oauth2/access_token/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ app_id: appId, secret: appSecret, auth_code: back.searchParams.get('auth_code') }),
    });
    const { data } = (await answer.json()) as { data: { access_token: string } };
    const page = await world.open();
    await set(page, 'allow-token', '');
    await click(page, 'button', /Paste it instead/);
    await find(page, 'textbox', /^Ad account IDs/);
    await page.keyboard.type('not-a-token-of-tiktok');
    await page.keyboard.press('Enter');
    await reads(page, /The access token couldn’t be connected .+ Request ID/);
    await page.evaluate(() => {
      const root = document.querySelector('tiktok-connect-button')?.shadowRoot;
      root?.querySelector<HTMLInputElement>('input[type=password]')?.select();
    });
    await page.keyboard.type(data.access_token);
    await page.keyboard.press('Enter');
    await reads(page, new RegExp(`Connected as .+ Token ending in .?${data.access_token.slice(-4)}`, 'u'));
  });
});

describe('a new sign-in that shares less', () => {
  const SHARED = ['Nordlicht Schuhe EU', 'Ipê Amarelo Decoração'];

  it('asks first, waits over a reload, and changes nothing unless the person wants it', async () => {
    const workspaceId = 'fewer';
    const page = await world.open({ workspaceId });
    const reached = async () => {
      const { json } = await world.server.call('GET', '/v1/connections', { as: world.server.hostKey, workspaceId });
      return json.items.map((connection: { advertiserCount: number }) => connection.advertiserCount);
    };
    await allow(await connect(page));
    await reads(page, CONNECTED);
    await page.reload();

    const window = await connect(page);
    await allow(window, SHARED);
    await reads(page, /This sign-in shares 6 fewer ad accounts Nothing has changed yet/);
    await page.reload();
    await click(page, 'button', 'Keep the sign-in as it was');
    await reads(page, /Nothing changed Your ad accounts go on with the sign-in they had/);
    expect(await reached()).toEqual([8]);

    await allow(await connect(page, 'Sign in again'), SHARED);
    await click(page, 'button', 'Use the new sign-in');
    await reads(page, /Signed in again as .+ The new sign-in is in use\./);
    expect(await reached()).toEqual([2]);
  });
});

describe('all of that', () => {
  it('has left no secret in what the server wrote', async () => {
    const { found, tokensLearnt, lines, files } = await world.findSecrets();
    expect(found).toEqual([]);
    expect(tokensLearnt).toBeGreaterThan(0);
    expect(lines).toBeGreaterThan(20);
    expect(files).toBeGreaterThan(0);
  });
});
