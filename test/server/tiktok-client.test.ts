import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { TikTokClient } from '../../server/tiktok/index.ts';
import { cleanUp, failure, listen, makeClient, onEnd, READ, WRITE } from '../support/tiktok-client.ts';

afterEach(cleanUp);

describe('limits', () => {
  const limited = (message: string) =>
    JSON.stringify({ code: 40100, message, request_id: '20260312101112ABCDEF', data: {} });

  test('a breach of the minute limit is handed back with five minutes, and nobody asks until they are over', async () => {
    let calls = 0;
    let now = 1_000_000;
    const url = await listen(() => {
      calls += 1;
      return {
        body:
          calls <= 2
            ? limited('Too many requests. Please retry in some time.')
            : '{"code":0,"message":"OK","request_id":"r","data":{}}',
      };
    });
    const { client, waits } = makeClient(url, { now: () => now });
    const error = await failure(client.request(READ));
    expect(error).toMatchObject({
      kind: 'refused',
      code: 40100,
      retryAfterMs: 300_000,
      mayHaveHappened: false,
      tiktokRequestId: '20260312101112ABCDEF',
    });
    expect(waits).toHaveLength(1);
    now += 280_000;
    expect(await failure(client.request(READ))).toMatchObject({ retryAfterMs: 20_000, mayHaveHappened: false });
    expect(calls).toBe(2);
    now += 20_000;
    await client.request(READ);
    expect(calls).toBe(3);
  });

  test('a breach does not last for weeks because the clock was set back', async () => {
    let now = 40 * 86_400_000;
    const answers = [limited('temporarily restricted')];
    const url = await listen(() => ({
      body: answers.shift() ?? '{"code":0,"message":"OK","request_id":"r","data":{}}',
    }));
    const { client } = makeClient(url, { now: () => now });
    await failure(client.request(READ));
    now -= 31 * 86_400_000;
    await expect(client.request(READ)).resolves.toMatchObject({ tiktokRequestId: 'r' });
  });

  test('the other environment goes on meanwhile', async () => {
    const url = await listen((request) => ({
      body:
        request.headers['access-token'] === 'tok-0123456789'
          ? limited('temporarily restricted')
          : '{"code":0,"message":"OK","request_id":"r","data":{}}',
    }));
    const { client } = makeClient(url);
    await failure(client.request(READ));
    await expect(client.request({ ...READ, environment: 'sandbox', accessToken: 'other' })).resolves.toMatchObject({
      tiktokRequestId: 'r',
    });
  });
});

describe('the line', () => {
  test('a call that waited its turn for longer than a call may take still has its retries', async () => {
    const answers = [200, 200, 502, 200];
    const url = await listen(() => ({
      status: answers.shift() ?? 500,
      body: answers.length === 1 ? '<html>502</html>' : '{"code":0,"message":"OK","request_id":"r","data":{}}',
    }));
    let elapsed = 0;
    const { client } = makeClient(url, {
      tier: 'basic',
      speed: 1,
      monotonic: () => elapsed,
      sleep: async (ms) => {
        elapsed += ms;
      },
    });
    // The lowest tier lets two go at once; the third waits.
    await client.request(READ);
    await client.request(READ);
    const third = client.request(READ);
    elapsed += 61_000;
    await expect(third).resolves.toMatchObject({ tiktokRequestId: 'r' });
    expect(answers).toEqual([]);
    expect(elapsed).toBeGreaterThan(60_000);
  });
});

describe('answers that are none', () => {
  test('a write is not repeated after an HTML 502, and may have happened', async () => {
    let calls = 0;
    const url = await listen(
      () => ((calls += 1), { status: 502, headers: { 'x-tt-logid': 'log-1' }, body: '<html>502</html>' }),
    );
    const { client } = makeClient(url);
    expect(await failure(client.request(WRITE))).toMatchObject({
      kind: 'edge',
      httpStatus: 502,
      code: null,
      mayHaveHappened: true,
      tiktokRequestId: 'log-1',
    });
    expect(calls).toBe(1);
  });

  test('a plain 404 is final', async () => {
    let calls = 0;
    const url = await listen(() => ((calls += 1), { status: 404, body: '404 page not found' }));
    const { client } = makeClient(url);
    expect(await failure(client.request(READ))).toMatchObject({
      kind: 'edge',
      httpStatus: 404,
      mayHaveHappened: false,
    });
    expect(calls).toBe(1);
  });

  test('an envelope counts whatever the HTTP status', async () => {
    const url = await listen(() => ({
      status: 400,
      body: '{"code":40002,"message":"bad","request_id":"r9","data":{}}',
    }));
    const { client } = makeClient(url);
    expect(await failure(client.request(READ))).toMatchObject({
      kind: 'refused',
      code: 40002,
      httpStatus: 400,
      tiktokRequestId: 'r9',
    });
  });

  test('data of another shape is an error that names the place and not the value', async () => {
    const url = await listen(() => ({
      body: '{"code":0,"message":"OK","request_id":"r5","data":{"name":"Jane Doe"}}',
    }));
    const { client } = makeClient(url);
    const error = await failure(client.request({ ...READ, data: z.object({ name: z.number() }) }));
    expect(error).toMatchObject({ kind: 'shape', tiktokRequestId: 'r5', mayHaveHappened: true });
    expect(error.message).toContain('data.name');
    expect(error.message).not.toContain('Jane');
  });

  test('an answer that does not come in time is given up; a write may have happened', async () => {
    const url = await listen(() => 'hang');
    const { client } = makeClient(url);
    expect(await failure(client.request({ ...WRITE, timeoutMs: 50 }))).toMatchObject({
      kind: 'network',
      mayHaveHappened: true,
    });
  });

  test('nobody listening: nothing was sent, also not by a write', async () => {
    const url = await listen(() => 'hang');
    await cleanUp();
    const { client, waits } = makeClient(url);
    expect(await failure(client.request(WRITE))).toMatchObject({ kind: 'network', mayHaveHappened: false });
    expect(waits.length).toBeGreaterThan(0);
  });

  test('an aborted call ends, in the line and on the wire', async () => {
    const url = await listen(() => 'hang');
    const { client } = makeClient(url);
    const aborted = new AbortController();
    const call = failure(client.request({ ...READ, signal: aborted.signal }));
    aborted.abort();
    expect(await call).toMatchObject({ kind: 'network' });
    expect(await failure(client.request({ ...READ, signal: AbortSignal.abort() }))).toMatchObject({
      kind: 'network',
      mayHaveHappened: false,
    });
  });

  test('closing ends what is waiting', async () => {
    const url = await listen(() => 'hang');
    const { client } = makeClient(url);
    const call = failure(client.request(READ));
    await client.close();
    expect(await call).toMatchObject({ kind: 'network' });
  });
});

describe('requests', () => {
  test('sends the token in Access-Token, JSON bodies as JSON, and no secret into the log', async () => {
    const seen: { url: string; token: unknown; type: unknown; body: string }[] = [];
    const url = await listen((request, body) => {
      seen.push({
        url: request.url ?? '',
        token: request.headers['access-token'],
        type: request.headers['content-type'],
        body: body.toString(),
      });
      return { body: '{"code":40002,"message":"secret s3cr3t-value is wrong","request_id":"r","data":{}}' };
    });
    const { client, lines } = makeClient(url);
    const error = await failure(
      client.request({ ...WRITE, json: { secret: 's3cr3t-value', advertiser_id: '7104856021930123265' } }),
    );
    expect(seen).toEqual([
      {
        url: '/open_api/v1.3/dmp/custom_audience/create/',
        token: 'tok-0123456789',
        type: 'application/json',
        body: '{"secret":"s3cr3t-value","advertiser_id":"7104856021930123265"}',
      },
    ]);
    await failure(client.request({ ...READ, query: { secret: 's3cr3t-value', app_id: '1' } }));
    expect(`${lines.join('')}${error.message}${error.tiktokMessage}`).not.toMatch(/s3cr3t-value|tok-0123456789/);
  });

  test('streams a file as multipart, the same again on a second try', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'tiktok-client-'));
    onEnd(() => rm(directory, { recursive: true }));
    const path = join(directory, 'people.csv');
    const bytes = randomBytes(3_000_000);
    await writeFile(path, bytes);
    const received: FormData[] = [];
    const url = await listen((request, body) => {
      expect(request.headers['content-length']).toBe(String(body.length));
      void new Response(new Uint8Array(body), { headers: { 'content-type': request.headers['content-type'] ?? '' } })
        .formData()
        .then((form) => received.push(form));
      return received.length === 0 && attempts++ === 0
        ? { status: 429, headers: { 'retry-after': '0' }, body: 'slow down' }
        : { body: '{"code":0,"message":"OK","request_id":"r","data":{}}' };
    });
    let attempts = 0;
    const { client } = makeClient(url);
    await upload(client, path, bytes.length);
    expect(received).toHaveLength(2);
    for (const form of received) {
      expect(form.get('advertiser_id')).toBe('7104856021930123265');
      expect(form.get('calculate_type')).toBe('EMAIL_SHA256');
      const file = form.get('file') as File;
      expect(file.name).toBe('people "1".csv');
      expect(md5(Buffer.from(await file.arrayBuffer()))).toBe(md5(bytes));
    }
  });

  async function upload(client: TikTokClient, path: string, bytes: number): Promise<void> {
    await client.request({
      ...WRITE,
      path: '/dmp/custom_audience/file/upload/',
      multipart: {
        fields: { advertiser_id: '7104856021930123265', calculate_type: 'EMAIL_SHA256' },
        file: { field: 'file', name: 'people "1".csv', path, bytes },
      },
    });
  }

  function md5(bytes: Buffer): string {
    return createHash('md5').update(bytes).digest('hex');
  }
});
