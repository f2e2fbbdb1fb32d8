import { once } from 'node:events';
import { get, request, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startServer } from '../bench/proxy/processes.ts';
import { ADVERTISER, ask, BASE, sayOk, type Setting, startSetting } from './pass-through-support.ts';

const MIB = 1024 * 1024;
const DOWNLOAD = `${BASE}/report/task/download/?advertiser_id=${ADVERTISER}&task_id=1`;

let setting: Setting;

beforeAll(async () => {
  setting = await startSetting();
});
beforeEach(() => {
  setting.farEnd.arrived.length = 0;
  setting.farEnd.answer = sayOk;
  setting.farEnd.take = null;
});
afterAll(() => setting.stop());

const headers = (): Record<string, string> => ({ authorization: `Bearer ${setting.token}` });

/** Writes until it is told to stop, as fast as it is taken. @returns how much was taken so far */
function pour(response: ServerResponse, most: number): () => number {
  const chunk = Buffer.alloc(64 * 1024, 0x78);
  let written = 0;
  const more = (): void => {
    while (written < most && !response.destroyed) {
      written += chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    if (written >= most) response.end();
  };
  more();
  return () => written;
}

describe('a long answer', () => {
  it('comes as it is made, with type and length, however long it is', async () => {
    const total = 60 * MIB;
    setting.farEnd.answer = (_arrived, response) => {
      response.writeHead(200, {
        'Content-Type': 'text/csv',
        'Content-Length': String(total),
        'Content-Disposition': 'attachment; filename="report.csv"',
      });
      pour(response, total);
    };
    const [incoming] = await once(get(`${setting.server.url}${DOWNLOAD}`, { headers: headers() }), 'response');
    expect(incoming.headers).toMatchObject({
      'content-type': 'text/csv',
      'content-length': String(total),
      'content-disposition': 'attachment; filename="report.csv"',
    });
    let bytes = 0;
    for await (const chunk of incoming as AsyncIterable<Buffer>) bytes += chunk.length;
    expect(bytes).toBe(total);
  });

  it('begins before it has ended, and needs no length', async () => {
    let far: ServerResponse | null = null;
    setting.farEnd.answer = (_arrived, response) => {
      far = response.writeHead(200, { 'Content-Type': 'text/csv' });
      response.write('first\n');
    };
    const [incoming] = await once(get(`${setting.server.url}${DOWNLOAD}`, { headers: headers() }), 'response');
    const pieces: string[] = [];
    for await (const piece of incoming as AsyncIterable<Buffer>) {
      pieces.push(piece.toString());
      if (pieces.length === 1) (far as ServerResponse | null)?.end('last\n');
    }
    expect(pieces).toEqual(['first\n', 'last\n']);
  });

  it('of JSON comes through whole, with TikTok’s code in the log’s place', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => ({ index, text: 'x'.repeat(100) }));
    const body = JSON.stringify({ code: 0, message: 'OK', request_id: 'long-1', data: { rows } });
    setting.farEnd.answer = (_arrived, response) =>
      void response.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
    const answer = await ask(setting.server.url, 'GET', `${BASE}/campaign/get/?advertiser_id=${ADVERTISER}`, {
      headers: headers(),
    });
    expect(answer.body.toString()).toBe(body);
    expect(answer.headers['x-tiktok-request-id']).toBe('long-1');
  });

  it('is taken from TikTok no faster than its reader takes it', async () => {
    let poured = (): number => 0;
    setting.farEnd.answer = (_arrived, response) => {
      response.writeHead(200, { 'Content-Type': 'text/csv' });
      poured = pour(response, 500 * MIB);
    };
    const outgoing = get(`${setting.server.url}${DOWNLOAD}`, { headers: headers() });
    const [incoming] = await once(outgoing, 'response');
    incoming.pause();
    // It comes to a stand by itself: only buffers between are filled.
    let before = -1;
    await expect
      .poll(
        () => {
          const now = poured();
          const isStill = now === before;
          before = now;
          return isStill && now > 0;
        },
        { interval: 100, timeout: 10_000 },
      )
      .toBe(true);
    expect(poured()).toBeLessThan(100 * MIB);
    outgoing.destroy();
  });

  it('that breaks off at TikTok breaks off here: nobody takes a half for a whole', async () => {
    setting.farEnd.answer = (_arrived, response) => {
      response.writeHead(200, { 'Content-Type': 'text/csv' });
      response.write(Buffer.alloc(300_000, 0x78), () => response.destroy());
    };
    await expect(
      fetch(`${setting.server.url}${DOWNLOAD}`, { headers: headers() }).then((answer) => answer.text()),
    ).rejects.toThrow();
    const mounted = await setting.server.app.fetch(
      new Request(`${setting.server.url}${DOWNLOAD}`, { headers: headers() }),
    );
    expect(mounted.status).toBe(200);
    await expect(mounted.text()).rejects.toThrow();
    // Short ones never begin.
    setting.farEnd.answer = (_arrived, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' });
      response.write('{"code":0,', () => response.destroy());
    };
    const short = await ask(setting.server.url, 'GET', `${BASE}/campaign/get/?advertiser_id=${ADVERTISER}`, {
      headers: headers(),
    });
    expect([short.status, short.json.code]).toEqual([502, 'tiktok_unavailable']);
    // It was asked for twice: a lost read may be.
    expect(setting.farEnd.arrived.filter(({ url }) => url.includes('/campaign/get/'))).toHaveLength(2);
  });

  it('from the mounted app comes no faster than it is read, and stops with its reader', async () => {
    let poured = (): number => 0;
    let isClosed = false;
    setting.farEnd.answer = (_arrived, response) => {
      response.writeHead(200, { 'Content-Type': 'text/csv' });
      response.on('close', () => {
        isClosed = true;
      });
      poured = pour(response, 500 * MIB);
    };
    const answer = await setting.server.app.fetch(
      new Request(`${setting.server.url}${DOWNLOAD}`, { headers: headers() }),
    );
    const reader = answer.body?.getReader();
    await reader?.read();
    let before = -1;
    await expect
      .poll(
        () => {
          const isStill = poured() === before;
          before = poured();
          return isStill;
        },
        { interval: 100, timeout: 10_000 },
      )
      .toBe(true);
    expect(poured()).toBeLessThan(100 * MIB);
    await reader?.cancel();
    await expect.poll(() => isClosed).toBe(true);
  });
});

describe('a long upload', () => {
  it('is taken no faster than TikTok takes it', async () => {
    const total = 100 * MIB;
    let held: (() => void) | null = null;
    let arrived = 0;
    setting.farEnd.take = (incoming, response) => {
      incoming.on('data', (chunk: Buffer) => {
        // It stands still after the first bytes: so must the caller.
        if (arrived === 0) {
          incoming.pause();
          held = () => void incoming.resume();
        }
        arrived += chunk.length;
      });
      incoming.on('end', () => sayOk(NOTHING, response));
      return true;
    };
    const { head, tail, type } = longForm();
    const outgoing = request(`${setting.server.url}${BASE}/file/video/ad/upload/`, {
      method: 'POST',
      headers: { ...headers(), 'content-type': type, 'content-length': String(head.length + total + tail.length) },
    });
    const answered = once(outgoing, 'response');
    const chunk = Buffer.alloc(256 * 1024, 0x76);
    let sent = 0;
    outgoing.write(head);
    const pump = (): void => {
      while (sent < total) {
        sent += chunk.length;
        if (!outgoing.write(chunk)) return void outgoing.once('drain', pump);
      }
      outgoing.end(tail);
    };
    pump();
    let before = -1;
    await expect
      .poll(
        () => {
          const isStill = sent === before && held !== null;
          before = sent;
          return isStill;
        },
        { interval: 100, timeout: 10_000 },
      )
      .toBe(true);
    expect(sent).toBeLessThan(60 * MIB);
    (held as (() => void) | null)?.();
    const [incoming] = await answered;
    expect(incoming.statusCode).toBe(200);
    incoming.resume();
    expect(arrived).toBe(head.length + total + tail.length);
  });

  it('of 500 MB takes no more memory than a short one', async () => {
    const total = 500 * MIB;
    let arrived = 0;
    setting.farEnd.take = (incoming, response) => {
      incoming.on('data', (chunk: Buffer) => {
        arrived += chunk.length;
      });
      incoming.on('end', () => sayOk(NOTHING, response));
      return true;
    };
    const child = await startServer(Number(new URL(setting.farEnd.url).port));
    try {
      const send = async (bytes: number): Promise<number | undefined> => {
        const { head, tail, type } = longForm();
        const outgoing = request({
          host: '127.0.0.1',
          port: child.port,
          path: `${BASE}/file/video/ad/upload/`,
          method: 'POST',
          headers: {
            authorization: `Bearer ${child.token}`,
            'idempotency-key': `upload-${bytes}`,
            'content-type': type,
            'content-length': String(head.length + bytes + tail.length),
          },
        });
        const answered = once(outgoing, 'response');
        const chunk = Buffer.alloc(MIB, 0x76);
        outgoing.write(head);
        for (let sent = 0; sent < bytes; sent += chunk.length)
          if (!outgoing.write(chunk)) await once(outgoing, 'drain');
        outgoing.end(tail);
        const [incoming] = await answered;
        incoming.resume();
        return incoming.statusCode;
      };
      // The first few fill the buffers that stay.
      expect(await send(20 * MIB)).toBe(200);
      const before = child.peakMemory();
      expect(await send(total)).toBe(200);
      expect(arrived).toBeGreaterThan(total);
      const after = child.peakMemory();
      // Only Linux tells.
      if (before !== null && after !== null) expect((after - before) / MIB).toBeLessThan(64);
    } finally {
      await child.stop();
    }
  });
});

const NOTHING = { method: '', url: '', headers: {}, rawHeaders: [], body: Buffer.alloc(0) };

function longForm(): { head: Buffer; tail: Buffer; type: string } {
  const boundary = 'long-upload-boundary';
  const field = (name: string, more = '') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`;
  return {
    head: Buffer.from(`${field('advertiser_id')}${ADVERTISER}\r\n${field('video_file', '; filename="a.mp4"')}`),
    tail: Buffer.from(`\r\n--${boundary}--\r\n`),
    type: `multipart/form-data; boundary=${boundary}`,
  };
}
