import { expect } from 'chai';
import type { ActivityEvent } from '../../shared/events.ts';
import type { TikTokAdsClient } from '../../widget/client/client.ts';
import { TikTokAdsError } from '../../widget/client/errors.ts';
import type { LiveListener } from '../../widget/client/live-message.ts';
import { LiveUpdates } from '../../widget/controllers/live-updates.ts';
import type { ViewHost } from '../../widget/element/lazy-element.ts';
import { fastTime } from './support/fast-time.ts';
import { activity } from './support/live-server.ts';
import { clearPage, until } from './support/page.ts';

/** A client of which only the stream is there; what it tells is the test’s. */
function fakeClient() {
  const listeners = new Set<LiveListener>();
  const subscribe = (listener: LiveListener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const tell: LiveListener = (message) => {
    for (const listener of listeners) listener(message);
  };
  return { client: { subscribe } as unknown as TikTokAdsClient, tell, listeners };
}

/** An element that is brought up to date. */
function updated(refresh: (events: readonly ActivityEvent[] | null) => Promise<void>) {
  const stream = fakeClient();
  const element = document.createElement('div');
  document.body.append(element);
  const host = { element, client: stream.client, isLive: true };
  const updates = new LiveUpdates(host as unknown as ViewHost, {
    concerns: ({ type }) => type === 'account.suspended',
    refresh,
  });
  updates.hostConnected();
  ends.push(() => updates.hostDisconnected());
  return { ...stream, host, updates };
}

const happens = ({ tell }: { tell: LiveListener }, id: string) =>
  tell({ kind: 'event', event: activity(id, 'account.suspended') });
const failed = (code: TikTokAdsError['code'] = 'network_error') => Promise.reject(new TikTokAdsError(code, 'no'));

let ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends) end();
  ends = [];
  Reflect.deleteProperty(document, 'hidden');
  clearPage();
});

describe('bringing an element up to date', () => {
  it('reads once for a thousand things that happen at once', async () => {
    const seen: (readonly string[] | null)[] = [];
    const one = updated(async (events) => void seen.push(events?.map(({ id }) => id) ?? null));
    for (let at = 0; at < 1000; at++) happens(one, `evt_${at}`);
    await until(() => seen.length === 1, 'the read');
    happens(one, 'evt_after');
    await until(() => seen.length === 2, 'the read for the next one');
    // So many are not kept: anything may have changed.
    expect(seen).to.deep.equal([null, ['evt_after']]);
  });

  it('rests longer after each read while events never stop', async () => {
    const waits: number[] = [];
    const real = window.setTimeout;
    ends.push(() => void (window.setTimeout = real));
    window.setTimeout = ((run: () => void, wait = 0) => (waits.push(wait), real(run, wait / 100))) as typeof setTimeout;
    let reads = 0;
    const one: ReturnType<typeof updated> = updated(async () => {
      reads++;
      if (reads < 3) happens(one, `evt_${reads}`);
    });
    happens(one, 'evt_0');
    await until(() => reads === 3, 'three reads');
    const rests = waits.filter((wait) => wait >= 100).map((wait) => Math.round(wait / 50) * 50);
    expect(rests).to.deep.equal([250, 1000, 2000]);
  });

  it('tries again what failed, with the same events, and stops after a few tries until there is reason', async () => {
    const { end } = fastTime(100);
    ends.push(end);
    const seen: (readonly string[] | null)[] = [];
    let isDown = true;
    const one = updated(async (events) => {
      seen.push(events?.map(({ id }) => id) ?? null);
      if (isDown) await failed();
    });
    happens(one, 'evt_1');
    await until(() => seen.length === 5, 'five tries');
    isDown = false;
    one.tell({ kind: 'state', state: 'live', retryAt: null });
    await until(() => seen.length === 6, 'the try when the stream is back');
    expect(seen).to.deep.equal(Array.from({ length: 6 }, () => ['evt_1']));
    happens(one, 'evt_2');
    await until(() => seen.length === 7, 'the next read');
    expect(seen.at(-1)).to.deep.equal(['evt_2']);
  });

  it('asks no host for session after session: a lost one waits for the next event', async () => {
    const { end } = fastTime(100);
    ends.push(end);
    const seen: (readonly string[] | null)[] = [];
    const one = updated(async (events) => {
      seen.push(events?.map(({ id }) => id) ?? null);
      if (seen.length === 1) await failed('session_unavailable');
    });
    let tries = 0;
    const other = updated(async () => (tries++, failed()));
    happens(one, 'evt_1');
    happens(other, 'evt_1');
    await until(() => tries === 5, 'the tries of one that lost the network');
    expect(seen.length).to.equal(1);
    happens(one, 'evt_2');
    await until(() => seen.length === 2, 'the read for the next event');
    expect(seen[1]).to.deep.equal(['evt_1', 'evt_2']);
  });

  it('hears the next client though a read of the one before is still on its way', async () => {
    let release = (): void => undefined;
    const seen: (string | undefined)[] = [];
    const one = updated(async (events) => {
      seen.push(events?.[0]?.id);
      if (seen.length === 1) await new Promise<void>((resolve) => (release = resolve));
    });
    happens(one, 'evt_old');
    await until(() => seen.length === 1, 'the read');
    const next = fakeClient();
    one.host.client = next.client;
    one.updates.hostUpdate();
    expect(one.listeners.size).to.equal(0);
    happens(next, 'evt_new');
    release();
    await until(() => seen.length === 2, 'the read for the next client');
    expect(seen).to.deep.equal(['evt_old', 'evt_new']);
  });

  it('keeps a bounded number of events for a page that nobody looks at, and reads everything again then', async () => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    const seen: (number | null)[] = [];
    const one = updated(async (events) => void seen.push(events?.length ?? null));
    for (let at = 0; at < 501; at++) happens(one, `evt_${at}`);
    Reflect.deleteProperty(document, 'hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    await until(() => seen.length === 1, 'the read');
    expect(seen).to.deep.equal([null]);
  });
});
