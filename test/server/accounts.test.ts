import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deriveStatus, requireAdAccount } from '../../server/accounts/index.ts';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { GrantedAdvertiser } from '../../shared/connections.ts';
import { importAdAccounts } from '../../server/accounts/import-ad-accounts.ts';
import { startTogether, type Together } from '../support/connected.ts';
import type { Answer } from '../support/server.ts';

describe('status', () => {
  const connection = {
    id: 'con_x',
    kind: 'advertiser',
    scopes: ['1', '3'] as string[],
    appId: '7',
    refusedScopes: [] as string[],
    environment: 'production',
    state: 'active',
    stateReason: null,
    updatedAt: 20,
  } as const;
  const account = {
    tiktokStatus: 'STATUS_ENABLE',
    role: 'ADMIN',
    accessLostAt: null,
    statusChangedAt: 10,
    connection,
  } as const;
  const reason = { code: 'connection_disconnected', message: 'TikTok refuses it', tiktokRequestId: 'r' } as const;

  test.each([
    ['connected', {}],
    ['connected', { role: null, tiktokStatus: null }],
    ['connected', { connection: { ...connection, state: 'expiring' } }],
    ['read_only', { role: 'ANALYST' }],
    ['read_only', { connection: { ...connection, scopes: ['1', '4'] as string[] } }],
    ['read_only', { connection: { ...connection, refusedScopes: ['3'] as string[] } }],
    ['connected', { connection: { ...connection, scopes: [] as string[] } }],
    ['connected', { connection: { ...connection, kind: 'tiktok_account', scopes: ['user.info.basic'] as string[] } }],
    ['read_only', { connection: { ...connection, state: 'read_only' } }],
    ['read_only', { tiktokStatus: 'STATUS_PENDING_CONFIRM' }],
    ['suspended', { tiktokStatus: 'STATUS_LIMIT' }],
    ['suspended', { tiktokStatus: 'STATUS_LIMIT', role: 'ANALYST' }],
    ['no_permission', { accessLostAt: 15, tiktokStatus: 'STATUS_LIMIT' }],
    [
      'disconnected',
      { connection: { ...connection, state: 'disconnected' }, accessLostAt: 15, tiktokStatus: 'STATUS_LIMIT' },
    ],
    ['disconnected', { connection: { ...connection, state: 'revoked' } }],
  ] as const)('%s: %o', (expected, change) => {
    const derived = deriveStatus({ ...account, ...change });
    expect(derived.status).toBe(expected);
    expect(derived.reason === null).toBe(expected === 'connected');
  });

  test('tells since when: the connection when it broke, the account otherwise', () => {
    expect(deriveStatus(account).changedAt).toBe(10);
    expect(deriveStatus({ ...account, accessLostAt: 15 }).changedAt).toBe(15);
    expect(
      deriveStatus({ ...account, connection: { ...connection, state: 'disconnected', stateReason: reason } }),
    ).toEqual({ status: 'disconnected', reason, changedAt: 20 });
  });
});

describe('ad accounts', () => {
  let together: Together;
  let token: string;
  let connectionId: string;
  beforeEach(async () => {
    together = await startTogether();
    token = await together.session({ ttlSeconds: 3600 });
    connectionId = await together.connect(token);
  });
  afterEach(() => together.stop());

  const call = (method: string, path: string, json?: unknown, as = token): Promise<Answer> =>
    together.server.call(method, path, { as, ...(json === undefined ? {} : { json }) });
  const granted = async (): Promise<GrantedAdvertiser[]> =>
    (await call('GET', `/v1/connections/${connectionId}/advertisers`)).json.items;
  const importable = async () =>
    (await granted()).filter((each) => each.importable).map(({ advertiserId }) => advertiserId);
  const accounts = async (as = token): Promise<AdAccount[]> =>
    (await call('GET', '/v1/ad-accounts', undefined, as)).json.items;
  const importAll = async () => {
    const advertiserIds = await importable();
    const answer = await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds });
    expect(answer.status, answer.text).toBe(201);
    return advertiserIds;
  };

  test('importing lists them with their details, and importing again changes nothing', async () => {
    const advertiserIds = await importAll();
    const first = await accounts();
    expect(first.map(({ advertiserId }) => advertiserId).sort()).toEqual([...advertiserIds].sort());
    expect(
      first.every(
        ({ status, statusReason, connectionId: on }) =>
          status === 'connected' && statusReason === null && on === connectionId,
      ),
    ).toBe(true);
    together.advance(1000);
    const again = await call('POST', '/v1/ad-accounts', {
      connectionId,
      advertiserIds: [...advertiserIds, ...advertiserIds],
    });
    expect(again.json.items).toHaveLength(advertiserIds.length);
    expect(await accounts()).toEqual(first);
    expect((await granted()).filter(({ reason }) => reason === 'already_imported')).toHaveLength(advertiserIds.length);
    expect((await call('GET', `/v1/connections/${connectionId}`)).json).toMatchObject({
      advertiserCount: 8,
      importedCount: advertiserIds.length,
    });
  });

  test('all or nothing: each one that cannot be imported is named with its reason', async () => {
    const rows = await granted();
    const pick = (reason?: string) => rows.find((row) => row.reason === reason)?.advertiserId;
    const answer = await call('POST', '/v1/ad-accounts', {
      connectionId,
      advertiserIds: [pick(), pick('analyst'), '7104856021930123265', pick('suspended')],
    });
    expect([answer.status, answer.json.code]).toEqual([422, 'account_not_importable']);
    expect(answer.json.errors.map(({ path }: { path: string }) => path)).toEqual([
      'advertiserIds.1',
      'advertiserIds.2',
      'advertiserIds.3',
    ]);
    expect(await accounts()).toEqual([]);
  });

  test('a connection of another workspace, and a dead one, import nothing', async () => {
    const advertiserIds = await importable();
    const foreign = await together.session({ workspaceId: 'workspace-2' });
    const stolen = await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds }, foreign);
    expect([stolen.status, stolen.json.code]).toEqual([404, 'not_found']);
    await together.simulator.control('tokens/revoke', { advertiserId: advertiserIds[0] });
    await call('POST', `/v1/connections/${connectionId}/check`);
    const dead = await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds });
    expect([dead.status, dead.json.code]).toEqual([409, 'connection_disconnected']);
  });

  test('a connection that is removed while its ad accounts are imported leaves none of them', async () => {
    const advertiserIds = await importable();
    const { deps } = together.server;
    const slow = {
      ...deps,
      store: {
        ...deps.store,
        workspace(workspaceId: string) {
          const workspace = deps.store.workspace(workspaceId);
          const getMany = async (ids: readonly string[]) => {
            const found = await workspace.adAccounts.getMany(ids);
            expect((await call('DELETE', `/v1/connections/${connectionId}`)).status).toBe(204);
            return found;
          };
          return { ...workspace, adAccounts: { ...workspace.adAccounts, getMany } };
        },
      },
    };
    const actor = {
      kind: 'host',
      actorKind: 'automation',
      workspaceId: 'workspace-1',
      userId: null,
      permissions: new Set<string>(),
      origin: null,
      expiresAt: null,
    } as const;
    await expect(importAdAccounts(slow, actor, { connectionId, advertiserIds })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await deps.store.workspace('workspace-1').adAccounts.listByConnection(connectionId)).toEqual([]);
  });

  test('the status follows TikTok: suspended, demoted, taken away, signed out, signed in again', async () => {
    const [first = '', second = '', third = ''] = await importAll();
    await together.simulator.control('advertisers/status', { advertiserId: first, status: 'STATUS_LIMIT' });
    await together.simulator.control('roles', { advertiserId: second, role: 'ANALYST' });
    await together.simulator.control('roles', { advertiserId: third, role: null });
    await call('POST', `/v1/connections/${connectionId}/check`);
    const status = async () => Object.fromEntries((await accounts()).map((each) => [each.advertiserId, each]));
    const seen = await status();
    expect(seen[first]).toMatchObject({ status: 'suspended', statusReason: { code: 'account_suspended' } });
    expect(seen[first]?.statusChangedAt).not.toBeNull();
    expect(seen[third]).toMatchObject({ status: 'no_permission' });
    const inBusinessCenter = together.simulator.simulator.world.advertisers.get(second)?.ownerBcId !== null;
    expect(seen[second]?.status).toBe(inBusinessCenter ? 'read_only' : 'connected');

    await together.simulator.control('tokens/revoke', { advertiserId: first });
    await call('POST', `/v1/connections/${connectionId}/check`);
    expect(new Set((await accounts()).map((each) => each.status))).toEqual(new Set(['disconnected']));

    await together.simulator.control('advertisers/status', { advertiserId: first, status: 'STATUS_ENABLE' });
    await together.simulator.control('roles', {
      advertiserId: third,
      role: 'ADMIN',
      email: together.simulator.person().email,
    });
    await together.connect(token, { connectionId });
    await together.server.jobs.runDue();
    expect((await status())[first]).toMatchObject({ status: 'connected', statusReason: null });
    expect((await status())[third]).toMatchObject({ status: 'connected' });
  });

  test('a list older than five minutes is answered at once and read again in the background', async () => {
    const [first = ''] = await importAll();
    await together.simulator.control('advertisers/status', { advertiserId: first, status: 'STATUS_LIMIT' });
    const asked = async () => (await together.simulator.requests('/oauth2/advertiser/get/')).length;
    const before = await asked();
    await accounts();
    await together.server.jobs.runDue();
    expect(await asked()).toBe(before);
    together.advance(5 * 60_000);
    expect((await accounts()).find(({ advertiserId }) => advertiserId === first)?.status).toBe('connected');
    expect(await asked()).toBe(before);
    await together.server.jobs.runDue();
    expect(await asked()).toBe(before + 1);
    expect((await accounts()).find(({ advertiserId }) => advertiserId === first)?.status).toBe('suspended');
  });

  test('a background reading that fails is not repeated by looking at the list', async () => {
    await importAll();
    together.advance(5 * 60_000);
    await together.simulator.addFault({ path: '/oauth2/advertiser/get/', kind: 'code', code: 40003, times: 100 });
    await accounts();
    await together.server.jobs.runDue();
    const asked = (await together.simulator.requests('/oauth2/advertiser/get/')).length;
    await accounts();
    await together.server.jobs.runDue();
    expect((await together.simulator.requests('/oauth2/advertiser/get/')).length).toBe(asked);
    expect((await accounts()).every(({ status }) => status === 'connected')).toBe(true);
  });

  test('removing is repeatable and leaves the connection alone', async () => {
    const [first = ''] = await importAll();
    expect((await call('DELETE', `/v1/ad-accounts/${first}`)).status).toBe(204);
    expect((await call('DELETE', `/v1/ad-accounts/${first}`)).status).toBe(204);
    expect((await accounts()).map(({ advertiserId }) => advertiserId)).not.toContain(first);
    expect((await call('GET', `/v1/connections/${connectionId}`)).json.state).toBe('active');
    expect((await granted()).find(({ advertiserId }) => advertiserId === first)).toMatchObject({ importable: true });
  });

  test('another workspace sees nothing and removes nothing', async () => {
    const [first = ''] = await importAll();
    const foreign = await together.session({ workspaceId: 'workspace-2' });
    expect(await accounts(foreign)).toEqual([]);
    await call('DELETE', `/v1/ad-accounts/${first}`, undefined, foreign);
    expect((await accounts()).map(({ advertiserId }) => advertiserId)).toContain(first);
    await expect(requireAdAccount(together.server.deps, 'workspace-2', first)).rejects.toMatchObject({
      code: 'account_not_imported',
    });
    await expect(requireAdAccount(together.server.deps, 'workspace-1', first)).resolves.toMatchObject({
      advertiserId: first,
      connection: { id: connectionId },
    });
  });

  test('an account moves to the connection it is imported from', async () => {
    const shared = together.simulator.person().advertisers[0]?.advertiserId ?? '';
    await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [shared] });
    await together.simulator.control('roles', { advertiserId: shared, role: 'ADMIN', email: 'mira.lang@example.com' });
    const jun = together.simulator.simulator.world.users.find(({ email }) => email === 'jun.seo@example.com');
    jun?.roles.set(shared, 'ADMIN');
    const second = await together.connect(token, { email: 'jun.seo@example.com' });
    const moved = await call('POST', '/v1/ad-accounts', { connectionId: second, advertiserIds: [shared] });
    expect(moved.json.items).toEqual([expect.objectContaining({ advertiserId: shared, connectionId: second })]);
    expect(await accounts()).toHaveLength(1);
  });

  test('a reader may look and not touch', async () => {
    const advertiserIds = await importable();
    const reader = await together.session({ permissions: ['read'] });
    expect((await call('GET', '/v1/ad-accounts', undefined, reader)).status).toBe(200);
    for (const [method, path, json] of [
      ['POST', '/v1/ad-accounts', { connectionId, advertiserIds }],
      ['DELETE', `/v1/ad-accounts/${advertiserIds[0]}`, undefined],
      ['DELETE', `/v1/connections/${connectionId}`, undefined],
      ['POST', '/v1/connections/token', { environment: 'production', accessToken: '12345678' }],
    ] as const) {
      const answer = await call(method, path, json, reader);
      expect([path, answer.status, answer.json?.code]).toEqual([path, 403, 'permission_denied']);
    }
  });
});
