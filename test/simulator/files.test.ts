import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatorHarness, type Answer } from './harness.ts';

let harness: SimulatorHarness;
let realMs = Date.UTC(2026, 2, 12, 10, 11, 12);
beforeAll(async () => {
  harness = await SimulatorHarness.start({ clock: () => realMs });
  await harness.connect();
});
afterAll(() => harness.stop());

const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');
const film = (label: string): Buffer => Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42'), Buffer.from(label)]);

/** A PNG as far as its header goes. */
function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(25);
  header.writeUInt32BE(13, 0);
  header.write('IHDR', 4, 'latin1');
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), header, deflateSync('pixels')]);
}

/** A JPEG with a comment before its frame. */
function jpeg(width: number, height: number): Buffer {
  const comment = Buffer.from([0xff, 0xfe, 0x00, 0x06, 1, 2, 3, 4]);
  const frame = Buffer.from([0xff, 0xc0, 0x00, 0x11, 8, height >> 8, height & 255, width >> 8, width & 255, 3]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), comment, frame, Buffer.alloc(20)]);
}

interface Sent {
  kind: 'image' | 'video';
  content?: Buffer;
  /** The name the part carries. */
  partName?: string;
  fields?: Record<string, string>;
  advertiserId?: string;
  accessToken?: string;
}

async function upload({ kind, content, partName, fields = {}, advertiserId, accessToken }: Sent): Promise<Answer> {
  const form = new FormData();
  form.append('advertiser_id', advertiserId ?? harness.advertiser(0));
  if (content !== undefined && fields[`${kind}_signature`] === undefined)
    form.append(`${kind}_signature`, md5(content));
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (content !== undefined)
    form.append(
      `${kind}_file`,
      new Blob([new Uint8Array(content)]),
      partName ?? (kind === 'image' ? 'a.png' : 'a.mp4'),
    );
  const url = new URL(`/open_api/v1.3/file/${kind}/ad/upload/`, harness.running.url);
  const headers = { 'access-token': accessToken ?? harness.accessToken };
  const response = await fetch(url, { method: 'POST', headers, body: form });
  return { ...(JSON.parse(await response.text()) as Answer), status: response.status };
}

const first = (answer: Answer): Record<string, unknown> =>
  (answer.data as unknown as Record<string, unknown>[])[0] ?? {};

describe('an image', () => {
  it('is answered as one object with what it is', async () => {
    const content = png(720, 1280);
    const answer = await upload({ kind: 'image', content, fields: { file_name: 'cover_20260312.png' } });
    expect([answer.code, answer.message]).toEqual([0, 'OK']);
    expect(answer.data).toEqual({
      image_id: expect.stringMatching(/^[^/]+\/\w+$/),
      material_id: expect.stringMatching(/^\d{19}$/),
      file_name: 'cover_20260312.png',
      format: 'png',
      width: 720,
      height: 1280,
      size: content.length,
      signature: md5(content),
      image_url: expect.stringContaining('x-expires='),
      is_carousel_usable: false,
      displayable: true,
      create_time: '2026-03-12T10:11:12Z',
      modify_time: '2026-03-12T10:11:12Z',
    });
  });

  it('says its size in JPEG too, and gets one from the seed when it is no readable image', async () => {
    const photo = await upload({ kind: 'image', content: jpeg(640, 480), partName: 'b.jpg' });
    expect(photo.data).toMatchObject({ format: 'jpeg', width: 640, height: 480, file_name: 'b.jpg' });
    const made = await upload({ kind: 'image', content: Buffer.from('not really'), partName: 'c.png' });
    expect(made.data).toMatchObject({ format: 'png', width: expect.any(Number), height: expect.any(Number) });
  });

  it('may be sent by a script that gives its part no telling name', async () => {
    expect((await upload({ kind: 'image', content: png(10, 11), partName: 'image_file' })).code).toBe(0);
    const named = { file_name: 'named.jpg' };
    const bytes = Buffer.from('anything');
    expect((await upload({ kind: 'image', content: bytes, partName: 'image_file', fields: named })).code).toBe(0);
  });

  it.each([
    ['another MD5', { content: png(1, 1), fields: { image_signature: 'f'.repeat(32) } }, 40900],
    ['no MD5', { content: png(1, 1), fields: { image_signature: '' } }, 40002],
    ['nothing in it', { content: Buffer.alloc(0) }, 40906],
    ['another type', { content: Buffer.from('GIF89a'), partName: 'a.gif' }, 40908],
    ['too many pixels', { content: png(3600, 1256) }, 40915],
    ['too long a name', { content: png(1, 1), fields: { file_name: 'n'.repeat(101) } }, 40002],
    ['no file', {}, 40002],
    ['an unknown file_id', { fields: { upload_type: 'UPLOAD_BY_FILE_ID', file_id: '1' } }, 40905],
    ['an unknown way', { content: png(1, 1), fields: { upload_type: 'UPLOAD_BY_PIGEON' } }, 40002],
  ])('is refused with %s', async (_, sent, code) => {
    expect((await upload({ kind: 'image', ...sent })).code).toBe(code);
  });

  it('may have as many pixels as TikTok says, and no name twice in an ad account', async () => {
    const content = png(2400, 1256);
    const fields = { file_name: 'wide.png' };
    expect((await upload({ kind: 'image', content, fields })).code).toBe(0);
    expect((await upload({ kind: 'image', content, fields })).code).toBe(40911);
    expect((await upload({ kind: 'image', content, fields, advertiserId: harness.advertiser(1) })).code).toBe(0);
  });

  it('needs a role that may write', async () => {
    expect((await upload({ kind: 'image', content: png(1, 2), advertiserId: harness.advertiser(4) })).code).toBe(40001);
    expect((await upload({ kind: 'image', content: png(1, 2), accessToken: 'nobody' })).code).toBe(40105);
  });
});

describe('a video', () => {
  it('is answered as a list of one', async () => {
    const content = film('first');
    const answer = await upload({ kind: 'video', content, fields: { file_name: 'spring_a.mp4', flaw_detect: 'true' } });
    expect(answer.code).toBe(0);
    expect(answer.data).toEqual([
      {
        video_id: expect.stringMatching(/^v\w+$/),
        material_id: expect.stringMatching(/^\d{19}$/),
        file_name: 'spring_a.mp4',
        format: 'mp4',
        width: 720,
        height: 1280,
        duration: expect.any(Number),
        size: content.length,
        bit_rate: expect.any(Number),
        signature: md5(content),
        video_cover_url: expect.stringMatching(/x-expires=\d{10}$/),
        preview_url: expect.stringContaining('https://'),
        preview_url_expire_time: '2026-03-12 16:11:12',
        displayable: true,
        allow_download: true,
        allowed_placements: ['PLACEMENT_TIKTOK', 'PLACEMENT_PANGLE'],
        create_time: '2026-03-12T10:11:12Z',
        modify_time: '2026-03-12T10:11:12Z',
      },
    ]);
  });

  it('gets another id when the same bytes come again', async () => {
    const content = film('again');
    const ids = [
      first(await upload({ kind: 'video', content, fields: { file_name: 'again_1.mp4' } }))['video_id'],
      first(await upload({ kind: 'video', content, fields: { file_name: 'again_2.mp4' } }))['video_id'],
    ];
    expect(new Set(ids).size).toBe(2);
    const [videoId] = ids;
    const fields = { upload_type: 'UPLOAD_BY_VIDEO_ID', video_id: String(videoId) };
    const shared = await upload({ kind: 'video', fields, advertiserId: harness.advertiser(1) });
    expect(first(shared)['video_id']).toBe(videoId);
    const unknown = { upload_type: 'UPLOAD_BY_VIDEO_ID', video_id: 'v0' };
    expect((await upload({ kind: 'video', fields: unknown })).code).toBe(40053);
  });

  it.each([
    ['another MD5', { content: film('x'), fields: { video_signature: '0'.repeat(32) } }, 40900],
    ['nothing in it', { content: Buffer.alloc(0) }, 40906],
    ['another type', { content: Buffer.from('text'), partName: 'a.txt' }, 40908],
  ])('is refused with %s', async (_, sent, code) => {
    expect((await upload({ kind: 'video', ...sent })).code).toBe(code);
  });

  it('is counted and hashed as it streams, and refused when it is too large', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'f');
    const pieces = 48;
    const hash = createHash('md5');
    for (let index = 0; index < pieces; index += 1) hash.update(piece);
    const send = async (fileName: string, signature: string): Promise<Answer> => {
      const head =
        `--edge\r\nContent-Disposition: form-data; name="advertiser_id"\r\n\r\n${harness.advertiser(0)}\r\n` +
        `--edge\r\nContent-Disposition: form-data; name="file_name"\r\n\r\n${fileName}\r\n` +
        `--edge\r\nContent-Disposition: form-data; name="video_signature"\r\n\r\n${signature}\r\n` +
        '--edge\r\nContent-Disposition: form-data; name="video_file"; filename="long.mp4"\r\n\r\n';
      const body = function* (): Generator<Buffer> {
        yield Buffer.from(head);
        for (let index = 0; index < pieces; index += 1) yield piece;
        yield Buffer.from('\r\n--edge--\r\n');
      };
      const response = await fetch(new URL('/open_api/v1.3/file/video/ad/upload/', harness.running.url), {
        method: 'POST',
        headers: { 'access-token': harness.accessToken, 'content-type': 'multipart/form-data; boundary=edge' },
        body: Readable.toWeb(Readable.from(body())) as ReadableStream<Uint8Array>,
        duplex: 'half',
      } as RequestInit);
      return JSON.parse(await response.text()) as Answer;
    };
    const signature = hash.digest('hex');
    const answer = await send('long.mp4', signature);
    expect(first(answer)).toMatchObject({ size: pieces * piece.length, signature });
    await harness.control('/files', { maxVideoBytes: 1024 * 1024 });
    expect((await send('longer.mp4', signature)).code).toBe(40907);
    await harness.control('/files', { maxVideoBytes: 500 * 1024 * 1024 });
    const { body } = await harness.control(`/files?advertiserId=${harness.advertiser(0)}`);
    expect(body['videos']).toContainEqual(
      expect.objectContaining({ fileName: 'long.mp4', bytes: pieces * piece.length, md5: signature }),
    );
  });

  it('answers a flaw alone when it is to be repaired', async () => {
    await harness.control('/files', { flaws: ['LOW_RESOLUTION'] });
    const fields = { flaw_detect: 'true', auto_fix_enabled: 'true', file_name: 'flawed.mp4' };
    const fixed = await upload({ kind: 'video', content: film('flawed'), fields });
    expect(fixed.data).toEqual([{ fix_task_id: expect.any(String), flaw_types: ['LOW_RESOLUTION'] }]);
    const told = await upload({
      kind: 'video',
      content: film('flawed'),
      fields: { flaw_detect: 'true', file_name: 'flawed.mp4' },
    });
    expect(first(told)).toMatchObject({ file_name: 'flawed.mp4', flaw_types: ['LOW_RESOLUTION'] });
    await harness.control('/files', { flaws: [] });
  });
});

describe('an upload by URL', () => {
  let host: Server;
  let origin = '';
  const content = film('from afar');
  beforeAll(async () => {
    host = createServer((request, response) => {
      if (request.url === '/missing.mp4') response.writeHead(404).end();
      else if (request.url === '/page.mp4') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
      else if (request.url === '/wrong.mp4') response.writeHead(200, { 'content-md5': 'bm90IHRoaXM=' }).end(content);
      else
        response
          .writeHead(200, { 'content-md5': createHash('md5').update(content).digest('base64') })
          .end(request.url === '/pic.png' ? png(5, 5) : content);
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => host.close(resolve)));

  const byUrl = (path: string, name = path): Promise<Answer> =>
    harness.post('/file/video/ad/upload/', {
      advertiser_id: harness.advertiser(2),
      upload_type: 'UPLOAD_BY_URL',
      video_url: path.startsWith('http') ? path : `${origin}/${path}`,
      file_name: name,
    });

  it('is fetched, sent as JSON or as a form', async () => {
    expect(first(await byUrl('clip.mp4'))).toMatchObject({ file_name: 'clip.mp4', size: content.length });
    const fields = { upload_type: 'UPLOAD_BY_URL', video_url: `${origin}/other.mp4` };
    expect(first(await upload({ kind: 'video', fields }))).toMatchObject({ file_name: 'other.mp4' });
  });

  it.each([
    ['missing.mp4', 40903],
    ['page.mp4', 40914],
    ['wrong.mp4', 40900],
    ['http://127.0.0.1:1/closed.mp4', 40903],
    ['https://', 40903],
  ])('is refused when %s does not deliver a file', async (path, code) => {
    expect((await byUrl(path, 'refused.mp4')).code).toBe(code);
  });

  it('has codes of its own for images', async () => {
    const image = { advertiser_id: harness.advertiser(2), upload_type: 'UPLOAD_BY_URL' };
    const missing = await harness.post('/file/image/ad/upload/', { ...image, image_url: `${origin}/missing.mp4` });
    expect(missing.code).toBe(40912);
  });
});

describe('an upload in chunks', () => {
  const advertiser = (): string => harness.advertiser(5);
  const transfer = async (uploadId: string, start: number, chunk: Buffer, signature = md5(chunk)): Promise<Answer> => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ upload_id: uploadId, signature, start_offset: String(start) }))
      form.append(name, value);
    form.append('advertiser_id', advertiser());
    form.append('file', new Blob([new Uint8Array(chunk)]), 'file');
    const url = new URL('/open_api/v1.3/file/transfer/upload/', harness.running.url);
    const headers = { 'access-token': harness.accessToken };
    return JSON.parse(await (await fetch(url, { method: 'POST', headers, body: form })).text()) as Answer;
  };

  it('goes on from offset to offset and becomes a video of the whole', async () => {
    const content = Buffer.concat([film('chunks'), Buffer.alloc(2_500, 'c')]);
    await harness.control('/files', { chunkBytes: 1_000 });
    const started = await harness.post('/file/start/upload/', {
      advertiser_id: advertiser(),
      size: content.length,
      content_type: 'video',
      name: 'chunks.mp4',
    });
    expect(started.data).toMatchObject({ file_name: 'chunks.mp4', start_offset: 0, end_offset: 1_000 });
    const uploadId = String(started.data['upload_id']);
    expect((await transfer(uploadId, 0, content.subarray(0, 1_000), '0'.repeat(32))).code).toBe(40900);
    expect((await transfer(uploadId, 0, content.subarray(0, 999))).code).toBe(40915);
    expect((await transfer(uploadId, 1_000, content.subarray(0, 1_000))).code).toBe(40002);
    const finish = { advertiser_id: advertiser(), upload_id: uploadId };
    let offsets = { start_offset: 0, end_offset: 1_000 };
    while (offsets.start_offset < offsets.end_offset) {
      const early = await harness.post('/file/finish/upload/', finish);
      expect(early.code).toBe(40915);
      const { start_offset: from, end_offset: to } = offsets;
      offsets = (await transfer(uploadId, from, content.subarray(from, to))).data as typeof offsets;
    }
    const fileId = String((await harness.post('/file/finish/upload/', finish)).data['file_id']);
    const made = await harness.post('/file/video/ad/upload/', {
      advertiser_id: advertiser(),
      upload_type: 'UPLOAD_BY_FILE_ID',
      file_id: fileId,
    });
    expect(first(made)).toMatchObject({ size: content.length, signature: md5(content), file_name: 'chunks.mp4' });
    expect((await transfer(uploadId, 0, content.subarray(0, 1_000))).code).toBe(40002);
    const elsewhere = { advertiser_id: harness.advertiser(0), upload_type: 'UPLOAD_BY_FILE_ID', file_id: fileId };
    expect((await harness.post('/file/video/ad/upload/', elsewhere)).code).toBe(40905);
  });

  it('says at once when it would be too large', async () => {
    const body = { advertiser_id: advertiser(), size: 600 * 1024 * 1024, content_type: 'video', name: 'huge.mp4' };
    expect((await harness.post('/file/start/upload/', body)).code).toBe(40907);
  });
});

describe('the library', () => {
  it('finds images and videos by id, page and shape', async () => {
    const advertiserId = harness.advertiser(7);
    const ids: unknown[] = [];
    for (const [index, size] of [
      [0, 100],
      [1, 200],
      [2, 300],
    ] as const) {
      const fields = { file_name: `library_${index}.png` };
      ids.push((await upload({ kind: 'image', content: png(size, 100), fields, advertiserId })).data['image_id']);
    }
    const video = first(await upload({ kind: 'video', content: film('library'), advertiserId }));
    const info = await harness.get('/file/image/ad/info/', {
      advertiser_id: advertiserId,
      image_ids: [ids[1], 'no/1'],
    });
    expect(info.data).toMatchObject({ list: [{ image_id: ids[1], width: 200 }] });
    const search = (filtering: object, query: object = {}): Promise<Answer> =>
      harness.get('/file/image/ad/search/', { advertiser_id: advertiserId, filtering, ...query });
    expect((await search({}, { page_size: '2' })).data).toMatchObject({
      list: [{ image_id: ids[2] }, { image_id: ids[1] }],
      page_info: { page: 1, page_size: 2, total_number: 3, total_page: 2 },
    });
    expect((await search({ ratio: [2.04] })).data).toMatchObject({ list: [{ image_id: ids[1] }] });
    expect((await search({ image_ids: [ids[0]] })).data).toMatchObject({ list: [{ image_id: ids[0] }] });
    expect((await search({}, { page_size: '101' })).code).toBe(40002);
    const query = { advertiser_id: advertiserId, video_ids: [video['video_id']] };
    expect((await harness.get('/file/video/ad/info/', query)).data).toMatchObject({ list: [{ format: 'mp4' }] });
    expect((await harness.get('/file/video/ad/info/', { ...query, video_ids: Array(61).fill('v') })).code).toBe(40011);
    const films = await harness.get('/file/video/ad/search/', { advertiser_id: advertiserId });
    expect(films.data).toMatchObject({ list: [{ video_id: video['video_id'] }] });
  });

  it('tells of names that are taken, one or several', async () => {
    const advertiserId = harness.advertiser(7);
    const check = (query: object): Promise<Answer> =>
      harness.get('/file/name/check/', { advertiser_id: advertiserId, ...query });
    expect((await check({ file_name: 'library_0.png', file_type: 'IMAGE' })).data).toEqual({
      duplicate: true,
      duplicate_material_id: expect.stringMatching(/^\d{19}$/),
    });
    const files = [{ file_name: 'library_0.png' }, { file_name: 'library_1.png', file_type: 'IMAGE' }];
    expect((await check({ files })).data).toMatchObject({
      batch_results: [
        { file_name: 'library_0.png', duplicate: false },
        { file_name: 'library_1.png', duplicate: true },
      ],
    });
  });

  it('may take a while to know what is new', async () => {
    const advertiserId = harness.advertiser(1);
    await harness.control('/files', { visibleAfterSeconds: 10 });
    const { image_id: imageId } = (await upload({ kind: 'image', content: png(9, 9), advertiserId })).data;
    await harness.control('/files', { visibleAfterSeconds: 0 });
    const look = async (): Promise<unknown> =>
      (await harness.get('/file/image/ad/info/', { advertiser_id: advertiserId, image_ids: [imageId] })).data['list'];
    expect(await look()).toEqual([]);
    realMs += 10_000;
    expect(await look()).toHaveLength(1);
  });

  it('is not there in the sandbox', async () => {
    const { sandboxAccessToken, sandboxAdvertiserId } = harness.simulator.info();
    const query = { advertiser_id: sandboxAdvertiserId };
    const answer = await harness.get('/file/image/ad/search/', query, sandboxAccessToken, harness.running.sandboxUrl);
    expect(answer.code).toBe(40009);
  });

  it.each([{ maxImageBytes: 0 }, { flaws: ['UGLY'] }, { visibleAfterSeconds: '10' }, { other: 1 }])(
    'refuses settings that make no sense: %o',
    async (settings) => {
      expect((await harness.control('/files', settings)).status).toBe(400);
    },
  );
});
