import { dirname, join } from 'node:path';
import { randomBytes } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTogether, type Together } from '../support/connected.ts';
import type { Answer } from '../support/server.ts';

// A workspace's own developer app. The second app of these tests is one that the simulator knows besides its own.

const OWN = { appId: '7200000000000000001', appSecret: 'own-app-secret-0123456789abcdWXYZ' };

let together: Together;
let token: string;
beforeEach(async () => {
  together = await startTogether();
  await together.simulator.control('apps', OWN);
  token = await together.session();
});
afterEach(() => together.stop());

const call = (method: string, path: string, json?: unknown, as = token): Promise<Answer> =>
  together.server.call(method, path, { as, ...(json === undefined ? {} : { json }) });
const put = (app: object = OWN) => call('PUT', '/v1/tiktok-app', app);
const current = async () => (await call('GET', '/v1/tiktok-app')).json;
const stored = () => {
  const raw = new Sqlite(join(dirname(together.server.dataDir), 'server.db'), { readonly: true });
  const apps = raw.prepare('select app_id as appId, sealed_secret as sealed from tiktok_apps order by 1').all();
  raw.close();
  return apps as { appId: string; sealed: string }[];
};
/** The app a sign-in that starts now would be made with. */
const signInApp = async () => {
  const started = await call('POST', '/v1/connections/authorize', { origin: 'https://app.example' });
  expect(started.status, started.text).toBe(201);
  return new URL(started.json.authorizeUrl).searchParams.get('app_id');
};

describe('without an app of its own', () => {
  test('a workspace uses the server’s, of whose secret nothing is shown', async () => {
    await together.connect(token);
    expect(await current()).toEqual({
      source: 'server',
      appId: together.simulator.info.appId,
      secretLast4: null,
      updatedAt: null,
      connectionCount: 1,
    });
  });

  test('and without the server’s, nobody can sign in, and it says so', async () => {
    await together.stop();
    together = await startTogether({ env: { TIKTOK_APP_ID: '', TIKTOK_APP_SECRET: '' } });
    token = await together.session();
    expect(await current()).toEqual({
      source: 'none',
      appId: null,
      secretLast4: null,
      updatedAt: null,
      connectionCount: 0,
    });
    const started = await call('POST', '/v1/connections/authorize', { origin: 'https://app.example' });
    expect(started.json.code).toBe('tiktok_app_missing');
  });
});

describe('an app of its own', () => {
  test('is stored sealed, shown by the last four characters, and used for new sign-ins', async () => {
    const saved = await put();
    expect(saved.status, saved.text).toBe(200);
    expect(saved.json).toMatchObject({
      source: 'workspace',
      appId: OWN.appId,
      secretLast4: 'WXYZ',
      connectionCount: 0,
    });
    expect(saved.text).not.toContain(OWN.appSecret);
    expect(await current()).toEqual(saved.json);
    expect(stored()).toEqual([{ appId: OWN.appId, sealed: expect.stringMatching(/^v1\./) }]);
    expect(JSON.stringify(stored())).not.toContain(OWN.appSecret);
    expect(together.log()).not.toContain(OWN.appSecret);
    expect(await signInApp()).toBe(OWN.appId);
    const connectionId = await together.connect(token);
    expect((await call('GET', `/v1/connections/${connectionId}`)).json.appId).toBe(OWN.appId);
    expect((await current()).connectionCount).toBe(1);
  });

  test('that TikTok does not take is not stored, and TikTok’s request id is told', async () => {
    const refused = await put({ ...OWN, appSecret: 'not-the-secret-of-this-app' });
    expect([refused.status, refused.json.code]).toEqual([422, 'tiktok_app_refused']);
    expect(refused.json.tiktokRequestId).toMatch(/^\d{14}/);
    expect(refused.json.errors).toEqual([{ path: 'appSecret', message: expect.any(String) }]);
    expect(refused.text).not.toContain('not-the-secret-of-this-app');
    expect(stored()).toEqual([]);
    expect((await current()).source).toBe('server');
    expect((await put({ ...OWN, appId: '7200000000000000009' })).json.code).toBe('tiktok_app_refused');
  });

  test.each([
    [40000, 'Invalid params: app_id or secret is incorrect.', 422],
    [40002, 'secret: Invalid secret.', 422],
    [40113, 'The app is forbidden.', 422],
    [40000, 'Invalid auth_code.', 200],
    [40002, 'auth_code: Field is invalid for this app_id.', 200],
    [40110, 'Auth code is invalid or has been used.', 200],
    [50000, 'System error.', 502],
    [40100, 'App reaches the QPM limit 600', 429],
  ])('is judged by what TikTok says: %i "%s" → %i', async (code, message, status) => {
    const path = '/oauth2/access_token/';
    await together.simulator.addFault({ path, kind: 'code', code, message, times: 20 });
    const answer = await put();
    expect(answer.status, answer.text).toBe(status);
    expect(stored()).toHaveLength(status === 200 ? 1 : 0);
    if (status !== 200 && status !== 429) expect(answer.json.tiktokRequestId).toEqual(expect.any(String));
  });

  test('is not stored while TikTok cannot be asked', async () => {
    await together.simulator.addFault({ path: '/oauth2/access_token/', kind: 'reset', times: 20 });
    const answer = await put();
    expect([answer.status, answer.json.code]).toEqual([502, 'tiktok_unavailable']);
    expect(stored()).toEqual([]);
  });

  test('gets a new secret by being saved again', async () => {
    await put();
    const renewed = { ...OWN, appSecret: 'the-next-secret-of-the-same-app-9876' };
    await together.simulator.control('apps', renewed);
    const saved = await put(renewed);
    expect(saved.json).toMatchObject({ appId: OWN.appId, secretLast4: '9876' });
    expect(stored()).toHaveLength(1);
  });

  test('is one, also when two are saved at once', async () => {
    const other = { appId: '7200000000000000002', appSecret: 'secret-of-the-second-app' };
    await together.simulator.control('apps', other);
    const answers = await Promise.all([put(), put(other), put(), put(other)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const [app, ...more] = stored();
    expect(more).toEqual([]);
    expect((await current()).appId).toBe(app?.appId);
  });

  test('is taken away again by DELETE, as often as asked', async () => {
    await put();
    expect((await call('DELETE', '/v1/tiktok-app')).status).toBe(204);
    expect((await call('DELETE', '/v1/tiktok-app')).status).toBe(204);
    expect((await current()).source).toBe('server');
    expect(stored()).toEqual([]);
    const log = await call('GET', '/v1/audit-log');
    expect(log.json.items.map(({ action, subjectId }: Record<string, string>) => [action, subjectId])).toEqual([
      ['tiktok_app.removed', OWN.appId],
      ['tiktok_app.saved', OWN.appId],
    ]);
  });

  test('stays as long as a connection was made with it, and that connection works on', async () => {
    await put();
    const connectionId = await together.connect(token);
    await call('DELETE', '/v1/tiktok-app');
    expect(stored()).toHaveLength(1);
    expect(await signInApp()).toBe(together.simulator.info.appId);
    expect((await call('POST', `/v1/connections/${connectionId}/check`)).json).toMatchObject({
      state: 'active',
      appId: OWN.appId,
      advertiserCount: 8,
    });
    await call('DELETE', `/v1/connections/${connectionId}`);
    expect(stored(), 'needed until TikTok is told').toHaveLength(1);
    await together.server.jobs.runDue();
    expect((await together.simulator.requests('/oauth2/revoke_token/')).map(({ code }) => code)).toEqual([0]);
    expect(stored()).toEqual([]);
  });

  test('is what a sign-in that was started with it ends with, although it was replaced meanwhile', async () => {
    await put();
    const started = await call('POST', '/v1/connections/authorize', { origin: 'https://app.example' });
    await call('DELETE', '/v1/tiktok-app');
    const page = await together.simulator.authorize(started.json.authorizeUrl);
    expect(page.status).toBe(200);
    const attempt = await call('GET', `/v1/connections/attempts/${started.json.attemptId}`);
    expect(attempt.json).toMatchObject({ status: 'succeeded' });
    expect((await call('GET', `/v1/connections/${attempt.json.connectionId}`)).json.appId).toBe(OWN.appId);
  });

  test('whose secret no key opens is a clear problem, and saving it again repairs it', async () => {
    await put();
    const connectionId = await together.connect(token);
    const raw = new Sqlite(join(dirname(together.server.dataDir), 'server.db'));
    const lost = `v1.${randomBytes(9).toString('base64url')}.${randomBytes(12).toString('base64url')}.${randomBytes(40).toString('base64url')}`;
    raw.prepare('update tiktok_apps set sealed_secret = ?').run(lost);
    raw.close();
    const started = await call('POST', '/v1/connections/authorize', { origin: 'https://app.example' });
    expect([started.status, started.json.code]).toEqual([409, 'tiktok_app_missing']);
    expect(started.json.detail).toMatch(/encryption key changed/);
    const checked = await call('POST', `/v1/connections/${connectionId}/check`);
    expect(checked.status, checked.text).not.toBe(500);
    expect((await current()).secretLast4).toBe('WXYZ');
    expect((await put()).status).toBe(200);
    expect(await signInApp()).toBe(OWN.appId);
  });
});

describe('who may', () => {
  test('look is everybody who may read; save and remove, only who may connect', async () => {
    const reader = await together.session({ permissions: ['read'] });
    expect((await call('GET', '/v1/tiktok-app', undefined, reader)).status).toBe(200);
    expect((await call('PUT', '/v1/tiktok-app', OWN, reader)).json.code).toBe('permission_denied');
    expect((await call('DELETE', '/v1/tiktok-app', undefined, reader)).json.code).toBe('permission_denied');
    expect((await together.simulator.requests('/oauth2/access_token/')).length).toBe(0);
  });

  test.each([
    [{}, 'appId'],
    [{ ...OWN, appSecret: 'short' }, 'appSecret'],
    [{ ...OWN, appId: '' }, 'appId'],
    [{ ...OWN, appSecret: 'with space inside' }, 'appSecret'],
    [{ ...OWN, appSecret: 'sécret-of-the-app' }, 'appSecret'],
    [{ ...OWN, more: 1 }, 'more'],
  ])('send %j is told what is wrong, without the secret', async (body, path) => {
    const answer = await put(body);
    expect(answer.json.code).toBe('invalid_request');
    expect(answer.json.errors.map((each: { path: string }) => each.path)).toContain(path);
    if ('appSecret' in body) expect(answer.text).not.toContain(body.appSecret);
  });
});
