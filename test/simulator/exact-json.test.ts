import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeExactJson, parseExactJson, type JsonValue } from '../../demo/simulator/exact-json.ts';
import { IdentifierSet } from '../../demo/simulator/audiences/identifier-set.ts';
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

describe('the identifier set', () => {
  const value = (number: number): Buffer => {
    const bytes = Buffer.alloc(32);
    bytes.writeUInt16BE(number, 14);
    return bytes;
  };

  it('behaves like a set of text under any order of adding and removing', () => {
    const operation = fc.record({
      remove: fc.boolean(),
      kind: fc.constantFrom('email' as const, 'phone' as const),
      number: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 400 }), (operations) => {
        const set = new IdentifierSet();
        const model = { email: new Set<string>(), phone: new Set<string>() };
        for (const { remove, kind, number } of operations) {
          const hex = value(number).toString('hex');
          if (remove) {
            expect(set.remove(kind, value(number))).toBe(model[kind].delete(hex));
          } else {
            set.add(kind, value(number));
            model[kind].add(hex);
          }
        }
        expect([...set.values(['email'])]).toEqual([...model.email].sort());
        expect([...set.values(['phone'])]).toEqual([...model.phone].sort());
        expect(set.size).toBe(model.email.size + model.phone.size);
        expect(set.countPeople()).toBe(set.size);
      }),
    );
  });

  it('counts linked identifiers as one person, also after copying and merging', () => {
    const first = new IdentifierSet();
    first.link(first.add('email', value(1)), first.add('phone', value(1)));
    const second = new IdentifierSet();
    second.link(second.add('email', value(2)), second.add('phone', value(1)));
    second.add('email', value(3));
    const merged = first.copy();
    merged.addAll(second);
    expect([first.countPeople(), second.countPeople(), merged.countPeople()]).toEqual([1, 2, 2]);
    merged.removeAll(second);
    expect([merged.countPeople(), merged.size, first.size]).toEqual([1, 1, 2]);
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
