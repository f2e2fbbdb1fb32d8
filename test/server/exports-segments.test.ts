import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isSignedRequest } from '../../demo/signed-request.ts';
import type { Export } from '../../shared/exports.ts';
import { type Exporting, MAPPING, sha256, startExporting } from './exports-support.ts';

const SECRET = `whsec_${Buffer.from('a host secret of some length').toString('base64')}`;

/** What a request to this path and query must be signed with (Standard Webhooks, "Signature scheme"). */
function signatureOf(url: string, headers: IncomingMessage['headers']): string {
  const signed = [headers['webhook-id'], headers['webhook-timestamp'], url].join('.');
  return `v1,${createHmac('sha256', Buffer.from(SECRET.slice(6), 'base64'))
    .update(signed)
    .digest('base64')}`;
}

describe('an export of a segment', () => {
  let its: Exporting;
  let host: Server;
  let source: string;
  let answer: (request: IncomingMessage, response: ServerResponse, cursor: string | null) => void;
  let asked: { url: string; headers: IncomingMessage['headers'] }[];

  beforeEach(async () => {
    asked = [];
    host = createServer((request, response) => {
      asked.push({ url: request.url ?? '', headers: request.headers });
      answer(request, response, new URL(request.url ?? '', 'http://host').searchParams.get('cursor'));
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    source = `http://127.0.0.1:${(host.address() as AddressInfo).port}/segments/vip?key=a%20b`;
  });
  afterEach(async () => {
    await its.stop();
    host.closeAllConnections();
    await new Promise((resolve) => host.close(resolve));
  });

  const start = async (env: Record<string, string> = {}): Promise<void> => {
    its = await startExporting({ env });
  };
  const json = (response: ServerResponse, value: unknown): void => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
  };
  const putSegment = (body: unknown) => its.call('PUT', '/v1/segments/vip', { json: body });
  async function openSegment(url: string = source): Promise<Export> {
    expect((await putSegment({ name: 'VIP', source: { url } })).status).toBe(200);
    return its.open({ attributes: ['email', 'phone'], segmentId: 'vip' });
  }
  async function runUntil(exportId: string, ...states: Export['state'][]): Promise<Export> {
    for (let round = 0; round < 60; round++) {
      await its.jobs.runDue();
      const now = await its.get(exportId);
      if (states.includes(now.state)) return now;
      its.advance(60_000);
    }
    throw new Error('the export never came to that state');
  }
  /** Three pages of 700 people; the last person of a page is the first of the next. */
  const page = (cursor: string | null) => {
    const from = Number(cursor ?? 0);
    const records = Array.from({ length: 700 }, (_, index) => ({
      Email: `p${from + index}@example.com`,
      Phone: null,
      Country: 'DE',
      Vip: true,
      Age: 3,
    }));
    return { records, nextCursor: from >= 1398 ? null : String(from + 699) };
  };

  test('fetches the people in pages, signed, and sends them', async () => {
    await start({ HOST_WEBHOOK_URL: 'https://host.example/events', HOST_WEBHOOK_SECRET: SECRET });
    answer = (_, response, cursor) => json(response, page(cursor));
    const opened = await openSegment();
    expect(opened).toMatchObject({ state: 'draft', segmentId: 'vip' });
    const ready = await runUntil(opened.id, 'ready');
    expect(ready.counts).toMatchObject({ rows: 2100, ready: 2098, duplicates: 2, rejectedRows: 0 });
    expect(asked.map(({ url }) => url)).toEqual([
      '/segments/vip?key=a%20b',
      '/segments/vip?key=a+b&cursor=699',
      '/segments/vip?key=a+b&cursor=1398',
    ]);
    for (const { url, headers } of asked) {
      expect(headers['webhook-signature']).toBe(signatureOf(url, headers));
      // As a host checks it (docs/segments.md).
      const given = new Headers(headers as Record<string, string>);
      const { clock } = its.server.deps;
      expect(isSignedRequest(given, url, SECRET, clock.now())).toBe(true);
      expect(isSignedRequest(given, `${url}&cursor=0`, SECRET, clock.now())).toBe(false);
      expect(isSignedRequest(given, url, SECRET, clock.now() + 10 * 60_000)).toBe(false);
    }
    const done = await its.finish(opened.id);
    expect((await its.members(done.customAudienceId)).email).toEqual(
      Array.from({ length: 2098 }, (_, index) => sha256(`p${index}@example.com`)).sort(),
    );
    expect(await its.put(opened.id, 'Email\n')).toMatchObject({ status: 409, json: { code: 'export_wrong_state' } });
  });

  test('is paused between two pages, and goes on with the next one after a restart', async () => {
    await start();
    let opened: Export | null = null;
    answer = (_, response, cursor) => {
      // Paused while the second page is on its way: that one still counts.
      const paused = cursor === '699' && opened !== null ? its.act(opened.id, 'pause') : Promise.resolve();
      void paused.then(() => json(response, page(cursor)));
    };
    opened = await openSegment();
    expect(await its.act(opened.id, 'pause')).toMatchObject({ status: 409, json: { code: 'export_wrong_state' } });
    await its.jobs.runDue();
    const paused = await its.get(opened.id);
    expect(paused).toMatchObject({ state: 'receiving', pausedAt: expect.any(String), counts: { rows: 1400 } });
    await its.server.restart();
    its.advance(60 * 60_000);
    await its.server.jobs.runDue();
    expect(await its.get(opened.id)).toEqual(paused);
    expect(asked).toHaveLength(2);

    expect((await its.act(opened.id, 'resume')).json).toMatchObject({ state: 'receiving', pausedAt: null });
    await its.server.jobs.runDue();
    const ready = await its.get(opened.id);
    expect(ready).toMatchObject({ state: 'ready', counts: { rows: 2100, ready: 2098, duplicates: 2 } });
    expect(asked.map(({ url }) => new URL(url, source).searchParams.get('cursor'))).toEqual([null, '699', '1398']);
  });

  test('keeps every digit of a number that is longer than JavaScript’s', async () => {
    await start();
    answer = (_, response) => {
      response
        .writeHead(200, { 'Content-Type': 'application/json' })
        .end('{"records":[{"Email":"a@example.com","First name":7105432198765432109}],"nextCursor":null}');
    };
    await putSegment({ name: 'VIP', source: { url: source } });
    const opened = await its.open({ attributes: ['email', 'firstName'], segmentId: 'vip' });
    await runUntil(opened.id, 'ready');
    const file = await its.call('GET', `/v1/exports/${opened.id}/audience.csv`);
    expect(file.text).toContain(sha256('7105432198765432109'));
  });

  test('waits out a source that fails, and goes on with the page it was at', async () => {
    await start();
    let failures = 0;
    answer = (_, response, cursor) => {
      if (cursor === '1398' && failures++ < 2) {
        response.writeHead(503).end('try later');
        return;
      }
      json(response, page(cursor));
    };
    const opened = await openSegment();
    const ready = await runUntil(opened.id, 'ready');
    expect(ready.counts).toMatchObject({ rows: 2100, ready: 2098 });
  });

  test('tells what is wrong with its source, since when, and when it is asked again, until it answers', async () => {
    await start();
    let isBroken = true;
    answer = (_, response, cursor) => {
      if (isBroken) response.writeHead(503).end('try later');
      else json(response, page(cursor));
    };
    const { id } = await openSegment();
    expect((await its.get(id)).trouble).toBeNull();
    await its.jobs.runDue();
    const reason = { code: 'segment_source_failed', message: expect.stringContaining('503') };
    const first = await its.get(id);
    expect(first).toMatchObject({ state: 'receiving', error: null, trouble: { reason } });
    const lasts = ({ trouble }: Export) => Date.parse(trouble?.nextTryAt ?? '') - Date.parse(trouble?.since ?? '');
    expect(lasts(first)).toBe(5_000);
    its.advance(60_000);
    await its.jobs.runDue();
    const second = await its.get(id);
    expect(second.trouble).toMatchObject({ since: first.trouble?.since, reason });
    expect(lasts(second)).toBeGreaterThanOrEqual(75_000);
    expect((await its.act(id, 'pause')).json.trouble).toBeNull();
    expect((await its.act(id, 'resume')).status).toBe(202);
    isBroken = false;
    expect(await runUntil(id, 'ready')).toMatchObject({ trouble: null });
  });

  test.each([
    ['whose cursors come round again', (cursor: string | null) => String((Number(cursor ?? 0) + 1) % 7)],
    ['that gives nothing but new cursors', (cursor: string | null) => String(Number(cursor ?? 0) + 1)],
  ])('fails on a source %s, instead of asking for ever', async (_, next) => {
    await start();
    answer = (_request, response, cursor) => json(response, { records: [], nextCursor: next(cursor) });
    const opened = await openSegment();
    await its.jobs.runDue();
    expect(await its.get(opened.id)).toMatchObject({ state: 'failed', error: { code: 'segment_source_failed' } });
    answer = (_request, response) => json(response, { records: [{ Email: 'a@example.com' }], nextCursor: null });
    expect((await its.act(opened.id, 'retry')).status).toBe(202);
    expect(await runUntil(opened.id, 'ready')).toMatchObject({ counts: { ready: 1 } });
  });

  test('does not ask again for the pages before one that failed', async () => {
    await start();
    answer = (_, response, cursor) => {
      if (asked.length % 2 === 0) response.writeHead(503).end();
      else
        json(response, {
          records: [{ Email: `p${cursor}@example.com` }],
          nextCursor: cursor === '3' ? null : String(Number(cursor ?? 0) + 1),
        });
    };
    const opened = await openSegment();
    const ready = await runUntil(opened.id, 'ready');
    expect(ready.counts).toMatchObject({ rows: 4, ready: 4 });
    expect(asked).toHaveLength(7);
  });

  test('gives up on a source after a day with a reason, and a retry goes on', async () => {
    await start();
    let isBroken = true;
    answer = (_, response, cursor) => (isBroken ? json(response, { people: [] }) : json(response, page(cursor)));
    const opened = await openSegment();
    await its.jobs.runDue();
    its.advance(25 * 3_600_000);
    const failed = await runUntil(opened.id, 'failed');
    expect(failed.error).toMatchObject({ code: 'segment_source_failed', message: expect.stringContaining('records') });
    isBroken = false;
    expect((await its.act(opened.id, 'retry')).json.state).toBe('receiving');
    expect((await runUntil(opened.id, 'ready')).counts.ready).toBe(2098);
  });

  test.each([
    [
      'a redirect to another host',
      (response: ServerResponse) =>
        response.writeHead(302, { Location: 'http://elsewhere.example/segments/vip' }).end(),
      'another address',
    ],
    [
      'a redirect to another port',
      (response: ServerResponse) => response.writeHead(307, { Location: '//127.0.0.1:9/segments/vip' }).end(),
      'another address',
    ],
    [
      'a redirect to another scheme',
      (response: ServerResponse) => response.writeHead(308, { Location: 'file:///etc/passwd' }).end(),
      'another address',
    ],
    [
      'a redirect that never ends',
      (response: ServerResponse) => response.writeHead(302, { Location: '/segments/vip' }).end(),
      'more than 5 times',
    ],
    ['a redirect to nowhere', (response: ServerResponse) => response.writeHead(301).end(), 'names no address'],
    ['text', (response: ServerResponse) => response.writeHead(200).end('hello'), 'not JSON'],
    [
      'a page beyond 16 MiB',
      (response: ServerResponse) => response.writeHead(200).end(`{"records":[],"x":"${'x'.repeat(17_000_000)}"}`),
      'larger than 16 MiB',
    ],
    [
      'a nested value',
      (response: ServerResponse) =>
        response.writeHead(200).end('{"records":[{"Email":{"secret":1}}],"nextCursor":null}'),
      'records.0',
    ],
  ] as const)('does not take %s for a page', async (_, respond, reason) => {
    await start();
    answer = (_request, response) => respond(response);
    const opened = await openSegment();
    await its.jobs.runDue();
    its.advance(25 * 3_600_000);
    const failed = await runUntil(opened.id, 'failed');
    expect(failed.error).toMatchObject({ code: 'segment_source_failed', message: expect.stringContaining(reason) });
    expect(failed.error?.message).not.toContain('secret');
    expect(asked.every(({ url }) => url.startsWith('/segments/vip'))).toBe(true);
  });

  test('follows redirects within its origin, each signed anew', async () => {
    await start({ HOST_WEBHOOK_SECRET: SECRET });
    answer = (request, response, cursor) => {
      const url = new URL(request.url ?? '', source);
      if (url.pathname === '/segments/vip') {
        response.writeHead(307, { Location: `../moved/vip${url.search}#part` }).end('moved');
      } else if (url.pathname === '/moved/vip') {
        response.writeHead(302, { Location: `${url.origin}/people${url.search}` }).end();
      } else json(response, page(cursor));
    };
    const opened = await openSegment();
    const ready = await runUntil(opened.id, 'ready');
    expect(ready.counts).toMatchObject({ rows: 2100, ready: 2098 });
    expect(asked.map(({ url }) => new URL(url, source).pathname)).toEqual(
      Array.from({ length: 3 }, () => ['/segments/vip', '/moved/vip', '/people']).flat(),
    );
    expect(new Set(asked.map(({ headers }) => headers['webhook-id'])).size).toBe(9);
    for (const { url, headers } of asked) expect(headers['webhook-signature']).toBe(signatureOf(url, headers));
  });

  test('takes no more records than one export may have, and keeps those before', async () => {
    await start({ SEGMENT_MAX_ROWS: '1500' });
    answer = (_, response, cursor) => json(response, page(cursor));
    const opened = await openSegment();
    const failed = await runUntil(opened.id, 'failed');
    expect(failed.error).toMatchObject({
      code: 'segment_source_failed',
      message: expect.stringContaining('more than 1500 records'),
    });
    expect(failed.counts.rows).toBe(1400);
    expect(asked).toHaveLength(3);
  });

  test('reads consent, and fails when no record of the source says anything of it', async () => {
    await start();
    let property = 'Opt in';
    answer = (_, response, cursor) => {
      const { records, nextCursor } = page(cursor);
      const says = [true, false, 'opted-out', null, 'maybe'];
      json(response, {
        records: records.map((record, index) =>
          index % 7 === 6 ? record : { ...record, [property]: says[index % 5] },
        ),
        nextCursor,
      });
    };
    const names = [...Object.values(MAPPING), 'Consent'];
    await its.call('PUT', '/v1/properties', {
      json: names.map((name) => ({ name, label: name, type: 'string', kind: 'system' })),
    });
    const mapped = await its.call('PUT', '/v1/mapping', { json: { attributes: { ...MAPPING, consent: 'Consent' } } });
    expect(mapped.status, mapped.text).toBe(200);
    const opened = await openSegment();
    const failed = await runUntil(opened.id, 'failed');
    expect(failed.error).toMatchObject({
      code: 'missing_columns',
      message: expect.stringMatching(/^The segment’s records have no property "Consent"\./),
    });
    property = 'Consent';
    expect((await its.act(opened.id, 'retry')).status).toBe(202);
    const { counts } = await runUntil(opened.id, 'ready');
    expect(counts).toMatchObject({ rows: 2100, rejectedRows: 0, byReason: { unknown_consent: 360 } });
    expect(counts.rows).toBe(counts.ready + counts.duplicates + counts.withoutConsent);
    expect(counts.withoutConsent).toBe(2100 - counts.ready - counts.duplicates);
    expect(counts.ready).toBeGreaterThan(300);
  });

  test('never connects to a private address, whatever name points there', async () => {
    await start({ SEGMENT_SOURCE_ALLOW_PRIVATE: 'false' });
    answer = (_, response, cursor) => json(response, page(cursor));
    const { port } = new URL(source);
    expect(await putSegment({ name: 'VIP', source: { url: source } })).toMatchObject({
      status: 422,
      json: { code: 'segment_source_refused' },
    });
    // As if the address had been public when it was set: the check at connecting time is the one that counts.
    const segments = its.server.deps.store.workspace('workspace-1').segments;
    for (const url of [
      `http://127.0.0.1:${port}/x`,
      `http://localhost:${port}/x`,
      `http://[::ffff:127.0.0.1]:${port}/x`,
    ]) {
      await segments.put({ segmentId: 'vip', name: 'VIP', size: null, filled: null, sourceUrl: url, updatedAt: 1 });
      const opened = await its.open({ segmentId: 'vip' });
      expect((await runUntil(opened.id, 'failed')).error).toMatchObject({ code: 'segment_source_refused' });
    }
    expect(asked).toEqual([]);
  });

  test('says that the host has to send a segment without a source', async () => {
    await start();
    await putSegment({ name: 'VIP', size: 3 });
    const opened = await its.open({ segmentId: 'vip' });
    expect(await its.act(opened.id, 'start')).toMatchObject({ status: 409, json: { code: 'segment_has_no_source' } });
    expect((await its.fill(opened.id, 'Email\na@example.com\n')).state).toBe('ready');
    const unknown = await its.call('POST', '/v1/exports', {
      json: {
        advertiserId: its.advertiserId,
        attributes: ['email'],
        audience: { create: { name: 'x' } },
        segmentId: 'nobody',
      },
    });
    expect(unknown).toMatchObject({ status: 404, json: { code: 'not_found' } });
  });
});
