import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withGrant } from '../../server/connections/index.ts';
import type { GrantedAdvertiser } from '../../shared/connections.ts';
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
