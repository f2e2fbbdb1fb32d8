import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let workspace: string;
let session: string;
let count = 0;
beforeAll(async () => {
  server = await startTestServer({ env: { SEGMENT_SOURCE_ALLOW_PRIVATE: 'false' } });
});
beforeEach(async () => {
  count += 1;
  workspace = `workspace-${count}`;
  session = await server.mintSession({ workspaceId: workspace, userId: 'marketer' });
});
afterAll(() => server.stop());

const host = (method: string, path: string, json: unknown) =>
  server.call(method, path, { as: server.hostKey, workspaceId: workspace, json });
const property = (name: string) => ({ name, label: `The ${name}`, type: 'string', kind: 'custom' });

describe('properties', () => {
  it('are replaced as a whole and listed in the order given, in pages', async () => {
    await host('PUT', '/v1/properties', [property('Old')]);
    const list = ['Zip', 'Email', 'Äpfel & Birnen', 'a', 'B'].map((name) => ({ ...property(name), example: 'x' }));
    const put = await host('PUT', '/v1/properties', list);
    expect([put.status, put.json]).toEqual([200, { items: list, nextCursor: null }]);
    const items = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { json } = await server.call('GET', `/v1/properties?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`, {
        as: session,
      });
      items.push(...json.items);
      cursor = json.nextCursor;
    }
    expect(items).toEqual(list);
  });

  it('need names of their own: the repeated ones are named and nothing changes', async () => {
    await host('PUT', '/v1/properties', [property('Old')]);
    const { status, json } = await host('PUT', '/v1/properties', ['A', 'B', 'A', 'A'].map(property));
    expect([status, json.code]).toEqual([422, 'invalid_request']);
    expect(json.errors.map(({ path }: { path: string }) => path)).toEqual(['2.name', '3.name']);
    expect((await server.call('GET', '/v1/properties', { as: session })).json.items).toEqual([property('Old')]);
  });

  it.each([
    [[{ ...property('A'), type: 'text' }], '0.type'],
    [[property('A'), { ...property('B'), colour: 'red' }], '1.colour'],
    [[{ ...property('A'), name: '' }], '0.name'],
    [{}, ''],
  ])('of a wrong shape are refused with the path: %j', async (json, path) => {
    const answer = await host('PUT', '/v1/properties', json);
    expect([answer.status, answer.json.errors[0].path]).toEqual([422, path]);
  });
});

describe('the mapping', () => {
  beforeEach(async () => {
    await host('PUT', '/v1/properties', ['Email', 'Mobile'].map(property));
  });
  const put = (attributes: unknown, headers: Record<string, string> = {}) =>
    server.call('PUT', '/v1/mapping', { as: session, json: { attributes }, headers });

  it('is empty at first, with an ETag that a first save can use', async () => {
    const first = await server.call('GET', '/v1/mapping', { as: session });
    expect(first.json).toEqual({ attributes: {}, version: 0, updatedAt: null, updatedBy: null });
    expect(first.headers.get('ETag')).toBe('"m0"');
    const saved = await put({ email: 'Email' }, { 'If-Match': '"m0"' });
    expect(saved.json).toMatchObject({ attributes: { email: 'Email' }, version: 1, updatedBy: 'marketer' });
    expect(saved.headers.get('ETag')).toBe('"m1"');
    expect(Date.parse(saved.json.updatedAt)).not.toBeNaN();
    expect((await server.call('GET', '/v1/mapping', { as: session })).json).toEqual(saved.json);
  });

  it('lets one of two savers win who saw the same version', async () => {
    await put({ email: 'Email' });
    const answers = await Promise.all([
      put({ phone: 'Mobile' }, { 'If-Match': '"m1"' }),
      put({}, { 'If-Match': '"m1"' }),
    ]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412]);
    const lost = answers.find(({ status }) => status === 412);
    expect(lost?.json.code).toBe('precondition_failed');
    const won = answers.find(({ status }) => status === 200);
    expect((await server.call('GET', '/v1/mapping', { as: session })).json).toEqual(won?.json);
  });

  it.each(['"m7"', '"other"', 'm0', 'W/"m0"', '"m-1"', '"m0", "m1"'])(
    'is not written over with If-Match %s',
    async (tag) => {
      const { status, json } = await put({ email: 'Email' }, { 'If-Match': tag });
      expect([status, json.code]).toEqual([412, 'precondition_failed']);
      expect((await server.call('GET', '/v1/mapping', { as: session })).json.version).toBe(0);
    },
  );

  it.each([{}, { 'If-Match': '*' }])('is written whatever is there with %j', async (headers) => {
    await put({ email: 'Email' });
    expect((await put({ phone: 'Mobile' }, headers as Record<string, string>)).json).toMatchObject({
      version: 2,
      attributes: { phone: 'Mobile' },
    });
  });

  it('names each attribute whose property does not exist, and stays as it was', async () => {
    const { status, json } = await put({ email: 'E-mail', phone: 'Mobile', city: 'Town' });
    expect([status, json.code]).toEqual([422, 'unknown_property']);
    expect(json.errors.map(({ path }: { path: string }) => path)).toEqual(['attributes.email', 'attributes.city']);
    expect((await server.call('GET', '/v1/mapping', { as: session })).json.version).toBe(0);
  });

  it('takes any names where the host has declared no properties: they are the columns of its files', async () => {
    await host('PUT', '/v1/properties', []);
    const { status, json } = await put({ email: 'E-mail', city: 'Town' });
    expect(status).toBe(200);
    expect(json.attributes).toEqual({ email: 'E-mail', city: 'Town' });
  });

  it('may use one property for several attributes, and remembers nobody when the host writes it', async () => {
    const { json } = await host('PUT', '/v1/mapping', {
      attributes: { firstName: 'Email', firstNameInitial: 'Email' },
    });
    expect(json).toMatchObject({ updatedBy: null, attributes: { firstName: 'Email', firstNameInitial: 'Email' } });
  });
});

describe('segments', () => {
  it('are put by the host and listed by name, without the address of their source', async () => {
    const made = await host('PUT', '/v1/segments/vip', {
      name: 'VIP',
      size: 12,
      filled: { Email: 12, Phone: 7, Größe: 0 },
      source: { url: 'https://host.example/segments/vip?key=s3cret' },
    });
    expect(made.json).toEqual({
      segmentId: 'vip',
      name: 'VIP',
      size: 12,
      filled: { Email: 12, Phone: 7, Größe: 0 },
      hasSource: true,
      updatedAt: expect.any(String),
    });
    await host('PUT', '/v1/segments/all', { name: 'all people' });
    const list = await server.call('GET', '/v1/segments', { as: session });
    expect(
      list.json.items.map((segment: { segmentId: string; hasSource: boolean }) => [
        segment.segmentId,
        segment.hasSource,
      ]),
    ).toEqual([
      ['all', false],
      ['vip', true],
    ]);
    expect(list.text).not.toContain('s3cret');
  });

  it('are replaced whole: what is left out is gone', async () => {
    await host('PUT', '/v1/segments/vip', { name: 'VIP', size: 12, source: { url: 'https://host.example/vip' } });
    await host('PUT', '/v1/segments/vip', { name: 'VIP', filled: { Email: 5_000_000_000 } });
    expect((await host('PUT', '/v1/segments/vip', { name: 'VIP' })).json).toMatchObject({
      size: null,
      filled: null,
      hasSource: false,
    });
  });

  it.each([
    'http://127.0.0.1/x',
    'http://127.1/x',
    'http://2130706433/x',
    'http://0x7f000001/x',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://localhost:3000/',
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://printer.local/',
    'http://db.internal/',
    'http://intranet/',
    'https://user:pass@host.example/',
    'http://224.0.0.1/',
  ])('cannot have the source %s', async (url) => {
    const { status, json } = await host('PUT', '/v1/segments/vip', { name: 'VIP', source: { url } });
    expect([status, json.code, json.errors[0].path]).toEqual([422, 'segment_source_refused', 'source.url']);
    expect((await server.call('GET', '/v1/segments', { as: session })).json.items).toEqual([]);
  });

  it.each([
    'https://host.example/x',
    'http://93.184.216.34/',
    'http://[2606:2800:220:1::1]/',
    'https://11.0.0.1/',
    'https://172.32.0.1/',
  ])('can have the source %s', async (url) => {
    expect((await host('PUT', '/v1/segments/vip', { name: 'VIP', source: { url } })).status).toBe(200);
  });

  it.each(['ftp://host.example/x', 'file:///etc/passwd', 'not an address', 'javascript:alert(1)'])(
    'refuse %s as no web address',
    async (url) => {
      const { status, json } = await host('PUT', '/v1/segments/vip', { name: 'VIP', source: { url } });
      expect([status, json.code, json.errors[0].path]).toEqual([422, 'invalid_request', 'source.url']);
    },
  );

  it.each([
    ['a negative count', { size: 9, filled: { Email: -1 } }, 'filled.Email'],
    ['half a person', { filled: { Email: 0.5 } }, 'filled.Email'],
    ['more people than there are', { size: 9, filled: { Phone: 9, Email: 10 } }, 'filled.Email'],
    ['a property without a name', { filled: { '': 1 } }, 'filled.'],
    ['a list', { filled: [1] }, 'filled'],
    ['1,001 names', { filled: Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`p${n}`, 1])) }, 'filled'],
  ])('refuse to have %s filled', async (_, body, path) => {
    const { status, json } = await host('PUT', '/v1/segments/vip', { name: 'VIP', ...body });
    expect([status, json.code, json.errors[0].path]).toEqual([422, 'invalid_request', path]);
  });

  it('take a thousand names, also such as constructor, but never drop one in silence', async () => {
    const names = ['constructor', 'toString', ...Array.from({ length: 998 }, (_, n) => `p${n}`)];
    const put = (filled: readonly string[]) =>
      server.call('PUT', '/v1/segments/vip', {
        as: server.hostKey,
        workspaceId: workspace,
        body: `{"name":"VIP","filled":{${filled.map((name) => `"${name}":1`).join(',')}}}`,
        headers: { 'Content-Type': 'application/json' },
      });
    const made = await put(names);
    expect(made.status, made.text).toBe(200);
    expect(Object.keys(made.json.filled).sort()).toEqual(names.toSorted());
    // Any object that is read would lose this one.
    expect(await put(['Email', '__proto__'])).toMatchObject({
      status: 422,
      json: { code: 'invalid_request', errors: [{ path: 'filled.__proto__' }] },
    });
  });

  it('refuse a name with the character NUL in it', async () => {
    const { status, json } = await host('PUT', '/v1/segments/vip', { name: 'V\0IP' });
    expect([status, json.code, json.errors[0].path]).toEqual([422, 'invalid_request', 'name']);
  });

  it('refuse an id with a space, as a bad request', async () => {
    const { status, json } = await host('PUT', '/v1/segments/a%20b', { name: 'VIP' });
    expect([status, json.code, json.errors[0].path]).toEqual([422, 'invalid_request', 'segmentId']);
  });

  it('take ids with signs in them', async () => {
    expect(
      (await host('PUT', `/v1/segments/${encodeURIComponent('lists/2026:β'.replace('β', 'b'))}`, { name: 'VIP' })).json
        .segmentId,
    ).toBe('lists/2026:b');
  });

  it('may have private sources where the operator says so', async () => {
    const lenient = await startTestServer({ env: { SEGMENT_SOURCE_ALLOW_PRIVATE: 'true' } });
    const answer = await lenient.call('PUT', '/v1/segments/vip', {
      as: lenient.hostKey,
      workspaceId: 'w',
      json: { name: 'VIP', source: { url: 'http://127.0.0.1:1/' } },
    });
    await lenient.stop();
    expect(answer.status).toBe(200);
  });
});
