import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createNdjsonDecoder,
  type NdjsonDecoderOptions,
  type NdjsonPosition,
  RecordsError,
} from '../../../shared/records/index.ts';

function decode(text: string, cuts: readonly number[] = [], options: Partial<NdjsonDecoderOptions> = {}) {
  const bytes = new TextEncoder().encode(text);
  const records: unknown[] = [];
  const rejects: [number, string][] = [];
  const decoder = createNdjsonDecoder({
    onRow: (record, row) => records.push([row, record]),
    onReject: (row, reason) => rejects.push([row, reason]),
    ...options,
  });
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (let i = 1; i < at.length; i++) decoder.push(bytes.subarray(at[i - 1], at[i]));
  decoder.end();
  return { records, rejects, position: decoder.position };
}

const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null));
const record = fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }), value, {
  noNullPrototype: true,
});

describe('createNdjsonDecoder', () => {
  it('reads back what was written, cut anywhere', () => {
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n', '\n\n'),
        fc.array(fc.nat(3000)),
        (list, newline, cuts) => {
          const { records, rejects } = decode(list.map((item) => JSON.stringify(item)).join(newline), cuts);
          expect(records).toEqual(list.map((item, index) => [index + 1, item]));
          expect(rejects).toEqual([]);
        },
      ),
    );
  });

  it('goes on from a stored position', () => {
    const bytes = new TextEncoder().encode('{"a":"ä"}\n{"a":2}\n{"a":3}');
    for (let cut = 0; cut <= bytes.length; cut++) {
      const rows: unknown[] = [];
      const onRow = (item: unknown, row: number) => rows.push([row, item]);
      const first = createNdjsonDecoder({ onRow });
      first.push(bytes.subarray(0, cut));
      const resume = JSON.parse(JSON.stringify(first.position)) as NdjsonPosition;
      const second = createNdjsonDecoder({ onRow, resume });
      second.push(bytes.subarray(resume.byteOffset));
      second.end();
      expect(rows).toEqual([
        [1, { a: 'ä' }],
        [2, { a: 2 }],
        [3, { a: 3 }],
      ]);
    }
  });

  it('keeps integers beyond 2^53 exact, as text, wherever they stand', () => {
    const line =
      '{"id":7123456789012345678,"neg":-9223372036854775808,"safe":9007199254740991,"text":"7123456789012345678: \\"1234567890123456789\\"","f":1234567890123456.5}';
    expect(decode(line).records).toEqual([
      [
        1,
        {
          id: '7123456789012345678',
          neg: '-9223372036854775808',
          safe: 9007199254740991,
          text: '7123456789012345678: "1234567890123456789"',
          f: 1234567890123456.5,
        },
      ],
    ]);
  });

  it('rejects a bad line by number and goes on', () => {
    const { records, rejects } = decode(
      '{"a":1}\n{"a":\n[1]\n"x"\n{"a":{"b":1}}\n{"a":[1]}\n{"a":01234567890123456789}\n\n{"a":2}',
    );
    expect(records).toEqual([
      [1, { a: 1 }],
      [8, { a: 2 }],
    ]);
    expect(rejects).toEqual([
      [2, 'invalid_json'],
      [3, 'not_an_object'],
      [4, 'not_an_object'],
      [5, 'nested_value'],
      [6, 'nested_value'],
      [7, 'invalid_json'],
    ]);
  });

  it('minds nested values only in the fields that are read', () => {
    expect(decode('{"email":"a@b.co","tags":["x"]}', [], { fields: ['email'] }).rejects).toEqual([]);
    expect(decode('{"email":["a@b.co"]}', [], { fields: ['email'] }).rejects).toEqual([[1, 'nested_value']]);
  });

  it('ignores a byte order mark and refuses a line past the limit with its row number', () => {
    expect(decode('\ufeff{"a":1}\n').records).toEqual([[1, { a: 1 }]]);
    expect(() => decode(`{"a":1}\n{"a":"${'x'.repeat(100)}"}`, [], { maxRowLength: 50 })).toThrow(RecordsError);
  });
});
