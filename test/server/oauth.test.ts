import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ORIGIN, startTogether, type Together } from '../support/connected.ts';
import type { Answer } from '../support/server.ts';

let together: Together;
beforeEach(async () => {
  together = await startTogether();
});
afterEach(() => together.stop());

async function authorize(token: string, json: Record<string, unknown> = {}): Promise<Answer> {
  return together.server.call('POST', '/v1/connections/authorize', { as: token, json: { origin: ORIGIN, ...json } });
}

async function attempt(token: string, attemptId: string): Promise<Answer> {
  return together.server.call('GET', `/v1/connections/attempts/${attemptId}`, { as: token });
}

async function callback(
  query: string,
  init: RequestInit = {},
): Promise<{ status: number; headers: Headers; text: string }> {
  const response = await fetch(`${together.server.url}/v1/oauth/callback${query}`, { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function countConnections(token: string): Promise<number> {
  return (await together.server.call('GET', '/v1/connections', { as: token })).json.items.length;
}

const exchanges = async () => (await together.simulator.requests('/oauth2/access_token/')).length;

describe('starting', () => {
  test("sends the person to TikTok's consent page with the app, a state of 256 bits and our callback", async () => {
    const token = await together.session();
    const started = await authorize(token);
    expect(started.status).toBe(201);
    const url = new URL(started.json.authorizeUrl);
    expect(`${url.origin}${url.pathname}`).toBe(`${together.simulator.info.authUrl}/portal/auth`);
    expect(url.searchParams.get('app_id')).toBe(together.simulator.info.appId);
    expect(url.searchParams.get('redirect_uri')).toBe(`${together.server.url}/v1/oauth/callback`);
    expect(url.searchParams.get('state')).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect((await attempt(token, started.json.attemptId)).json).toEqual({
      attemptId: started.json.attemptId,
      status: 'pending',
      expiresAt: started.json.expiresAt,
    });
  });

  test('refuses another origin than the session is bound to, and a way back to another origin', async () => {
    const bound = await together.session({ origin: ORIGIN });
    const headers = { Origin: ORIGIN };
    const wrong = await together.server.call('POST', '/v1/connections/authorize', {
      as: bound,
      headers,
      json: { origin: 'https://evil.example' },
    });
    expect([wrong.status, wrong.json.code]).toEqual([403, 'origin_mismatch']);
    const away = await together.server.call('POST', '/v1/connections/authorize', {
      as: bound,
      headers,
      json: { origin: ORIGIN, returnUrl: 'https://app.example.evil.example/settings' },
    });
    expect([away.status, away.json.code, away.json.errors[0].path]).toEqual([422, 'invalid_request', 'returnUrl']);
    const right = await together.server.call('POST', '/v1/connections/authorize', {
      as: bound,
      headers,
      json: { origin: ORIGIN, returnUrl: `${ORIGIN}/settings?tab=ads#top` },
    });
    expect(right.status).toBe(201);
  });

  test('knows an origin however it is written', async () => {
    const token = await together.session({ origin: 'https://app.example' });
    for (const origin of ['https://App.Example', 'https://app.example:443']) {
      expect((await authorize(token, { origin })).status, origin).toBe(201);
    }
    for (const returnUrl of [
      'https://app.example@evil.example/',
      'https://app.example.evil.example/',
      'https://evil.example\\@app.example/',
      'https:app.example/x',
      '//evil.example/',
      'javascript:alert(1)',
      'blob:https://app.example/x',
    ]) {
      expect((await authorize(token, { returnUrl })).status, returnUrl).toBe(422);
    }
  });

  test('says what to do instead in the sandbox, and needs the permission to connect', async () => {
    const sandbox = await authorize(await together.session(), { environment: 'sandbox' });
    expect([sandbox.status, sandbox.json.code, sandbox.json.errors[0].path]).toEqual([
      422,
      'invalid_request',
      'environment',
    ]);
    expect(sandbox.json.detail).toContain('/v1/connections/token');
    const reader = await authorize(await together.session({ permissions: ['read'] }));
    expect([reader.status, reader.json.code]).toEqual([403, 'permission_denied']);
  });

  test('without a developer app there is nothing to sign in to', async () => {
    const without = await startTogether({ env: { TIKTOK_APP_ID: '', TIKTOK_APP_SECRET: '' } });
    const token = await without.session();
    const answer = await without.server.call('POST', '/v1/connections/authorize', {
      as: token,
      json: { origin: ORIGIN },
    });
    await without.stop();
    expect([answer.status, answer.json.code]).toEqual([409, 'tiktok_app_missing']);
  });

  test('a connection of another workspace cannot be signed in again', async () => {
    const foreign = await together.connect(await together.session({ workspaceId: 'workspace-2' }));
    const answer = await authorize(await together.session(), { connectionId: foreign });
    expect([answer.status, answer.json.code]).toEqual([404, 'not_found']);
  });
});

describe('coming back', () => {
  test('connects, with every digit of ids and scopes', async () => {
    const token = await together.session();
    const connectionId = await together.connect(token);
    const person = together.simulator.person();
    const connection = await together.server.call('GET', `/v1/connections/${connectionId}`, { as: token });
    expect(connection.json).toMatchObject({
      id: connectionId,
      environment: 'production',
      state: 'active',
      stateReason: null,
      source: 'oauth',
      tiktokUser: { coreUserId: person.coreUserId, displayName: person.displayName },
    });
    expect(connection.json.scopes).toContain('7294180478502830081');
    expect(connection.json.tiktokUser.email).toContain('***');
  });

  test('takes the second spelling of the code as well', async () => {
    const token = await together.session();
    const started = await authorize(token);
    const back = await together.simulator.consent(started.json.authorizeUrl);
    back.searchParams.delete('auth_code');
    expect((await callback(back.search)).status).toBe(200);
    expect((await attempt(token, started.json.attemptId)).json.status).toBe('succeeded');
  });

  test('the page tells the opener at the bound origin and no other, under a policy of its own', async () => {
    const started = await authorize(await together.session());
    const page = await together.simulator.authorize(started.json.authorizeUrl);
    const policy = page.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([A-Za-z0-9_-]+)'/.exec(policy)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.text.match(/<(?:script|style)\b[^>]*>/g)).toEqual([
      `<style nonce="${nonce}">`,
      `<script nonce="${nonce}">`,
    ]);
    expect(page.text).not.toMatch(/\son[a-z]+=|\sstyle=/);
    expect(page.text).toContain(`data-origin="${ORIGIN}"`);
    expect(page.text).toContain(`data-attempt="${started.json.attemptId}"`);
    expect(page.text).toContain('data-status="succeeded"');
    expect(page.text).not.toContain("'*'");
    expect(page.headers.get('cross-origin-opener-policy')).toBeNull();
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-type')).toContain('text/html');
  });

  test('a way back is a plain link with the attempt, also without a script', async () => {
    const started = await authorize(await together.session(), { returnUrl: `${ORIGIN}/settings?a="1"&b=<2>#ads` });
    const page = await together.simulator.authorize(started.json.authorizeUrl);
    const href = /<a href="([^"]+)">/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const url = new URL(href);
    expect(url.origin).toBe(ORIGIN);
    expect(url.searchParams.get('tiktok_attempt')).toBe(started.json.attemptId);
    expect(url.searchParams.get('a')).toBe('"1"');
    expect(url.hash).toBe('#ads');
  });

  test('a refusal ends the attempt', async () => {
    const token = await together.session();
    const started = await authorize(token);
    const page = await together.simulator.authorize(started.json.authorizeUrl, { refuse: true });
    expect(page.status).toBe(400);
    expect(page.text).toContain('data-status="failed"');
    expect((await attempt(token, started.json.attemptId)).json).toMatchObject({
      status: 'failed',
      error: { code: 'oauth_denied' },
    });
    expect(await exchanges()).toBe(0);
    expect(await countConnections(token)).toBe(0);
  });

  test("an exchange that TikTok refuses ends the attempt with TikTok's request id, on the page too", async () => {
    const token = await together.session();
    const started = await authorize(token);
    await together.simulator.addFault({
      path: '/oauth2/access_token/',
      kind: 'code',
      code: 40110,
      message: 'Auth code is invalid or has been used.',
    });
    const page = await together.simulator.authorize(started.json.authorizeUrl);
    const [call] = await together.simulator.requests('/oauth2/access_token/');
    expect((await attempt(token, started.json.attemptId)).json).toMatchObject({
      status: 'failed',
      error: { code: 'oauth_exchange_failed', tiktokRequestId: call?.tiktokRequestId },
    });
    expect(page.text).toContain(call?.tiktokRequestId);
    expect(await countConnections(token)).toBe(0);
  });

  test.each([
    { kind: 'html' as const, path: '/oauth2/access_token/' },
    { kind: 'reset' as const, path: '/oauth2/access_token/', when: 'after' as const },
  ])('an exchange whose answer is lost ($kind) is not repeated and ends the attempt', async (fault) => {
    const token = await together.session();
    const started = await authorize(token);
    await together.simulator.addFault(fault);
    expect((await together.simulator.authorize(started.json.authorizeUrl)).status).toBe(400);
    expect((await attempt(token, started.json.attemptId)).json).toMatchObject({
      status: 'failed',
      error: { code: 'oauth_exchange_failed' },
    });
    expect(await exchanges()).toBe(1);
    expect(await countConnections(token)).toBe(0);
  });

  test('a hiccup while asking who signed in is ridden out', async () => {
    const token = await together.session();
    await together.simulator.addFault({ path: '/user/info/', kind: 'html' });
    await together.simulator.addFault({ path: '/user/info/', kind: 'delay', delayMs: 200 });
    expect(await together.connect(token)).toMatch(/^con_/);
  });
});

describe('a state', () => {
  test.each([
    '',
    '?auth_code=abc',
    '?state=&auth_code=abc',
    `?state=${'A'.repeat(43)}&auth_code=abc`,
    `?state=${'x'.repeat(5000)}&auth_code=a`,
    '?state=a&state=b&auth_code=%00<script>',
  ])('that is unknown gets a page and nothing else: %s', async (query) => {
    const page = await callback(query);
    expect(page.status).toBe(400);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.text).toContain('The sign-in link is not valid');
    expect(page.text).not.toContain('<script');
    expect(await exchanges()).toBe(0);
  });

  test('works once, also when the address is opened many times at once', async () => {
    const token = await together.session();
    const started = await authorize(token);
    const back = await together.simulator.consent(started.json.authorizeUrl);
    const pages = await Promise.all(Array.from({ length: 5 }, () => callback(back.search)));
    expect(pages.map(({ status }) => String(status)).sort()).toEqual(['200', '400', '400', '400', '400']);
    const again = await callback(back.search);
    expect(again.status).toBe(400);
    expect(again.text).toContain('The sign-in link was already used');
    expect(await exchanges()).toBe(1);
    expect(await countConnections(token)).toBe(1);
    expect((await attempt(token, started.json.attemptId)).json.status).toBe('succeeded');
  });

  test('expires after ten minutes, and the attempt says so', async () => {
    const token = await together.session({ ttlSeconds: 3600 });
    const started = await authorize(token);
    const back = await together.simulator.consent(started.json.authorizeUrl);
    together.advance(10 * 60_000);
    const page = await callback(back.search);
    expect(page.status).toBe(400);
    expect(page.text).toContain('The sign-in link has expired');
    expect((await attempt(token, started.json.attemptId)).json.status).toBe('expired');
    expect(await exchanges()).toBe(0);
    expect(await countConnections(token)).toBe(0);
  });

  test('is forgotten a day after it ran out, when somebody of the workspace signs in next', async () => {
    const token = await together.session({ ttlSeconds: 3600 });
    const { attemptId } = (await authorize(token)).json;
    const { attempts } = together.server.deps.store.workspace('workspace-1');
    together.advance(24 * 3_600_000);
    await authorize(await together.session());
    expect(await attempts.get(attemptId)).not.toBeNull();
    together.advance(11 * 60_000);
    await authorize(await together.session());
    expect(await attempts.get(attemptId)).toBeNull();
  });

  test('connects the workspace that started it and no other, whoever opens the callback', async () => {
    const first = await together.session();
    const second = await together.session({ workspaceId: 'workspace-2' });
    const started = await authorize(first);
    expect((await attempt(second, started.json.attemptId)).status).toBe(404);
    const back = await together.simulator.consent(started.json.authorizeUrl);
    expect((await callback(back.search, { headers: { Authorization: `Bearer ${second}` } })).status).toBe(200);
    expect(await countConnections(second)).toBe(0);
    expect(await countConnections(first)).toBe(1);
  });

  test("another server's state means nothing here", async () => {
    const other = await startTogether();
    const token = await other.session();
    const started = await other.server.call('POST', '/v1/connections/authorize', {
      as: token,
      json: { origin: ORIGIN },
    });
    const back = await other.simulator.consent(started.json.authorizeUrl);
    const page = await callback(back.search);
    await other.stop();
    expect(page.status).toBe(400);
    expect(await exchanges()).toBe(0);
  });

  test('a link checker does not use it up', async () => {
    const token = await together.session();
    const started = await authorize(token);
    const back = await together.simulator.consent(started.json.authorizeUrl);
    expect((await callback(back.search, { method: 'HEAD' })).status).toBe(405);
    expect((await callback(back.search)).status).toBe(200);
  });

  test('belongs to the person who started it: a colleague cannot follow the attempt', async () => {
    const started = await authorize(await together.session());
    const colleague = await together.session({ userId: 'user-2' });
    expect((await attempt(colleague, started.json.attemptId)).status).toBe(404);
  });
});

test('neither token, secret, code nor state is in the log, in an answer or readable in the database', async () => {
  const token = await together.session();
  const started = await authorize(token);
  const state = new URL(started.json.authorizeUrl).searchParams.get('state') ?? '';
  const page = await together.simulator.authorize(started.json.authorizeUrl);
  const code = page.callbackUrl.searchParams.get('auth_code') ?? '';
  const { connectionId } = (await attempt(token, started.json.attemptId)).json;
  const stored = await together.server.deps.store.workspace('workspace-1').connections.get(connectionId);
  const { connectionOwner, openTokens } = await import('../../server/tokens/index.ts');
  const owner = connectionOwner('workspace-1', connectionId);
  const { accessToken } = openTokens(together.server.deps, owner, stored?.sealedToken ?? '');
  expect(accessToken.length).toBeGreaterThan(20);

  const answers = [
    page.text,
    (await together.server.call('GET', '/v1/connections', { as: token })).text,
    (await together.server.call('GET', `/v1/connections/${connectionId}/advertisers`, { as: token })).text,
    (await together.server.call('POST', `/v1/connections/${connectionId}/check`, { as: token })).text,
  ];
  const directory = dirname(together.server.dataDir);
  const files = (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const contents = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')));
  expect(contents.join('').length).toBeGreaterThan(10_000);
  for (const secret of [accessToken, code, state, together.simulator.info.appSecret]) {
    expect(secret.length).toBeGreaterThan(8);
    expect(together.log()).not.toContain(secret);
    for (const answer of answers) expect(answer).not.toContain(secret);
    for (const content of contents) expect(content.includes(secret)).toBe(false);
  }
});
