import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashState } from '../../server/oauth/state.ts';
import { ORIGIN, startTogether, type Together } from '../support/connected.ts';
import type { Answer, CallOptions } from '../support/server.ts';

const DAY = 86_400_000;
const EXCHANGE = '/tt_user/oauth2/token/';

let together: Together;
let token: string;
beforeEach(async () => {
  together = await startTogether();
  token = await together.session();
});
afterEach(() => together.stop());

const call = (method: string, path: string, options: CallOptions = {}): Promise<Answer> =>
  together.server.call(method, path, { as: token, ...options });
const start = (json: Record<string, unknown> = {}) =>
  call('POST', '/v1/connections/authorize', { json: { origin: ORIGIN, kind: 'tiktok_account', ...json } });
const attemptOf = async (attemptId: string) => (await call('GET', `/v1/connections/attempts/${attemptId}`)).json;
const connectionOf = async (id: string) => (await call('GET', `/v1/connections/${id}`)).json;
const connectAccount = (options: { email?: string; connectionId?: string } = {}) =>
  together.connect(token, { kind: 'tiktok_account', ...options });

describe("a TikTok account's sign-in", () => {
  test("goes to TikTok's own consent page with the words of its own", async () => {
    const started = await start();
    const url = new URL(started.json.authorizeUrl);
    const { accountAuthUrl, appId } = together.simulator.info;
    expect(`${url.origin}${url.pathname}`).toBe(`${accountAuthUrl}/v2/auth/authorize`);
    const { state, ...query } = Object.fromEntries(url.searchParams);
    expect(state).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(query).toEqual({
      client_key: appId,
      response_type: 'code',
      scope: 'user.info.basic',
      redirect_uri: `${together.server.url}/v1/oauth/callback`,
    });
  });

  test('connects with a token that ends in a day and is renewed for a year', async () => {
    const askedAt = Date.now();
    const connectionId = await connectAccount();
    const connection = await connectionOf(connectionId);
    const [grant] = await together.simulator.tokens();
    expect(connection).toMatchObject({
      kind: 'tiktok_account',
      environment: 'production',
      state: 'active',
      source: 'oauth',
      appId: together.simulator.info.appId,
      tiktokUser: { coreUserId: grant?.openId },
      scopes: ['user.info.basic'],
      missingScopes: [],
      advertiserCount: 8,
    });
    const near = (instant: string, at: number) => Math.abs(Date.parse(instant) - at) < 60_000;
    expect(near(connection.tokenExpiresAt, askedAt + DAY)).toBe(true);
    expect(near(connection.signInEndsAt, askedAt + 365 * DAY)).toBe(true);
    expect(await together.simulator.requests(EXCHANGE)).toHaveLength(1);
    expect(await together.simulator.requests('/oauth2/access_token/')).toEqual([]);
  });

  test('puts the renewal of the token in line', async () => {
    await connectAccount();
    // Renewals are spread over an hour, and a late look once more.
    for (let hours = 17; hours <= 20; hours += 1) {
      together.advance(hours === 17 ? 17 * 3_600_000 : 3_600_000);
      await together.server.jobs.runDue();
    }
    const [grant] = await together.simulator.tokens();
    expect(grant?.refreshes).toBe(1);
  });

  test('is one connection beside the same person’s as an advertiser, and stays its own', async () => {
    const advertiser = await together.connect(token);
    const account = await connectAccount();
    expect(account).not.toBe(advertiser);
    expect(await connectAccount()).toBe(account);
    expect(await together.connect(token)).toBe(advertiser);
    expect((await call('GET', '/v1/connections')).json.items).toHaveLength(2);
  });

  test('named by its connection takes that one’s kind, and refuses another', async () => {
    const connectionId = await connectAccount();
    const started = await call('POST', '/v1/connections/authorize', { json: { origin: ORIGIN, connectionId } });
    expect(new URL(started.json.authorizeUrl).pathname).toBe('/v2/auth/authorize');
    await together.simulator.authorize(started.json.authorizeUrl);
    expect(await attemptOf(started.json.attemptId)).toMatchObject({ status: 'succeeded', connectionId });
    const wrong = await start({ connectionId, kind: 'advertiser' });
    expect([wrong.status, wrong.json.code, wrong.json.errors[0].path]).toEqual([422, 'invalid_request', 'kind']);
  });

  test('by another TikTok user waits for a decision', async () => {
    const connectionId = await connectAccount();
    const started = await start({ connectionId });
    await together.simulator.authorize(started.json.authorizeUrl, { email: 'jun.seo@example.com' });
    const { review } = await attemptOf(started.json.attemptId);
    expect(review.otherUser).toEqual({
      before: together.simulator.person().displayName,
      now: together.simulator.person('jun.seo@example.com').displayName,
    });
    const accepted = await call('POST', `/v1/connections/attempts/${started.json.attemptId}/accept`);
    expect(accepted.json).toMatchObject({ status: 'succeeded', connectionId });
    expect(await connectionOf(connectionId)).toMatchObject({ kind: 'tiktok_account', state: 'active' });
  });

  test('that reaches fewer ad accounts than before says which', async () => {
    const connectionId = await connectAccount();
    const [lost] = together.simulator.person().advertisers;
    await together.simulator.control('roles', {
      advertiserId: lost?.advertiserId,
      role: null,
      email: together.simulator.person().email,
    });
    const started = await start({ connectionId });
    await together.simulator.authorize(started.json.authorizeUrl);
    const { review } = await attemptOf(started.json.attemptId);
    expect(review).toMatchObject({ lostAdvertiserCount: 1, lostImportedCount: 0, otherUser: null });
    expect(review.lostAdvertisers).toEqual([{ advertiserId: lost?.advertiserId, name: lost?.name, imported: false }]);
  });

  test('is withdrawn by its own endpoint', async () => {
    const connectionId = await connectAccount();
    expect((await call('DELETE', `/v1/connections/${connectionId}`)).status).toBe(204);
    await together.server.jobs.runDue();
    expect((await together.simulator.requests('/tt_user/oauth2/revoke/')).map(({ code }) => code)).toEqual([0]);
    expect(await together.simulator.requests('/oauth2/revoke_token/')).toEqual([]);
    expect(await together.simulator.tokens()).toEqual([]);
  });

  test('that is refused, or whose answer is lost, ends the attempt and is exchanged once', async () => {
    const refused = await start();
    await together.simulator.authorize(refused.json.authorizeUrl, { refuse: true });
    expect(await attemptOf(refused.json.attemptId)).toMatchObject({
      status: 'failed',
      error: { code: 'oauth_denied' },
    });
    expect(await together.simulator.requests(EXCHANGE)).toEqual([]);
    const lost = await start();
    await together.simulator.addFault({ path: EXCHANGE, kind: 'reset', when: 'after' });
    await together.simulator.authorize(lost.json.authorizeUrl);
    expect(await attemptOf(lost.json.attemptId)).toMatchObject({
      status: 'failed',
      error: { code: 'oauth_exchange_failed' },
    });
    expect(await together.simulator.requests(EXCHANGE)).toHaveLength(1);
  });
});

test('a TikTok account whose token is no good for ad accounts connects all the same, and reaches none', async () => {
  const other = await startTogether({ simulator: { accountTokensReachAdAccounts: false } });
  try {
    const session = await other.session();
    const connectionId = await other.connect(session, { kind: 'tiktok_account' });
    const { json } = await other.server.call('GET', `/v1/connections/${connectionId}`, { as: session });
    expect(json).toMatchObject({ state: 'active', advertiserCount: 0, notices: ['no_ad_accounts'] });
    expect(json.tiktokUser.coreUserId).not.toBe('');
    expect(await other.connect(session, { kind: 'tiktok_account' })).toBe(connectionId);
  } finally {
    await other.stop();
  }
});

describe('the app a sign-in was started with', () => {
  test('is asked for at the end as well: without it the attempt ends clearly and the code is not sent', async () => {
    const { deps } = together.server;
    const now = deps.clock.now();
    const state = 'S'.repeat(43);
    await deps.store.workspace('workspace-1').attempts.create({
      id: 'att_BBBBBBBBBBBBBBBBBBBBBB',
      userId: 'user-1',
      stateHash: hashState(state),
      origin: ORIGIN,
      returnUrl: null,
      environment: 'production',
      kind: 'advertiser',
      appId: '7000000000000000999',
      reconnectId: null,
      status: 'pending',
      connectionId: null,
      error: null,
      createdAt: now,
      expiresAt: now + 600_000,
      usedAt: null,
      review: null,
      sealedGrant: null,
    });
    const page = await fetch(`${together.server.url}/v1/oauth/callback?state=${state}&auth_code=abc`);
    expect(page.status).toBe(400);
    expect(await page.text()).toContain('was removed meanwhile');
    expect(await attemptOf('att_BBBBBBBBBBBBBBBBBBBBBB')).toMatchObject({
      status: 'failed',
      error: { code: 'tiktok_app_missing' },
    });
    expect(await together.simulator.requests('/oauth2/access_token/')).toEqual([]);
  });
});

test('a server that dies in the middle of a callback leaves an attempt that ends, and a code that is not sent again', async () => {
  const started = await call('POST', '/v1/connections/authorize', { json: { origin: ORIGIN } });
  const back = await together.simulator.consent(started.json.authorizeUrl);
  await together.simulator.addFault({ path: '/oauth2/access_token/', kind: 'delay', delayMs: 2000 });
  const cut = fetch(back).catch(() => null);
  while ((await together.simulator.requests('/oauth2/access_token/')).length === 0)
    await new Promise((resolve) => setImmediate(resolve));
  await together.server.restart();
  await cut;
  const again = await fetch(back);
  expect([again.status, await again.text()]).toEqual([
    400,
    expect.stringContaining('The sign-in link was already used'),
  ]);
  together.advance(3 * 60_000);
  expect(['expired', 'failed']).toContain((await attemptOf(started.json.attemptId)).status);
  expect((await call('GET', '/v1/connections')).json.items).toEqual([]);
  expect(await together.simulator.requests('/oauth2/access_token/')).toHaveLength(1);
});
