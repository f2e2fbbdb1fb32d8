import { describe, expect, it } from 'vitest';
import {
  authCode,
  authorizeQuery,
  client,
  codeOf,
  connect,
  DAY,
  exchange,
  grants,
  HOUR,
  REDIRECT_URI,
  refresh,
  SCOPE,
  signIn,
  start,
  tokensOf,
  YEAR,
} from './account-flow.ts';
import type { Answer } from './harness.ts';

describe('the consent page of a TikTok account', () => {
  it('lists what the app asks for, one ticked checkbox each, with plain forms and the same strict policy', async () => {
    const harness = await start();
    const url = new URL('/v2/auth/authorize', harness.running.url);
    url.search = new URLSearchParams(authorizeQuery(harness)).toString();
    const first = await fetch(url);
    expect(first.status).toBe(200);
    expect(await first.text()).toContain('action="/v2/auth/authorize"');
    const page = await fetch(new URL(await signIn(harness), harness.running.url));
    const markup = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(markup).not.toMatch(/<script|advertiser_id/);
    expect([...markup.matchAll(/name="permission" value="([^"]*)" checked/g)].map(([, word]) => word)).toEqual([
      'user.info.basic',
      'video.list',
    ]);
  });

  it('goes back with a code, the permissions that stayed ticked and the state', async () => {
    const harness = await start();
    const form = new URLSearchParams({ action: 'authorize', offered: SCOPE, permission: 'video.list' });
    const answer = await harness.submit(await signIn(harness), form);
    const target = new URL(answer.headers.get('location') ?? '');
    expect(target.origin + target.pathname).toBe(REDIRECT_URI);
    expect([target.searchParams.get('scopes'), target.searchParams.get('state')]).toEqual(['video.list', 's1']);
    const { data } = await exchange(harness, target.searchParams.get('code') ?? '');
    expect(data['scope']).toBe('video.list');
  });

  it('wants one permission at least, and takes a refusal', async () => {
    const harness = await start();
    const visit = await signIn(harness);
    const none = await harness.submit(visit, new URLSearchParams({ action: 'authorize', offered: SCOPE }));
    expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('Select at least one permission.')]);
    const refused = await harness.submit(visit, new URLSearchParams({ action: 'cancel' }));
    const target = new URL(refused.headers.get('location') ?? '');
    expect([...target.searchParams.keys()].toSorted()).toEqual(['error', 'error_description', 'state']);
    expect((await harness.submit(visit, new URLSearchParams({ action: 'authorize' }))).status).toBe(400);
  });

  it.each([
    ['an unknown app', { client_key: '1' }],
    ['another response type', { response_type: 'token' }],
    ['no permission', { scope: '' }],
    ['a redirect address that is not http', { redirect_uri: 'javascript:alert(1)' }],
  ])('shows an error page for %s', async (_, change) => {
    const harness = await start();
    const url = new URL('/v2/auth/authorize', harness.running.url);
    url.search = new URLSearchParams(authorizeQuery(harness, change)).toString();
    expect((await fetch(url)).status).toBe(400);
  });

  it('keeps the visits of both flows apart', async () => {
    const harness = await start();
    const visit = (await signIn(harness)).replace('/v2/auth/authorize', '/portal/auth');
    expect((await harness.submit(visit, new URLSearchParams({ action: 'authorize' }))).status).toBe(400);
  });
});

describe('the exchange for a TikTok-account token', () => {
  it('answers all of it in the documented shape', async () => {
    const harness = await start();
    const answer = await exchange(harness, await authCode(harness));
    expect(answer.code).toBe(0);
    expect(answer.data).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{40}$/),
      token_type: 'Bearer',
      scope: SCOPE,
      expires_in: DAY,
      refresh_token: expect.stringMatching(/^[0-9a-f]{48}$/),
      refresh_token_expires_in: YEAR,
      open_id: expect.stringMatching(/^-000[0-9a-f]{24}$/),
    });
  });

  it('takes a code once, for ten minutes, from its own app and with its own redirect address', async () => {
    const harness = await start();
    const code = await authCode(harness);
    expect(await codeOf(exchange(harness, code))).toBe(0);
    expect(await codeOf(exchange(harness, code))).toBe(40110);
    const old = await authCode(harness);
    harness.simulator.advance(600);
    expect(await codeOf(exchange(harness, old))).toBe(40110);
    const moved = await authCode(harness);
    expect(await codeOf(exchange(harness, moved, { redirect_uri: 'https://client.example/else' }))).toBe(40002);
    const other = { appId: '7099999999999999991', appSecret: 'other-secret' };
    await harness.control('/apps', other);
    const foreign = { client_id: other.appId, client_secret: other.appSecret };
    expect(await codeOf(exchange(harness, await authCode(harness), foreign))).toBe(40110);
  });

  it('refuses a wrong pair and a wrong grant type', async () => {
    const harness = await start();
    const code = await authCode(harness);
    expect(await codeOf(exchange(harness, code, { client_secret: 'wrong' }))).toBe(40101);
    expect(await codeOf(exchange(harness, code, { grant_type: 'refresh_token' }))).toBe(40108);
    expect(await codeOf(exchange(harness, code))).toBe(0);
  });

  it('gives a person one open_id per app', async () => {
    const harness = await start();
    const other = { appId: '7099999999999999991', appSecret: 'other-secret' };
    await harness.control('/apps', other);
    const ids = await Promise.all([
      authCode(harness).then((code) => exchange(harness, code)),
      authCode(harness).then((code) => exchange(harness, code)),
      authCode(harness, 1).then((code) => exchange(harness, code)),
      authCode(harness, 0, { client_key: other.appId }).then((code) =>
        exchange(harness, code, { client_id: other.appId, client_secret: other.appSecret }),
      ),
    ]);
    const [first, again, jun, elsewhere] = ids.map(({ data }) => data['open_id']);
    expect(again).toBe(first);
    expect(new Set([first, jun, elsewhere]).size).toBe(3);
  });
});

describe('a TikTok-account token', () => {
  it('lives a day by the calendar, then is expired rather than unknown', async () => {
    const harness = await start();
    const { accessToken } = await connect(harness);
    const { appId } = harness.simulator.info();
    const inspect = (): Promise<Answer> =>
      harness.post('/tt_user/token_info/get/', { app_id: appId, access_token: accessToken }, null);
    harness.simulator.advance(DAY - 1);
    expect((await inspect()).data).toEqual({ app_id: appId, scope: SCOPE, creator_id: expect.any(String) });
    expect(await codeOf(harness.get('/user/info/', {}, accessToken))).toBe(0);
    harness.simulator.advance(1);
    expect(await codeOf(inspect())).toBe(40102);
    expect(await codeOf(harness.get('/user/info/', {}, accessToken))).toBe(40102);
  });

  it('reaches the person’s ad accounts of the moment', async () => {
    const harness = await start();
    const { accessToken } = await connect(harness);
    const { appId, appSecret } = harness.simulator.info();
    const list = async (): Promise<unknown> =>
      (await harness.get('/oauth2/advertiser/get/', { app_id: appId, secret: appSecret }, accessToken)).data['list'];
    expect(await list()).toHaveLength(8);
    await harness.control('/roles', { advertiserId: harness.advertiser(0), role: null });
    expect(await list()).toHaveLength(7);
    const info = { advertiser_ids: [harness.advertiser(0)] };
    expect(await codeOf(harness.get('/advertiser/info/', info, accessToken))).toBe(0);
  });

  it('reaches none where so configured, and is no bad token for its own endpoints', async () => {
    const harness = await start({ accountTokensReachAdAccounts: false });
    const { accessToken, refreshToken } = await connect(harness);
    const { appId } = harness.simulator.info();
    expect(await codeOf(harness.get('/user/info/', {}, accessToken))).toBe(40105);
    expect(
      await codeOf(harness.post('/tt_user/token_info/get/', { app_id: appId, access_token: accessToken }, null)),
    ).toBe(0);
    expect(await codeOf(refresh(harness, refreshToken))).toBe(0);
  });

  it('ends with its refresh token when the app revokes it', async () => {
    const harness = await start();
    const { accessToken, refreshToken } = await connect(harness);
    const revoke = (change: Record<string, string> = {}): Promise<Answer> =>
      harness.post('/tt_user/oauth2/revoke/', { ...client(harness), access_token: accessToken, ...change }, null);
    expect(await codeOf(revoke({ client_secret: 'wrong' }))).toBe(40101);
    const answer = await revoke();
    expect([answer.code, answer.data]).toEqual([0, {}]);
    expect(await codeOf(harness.get('/user/info/', {}, accessToken))).toBe(40105);
    expect(await codeOf(refresh(harness, refreshToken))).toBe(40107);
    expect(await codeOf(revoke())).toBe(40105);
  });

  it('is not known to the endpoints of the other flow that end or inspect tokens', async () => {
    const harness = await start();
    const { accessToken } = await connect(harness);
    const { appId, appSecret } = harness.simulator.info();
    const longTerm = await harness.connect();
    const revoke = { app_id: appId, secret: appSecret, access_token: accessToken };
    expect(await codeOf(harness.post('/oauth2/revoke_token/', revoke))).toBe(40105);
    const inspect = { app_id: appId, access_token: longTerm };
    expect(await codeOf(harness.post('/tt_user/token_info/get/', inspect, null))).toBe(40105);
  });

  it('has no place in the sandbox', async () => {
    const harness = await start();
    const { sandboxApiUrl } = harness.simulator.info();
    const body = { ...client(harness), grant_type: 'refresh_token', refresh_token: 'x' };
    expect(await codeOf(harness.post('/tt_user/oauth2/refresh_token/', body, null, sandboxApiUrl))).toBe(40009);
  });
});

describe('renewing a TikTok-account token', () => {
  it('gives a new access token beside the same refresh token, whose year counts down', async () => {
    const harness = await start();
    const { accessToken, refreshToken } = await connect(harness);
    harness.simulator.advance(18 * HOUR);
    const answer = await refresh(harness, refreshToken);
    expect(answer.data).toMatchObject({
      token_type: 'Bearer',
      expires_in: DAY,
      refresh_token: refreshToken,
      refresh_token_expires_in: YEAR - 18 * HOUR,
      scope: SCOPE,
    });
    expect(answer.data['access_token']).not.toBe(accessToken);
    expect(await codeOf(harness.get('/user/info/', {}, accessToken))).toBe(0);
    harness.simulator.advance(6 * HOUR);
    expect(await codeOf(harness.get('/user/info/', {}, accessToken))).toBe(40102);
    expect(await codeOf(harness.get('/user/info/', {}, String(answer.data['access_token'])))).toBe(0);
  });

  it('works after the access token’s end, and no longer after the year', async () => {
    const harness = await start();
    const { refreshToken } = await connect(harness);
    harness.simulator.advance(YEAR - 1);
    expect((await refresh(harness, refreshToken)).data).toMatchObject({ refresh_token_expires_in: 1 });
    harness.simulator.advance(1);
    expect(await codeOf(refresh(harness, refreshToken))).toBe(40103);
  });

  it('refuses a wrong pair, a wrong grant type, an unknown token and the pair of another app', async () => {
    const harness = await start();
    const { refreshToken } = await connect(harness);
    await harness.control('/apps', { appId: '7099999999999999991', appSecret: 'other-secret' });
    expect(await codeOf(refresh(harness, refreshToken, { client_secret: 'wrong' }))).toBe(40101);
    expect(await codeOf(refresh(harness, refreshToken, { grant_type: 'authorization_code' }))).toBe(40108);
    expect(await codeOf(refresh(harness, 'unknown'))).toBe(40107);
    const foreign = { client_id: '7099999999999999991', client_secret: 'other-secret' };
    const answer = await refresh(harness, refreshToken, foreign);
    expect([answer.code, answer.message]).toEqual([40000, expect.stringContaining('does not match the app_id')]);
    expect(await grants(harness)).toMatchObject([{ refreshes: 0 }]);
  });

  it('gives a new refresh token each time where so configured; the old one serves a lost answer', async () => {
    const harness = await start({ refreshTokens: 'rotate' });
    const first = await connect(harness);
    await harness.control('/faults', { path: '/tt_user/oauth2/refresh_token/', kind: 'reset', when: 'after' });
    await expect(refresh(harness, first.refreshToken)).rejects.toThrow();
    harness.simulator.advance(599);
    const second = tokensOf(await refresh(harness, first.refreshToken));
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await codeOf(harness.get('/user/info/', {}, second.accessToken))).toBe(0);
    expect(await codeOf(refresh(harness, first.refreshToken))).toBe(40107);
    expect(await codeOf(refresh(harness, second.refreshToken))).toBe(0);
  });

  it('does not take an old refresh token for longer than ten minutes', async () => {
    const harness = await start({ refreshTokens: 'rotate' });
    const first = await connect(harness);
    expect(await codeOf(refresh(harness, first.refreshToken))).toBe(0);
    harness.simulator.advance(600);
    expect(await codeOf(refresh(harness, first.refreshToken))).toBe(40107);
  });
});
