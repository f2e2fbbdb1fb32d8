import { afterEach, describe, expect, test } from 'vitest';
import { createLanes } from '../../server/tiktok/lanes.ts';
import { cleanUp, failure, listen, makeClient, READ } from '../support/tiktok-client.ts';

afterEach(cleanUp);

const OK = JSON.stringify({ code: 0, message: 'OK', request_id: 'r-1', data: {} });
const LIMIT = JSON.stringify({ code: 40100, message: 'App reaches the QPM limit 600', request_id: 'r-2', data: {} });

describe('requests are paced per developer app', () => {
  test('so that an app that TikTok shuts out holds up no other', async () => {
    const url = await listen((request) => ({ body: request.headers['access-token'] === 'of-app-1' ? LIMIT : OK }));
    const { client } = makeClient(url);
    const blocked = await failure(client.request({ ...READ, appId: '1', accessToken: 'of-app-1' }));
    expect(blocked.code).toBe(40100);
    const unsent = await failure(client.request({ ...READ, appId: '1', accessToken: 'another-of-app-1' }));
    expect(unsent.code).toBeNull();
    expect(unsent.retryAfterMs).toBeGreaterThan(0);
    await client.request({ ...READ, appId: '2', accessToken: 'of-app-2' });
    await client.request({ ...READ, appId: null, accessToken: 'pasted' });
    await client.request({ ...READ, accessToken: 'of-the-own-app' });
  });

  test('and a token whose app nobody knows is nobody else’s trouble', async () => {
    const url = await listen((request) => ({ body: request.headers['access-token'] === 'pasted-1' ? LIMIT : OK }));
    const { client } = makeClient(url);
    await failure(client.request({ ...READ, appId: null, accessToken: 'pasted-1' }));
    expect((await failure(client.request({ ...READ, appId: null, accessToken: 'pasted-1' }))).code).toBeNull();
    await client.request({ ...READ, appId: null, accessToken: 'pasted-2' });
  });
});

describe('lanes', () => {
  let now = 1000;
  const waits: number[] = [];
  const lanes = (maxLanes = 1000) =>
    createLanes({
      tier: 'ultimate',
      ownAppId: '7',
      clock: { now: () => now },
      monotonic: () => now,
      sleep: async (ms) => void (waits.push(ms), (now += ms)),
      maxLanes,
    });
  const at = (
    appId: string | null | undefined,
    accessToken = 't',
    environment: 'production' | 'sandbox' = 'production',
  ) => ({
    environment,
    accessToken,
    appId,
  });

  test('are one per app and environment; the server’s own goes by its id or by none', () => {
    const { of } = lanes();
    expect(of(at('7'))).toBe(of(at(undefined, 'other')));
    expect(of(at('8'))).toBe(of(at('8', 'other')));
    expect(of(at('8'))).not.toBe(of(at('7')));
    expect(of(at('8'))).not.toBe(of(at('8', 't', 'sandbox')));
    expect(of(at(null, 'a'))).toBe(of(at(null, 'a')));
    expect(of(at(null, 'a'))).not.toBe(of(at(null, 'b')));
    expect(of(at('own'))).not.toBe(of(at('7')));
  });

  test('of other apps are paced as the lowest tier', async () => {
    const passed = async (appId: string) => {
      const pacer = lanes().of(at(appId)).pacerOf('/user/info/');
      waits.length = 0;
      for (let call = 0; call < 10; call += 1) await pacer.enter(new AbortController().signal);
      return waits.length;
    };
    expect(await passed('7')).toBe(0);
    expect(await passed('8')).toBeGreaterThan(0);
  });

  test('are let go of when there are many, but not those that are in use or shut out', () => {
    const { of } = lanes(3);
    const busy = of(at('1'));
    busy.calls = 1;
    const shut = of(at('2'));
    shut.blockedUntil = now + 60_000;
    const idle = of(at('3'));
    of(at('4'));
    expect(of(at('1'))).toBe(busy);
    expect(of(at('2'))).toBe(shut);
    expect(of(at('3'))).not.toBe(idle);
  });
});
