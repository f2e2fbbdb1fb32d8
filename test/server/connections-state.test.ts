import { afterEach, beforeEach, expect, test } from 'vitest';
import { withGrant } from '../../server/connections/index.ts';
import { setConnectionState } from '../../server/connection-state/index.ts';
import type { Failure } from '../../shared/errors.ts';
import { startTogether, type Together } from '../support/connected.ts';

const workspaceId = 'workspace-1';
const REFUSED: Failure = { code: 'connection_disconnected', message: 'TikTok refuses it.', tiktokRequestId: 'r-1' };
const READ_ONLY: Failure = { code: 'connection_read_only', message: 'It only reads.' };

let together: Together;
let token: string;
let connectionId: string;
/** Which connections were told to be writable again. */
let back: string[];
beforeEach(async () => {
  together = await startTogether();
  token = await together.session();
  connectionId = await together.connect(token);
  back = [];
});
afterEach(() => together.stop());

const deps = () => ({
  ...together.server.deps,
  hooks: {
    connectionBack: async (_: string, id: string) => {
      back.push(id);
    },
    connectionChanged: async () => undefined,
    mirrorRunMoved: async () => undefined,
  },
});
const connections = () => together.server.deps.store.workspace(workspaceId).connections;
const record = async () => {
  const found = await connections().get(connectionId);
  if (found === null) throw new Error('the connection is gone');
  return found;
};
const changes = async (): Promise<object[]> => {
  const answer = await together.server.call('GET', '/v1/audit-log?action=connection.state_changed', { as: token });
  return answer.json.items.map(({ detail }: { detail: object }) => detail);
};
type Set = Parameters<typeof setConnectionState>;
const set = async (to: Set[3], reason: Set[4], judged?: Set[2], extra?: Set[5]) =>
  setConnectionState(deps(), workspaceId, judged ?? (await record()), to, reason, extra);

test('a change is written with its reason and its time, and is in the audit log', async () => {
  together.advance(5000);
  expect(await set('read_only', READ_ONLY)).toBe(true);
  expect(await record()).toMatchObject({ state: 'read_only', stateReason: READ_ONLY });
  expect((await record()).updatedAt).toBeGreaterThan((await record()).createdAt);
  expect(await changes()).toEqual([{ from: 'active', to: 'read_only', code: 'connection_read_only' }]);
});

test('the same state again writes the reason and keeps since when', async () => {
  await set('disconnected', REFUSED);
  const since = (await record()).updatedAt;
  together.advance(5000);
  expect(await set('disconnected', { ...REFUSED, tiktokRequestId: 'r-2' }, undefined, { lastCheckedAt: 7 })).toBe(true);
  expect(await record()).toMatchObject({
    updatedAt: since,
    lastCheckedAt: 7,
    stateReason: { ...REFUSED, tiktokRequestId: 'r-2' },
  });
  expect(await changes()).toHaveLength(1);
});

test('a verdict about an older token, or about a state that is over, changes nothing', async () => {
  const judged = await record();
  await together.connect(token, { connectionId });
  expect(await set('disconnected', REFUSED, judged)).toBe(false);
  const current = await record();
  await set('read_only', READ_ONLY);
  expect(await set('disconnected', REFUSED, current)).toBe(false);
  expect((await record()).state).toBe('read_only');
});

test('two that judge at once: one writes, the other is told that its record is out of date', async () => {
  const judged = await record();
  const written = await Promise.all([
    set('disconnected', REFUSED, judged),
    set('read_only', READ_ONLY, judged),
    set('expiring', READ_ONLY, judged),
  ]);
  expect(written.filter(Boolean)).toHaveLength(1);
  expect(await changes()).toHaveLength(1);
});

test('what waits is told when writing works again, and only then', async () => {
  await set('expiring', READ_ONLY);
  await set('active', null);
  expect(back).toEqual([]);
  await set('read_only', READ_ONLY);
  await set('disconnected', REFUSED);
  expect(back).toEqual([]);
  await set('active', null);
  await set('read_only', READ_ONLY);
  await set('expiring', READ_ONLY);
  expect(back).toEqual([connectionId, connectionId]);
});

test('nothing that was still under way brings a removed connection back', async () => {
  const judged = await record();
  await together.server.call('DELETE', `/v1/connections/${connectionId}`, { as: token });
  expect(await set('active', null, judged)).toBe(false);
  expect(await set('active', null)).toBe(false);
  expect((await record()).state).toBe('revoked');
});

test('a renewal that was overdue is forgotten with the token', async () => {
  await connections().update(connectionId, { renewalTroubleSince: 5 });
  await set('disconnected', REFUSED);
  expect((await record()).renewalTroubleSince).toBeNull();
});

test('a pasted token of another app is not dead because the app may not list its ad accounts', async () => {
  const elsewhere = await together.session({ workspaceId: 'elsewhere' });
  const source = await together.connect(elsewhere);
  const accessToken = await withGrant(
    together.server.deps,
    'elsewhere',
    source,
    'read',
    async (grant) => grant.accessToken,
  );
  const mismatch = {
    path: '/oauth2/advertiser/get/',
    kind: 'code' as const,
    code: 40000,
    message: 'The access token does not belong to this app.',
    times: 3,
  };
  await together.simulator.addFault(mismatch);
  const advertiserIds = together.simulator.person().advertisers.slice(0, 2);
  const third = await together.session({ workspaceId: 'third' });
  const pasted = await together.server.call('POST', '/v1/connections/token', {
    as: third,
    json: {
      environment: 'production',
      accessToken,
      advertiserIds: advertiserIds.map(({ advertiserId }) => advertiserId),
    },
  });
  expect(pasted.status, pasted.text).toBe(201);
  const checked = await together.server.call('POST', `/v1/connections/${pasted.json.id}/check`, { as: third });
  expect(checked.json).toMatchObject({ state: 'active', advertiserCount: 2, advertiserChange: null });
});
