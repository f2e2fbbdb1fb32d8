import { afterEach, describe, expect, test } from 'vitest';
import {
  exchangeAccountCode,
  inspectAccountToken,
  refreshAccountToken,
  revokeAccountToken,
} from '../../server/tiktok/index.ts';
import { startSimulator } from '../support/simulator.ts';
import { cleanUp, failure, listen, makeClient, onEnd } from '../support/tiktok-client.ts';

const APP = { appId: '7000000000000000001', appSecret: 'app-secret-0123456789' };
const REFRESH_TOKEN = 'refresh-token-0123456789';
afterEach(cleanUp);

/** TikTok's envelope around whatever the answer is to hold. */
function answering(data: unknown): { body: string } {
  return { body: `{"code":0,"message":"OK","request_id":"20250312101112ABCDEF","data":${JSON.stringify(data)}}` };
}

describe('the sign-in of a TikTok account', () => {
  test('gives a pair, renews it, tells whose it is and ends', async () => {
    const simulator = await startSimulator({ refreshTokens: 'rotate' });
    onEnd(() => simulator.stop());
    const { info } = simulator;
    const app = { appId: info.appId, appSecret: info.appSecret };
    const { client } = makeClient(info.apiUrl);
    const redirectUri = 'https://ads.example/v1/oauth/callback';
    const page = new URL(`${info.accountAuthUrl}/v2/auth/authorize`);
    const query = { client_key: app.appId, response_type: 'code', scope: 'user.info.basic', redirect_uri: redirectUri };
    for (const [name, value] of Object.entries({ ...query, state: 'state-1' })) page.searchParams.set(name, value);
    const callback = await simulator.consent(page.href);
    const authCode = callback.searchParams.get('auth_code') ?? callback.searchParams.get('code') ?? '';

    const pair = await exchangeAccountCode(client, app, { authCode, redirectUri });
    expect(pair).toMatchObject({ scopes: expect.arrayContaining(['user.info.basic']), openId: expect.any(String) });
    expect(pair.expiresInMs).toBeGreaterThan(86_000_000);
    expect(pair.refreshExpiresInMs).toBeGreaterThan(364 * 86_400_000);
    expect((await failure(exchangeAccountCode(client, app, { authCode, redirectUri }))).code).toBe(40110);

    const renewed = await refreshAccountToken(client, app, pair.refreshToken ?? '');
    expect(renewed.accessToken).not.toBe(pair.accessToken);
    expect(renewed.refreshToken).not.toBe(pair.refreshToken);
    expect(await inspectAccountToken(client, app.appId, renewed.accessToken)).toEqual({
      appId: app.appId,
      scopes: renewed.scopes,
      creatorId: pair.openId,
    });
    expect((await failure(refreshAccountToken(client, app, pair.refreshToken ?? ''))).code).toBe(40107);

    await revokeAccountToken(client, app, renewed.accessToken);
    expect((await failure(inspectAccountToken(client, app.appId, renewed.accessToken))).code).toBe(40105);
    expect((await failure(refreshAccountToken(client, app, renewed.refreshToken ?? ''))).code).toBe(40107);
  });
});

describe('an answer to a renewal', () => {
  test('is taken as long as it holds an access token, whatever else is missing or odd', async () => {
    const odd = { access_token: 'a', expires_in: 'soon', refresh_token: 7, refresh_token_expires_in: -1, scope: [1] };
    const url = await listen(() => answering(odd));
    expect(await refreshAccountToken(makeClient(url).client, APP, REFRESH_TOKEN)).toMatchObject({
      accessToken: 'a',
      expiresInMs: 86_400_000,
      refreshToken: null,
      refreshExpiresInMs: null,
      scopes: [],
      openId: null,
    });
  });

  test.each([1e15, 400_000_000, '9'.repeat(20), '9'.repeat(400), true, [3600], 0, -1, 0.5, '', '1e3', null])(
    'that gives %j as a lifetime says nothing about it: its end would be no date',
    async (lifetime) => {
      const url = await listen(() =>
        answering({ access_token: 'a', expires_in: lifetime, refresh_token_expires_in: lifetime }),
      );
      expect(await refreshAccountToken(makeClient(url).client, APP, REFRESH_TOKEN)).toMatchObject({
        expiresInMs: 86_400_000,
        refreshExpiresInMs: null,
      });
    },
  );

  test('that gives an empty id says nothing about who it is', async () => {
    const url = await listen(() => answering({ access_token: 'a', open_id: '' }));
    expect((await refreshAccountToken(makeClient(url).client, APP, REFRESH_TOKEN)).openId).toBeNull();
  });

  test('has its lifetimes read as numbers or text, and its ids as exact text', async () => {
    const body = `{"code":0,"message":"OK","request_id":"r","data":{"access_token":"a","expires_in":"86400",
      "refresh_token":"r","refresh_token_expires_in":28484364,"scope":"user.info.basic, video.list,","open_id":7294180478502830081}}`;
    const url = await listen(() => ({ body }));
    expect(await refreshAccountToken(makeClient(url).client, APP, REFRESH_TOKEN)).toMatchObject({
      expiresInMs: 86_400_000,
      refreshExpiresInMs: 28_484_364_000,
      scopes: ['user.info.basic', 'video.list'],
      openId: '7294180478502830081',
    });
  });

  test.each([
    ['without an access token', answering({ refresh_token: REFRESH_TOKEN }), 'shape'],
    ['as an error page', { status: 502, body: '<html>Bad gateway</html>' }, 'edge'],
    [
      'as a break inside TikTok',
      { body: '{"code":50000,"message":"System error","request_id":"r","data":{}}' },
      'refused',
    ],
    ['as no answer at all', 'hang', 'network'],
  ] as const)('%s is not asked for a second time on its heels', async (_, answer, kind) => {
    let calls = 0;
    const url = await listen(() => {
      calls += 1;
      return answer;
    });
    const error = await failure(refreshAccountToken(makeClient(url).client, APP, REFRESH_TOKEN, { timeoutMs: 200 }));
    expect(error).toMatchObject({ kind, mayHaveHappened: true });
    expect(calls).toBe(1);
  });

  test('that only says "too often" is asked for again: nothing has happened', async () => {
    let calls = 0;
    const url = await listen(() => {
      calls += 1;
      return calls === 1
        ? { body: '{"code":40100,"message":"App reaches the QPS limit 20","request_id":"r","data":{}}' }
        : answering({ access_token: 'a' });
    });
    expect((await refreshAccountToken(makeClient(url).client, APP, REFRESH_TOKEN)).accessToken).toBe('a');
    expect(calls).toBe(2);
  });

  test('that repeats what it was sent gives nothing of it away in the error or the log', async () => {
    const url = await listen((_request, body) => {
      const message = `Wrong: ${body.toString('utf8').replaceAll('"', "'")}`;
      return { body: JSON.stringify({ code: 40107, message, request_id: 'r', data: {} }) };
    });
    const { client, lines } = makeClient(url);
    const error = await failure(refreshAccountToken(client, APP, REFRESH_TOKEN));
    const exchange = await failure(
      exchangeAccountCode(client, APP, { authCode: 'auth-code-0123456789', redirectUri: 'https://ads.example/cb' }),
    );
    const revoke = await failure(revokeAccountToken(client, APP, 'access-token-0123456789'));
    const told = [
      ...[error, exchange, revoke].flatMap(({ message, tiktokMessage }) => [message, tiktokMessage]),
      ...lines,
    ];
    for (const secret of [APP.appSecret, REFRESH_TOKEN, 'auth-code-0123456789', 'access-token-0123456789'])
      expect(told.join('\n')).not.toContain(secret);
  });
});
