import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { advertiserChange, toSeen } from '../../server/connections/advertiser-change.ts';
import { connectionNotices, missingScopes } from '../../server/connections/notices.ts';
import type { GrantedAdvertiserRecord } from '../../server/store/connections.ts';
import type { Connection, GrantedAdvertiser } from '../../shared/connections.ts';
import { startTogether, type Together } from '../support/connected.ts';
import type { Answer } from '../support/server.ts';
import { connection } from './store/records.ts';

const account = (advertiserId: string, change: Partial<GrantedAdvertiserRecord> = {}): GrantedAdvertiserRecord => ({
  advertiserId,
  name: `Account ${advertiserId}`,
  status: 'STATUS_ENABLE',
  role: null,
  currency: null,
  timezone: null,
  country: null,
  ...change,
});

describe('the difference between two readings', () => {
  const seen = (...advertisers: GrantedAdvertiserRecord[]) => toSeen(advertisers, 'production', true);

  test('names what came and what went, and is none when nothing did', () => {
    const before = seen(account('1'), account('2'));
    expect(
      advertiserChange(before, seen(account('2', { status: 'STATUS_LIMIT', role: 'ANALYST' }), account('1')), 5),
    ).toBe(null);
    expect(advertiserChange(before, seen(account('2'), account('4'), account('3')), 5)).toEqual({
      at: 5,
      gainedCount: 2,
      lostCount: 1,
      gained: [
        { advertiserId: '3', name: 'Account 3' },
        { advertiserId: '4', name: 'Account 4' },
      ],
      lost: [{ advertiserId: '1', name: 'Account 1' }],
    });
  });

  test('an account that is listed without a status is out of reach: it is lost, and gained when its status is back', () => {
    const reached = seen(account('1'));
    const outOfReach = seen(account('1', { status: null }));
    expect(advertiserChange(reached, outOfReach, 5)).toMatchObject({ gainedCount: 0, lostCount: 1 });
    expect(advertiserChange(outOfReach, reached, 5)).toMatchObject({ gainedCount: 1, lostCount: 0 });
    expect(advertiserChange(outOfReach, outOfReach, 5)).toBeNull();
  });

  test('where no status is told, in the sandbox or without the permission for details, nothing is lost by that', () => {
    const sandbox = toSeen([account('1', { status: null })], 'sandbox', true);
    expect(advertiserChange(sandbox, sandbox, 5)).toBeNull();
    expect(sandbox.reached.size).toBe(1);
    const before = seen(account('1'), account('2', { status: null }));
    const blind = toSeen(
      [account('1', { status: null }), account('2', { status: null }), account('3', { status: null })],
      'production',
      false,
      before,
    );
    expect(advertiserChange(before, blind, 5)).toMatchObject({
      gained: [{ advertiserId: '3', name: 'Account 3' }],
      lostCount: 0,
    });
  });

  test('20,000 accounts each way: whole counts, a hundred names, by name', () => {
    const many = (first: number) =>
      seen(...Array.from({ length: 20_000 }, (_, index) => account(String(first + 19_999 - index))));
    const change = advertiserChange(many(100_000), many(200_000), 5);
    expect(change).toMatchObject({ gainedCount: 20_000, lostCount: 20_000 });
    expect(change?.gained).toHaveLength(100);
    expect(change?.lost[0]).toEqual({ advertiserId: '100000', name: 'Account 100000' });
  });
});

describe('what people should know about a connection that works', () => {
  const now = 1_000_000_000_000;
  const DAY = 86_400_000;
  test.each([
    ['nothing', {}, 3, []],
    ['no ad accounts', {}, 0, ['no_ad_accounts']],
    ['no ad accounts, but a Business Center', { businessCenterCount: 2 }, 0, ['business_center_only']],
    ['a permission that was not ticked', { scopes: ['1', '4'] }, 3, ['permissions_missing']],
    ['a permission TikTok turned a call away for', { scopes: [], refusedScopes: ['1'] }, 3, ['permissions_missing']],
    ['permissions TikTok did not tell', { scopes: [] }, 3, []],
    ['words instead of numbers', { kind: 'tiktok_account', scopes: ['user.info.basic'] }, 3, []],
    ['the end of the sign-in', { refreshExpiresAt: now + 14 * DAY }, 3, ['sign_in_ends']],
    ['a sign-in that goes on', { refreshExpiresAt: now + 14 * DAY + 1, tokenExpiresAt: now + 1 }, 3, []],
    ['a renewal that fails', { renewalTroubleSince: now }, 3, ['renewal_delayed']],
    ['the sandbox', { environment: 'sandbox' }, 1, ['sandbox_limits']],
    ['a dead one', { state: 'disconnected', renewalTroubleSince: now, refreshExpiresAt: now }, 0, []],
  ] as const)('%s', (_, change, advertiserCount, notices) => {
    const record = connection({ scopes: ['1', '3'], ...change } as Parameters<typeof connection>[0]);
    expect(connectionNotices(record, advertiserCount, now)).toEqual(notices);
  });

  test('missing permissions are named as TikTok names them', () => {
    expect(missingScopes(connection({ scopes: ['4'] }))).toEqual([
      { id: '1', name: 'Ad Account Management' },
      { id: '3', name: 'Audience Management' },
    ]);
  });
});

describe('at TikTok', () => {
  let together: Together;
  let token: string;
  beforeEach(async () => {
    together = await startTogether();
    token = await together.session();
  });
  afterEach(() => together.stop());

  const call = (method: string, path: string, json?: unknown): Promise<Answer> =>
    together.server.call(method, path, { as: token, ...(json === undefined ? {} : { json }) });
  const get = async (connectionId: string): Promise<Connection> =>
    (await call('GET', `/v1/connections/${connectionId}`)).json;
  const check = async (connectionId: string): Promise<Connection> => {
    const answer = await call('POST', `/v1/connections/${connectionId}/check`);
    expect(answer.status, answer.text).toBe(200);
    return answer.json;
  };
  const advertisersOf = async (connectionId: string): Promise<GrantedAdvertiser[]> =>
    (await call('GET', `/v1/connections/${connectionId}/advertisers`)).json.items;
  const people = () => together.simulator.person().advertisers;
  const setRole = (advertiserId: string, role: string | null) =>
    together.simulator.control('roles', { advertiserId, role, email: together.simulator.person().email });

  test('somebody without ad accounts is told so, and whether a Business Center could share some', async () => {
    const nobody = await together.connect(token, { email: 'tomas.vale@example.com' });
    expect(await check(nobody)).toMatchObject({ state: 'active', advertiserCount: 0, notices: ['no_ad_accounts'] });
    const member = await together.connect(token, { email: 'ida.holm@example.com' });
    expect(await check(member)).toMatchObject({
      state: 'active',
      advertiserCount: 0,
      notices: ['business_center_only'],
    });
  });

  test('a connection whose accounts could not be listed yet is not said to have none', async () => {
    await together.simulator.addFault({ path: '/oauth2/advertiser/get/', kind: 'code', code: 60001 });
    const connectionId = await together.connect(token);
    expect((await call('GET', '/v1/connections')).json.items[0]).toMatchObject({ advertiserCount: 0, notices: [] });
    expect(await get(connectionId)).toMatchObject({ advertiserCount: 8, notices: [] });
  });

  test('a permission that was not ticked is named from the sign-in on', async () => {
    const connectionId = await together.connect(token, { scopes: ['1', '4'] });
    expect(await get(connectionId)).toMatchObject({
      notices: ['permissions_missing'],
      missingScopes: [{ id: '3', name: 'Audience Management' }],
    });
  });

  test('without the permission for audiences an ad account can be imported and is told to be read-only', async () => {
    const connectionId = await together.connect(token, { scopes: ['1', '4'] });
    const [first] = (await advertisersOf(connectionId)).filter(({ importable }) => importable);
    await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [first?.advertiserId] });
    expect((await call('GET', '/v1/ad-accounts')).json.items[0]).toMatchObject({
      status: 'read_only',
      statusReason: { code: 'tiktok_permission_denied', message: expect.stringContaining('Audience Management') },
    });
    await together.connect(token, { connectionId });
    expect((await call('GET', '/v1/ad-accounts')).json.items[0].status).toBe('connected');
  });

  test('a permission TikTok turns a call away for is noted at once, until somebody signs in again', async () => {
    const connectionId = await together.connect(token);
    const [first] = (await advertisersOf(connectionId)).filter(({ importable }) => importable);
    await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [first?.advertiserId] });
    await together.simulator.addFault({
      path: '/dmp/custom_audience/list/',
      kind: 'code',
      code: 40130,
      message: 'The scope is not authorized.',
    });
    const listed = await call('GET', `/v1/audiences?advertiserId=${first?.advertiserId}`);
    expect([listed.status, listed.json.code]).toEqual([403, 'tiktok_permission_denied']);
    const audiences = [{ id: '3', name: 'Audience Management' }];
    expect(await check(connectionId)).toMatchObject({ notices: ['permissions_missing'], missingScopes: audiences });
    expect((await call('GET', '/v1/ad-accounts')).json.items[0].status).toBe('read_only');
    await together.connect(token, { connectionId });
    expect(await get(connectionId)).toMatchObject({ notices: [], missingScopes: [] });
  });

  test('without the permission for details the accounts are there and unknown, and known ones are not lost', async () => {
    const connectionId = await together.connect(token, { scopes: ['3'] });
    const rows = await advertisersOf(connectionId);
    expect(rows).toHaveLength(8);
    expect(rows.every(({ reason, status }) => reason === 'no_access' && status === null)).toBe(true);
    expect(await check(connectionId)).toMatchObject({
      advertiserCount: 8,
      notices: ['permissions_missing'],
      missingScopes: [{ id: '1', name: 'Ad Account Management' }],
      advertiserChange: null,
    });
  });

  test('a permission taken away later is noted, keeps what is known, and is forgotten when it is back', async () => {
    const connectionId = await together.connect(token);
    const before = await advertisersOf(connectionId);
    const first = before.find(({ importable }) => importable)?.advertiserId ?? '';
    await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [first] });
    await together.simulator.addFault({
      path: '/advertiser/info/',
      kind: 'code',
      code: 40001,
      message: 'Permission error: The access token lacks the required scope for endpoint.',
    });
    const missing = [{ id: '1', name: 'Ad Account Management' }];
    expect(await check(connectionId)).toMatchObject({ missingScopes: missing, advertiserChange: null });
    expect((await call('GET', '/v1/ad-accounts')).json.items).toEqual([
      expect.objectContaining({ advertiserId: first, status: 'connected' }),
    ]);
    expect((await advertisersOf(connectionId)).map(({ status }) => status)).toEqual(before.map(({ status }) => status));
    expect(await check(connectionId)).toMatchObject({ missingScopes: [], advertiserChange: null });
  });

  test('roles that TikTok is too busy for stay as they were known', async () => {
    const connectionId = await together.connect(token);
    const before = await advertisersOf(connectionId);
    expect(before.some(({ role }) => role === 'ANALYST')).toBe(true);
    together.advance(60_000);
    await together.simulator.addFault({ path: '/bc/get/', kind: 'code', code: 60001 });
    expect((await advertisersOf(connectionId)).map(({ role, reason }) => [role, reason])).toEqual(
      before.map(({ role, reason }) => [role, reason]),
    );
  });

  test('at the first reading nothing is shown rather than an analyst as somebody who may export', async () => {
    const connectionId = await together.connect(token);
    await together.simulator.addFault({ path: '/bc/get/', kind: 'code', code: 60001 });
    const answer = await call('GET', `/v1/connections/${connectionId}/advertisers`);
    expect([answer.status, answer.json.code]).toEqual([502, 'tiktok_unavailable']);
    expect((await advertisersOf(connectionId)).some(({ reason }) => reason === 'analyst')).toBe(true);
  });

  test('an analyst cannot import for exports and is told why', async () => {
    const connectionId = await together.connect(token);
    const analyst = (await advertisersOf(connectionId)).find(({ reason }) => reason === 'analyst');
    const answer = await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [analyst?.advertiserId] });
    expect([answer.status, answer.json.code]).toEqual([422, 'account_not_importable']);
    expect(answer.json.errors[0].message).toMatch(/analyst.*only reads.*admin/);
  });

  test('accounts gained and lost since the last reading are a difference, kept until the next one or a sign-in', async () => {
    const connectionId = await together.connect(token);
    await advertisersOf(connectionId);
    expect((await get(connectionId)).advertiserChange).toBeNull();
    const [first, second] = people();
    await setRole(first?.advertiserId ?? '', null);
    const lost = (await check(connectionId)).advertiserChange;
    expect(lost).toMatchObject({
      gainedCount: 0,
      lostCount: 1,
      lost: [{ advertiserId: first?.advertiserId, name: first?.name }],
    });
    together.advance(600_000);
    expect((await check(connectionId)).advertiserChange).toEqual(lost);
    await setRole(first?.advertiserId ?? '', 'ADMIN');
    await setRole(second?.advertiserId ?? '', null);
    expect((await check(connectionId)).advertiserChange).toMatchObject({
      gained: [{ advertiserId: first?.advertiserId }],
      lost: [{ advertiserId: second?.advertiserId }],
    });
    await together.connect(token, { connectionId });
    await together.server.jobs.runDue();
    expect((await get(connectionId)).advertiserChange).toBeNull();
  });

  test('a list TikTok could not give loses nothing', async () => {
    const connectionId = await together.connect(token);
    await advertisersOf(connectionId);
    for (const fault of [
      { path: '/oauth2/advertiser/get/', code: 60001 },
      { path: '/oauth2/advertiser/get/', code: 40003 },
      { path: '/advertiser/info/', code: 61000 },
    ]) {
      await together.simulator.addFault({ ...fault, kind: 'code' });
      expect((await call('POST', `/v1/connections/${connectionId}/check`)).status).not.toBe(200);
      await together.simulator.clearFaults();
    }
    expect(await get(connectionId)).toMatchObject({ state: 'active', advertiserCount: 8, advertiserChange: null });
  });

  test('one token serves all its accounts: importing more needs no other sign-in', async () => {
    const connectionId = await together.connect(token);
    const ids = (await advertisersOf(connectionId))
      .filter(({ importable }) => importable)
      .map(({ advertiserId }) => advertiserId);
    for (const advertiserId of ids) {
      expect((await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [advertiserId] })).status).toBe(201);
    }
    expect(await together.simulator.requests('/oauth2/access_token/')).toHaveLength(1);
    expect((await get(connectionId)).importedCount).toBe(ids.length);
  });
});
