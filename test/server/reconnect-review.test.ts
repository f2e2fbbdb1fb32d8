import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { secretContext } from '../../server/crypto/index.ts';
import { connectionOwner, openTokens, sealTokens } from '../../server/tokens/index.ts';
import type { ConnectionRecord } from '../../server/store/connections.ts';
import { ORIGIN, startTogether, type Together } from '../support/connected.ts';
import type { Answer, CallOptions } from '../support/server.ts';
import type { ConsentOptions } from '../support/simulator.ts';

const MINUTE = 60_000;
const JUN = 'jun.seo@example.com';

let together: Together;
let token: string;
let connectionId: string;
let ids: string[];
let imported: string;

beforeEach(async () => {
  together = await startTogether();
  token = await together.session({ ttlSeconds: 3600 });
  connectionId = await together.connect(token);
  const rows = (await call('GET', `/v1/connections/${connectionId}/advertisers`)).json.items;
  imported = rows.find((row: { importable: boolean }) => row.importable).advertiserId;
  ids = rows.map((row: { advertiserId: string }) => row.advertiserId);
  await call('POST', '/v1/ad-accounts', { json: { connectionId, advertiserIds: [imported] } });
});
afterEach(() => together.stop());

const call = (method: string, path: string, options: CallOptions = {}): Promise<Answer> =>
  together.server.call(method, path, { as: token, ...options });
const others = () => ids.filter((id) => id !== imported);
const stored = async (): Promise<ConnectionRecord> => {
  const record = await together.server.deps.store.workspace('workspace-1').connections.get(connectionId);
  if (record === null) throw new Error('the connection is gone');
  return record;
};
const accountStatus = async () => (await call('GET', '/v1/ad-accounts')).json.items[0]?.status;

/** Signs in up to the callback. @returns the attempt's path and the page */
async function signIn(
  options: ConsentOptions & { plain?: boolean } = {},
): Promise<{ path: string; page: string; status: number }> {
  const { plain = false, ...consent } = options;
  const json = { origin: ORIGIN, ...(plain ? {} : { connectionId }) };
  const started = await call('POST', '/v1/connections/authorize', { json });
  expect(started.status, started.text).toBe(201);
  const page = await together.simulator.authorize(started.json.authorizeUrl, consent);
  return { path: `/v1/connections/attempts/${started.json.attemptId}`, page: page.text, status: page.status };
}

const accept = (path: string, as = token) => call('POST', `${path}/accept`, { as });
const discard = (path: string, as = token) => call('POST', `${path}/discard`, { as });
const heldInStore = async (path: string) =>
  (await together.server.deps.store.workspace('workspace-1').attempts.get(path.split('/').at(-1) ?? ''))?.sealedGrant;

/** Renews the token as the rotation does: the next version of it. */
async function renewToken(): Promise<void> {
  const { deps } = together.server;
  const before = await stored();
  const owner = connectionOwner('workspace-1', connectionId);
  const tokens = openTokens(deps, owner, before.sealedToken ?? '');
  const isRenewed = await deps.store
    .workspace('workspace-1')
    .connections.update(
      connectionId,
      { sealedToken: sealTokens(deps, owner, tokens), tokenVersion: before.tokenVersion + 1 },
      ['active'],
      before.tokenVersion,
    );
  expect(isRenewed).toBe(true);
}

describe('a sign-in that takes something away', () => {
  test('waits for a decision, says what would be lost, and leaves the connection alone', async () => {
    const before = await stored();
    const { path, page, status } = await signIn({ advertiserIds: others() });
    expect(status).toBe(200);
    expect(page).toContain('One more question');
    expect(page).toContain('data-status="succeeded"');
    const attempt = await call('GET', path);
    expect(attempt.json).toMatchObject({
      status: 'pending',
      review: {
        connectionId,
        otherUser: null,
        lostAdvertiserCount: 1,
        lostImportedCount: 1,
        lostAdvertisers: [{ advertiserId: imported, imported: true }],
        lostScopes: [],
      },
    });
    expect(Date.parse(attempt.json.expiresAt) - Date.now()).toBeGreaterThan(29 * MINUTE);
    expect(await stored()).toEqual(before);
    expect(await accountStatus()).toBe('connected');
  });

  test('is kept sealed: neither token nor name of it is readable in the database or the log', async () => {
    const { path } = await signIn({ advertiserIds: others() });
    const id = path.split('/').at(-1) ?? '';
    const context = secretContext({ workspaceId: 'workspace-1', kind: 'attempt-grant', id });
    const grant = JSON.parse(together.server.deps.sealer.open((await heldInStore(path)) ?? '', context));
    const directory = dirname(together.server.dataDir);
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const contents = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')));
    expect(contents.join('').length).toBeGreaterThan(10_000);
    const { accessToken } = grant.tokens;
    expect(accessToken.length).toBeGreaterThan(8);
    for (const text of [together.log(), (await call('GET', path)).text, ...contents])
      expect(text.includes(accessToken)).toBe(false);
  });

  test('tells fewer permissions and fewer ad accounts together', async () => {
    const { path } = await signIn({ advertiserIds: others().slice(0, 2), scopes: ['1', '2'] });
    const { review } = (await call('GET', path)).json;
    expect(review.lostScopes).toContainEqual({ id: '3', name: 'Audience Management' });
    expect(review.lostScopes).toContainEqual({ id: '7294180478502830081', name: 'CRM Event Management' });
    expect([review.lostAdvertiserCount, review.lostImportedCount]).toEqual([ids.length - 2, 1]);
    expect(review.lostAdvertisers[0]).toMatchObject({ advertiserId: imported, imported: true });
  });

  test('asks as well where the connection was not named and the TikTok user is known', async () => {
    const { path } = await signIn({ advertiserIds: others(), plain: true });
    expect((await call('GET', path)).json).toMatchObject({ status: 'pending', review: { connectionId } });
    expect((await call('GET', '/v1/connections')).json.items).toHaveLength(1);
  });

  test('asks for a connection that TikTok refuses, too', async () => {
    await together.simulator.control('tokens/revoke', { advertiserId: imported });
    await call('POST', `/v1/connections/${connectionId}/check`);
    expect((await stored()).state).toBe('disconnected');
    const { path } = await signIn({ advertiserIds: others() });
    expect((await call('GET', path)).json.review).toMatchObject({ lostImportedCount: 1 });
    expect((await stored()).state).toBe('disconnected');
    expect((await accept(path)).json).toMatchObject({ status: 'succeeded', connectionId });
    expect((await stored()).state).toBe('active');
  });

  test('by another TikTok user says both names, and accepting gives the connection to the new one', async () => {
    const { path } = await signIn({ email: JUN });
    const { review } = (await call('GET', path)).json;
    const [before, now] = [together.simulator.person(), together.simulator.person(JUN)];
    expect(review.otherUser).toEqual({ before: before.displayName, now: now.displayName });
    expect((await accept(path)).json).toMatchObject({ status: 'succeeded', connectionId });
    expect((await call('GET', `/v1/connections/${connectionId}`)).json.tiktokUser.coreUserId).toBe(now.coreUserId);
  });

  test('with more ad accounts and permissions is taken over at once', async () => {
    const fewer = await together.connect(token, { connectionId, advertiserIds: others().slice(0, 3) });
    expect(fewer).toBe(connectionId);
    const { path, page } = await signIn({});
    expect(page).toContain('TikTok is connected');
    expect((await call('GET', path)).json).toMatchObject({ status: 'succeeded', connectionId });
  });

  test('ends as passing trouble when TikTok does not list the ad accounts now; nothing is lost blindly', async () => {
    const before = await stored();
    await together.simulator.addFault({ path: '/oauth2/advertiser/get/', kind: 'html', times: 8 });
    const { path, status } = await signIn({ advertiserIds: others() });
    await together.simulator.clearFaults();
    expect(status).toBe(400);
    const attempt = (await call('GET', path)).json;
    expect(attempt).toMatchObject({ status: 'failed', error: { code: 'tiktok_unavailable' } });
    expect(attempt.error.message).toContain('stays as it was');
    expect(await stored()).toEqual(before);
  });

  test('that may not list ad accounts at all is said to reach none', async () => {
    await together.simulator.addFault({
      path: '/oauth2/advertiser/get/',
      kind: 'code',
      code: 40001,
      message: 'Permission error: The access token lacks the required scope for endpoint.',
    });
    const { path } = await signIn({ scopes: ['3'] });
    const { review } = (await call('GET', path)).json;
    expect(review).toMatchObject({ lostAdvertiserCount: ids.length, lostImportedCount: 1 });
    expect(review.lostScopes).toContainEqual({ id: '1', name: 'Ad Account Management' });
  });
});

describe('accepting', () => {
  test('keeps the id, the imported ad accounts and their history, and shows what is gone', async () => {
    const { path } = await signIn({ advertiserIds: others() });
    const { sealedToken, tokenVersion } = await stored();
    const accepted = await accept(path);
    expect(accepted.json).toMatchObject({ status: 'succeeded', connectionId });
    expect(accepted.json.review).toBeUndefined();
    const after = await stored();
    expect(after.sealedToken).not.toBe(sealedToken);
    expect(after.tokenVersion).toBe(tokenVersion + 1);
    expect(await heldInStore(path)).toBeNull();
    expect(await accountStatus()).toBe('no_permission');
    await together.server.jobs.runDue();
    const connection = (await call('GET', `/v1/connections/${connectionId}`)).json;
    expect(connection).toMatchObject({ advertiserCount: ids.length - 1, importedCount: 1, advertiserChange: null });
  });

  test.each(['read_only', 'disconnected'] as const)('wakes what waited while it was %s', async (state) => {
    const { deps } = together.server;
    await deps.store.workspace('workspace-1').connections.update(connectionId, { state });
    const connectionBack = vi.spyOn(deps.hooks, 'connectionBack');
    const { path } = await signIn({ advertiserIds: others() });
    expect(connectionBack).not.toHaveBeenCalled();
    await accept(path);
    expect(connectionBack.mock.calls).toEqual([['workspace-1', connectionId]]);
    expect((await stored()).state).toBe('active');
  });

  test('is written down with what it took away, by the person who did it', async () => {
    const { path } = await signIn({ advertiserIds: others() });
    await accept(path);
    const { items } = (await call('GET', '/v1/audit-log?action=connection.reconnected')).json;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      subjectId: connectionId,
      actor: { kind: 'session', userId: 'user-1' },
      detail: { lostAdAccounts: 1, lostImported: 1, lostPermissions: 0, otherUser: false },
    });
  });

  test('happens once, however often it is asked for', async () => {
    const { path } = await signIn({ advertiserIds: others() });
    const { tokenVersion } = await stored();
    const answers = await Promise.all([accept(path), accept(path), accept(path), discard(path)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const isAccepted = answers[3]?.status !== 200;
    expect((await stored()).tokenVersion).toBe(tokenVersion + (isAccepted ? 1 : 0));
    expect((await accept(path)).json.code).toBe('oauth_review_over');
  });

  test('is for the person who started the sign-in, and for nobody of another workspace', async () => {
    const { path } = await signIn({ advertiserIds: others() });
    const colleague = await together.session({ userId: 'user-2' });
    const stranger = await together.session({ workspaceId: 'workspace-2' });
    const reader = await together.session({ permissions: ['read'] });
    for (const as of [colleague, stranger]) {
      expect((await accept(path, as)).status).toBe(404);
      expect((await discard(path, as)).status).toBe(404);
    }
    expect((await accept(path, reader)).status).toBe(403);
    expect((await accept(path)).status).toBe(200);
  });

  test('is over after half an hour, and what was kept is wiped by itself', async () => {
    const before = await stored();
    const { path } = await signIn({ advertiserIds: others() });
    together.advance(30 * MINUTE);
    expect((await call('GET', path)).json).toMatchObject({ status: 'expired' });
    expect((await call('GET', path)).json.review).toBeUndefined();
    await together.server.jobs.runDue();
    expect(await heldInStore(path)).toBeNull();
    const late = await accept(path);
    expect([late.status, late.json.code]).toEqual([409, 'oauth_review_over']);
    expect((await discard(path)).json.code).toBe('oauth_review_over');
    expect((await stored()).tokenVersion).toBe(before.tokenVersion);
  });

  test('too late wipes what was kept even before the job runs, and so does the next sign-in', async () => {
    const first = await signIn({ advertiserIds: others() });
    const second = await signIn({ advertiserIds: others() });
    together.advance(31 * MINUTE);
    await accept(first.path);
    expect(await heldInStore(second.path)).toBeNull();
    token = await together.session();
    const third = await signIn({ advertiserIds: others() });
    together.advance(31 * MINUTE);
    token = await together.session();
    await call('POST', '/v1/connections/authorize', { json: { origin: ORIGIN } });
    expect(await heldInStore(third.path)).toBeNull();
  });

  test('survives a restart of the server in between', async () => {
    const { path } = await signIn({ advertiserIds: others() });
    await together.server.restart();
    expect((await call('GET', path)).json.review).toMatchObject({ connectionId });
    expect((await accept(path)).json).toMatchObject({ status: 'succeeded', connectionId });
  });

  test('goes on with a connection whose token was renewed meanwhile', async () => {
    const { path } = await signIn({ advertiserIds: others() });
    await renewToken();
    const { tokenVersion } = await stored();
    expect((await accept(path)).status).toBe(200);
    expect((await stored()).tokenVersion).toBe(tokenVersion + 1);
  });

  test('asks anew when more would be lost by now than was agreed to', async () => {
    const kept = others().slice(0, 2);
    const first = await signIn({ advertiserIds: [imported, ...kept] });
    expect((await call('GET', first.path)).json.review.lostImportedCount).toBe(0);
    // A colleague imports one of the ad accounts that are about to go.
    const importable = (await call('GET', `/v1/connections/${connectionId}/advertisers`)).json.items.find(
      (row: { importable: boolean; advertiserId: string }) => row.importable && !kept.includes(row.advertiserId),
    );
    await call('POST', '/v1/ad-accounts', { json: { connectionId, advertiserIds: [importable.advertiserId] } });
    const { tokenVersion } = await stored();
    const asked = await accept(first.path);
    expect(asked.json).toMatchObject({ status: 'pending', review: { lostImportedCount: 1 } });
    expect((await stored()).tokenVersion).toBe(tokenVersion);
    expect((await accept(first.path)).json).toMatchObject({ status: 'succeeded' });
  });

  test('has nothing to give to a connection that was disconnected meanwhile', async () => {
    const { path } = await signIn({ advertiserIds: others() });
    expect((await call('DELETE', `/v1/connections/${connectionId}`)).status).toBe(204);
    expect(await heldInStore(path)).toBeNull();
    expect((await call('GET', path)).json).toMatchObject({ status: 'failed', error: { code: 'oauth_review_over' } });
    const late = await accept(path);
    expect([late.status, late.json.code]).toEqual([409, 'oauth_review_over']);
    expect(late.json.detail).toContain('disconnected');
  });

  test('refuses another user who got a connection of their own meanwhile', async () => {
    const { path } = await signIn({ email: JUN });
    await together.connect(token, { email: JUN });
    const late = await accept(path);
    expect([late.status, late.json.code]).toEqual([409, 'oauth_user_mismatch']);
    expect((await call('GET', path)).json).toMatchObject({ status: 'failed', error: { code: 'oauth_user_mismatch' } });
    expect(await heldInStore(path)).toBeNull();
  });

  test('races a renewal and a disconnect to one clear end', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { path } = await signIn({ advertiserIds: others().slice(round) });
      const attempt = (await call('GET', path)).json;
      if (attempt.review === undefined) continue;
      const [accepted] = await Promise.all([accept(path), renewToken().catch(() => undefined)]);
      expect(accepted.json).toMatchObject({ status: 'succeeded', connectionId });
      expect((await stored()).state).toBe('active');
      await together.connect(token, { connectionId });
    }
    const { path } = await signIn({ advertiserIds: others() });
    const [accepted, removed] = await Promise.all([accept(path), call('DELETE', `/v1/connections/${connectionId}`)]);
    expect(removed.status).toBe(204);
    expect([200, 409]).toContain(accepted.status);
    expect(await stored()).toMatchObject({ state: 'revoked', sealedToken: null, coreUserId: null });
    expect(await heldInStore(path)).toBeNull();
    expect((await call('GET', '/v1/ad-accounts')).json.items).toEqual([]);
  });
});

describe('discarding', () => {
  test('changes nothing, withdraws nothing at TikTok, and is written down', async () => {
    const before = await stored();
    const { path } = await signIn({ advertiserIds: others() });
    const discarded = await discard(path);
    expect(discarded.json).toMatchObject({ status: 'failed', error: { code: 'oauth_discarded' } });
    expect(await stored()).toEqual(before);
    expect(await heldInStore(path)).toBeNull();
    await together.server.jobs.runDue();
    expect(await together.simulator.requests('/oauth2/revoke_token/')).toEqual([]);
    expect((await call('POST', `/v1/connections/${connectionId}/check`)).json.state).toBe('active');
    const { items } = (await call('GET', '/v1/audit-log?action=connection.sign_in_discarded')).json;
    expect(items).toHaveLength(1);
    for (const again of [await discard(path), await accept(path)])
      expect([again.status, again.json.code]).toEqual([409, 'oauth_review_over']);
  });

  test('has nothing to do for a sign-in that is still at TikTok, and does not end it', async () => {
    const started = await call('POST', '/v1/connections/authorize', { json: { origin: ORIGIN, connectionId } });
    const path = `/v1/connections/attempts/${started.json.attemptId}`;
    for (const answer of [await discard(path), await accept(path)])
      expect([answer.status, answer.json.code]).toEqual([409, 'oauth_review_over']);
    await together.simulator.authorize(started.json.authorizeUrl);
    expect((await call('GET', path)).json).toMatchObject({ status: 'succeeded', connectionId });
  });
});
