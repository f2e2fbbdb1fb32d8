import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatorHarness } from './harness.ts';

const OTHER = { appId: '7099999999999999991', appSecret: 'other-secret' };

let harness: SimulatorHarness;
beforeAll(async () => {
  harness = await SimulatorHarness.start({ rateLimits: { qps: 3, qpm: 1_000, qpd: 10_000 }, clock: () => now });
});
afterAll(() => harness.stop());
let now = 1_800_000_000_000;
const own = (): { app_id: string; secret: string } => ({
  app_id: harness.simulator.info().appId,
  secret: harness.simulator.info().appSecret,
});
const other = { app_id: OTHER.appId, secret: OTHER.appSecret };

describe('another developer app', () => {
  it('is unknown until it is registered', async () => {
    const path = `/portal/auth?${new URLSearchParams({ app_id: OTHER.appId, redirect_uri: 'https://client.example/' })}`;
    const open = (): Promise<Response> => fetch(new URL(path, harness.running.url));
    expect((await open()).status).toBe(400);
    expect((await harness.control('/apps', OTHER)).status).toBe(201);
    expect((await open()).status).toBe(200);
    expect((await harness.control('/apps')).body).toEqual({
      apps: [{ appId: own().app_id }, { appId: OTHER.appId }],
    });
  });

  it('has tokens of its own: a right pair beside a token of another app is told apart from a bad token', async () => {
    await harness.connect();
    now += 1_000;
    const listed = await harness.get('/oauth2/advertiser/get/', other);
    expect([listed.code, listed.message]).toEqual([40000, 'Invalid params: the token does not match the app_id.']);
    const revoked = await harness.post('/oauth2/revoke_token/', { ...other, access_token: harness.accessToken });
    expect(revoked.code).toBe(40000);
    now += 1_000;
    expect((await harness.get('/oauth2/advertiser/get/', own())).code).toBe(0);
  });

  it('cannot use a code that was given to another', async () => {
    now += 1_000;
    const authCode = await harness.authCode([harness.advertiser(0)]);
    expect((await harness.post('/oauth2/access_token/', { ...other, auth_code: authCode }, null)).code).toBe(40110);
  });

  it('has request limits of its own', async () => {
    now += 1_000;
    const code = async (pair: object): Promise<number> =>
      (await harness.post('/oauth2/access_token/', { ...pair, auth_code: 'x' }, null)).code;
    expect([await code(own()), await code(own()), await code(own()), await code(own())]).toEqual([
      40110, 40110, 40110, 40100,
    ]);
    expect(await code(other)).toBe(40110);
  });

  it('may get a new secret', async () => {
    now += 1_000;
    expect((await harness.control('/apps', { ...OTHER, appSecret: 'newer' })).status).toBe(200);
    const exchange = (secret: string): ReturnType<SimulatorHarness['post']> =>
      harness.post('/oauth2/access_token/', { ...other, secret, auth_code: 'x' }, null);
    expect((await exchange('other-secret')).code).toBe(40101);
    expect((await exchange('newer')).code).toBe(40110);
  });

  it.each([{ appId: 'letters', appSecret: 's' }, { appId: '1' }, { appSecret: 's' }, { ...OTHER, extra: 1 }])(
    'is refused when its description makes no sense: %o',
    async (app) => {
      expect((await harness.control('/apps', app)).status).toBe(400);
    },
  );
});
