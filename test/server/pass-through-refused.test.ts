import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ADVERTISER, ask, BASE, type Setting, startSetting, WORKSPACE } from './pass-through-support.ts';

let setting: Setting;
let credential: Record<string, string>;

beforeAll(async () => {
  setting = await startSetting();
  credential = { authorization: `Bearer ${setting.token}` };
});
afterEach(() => {
  expect(setting.farEnd.arrived, 'nothing of it reaches TikTok').toEqual([]);
});
afterAll(() => setting.stop());

const get = async (path: string): Promise<string> => {
  const { status, json } = await ask(setting.server.url, 'GET', path, { headers: credential });
  return `${status} ${json?.code}`;
};

async function send(
  method: string,
  body: string | Buffer,
  headers: Record<string, string> = { 'content-type': 'application/json' },
  path = '/campaign/update/',
): Promise<string> {
  const { status, json } = await ask(setting.server.url, method, `${BASE}${path}`, {
    headers: { ...credential, ...headers },
    body,
  });
  return `${status} ${json?.code}`;
}

describe('a path that is none of TikTok’s', () => {
  it('is refused, however it is written', async () => {
    const query = `?advertiser_id=${ADVERTISER}`;
    for (const path of [
      '/Campaign/get/',
      '/campaign%2fget/',
      '/campaign/%67et/',
      '/campaign//get/',
      '//campaign/get/',
      '/campaign/../oauth2/access_token/',
      '/campaign/%2e%2e/oauth2/access_token/',
      '/./campaign/get/',
      '/campaign/get/..',
      '/campaign\\get/',
      '/campaign;/get/',
      '/campaign/get/;x',
      '/campaign/get/%00',
      '/',
      '',
      `/${'a'.repeat(300)}/`,
      '/campaign get/'.replace(' ', '%20'),
    ])
      expect(await get(`${BASE}${path}${query}`), path).toMatch(/^(?:403 tiktok_endpoint_refused|404 not_found)$/);
    for (const outside of ['/v1/tiktok/open_api/v1.2/campaign/get/', '/v1/tiktok/'])
      expect(await get(`${outside}${query}`), outside).toBe('404 not_found');
  });

  it('handles secrets or tokens, whatever its closing slash or method', async () => {
    for (const path of [
      '/oauth2/access_token/',
      '/oauth2/advertiser/get',
      '/oauth/token/',
      '/tt_user/token_info/get/',
      '/subscription/get/',
    ]) {
      expect(await get(`${BASE}${path}`), path).toBe('403 tiktok_endpoint_refused');
      expect(await send('POST', '{}', { 'content-type': 'application/json' }, path), path).toBe(
        '403 tiktok_endpoint_refused',
      );
    }
  });
});

describe('a call that carries a secret', () => {
  it('is refused, wherever it stands', async () => {
    for (const query of [
      'secret=1',
      'access%5Ftoken=1',
      'Access_Token=1',
      'x=1&client_secret=1',
      'auth_code=1',
      `f=${encodeURIComponent('{"a":{"refresh_token":"x"}}')}`,
    ])
      expect(await get(`${BASE}/campaign/get/?advertiser_id=${ADVERTISER}&${query}`), query).toBe(
        '403 tiktok_endpoint_refused',
      );
    for (const body of [
      { secret: 'x' },
      { a: [{ b: { app_secret: 'x' } }] },
      { subscription_detail: { access_token: 'x' } },
    ])
      expect(await send('POST', JSON.stringify({ advertiser_id: ADVERTISER, ...body })), JSON.stringify(body)).toBe(
        '403 tiktok_endpoint_refused',
      );
  });
});

describe('a write that says a thing twice', () => {
  it('is refused where query and body do not agree, in JSON and in a form', async () => {
    const query = '/campaign/update/?campaign_id=1790000000000000001';
    const json = { advertiser_id: ADVERTISER, campaign_id: '1790000000000000002', budget: 60 };
    expect(await send('POST', JSON.stringify(json), undefined, query)).toBe('422 invalid_request');
    const part = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const form = `${part('advertiser_id', ADVERTISER)}${part('upload_type', 'UPLOAD_BY_URL')}--b--\r\n`;
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const path = '/file/image/ad/upload/?upload_type=UPLOAD_BY_FILE_ID';
    expect(await send('POST', form, headers, path)).toBe('422 invalid_request');
  });
});

describe('a body that cannot be looked into', () => {
  it('is refused: other kinds, encodings and alphabets', async () => {
    const json = JSON.stringify({ advertiser_id: ADVERTISER });
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-16',
      'multipart/mixed; boundary=x',
      '',
    ])
      expect(await send('POST', json, { 'content-type': type }), type).toBe('415 unsupported_media_type');
    expect(await send('POST', json, { 'content-type': 'application/json', 'content-encoding': 'gzip' })).toBe(
      '415 unsupported_media_type',
    );
  });

  it('is refused: what is no JSON object', async () => {
    for (const body of [
      '{',
      '[]',
      '"x"',
      'null',
      '12',
      '{}{}',
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    ])
      expect(await send('POST', body), String(body)).toBe('400 invalid_json');
    expect(await send('POST', `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`)).toBe('422 invalid_request');
    expect(await send('POST', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)).toBe('422 invalid_request');
  });

  it('is refused: more than 8 MiB of JSON', async () => {
    const body = Buffer.alloc(9 * 1024 * 1024, 0x20);
    const answer = await ask(setting.server.url, 'POST', `${BASE}/campaign/update/`, {
      headers: { ...credential, 'content-type': 'application/json', 'content-length': String(body.length) },
      body,
    });
    expect(answer.json.code).toBe('payload_too_large');
  });

  it('is refused: any at all on a GET or HEAD', async () => {
    const path = `/campaign/get/?advertiser_id=${ADVERTISER}`;
    const json = { 'content-type': 'application/json' };
    expect(await send('GET', '{}', { ...json, 'content-length': '2' }, path)).toBe('422 invalid_request');
    expect(await send('GET', '{}', { ...json, 'transfer-encoding': 'chunked' }, path)).toBe('422 invalid_request');
    const mounted = await setting.server.app.fetch(
      new Request(`${setting.server.url}${BASE}${path}`, { headers: { ...credential, 'content-length': '2' } }),
    );
    expect(mounted.status).toBe(422);
  });
});

describe('a request that is odd', () => {
  it('is refused: methods that TikTok does not have', async () => {
    const answer = await ask(setting.server.url, 'PROPFIND', `${BASE}/campaign/get/`, { headers: credential });
    expect([answer.status, answer.json.code, answer.headers['allow']]).toEqual([
      405,
      'method_not_allowed',
      'DELETE, GET, HEAD, PATCH, POST, PUT',
    ]);
  });

  it('is refused: queries that servers read in different ways', async () => {
    for (const query of ['a=%zz', 'a=%', 'a=b%2'])
      expect(await get(`${BASE}/campaign/get/?advertiser_id=${ADVERTISER}&${query}`), query).toBe(
        '422 invalid_request',
      );
    // Which of two TikTok obeys nobody knows.
    expect(
      await send('POST', JSON.stringify({ advertiser_id: ADVERTISER }), undefined, '/campaign/update/?a=1&a=2'),
    ).toBe('422 invalid_request');
  });

  it('is refused: an Idempotency-Key that is none', async () => {
    const body = JSON.stringify({ advertiser_id: ADVERTISER });
    for (const key of ['', 'x'.repeat(256), 'a\tb'])
      expect(await send('POST', body, { 'content-type': 'application/json', 'idempotency-key': key }), key).toBe(
        '422 invalid_request',
      );
  });

  it('cannot bring a second one along on its connection', async () => {
    const { port } = new URL(setting.server.url);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    const said: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => said.push(chunk));
    const smuggled = `GET ${BASE}/campaign/get/?advertiser_id=${ADVERTISER} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${setting.token}\r\n\r\n`;
    socket.write(
      `POST ${BASE}/campaign/update/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${setting.token}\r\nContent-Type: text/plain\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
    );
    await once(socket, 'close');
    const text = Buffer.concat(said).toString();
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(text).toContain('415');
  });

  it('of a session of another workspace learns nothing of this one’s', async () => {
    const token = await setting.server.mintSession({ workspaceId: `${WORKSPACE}-other` });
    const answer = await ask(setting.server.url, 'GET', `${BASE}/campaign/get/?advertiser_id=${ADVERTISER}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([answer.status, answer.json.code]).toEqual([404, 'account_not_imported']);
  });
});
