import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emails, hashes, SimulatorHarness } from './harness.ts';

let harness: SimulatorHarness;
let advertiserId: string;
const list = (values: readonly string[]): string => `${values.join('\n')}\n`;
const md5s = (from: number, to: number): string[] => emails(from, to).map((value) => value.slice(0, 32));

beforeAll(async () => {
  harness = await SimulatorHarness.start();
  await harness.connect();
  advertiserId = harness.advertiser(0);
});
afterAll(() => harness.stop());

describe('uploading an audience file', () => {
  it('gives a short hex path, in whatever order the parts come and in either letter case', async () => {
    const answer = await harness.upload({ advertiserId, content: list(emails(0, 5)) });
    expect([answer.code, answer.data['file_path']]).toEqual([0, expect.stringMatching(/^[0-9a-f]{16}$/)]);
    expect(
      (
        await harness.upload({
          advertiserId,
          content: list(emails(0, 5)).toUpperCase(),
          fileFirst: true,
          fileName: 'a.txt',
        })
      ).code,
    ).toBe(0);
  });

  it.each([
    ['an MD5 that does not match', { signature: '0'.repeat(32) }, 40900],
    ['a name that ends in neither .csv nor .txt', { fileName: 'audience.csv.gz' }, 40908],
    ['a name with the suffix in capitals', { fileName: 'audience.CSV' }, 40908],
    ['an empty file', { content: '' }, 40906],
    ['a type that does not exist', { calculateType: 'NAME_SHA256' }, 40002],
    ['the deprecated type', { calculateType: 'FIRST_NORMAL' }, 40002],
    ['MD5 values declared as SHA-256', { content: list(md5s(0, 3)) }, 40909],
    ['SHA-256 values declared as MD5', { calculateType: 'GAID_MD5' }, 40909],
    ['raw email addresses', { content: 'ada@example.com\nbob@example.com\n' }, 40909],
    ['a table declared as a list', { content: `email_SHA256,phone_SHA256\n${emails(0, 1).join('')},\n` }, 40909],
    ['a list declared as a table', { calculateType: 'MULTIPLE_TYPES' }, 40909],
    ['a header that names another type', { content: `phone_SHA256\n${emails(0, 1).join('')}\n` }, 40909],
  ])('refuses %s', async (_, override, code) => {
    const answer = await harness.upload({ advertiserId, content: list(emails(0, 3)), ...override });
    expect(answer.code).toBe(code);
  });

  it('refuses an unknown ad account, an ANALYST and a suspended account', async () => {
    const content = list(emails(0, 3));
    expect((await harness.upload({ advertiserId: '7100000000000000001', content })).code).toBe(40001);
    expect((await harness.upload({ advertiserId: harness.advertiser(4), content })).code).toBe(40001);
    expect((await harness.upload({ advertiserId: harness.advertiser(6), content })).code).toBe(40001);
    expect((await harness.upload({ advertiserId: harness.advertiser(5), content })).code).toBe(0);
  });

  it('accepts each single type with the matching hash', async () => {
    for (const calculateType of [
      'EMAIL_SHA256',
      'PHONE_SHA256',
      'IDFA_SHA256',
      'GAID_SHA256',
      'FIRST_SHA256',
      'MAID_SHA256',
    ]) {
      expect((await harness.upload({ advertiserId, calculateType, content: list(emails(0, 3)) })).code).toBe(0);
    }
    for (const calculateType of ['IDFA_MD5', 'GAID_MD5', 'FIRST_MD5', 'MAID_MD5']) {
      expect((await harness.upload({ advertiserId, calculateType, content: list(md5s(0, 3)) })).code).toBe(0);
    }
  });
});

describe('MULTIPLE_TYPES files', () => {
  const table = (content: string): Promise<{ code: number; message: string }> =>
    harness.upload({ advertiserId, calculateType: 'MULTIPLE_TYPES', content });
  const [a = '', b = '', c = '', d = ''] = emails(0, 4);

  it.each([
    [
      'headers in any case, blank cells and CRLF',
      `EMAIL_sha256,Phone_SHA256,maid\r\n${a},,\r\n,${b},AB12CD34-5678-490a-bcde-f0123456789a\r\n`,
    ],
    ['the same header three times', `maid_sha256,maid_sha256,maid_sha256\n${a},${b},${c}\n`],
    ['no line break at the end', `email_SHA256\n${a}`],
  ])('may have %s', async (_, content) => {
    expect((await table(content)).code).toBe(0);
  });

  it.each([
    ['an unknown header', `email_SHA256,first_name\n${a},x\n`, 40909],
    ['the same header four times', `maid_sha256,maid_sha256,maid_sha256,maid_sha256\n${a},${b},${c},${d}\n`, 40909],
    ['a row with too few fields', `email_SHA256,phone_SHA256\n${a},${b}\n${c}\n`, 40909],
    ['a row with too many fields', `email_SHA256\n${a},${b}\n`, 40909],
    ['only a header', 'email_SHA256,phone_SHA256\n', 40906],
    ['a byte order mark', `\ufeffemail_SHA256\n${a}\n`, 40909],
  ])('must not have %s', async (_, content, code) => {
    expect((await table(content)).code).toBe(code);
  });

  it('name the row that has the wrong number of fields', async () => {
    expect((await table(`email_SHA256,phone_SHA256\n${a},${b}\n${c}\n`)).message).toContain(
      'Row 2 has 1 fields, the header has 2.',
    );
  });

  it('count values that are no hash as invalid and leave them out', async () => {
    const people = 1_200;
    const rows = hashes('multi', 0, people).map(
      (email, index) => `${email},${index < 3 ? 'not-a-hash' : (hashes('phone', index, index + 1)[0] ?? '')}`,
    );
    const upload = await harness.upload({
      advertiserId,
      calculateType: 'MULTIPLE_TYPES',
      content: `email_SHA256,phone_SHA256\n${rows.join('\n')}\n`,
    });
    const created = await harness.post('/dmp/custom_audience/create/', {
      advertiser_id: advertiserId,
      custom_audience_name: 'With bad rows',
      file_paths: [upload.data['file_path']],
      calculate_type: 'MULTIPLE_TYPES',
    });
    const audienceId = String(created.data['custom_audience_id']);
    const members = await harness.members(audienceId);
    expect(members.email).toEqual(hashes('multi', 0, people).toSorted());
    expect(members.phone).toEqual(hashes('phone', 3, people).toSorted());
    expect(members.total).toBe(people * 2 - 3);
    expect((await harness.details(advertiserId, audienceId)).history[0]?.['msg']).toContain('3 values');
  });
});

describe('the format of the upload itself', () => {
  const post = (body: string, contentType: string): Promise<{ code: number }> =>
    fetch(new URL('/open_api/v1.3/dmp/custom_audience/file/upload/', harness.running.url), {
      method: 'POST',
      headers: { 'Access-Token': harness.accessToken, 'content-type': contentType },
      body,
    }).then((response) => response.json() as Promise<{ code: number }>);

  it('must be multipart, whole, with its parts named', async () => {
    expect((await post('{}', 'application/json')).code).toBe(40002);
    expect(
      (
        await post(
          '--x\r\nContent-Disposition: form-data; name="advertiser_id"\r\n\r\n1',
          'multipart/form-data; boundary=x',
        )
      ).code,
    ).toBe(40002);
    expect(
      (await post('--x\r\nContent-Type: text/plain\r\n\r\n1\r\n--x--\r\n', 'multipart/form-data; boundary=x')).code,
    ).toBe(40002);
    const noFile = `--x\r\nContent-Disposition: form-data; name="advertiser_id"\r\n\r\n${advertiserId}\r\n--x--\r\n`;
    expect((await post(noFile, 'multipart/form-data; boundary=x')).code).toBe(40002);
  });

  it('may be sent byte by byte', async () => {
    const content = list(emails(0, 2));
    const fields = {
      advertiser_id: advertiserId,
      calculate_type: 'EMAIL_SHA256',
      file_signature: createHash('md5').update(content).digest('hex'),
    };
    const parts = Object.entries(fields).map(
      ([name, value]) => `--bound\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const body = Buffer.from(
      `${parts.join('')}--bound\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n${content}\r\n--bound--\r\n`,
    );
    const answer = await sendInPieces(body, 'multipart/form-data; boundary="bound"', 1);
    expect(answer.code).toBe(0);
  });

  it('streams: a file beyond the limit is refused after it was read, without keeping it', async () => {
    const small = await SimulatorHarness.start({ maxUploadBytes: 1_000_000 });
    await small.connect();
    const target = small.advertiser(0);
    expect(
      (await small.upload({ advertiserId: target, content: list(emails(0, 15_000)).slice(0, 999_999) })).code,
    ).toBe(0);
    expect((await small.upload({ advertiserId: target, content: randomBytes(3_000_000) })).code).toBe(40907);
    await small.stop();
  });

  /** Writes a body in small pieces over one connection. */
  function sendInPieces(body: Buffer, contentType: string, size: number): Promise<{ code: number }> {
    return new Promise((resolve, reject) => {
      const url = new URL('/open_api/v1.3/dmp/custom_audience/file/upload/', harness.running.url);
      const outgoing = request(
        url,
        { method: 'POST', headers: { 'Access-Token': harness.accessToken, 'content-type': contentType } },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming
            .on('data', (chunk: Buffer) => chunks.push(chunk))
            .on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()) as { code: number }));
        },
      );
      outgoing.on('error', reject);
      for (let at = 0; at < body.length; at += size) outgoing.write(body.subarray(at, at + size));
      outgoing.end();
    });
  }
});

describe('the life of a file path', () => {
  it('is bound to its ad account, its type and a day', async () => {
    const own = await SimulatorHarness.start();
    await own.connect();
    const [first = '', second = ''] = own.advertiserIds();
    const path = await own.uploadEmails(first, 0, 1_200);
    const body = {
      advertiser_id: first,
      custom_audience_name: 'A',
      file_paths: [path],
      calculate_type: 'EMAIL_SHA256',
    };
    const create = (override: Record<string, unknown>): Promise<{ code: number }> =>
      own.post('/dmp/custom_audience/create/', { ...body, ...override });
    expect((await create({ advertiser_id: second })).code).toBe(40905);
    expect((await create({ file_paths: ['0123456789abcdef'] })).code).toBe(40905);
    expect((await create({ calculate_type: 'PHONE_SHA256' })).code).toBe(40909);
    expect((await create({})).code).toBe(0);
    own.simulator.advance(24 * 3_600);
    expect((await create({})).code).toBe(40910);
    await own.stop();
  });
});
