import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyFingerprint } from '../../server/crypto/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const OLD_KEY = new Uint8Array(32).fill(1);
const KEY = new Uint8Array(32).fill(2);
const FOREIGN_KEY = new Uint8Array(32).fill(3);
const START = Date.UTC(2026, 0, 1);
const clock = { at: START, now: () => clock.at };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    clock,
    env: {
      SESSION_SIGNING_KEYS: [KEY, OLD_KEY].map((key) => Buffer.from(key).toString('base64')).join(),
      HOST_API_KEYS: 'first-host-key-0123456789,second-host-key-0123456789',
    },
  });
});
afterAll(() => server.stop());

const HOST = 'second-host-key-0123456789';
const mint = (json: unknown, as = HOST) => server.call('POST', '/v1/sessions', { as, json });
const whoAmI = (as: string, headers: Record<string, string> = {}) => server.call('GET', '/v1/session', { as, headers });

/** A token as this server makes them, bent in one place. */
async function forge(
  change: {
    key?: Uint8Array;
    kid?: string;
    issuer?: string;
    audience?: string;
    claims?: Record<string, unknown>;
    expires?: number;
  } = {},
): Promise<string> {
  const key = change.key ?? KEY;
  return new SignJWT({ workspaceId: 'w1', userId: 'u1', permissions: ['read'], origin: null, ...change.claims })
    .setProtectedHeader({ alg: 'HS256', kid: change.kid ?? keyFingerprint(key) })
    .setIssuer(change.issuer ?? 'tiktok-ads-connect')
    .setAudience(change.audience ?? 'tiktok-ads-connect/session')
    .setExpirationTime(change.expires ?? START / 1000 + 60)
    .sign(key);
}

describe('POST /v1/sessions', () => {
  it('makes a token for 15 minutes with every permission', async () => {
    const made = await mint({ workspaceId: 'w1', userId: 'u1' });
    expect(made.status).toBe(201);
    expect(made.json.expiresAt).toBe('2026-01-01T00:15:00.000Z');
    expect((await whoAmI(made.json.token)).json).toEqual({
      kind: 'session',
      actorKind: 'person',
      workspaceId: 'w1',
      userId: 'u1',
      permissions: ['read', 'connect', 'map', 'export', 'campaigns', 'controls'],
      origin: null,
      expiresAt: '2026-01-01T00:15:00.000Z',
    });
  });

  it('makes it as narrow and as short as asked', async () => {
    const made = await mint({
      workspaceId: 'w1',
      userId: 'u1',
      permissions: ['export', 'read'],
      origin: 'https://app.example',
      ttlSeconds: 30,
    });
    expect((await whoAmI(made.json.token)).json).toMatchObject({
      permissions: ['read', 'export'],
      origin: 'https://app.example',
      expiresAt: '2026-01-01T00:00:30.000Z',
    });
  });

  it('takes any of the host keys and needs no workspace header', async () => {
    for (const key of ['first-host-key-0123456789', HOST])
      expect((await mint({ workspaceId: 'w1', userId: 'u1' }, key)).status).toBe(201);
  });

  it.each([
    [{ userId: 'u1' }, 'workspaceId'],
    [{ workspaceId: '', userId: 'u1' }, 'workspaceId'],
    [{ workspaceId: 'w 1', userId: 'u1' }, 'workspaceId'],
    [{ workspaceId: 'w1', userId: 'u1', ttlSeconds: 3601 }, 'ttlSeconds'],
    [{ workspaceId: 'w1', userId: 'u1', permissions: [] }, 'permissions'],
    [{ workspaceId: 'w1', userId: 'u1', permissions: ['everything'] }, 'permissions.0'],
    [{ workspaceId: 'w1', userId: 'u1', origin: 'https://app.example/path' }, 'origin'],
    [{ workspaceId: 'w1', userId: 'u1', admin: true }, 'admin'],
  ])('refuses %j and names %s', async (json, path) => {
    const { status, json: problem } = await mint(json);
    expect([status, problem.code, problem.errors[0].path]).toEqual([422, 'invalid_request', path]);
  });

  it('is for the host’s back end alone, and looks at no body before it knows', async () => {
    const token = await server.call('POST', '/v1/sessions', {
      as: await forge(),
      json: { workspaceId: 'w2', userId: 'u1' },
    });
    expect([token.status, token.json.code]).toEqual([403, 'host_key_required']);
    const wrong = await server.call('POST', '/v1/sessions', {
      as: 'wrong',
      body: '{',
      headers: { 'Content-Type': 'application/json' },
    });
    expect([wrong.status, wrong.json.code, wrong.headers.get('WWW-Authenticate')]).toEqual([
      401,
      'invalid_host_key',
      'Bearer error="invalid_token"',
    ]);
    const none = await server.call('POST', '/v1/sessions', { json: {} });
    expect([none.status, none.json.code, none.headers.get('WWW-Authenticate')]).toEqual([
      401,
      'missing_credentials',
      'Bearer',
    ]);
  });
});

describe('a session token', () => {
  it('is good until it expires, and then says so', async () => {
    const token = (await mint({ workspaceId: 'w1', userId: 'u1', ttlSeconds: 60 })).json.token;
    clock.at = START + 59_000;
    expect((await whoAmI(token)).status).toBe(200);
    clock.at = START + 60_000;
    const expired = await whoAmI(token);
    clock.at = START;
    expect([expired.status, expired.json.code]).toEqual([401, 'session_expired']);
    expect(expired.headers.get('WWW-Authenticate')).toContain('Bearer');
  });

  it('of an older signing key is still good', async () => {
    expect((await whoAmI(await forge({ key: OLD_KEY }))).status).toBe(200);
  });

  it.each<[string, () => Promise<string>]>([
    ['signed by a foreign key', () => forge({ key: FOREIGN_KEY })],
    ['signed by a foreign key under a known name', () => forge({ key: FOREIGN_KEY, kid: keyFingerprint(KEY) })],
    ['from another issuer', () => forge({ issuer: 'somebody' })],
    ['for another audience', () => forge({ audience: 'tiktok-ads-connect/other' })],
    ['without a workspace', () => forge({ claims: { workspaceId: undefined } })],
    ['with a made-up permission', () => forge({ claims: { permissions: ['root'] } })],
    ['with a made-up kind of actor', () => forge({ claims: { actorKind: 'owner' } })],
    [
      'changed in its claims',
      async () => (await forge()).replace(/\.([^.]+)\./, (_all, body: string) => `.${flip(body)}.`),
    ],
    ['without a signature', async () => (await forge()).replace(/[^.]+$/, '')],
    [
      'of the algorithm none',
      async () =>
        `${encode({ alg: 'none' })}.${encode({ workspaceId: 'w1', userId: 'u1', permissions: [], origin: null, exp: 9e9 })}.`,
    ],
  ])('%s is invalid', async (_what, make) => {
    const { status, json } = await whoAmI(await make());
    expect([status, json.code]).toEqual([401, 'invalid_session']);
  });

  it('bound to an origin works from its pages and from no page at all, and not from other pages', async () => {
    const token = (await mint({ workspaceId: 'w1', userId: 'u1', origin: 'https://App.Example:443' })).json.token;
    expect((await whoAmI(token, { Origin: 'https://app.example' })).status).toBe(200);
    expect((await whoAmI(token)).status).toBe(200);
    for (const origin of ['https://evil.example', 'http://app.example', 'null']) {
      const { status, json } = await whoAmI(token, { Origin: origin });
      expect([status, json.code]).toEqual([403, 'origin_mismatch']);
    }
  });

  it('speaks for its own workspace, whatever the header says', async () => {
    expect((await whoAmI(await forge(), { 'X-Workspace-Id': 'w2' })).json.workspaceId).toBe('w1');
  });

  it('is of a person, or of whom it was made for, whatever the header says', async () => {
    const header = { 'X-Actor-Kind': 'person' };
    expect((await whoAmI(await forge(), { 'X-Actor-Kind': 'agent' })).json.actorKind).toBe('person');
    for (const actorKind of ['person', 'automation', 'agent']) {
      const { token } = (await mint({ workspaceId: 'w1', userId: 'u1', actorKind })).json;
      expect((await whoAmI(token, header)).json.actorKind).toBe(actorKind);
    }
    const made = await mint({ workspaceId: 'w1', userId: 'u1', actorKind: 'owner' });
    expect([made.status, made.json.errors[0].path]).toEqual([422, 'actorKind']);
  });
});

describe('a host key', () => {
  it('acts for the workspace it names, with every permission', async () => {
    expect((await whoAmI(HOST, { 'X-Workspace-Id': 'w7' })).json).toEqual({
      kind: 'host',
      actorKind: 'automation',
      workspaceId: 'w7',
      userId: null,
      permissions: ['read', 'connect', 'map', 'export', 'campaigns', 'controls'],
      origin: null,
      expiresAt: null,
    });
  });

  it('acts as a program unless it says for whom', async () => {
    const kindOf = async (kind: string) =>
      (await whoAmI(HOST, { 'X-Workspace-Id': 'w7', 'X-Actor-Kind': kind })).json.actorKind;
    expect([await kindOf('person'), await kindOf('agent'), await kindOf('')]).toEqual([
      'person',
      'agent',
      'automation',
    ]);
    const { status, json } = await whoAmI(HOST, { 'X-Workspace-Id': 'w7', 'X-Actor-Kind': 'Agent' });
    expect([status, json.code]).toEqual([422, 'invalid_request']);
  });

  it.each([{}, { 'X-Workspace-Id': '' }, { 'X-Workspace-Id': 'w 7' }, { 'X-Workspace-Id': 'x'.repeat(129) }])(
    'needs a usable workspace, unlike %j',
    async (headers) => {
      const { status, json } = await whoAmI(HOST, headers);
      expect([status, json.code]).toEqual([400, 'workspace_required']);
    },
  );

  it.each(['second-host-key-012345678', 'SECOND-HOST-KEY-0123456789', 'eyJ', 'a.b.c'])('is not %s', async (key) => {
    const { status, json } = await whoAmI(key, { 'X-Workspace-Id': 'w7' });
    expect([status, json.code]).toEqual([401, 'invalid_host_key']);
  });

  it.each(['Basic abc', 'Bearer', 'Bearer a b', ''])('is not read from "%s"', async (authorization) => {
    const { status, json } = await server.call('GET', '/v1/session', { headers: { Authorization: authorization } });
    expect([status, json.code]).toEqual([401, 'missing_credentials']);
  });
});

describe('permissions', () => {
  const calls: readonly [string, string, unknown, string][] = [
    ['GET', '/v1/properties', undefined, 'read'],
    ['GET', '/v1/mapping', undefined, 'read'],
    ['PUT', '/v1/mapping', { attributes: {} }, 'map'],
    ['GET', '/v1/segments', undefined, 'read'],
  ];

  it.each(calls)('%s %s needs its own and no other', async (method, path, json, permission) => {
    const others = ['read', 'connect', 'map', 'export', 'campaigns', 'controls'].filter((name) => name !== permission);
    const without = (await mint({ workspaceId: 'w1', userId: 'u1', permissions: others })).json.token;
    const refused = await server.call(method, path, { as: without, json });
    expect([refused.status, refused.json.code]).toEqual([403, 'permission_denied']);
    expect(refused.json.detail).toContain(`"${permission}"`);
    const only = (await mint({ workspaceId: 'w1', userId: 'u1', permissions: [permission] })).json.token;
    expect((await server.call(method, path, { as: only, json })).status).toBe(200);
  });

  it.each([
    ['PUT', '/v1/properties', []],
    ['PUT', '/v1/segments/vip', { name: 'VIP' }],
  ])('%s %s is for the host key', async (method, path, json) => {
    const { status, json: problem } = await server.call(method, path, {
      as: await forge({ claims: { permissions: ['read', 'map'] } }),
      json,
    });
    expect([status, problem.code]).toEqual([403, 'host_key_required']);
  });
});

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function flip(body: string): string {
  return encode({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), workspaceId: 'w2' });
}
