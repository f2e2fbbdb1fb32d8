import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatorHarness } from './harness.ts';

let harness: SimulatorHarness;
const app = (): { app_id: string; secret: string } => ({
  app_id: harness.simulator.info().appId,
  secret: harness.simulator.info().appSecret,
});

beforeAll(async () => {
  harness = await SimulatorHarness.start();
});
afterAll(() => harness.stop());

describe('the envelope', () => {
  it('answers business failures with HTTP 200, a request id shaped like TikTok’s and the same id in X-Tt-Logid', async () => {
    const answer = await harness.get('/user/info/', {}, null);
    expect([answer.status, answer.code]).toEqual([200, 40104]);
    expect(answer.requestId).toMatch(/^\d{14}[0-9A-F]{18}$/);
    expect(answer.headers.get('x-tt-logid')).toBe(answer.requestId);
    expect(answer.data).toEqual({});
  });

  it('tells a wrong token from a missing one', async () => {
    const answer = await harness.get('/user/info/', {}, 'nonsense');
    expect([answer.code, answer.message]).toEqual([40105, 'Access token is incorrect or has been revoked.']);
  });

  it('names an unknown route', async () => {
    expect((await harness.get('/no/such/thing/')).code).toBe(40400);
  });
});

describe('the exchange of an auth code', () => {
  it('gives a token, the ticked ad accounts as text and permission ids as exact bare numbers', async () => {
    const chosen = [harness.advertiser(0), harness.advertiser(2)];
    const authCode = await harness.authCode(chosen);
    const answer = await harness.post('/oauth2/access_token/', { ...app(), auth_code: authCode }, null);
    expect([answer.code, answer.message]).toEqual([0, 'OK']);
    expect(answer.data['advertiser_ids']).toEqual(chosen);
    expect(answer.text).toContain('"scope":[1,2,3,4,6,12000000,7294180478502830081]');
    expect(chosen.every((id) => /^\d{19}$/.test(id) && String(Number(id)) !== id)).toBe(true);
  });

  it('accepts the app id as a bare 19-digit number', async () => {
    const authCode = await harness.authCode([harness.advertiser(0)]);
    const { app_id: appId, secret } = app();
    const answer = await harness.post(
      '/oauth2/access_token/',
      `{"app_id": ${appId}, "secret": "${secret}", "auth_code": "${authCode}"}`,
      null,
    );
    expect(answer.code).toBe(0);
  });

  it('leaves the ad accounts out when asked to', async () => {
    const authCode = await harness.authCode([harness.advertiser(0)]);
    const answer = await harness.post(
      '/oauth2/access_token/',
      { ...app(), auth_code: authCode, return_advertiser_ids: false },
      null,
    );
    expect(answer.data['advertiser_ids']).toEqual([]);
  });

  it('works once', async () => {
    const authCode = await harness.authCode([harness.advertiser(0)]);
    const codes = await Promise.all(
      Array.from(
        { length: 5 },
        async () => (await harness.post('/oauth2/access_token/', { ...app(), auth_code: authCode }, null)).code,
      ),
    );
    expect(codes.toSorted((a, b) => a - b)).toEqual([0, 40110, 40110, 40110, 40110]);
  });

  it('refuses a code that is an hour old', async () => {
    const authCode = await harness.authCode([harness.advertiser(0)]);
    harness.simulator.advance(3_600);
    const answer = await harness.post('/oauth2/access_token/', { ...app(), auth_code: authCode }, null);
    expect(answer.code).toBe(40110);
  });

  it.each([
    ['a wrong secret', { secret: 'wrong' }, 40101],
    ['a wrong app id', { app_id: '7000000000000000001' }, 40101],
    ['an unknown code', { auth_code: 'unknown' }, 40110],
    ['a missing code', { auth_code: undefined }, 40002],
  ])('refuses %s', async (_, override, code) => {
    const answer = await harness.post('/oauth2/access_token/', { ...app(), auth_code: 'x', ...override }, null);
    expect(answer.code).toBe(code);
  });

  it('refuses a body that is not JSON', async () => {
    expect((await harness.post('/oauth2/access_token/', '{"app_id": 01}', null)).code).toBe(40002);
    expect((await harness.post('/oauth2/access_token/', '[]', null)).code).toBe(40002);
  });
});

describe('what a token can do', () => {
  it('lists the authorized ad accounts with their names', async () => {
    const chosen = [harness.advertiser(2), harness.advertiser(3)];
    await harness.connect(chosen);
    const answer = await harness.get('/oauth2/advertiser/get/', app());
    expect(answer.data['list']).toEqual([
      { advertiser_id: chosen[0], advertiser_name: '株式会社さくら 公式ストア' },
      { advertiser_id: chosen[1], advertiser_name: 'متجر النخيل للأزياء' },
    ]);
    expect((await harness.get('/oauth2/advertiser/get/', { ...app(), secret: 'x' })).code).toBe(40101);
  });

  it('says who authorized it, with a masked email', async () => {
    await harness.connect();
    const answer = await harness.get('/user/info/');
    expect(answer.data).toMatchObject({ display_name: 'Mira Lang', email: 'm***g@example.com' });
    expect(answer.data['core_user_id']).toMatch(/^\d{19}$/);
  });

  it('ends when the app revokes it', async () => {
    const token = await harness.connect([harness.advertiser(0)]);
    const answer = await harness.post('/oauth2/revoke_token/', { ...app(), access_token: token });
    expect(answer.data).toEqual({ app_id: app().app_id, advertiser_ids: [harness.advertiser(0)] });
    expect((await harness.get('/user/info/')).code).toBe(40105);
    expect((await harness.post('/oauth2/revoke_token/', { ...app(), access_token: token })).code).toBe(40105);
  });

  it('lives on when the same person authorizes again', async () => {
    const first = await harness.connect([harness.advertiser(0)]);
    await harness.connect([harness.advertiser(1)]);
    expect((await harness.get('/user/info/', {}, first)).code).toBe(0);
  });

  it('ends by control call, by token or by ad account', async () => {
    const first = await harness.connect([harness.advertiser(0)]);
    expect((await harness.control('/tokens/revoke', { accessToken: first })).body).toEqual({ revoked: 1 });
    expect((await harness.get('/user/info/', {}, first)).code).toBe(40105);
    const second = await harness.connect([harness.advertiser(4)], 0);
    await harness.control('/tokens/revoke', { advertiserId: harness.advertiser(4) });
    expect((await harness.get('/user/info/', {}, second)).code).toBe(40105);
    expect((await harness.control('/tokens/revoke', {})).status).toBe(400);
  });
});

describe('the closing slash', () => {
  it('is not missed by default', async () => {
    await harness.connect();
    expect((await harness.get('/user/info')).code).toBe(0);
  });

  it('is demanded with a bare 404 when so configured', async () => {
    const strict = await SimulatorHarness.start({ requireTrailingSlash: true });
    const answer = await strict.get('/user/info');
    expect([answer.status, answer.text]).toEqual([404, '404 page not found']);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    await strict.stop();
  });
});

describe('the sandbox', () => {
  it('takes its own token only, and has the gaps the real one has', async () => {
    const production = await harness.connect();
    const { sandboxApiUrl, sandboxAccessToken, sandboxAdvertiserId } = harness.simulator.info();
    expect(new URL(sandboxApiUrl).origin).not.toBe(harness.running.url);
    expect((await harness.get('/user/info/', {}, sandboxAccessToken, sandboxApiUrl)).code).toBe(0);
    expect((await harness.get('/user/info/', {}, production, sandboxApiUrl)).code).toBe(40105);
    expect((await harness.get('/user/info/', {}, sandboxAccessToken)).code).toBe(40105);
    expect((await harness.get('/oauth2/advertiser/get/', app(), sandboxAccessToken, sandboxApiUrl)).code).toBe(40009);
    expect(
      (
        await harness.get(
          '/advertiser/info/',
          { advertiser_ids: [sandboxAdvertiserId] },
          sandboxAccessToken,
          sandboxApiUrl,
        )
      ).code,
    ).toBe(40009);
    expect(
      (
        await harness.get(
          '/dmp/custom_audience/list/',
          { advertiser_id: sandboxAdvertiserId },
          sandboxAccessToken,
          sandboxApiUrl,
        )
      ).code,
    ).toBe(40009);
    expect((await harness.post('/oauth2/access_token/', { ...app(), auth_code: 'x' }, null, sandboxApiUrl)).code).toBe(
      40009,
    );
  });
});
