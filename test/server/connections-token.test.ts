import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withGrant } from '../../server/connections/index.ts';
import type { Connection, GrantedAdvertiser } from '../../shared/connections.ts';
import { startTogether, type Together } from '../support/connected.ts';
import type { Answer } from '../support/server.ts';

let together: Together;
let token: string;
beforeEach(async () => {
  together = await startTogether();
  token = await together.session();
});
afterEach(() => together.stop());

const call = (method: string, path: string, json?: unknown, as = token): Promise<Answer> =>
  together.server.call(method, path, { as, ...(json === undefined ? {} : { json }) });
const advertisersOf = async (connectionId: string): Promise<GrantedAdvertiser[]> =>
  (await call('GET', `/v1/connections/${connectionId}/advertisers`)).json.items;
const calls = async (path: string) => (await together.simulator.requests(path)).length;

describe('a pasted token', () => {
  const sandbox = () => {
    const { sandboxAccessToken, sandboxAdvertiserId } = together.simulator.info;
    return { environment: 'sandbox', accessToken: sandboxAccessToken, advertiserIds: [sandboxAdvertiserId] };
  };
  /** A production token, as a customer would bring along: made by a consent, then taken out of the vault. */
  async function productionToken(): Promise<string> {
    const elsewhere = await together.session({ workspaceId: 'elsewhere' });
    const connectionId = await together.connect(elsewhere);
    return withGrant(together.server.deps, 'elsewhere', connectionId, 'read', async ({ accessToken }) => accessToken);
  }

  test('connects the sandbox, where the id stands for the name and nothing is known of status', async () => {
    const connected = await call('POST', '/v1/connections/token', sandbox());
    expect(connected.status, connected.text).toBe(201);
    expect(connected.json).toMatchObject({
      environment: 'sandbox',
      source: 'token',
      state: 'active',
      advertiserCount: 1,
    });
    expect(connected.text).not.toContain(sandbox().accessToken);
    const [row] = await advertisersOf(connected.json.id);
    const [advertiserId] = sandbox().advertiserIds;
    expect(row).toEqual({
      advertiserId,
      name: advertiserId,
      status: null,
      role: null,
      currency: null,
      timezone: null,
      country: null,
      importable: true,
    });
    const imported = await call('POST', '/v1/ad-accounts', {
      connectionId: connected.json.id,
      advertiserIds: [advertiserId],
    });
    expect(imported.json.items[0]).toMatchObject({ environment: 'sandbox', status: 'connected' });
    expect((await call('POST', `/v1/connections/${connected.json.id}/check`)).json).toMatchObject({
      state: 'active',
      importedCount: 1,
    });
    expect((await call('GET', '/v1/ad-accounts')).json.items[0].status).toBe('connected');
    expect((await call('DELETE', `/v1/connections/${connected.json.id}`)).status).toBe(204);
  });

  test('connects the sandbox beside production, each with a connection of its own and the end of its token to tell it by', async () => {
    const production = await productionToken();
    const [here, there] = await Promise.all([
      call('POST', '/v1/connections/token', sandbox()),
      call('POST', '/v1/connections/token', { environment: 'production', accessToken: production }),
    ]);
    expect([here?.status, there?.status]).toEqual([201, 201]);
    const { items } = (await call('GET', '/v1/connections')).json;
    expect(new Map(items.map((each: Connection) => [each.environment, each.tokenLast4]))).toEqual(
      new Map([
        ['sandbox', sandbox().accessToken.slice(-4)],
        ['production', production.slice(-4)],
      ]),
    );
    const again = await call('POST', '/v1/connections/token', sandbox());
    expect(again.json.id).toBe(here?.json.id);
    expect((await call('GET', '/v1/connections')).json.items).toHaveLength(2);
    for (const { appId, kind, source } of items) {
      expect({ appId, kind, source }).toEqual({ appId: null, kind: 'advertiser', source: 'token' });
    }
  });

  test('of the sandbox does what the sandbox can, says what it cannot, and stays connected', async () => {
    const connected = await call('POST', '/v1/connections/token', sandbox());
    const connectionId = connected.json.id;
    const [advertiserId] = sandbox().advertiserIds;
    await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [advertiserId] });
    await call('PUT', '/v1/mapping', { attributes: { email: 'Email' } });
    expect(connected.json.notices).toContain('sandbox_limits');
    for (const path of ['/oauth2/advertiser/get/', '/advertiser/info/', '/bc/get/']) {
      const asked = await together.simulator.requests(path);
      expect(asked.filter(({ environment }) => environment === 'sandbox')).toEqual([]);
    }

    const audiences = await call('GET', `/v1/audiences?advertiserId=${advertiserId}`);
    expect([audiences.status, audiences.json.code]).toEqual([409, 'tiktok_not_in_sandbox']);
    expect(audiences.json.detail).toMatch(/sandbox has no audiences/);
    const opened = await call('POST', '/v1/exports', {
      advertiserId,
      attributes: ['email'],
      audience: { create: { name: 'People' } },
    });
    expect([opened.status, opened.json.code]).toEqual([409, 'tiktok_not_in_sandbox']);

    expect((await call('POST', `/v1/connections/${connectionId}/check`)).json).toMatchObject({
      state: 'active',
      stateReason: null,
    });
    await together.server.jobs.runDue();
    const account = (await call('GET', '/v1/ad-accounts')).json.items[0];
    expect(account).toMatchObject({ environment: 'sandbox', status: 'connected' });
    expect((await advertisersOf(connectionId))[0]).toMatchObject({ importable: false });
  });

  test.each(['sandbox', 'production'] as const)(
    'of the other environment is refused in %s, with a hint',
    async (here) => {
      const production = await productionToken();
      const advertiserIds = sandbox().advertiserIds;
      const answer =
        here === 'sandbox'
          ? await call('POST', '/v1/connections/token', { environment: here, accessToken: production, advertiserIds })
          : await call('POST', '/v1/connections/token', { ...sandbox(), environment: here });
      expect([answer.status, answer.json.code, answer.json.tiktokCode]).toEqual([409, 'tiktok_token_rejected', 40105]);
      expect(answer.json.detail).toMatch(here === 'sandbox' ? /is a production token/ : /is a token of the sandbox/);
      expect(answer.json.errors).toEqual([{ path: 'accessToken', message: expect.stringContaining(here) }]);
      expect(answer.json.tiktokRequestId).toMatch(/^\d{14}/);
      expect(answer.text).not.toContain(production);
      expect((await call('GET', '/v1/connections')).json.items).toEqual([]);
    },
  );

  test('of a TikTok user who is connected already keeps that connection with its imported ad accounts', async () => {
    const connectionId = await together.connect(token);
    const [first, ...others] = together.simulator
      .person()
      .advertisers.filter(({ role, status }) => role === 'ADMIN' && status === 'STATUS_ENABLE')
      .map(({ advertiserId }) => advertiserId);
    await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [first] });
    const accessToken = await productionToken();
    const pasted = await call('POST', '/v1/connections/token', { environment: 'production', accessToken });
    expect(pasted.json).toMatchObject({
      id: connectionId,
      source: 'token',
      appId: null,
      tokenLast4: accessToken.slice(-4),
      importedCount: 1,
    });
    expect((await call('GET', '/v1/audit-log?limit=1')).json.items[0]).toMatchObject({
      action: 'connection.reconnected',
      subjectId: connectionId,
    });

    // One that would take the imported account out of reach is not taken.
    const otherApp = { path: '/oauth2/advertiser/get/', kind: 'code' as const, code: 40101, message: 'No.', times: 9 };
    await together.simulator.addFault(otherApp);
    const fewer = await call('POST', '/v1/connections/token', {
      environment: 'production',
      accessToken,
      advertiserIds: others.slice(0, 1),
    });
    expect([fewer.status, fewer.json.code]).toEqual([422, 'invalid_request']);
    expect((await call('GET', '/v1/ad-accounts')).json.items).toMatchObject([
      { advertiserId: first, status: 'connected' },
    ]);
  });

  test('that was given to another app than this server’s stays connected, whatever is asked of it', async () => {
    const app = { appId: '7200000000000000001', appSecret: 'own-app-secret-0123456789abcdWXYZ' };
    await together.simulator.control('apps', app);
    const elsewhere = await together.session({ workspaceId: 'elsewhere' });
    expect((await call('PUT', '/v1/tiktok-app', app, elsewhere)).status).toBe(200);
    const accessToken = await productionToken();
    const unnamed = await call('POST', '/v1/connections/token', { environment: 'production', accessToken });
    expect(unnamed.json.errors?.[0].path, unnamed.text).toBe('advertiserIds');
    const [advertiserId] = together.simulator.person().advertisers.map((each) => each.advertiserId);
    const connected = await call('POST', '/v1/connections/token', {
      environment: 'production',
      accessToken,
      advertiserIds: [advertiserId],
    });
    expect(connected.json, connected.text).toMatchObject({ state: 'active', advertiserCount: 1 });
    const { id } = connected.json;
    expect((await call('POST', `/v1/connections/${id}/check`)).json).toMatchObject({ state: 'active' });
    await together.server.jobs.runDue();
    expect((await advertisersOf(id)).map((each) => each.advertiserId)).toEqual([advertiserId]);
    expect((await call('GET', `/v1/connections/${id}`)).json).toMatchObject({ state: 'active', advertiserCount: 1 });
  });

  test('needs the ad accounts in the sandbox', async () => {
    const { environment, accessToken } = sandbox();
    const answer = await call('POST', '/v1/connections/token', { environment, accessToken });
    expect([answer.status, answer.json.code, answer.json.errors[0].path]).toEqual([
      422,
      'invalid_request',
      'advertiserIds',
    ]);
  });

  test.each(['sandbox', 'production'])('that TikTok refuses is not stored (%s)', async (environment) => {
    const answer = await call('POST', '/v1/connections/token', {
      environment,
      accessToken: 'not-a-token-of-tiktok',
      advertiserIds: ['7104856021930123265'],
    });
    expect([answer.status, answer.json.code]).toEqual([409, 'tiktok_token_rejected']);
    expect(answer.json.tiktokRequestId).toMatch(/^\d{14}/);
    expect(answer.text).not.toContain('not-a-token-of-tiktok');
    expect((await call('GET', '/v1/connections')).json.items).toEqual([]);
  });

  test('connects production, and the same person twice is one connection', async () => {
    const accessToken = await productionToken();
    const first = await call('POST', '/v1/connections/token', { environment: 'production', accessToken });
    expect(first.json).toMatchObject({
      source: 'token',
      advertiserCount: 8,
      tiktokUser: { coreUserId: together.simulator.person().coreUserId },
    });
    const again = await call('POST', '/v1/connections/token', { environment: 'production', accessToken });
    expect(again.json.id).toBe(first.json.id);
    expect(await together.connect(token)).toBe(first.json.id);
  });

  test('names each ad account the token does not reach', async () => {
    const accessToken = await productionToken();
    const own = together.simulator.person().advertisers[0]?.advertiserId;
    const answer = await call('POST', '/v1/connections/token', {
      environment: 'production',
      accessToken,
      advertiserIds: [own, '7104856021930123265'],
    });
    expect([answer.status, answer.json.code, answer.json.errors.map(({ path }: { path: string }) => path)]).toEqual([
      422,
      'invalid_request',
      ['advertiserIds.1'],
    ]);
    expect((await call('GET', '/v1/connections')).json.items).toEqual([]);
  });

  test('of another developer app works with named ad accounts, and disconnecting does not withdraw it', async () => {
    const accessToken = await productionToken();
    const advertiserIds = together.simulator
      .person()
      .advertisers.slice(0, 2)
      .map(({ advertiserId }) => advertiserId);
    const otherApp = {
      path: '/oauth2/advertiser/get/',
      kind: 'code' as const,
      code: 40101,
      message: 'App id or secret is incorrect.',
      times: 10,
    };
    await together.simulator.addFault(otherApp);
    const unnamed = await call('POST', '/v1/connections/token', { environment: 'production', accessToken });
    expect([unnamed.status, unnamed.json.errors[0].path]).toEqual([422, 'advertiserIds']);
    const connected = await call('POST', '/v1/connections/token', {
      environment: 'production',
      accessToken,
      advertiserIds,
    });
    expect(connected.json).toMatchObject({ advertiserCount: 2 });
    expect((await advertisersOf(connected.json.id)).map(({ advertiserId }) => advertiserId).sort()).toEqual(
      [...advertiserIds].sort(),
    );
    await call('DELETE', `/v1/connections/${connected.json.id}`);
    expect(await calls('/oauth2/revoke_token/')).toBe(0);
  });
});
