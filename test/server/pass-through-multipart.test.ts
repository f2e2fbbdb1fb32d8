import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FormReader, readBoundary } from '../../server/pass-through/form-reader.ts';
import { ADVERTISER, ask, BASE, sayOk, type Setting, startSetting } from './pass-through-support.ts';

const UPLOAD = `${BASE}/file/video/ad/upload/`;
const BOUNDARY = 'b'.repeat(40);
const OTHER = '7101926934269992599';

let setting: Setting;

beforeAll(async () => {
  setting = await startSetting({ log: (await import('pino')).pino({ level: 'error' }) });
});
beforeEach(() => {
  setting.farEnd.arrived.length = 0;
  setting.farEnd.answer = sayOk;
  setting.farEnd.take = null;
});
afterAll(() => setting.stop());

type Part = [name: string, value: string | Buffer, fileName?: string];

function form(parts: readonly Part[], boundary = BOUNDARY): Buffer {
  const pieces = parts.flatMap(([name, value, fileName]) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n`,
    fileName === undefined ? '\r\n' : 'Content-Type: video/mp4\r\n\r\n',
    value,
    '\r\n',
  ]);
  return Buffer.concat([...pieces, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece)));
}

const video: Part = ['video_file', 'not really a video', 'a.mp4'];
const own: Part = ['advertiser_id', ADVERTISER];

function send(body: Buffer, headers: Record<string, string> = {}) {
  return ask(setting.server.url, 'POST', UPLOAD, {
    headers: {
      authorization: `Bearer ${setting.token}`,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'content-length': String(body.length),
      ...headers,
    },
    body,
  });
}

describe('a form', () => {
  it('arrives byte for byte, with the length and boundary that it had', async () => {
    const body = form([
      own,
      ['video_signature', 'é'],
      ['video_file', randomBytes(200_000), 'ä b.mp4'],
      ['file_name', 'behind'],
    ]);
    const answer = await send(body);
    expect(answer.status, answer.body.toString()).toBe(200);
    expect(answer.headers['x-call-id']).toMatch(/^call_/);
    const [arrived] = setting.farEnd.arrived;
    expect(arrived?.body.equals(body)).toBe(true);
    expect(arrived?.headers).toMatchObject({
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'content-length': String(body.length),
    });
    expect(arrived?.headers['transfer-encoding']).toBeUndefined();
  });

  it('of unknown length is held until that is known, up to 8 MiB', async () => {
    const sendChunked = (body: Buffer) =>
      new Promise<number>((resolve, reject) => {
        const outgoing = request(
          `${setting.server.url}${UPLOAD}`,
          {
            method: 'POST',
            headers: {
              authorization: `Bearer ${setting.token}`,
              'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
              'transfer-encoding': 'chunked',
            },
          },
          (incoming) => {
            incoming.resume();
            resolve(incoming.statusCode ?? 0);
          },
        );
        outgoing.on('error', reject);
        outgoing.end(body);
      });
    const body = form([own, ['video_file', Buffer.alloc(3_000_000), 'a.mp4']]);
    expect(await sendChunked(body)).toBe(200);
    expect(setting.farEnd.arrived[0]?.headers['content-length']).toBe(String(body.length));
    expect(await sendChunked(form([own, ['video_file', Buffer.alloc(9 * 1024 * 1024), 'a.mp4']]))).toBe(413);
    expect(setting.farEnd.arrived).toHaveLength(1);
  });

  it('without a file is passed on as well', async () => {
    const body = form([own, ['upload_type', 'UPLOAD_BY_URL'], ['video_url', 'https://example.com/a.mp4']]);
    expect((await send(body)).status).toBe(200);
    expect(setting.farEnd.arrived[0]?.body.equals(body)).toBe(true);
  });

  it('is for the ad account that it names before the first file', async () => {
    expect((await send(form([['advertiser_id', OTHER], video]))).json.code).toBe('account_not_imported');
    expect((await send(form([['advertiser_id', ''], video]))).json.code).toBe('invalid_request');
    expect((await send(form([own, own, video]))).json.code).toBe('invalid_request');
    expect((await send(form([own, ['Advertiser_ID', OTHER], video]))).json.code).toBe('invalid_request');
    expect((await send(form([['advertiser_id', ADVERTISER, 'a.txt'], video]))).json.code).toBe('invalid_request');
    expect((await send(form([own, ['access_token', 'x'], video]))).json.code).toBe('tiktok_endpoint_refused');
    expect((await send(form([own, ['big', Buffer.alloc(2_000_000, 0x61)], video]))).json.code).toBe(
      'payload_too_large',
    );
    expect(setting.farEnd.arrived).toEqual([]);
  });

  it('is never whole at TikTok when something stands behind the file that may not', async () => {
    const file: Part = ['video_file', randomBytes(4_000_000), 'a.mp4'];
    for (const behind of [
      ['advertiser_id', OTHER],
      ['advertiser_ids', '[]'],
      ['ADVERTISER_ID', OTHER],
      ['secret', 'x'],
      ['bc_id', '1'],
      own,
      file,
    ] as Part[]) {
      const answer = await send(form([own, file, behind]));
      expect(answer.json?.code, behind[0]).toMatch(/^(?:invalid_request|tiktok_endpoint_refused)$/);
    }
    expect(setting.farEnd.arrived).toEqual([]);
    const calls = await setting.server.call('GET', '/v1/tiktok-calls', { as: setting.token });
    expect(calls.json.items.slice(0, 7).map(({ status }: { status: string }) => status)).toEqual(
      Array(7).fill('refused'),
    );
  });

  it('with a key is compared at its end, and answered as before', async () => {
    const key = { 'idempotency-key': 'upload-1' };
    const body = form([own, ['video_file', randomBytes(300_000), 'a.mp4']]);
    setting.farEnd.answer = (_arrived, response) =>
      void response
        .writeHead(200, { 'Content-Type': 'application/json' })
        .end('{"code":0,"message":"OK","request_id":"one","data":[{"video_id":"v1"}]}');
    const first = await send(body, key);
    expect(first.json.request_id).toBe('one');
    const again = await send(body, key);
    expect([again.body.toString(), again.headers['idempotency-replayed'], again.headers['x-call-id']]).toEqual([
      first.body.toString(),
      'true',
      first.headers['x-call-id'],
    ]);
    // Another boundary is the same form; another byte is not.
    const other = 'c'.repeat(30);
    const file = body.subarray(
      body.indexOf('\r\n\r\n', body.indexOf('video_file')) + 4,
      body.length - BOUNDARY.length - 8,
    );
    const same = form([own, ['video_file', file, 'a.mp4']], other);
    expect(
      (await send(same, { ...key, 'content-type': `multipart/form-data; boundary=${other}` })).headers[
        'idempotency-replayed'
      ],
    ).toBe('true');
    const changed = Buffer.from(body);
    changed[changed.length - 100] = (changed[changed.length - 100] ?? 0) ^ 1;
    expect((await send(changed, key)).json.code).toBe('idempotency_key_reused');
    expect(setting.farEnd.arrived).toHaveLength(1);
  });
});

describe('what tells parts from each other', () => {
  const read = (body: Buffer, sizes: readonly number[] = [body.length]) => {
    const parts: { name: string; fileName: string | null; hash: string; bytes: number }[] = [];
    let hash = createHash('sha256');
    const reader = new FormReader(BOUNDARY, {
      part(name, fileName) {
        hash = createHash('sha256');
        parts.push({ name, fileName, hash: '', bytes: 0 });
      },
      bytes(chunk) {
        const part = parts.at(-1);
        hash.update(chunk);
        if (part !== undefined)
          Object.assign(part, { bytes: part.bytes + chunk.length, hash: hash.copy().digest('hex') });
      },
    });
    const out: Buffer[] = [];
    let at = 0;
    for (let index = 0; at < body.length; index += 1) {
      const size = sizes[index % sizes.length] ?? 1;
      out.push(Buffer.from(reader.push(Buffer.from(body.subarray(at, at + size)))));
      at += size;
    }
    out.push(reader.end());
    expect(Buffer.concat(out).equals(body)).toBe(true);
    return parts;
  };

  it('is found however the bytes are cut up', () => {
    const file = Buffer.concat([
      Buffer.from('\r\n--'),
      randomBytes(500),
      Buffer.from(`\r\n--${BOUNDARY.slice(1)}\r\n\r\n`),
      randomBytes(300),
    ]);
    const body = form([own, ['empty', ''], ['video_file', file, 'x.mp4'], ['after', '\r\n']]);
    const whole = read(body);
    expect(whole.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['advertiser_id', ADVERTISER.length],
      ['empty', 0],
      ['video_file', file.length],
      ['after', 2],
    ]);
    for (const sizes of [[1], [2], [3, 5, 7], [41, 1], [64, 13]]) expect(read(body, sizes)).toEqual(whole);
  });

  it('never lets a part out before its header was read', () => {
    const seen: string[] = [];
    const reader = new FormReader(BOUNDARY, {
      part(name) {
        seen.push(name);
        if (name === 'secret') throw new Error('stop');
      },
      bytes() {},
    });
    let out = '';
    const body = form([own, video, ['secret', 'the value'], own]);
    try {
      for (const byte of body) out += reader.push(Buffer.from([byte])).toString('latin1');
    } catch {
      out += '!';
    }
    expect(seen.at(-1)).toBe('secret');
    expect(out).not.toContain('secret');
    expect(out.endsWith('!')).toBe(true);
  });

  it('is refused where readers differ', () => {
    const good = form([own, video]).toString('latin1');
    const change = (from: string | RegExp, to: string) => Buffer.from(good.replace(from, to), 'latin1');
    const bad: Record<string, Buffer> = {
      preamble: Buffer.from(`hello\r\n${good}`),
      'no closing': Buffer.from(good.slice(0, -6)),
      epilogue: Buffer.from(`${good}--${BOUNDARY}\r\n`),
      'line feeds only': Buffer.from(good.replaceAll('\r\n', '\n')),
      'a boundary after a line feed': change(
        'not really',
        `x\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="secret"\r\n\r\ny`,
      ),
      'a boundary with blanks behind': change(`\r\n--${BOUNDARY}\r\n`, `\r\n--${BOUNDARY} \r\n`),
      'two names': change('name="video_file"', 'name="video_file"; name="advertiser_id"'),
      'an extended name': change('name="video_file"', `name="video_file"; name*=utf-8''advertiser_id`),
      'a folded header': change(
        'Content-Type: video/mp4',
        'Content-Type: video/mp4\r\n Content-Disposition: form-data; name="x"',
      ),
      'two dispositions': change('Content-Type: video/mp4', 'Content-Disposition: form-data; name="advertiser_id"'),
      'an encoding': change('Content-Type: video/mp4', 'Content-Transfer-Encoding: base64'),
      'no name': change('; name="video_file"', ''),
      'a quoted quote': change('name="video_file"', 'name="video\\"file"'),
    };
    for (const [what, body] of Object.entries(bad)) expect(() => read(body), what).toThrow(/cannot be passed on/);
  });

  it('is a boundary that everybody reads in the same way', () => {
    expect(readBoundary('multipart/form-data; boundary=abc')).toBe('abc');
    expect(readBoundary('multipart/form-data; boundary="a b:c"')).toBe('a b:c');
    expect(readBoundary('Multipart/Form-Data;boundary=----WebKitFormBoundaryAbC123')).toBe(
      '----WebKitFormBoundaryAbC123',
    );
    for (const bad of [
      '',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'multipart/form-data; boundary=a; boundary=b',
      'multipart/form-data; charset=utf-8; boundary=a',
      `multipart/form-data; boundary=${'a'.repeat(71)}`,
      'multipart/form-data; boundary="a\\"b"',
      'multipart/form-data; boundary="a "',
      "multipart/form-data; boundary*=utf-8''a",
    ])
      expect(() => readBoundary(bad), bad).toThrow(/boundary/);
  });
});
