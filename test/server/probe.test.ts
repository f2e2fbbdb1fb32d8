import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PROBE_JOB, scheduleProbe, withGrant } from '../../server/connections/index.ts';
import { probeConnection } from '../../server/connections/probe-connection.ts';
import { probeJob } from '../../server/connections/probe-job.ts';
import { createSealer, secretContext } from '../../server/crypto/index.ts';
import { connectionOwner, rotateToken } from '../../server/tokens/index.ts';
import type { Connection } from '../../shared/connections.ts';
import { startTogether, type Together } from '../support/connected.ts';
import type { Answer } from '../support/server.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let together: Together;
let token: string;
beforeEach(async () => {
  together = await startTogether();
  token = await together.session({ ttlSeconds: 3600 });
});
afterEach(() => together.stop());

const workspaceId = 'workspace-1';
const call = (method: string, path: string, json?: unknown): Promise<Answer> =>
  together.server.call(method, path, { as: token, ...(json === undefined ? {} : { json }) });
const check = async (connectionId: string): Promise<Connection> =>
  (await call('POST', `/v1/connections/${connectionId}/check`)).json;
const record = async (connectionId: string) => {
  const found = await together.server.deps.store.workspace(workspaceId).connections.get(connectionId);
  if (found === null) throw new Error('the connection is gone');
  return found;
};
const change = (connectionId: string, fields: object) =>
  together.server.deps.store.workspace(workspaceId).connections.update(connectionId, fields);
const calls = async (path: string) => (await together.simulator.requests(path)).length;
/** One run of the job, as the runner would. @returns in how many hours it runs again, or done */
const probe = async (connectionId: string): Promise<number | 'done'> => {
  const { deps } = together.server;
  const job = {
    id: 'job_1',
    kind: PROBE_JOB,
    workspaceId,
    subjectId: connectionId,
    runAt: deps.clock.now(),
    failures: 0,
  };
  const next = await probeJob(deps, job, { signal: new AbortController().signal, renew: async () => true });
  return next === 'done' ? next : (next.runAt - deps.clock.now()) / HOUR;
};
const revokeAll = () => {
  const advertiserId = together.simulator.person().advertisers[0]?.advertiserId;
  return together.simulator.control('tokens/revoke', { advertiserId });
};

describe('the probe of a long-lived token', () => {
  test('looks again in five to seven hours, each connection at its own time', async () => {
    const connectionId = await together.connect(token);
    const waits = await Promise.all(Array.from({ length: 12 }, () => probe(connectionId)));
    for (const hours of waits) {
      expect(hours).toBeGreaterThanOrEqual(4.99);
      expect(hours).toBeLessThanOrEqual(7.01);
    }
    expect(new Set(waits).size).toBeGreaterThan(6);
  });

  test('a new sign-in is probed by itself, and notices a grant that was withdrawn', async () => {
    const connectionId = await together.connect(token);
    await together.server.jobs.runDue();
    await revokeAll();
    expect(await record(connectionId)).toMatchObject({ state: 'active' });
    const dueAt = (await together.server.deps.store.jobs.nextRunAt([PROBE_JOB])) ?? 0;
    together.advance(dueAt - together.server.deps.clock.now() + 1000);
    await together.server.jobs.runDue();
    const asked = (await together.simulator.requests('/user/info/')).at(-1);
    expect(await record(connectionId)).toMatchObject({
      state: 'disconnected',
      stateReason: { code: 'connection_disconnected', tiktokRequestId: asked?.tiktokRequestId },
    });
  });

  test('notices suspension, a lower role and lost access of imported ad accounts', async () => {
    const connectionId = await together.connect(token);
    const rows = (await call('GET', `/v1/connections/${connectionId}/advertisers`)).json.items;
    const ids: string[] = rows
      .filter((row: { importable: boolean; role: string | null }) => row.importable && row.role !== null)
      .map((row: { advertiserId: string }) => row.advertiserId);
    await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: ids });
    const [first = '', second = '', third = ''] = ids;
    const { email } = together.simulator.person();
    await together.simulator.control('advertisers/status', { advertiserId: first, status: 'STATUS_LIMIT' });
    await together.simulator.control('roles', { advertiserId: second, role: 'ANALYST', email });
    await together.simulator.control('roles', { advertiserId: third, role: null, email });
    await probe(connectionId);
    const accounts = (await call('GET', '/v1/ad-accounts')).json.items;
    const statuses = Object.fromEntries(
      accounts.map((each: { advertiserId: string; status: string }) => [each.advertiserId, each.status]),
    );
    expect([statuses[first], statuses[second], statuses[third]]).toEqual(['suspended', 'read_only', 'no_permission']);
    expect((await record(connectionId)).advertiserChange).toMatchObject({ lostCount: 1, gainedCount: 0 });
  });

  test.each([
    ['a limit of the whole app', { code: 40100, message: 'App reaches the QPM limit 600' }, 0.24, 1],
    ['maintenance', { code: 60001 }, 0.24, 1],
    ['a refusal that says nothing about the token', { code: 40003 }, 4.9, 7.1],
  ])('%s changes nothing and puts the next look off', async (_, fault, atLeastHours, atMostHours) => {
    const connectionId = await together.connect(token);
    await probe(connectionId);
    const before = await record(connectionId);
    await together.simulator.addFault({ path: '/oauth2/advertiser/get/', kind: 'code', ...fault });
    const hours = await probe(connectionId);
    expect(hours).toBeGreaterThan(atLeastHours);
    expect(hours).toBeLessThan(atMostHours);
    expect(await record(connectionId)).toEqual({ ...before, lastCheckedAt: expect.any(Number) });
  });

  test('a refused token is asked about once a day for two weeks, and comes back by itself', async () => {
    const connectionId = await together.connect(token);
    const refuse = () => together.simulator.addFault({ path: '/user/info/', kind: 'code', code: 40105 });
    await refuse();
    expect(await probe(connectionId)).toBeGreaterThan(22);
    expect((await record(connectionId)).state).toBe('disconnected');
    const since = (await record(connectionId)).updatedAt;
    await refuse();
    expect(await probe(connectionId)).toBeGreaterThan(22);
    expect((await record(connectionId)).updatedAt).toBe(since);
    expect(await probe(connectionId)).toBeLessThan(8);
    expect(await record(connectionId)).toMatchObject({ state: 'active', stateReason: null });
    await revokeAll();
    await probe(connectionId);
    together.advance(15 * DAY);
    expect(await probe(connectionId)).toBe('done');
  });

  test('a refused token that only some of TikTok’s calls take again does not come back with every look', async () => {
    const connectionId = await together.connect(token);
    await together.simulator.addFault({ path: '/oauth2/advertiser/get/', kind: 'code', code: 40105, times: 10 });
    const changes = async () =>
      (await call('GET', `/v1/audit-log?action=connection.state_changed&subjectId=${connectionId}`)).json.items.length;
    expect((await check(connectionId)).state).toBe('disconnected');
    for (let look = 0; look < 3; look += 1) expect((await check(connectionId)).state).toBe('disconnected');
    expect(await probe(connectionId)).toBeGreaterThan(22);
    expect(await changes()).toBe(1);
    await together.simulator.clearFaults();
    // Whatever else goes wrong with the reading says nothing against the token.
    await together.simulator.addFault({ path: '/oauth2/advertiser/get/', kind: 'code', code: 40003, times: 2 });
    await check(connectionId);
    expect((await record(connectionId)).state).toBe('active');
    expect(await changes()).toBe(2);
  });

  test('many who press Refresh at once ask TikTok once', async () => {
    const connectionId = await together.connect(token);
    const before = await calls('/user/info/');
    const { deps } = together.server;
    const probes = Array.from({ length: 20 }, () => probeConnection(deps, workspaceId, connectionId, { renew: true }));
    expect(new Set(await Promise.all(probes))).toEqual(new Set(['works']));
    expect(await calls('/user/info/')).toBe(before + 1);
    await check(connectionId);
    expect(await calls('/user/info/')).toBe(before + 2);
  });

  test('a removed connection is looked at no more', async () => {
    const connectionId = await together.connect(token);
    await call('DELETE', `/v1/connections/${connectionId}`);
    const asked = (await together.simulator.requests()).length;
    expect(await probe(connectionId)).toBe('done');
    expect(await probe('con_AAAAAAAAAAAAAAAAAAAAAA')).toBe('done');
    expect(await together.simulator.requests()).toHaveLength(asked);
  });

  test('a token that no key opens leaves the state to the next reader and looks again soon', async () => {
    const connectionId = await together.connect(token);
    const sealedToken = createSealer([randomBytes(32)]).seal(
      JSON.stringify({ accessToken: 'tok-0123456789' }),
      secretContext(connectionOwner(workspaceId, connectionId)),
    );
    await change(connectionId, { sealedToken });
    expect(await probe(connectionId)).toBeLessThan(1);
    expect((await record(connectionId)).state).toBe('active');
  });

  test('a verdict about a token that was replaced meanwhile changes nothing', async () => {
    const connectionId = await together.connect(token);
    await together.simulator.addFault({ path: '/user/info/', kind: 'delay', delayMs: 400 });
    await revokeAll();
    const looked = probe(connectionId);
    await together.connect(token, { connectionId });
    await looked;
    expect((await record(connectionId)).state).toBe('active');
  });

  test('every change of state is in the audit log, once', async () => {
    const connectionId = await together.connect(token);
    await together.simulator.addFault({ path: '/user/info/', kind: 'code', code: 40105, times: 2 });
    for (let times = 0; times < 3; times += 1) await probe(connectionId);
    const entries = (await call('GET', '/v1/audit-log?action=connection.state_changed')).json.items;
    expect(entries.map(({ actor, detail }: { actor: object; detail: object }) => [actor, detail])).toEqual([
      [
        { kind: 'server', userId: null },
        { from: 'disconnected', to: 'active', code: null },
      ],
      [
        { kind: 'server', userId: null },
        { from: 'active', to: 'disconnected', code: 'connection_disconnected' },
      ],
    ]);
  });

  test('looks that were missed while no server ran are spread over half an hour, once', async () => {
    const connectionId = await together.connect(token);
    const { deps } = together.server;
    const dueAt = () => deps.store.jobs.nextRunAt([PROBE_JOB]);
    together.advance(DAY);
    const asked = await calls('/user/info/');
    await together.server.jobs.runDue();
    const waitMs = ((await dueAt()) ?? 0) - deps.clock.now();
    expect(waitMs).toBeGreaterThanOrEqual(0);
    expect(waitMs).toBeLessThanOrEqual(HOUR / 2);
    expect(await calls('/user/info/')).toBe(asked);
    together.advance(HOUR);
    await together.server.jobs.runDue();
    expect(await calls('/user/info/')).toBe(asked + 1);
    expect((await record(connectionId)).state).toBe('active');
  });

  test('scheduling twice keeps the earlier time', async () => {
    const { deps } = together.server;
    const connectionId = await together.connect(token);
    const next = () => deps.store.jobs.nextRunAt([PROBE_JOB]);
    const before = (await next()) ?? 0;
    together.advance(3 * HOUR);
    await scheduleProbe(deps, workspaceId, connectionId);
    expect(await next()).toBe(before);
  });
});

describe('a token of another app, told by the text of a 40000', () => {
  test('disconnects', async () => {
    const connectionId = await together.connect(token);
    await together.simulator.addFault({
      path: '/user/info/',
      kind: 'code',
      code: 40000,
      message: 'The access token does not belong to this app.',
    });
    expect(await check(connectionId)).toMatchObject({ state: 'disconnected' });
  });
});

describe('a TikTok account', () => {
  const connectAccount = () => together.connect(token, { kind: 'tiktok_account' });

  test('is probed through TikTok’s token inspector, and reads its ad accounts', async () => {
    const connectionId = await connectAccount();
    expect(await probe(connectionId)).toBeGreaterThan(4);
    expect(await calls('/tt_user/token_info/get/')).toBe(1);
    expect(await check(connectionId)).toMatchObject({ kind: 'tiktok_account', state: 'active', advertiserCount: 8 });
  });

  test('whose token reaches no ad accounts is told so and is not disconnected', async () => {
    await together.stop();
    together = await startTogether({ simulator: { accountTokensReachAdAccounts: false } });
    token = await together.session();
    const connectionId = await connectAccount();
    expect(await check(connectionId)).toMatchObject({
      state: 'active',
      advertiserCount: 0,
      notices: ['no_ad_accounts'],
    });
    expect(await probe(connectionId)).toBeGreaterThan(4);
    expect((await record(connectionId)).state).toBe('active');
  });

  test('withdrawn at TikTok is disconnected by the probe', async () => {
    const connectionId = await connectAccount();
    await revokeAll();
    expect(await probe(connectionId)).toBeGreaterThan(20);
    expect((await record(connectionId)).state).toBe('disconnected');
  });

  test('read-only because a renewal was refused stays so under the probe, and Refresh brings it back', async () => {
    const connectionId = await connectAccount();
    const { tokenVersion } = await record(connectionId);
    await together.simulator.addFault({ path: '/tt_user/oauth2/refresh_token/', kind: 'code', code: 40107 });
    await rotateToken(together.server.deps, workspaceId, connectionId, { tokenVersion, because: 'due' });
    expect((await record(connectionId)).state).toBe('read_only');
    await probe(connectionId);
    expect((await record(connectionId)).state).toBe('read_only');
    const write = () => withGrant(together.server.deps, workspaceId, connectionId, 'write', async () => 'written');
    await expect(write()).rejects.toMatchObject({ code: 'connection_read_only' });
    expect(await check(connectionId)).toMatchObject({ state: 'active', stateReason: null });
    await expect(write()).resolves.toBe('written');
  });

  test('disconnected by mistake of a key comes back with Refresh although its token has ended meanwhile', async () => {
    const connectionId = await connectAccount();
    await change(connectionId, {
      state: 'disconnected',
      stateReason: { code: 'connection_disconnected', message: 'The key was lost.' },
    });
    const { coreUserId } = together.simulator.person();
    await together.simulator.control('tokens/expire', { what: 'access', coreUserId });
    expect(await check(connectionId)).toMatchObject({ state: 'active' });
  });
});
