import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GrantedAdvertiser } from '../../shared/connections.ts';
import { ORIGIN, startTogether, type Together } from '../support/connected.ts';
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
const revokeAtTikTok = () =>
  together.simulator.control('tokens/revoke', {
    advertiserId: together.simulator.person().advertisers[0]?.advertiserId,
  });
const calls = async (path: string) => (await together.simulator.requests(path)).length;

describe('what a grant sees', () => {
  test('every ad account with its status and role, and why some cannot be imported', async () => {
    const connectionId = await together.connect(token);
    const rows = await advertisersOf(connectionId);
    const expected = together.simulator.person().advertisers;
    expect(rows.map(({ advertiserId }) => advertiserId).sort()).toEqual(
      expected.map(({ advertiserId }) => advertiserId).sort(),
    );
    for (const { advertiserId, name, status, role } of expected) {
      const row = rows.find((each) => each.advertiserId === advertiserId);
      const inBusinessCenter = together.simulator.simulator.world.advertisers.get(advertiserId)?.ownerBcId !== null;
      const reason = status === 'STATUS_LIMIT' ? 'suspended' : role === 'ANALYST' ? 'analyst' : undefined;
      expect(row).toMatchObject({
        name,
        status,
        role: inBusinessCenter ? role : null,
        importable: reason === undefined,
      });
      expect(row?.reason).toBe(reason);
      expect(row?.advertiserId).toMatch(/^\d{19}$/);
      expect(row?.currency).toMatch(/^[A-Z]{3}$/);
    }
    expect(new Set(rows.map(({ reason }) => reason))).toEqual(new Set([undefined, 'analyst', 'suspended']));
  });

  test('only the ad accounts that were ticked', async () => {
    const advertiserIds = together.simulator
      .person()
      .advertisers.slice(0, 2)
      .map(({ advertiserId }) => advertiserId);
    const rows = await advertisersOf(await together.connect(token, { advertiserIds }));
    expect(rows.map(({ advertiserId }) => advertiserId).sort()).toEqual([...advertiserIds].sort());
  });

  test('an account that is not approved, and one TikTok no longer shows', async () => {
    const [first, second] = together.simulator.person().advertisers;
    const connectionId = await together.connect(token);
    await together.simulator.control('advertisers/status', {
      advertiserId: first?.advertiserId,
      status: 'STATUS_PENDING_CONFIRM',
    });
    await together.simulator.addFault({
      path: '/advertiser/info/',
      kind: 'code',
      code: 40001,
      message: `No permission to operate advertiser ${second?.advertiserId}.`,
    });
    const rows = await advertisersOf(connectionId);
    expect(rows.find(({ advertiserId }) => advertiserId === first?.advertiserId)).toMatchObject({
      importable: false,
      reason: 'not_approved',
    });
    expect(rows).toHaveLength(together.simulator.person().advertisers.length);
  });

  test('an account out of reach is found within its batch, and the others keep their details', async () => {
    const connectionId = await together.connect(token);
    const gone = together.simulator.person().advertisers[2]?.advertiserId ?? '';
    // TikTok lists it still while it already refuses its details.
    for (let times = 0; times < 4; times += 1) {
      await together.simulator.addFault({
        path: '/advertiser/info/',
        kind: 'code',
        code: 40001,
        message: `No permission to operate advertiser ${gone}.`,
      });
    }
    const rows = await advertisersOf(connectionId);
    const withoutDetails = rows.filter(({ reason }) => reason === 'no_access');
    expect(withoutDetails).toHaveLength(1);
    expect(rows.filter(({ status }) => status !== null)).toHaveLength(rows.length - 1);
  });

  test('roles are unknown, not wrong, when the sign-in may not read Business Centers', async () => {
    const connectionId = await together.connect(token);
    await together.simulator.addFault({
      path: '/bc/get/',
      kind: 'code',
      code: 40001,
      message: 'Permission error: The access token lacks the required scope for endpoint.',
    });
    expect((await advertisersOf(connectionId)).map(({ role }) => role)).toEqual(Array.from({ length: 8 }, () => null));
  });

  test('the number of ad accounts is known as soon as somebody has signed in', async () => {
    const connectionId = await together.connect(token);
    expect((await call('GET', `/v1/connections/${connectionId}`)).json.advertiserCount).toBe(8);
  });

  test('a connection whose ad accounts could not be listed at the sign-in reads them when it is asked for', async () => {
    await together.simulator.addFault({ path: '/oauth2/advertiser/get/', kind: 'html', times: 4 });
    const connectionId = await together.connect(token);
    expect((await call('GET', `/v1/connections/${connectionId}`)).json.advertiserCount).toBe(8);
  });

  test('pages of any size add up, the later ones without asking TikTok again', async () => {
    const connectionId = await together.connect(token);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await call('GET', `/v1/connections/${connectionId}/advertisers?limit=3${cursor}`);
      seen.push(...page.json.items.map(({ advertiserId }: GrantedAdvertiser) => advertiserId));
      cursor = page.json.nextCursor === null ? '' : `&cursor=${page.json.nextCursor}`;
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(8);
    expect(seen).toHaveLength(8);
    // Once for the sign-in itself, once for the first page.
    expect(await calls('/oauth2/advertiser/get/')).toBe(2);
    together.advance(60_000);
    const first = await call('GET', `/v1/connections/${connectionId}/advertisers?limit=3`);
    together.advance(60_000);
    await call('GET', `/v1/connections/${connectionId}/advertisers?limit=3&cursor=${first.json.nextCursor}`);
    expect(await calls('/oauth2/advertiser/get/')).toBe(4);
  });

  test('opening the picker again at once asks TikTok nothing, ten seconds later or after a sign-in it does', async () => {
    const connectionId = await together.connect(token);
    const list = async () => (await advertisersOf(connectionId)).length;
    expect(await list()).toBe(8);
    const asked = await calls('/oauth2/advertiser/get/');
    expect(await list()).toBe(8);
    expect(await calls('/oauth2/advertiser/get/')).toBe(asked);
    await together.connect(token, {
      advertiserIds: together.simulator
        .person()
        .advertisers.slice(0, 3)
        .map(({ advertiserId }) => advertiserId),
    });
    expect(await list()).toBe(3);
    together.advance(10_000);
    const before = await calls('/oauth2/advertiser/get/');
    await list();
    expect(await calls('/oauth2/advertiser/get/')).toBe(before + 1);
  });

  test('a cursor of another list is refused', async () => {
    const connectionId = await together.connect(token);
    const answer = await call('GET', `/v1/connections/${connectionId}/advertisers?cursor=bm90aGluZw`);
    expect([answer.status, answer.json.code]).toEqual([422, 'invalid_request']);
  });

  test('several pages that ask at once share one reading', async () => {
    const connectionId = await together.connect(token);
    await together.simulator.addFault({ path: '/oauth2/advertiser/get/', kind: 'delay', delayMs: 300 });
    await Promise.all([1, 2, 3, 4].map(() => advertisersOf(connectionId)));
    expect(await calls('/oauth2/advertiser/get/')).toBe(2);
  });

  test("TikTok's failures are explained with its request id and leave the connection as it is", async () => {
    const connectionId = await together.connect(token);
    await together.simulator.addFault({
      path: '/oauth2/advertiser/get/',
      kind: 'code',
      code: 40100,
      message: 'Due to too many requests, requests from App 1 are temporarily restricted.',
    });
    const limited = await call('GET', `/v1/connections/${connectionId}/advertisers`);
    const asked = (await together.simulator.requests('/oauth2/advertiser/get/')).at(-1);
    expect([limited.status, limited.json.code, limited.json.tiktokRequestId]).toEqual([
      429,
      'tiktok_rate_limited',
      asked?.tiktokRequestId,
    ]);
    expect(limited.headers.get('retry-after')).toBe('300');
    expect(limited.headers.get('content-type')).toContain('application/problem+json');
    together.advance(300_000);
    await together.simulator.addFault({ path: '/oauth2/advertiser/get/', kind: 'html', times: 4 });
    const broken = await call('GET', `/v1/connections/${connectionId}/advertisers`);
    expect([broken.status, broken.json.code]).toEqual([502, 'tiktok_unavailable']);
    expect((await call('GET', `/v1/connections/${connectionId}`)).json.state).toBe('active');
    expect(await advertisersOf(connectionId)).toHaveLength(8);
  });
});

describe('checking', () => {
  test('a token that TikTok refuses disconnects, with the reason and the request id, and is no error', async () => {
    const connectionId = await together.connect(token);
    await revokeAtTikTok();
    const checked = await call('POST', `/v1/connections/${connectionId}/check`);
    const asked = (await together.simulator.requests('/user/info/')).at(-1);
    expect(checked.status).toBe(200);
    expect(checked.json).toMatchObject({
      state: 'disconnected',
      stateReason: { code: 'connection_disconnected', tiktokRequestId: asked?.tiktokRequestId },
    });
    const listed = await call('GET', `/v1/connections/${connectionId}/advertisers`);
    expect([listed.status, listed.json.code, listed.json.tiktokRequestId]).toEqual([
      409,
      'connection_disconnected',
      asked?.tiktokRequestId,
    ]);
  });

  test('a token that TikTok takes again is active again', async () => {
    const connectionId = await together.connect(token);
    await together.simulator.addFault({
      path: '/user/info/',
      kind: 'code',
      code: 40105,
      message: 'Access token is incorrect or has been revoked.',
    });
    expect((await call('POST', `/v1/connections/${connectionId}/check`)).json.state).toBe('disconnected');
    expect((await call('POST', `/v1/connections/${connectionId}/check`)).json).toMatchObject({
      state: 'active',
      stateReason: null,
      advertiserCount: 8,
    });
  });

  test('a TikTok that does not answer changes nothing', async () => {
    const connectionId = await together.connect(token);
    const before = await call('GET', `/v1/connections/${connectionId}`);
    await together.simulator.addFault({ path: '/user/info/', kind: 'reset', times: 4 });
    const checked = await call('POST', `/v1/connections/${connectionId}/check`);
    expect([checked.status, checked.json.code]).toEqual([502, 'tiktok_unavailable']);
    expect((await call('GET', `/v1/connections/${connectionId}`)).json).toEqual(before.json);
  });
});

describe('removing', () => {
  test('withdraws the grant at TikTok, forgets the token and the ad accounts, and may be repeated', async () => {
    const connectionId = await together.connect(token);
    const importable = (await advertisersOf(connectionId)).find((each) => each.importable);
    await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [importable?.advertiserId] });
    expect((await call('DELETE', `/v1/connections/${connectionId}`)).status).toBe(204);
    await together.server.jobs.runDue();
    expect((await together.simulator.requests('/oauth2/revoke_token/')).map(({ code }) => code)).toEqual([0]);
    expect((await call('DELETE', `/v1/connections/${connectionId}`)).status).toBe(204);
    await together.server.jobs.runDue();
    expect(await calls('/oauth2/revoke_token/')).toBe(1);
    for (const path of ['', '/advertisers'])
      expect((await call('GET', `/v1/connections/${connectionId}${path}`)).status).toBe(404);
    expect((await call('POST', `/v1/connections/${connectionId}/check`)).status).toBe(404);
    expect((await call('GET', '/v1/connections')).json.items).toEqual([]);
    expect((await call('GET', '/v1/ad-accounts')).json.items).toEqual([]);
    const stored = await together.server.deps.store.workspace('workspace-1').connections.get(connectionId);
    expect(stored).toMatchObject({
      state: 'revoked',
      sealedToken: null,
      displayName: null,
      email: null,
      coreUserId: null,
    });
    const started = await call('POST', '/v1/connections/authorize', { origin: ORIGIN, connectionId });
    expect(started.status).toBe(404);
    expect(await together.connect(token)).not.toBe(connectionId);
  });

  test.each([
    { kind: 'html' as const, times: 4 },
    { kind: 'code' as const, code: 40105, times: 1 },
  ])('goes through although TikTok answers with $kind', async (fault) => {
    const connectionId = await together.connect(token);
    await together.simulator.addFault({ path: '/oauth2/revoke_token/', ...fault });
    expect((await call('DELETE', `/v1/connections/${connectionId}`)).status).toBe(204);
    expect((await call('GET', `/v1/connections/${connectionId}`)).status).toBe(404);
  });

  test('another workspace can neither see nor remove it', async () => {
    const connectionId = await together.connect(token);
    const foreign = await together.session({ workspaceId: 'workspace-2' });
    const unknown = 'con_AAAAAAAAAAAAAAAAAAAAAA';
    for (const [method, tail] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/check'],
      ['GET', '/advertisers'],
    ] as const) {
      const answer = await call(method, `/v1/connections/${connectionId}${tail}`, undefined, foreign);
      const missing = await call(method, `/v1/connections/${unknown}${tail}`, undefined, foreign);
      expect(answer.status).toBe(404);
      expect({ ...answer.json, requestId: '' }).toEqual({ ...missing.json, requestId: '' });
    }
    expect((await call('GET', `/v1/connections/${connectionId}`)).json.state).toBe('active');
  });
});

test('an agency with 3,000 ad accounts is read whole, within the limits of its tier', async () => {
  await together.stop();
  together = await startTogether({
    simulator: { profile: 'agency', rateLimits: { qps: 30, qpm: 1_800, qpd: 2_592_000 } },
    env: { TIKTOK_RATE_TIER: 'premium' },
  });
  token = await together.session();
  const connectionId = await together.connect(token);
  const seen = new Set<string>();
  const reasons = new Set<string | undefined>();
  let cursor = '';
  do {
    const page = await call('GET', `/v1/connections/${connectionId}/advertisers?limit=1000${cursor}`);
    expect(page.status, page.text).toBe(200);
    for (const { advertiserId, reason } of page.json.items as GrantedAdvertiser[]) {
      seen.add(advertiserId);
      reasons.add(reason);
    }
    cursor = page.json.nextCursor === null ? '' : `&cursor=${page.json.nextCursor}`;
  } while (cursor !== '');
  expect(seen.size).toBe(3000);
  expect(reasons).toEqual(new Set([undefined, 'analyst', 'suspended', 'not_approved']));
  const requests = await together.simulator.requests();
  expect(requests.filter(({ code }) => code !== 0)).toEqual([]);
  expect(requests.length).toBeLessThan(110);
});
