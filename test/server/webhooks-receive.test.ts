import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { dirname } from 'node:path';
import { PassThrough } from 'node:stream';
import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../server/log.ts';
import type { NewNotice } from '../../server/store/webhooks.ts';
import { secretContext } from '../../server/crypto/index.ts';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.ts';
import { filesBelow, Secrets } from './secrets-support.ts';
import {
  APP_ENV,
  APP_ID,
  APP_SECRET,
  escaped,
  hmacHex,
  noticeBody,
  openHeaders,
  stampedHeaders,
  WEBHOOK_PATH,
} from './webhooks-signing.ts';

const NOW = 1_773_331_872_000;
const SECONDS = NOW / 1000;
const MEBIBYTE = 1024 * 1024;

let server: TestServer;

afterEach(() => server.stop());

async function start(options: TestServerOptions = {}): Promise<void> {
  server = await startTestServer({
    jobs: 'manual',
    clock: { now: () => NOW },
    ...options,
    env: { ...APP_ENV, ...options.env },
  });
}

const send = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, query = '') =>
  server.call('POST', `${WEBHOOK_PATH}${query}`, { body, headers });
const pending = () => server.deps.store.webhookInbox.countPending();
const claimAll = () => server.deps.store.webhookInbox.claim('test', NOW, NOW + 60_000, 100);
const bodyOf = ({ hash, sealedBody }: NewNotice) =>
  server.deps.sealer.open(
    sealedBody,
    secretContext({ workspaceId: '', kind: 'notice', id: Buffer.from(hash).toString('hex') }),
  );
const counted = async (outcome: string) => {
  const { text } = await server.call('GET', '/metrics');
  const line = text
    .split('\n')
    .find((each) => each.startsWith(`tiktok_ads_connect_webhooks_total{outcome="${outcome}"}`));
  return Number(line?.split(' ')[1] ?? 0);
};

/** With `Transfer-Encoding: chunked` and no length, in pieces. */
function sendChunked(body: Buffer, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${server.url}${WEBHOOK_PATH}`, { method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    for (let at = 0; at < body.length; at += 60_000) outgoing.write(body.subarray(at, at + 60_000));
    outgoing.end();
  });
}

describe('a notice that is signed', () => {
  it('is on the disk, sealed, when it is answered, in either scheme', async () => {
    await start();
    const one = noticeBody(1);
    const other = noticeBody('Müller 🎉');
    const answers = [await send(one, openHeaders(one)), await send(other, stampedHeaders(other, SECONDS))];
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, json: { code: 0, message: 'OK' } });
    await server.restart();
    const stored = await claimAll();
    expect(stored.map((notice) => [notice.scheme, notice.appId, notice.receivedAt, bodyOf(notice)])).toEqual([
      ['X-Open-Signature', APP_ID, NOW, one],
      ['TikTok-Signature', APP_ID, NOW, other],
    ]);
  });

  it('keeps every byte, long numbers and blanks included', async () => {
    await start();
    const body = ' {"object":1,\n"entry":[{"id":7126000000000000641,"x":1e3,"y":-0.10}]}\r\n';
    expect((await send(body, openHeaders(body))).status).toBe(200);
    expect((await claimAll()).map(bodyOf)).toEqual([body]);
  });

  it('may be signed over its bytes or over its escaped form, and may come escaped', async () => {
    await start();
    const body = noticeBody('Zoë 日本 🎉');
    for (const [sent, signed] of [
      [body, body],
      [body, escaped(body)],
      [escaped(body), escaped(body)],
    ] as const)
      expect((await send(sent, openHeaders(signed))).status).toBe(200);
    expect((await send(escaped(body), openHeaders(body))).status).toBe(401);
    expect((await claimAll()).map(bodyOf)).toEqual([body, escaped(body)]);
  });

  it('gets the same answer when it came before, and is stored once, whatever signed it', async () => {
    await start();
    const body = noticeBody(1);
    expect((await send(body, stampedHeaders(body, SECONDS))).status).toBe(200);
    for (const headers of [stampedHeaders(body, SECONDS), stampedHeaders(body, SECONDS - 100), openHeaders(body)])
      expect(await send(body, headers)).toMatchObject({ status: 200, json: { code: 0 } });
    expect(await pending()).toBe(1);
    expect([await counted('accepted'), await counted('duplicate')]).toEqual([1, 3]);
  });

  it('is still known after somebody has looked into it and the server started anew', async () => {
    await start();
    const body = noticeBody(1);
    await send(body, openHeaders(body));
    const [notice] = await claimAll();
    const done = { at: NOW, done: [notice?.seq ?? 0], later: [], events: [], reviews: [], toHost: false };
    expect(await server.deps.store.webhookInbox.finish('test', done)).toEqual([]);
    await server.restart();
    expect((await send(body, openHeaders(body))).status).toBe(200);
    expect(await pending()).toBe(0);
  });

  it('that comes a hundred times at once is stored once, among a hundred others', async () => {
    await start();
    const bodies = Array.from({ length: 200 }, (_, index) => noticeBody(index % 2 === 0 ? 'same' : index));
    const answers = await Promise.all(bodies.map((body) => send(body, openHeaders(body))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await pending()).toBe(101);
    expect([await counted('accepted'), await counted('duplicate')]).toEqual([101, 99]);
  });

  it('carries the request’s id and the security headers, and no word for browsers', async () => {
    await start();
    const body = noticeBody(1);
    const answer = await send(body, { ...openHeaders(body), 'X-Request-Id': 'from-the-proxy-1' });
    expect(answer.headers.get('X-Request-Id')).toBe('from-the-proxy-1');
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
    const refused = await send(body);
    expect(refused.headers.get('X-Request-Id')).toBe(refused.json.requestId);
    expect(refused.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(refused.headers.get('WWW-Authenticate')).toBe('X-Open-Signature, TikTok-Signature');
  });

  it('is answered in every framing of the body, also through a plain fetch handler and in another app', async () => {
    await start();
    const body = noticeBody('chunked');
    expect(await sendChunked(Buffer.from(body), openHeaders(body))).toMatchObject({ status: 200 });
    const other = noticeBody('fetch');
    const url = `${server.url}${WEBHOOK_PATH}`;
    const response = await server.app.fetch(
      new Request(url, { method: 'POST', body: other, headers: openHeaders(other) }),
    );
    expect(response.status).toBe(200);
    const mounted = noticeBody('mounted');
    const host = new Hono().route('/tiktok', server.app);
    const path = `/tiktok${WEBHOOK_PATH}`;
    const there = await host.request(path, { method: 'POST', body: mounted, headers: openHeaders(mounted) });
    expect(there.status).toBe(200);
    expect(await pending()).toBe(3);
  });
});

describe('a notice that is not signed as it should be', () => {
  const body = noticeBody('refused');
  const cases: [string, Record<string, string>, string][] = [
    ['no signature', {}, 'missing'],
    ['the key of somebody else', openHeaders(body, 'another-secret'), 'wrong'],
    ['the signature of another body', openHeaders(noticeBody('other')), 'wrong'],
    ['no hex', { 'X-Open-Signature': 'signature' }, 'malformed'],
    [
      'a signature cut short',
      { 'X-Open-Signature': openHeaders(body)['X-Open-Signature']?.slice(2) ?? '' },
      'malformed',
    ],
    ['a time and no signature', { 'TikTok-Signature': `t=${SECONDS}` }, 'malformed'],
    [
      'a time that was changed',
      { 'TikTok-Signature': `t=${SECONDS + 1},s=${hmacHex(APP_SECRET, `${SECONDS}.`, body)}` },
      'wrong',
    ],
    ['a time too long ago', stampedHeaders(body, SECONDS - 301), 'stale'],
    ['a time too far ahead', stampedHeaders(body, SECONDS + 301), 'stale'],
    ['one right and one wrong signature', { ...openHeaders(body), ...stampedHeaders(body, SECONDS, 'x') }, 'wrong'],
  ];

  it.each(cases)('is refused with %s: 401, a counter, no row', async (_, headers, reason) => {
    await start();
    const answer = await send(body, headers);
    expect(answer).toMatchObject({ status: 401, json: { code: 'webhook_signature_invalid' } });
    expect(await counted(reason)).toBe(1);
    expect(await pending()).toBe(0);
    // Not as one that is done with, either.
    expect((await send(body, openHeaders(body))).status).toBe(200);
    expect(await counted('accepted')).toBe(1);
  });

  it('is refused a second beyond five minutes and taken at five, before and after', async () => {
    await start();
    const statuses = [];
    for (const offset of [-301, -300, 300, 301]) {
      const each = noticeBody(offset);
      statuses.push((await send(each, stampedHeaders(each, SECONDS + offset))).status);
    }
    expect(statuses).toEqual([401, 200, 200, 401]);
  });

  it('is refused when the stamped text of one scheme is replayed as the body of the other', async () => {
    await start();
    const stamped = `${SECONDS}.${body}`;
    expect(await send(stamped, openHeaders(stamped))).toMatchObject({ status: 400, json: { code: 'invalid_json' } });
    expect(await pending()).toBe(0);
  });

  it.each(['', '[]', '1', 'null', '"text"', '{"a":', '{} {}', '\ufeff{}', 'a=b'])(
    'is refused when it is signed but no JSON object: %j',
    async (odd) => {
      await start();
      expect(await send(odd, openHeaders(odd))).toMatchObject({ status: 400, json: { code: 'invalid_json' } });
      expect(await counted('invalid_json')).toBe(1);
      expect(await pending()).toBe(0);
    },
  );

  it('is refused when it is signed but broken as text', async () => {
    await start();
    const broken = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    expect((await send(broken, openHeaders(broken))).status).toBe(400);
    expect(await pending()).toBe(0);
  });

  it('is refused by a server that has no key', async () => {
    await start({ env: { TIKTOK_APP_ID: '', TIKTOK_APP_SECRET: '' } });
    for (const key of ['', 'undefined', 'null', APP_SECRET])
      expect((await send(body, openHeaders(body, key))).status).toBe(401);
    expect(await pending()).toBe(0);
  });

  it('says neither key nor body in logs, and neither is in the database', async () => {
    const lines: Buffer[] = [];
    const sink = new PassThrough().on('data', (chunk: Buffer) => lines.push(chunk));
    await start({
      log: createLog({ logLevel: 'trace' }, sink),
      env: { TIKTOK_APP_SECRET: 'a-secret-that-nobody-says-9f3b' },
    });
    const secrets = new Secrets();
    secrets.add('key', 'a-secret-that-nobody-says-9f3b');
    const person = JSON.stringify({ entry: [{ email: 'maren.holm@example.com', note: 'only she knows this' }] });
    secrets.add('person', 'maren.holm@example.com', 'only she knows this');
    const key = 'a-secret-that-nobody-says-9f3b';
    expect((await send(person, openHeaders(person, key))).status).toBe(200);
    expect((await send(person, openHeaders(person, 'wrong'))).status).toBe(401);
    const broken = `${person}x`;
    expect((await send(broken, openHeaders(broken, key))).status).toBe(400);
    const refused = await send(`${person} `, {});
    const written = [
      { where: 'log', bytes: Buffer.concat(lines) },
      { where: 'answer', bytes: Buffer.from(refused.text) },
      { where: 'metrics', bytes: Buffer.from((await server.call('GET', '/metrics')).text) },
      ...(await filesBelow(dirname(server.dataDir))),
    ];
    expect(Buffer.concat(lines).toString('utf8')).toContain(WEBHOOK_PATH);
    expect(written.map(({ where }) => where)).toContain('file server.db');
    expect(secrets.findIn(written)).toEqual([]);
  });
});

describe('the size of a notice', () => {
  const padded = (size: number) => {
    const head = '{"object":3,"fill":"';
    return Buffer.from(`${head}${'x'.repeat(size - head.length - 2)}"}`);
  };

  it.each(['with a length', 'chunked'])('may be 1 MiB and not a byte more, %s', async (how) => {
    await start();
    const post = async (body: Buffer) => {
      const headers = openHeaders(body);
      return (how === 'chunked' ? sendChunked(body, headers) : send(new Uint8Array(body), headers)).then(
        ({ status }) => status,
      );
    };
    expect(await post(padded(MEBIBYTE))).toBe(200);
    expect(await post(padded(MEBIBYTE + 1))).toBe(413);
    expect(await post(padded(3 * MEBIBYTE))).toBe(413);
    expect(await pending()).toBe(1);
    expect(await counted('payload_too_large')).toBe(2);
  });

  it('is judged before the signature', async () => {
    await start();
    expect(await send(new Uint8Array(padded(MEBIBYTE + 1)))).toMatchObject({
      status: 413,
      json: { code: 'payload_too_large' },
    });
  });

  it('that breaks off is nothing', async () => {
    await start();
    await new Promise<void>((resolve) => {
      const body = noticeBody(1);
      const outgoing = request(`${server.url}${WEBHOOK_PATH}`, {
        method: 'POST',
        headers: { ...openHeaders(body), 'Content-Length': body.length + 10 },
      });
      outgoing.on('error', () => resolve());
      outgoing.write(body, () => outgoing.destroy());
      outgoing.on('close', () => resolve());
    });
    await expect.poll(() => counted('broken_off')).toBe(1);
    expect(await pending()).toBe(0);
  });
});

describe('a challenge', () => {
  it.each([
    ['{"challenge":"abc-1.2"}', ''],
    ['{"challenge":712600000000}', ''],
    ['', '?challenge=abc-1.2'],
  ])('is echoed, and nothing is stored: %j %s', async (body, query) => {
    await start();
    const expected = query === '' ? JSON.parse(body) : { challenge: 'abc-1.2' };
    expect(await send(body, {}, query)).toMatchObject({ status: 200, json: expected });
    if (body !== '') expect(await send(body, openHeaders(body))).toMatchObject({ status: 200, json: expected });
    expect((await send(body, { 'X-Open-Signature': 'f'.repeat(64) }, query)).status).toBe(401);
    expect(await pending()).toBe(0);
  });

  it('beside anything else is a notice like another', async () => {
    await start();
    const body = '{"challenge":"abc","entry":[]}';
    expect((await send(body)).status).toBe(401);
    expect(await send(body, openHeaders(body))).toMatchObject({ status: 200, json: { code: 0 } });
    expect(await pending()).toBe(1);
  });
});

describe('a developer app that a workspace brought', () => {
  const bring = async (workspaceId: string, appId: string, secret: string) => {
    const { store, sealer } = server.deps;
    await store.workspace(workspaceId).tiktokApps.put({
      appId,
      sealedSecret: sealer.seal(secret, secretContext({ workspaceId, kind: 'app-secret', id: appId })),
      secretLast4: secret.slice(-4),
      createdAt: NOW,
      updatedAt: NOW,
    });
  };
  const body = noticeBody('own');

  it('signs for itself, and for nobody else', async () => {
    await start();
    await bring('w1', '7000000000000000001', 'first-secret');
    const asOwn = (key: string, app: string) => send(body, openHeaders(body, key), `?app=${app}`);
    expect((await asOwn(APP_SECRET, '7000000000000000001')).status).toBe(401);
    expect((await asOwn('first-secret', '7000000000000000002')).status).toBe(401);
    expect((await asOwn('first-secret', APP_ID)).status).toBe(401);
    expect((await send(body, openHeaders(body, 'first-secret'))).status).toBe(401);
    expect(await pending()).toBe(0);
    expect((await asOwn('first-secret', '7000000000000000001')).status).toBe(200);
    expect((await claimAll()).map(({ appId }) => appId)).toEqual(['7000000000000000001']);
  });

  it('cannot make a notice of another app look like a repeat', async () => {
    await start();
    await bring('w1', '7000000000000000001', 'first-secret');
    expect((await send(body, openHeaders(body, 'first-secret'), '?app=7000000000000000001')).status).toBe(200);
    expect((await send(body, openHeaders(body))).status).toBe(200);
    expect((await claimAll()).map(({ appId }) => appId)).toEqual(['7000000000000000001', APP_ID]);
    expect(await counted('duplicate')).toBe(0);
  });

  it('may be brought by several workspaces, with secrets of different age', async () => {
    await start();
    await bring('w1', '7000000000000000001', 'older-secret');
    await bring('w2', '7000000000000000001', 'newer-secret');
    await bring('w3', '7000000000000000001', 'newer-secret');
    for (const [index, key] of ['older-secret', 'newer-secret'].entries()) {
      const each = noticeBody(index);
      expect((await send(each, openHeaders(each, key), '?app=7000000000000000001')).status).toBe(200);
    }
    expect(await pending()).toBe(2);
  });

  it('may be the server’s own, whose keys count as well', async () => {
    await start();
    await bring('w1', APP_ID, 'what-the-workspace-knows');
    for (const [index, key] of [APP_SECRET, 'what-the-workspace-knows'].entries()) {
      const each = noticeBody(index);
      expect((await send(each, openHeaders(each, key), `?app=${APP_ID}`)).status).toBe(200);
    }
    expect((await send(body, openHeaders(body, 'what-the-workspace-knows'))).status).toBe(401);
  });

  it('whose secret no key opens any more signs nothing', async () => {
    await start();
    await server.deps.store.workspace('w1').tiktokApps.put({
      appId: '7000000000000000001',
      sealedSecret: 'v1.unknown.AAAA.AAAA',
      secretLast4: 'cret',
      createdAt: NOW,
      updatedAt: NOW,
    });
    expect((await send(body, openHeaders(body, 'x'), '?app=7000000000000000001')).status).toBe(401);
  });
});

describe('notices that wait for somebody to look into them', () => {
  it('are sealed anew with the first encryption key', async () => {
    await start();
    const body = noticeBody(1);
    await send(body, openHeaders(body));
    const seen: string[] = [];
    const { store, sealer } = server.deps;
    const changed = await store.resealSecrets((sealed, owner) => {
      seen.push(owner.kind);
      return sealer.seal(sealer.open(sealed, secretContext(owner)), secretContext(owner));
    });
    expect([changed, seen]).toEqual([1, ['notice']]);
    expect((await claimAll()).map(bodyOf)).toEqual([body]);
  });

  it('are not answered with 200 when they cannot be written', async () => {
    await start();
    const { webhookInbox } = server.deps.store;
    const add = webhookInbox.add.bind(webhookInbox);
    webhookInbox.add = () =>
      Promise.reject(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }));
    const bodies = Array.from({ length: 20 }, (_, index) => noticeBody(randomBytes(4).toString('hex') + index));
    const answers = await Promise.all(bodies.map((body) => send(body, openHeaders(body))));
    for (const answer of answers) expect(answer).toMatchObject({ status: 507, json: { code: 'storage_failed' } });
    expect(answers[0]?.headers.get('Retry-After')).toBe('5');
    webhookInbox.add = add;
    for (const body of bodies) expect((await send(body, openHeaders(body))).status).toBe(200);
    expect(await pending()).toBe(20);
  });
});
