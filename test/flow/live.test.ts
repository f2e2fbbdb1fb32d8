/// <reference lib="dom" />
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { recordEvents } from '../../server/events/index.ts';
import { type ConnectWorld, startConnectWorld } from './support/connect-world.ts';

let world: ConnectWorld;

beforeAll(async () => {
  world = await startConnectWorld();
});

afterEach(() => world.closePages());

afterAll(() => world?.stop());

interface Heard {
  heardNames?: string[];
}
/** A tab that keeps the names of what it was told, once each time. */
async function openTab(workspaceId: string, beside?: Page): Promise<Page> {
  const page = await world.open({
    workspaceId,
    speed: 1,
    ...(beside === undefined ? {} : { context: beside.browserContext() }),
  });
  await page.evaluate(() => {
    const names: string[] = ((globalThis as Heard).heardNames = []);
    document.addEventListener('tiktok-activity', (event) => names.push(event.detail.event.subject.name ?? ''));
  });
  return page;
}

const heardBy = (page: Page) => page.evaluate(() => (globalThis as Heard).heardNames ?? []);

/** Waits until the tab was told of it. */
async function hears(page: Page, name: string): Promise<void> {
  await page.waitForFunction((wanted) => (globalThis as Heard).heardNames?.includes(wanted), { polling: 20 }, name);
}

/** Something happens at the server. */
async function happens(workspaceId: string, name: string): Promise<void> {
  await recordEvents(world.server.deps, workspaceId, {
    type: 'account.suspended',
    key: name,
    subject: { kind: 'account', id: '7000000000000000001', name },
    data: { reason: null, confirmed: true },
  });
}

async function openStreams(): Promise<number> {
  const { text } = await world.server.call('GET', '/metrics');
  return Number(/^tiktok_ads_connect_event_streams (\d+)$/m.exec(text)?.[1]);
}

async function untilStreams(count: number): Promise<void> {
  await expect.poll(openStreams, { timeout: 20_000 }).toBe(count);
}

describe('the stream of a real server in real tabs', () => {
  it('reaches every tab through one stream, once, also over a restart of the server', async () => {
    const workspaceId = 'live-restart';
    const one = await openTab(workspaceId);
    await untilStreams(1);
    const other = await openTab(workspaceId, one);
    await happens(workspaceId, 'first');
    await Promise.all([hears(one, 'first'), hears(other, 'first')]);
    expect(await openStreams()).toBe(1);

    await world.server.restart();
    await happens(workspaceId, 'while nobody is connected');
    await untilStreams(1);
    await happens(workspaceId, 'after');
    await Promise.all([hears(one, 'after'), hears(other, 'after')]);
    const told = ['first', 'while nobody is connected', 'after'];
    expect(await Promise.all([heardBy(one), heardBy(other)])).toEqual([told, told]);
    expect(await openStreams()).toBe(1);
  });

  it('goes on in another tab when the one that has it is closed, without loss and without doubles', async () => {
    const workspaceId = 'live-handover';
    const one = await openTab(workspaceId);
    await untilStreams(1);
    const other = await openTab(workspaceId, one);
    await happens(workspaceId, 'first');
    await Promise.all([hears(one, 'first'), hears(other, 'first')]);
    await Promise.all([one.close(), happens(workspaceId, 'while it closes')]);
    await happens(workspaceId, 'last');
    await hears(other, 'last');
    expect(await heardBy(other)).toEqual(['first', 'while it closes', 'last']);
    await untilStreams(1);
  });

  it('goes on in another tab when the browser freezes the one that has it, which catches up when it wakes', async () => {
    const workspaceId = 'live-frozen';
    const one = await openTab(workspaceId);
    await untilStreams(1);
    const other = await openTab(workspaceId, one);
    await happens(workspaceId, 'first');
    await Promise.all([hears(one, 'first'), hears(other, 'first')]);
    const browser = await one.createCDPSession();
    await browser.send('Page.setWebLifecycleState', { state: 'frozen' });
    await happens(workspaceId, 'while it is frozen');
    await hears(other, 'while it is frozen');
    await browser.send('Page.setWebLifecycleState', { state: 'active' });
    await hears(one, 'while it is frozen');
    const told = ['first', 'while it is frozen'];
    expect(await Promise.all([heardBy(one), heardBy(other)])).toEqual([told, told]);
    await untilStreams(1);
  });

  it('tells a workspace nothing of another one, in the same browser', async () => {
    const one = await openTab('live-ours');
    // A tab that nobody has looked at opens none, and the next one takes the looks away.
    await untilStreams(1);
    const neighbour = await openTab('live-theirs', one);
    await untilStreams(2);
    await happens('live-ours', 'ours');
    await happens('live-theirs', 'theirs');
    await Promise.all([hears(one, 'ours'), hears(neighbour, 'theirs')]);
    expect(await Promise.all([heardBy(one), heardBy(neighbour)])).toEqual([['ours'], ['theirs']]);
  });
});
