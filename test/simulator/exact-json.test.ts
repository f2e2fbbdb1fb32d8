import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeExactJson, parseExactJson, type JsonValue } from '../../demo/simulator/exact-json.ts';
import { MultipartError, readMultipart } from '../../demo/simulator/multipart.ts';

describe('exact JSON', () => {
  it('keeps every digit of long integers, outside text only', () => {
    expect(
      parseExactJson(
        '{"id": 7294180478502830081, "t": "7294180478502830081, \\"9007199254740993\\"", "n": 12.5, "k": -9007199254740993}',
      ),
    ).toEqual({
      id: '7294180478502830081',
      t: '7294180478502830081, "9007199254740993"',
      n: 12.5,
      k: '-9007199254740993',
    });
    expect(encodeExactJson({ scope: [1n, 7294180478502830081n], gone: undefined })).toBe(
      '{"scope":[1,7294180478502830081]}',
    );
    expect(parseExactJson('[-9007199254740993]')).toEqual(['-9007199254740993']);
    expect(parseExactJson('7294180478502830081')).toBe('7294180478502830081');
    expect(() => parseExactJson('{"id": 07294180478502830081}')).toThrow(SyntaxError);
  });

  it('agrees with the platform on everything else', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(encodeExactJson(value as JsonValue))).toEqual(JSON.parse(text));
        if (!/\d{16}/.test(text)) expect(parseExactJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe('the multipart reader', () => {
  const form = (content: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(
        'ignored preamble\r\n--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="x.csv"\r\n\r\n',
      ),
      content,
      Buffer.from('\r\n--b--\r\nepilogue'),
    ]);
  async function* pieces(body: Buffer, size: number): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
  }

  it('gives the file byte for byte however the body is cut', async () => {
    const tricky = fc
      .array(fc.constantFrom('\r\n', '--b', '\r', '\n', '-', '\r\n--', 'x', '\r\n-b'))
      .map((parts) => Buffer.from(parts.join('')));
    await fc.assert(
      fc.asyncProperty(tricky, fc.integer({ min: 1, max: 40 }), async (content, size) => {
        fc.pre(!content.includes('\r\n--b'));
        const chunks: Buffer[] = [];
        const result = await readMultipart(pieces(form(content), size), 'b', {
          write: (chunk) => chunks.push(Buffer.from(chunk)),
        });
        expect(Buffer.concat(chunks).equals(content)).toBe(true);
        expect(result.fields.get('a')).toBe('');
        expect(result.file).toEqual({ field: 'file', fileName: 'x.csv', bytes: content.length });
      }),
    );
  });

  it('refuses a body that is cut off', async () => {
    const whole = form(Buffer.from('abc'));
    const sink = { write: (): void => undefined };
    await expect(readMultipart(pieces(whole.subarray(0, whole.length - 14), 10), 'b', sink)).rejects.toThrow(
      MultipartError,
    );
  });
});
