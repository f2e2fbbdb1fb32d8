import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errors } from 'undici';
import { createLog } from '../../server/log.ts';
import { mayAskAgain } from '../../server/pass-through/pass-read.ts';
import {
  ADVERTISER,
  ask,
  BASE,
  OK,
  say,
  sayOk,
  type Setting,
  startSetting,
  tokenOf,
  CONNECTION,
  WORKSPACE,
} from './pass-through-support.ts';

const READ = `${BASE}/campaign/get/?advertiser_id=${ADVERTISER}`;

let setting: Setting;
const logged: string[] = [];

beforeAll(async () => {
  setting = await startSetting({
    log: createLog({ logLevel: 'info' }, { write: (line: string) => void logged.push(line) }),
  });
});
beforeEach(() => {
  setting.farEnd.arrived.length = 0;
  setting.farEnd.answer = sayOk;
});
afterAll(() => setting.stop());

const credential = (): Record<string, string> => ({ authorization: `Bearer ${setting.token}` });
const get = (path: string, headers: Record<string, string> = {}) =>
  ask(setting.server.url, 'GET', path, { headers: { ...credential(), ...headers } });

describe('what goes to TikTok', () => {
  it('is the query as it came: its order, repeated names, encodings and all', async () => {
    const query = `z=1&advertiser_id=${ADVERTISER}&fields=%5B%22campaign_id%22%2C%22name%22%5D&a=%F0%9F%98%80+x%20y&z=2&empty=&flag`;
    expect((await get(`${BASE}/campaign/get/?${query}`)).status).toBe(200);
    expect(setting.farEnd.arrived[0]?.url).toBe(`/open_api/v1.3/campaign/get/?${query}`);
  });

  it('carries TikTok’s token and none of the caller’s credentials, cookies or other headers', async () => {
    await get(READ, {
      cookie: 'session=1',
      'x-forwarded-for': '10.0.0.1',
      'proxy-authorization': 'Basic abc',
      'x-workspace-id': 'another',
      te: 'trailers',
      'accept-encoding': 'gzip',
      'accept-language': 'de',
      'x-made-up': 'value',
    });
    const { headers } = setting.farEnd.arrived[0] ?? { headers: {} };
    expect(headers).toMatchObject({
      'access-token': tokenOf(CONNECTION),
      'accept-encoding': 'identity',
      'accept-language': 'de',
      host: new URL(setting.farEnd.url).host,
    });
    expect(Object.keys(headers).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'accept-language',
      'access-token',
      'connection',
      'host',
    ]);
  });

  it('has the closing slash that the caller forgot', async () => {
    await get(`${BASE}/campaign/get?advertiser_id=${ADVERTISER}`);
    expect(setting.farEnd.arrived[0]?.url).toBe(`/open_api/v1.3/campaign/get/?advertiser_id=${ADVERTISER}`);
  });

  it('is JSON as it was looked at: long integers exact, of a repeated name the last', async () => {
    const body = `{"advertiser_id":"1","advertiser_id":"${ADVERTISER}","campaign_ids":[1790000000000000001],"operation_status":"DISABLE","note":"é \\ud83d\\ude00"}`;
    const answer = await ask(setting.server.url, 'POST', `${BASE}/campaign/status/update/`, {
      headers: { ...credential(), 'content-type': 'application/json' },
      body,
    });
    expect(answer.status, answer.body.toString()).toBe(200);
    const [arrived] = setting.farEnd.arrived;
    expect(JSON.parse(arrived?.body.toString() ?? '')).toEqual({
      advertiser_id: ADVERTISER,
      campaign_ids: ['1790000000000000001'],
      operation_status: 'DISABLE',
      note: 'é 😀',
    });
    expect(arrived?.headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(arrived?.body.length),
    });
  });
});

describe('a read that got no answer', () => {
  it('is asked again where the connection broke, and not where TikTok was too slow', () => {
    const failed = (error: Error) => mayAskAgain({ kind: 'failed', error, wasSent: true });
    expect(failed(new errors.SocketError('other side closed'))).toBe(true);
    expect(failed(new Error('given up'))).toBe(true);
    expect(failed(new errors.HeadersTimeoutError())).toBe(false);
    expect(failed(new errors.BodyTimeoutError())).toBe(false);
  });
});

describe('what comes back', () => {
  it('has TikTok’s status, bytes and type, and the ids of both sides', async () => {
    const body = '{ "code" : 40002, "message":"Grüße \\u0041", "data": {}, "request_id":"2026AB" }\n';
    setting.farEnd.answer = (_arrived, response) =>
      void response
        .writeHead(203, { 'Content-Type': 'application/json; charset=utf-8', 'X-Tt-Logid': 'log-1' })
        .end(body);
    const answer = await get(READ, { 'x-request-id': 'given-by-caller', origin: 'https://app.example' });
    expect(answer.status).toBe(203);
    expect(answer.body.toString()).toBe(body);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'x-request-id': 'given-by-caller',
      'x-tiktok-request-id': '2026AB',
      'x-tt-logid': 'log-1',
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers['ratelimit']).toMatch(/"second";r=\d+;t=\d+/);
    expect(answer.headers['ratelimit-policy']).toMatch(/"minute";q=\d+;w=60/);
  });

  it('has none of TikTok’s cookies, hints and headers of one connection', async () => {
    setting.farEnd.answer = (_arrived, response) =>
      say(response, JSON.parse(OK), {
        'Set-Cookie': 'a=b',
        Server: 'nginx',
        'Access-Control-Allow-Origin': 'https://evil.example',
        'Content-Security-Policy': 'default-src *',
        'Strict-Transport-Security': 'max-age=1',
        'X-Tt-Ads-Throttle': '1',
      });
    const { headers } = await get(READ, { origin: 'https://app.example' });
    expect((await get(READ)).headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['server']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-tt-ads-throttle']).toBe('1');
  });

  it('is a page of TikTok’s edge when that is what it says, under the log id', async () => {
    setting.farEnd.answer = (_arrived, response) =>
      void response.writeHead(502, { 'Content-Type': 'text/html', 'X-Tt-Logid': 'log-2' }).end('<h1>502</h1>');
    const answer = await get(READ);
    expect([answer.status, answer.body.toString()]).toEqual([502, '<h1>502</h1>']);
    expect(answer.headers).toMatchObject({ 'content-type': 'text/html', 'x-tiktok-request-id': 'log-2' });
  });

  it('says when to come back where TikTok limits the app, and the next call waits for that', async () => {
    setting.farEnd.answer = (_arrived, response) =>
      say(response, {
        code: 40100,
        message: 'Too many requests. Please retry in some time. (QPM)',
        request_id: 'r',
        data: {},
      });
    const other = await startSetting();
    try {
      other.farEnd.answer = setting.farEnd.answer;
      const headers = { authorization: `Bearer ${other.token}` };
      const limited = await ask(other.server.url, 'GET', READ, { headers });
      expect([limited.status, limited.json.code]).toEqual([200, 40100]);
      expect(Number(limited.headers['retry-after'])).toBeGreaterThan(200);
      const turned = await ask(other.server.url, 'GET', READ, { headers: { ...headers, 'x-max-wait-seconds': '1' } });
      expect([turned.status, turned.json.code]).toEqual([429, 'tiktok_rate_limited']);
      expect(Number(turned.headers['retry-after'])).toBeGreaterThan(200);
      expect(turned.json.retryAfterSeconds).toBe(Number(turned.headers['retry-after']));
      expect(other.farEnd.arrived).toHaveLength(1);
    } finally {
      await other.stop();
    }
  });

  it('to a HEAD is the head alone', async () => {
    setting.farEnd.answer = (arrived, response) => {
      expect(arrived.method).toBe('HEAD');
      response.writeHead(200, { 'Content-Type': 'text/csv', 'Content-Length': '12345' }).end();
    };
    const answer = await ask(setting.server.url, 'HEAD', READ, { headers: credential() });
    expect([answer.status, answer.headers['content-length'], answer.body.length]).toEqual([200, '12345', 0]);
  });

  it('to OPTIONS is this server’s own, with and without a page that asks', async () => {
    const preflight = await ask(setting.server.url, 'OPTIONS', READ, {
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    for (const name of [
      'Access-Token',
      'Idempotency-Key',
      'X-Approval-Id',
      'X-Tiktok-Connection',
      'X-Max-Wait-Seconds',
    ])
      expect(preflight.headers['access-control-allow-headers']).toContain(name);
    const plain = await ask(setting.server.url, 'OPTIONS', READ);
    expect([plain.status, plain.headers['allow']]).toEqual([204, 'DELETE, GET, HEAD, PATCH, POST, PUT, OPTIONS']);
    expect(setting.farEnd.arrived).toEqual([]);
  });

  it('takes a minute’s wait and no more: X-Max-Wait-Seconds is from 1 to 120', async () => {
    for (const value of ['0', '121', '1.5', '-1', 'soon', ''])
      expect((await get(READ, { 'x-max-wait-seconds': value })).json?.code, value).toBe('invalid_request');
    expect((await get(READ, { 'x-max-wait-seconds': '120' })).status).toBe(200);
  });
});

describe('the caller', () => {
  it('may show its credential as TikTok’s SDKs do, in Access-Token', async () => {
    const headers = { 'access-token': setting.token };
    expect((await ask(setting.server.url, 'GET', READ, { headers })).status).toBe(200);
    expect(setting.farEnd.arrived[0]?.headers['access-token']).toBe(tokenOf(CONNECTION));
    // Only here: everywhere else it is one header alone.
    expect((await ask(setting.server.url, 'GET', '/v1/session', { headers })).json.code).toBe('missing_credentials');
  });

  it('may be the host’s back end, which names the workspace', async () => {
    const { hostKey } = setting.server;
    const as = (headers: Record<string, string>) => ask(setting.server.url, 'GET', READ, { headers });
    expect((await as({ 'access-token': hostKey, 'x-workspace-id': WORKSPACE })).status).toBe(200);
    expect((await as({ authorization: `Bearer ${hostKey}`, 'x-workspace-id': WORKSPACE })).status).toBe(200);
    expect((await as({ authorization: `Bearer ${hostKey}` })).json.code).toBe('workspace_required');
    const made = { authorization: `Bearer ${hostKey}`, 'x-workspace-id': WORKSPACE, 'x-actor-kind': 'robot' };
    expect((await as(made)).json.code).toBe('invalid_request');
  });

  it('is turned away with a problem document without one, with a wrong one, and from another origin', async () => {
    const { url } = setting.server;
    const of = async (headers: Record<string, string>) => {
      const { status, json, headers: got } = await ask(url, 'GET', READ, { headers });
      expect(got['content-type']).toBe('application/problem+json');
      expect(json.requestId).toBe(got['x-request-id']);
      return [status, json.code];
    };
    expect(await of({})).toEqual([401, 'missing_credentials']);
    expect(await of({ 'access-token': 'a-tiktok-token-of-somebody' })).toEqual([401, 'invalid_host_key']);
    expect(await of({ authorization: `Bearer ${setting.token}x` })).toEqual([401, 'invalid_session']);
    const bound = await setting.server.mintSession({ workspaceId: WORKSPACE, origin: 'https://app.example' });
    const asBound = (origin: string) => of({ authorization: `Bearer ${bound}`, origin });
    // Remembered or not, each time anew.
    expect((await ask(url, 'GET', READ, { headers: { authorization: `Bearer ${bound}` } })).status).toBe(200);
    expect(await asBound('https://evil.example')).toEqual([403, 'origin_mismatch']);
    expect(await asBound('https://evil.example')).toEqual([403, 'origin_mismatch']);
    expect(setting.farEnd.arrived).toHaveLength(1);
  });

  it('needs read for reads, campaigns for writes and export for audiences', async () => {
    const { url } = setting.server;
    const body = JSON.stringify({ advertiser_id: ADVERTISER });
    const codeOf = async (permissions: ('read' | 'campaigns' | 'export')[], method: string, path: string) => {
      const token = await setting.server.mintSession({ workspaceId: WORKSPACE, permissions });
      const headers = {
        authorization: `Bearer ${token}`,
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      };
      return (await ask(url, method, path, { headers, ...(method === 'POST' ? { body } : {}) })).json.code;
    };
    expect(await codeOf(['campaigns', 'export'], 'GET', READ)).toBe('permission_denied');
    expect(await codeOf(['read', 'export'], 'POST', `${BASE}/campaign/status/update/`)).toBe('permission_denied');
    expect(await codeOf(['read', 'campaigns'], 'POST', `${BASE}/dmp/custom_audience/update/`)).toBe(
      'permission_denied',
    );
    expect(setting.farEnd.arrived).toEqual([]);
    expect(await codeOf(['read'], 'GET', READ)).toBe(0);
    expect(await codeOf(['campaigns'], 'POST', `${BASE}/campaign/status/update/`)).toBe(0);
    expect(await codeOf(['export'], 'POST', `${BASE}/dmp/custom_audience/update/`)).toBe(0);
  });

  it('is forgotten when the session ends, though it was known a moment before', async () => {
    let now = Date.now();
    const aging = await startSetting({ clock: { now: () => now } });
    try {
      const headers = { authorization: `Bearer ${aging.token}` };
      expect((await ask(aging.server.url, 'GET', READ, { headers })).status).toBe(200);
      now += 16 * 60_000;
      expect((await ask(aging.server.url, 'GET', READ, { headers })).json.code).toBe('session_expired');
    } finally {
      await aging.stop();
    }
  });
});

describe('the app mounted in another one', () => {
  it('answers as the server does', async () => {
    const { app, url } = setting.server;
    const ofConnection = new Set(['date', 'connection', 'keep-alive', 'x-request-id', 'ratelimit', 'x-call-id']);
    const seen = async (response: Response) => ({
      status: response.status,
      headers: [...response.headers].filter(([name]) => !ofConnection.has(name)).toSorted(),
      body: (await response.text()).replace(/"requestId":"[^"]+"/, ''),
    });
    const json = { ...credential(), 'content-type': 'application/json' };
    for (const [method, path, headers, body] of [
      ['GET', READ, credential(), null],
      ['GET', READ, {}, null],
      ['HEAD', READ, credential(), null],
      ['OPTIONS', READ, {}, null],
      ['GET', `${BASE}/oauth2/advertiser/get/`, credential(), null],
      ['GET', `${BASE}/campaign/get/?advertiser_id=1`, credential(), null],
      [
        'POST',
        `${BASE}/campaign/status/update/`,
        json,
        JSON.stringify({ advertiser_id: ADVERTISER, campaign_ids: ['1'] }),
      ],
      ['POST', `${BASE}/campaign/status/update/`, json, '{'],
    ] as const) {
      const request = { method, headers, body };
      expect(await seen(await fetch(`${url}${path}`, request)), `${method} ${path}`).toEqual(
        await seen(await app.fetch(new Request(`${url}${path}`, request))),
      );
    }
  });
});

describe('the log and the counters', () => {
  it('hold one line a call: what, how long, how it ended, and nothing of what it said', async () => {
    logged.length = 0;
    await get(`${BASE}/campaign/get/?advertiser_id=${ADVERTISER}&filtering=%7B%22campaign_name%22%3A%22hush%22%7D`);
    await expect.poll(() => logged.length).toBe(1);
    const line = JSON.parse(logged[0] ?? '{}') as Record<string, unknown>;
    expect(line).toMatchObject({
      method: 'GET',
      path: `${BASE}/campaign/get/`,
      status: 200,
      tiktokCode: 0,
      outcome: 'ok',
      tries: 1,
      caller: 'session',
      workspaceId: WORKSPACE,
    });
    for (const hidden of ['hush', setting.token, tokenOf(CONNECTION), ADVERTISER])
      expect(logged[0]).not.toContain(hidden);
    const metrics = (await ask(setting.server.url, 'GET', '/metrics')).body.toString();
    expect(metrics).toMatch(/tiktok_ads_connect_pass_through_calls_total\{family="campaign",outcome="ok"\} \d+/);
    expect(metrics).toMatch(/tiktok_ads_connect_pass_through_wait_seconds_count\{family="campaign"\} \d+/);
  });
});
