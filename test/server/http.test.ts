import { request as httpRequest } from 'node:http';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../server/log.ts';
import { problemSchema } from '../../shared/errors.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let session: string;
const logged: string[] = [];
beforeAll(async () => {
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      done();
    },
  });
  server = await startTestServer({ log: createLog({ logLevel: 'trace' }, sink) });
  session = await server.mintSession({ workspaceId: 'w1' });
});
afterAll(() => server.stop());

describe('problems', () => {
  it('have the shape of the contract, with a type that leads to its explanation', async () => {
    const { status, headers, json } = await server.call('GET', '/v1/session');
    expect(status).toBe(401);
    expect(headers.get('Content-Type')).toBe('application/problem+json');
    expect(problemSchema.parse(json)).toMatchObject({ code: 'missing_credentials', status: 401 });
    const docs = await server.call('GET', '/docs');
    expect(json.type).toBe(`${server.url}/docs#error-missing_credentials`);
    expect(docs.text).toContain('id="error-missing_credentials"');
  });

  it.each([
    ['/v1/nothing', undefined],
    ['/v1/nothing', 'session'],
    ['/nothing', undefined],
    ['/v1/', undefined],
    ['/v1/mapping/', undefined],
  ])('answer the unknown path %s with not_found, with or without a credential', async (path, as) => {
    const { status, json } = await server.call('GET', path, as === undefined ? {} : { as: session });
    expect([status, json.code]).toEqual([404, 'not_found']);
  });

  it('answer a method that a path does not take with those it does', async () => {
    const { status, json, headers } = await server.call('PATCH', '/v1/mapping', { as: session });
    expect([status, json.code, headers.get('Allow')]).toEqual([405, 'method_not_allowed', 'GET, HEAD, PUT']);
  });

  it.each(['', '{', '{"attributes":{}', 'null x', '\u0000'])('answer the body %j with invalid_json', async (body) => {
    const { status, json } = await server.call('PUT', '/v1/mapping', {
      as: session,
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    expect([status, json.code]).toEqual([400, 'invalid_json']);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx'])(
    'answer the content type %s with unsupported_media_type',
    async (type) => {
      const { status, json } = await server.call('PUT', '/v1/mapping', {
        as: session,
        body: '{"attributes":{}}',
        headers: { 'Content-Type': type },
      });
      expect([status, json.code]).toEqual([415, 'unsupported_media_type']);
    },
  );

  it.each([
    ['an unknown field', { attributes: {}, extra: 1, more: 2 }, ['extra', 'more']],
    ['an unknown attribute', { attributes: { emial: 'Email' } }, ['attributes.emial']],
    ['a wrong type', { attributes: { email: 7 } }, ['attributes.email']],
    ['a missing field', {}, ['attributes']],
    ['an array for an object', [], ['']],
  ])('name the path of %s', async (_what, json, paths) => {
    const answer = await server.call('PUT', '/v1/mapping', { as: session, json });
    expect([answer.status, answer.json.code]).toEqual([422, 'invalid_request']);
    expect(answer.json.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
  });

  it.each(['limit=0', 'limit=1001', 'limit=ten', 'cursor=%F0', 'cursor=W10', 'cursor=bm90aGluZw'])(
    'name the wrong query parameter in %s',
    async (query) => {
      const answer = await server.call('GET', `/v1/segments?${query}`, { as: session });
      expect([answer.status, answer.json.code, answer.json.errors[0].path]).toEqual([
        422,
        'invalid_request',
        query.split('=')[0],
      ]);
    },
  );

  it('answer an id that cannot be one exactly like one that does not exist', async () => {
    const strip = ({ status, json }: { status: number; json: Record<string, unknown> }) => ({
      status,
      ...json,
      requestId: '',
    });
    const malformed = await server.call('GET', '/v1/connections/nonsense', { as: session });
    const missing = await server.call('GET', '/v1/connections/con_00000000000000000000', { as: session });
    expect(malformed.status).toBe(404);
    expect(strip(malformed)).toEqual(strip(missing));
  });

  it('say nothing of an unexpected failure but put it in the log under the same id', async () => {
    const broken = await startTestServer({
      log: createLog({ logLevel: 'trace' }, { write: (line: string) => void logged.push(line) }),
    });
    const token = await broken.mintSession({ workspaceId: 'w1' });
    await broken.deps.store.close();
    const answer = await broken.call('GET', '/v1/mapping', { as: token });
    const ready = await broken.call('GET', '/readyz');
    await broken.stop().catch(() => {});
    expect([answer.status, answer.json.code]).toEqual([500, 'internal_error']);
    expect(answer.text).not.toMatch(/sqlite|database|at \//i);
    const line = logged.find((text) => text.includes(answer.json.requestId) && text.includes('request failed'));
    expect(line).toMatch(/database connection is not open/);
    expect([ready.status, ready.json]).toEqual([503, { status: 'unavailable' }]);
  });
});

describe('body limits', () => {
  const big = (bytes: number) => JSON.stringify({ attributes: { email: 'x'.repeat(bytes) } });

  it('refuse a JSON body over 1 MiB and take one below', async () => {
    const over = await server.call('PUT', '/v1/mapping', {
      as: session,
      body: big(1024 * 1024),
      headers: { 'Content-Type': 'application/json' },
    });
    expect([over.status, over.json.code]).toEqual([413, 'payload_too_large']);
    const below = await server.call('PUT', '/v1/mapping', {
      as: session,
      body: big(1024 * 1023),
      headers: { 'Content-Type': 'application/json' },
    });
    expect(below.json.code).toBe('invalid_request');
  });

  it('also hold for a body that does not say its length', async () => {
    const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const request = httpRequest(
        `${server.url}/v1/mapping`,
        {
          method: 'PUT',
          headers: {
            Authorization: `Bearer ${session}`,
            'Content-Type': 'application/json',
            'Transfer-Encoding': 'chunked',
          },
        },
        (response) => {
          let text = '';
          response.on('data', (chunk) => (text += chunk));
          response.on('end', () => resolve({ status: response.statusCode, text }));
        },
      );
      request.on('error', reject);
      for (let part = 0; part < 24; part += 1) request.write(' '.repeat(64 * 1024));
      request.end('{}');
    });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([413, 'payload_too_large']);
  });

  it('leave room for thousands of properties', async () => {
    const properties = Array.from({ length: 5000 }, (_, index) => ({
      name: `property-${index}`,
      label: 'l'.repeat(200),
      type: 'string',
      kind: 'custom',
      example: 'e'.repeat(300),
    }));
    const answer = await server.call('PUT', '/v1/properties', {
      as: server.hostKey,
      workspaceId: 'many',
      json: properties,
    });
    expect(answer.status).toBe(200);
    const over = await server.call('PUT', '/v1/properties', {
      as: server.hostKey,
      workspaceId: 'many',
      body: ' '.repeat(9 * 1024 * 1024),
      headers: { 'Content-Type': 'application/json' },
    });
    expect(over.json.code).toBe('payload_too_large');
  });
});

describe('headers', () => {
  it('keep a usable request id and make one otherwise, on successes and problems alike', async () => {
    const kept = await server.call('GET', '/v1/session', {
      as: session,
      headers: { 'X-Request-Id': 'trace-12345678' },
    });
    expect(kept.headers.get('X-Request-Id')).toBe('trace-12345678');
    for (const bad of ['short', 'with spaces in it', 'x'.repeat(200), '"><script>alert']) {
      const { headers, json } = await server.call('GET', '/v1/session', { headers: { 'X-Request-Id': bad } });
      expect(headers.get('X-Request-Id')).toMatch(/^req_[\w-]{22}$/);
      expect(json.requestId).toBe(headers.get('X-Request-Id'));
    }
  });

  it('let any page call without credentials of the browser’s own', async () => {
    const preflight = await server.call('OPTIONS', '/v1/mapping', {
      headers: {
        Origin: 'https://app.example',
        'Access-Control-Request-Method': 'PUT',
        'Access-Control-Request-Headers': 'authorization,if-match',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(preflight.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    const allowed = preflight.headers.get('Access-Control-Allow-Headers')?.toLowerCase().split(', ');
    expect(allowed).toEqual(
      expect.arrayContaining([
        'authorization',
        'content-type',
        'if-match',
        'upload-offset',
        'x-workspace-id',
        'last-event-id',
        'idempotency-key',
      ]),
    );
    expect(Number(preflight.headers.get('Access-Control-Max-Age'))).toBeGreaterThan(600);

    const problem = await server.call('GET', '/v1/session', { headers: { Origin: 'https://app.example' } });
    expect(problem.headers.get('Access-Control-Allow-Origin')).toBe('*');
    for (const name of ['ETag', 'Upload-Offset', 'X-Request-Id', 'Retry-After', 'Content-Disposition']) {
      expect(problem.headers.get('Access-Control-Expose-Headers')?.split(', ')).toContain(name);
    }
  });

  it('forbid sniffing, framing and caching', async () => {
    const { headers } = await server.call('GET', '/v1/session', { as: session });
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('Cache-Control')).toBe('no-store');
  });
});

describe('the access log', () => {
  it('has a line for each request and neither a token nor a query', async () => {
    await server.call('GET', '/v1/session?auth_code=code-secret&state=state-secret', { as: session });
    await server.call('GET', '/v1/oauth/callback?auth_code=code-secret&state=state-secret');
    await server.call('GET', '/v1/session', { as: 'host-key-that-is-wrong' });
    const text = logged.join('');
    expect(text).toContain('"path":"/v1/session"');
    expect(text).toContain('"workspaceId":"w1"');
    for (const secret of [session, server.hostKey, 'code-secret', 'state-secret', 'host-key-that-is-wrong'])
      expect(text).not.toContain(secret);
  });

  it('cuts out a credential and the values of a query that an error carries', () => {
    const lines: string[] = [];
    const log = createLog({ logLevel: 'info' }, { write: (line: string) => void lines.push(line) });
    const cause = Object.assign(new Error('Failed query: select\nparams: kim@example.com,7'), {
      params: ['kim@example.com'],
      config: { accessToken: 't0ken' },
    });
    log.error({ err: new Error('outer', { cause }), accessToken: 't0ken', request: { token: 't0ken' } }, 'failed');
    expect(lines.join('')).toContain('outer');
    expect(lines.join('')).not.toMatch(/kim@|t0ken/);
  });
});

describe('operators', () => {
  it('learn that the process lives and that it can serve', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const { status, json } = await server.call('GET', path);
      expect([status, json]).toEqual([200, { status: 'ok' }]);
    }
  });

  it('read counters by route and status, without an id in a label', async () => {
    await server.call('GET', '/v1/connections/con_0123456789abcdef', { as: session });
    await server.call('GET', '/v1/made-up-path');
    const { text, headers } = await server.call('GET', '/metrics');
    expect(headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toMatch(
      /^tiktok_ads_connect_http_requests_total\{method="GET",route="\/v1\/connections\/:connectionId",status="404"\} \d+$/m,
    );
    expect(text).toMatch(/route="unknown",status="404"/);
    expect(text).not.toMatch(/con_0123456789abcdef|made-up-path/);
    expect(text).toMatch(
      /^tiktok_ads_connect_http_request_duration_seconds_bucket\{route="\/v1\/session",le="\+Inf"\} \d+$/m,
    );
  });
});

describe('the reference', () => {
  it('is an OpenAPI document whose every protected call says how to authenticate', async () => {
    const { json } = await server.call('GET', '/openapi.json');
    expect(json.openapi).toBe('3.1.0');
    expect(Object.keys(json.components.securitySchemes)).toEqual(['session', 'hostKey', 'workspace']);
    const open: string[] = [];
    const ids: string[] = [];
    for (const [path, item] of Object.entries<
      Record<string, { operationId?: string; security?: unknown[]; summary?: string }>
    >(json.paths)) {
      for (const operation of Object.values(item)) {
        ids.push(operation.operationId ?? `${path} has none`);
        expect(operation.summary, path).toBeTruthy();
        if (operation.security === undefined || operation.security.length === 0) open.push(path);
      }
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(open.sort()).toEqual([
      '/embed/v1/manifest.json',
      '/embed/v1/{name}',
      '/healthz',
      '/metrics',
      '/readyz',
      '/v1/oauth/callback',
      // TikTok calls it, and signs what it says.
      '/v1/webhooks/tiktok',
    ]);
  });

  it('says of every call with a JSON body what may be wrong with the body', async () => {
    const { json } = await server.call('GET', '/openapi.json');
    const declared = Object.values<Record<string, { operationId: string; requestBody?: object; responses: object }>>(
      json.paths,
    )
      .flatMap((item) => Object.values(item))
      .filter(({ requestBody }) => JSON.stringify(requestBody ?? {}).includes('"application/json"'))
      // Of TikTok's notices the signature counts, whatever type they say they are and whatever they hold.
      .filter(({ operationId }) => operationId !== 'receiveTikTokWebhook');
    expect(declared.length).toBeGreaterThan(6);
    for (const { operationId, responses } of declared)
      expect(Object.keys(responses), operationId).toEqual(expect.arrayContaining(['400', '413', '415', '422']));
  });

  it('declares of minting a session only what a host key can meet', async () => {
    const { json } = await server.call('GET', '/openapi.json');
    const text = JSON.stringify(json.paths['/v1/sessions'].post.responses);
    for (const code of ['invalid_host_key', 'host_key_required', 'request_timeout']) expect(text).toContain(code);
    for (const code of ['session_expired', 'origin_mismatch', 'workspace_required']) expect(text).not.toContain(code);
  });

  it('is a page that needs no script and lets none run', async () => {
    const { text, headers } = await server.call('GET', '/docs');
    expect(headers.get('Content-Type')).toMatch(/^text\/html/);
    expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
    expect(text).not.toMatch(/<script|\sstyle=|\son\w+=|https?:\/\/(?!127\.0\.0\.1)[^<]*\.(js|css)/);
    const { json } = await server.call('GET', '/openapi.json');
    for (const path of Object.keys(json.paths)) expect(text).toContain(`<code>${path}</code>`);
    for (const name of Object.keys(json.components.schemas)) expect(text).toContain(`id="schema-${name}"`);
    for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) expect(text).toContain(`id="${target}"`);
  });
});
