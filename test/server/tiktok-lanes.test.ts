import { afterEach, describe, expect, test } from 'vitest';
import { createLanes } from '../../server/tiktok/lanes.ts';
import { paceInMemory } from '../../server/tiktok/pace-store.ts';
import { pacerOf } from '../support/paced.ts';
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
  const lanes = (maxLanes = 1000) => {
    const { blocks } = pacerOf({ qps: 1 });
    return createLanes({
      tier: 'ultimate',
      ownAppId: '7',
      pace: paceInMemory(),
      blocks,
      monotonic: () => performance.now(),
      maxLanes,
    });
  };
  const at = (
    appId: string | null | undefined,
    accessToken = 't',
    environment: 'production' | 'sandbox' = 'production',
  ) => ({ environment, accessToken, appId, path: '/user/info/', method: 'GET', workspaceId: 'w', advertiserId: '' });

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

  test('have no token in their keys, which are written to disk', () => {
    const { key } = lanes().of(at(null, 'act.0123456789abcdef'));
    expect(key).not.toContain('0123456789abcdef');
  });

  test('of other apps are paced as the lowest tier', () => {
    const quotas = (appId: string) =>
      lanes()
        .of(at(appId))
        .turnOf(at(appId))
        .pacer.common.map(({ slice }) => slice.quota);
    expect(quotas('7')).toEqual([4_320_000, 3_000, 50]);
    expect(quotas('8')).toEqual([864_000, 600, 10]);
  });

  test('are let go of when there are many, but not those in which somebody waits', async () => {
    const { of } = lanes(3);
    const busy = of(at('1'));
    const { pacer, turn } = busy.turnOf(at('1'));
    const calls = Array.from({ length: 20 }, () => new AbortController());
    const waiting = calls.map(({ signal }) => pacer.enter(turn, { signal }).catch(() => 'gone'));
    await Promise.race(waiting);
    const idle = of(at('2'));
    of(at('3'));
    of(at('4'));
    expect(of(at('1'))).toBe(busy);
    expect(of(at('2'))).not.toBe(idle);
    for (const call of calls) call.abort();
    await Promise.all(waiting);
  });
});
