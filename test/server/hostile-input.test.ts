import { connect } from 'node:net';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyLimit } from '../../server/http/body-limit.ts';
import { createErrorHandler } from '../../server/http/error-handler.ts';
import { createRoute, jsonAnswer, jsonBody, newRouter } from '../../server/http/index.ts';
import { listenOn, requestListener } from '../../server/http/listener.ts';
import { requestId } from '../../server/http/request-id.ts';
import { systemRandom } from '../../server/random.ts';
import { putMappingSchema } from '../../shared/mappings.ts';
import { type Answer, startTestServer, type TestServer } from '../support/server.ts';
import { skippedPauses } from '../support/skipped-pauses.ts';

let server: TestServer;
let session: string;
beforeAll(async () => {
  server = await startTestServer({
    jobs: 'manual',
    env: { SEGMENT_SOURCE_ALLOW_PRIVATE: 'false' },
    tiktokPace: skippedPauses(),
  });
  session = await server.mintSession({ workspaceId: 'a' });
});
afterAll(() => server.stop());

const asHost = (method: string, path: string, body: string): Promise<Answer> =>
  server.call(method, path, {
    as: server.hostKey,
    workspaceId: 'a',
    body,
    headers: { 'Content-Type': 'application/json' },
  });
/** Sends bytes as they are. @returns everything that came back until the server or we closed */
const raw = (url: string, text: string, isEnough: (answer: string) => boolean): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (isEnough(answer)) socket.destroy();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });

describe('an origin that no browser could have', () => {
  it.each(['http://[', 'http://app.example:99999', 'http://app|example', 'http://%', 'http://a%00b'])(
    '%s is refused by name',
    async (origin) => {
      const minted = await server.call('POST', '/v1/sessions', {
        as: server.hostKey,
        json: { workspaceId: 'a', userId: 'u', origin },
      });
      const started = await server.call('POST', '/v1/connections/authorize', { as: session, json: { origin } });
      for (const { status, json } of [minted, started]) {
        expect([status, json.code, json.errors[0].path]).toEqual([422, 'invalid_request', 'origin']);
      }
    },
  );
});

describe('text with half a character', () => {
  it('is refused where it would come back as another text', async () => {
    const properties = await asHost(
      'PUT',
      '/v1/properties',
      String.raw`[{"name":"\ud800","label":"\udc00x","type":"string","kind":"system","example":"\udfff"}]`,
    );
    expect(properties.json.errors.map(({ path }: { path: string }) => path)).toEqual([
      '0.name',
      '0.label',
      '0.example',
    ]);
    const segment = await asHost('PUT', '/v1/segments/half', String.raw`{"name":"a\ud83d"}`);
    expect([segment.status, segment.json.errors[0].path]).toEqual([422, 'name']);
  });

  it('is not mistaken for a whole one beyond the first 65,536', async () => {
    const segment = await asHost('PUT', '/v1/segments/whole', String.raw`{"name":"\ud83d\ude00 𝄞"}`);
    expect([segment.status, segment.json.name]).toEqual([200, '😀 𝄞']);
  });
});

describe('names that mean something to JavaScript', () => {
  it('are plain names of properties, segments and workspaces', async () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const of = (method: string, path: string, json?: unknown) =>
      server.call(method, path, {
        as: server.hostKey,
        workspaceId: '__proto__',
        ...(json === undefined ? {} : { json }),
      });
    const properties = names.map((name) => ({ name, label: name, type: 'string', kind: 'custom' }));
    expect((await of('PUT', '/v1/properties', properties)).json.items).toEqual(properties);
    const mapping = await of('PUT', '/v1/mapping', { attributes: { email: '__proto__', phone: 'constructor' } });
    expect(mapping.json.attributes).toEqual({ email: '__proto__', phone: 'constructor' });
    for (const name of names) expect((await of('PUT', `/v1/segments/${name}`, { name })).status).toBe(200);
    const listed = await of('GET', '/v1/segments');
    expect(listed.json.items.map(({ segmentId }: { segmentId: string }) => segmentId).sort()).toEqual(names.sort());
  });

  it('are no attributes, and change nothing that others inherit', async () => {
    expect((await asHost('PUT', '/v1/mapping', '{"attributes":{"constructor":"a"}}')).status).toBe(422);
    expect((await asHost('PUT', '/v1/mapping', '{"__proto__":{"attributes":{}}}')).status).toBe(422);
    const ignored = await asHost('PUT', '/v1/mapping', '{"attributes":{"__proto__":{"email":"a"}}}');
    expect(ignored.json.attributes).toEqual({});
    expect({}).not.toHaveProperty('email');
  });
});

describe('a request with very many mistakes', () => {
  it('is told the first hundred', async () => {
    const json = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`unknown-${index}`, 1]));
    const answer = await server.call('PUT', '/v1/mapping', { as: session, json });
    expect([answer.status, answer.json.errors.length]).toEqual([422, 100]);
    expect(answer.json.detail).toContain('and 50000 more');
  });

  it('does not get a long field name back in full', async () => {
    const answer = await server.call('PUT', '/v1/mapping', { as: session, json: { ['x'.repeat(500_000)]: 1 } });
    expect(answer.status).toBe(422);
    expect(answer.text.length).toBeLessThan(3000);
  });

  it('may be nested as deeply as it fits', async () => {
    const answer = await asHost('PUT', '/v1/mapping', `{"attributes":${'['.repeat(500_000)}${']'.repeat(500_000)}}`);
    expect([answer.status, answer.json.code]).toEqual([422, 'invalid_request']);
  });
});

describe('a list of things with long names', () => {
  it.each([
    ['three bytes a character', '漢'.repeat(255)],
    ['characters that grow when they are compared', '\ufdfa'.repeat(255)],
    ['characters that JSON escapes', '\u0001'.repeat(255)],
    ['emoji', '😀'.repeat(127)],
  ])('goes from page to page: %s', async (_, name) => {
    const workspaceId = `long-${name.codePointAt(0)}`;
    const ids = [0, 1, 2].map((index) => `${'"'.repeat(127)}${index}`);
    for (const id of ids) {
      const path = `/v1/segments/${encodeURIComponent(id)}`;
      expect((await server.call('PUT', path, { as: server.hostKey, workspaceId, json: { name } })).status).toBe(200);
    }
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/v1/segments?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page: Answer = await server.call('GET', path, { as: server.hostKey, workspaceId });
      expect(page.status, page.text).toBe(200);
      seen.push(page.json.items[0].segmentId);
      cursor = page.json.nextCursor;
    }
    expect(seen).toEqual(ids);
  });
});

describe('a segment’s source inside the server’s own network', () => {
  it.each([
    'http://2130706433/',
    'http://0x7f.1/',
    'http://127.0.0.1./',
    'http://①27.0.0.1/',
    'http://127%2e0.0.1/',
    'http://localhost../',
    'http://[::ffff:169.254.169.254]/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:0:10.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b:1::a00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00::1]/',
    'http://public.example@127.0.0.1/',
  ])('is refused however it is written: %s', async (url) => {
    const answer = await asHost('PUT', '/v1/segments/inside', JSON.stringify({ name: 'n', source: { url } }));
    expect([answer.status, answer.json.code]).toEqual([422, 'segment_source_refused']);
  });

  it('is told from a public one', async () => {
    for (const url of ['https://public.example/', 'http://93.184.216.34/', 'http://[2606:2800:220:1::1]/']) {
      const answer = await asHost('PUT', '/v1/segments/outside', JSON.stringify({ name: 'n', source: { url } }));
      expect(answer.status, url).toBe(200);
    }
  });
});

describe('a pasted token', () => {
  const paste = (accessToken: string) =>
    server.call('POST', '/v1/connections/token', {
      as: session,
      json: { environment: 'production', accessToken, advertiserIds: ['1'] },
    });

  it.each(['abcdefgh\r\nX-Evil: 1', 'abcd efgh', 'abcdefgh\u0000', 'abcdéfgh', '          '])(
    'that cannot be one is refused before TikTok is asked: %j',
    async (accessToken) => {
      const answer = await paste(accessToken);
      expect([answer.status, answer.json.errors[0].path]).toEqual([422, 'accessToken']);
    },
  );

  it('may have white space around it, as copying leaves it', async () => {
    // Nobody listens where TikTok should be: that it is asked at all is the point.
    expect((await paste(' 0123456789abcdef\n')).json.code).toBe('tiktok_unavailable');
  });
});

describe('a forged session token', () => {
  it('is refused, whatever its header claims', async () => {
    const [head = '', body = '', signature = ''] = session.split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
    const write = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const { kid } = read(head);
    const claims = read(body);
    const signed = (header: { alg: string; kid?: string }, bytes: number) =>
      new SignJWT(claims).setProtectedHeader(header).sign(new Uint8Array(bytes));
    const forged = [
      `${write({ alg: 'none', kid })}.${body}.`,
      `${write({ alg: 'nOnE', kid })}.${body}.${signature}`,
      `${write({ alg: 'HS256', kid: [kid] })}.${body}.${signature}`,
      `${write({ alg: 'HS256', kid: '__proto__' })}.${body}.${signature}`,
      `${write({ alg: 'HS256', kid, jwk: { kty: 'oct', k: '' } })}.${body}.${signature}`,
      `${write({ alg: 'HS256', kid, crit: ['x'], x: 1 })}.${body}.${signature}`,
      `${head}.${write({ ...claims, workspaceId: 'b' })}.${signature}`,
      session.slice(0, -2),
      await signed({ alg: 'HS256' }, 32),
      await signed({ alg: 'HS256', kid: '../../dev/null' }, 32),
      await signed({ alg: 'HS512', kid: String(kid) }, 64),
    ];
    for (const token of forged) {
      const answer = await server.call('GET', '/v1/session', { as: token });
      expect([answer.status, answer.json.code], token).toEqual([401, 'invalid_session']);
    }
  });
});

describe('the pass-through and what guards it', () => {
  const TIKTOK = '/v1/tiktok/open_api/v1.3';
  const nobodys = '7101926934269992520';
  const of = (method: string, path: string, body: string): Promise<Answer> =>
    server.call(method, path, { as: session, body, headers: { 'Content-Type': 'application/json' } });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'take %s for no kind of actor, no action, no field and no ad account',
    async (name) => {
      const rule = { actorKind: 'agent', action: 'create', decision: 'allow' };
      for (const [field, value] of [
        ['actorKind', name],
        ['action', name],
        ['decision', name],
      ] as const) {
        const answer = await of('PUT', '/v1/controls', JSON.stringify({ cells: [{ ...rule, [field]: value }] }));
        expect([answer.status, answer.json.errors[0].path]).toEqual([422, `cells.0.${field}`]);
      }
      for (const path of [`/v1/approvals?status=${name}`, `/v1/tiktok-calls?status=${name}`])
        expect((await server.call('GET', path, { as: session })).status, path).toBe(422);
      for (const path of [`/v1/controls?advertiserId=${name}`, `/v1/spend-caps?advertiserId=${name}`])
        expect((await server.call('GET', path, { as: session })).status, path).toBe(422);
      // What a call says is the caller's and TikTok's; it is looked at without being run into.
      const said = `{"${name}":{"advertiser_id":"1"},"advertiser_id":"${nobodys}","${name}":1}`;
      expect((await of('POST', `${TIKTOK}/campaign/create/`, said)).json.code).toBe('account_not_imported');
      expect((await of('POST', `${TIKTOK}/${name.toLowerCase()}/`, said)).json.code).toBe('account_not_imported');
      const query = `${name}=1&advertiser_id=${nobodys}`;
      expect((await of('POST', `${TIKTOK}/ad/create/?${query}`, '{}')).json.code).toBe('account_not_imported');
      const form = new FormData();
      form.set(name, '1');
      form.set('advertiser_id', nobodys);
      const upload = await server.call('POST', `${TIKTOK}/file/image/ad/upload/`, { as: session, body: form });
      expect([upload.status, upload.json.code], upload.text).toEqual([404, 'account_not_imported']);
      expect({}).not.toHaveProperty('advertiser_id');
    },
  );

  it('tell no more mistakes than the first hundred, and take nothing that is nested without end', async () => {
    const cells = Array.from({ length: 10_000 }, () => ({ actorKind: 'x', action: 'y', decision: 'z' }));
    const many = await of('PUT', '/v1/controls', JSON.stringify({ cells }));
    expect([many.status, many.json.errors.length <= 100]).toEqual([422, true]);
    const deep = '['.repeat(400_000) + ']'.repeat(400_000);
    for (const [method, path] of [
      ['PUT', '/v1/controls'],
      ['PUT', '/v1/spend-caps'],
      ['POST', '/v1/approvals/apr_AAAAAAAAAAAAAAAAAAAAAA/deny'],
      ['POST', `${TIKTOK}/campaign/create/`],
    ] as const) {
      const answer = await of(method, path, `{"advertiser_id":"${nobodys}","cells":${deep}}`);
      expect([400, 404, 413, 422], `${path}: ${answer.text}`).toContain(answer.status);
    }
  });

  it('let nobody in by another spelling of the path', async () => {
    for (const path of [
      `${TIKTOK}/../../../session`,
      `${TIKTOK}/campaign/../../v1.3/campaign/get/`,
      `${TIKTOK}/%2e%2e/session`,
      `${TIKTOK}//campaign/get/`,
      `${TIKTOK}/campaign/get/%00`,
      `${TIKTOK}\\campaign\\get\\`,
      '/v1/tiktok/open_api/v1.3',
      '/v1/tiktok/open_api/v1.2/campaign/get/',
      '/v1/TikTok/open_api/v1.3/campaign/get/',
      '//v1/tiktok/open_api/v1.3/campaign/get/',
      `http://elsewhere${TIKTOK}/campaign/get/`,
    ]) {
      const answer = await raw(server.url, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, () => false);
      expect(answer, path).toMatch(/^HTTP\/1\.1 (400|401|403|404) /);
    }
  });

  it('take no request in which a second one could hide', async () => {
    const head = `POST ${TIKTOK}/campaign/create/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${session}\r\n`;
    for (const lengths of [
      'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n',
      'Content-Length: 5\r\nContent-Length: 6\r\n',
      'Transfer-Encoding: chunked, identity\r\n',
      'Content-Length: +5\r\n',
    ]) {
      const answer = await raw(server.url, `${head}${lengths}\r\n0\r\n\r\n`, (text) => text.includes('\r\n\r\n'));
      expect(answer, lengths).toMatch(/^HTTP\/1\.1 400 /);
    }
  });

  it('read one credential, however many are sent', async () => {
    const ask = async (headers: string) => {
      const answer = await raw(
        server.url,
        `GET ${TIKTOK}/campaign/get/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n\r\n`,
        () => false,
      );
      return /"code":"(\w+)"/.exec(answer)?.[1];
    };
    const known = 'tiktok_connection_required';
    expect(await ask(`Authorization: Bearer ${session}\r\n`)).toBe(known);
    expect(await ask(`Authorization: Bearer wrong\r\nAccess-Token: ${session}\r\n`)).toBe('invalid_host_key');
    // Node keeps the first of two, and so nobody behind it takes the second.
    expect(await ask(`Authorization: Bearer wrong\r\nAuthorization: Bearer ${session}\r\n`)).toBe('invalid_host_key');
    expect(await ask(`Access-Token: wrong\r\nAccess-Token: ${session}\r\n`)).toMatch(/^(invalid|missing)_/);
    expect(await ask(`Access-Token: ${server.hostKey}\r\nX-Workspace-Id: a\r\nX-Actor-Kind: root\r\n`)).toBe(
      'invalid_request',
    );
  });
});

describe('HTTP as it is not meant', () => {
  const statusOf = async (request: string) =>
    Number((await raw(server.url, request, (answer) => answer.includes('\r\n\r\n'))).slice(9, 12));

  it('finds no way around authentication in the path', async () => {
    for (const path of [
      '/v1/oauth/../session',
      '/v1/oauth/callback/../../session',
      '//v1/session',
      '/%76%31/session',
      '/v1/session#/v1/oauth/callback',
      'http://elsewhere/v1/session',
    ]) {
      expect([401, 404], path).toContain(await statusOf(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`));
    }
    expect(await statusOf('GET /v1/session HTTP/1.1\r\nHost: x/v1/oauth/callback?\r\n\r\n')).toBe(400);
  });

  it('lets nobody hide a second request in a first', async () => {
    const both =
      'POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
    expect(await statusOf(both)).toBe(400);
  });
});

describe('a body that drips in', () => {
  it('is not waited for: 408, and the connection ends', async () => {
    const router = newRouter();
    router.use('*', requestId(systemRandom));
    router.use(
      '*',
      bodyLimit(() => 1024, 40),
    );
    router.openapi(
      createRoute({
        method: 'put',
        path: '/mapping',
        request: { body: jsonBody(putMappingSchema) },
        responses: { 200: jsonAnswer('Saved', putMappingSchema) },
      }),
      (c) => c.json(c.req.valid('json'), 200),
    );
    router.onError(createErrorHandler({ log: pino({ enabled: false }), publicUrl: 'http://x', translate: () => null }));
    const listener = await listenOn(
      requestListener((request, bindings) => router.fetch(request, bindings)),
      {
        port: 0,
        host: '127.0.0.1',
      },
    );
    const head = 'PUT /mapping HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

    const known = await raw(listener.url, `${head}Content-Length: 100\r\n\r\n{"attributes"`, () => false);
    expect(known).toMatch(/^HTTP\/1.1 408 [\s\S]*connection: close[\s\S]*"code":"request_timeout"/i);
    const unknown = await raw(listener.url, `${head}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`, () => false);
    expect(unknown).toMatch(/^HTTP\/1.1 408 [\s\S]*connection: close[\s\S]*"code":"request_timeout"/i);
    const whole = await raw(
      listener.url,
      `${head}Connection: close\r\nContent-Length: 17\r\n\r\n{"attributes":{}}`,
      () => false,
    );
    expect(whole).toMatch(/^HTTP\/1.1 200 /);
    await listener.close();
  });
});

describe('the listener', () => {
  it('answers health checks that speak HTTP/1.0 and name no host', async () => {
    const listener = await listenOn(
      requestListener(() => new Response('well')),
      { port: 0, host: '127.0.0.1' },
    );
    expect(await raw(listener.url, 'GET /healthz HTTP/1.0\r\n\r\n', () => false)).toMatch(/^HTTP\/1.1 200 [\s\S]*well/);
    await listener.close();
  });
});
