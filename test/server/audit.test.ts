import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../shared/audit.ts';
import { writeAudit } from '../../server/audit/index.ts';
import { ORIGIN, startTogether, type Together } from '../support/connected.ts';
import type { Answer, CallOptions } from '../support/server.ts';

let together: Together;
let token: string;
beforeEach(async () => {
  together = await startTogether({ exportLimits: { followFirstMs: 1 } });
  token = await together.session({ origin: ORIGIN });
});
afterEach(() => together.stop());

const call = (method: string, path: string, json?: unknown, options: CallOptions = {}): Promise<Answer> =>
  together.server.call(method, path, {
    as: token,
    headers: { Origin: ORIGIN },
    ...(json === undefined ? {} : { json }),
    ...options,
  });
async function logged(query = ''): Promise<AuditEntry[]> {
  const answer = await call('GET', `/v1/audit-log?limit=100${query}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.json.items;
}
const actions = async (query = '') => (await logged(query)).map(({ action }) => action).toReversed();
const importable = () =>
  together.simulator
    .person()
    .advertisers.filter(({ role, status }) => role === 'ADMIN' && status === 'STATUS_ENABLE')
    .map(({ advertiserId }) => advertiserId);

describe('the audit log', () => {
  test('tells who did what from where, newest first', async () => {
    const connectionId = await together.connect(token);
    const [first, second] = importable();
    await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [first, second] });
    await call('PUT', '/v1/mapping', { attributes: { email: 'Email' } });
    const opened = await call('POST', '/v1/exports', {
      advertiserId: first,
      attributes: ['email'],
      audience: { create: { name: 'VIP of Kim' } },
    });
    expect(opened.status, opened.text).toBe(201);
    await call('POST', `/v1/exports/${opened.json.id}/cancel`);
    await call('DELETE', `/v1/ad-accounts/${second}`);
    await call('DELETE', `/v1/ad-accounts/${second}`);
    await together.connect(token);
    await call('DELETE', `/v1/connections/${connectionId}`);

    const entries = await logged();
    expect(entries.map(({ action, subjectId }) => [action, subjectId]).toReversed()).toEqual([
      ['connection.connected', connectionId],
      ...[first, second].map((advertiserId) => ['ad_account.imported', advertiserId]),
      ['mapping.saved', 'mapping'],
      ['export.created', opened.json.id],
      ['export.cancelled', opened.json.id],
      ['ad_account.removed', second],
      ['connection.reconnected', connectionId],
      ['connection.disconnected', connectionId],
    ]);
    for (const { actor, origin } of entries) {
      expect(actor).toEqual({ kind: 'session', userId: 'user-1' });
      expect(origin).toBe(ORIGIN);
    }
    expect(JSON.stringify(entries)).not.toMatch(/VIP of Kim|@/);
  });

  test('tells what the server did by itself', async () => {
    const connectionId = await together.connect(token);
    await together.simulator.control('tokens/revoke', { coreUserId: together.simulator.person().coreUserId });
    expect((await call('POST', `/v1/connections/${connectionId}/check`)).json.state).toBe('disconnected');
    expect((await logged())[0]).toMatchObject({
      action: 'connection.state_changed',
      actor: { kind: 'server', userId: null },
      origin: null,
      subjectId: connectionId,
      detail: { from: 'active', to: 'disconnected' },
    });
  });

  test('follows an export from its start to its end', async () => {
    const connectionId = await together.connect(token);
    const [advertiserId] = importable();
    await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [advertiserId] });
    await call('PUT', '/v1/mapping', { attributes: { email: 'Email' } });
    const opened = await call('POST', '/v1/exports', {
      advertiserId,
      attributes: ['email'],
      audience: { create: { name: 'People' } },
    });
    const path = `/v1/exports/${opened.json.id}`;
    const body = `Email\n${Array.from({ length: 5 }, (_, index) => `p${index}@example.com\n`).join('')}`;
    await call('PUT', `${path}/records`, undefined, { body, headers: { 'Content-Type': 'text/csv', Origin: ORIGIN } });
    const fault = { path: '/dmp/custom_audience/file/upload/', kind: 'code' as const, code: 40001, message: 'No.' };
    await together.simulator.addFault({ ...fault, times: 1 });
    expect((await call('POST', `${path}/start`)).status).toBe(202);
    await together.server.jobs.runDue();
    expect((await call('GET', path)).json.state).toBe('failed');
    expect((await call('POST', `${path}/retry`)).status).toBe(202);
    await together.server.jobs.runDue();
    await call('POST', `${path}/cancel`);

    const entries = (await logged(`&subjectId=${opened.json.id}`)).toReversed();
    expect(entries.map(({ action, actor }) => [action, actor.kind])).toEqual([
      ['export.created', 'session'],
      ['export.started', 'session'],
      ['export.finished', 'server'],
      ['export.retried', 'session'],
      ['export.cancelled', 'session'],
    ]);
    expect(entries[0]?.detail).toEqual({ advertiserId, change: 'CREATE' });
    expect(entries[1]?.detail).toMatchObject({ people: 5 });
    expect(entries[2]?.detail).toMatchObject({ state: 'failed', code: 'tiktok_permission_denied' });
  });

  test('is read in pages and narrowed', async () => {
    const { deps } = together.server;
    for (let index = 0; index < 5; index += 1) {
      await writeAudit(deps, 'workspace-1', { kind: 'server' }, { action: 'mapping.saved', subjectId: `m-${index}` });
    }
    await writeAudit(deps, 'workspace-1', { kind: 'server' }, { action: 'tiktok_app.saved', subjectId: '71' });
    expect(await actions('&action=tiktok_app.saved')).toEqual(['tiktok_app.saved']);
    expect((await logged('&subjectId=m-3')).map(({ subjectId }) => subjectId)).toEqual(['m-3']);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { json } = await call('GET', `/v1/audit-log?limit=2${cursor}`);
      seen.push(...json.items.map(({ subjectId }: AuditEntry) => subjectId));
      cursor = json.nextCursor === null ? '' : `&cursor=${json.nextCursor}`;
    } while (cursor !== '');
    expect(seen.toSorted()).toEqual(['71', 'm-0', 'm-1', 'm-2', 'm-3', 'm-4']);
    expect((await call('GET', '/v1/audit-log?action=made.up')).json.code).toBe('invalid_request');
    expect((await call('GET', '/v1/audit-log?cursor=x')).json.code).toBe('invalid_request');
  });

  test('is for the host and for people who may connect', async () => {
    const reader = await together.session({ permissions: ['read', 'map', 'export'] });
    expect((await call('GET', '/v1/audit-log', undefined, { as: reader, headers: {} })).json.code).toBe(
      'permission_denied',
    );
    const host = { as: together.server.hostKey, workspaceId: 'workspace-1', headers: {} };
    expect((await call('GET', '/v1/audit-log', undefined, host)).status).toBe(200);
    await call('PUT', '/v1/mapping', { attributes: {} }, host);
    expect((await logged())[0]).toMatchObject({
      action: 'mapping.saved',
      actor: { kind: 'host', userId: null },
      origin: null,
    });
  });

  test('says nothing of what was refused or lost', async () => {
    const connectionId = await together.connect(token);
    const before = await actions();
    await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: ['7999999999999999999'] });
    await call(
      'PUT',
      '/v1/mapping',
      { attributes: { email: 'Email' } },
      { headers: { 'If-Match': '"9"', Origin: ORIGIN } },
    );
    await call('PUT', '/v1/tiktok-app', { appId: '7200000000000000001', appSecret: 'not-the-secret-of-it' });
    await call('DELETE', '/v1/tiktok-app');
    await call('DELETE', '/v1/ad-accounts/7999999999999999999');
    await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: importable().slice(0, 1) });
    await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: importable().slice(0, 1) });
    expect(await actions()).toEqual([...before, 'ad_account.imported']);
  });

  test('that cannot be written does not undo what was done: the entry is in the server’s log', async () => {
    const raw = new Sqlite(join(dirname(together.server.dataDir), 'server.db'));
    raw.exec("create trigger full before insert on audit_log begin select raise(abort, 'disk full'); end");
    raw.close();
    expect((await call('PUT', '/v1/mapping', { attributes: { email: 'Email' } })).status).toBe(200);
    expect((await call('GET', '/v1/mapping')).json.attributes).toEqual({ email: 'Email' });
    const line = together
      .log()
      .split('\n')
      .find((each) => each.includes('audit entries could not be stored'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      level: 50,
      workspaceId: 'workspace-1',
      entries: [{ action: 'mapping.saved', actorKind: 'session', userId: 'user-1', origin: ORIGIN }],
    });
  });
});
