import { describe, expect, it } from 'vitest';
import { codeOf, connect, grants, HOUR, refresh, start, tokensOf } from './account-flow.ts';

describe('/_simulator/tokens', () => {
  it('lists the grants of both flows, without the tokens', async () => {
    const harness = await start();
    await harness.connect([harness.advertiser(0)]);
    const { accessToken, refreshToken } = await connect(harness, 1);
    harness.simulator.advance(HOUR);
    const renewed = tokensOf(await refresh(harness, refreshToken));
    const { body } = await harness.control('/tokens');
    const [sandbox, longTerm, account] = body['tokens'] as Record<string, unknown>[];
    expect(sandbox).toMatchObject({ environment: 'sandbox', kind: 'advertiser' });
    expect(longTerm).toMatchObject({
      kind: 'advertiser',
      environment: 'production',
      appId: harness.simulator.info().appId,
      user: 'mira.lang@example.com',
      accessTokenLast4: harness.accessToken.slice(-4),
      issuedAt: new Date(1_800_000_000_000).toISOString(),
      expiresAt: null,
      refreshes: 0,
    });
    expect(account).toMatchObject({
      kind: 'tiktok_account',
      user: 'jun.seo@example.com',
      accessTokenLast4: renewed.accessToken.slice(-4),
      refreshTokenLast4: refreshToken.slice(-4),
      issuedAt: new Date(1_800_003_600_000).toISOString(),
      expiresAt: new Date(1_800_090_000_000).toISOString(),
      refreshes: 1,
      lastRefreshAt: new Date(1_800_003_600_000).toISOString(),
      duplicateRefreshes: 0,
    });
    const text = JSON.stringify(body);
    for (const token of [accessToken, refreshToken, renewed.accessToken]) expect(text).not.toContain(token);
  });

  it('counts a refresh as one too many within an hour of one that was answered', async () => {
    const harness = await start();
    const { refreshToken } = await connect(harness);
    await refresh(harness, refreshToken);
    harness.simulator.advance(HOUR);
    await refresh(harness, refreshToken);
    expect(await grants(harness)).toMatchObject([{ refreshes: 2, duplicateRefreshes: 0 }]);
    harness.simulator.advance(HOUR - 1);
    await refresh(harness, refreshToken);
    expect(await grants(harness)).toMatchObject([{ refreshes: 3, duplicateRefreshes: 1 }]);
  });

  it.each([{ kind: 'reset' }, { kind: 'status', status: 502 }, { kind: 'html' }, { kind: 'code', code: 50002 }])(
    'counts none after an answer that was lost: %o',
    async (fault) => {
      const harness = await start();
      const { refreshToken } = await connect(harness);
      await harness.control('/faults', { path: '/tt_user/oauth2/refresh_token/', when: 'after', ...fault });
      await refresh(harness, refreshToken).catch(() => null);
      await refresh(harness, refreshToken);
      expect(await grants(harness)).toMatchObject([{ refreshes: 2, duplicateRefreshes: 0 }]);
    },
  );

  it('counts one that came while the first answer was still under way and did arrive', async () => {
    const harness = await start();
    const { refreshToken } = await connect(harness);
    const slow = { path: '/tt_user/oauth2/refresh_token/', when: 'after', kind: 'delay', delayMs: 300 };
    await harness.control('/faults', slow);
    const first = refresh(harness, refreshToken);
    while ((await grants(harness))[0]?.['refreshes'] !== 1);
    await refresh(harness, refreshToken);
    expect(await codeOf(first)).toBe(0);
    await expect.poll(() => grants(harness)).toMatchObject([{ refreshes: 2, duplicateRefreshes: 1 }]);
  });

  it('lets tokens end this moment', async () => {
    const harness = await start();
    const mira = await connect(harness);
    const jun = await connect(harness, 1);
    const coreUserId = harness.simulator.world.users[1]?.coreUserId;
    const ended = await harness.control('/tokens/expire', { what: 'access', refreshToken: mira.refreshToken });
    expect(ended.body).toEqual({ expired: 1 });
    expect(await codeOf(harness.get('/user/info/', {}, mira.accessToken))).toBe(40102);
    expect(await codeOf(harness.get('/user/info/', {}, jun.accessToken))).toBe(0);
    expect((await harness.control('/tokens/expire', { what: 'refresh', coreUserId })).body).toEqual({ expired: 1 });
    expect(await codeOf(refresh(harness, jun.refreshToken))).toBe(40103);
    expect(await codeOf(refresh(harness, mira.refreshToken))).toBe(0);
    const again = await connect(harness);
    const [first, , second] = await grants(harness);
    expect([first?.['openId'], first?.['grantId']]).toEqual([second?.['openId'], 'grant-1']);
    await harness.control('/tokens/expire', { what: 'access', grantId: second?.['grantId'] });
    expect(await codeOf(harness.get('/user/info/', {}, again.accessToken))).toBe(40102);
    expect((await harness.control('/tokens/expire', { what: 'access' })).status).toBe(400);
    expect((await harness.control('/tokens/expire', { coreUserId })).status).toBe(400);
  });

  it('takes grants away by person, by open_id, by token or by ad account', async () => {
    const harness = await start();
    const coreUserId = harness.simulator.world.users[0]?.coreUserId;
    await connect(harness);
    const openId = (await grants(harness))[0]?.['openId'];
    expect((await harness.control('/tokens/revoke', { openId })).body).toEqual({ revoked: 1 });
    await connect(harness);
    await harness.connect();
    const byPerson = await harness.control('/tokens/revoke', { coreUserId });
    expect(byPerson.body).toEqual({ revoked: 2 });
    const { accessToken } = await connect(harness);
    expect((await harness.control('/tokens/revoke', { accessToken })).body).toEqual({ revoked: 1 });
    await connect(harness);
    const byAccount = await harness.control('/tokens/revoke', { advertiserId: harness.advertiser(0) });
    expect(byAccount.body).toEqual({ revoked: 1 });
    expect(await grants(harness)).toEqual([]);
  });
});
