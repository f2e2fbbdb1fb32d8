import { afterEach, describe, expect, test } from 'vitest';
import { exchangeAuthCode, getUserInfo } from '../../server/tiktok/index.ts';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';
import { cleanUp, failure, makeClient, onEnd } from '../support/tiktok-client.ts';

afterEach(cleanUp);

async function simulated(
  options: Parameters<typeof startSimulator>[0] = {},
): Promise<TestSimulator & { accessToken: string }> {
  const simulator = await startSimulator(options);
  onEnd(() => simulator.stop());
  const { appId, appSecret, authUrl } = simulator.info;
  const back = await simulator.consent(
    `${authUrl}/portal/auth?app_id=${appId}&state=s&redirect_uri=http%3A%2F%2F127.0.0.1%2Fback`,
  );
  const { client } = makeClient(simulator.url);
  const { accessToken } = await exchangeAuthCode(
    client,
    { appId, appSecret },
    back.searchParams.get('auth_code') ?? '',
  );
  return { ...simulator, info: simulator.info, accessToken };
}

describe('talking to the simulator', () => {
  test('reads a user whose id exceeds 2^53, digit by digit', async () => {
    const simulator = await simulated();
    const { client } = makeClient(simulator.url);
    const user = await getUserInfo(client, { environment: 'production', accessToken: simulator.accessToken });
    expect(user.coreUserId).toBe(simulator.person().coreUserId);
    expect(user.coreUserId).toMatch(/^\d{19}$/);
    expect(user.email).toContain('***');
  });

  test('a read survives an HTML 502, a torn connection and a system error, and says so in the log without the token', async () => {
    const simulator = await simulated();
    const { client, lines } = makeClient(simulator.url);
    for (const fault of [
      { kind: 'html' as const },
      { kind: 'reset' as const },
      { kind: 'code' as const, code: 50000 },
    ]) {
      await simulator.addFault({ path: '/user/info/', times: 1, ...fault });
      const user = await getUserInfo(client, { environment: 'production', accessToken: simulator.accessToken });
      expect(user.displayName).toBe(simulator.person().displayName);
    }
    const log = lines.join('');
    expect(log).toContain('HTTP 502 without TikTok');
    expect(log).toContain('"code":50000');
    expect(log).not.toContain(simulator.accessToken);
    const calls = await simulator.requests('/user/info/');
    expect(log).toContain(calls.at(-1)?.tiktokRequestId ?? 'missing');
  });

  test('a refused token is told at once, with the request id', async () => {
    const simulator = await simulated();
    const { client } = makeClient(simulator.url);
    const error = await failure(getUserInfo(client, { environment: 'production', accessToken: 'not-a-token' }));
    const calls = await simulator.requests('/user/info/');
    expect(error).toMatchObject({
      kind: 'refused',
      code: 40105,
      httpStatus: 200,
      mayHaveHappened: false,
      retryAfterMs: null,
      tiktokMessage: 'Access token is incorrect or has been revoked.',
    });
    expect(calls).toHaveLength(1);
    expect(error.tiktokRequestId).toBe(calls[0]?.tiktokRequestId);
  });

  test('an auth code whose answer was lost is not sent a second time', async () => {
    const simulator = await simulated();
    const { appId, appSecret, authUrl } = simulator.info;
    const back = await simulator.consent(
      `${authUrl}/portal/auth?app_id=${appId}&state=s&redirect_uri=http%3A%2F%2F127.0.0.1%2Fback`,
    );
    const { client } = makeClient(simulator.url);
    await simulator.addFault({ path: '/oauth2/access_token/', kind: 'reset', when: 'after' });
    const before = (await simulator.requests('/oauth2/access_token/')).length;
    const error = await failure(
      exchangeAuthCode(client, { appId, appSecret }, back.searchParams.get('auth_code') ?? ''),
    );
    expect(error).toMatchObject({ kind: 'network', mayHaveHappened: true });
    expect((await simulator.requests('/oauth2/access_token/')).length - before).toBe(1);
  });

  test('keeps scope ids beyond 2^53 exact', async () => {
    const simulator = await startSimulator();
    onEnd(() => simulator.stop());
    const { appId, appSecret, authUrl } = simulator.info;
    const back = await simulator.consent(
      `${authUrl}/portal/auth?app_id=${appId}&state=s&redirect_uri=http%3A%2F%2F127.0.0.1%2Fback`,
    );
    const { client } = makeClient(simulator.url);
    const { scopes } = await exchangeAuthCode(client, { appId, appSecret }, back.searchParams.get('auth_code') ?? '');
    expect(scopes).toContain('7294180478502830081');
    expect(scopes).toContain('12000000');
  });

  test('stays below the limits of its tier, so that a hundred calls at once meet no 40100', async () => {
    const simulator = await simulated({ rateTier: 'ultimate' });
    const { client } = makeClient(simulator.url, { realSleep: true });
    const grant = { environment: 'production' as const, accessToken: simulator.accessToken };
    await Promise.all(Array.from({ length: 100 }, () => getUserInfo(client, grant)));
    expect((await simulator.requests()).filter(({ code }) => code === 40100)).toEqual([]);
  });
});
