import { afterEach, describe, expect, test } from 'vitest';
import { PROBE_JOB, withGrant } from '../../server/connections/index.ts';
import { getUserInfo } from '../../server/tiktok/index.ts';
import { rotateToken, ROTATION_JOB, scheduleRotation } from '../../server/tokens/index.ts';
import { DAY, DUE, failing, HOUR, REFRESH, type Rotating, startRotating, WORKSPACE } from './rotation-support.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});
async function start(...args: Parameters<typeof startRotating>): Promise<Rotating> {
  const rotating = await startRotating(...args);
  stops.push(rotating.stop);
  return rotating;
}

describe('a token that lives 24 hours', () => {
  test.each(['keep', 'rotate'] as const)('is renewed before its last six hours, day after day (%s)', async (policy) => {
    const { advance, runDue, read, tokens, refreshes, simulator, now, journal } = await start(policy);
    const first = await read();
    const firstTokens = await tokens();
    for (let quarter = 0; quarter < 4 * 37; quarter += 1) {
      advance(HOUR / 4);
      await runDue();
      const { tokenExpiresAt, state } = await read();
      expect((tokenExpiresAt ?? 0) - now()).toBeGreaterThan(5 * HOUR);
      expect(state).toBe('active');
    }
    const last = await read();
    const lastTokens = await tokens();
    expect(last.tokenVersion).toBe(3);
    expect(await refreshes()).toBe(2);
    const [grant] = await simulator.tokens();
    expect(grant).toMatchObject({ refreshes: 2, duplicateRefreshes: 0 });
    expect(grant?.refreshTokenLast4).toBe(lastTokens.refreshToken?.slice(-4));
    expect(lastTokens.accessToken).not.toBe(firstTokens.accessToken);
    expect(lastTokens.refreshToken === firstTokens.refreshToken).toBe(policy === 'keep');
    // The year of the refresh token is not prolonged by a renewal.
    expect(Math.abs((last.refreshExpiresAt ?? 0) - (first.refreshExpiresAt ?? 0))).toBeLessThan(60_000);
    expect(await journal()).toEqual([]);
  });

  test('has its sign-in announced 14 days before that ends', async () => {
    const { advance, runDue, show, workspace, id, now, server } = await start();
    const endsAt = now() + 14 * DAY + 2 * HOUR;
    await workspace().connections.update(id, { refreshExpiresAt: endsAt });
    await scheduleRotation(server.deps, WORKSPACE, id);
    advance(HOUR);
    await runDue();
    expect(await show()).toMatchObject({ state: 'active', stateReason: null });
    advance(HOUR);
    await runDue();
    const announced = await show();
    expect(announced).toMatchObject({ state: 'expiring', stateReason: { code: 'connection_expiring' } });
    expect(announced.notices).toContain('sign_in_ends');
    expect(announced.stateReason?.message).toContain(new Date(endsAt).toISOString().slice(0, 10));
  });

  test('whose refresh token is over is not asked for again, and the connection is disconnected when it ends', async () => {
    const { advance, runDue, read, refreshes, workspace, id, now, server, use } = await start();
    await workspace().connections.update(id, { refreshExpiresAt: now() + 10 * HOUR });
    await scheduleRotation(server.deps, WORKSPACE, id);
    advance(DUE);
    await runDue();
    expect((await read()).state).toBe('expiring');
    await use('write');
    advance(7 * HOUR);
    await runDue();
    expect(await read()).toMatchObject({ state: 'disconnected', stateReason: { code: 'connection_disconnected' } });
    expect(await refreshes()).toBe(0);
  });

  test('without a refresh token is announced at once and ends in a disconnected connection', async () => {
    const { advance, runDue, read, refreshes, workspace, id, server, use } = await start();
    await workspace().connections.update(id, { refreshExpiresAt: null });
    await scheduleRotation(server.deps, WORKSPACE, id);
    await runDue();
    expect((await read()).state).toBe('expiring');
    advance(DAY + 1);
    expect((await failing(use())).code).toBe('connection_disconnected');
    await runDue();
    expect((await read()).state).toBe('disconnected');
    expect(await refreshes()).toBe(0);
  });

  test('that was missed for a day is renewed some minutes after the start, not in the first second', async () => {
    const { advance, runDue, read, refreshes, server, id } = await start();
    // A probe needs the token at once and would renew it on the spot.
    await server.deps.store.jobs.remove(PROBE_JOB, id);
    await server.deps.store.jobs.remove('connection.refresh', id);
    advance(2 * DAY);
    await runDue();
    expect(await refreshes()).toBe(0);
    advance(10 * 60_000);
    await runDue();
    expect(await refreshes()).toBe(1);
    expect(await read()).toMatchObject({ state: 'active', tokenVersion: 2 });
  });
});

test('a token that lives until it is revoked has no renewal', async () => {
  const { server, id, advance, runDue, refreshes, read } = await start('keep', { advertisers: true });
  await scheduleRotation(server.deps, WORKSPACE, id);
  expect(await server.deps.store.jobs.nextRunAt([ROTATION_JOB])).toBeNull();
  advance(400 * DAY);
  await runDue();
  expect(await refreshes()).toBe(0);
  expect((await read()).tokenVersion).toBe(1);
});

describe('a renewal that TikTok refuses', () => {
  test('leaves a connection that reads until its token ends, and is not asked for again', async () => {
    const { advance, runDue, read, show, use, refreshes, simulator, server } = await start();
    await simulator.addFault({ kind: 'code', code: 40107, message: 'Refresh token is invalid.', path: REFRESH });
    advance(DUE);
    await runDue();
    const stopped = await show();
    expect(stopped).toMatchObject({ state: 'read_only', stateReason: { code: 'connection_read_only' } });
    expect(stopped.stateReason?.tiktokRequestId).toMatch(/\w/);
    expect(await use('read')).toBeDefined();
    expect((await failing(use('write'))).code).toBe('connection_read_only');
    await scheduleRotation(server.deps, WORKSPACE, stopped.id);
    for (let hour = 0; hour < 5; hour += 1) {
      advance(HOUR);
      await runDue();
    }
    expect((await read()).state).toBe('read_only');
    expect(await refreshes()).toBe(1);
    advance(2 * HOUR);
    await runDue();
    expect(await read()).toMatchObject({ state: 'disconnected', stateReason: { code: 'connection_disconnected' } });
    expect((await failing(use())).code).toBe('connection_disconnected');
    expect(await refreshes()).toBe(1);
  });

  test('is tried once more when somebody asks for it, which brings everything back', async () => {
    const { advance, runDue, read, refreshes, simulator, server, id } = await start();
    await simulator.addFault({ kind: 'code', code: 40107, path: REFRESH, times: 2 });
    advance(DUE);
    await runDue();
    expect(await rotateToken(server.deps, WORKSPACE, id)).toMatchObject({ kind: 'refused' });
    expect((await read()).state).toBe('read_only');
    await simulator.addFault({ kind: 'code', code: 50000, path: REFRESH, times: 1 });
    expect(await rotateToken(server.deps, WORKSPACE, id)).toMatchObject({ kind: 'trouble' });
    expect((await read()).state).toBe('read_only');
    expect(await rotateToken(server.deps, WORKSPACE, id)).toMatchObject({ kind: 'renewed' });
    expect(await read()).toMatchObject({ state: 'active', stateReason: null, renewalTroubleSince: null });
    expect(await refreshes()).toBe(4);
  });

  test('after the token itself was refused leaves a disconnected connection', async () => {
    const { simulator, use, read, runDue, refreshes } = await start();
    const { coreUserId } = simulator.person();
    await simulator.control('tokens/revoke', { coreUserId });
    const error = await failing(use());
    expect(error.code).toBe('connection_disconnected');
    expect(await read()).toMatchObject({ state: 'disconnected', stateReason: { code: 'connection_disconnected' } });
    expect(await refreshes()).toBe(1);
    await runDue();
    expect(await refreshes()).toBe(1);
  });
});

describe('a renewal that fails for a while', () => {
  test('is tried again, is announced two hours before the end, and leaves reading to a renewal on the spot', async () => {
    const { advance, runDue, read, show, use, simulator, server, id } = await start();
    const back: string[] = [];
    Object.assign(server.deps.hooks, {
      connectionBack: async (_workspaceId: string, connectionId: string) => void back.push(connectionId),
      mirrorRunMoved: async () => undefined,
    });
    await simulator.addFault({ kind: 'code', code: 50000, message: 'System error', path: REFRESH, rate: 1 });
    advance(DUE);
    await runDue();
    const delayed = await show();
    expect(delayed).toMatchObject({ state: 'active' });
    expect(delayed.notices).toContain('renewal_delayed');
    advance(3.5 * HOUR);
    await runDue();
    expect((await read()).state).toBe('active');
    advance(HOUR);
    await runDue();
    expect(await show()).toMatchObject({ state: 'expiring', stateReason: { code: 'connection_expiring' } });
    await use('write');
    advance(2 * HOUR);
    await runDue();
    expect(await show()).toMatchObject({ state: 'read_only', stateReason: { code: 'connection_read_only' } });
    expect((await failing(use('write'))).code).toBe('connection_read_only');
    advance(10_000);
    const unavailable = await failing(use('read'));
    expect(unavailable.code).toBe('tiktok_unavailable');
    expect(unavailable.members['retryAfterSeconds']).toBeGreaterThan(0);
    expect((await read()).state).toBe('read_only');
    expect(back).toEqual([]);

    await simulator.clearFaults();
    advance(10_000);
    expect(await use('read')).toBeDefined();
    expect(await read()).toMatchObject({
      state: 'active',
      stateReason: null,
      renewalTroubleSince: null,
      tokenVersion: 2,
    });
    expect(back).toEqual([id]);
    await use('write');
  });

  test('ends by itself once TikTok answers, without anybody asking', async () => {
    const { advance, runDue, read, simulator } = await start();
    await simulator.addFault({ kind: 'reset', path: REFRESH, when: 'before', times: 3 });
    advance(DUE);
    await runDue();
    expect((await read()).renewalTroubleSince).not.toBeNull();
    for (let minute = 0; minute < 30; minute += 1) {
      advance(60_000);
      await runDue();
    }
    expect(await read()).toMatchObject({ state: 'active', tokenVersion: 2, renewalTroubleSince: null });
  });

  test('whose answer is lost at TikTok asks again with the same refresh token', async () => {
    const { advance, runDue, read, simulator, tokens, use } = await start('rotate');
    await simulator.addFault({ kind: 'reset', path: REFRESH, when: 'after', times: 1 });
    advance(DUE);
    await runDue();
    advance(2 * 60_000);
    await runDue();
    expect(await read()).toMatchObject({ state: 'active', tokenVersion: 2 });
    await use();
    const [grant] = await simulator.tokens();
    expect(grant).toMatchObject({ refreshes: 2, duplicateRefreshes: 0 });
    expect((await tokens()).refreshToken?.slice(-4)).toBe(grant?.refreshTokenLast4);
  });

  test('asks TikTok once for many readers who come in the same moment', async () => {
    const { advance, use, simulator, refreshes } = await start();
    await simulator.addFault({ kind: 'code', code: 50000, path: REFRESH, rate: 1 });
    advance(DAY + 1);
    const codes = await Promise.all(Array.from({ length: 10 }, async () => (await failing(use())).code));
    expect(new Set(codes)).toEqual(new Set(['tiktok_unavailable']));
    expect((await failing(use())).code).toBe('tiktok_unavailable');
    expect(await refreshes()).toBe(1);
  });
});

describe('a token that TikTok refuses in the middle of a call', () => {
  test('is renewed once, and the call is done over', async () => {
    const { simulator, use, read, refreshes } = await start();
    await simulator.control('tokens/expire', { what: 'access', coreUserId: simulator.person().coreUserId });
    expect(await use('write')).toBeDefined();
    expect(await refreshes()).toBe(1);
    expect(await read()).toMatchObject({ state: 'active', tokenVersion: 2 });
  });

  test('twice is given up', async () => {
    const { simulator, use, read, refreshes } = await start();
    await simulator.addFault({ kind: 'code', code: 40105, path: '/tt_user/token_info/get/', rate: 1 });
    expect((await failing(use())).code).toBe('connection_disconnected');
    expect(await refreshes()).toBe(1);
    expect((await read()).state).toBe('disconnected');
  });

  test('and cannot be renewed at the moment leaves a connection that comes back by itself', async () => {
    const { simulator, use, read, advance, runDue } = await start();
    await simulator.control('tokens/expire', { what: 'access', coreUserId: simulator.person().coreUserId });
    await simulator.addFault({ kind: 'html', path: REFRESH, times: 1 });
    expect((await failing(use())).code).toBe('tiktok_unavailable');
    expect((await read()).state).toBe('read_only');
    advance(2 * 60_000);
    await runDue();
    expect(await read()).toMatchObject({ state: 'active', tokenVersion: 2 });
  });

  test('because it is another app’s disconnects the connection, by TikTok’s text alone', async () => {
    const { simulator, server, id, read } = await start('keep', { advertisers: true });
    const message = 'Invalid params: the token does not match the app_id.';
    await simulator.addFault({ kind: 'code', code: 40000, message, path: '/user/info/', times: 1 });
    const error = await failing(
      withGrant(server.deps, WORKSPACE, id, 'read', (grant) => getUserInfo(server.deps.tiktok, grant)),
    );
    expect(error.code).toBe('connection_disconnected');
    expect((await read()).state).toBe('disconnected');
  });
});

test('no token and no secret stands in the log of a day with every kind of trouble', async () => {
  const { advance, runDue, simulator, together, tokens, refreshes } = await start('rotate');
  const secrets = [await tokens()];
  await simulator.addFault({ kind: 'code', code: 50000, path: REFRESH, times: 1 });
  await simulator.addFault({ kind: 'reset', path: REFRESH, when: 'after', times: 1 });
  advance(DUE);
  for (let step = 0; step < 6; step += 1) {
    await runDue();
    advance(5 * 60_000);
  }
  secrets.push(await tokens());
  expect(await refreshes()).toBeGreaterThan(2);
  const log = together.log();
  expect(log).toContain('could not be renewed');
  for (const { accessToken, refreshToken } of secrets) {
    expect(log).not.toContain(accessToken);
    expect(log).not.toContain(refreshToken);
  }
  expect(log).not.toContain(simulator.info.appSecret);
});
