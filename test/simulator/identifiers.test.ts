import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AudienceFileReader } from '../../demo/simulator/audiences/audience-file.ts';
import {
  createValueBuffer,
  IdentifierList,
  kindCode,
  type IdentifierKind,
} from '../../demo/simulator/audiences/identifier-list.ts';
import { IdentifierSet } from '../../demo/simulator/audiences/identifier-set.ts';

type Person = readonly (readonly [kind: 'email' | 'phone', number: number])[];

/** Bare numbers as values that differ only in the last of their first 16 bytes. */
const bytesOf = (number: number): Buffer => {
  const bytes = Buffer.alloc(32);
  bytes.writeUInt32BE(number, 12);
  return bytes;
};
const hexOf = (number: number): string => bytesOf(number).toString('hex');

function listOf(rows: readonly Person[]): IdentifierList {
  const list = new IdentifierList();
  const value = createValueBuffer();
  for (const row of rows) {
    list.startRow();
    for (const [kind, number] of row) {
      value.bytes.set(bytesOf(number));
      list.add(kindCode(kind), value.words);
    }
  }
  return list;
}

const drain = (steps: Generator): number => [...steps].length;

/** The same with plain sets: who was ever on a row together is one person. */
class Model {
  readonly held = new Set<string>();
  readonly #groups = new Map<string, Set<string>>();

  add(rows: readonly Person[]): void {
    for (const row of rows) {
      const keys = row.map(([kind, number]) => `${kind} ${hexOf(number)}`);
      const group = new Set(keys.flatMap((key) => [key, ...(this.#groups.get(key) ?? [])]));
      for (const key of group) this.#groups.set(key, group);
      for (const key of keys) this.held.add(key);
    }
  }

  remove(rows: readonly Person[]): void {
    for (const [kind, number] of rows.flat()) this.held.delete(`${kind} ${hexOf(number)}`);
  }

  get people(): number {
    return new Set([...this.held].map((key) => this.#groups.get(key))).size;
  }

  values(kind: string): string[] {
    const keys = [...this.held].filter((key) => key.startsWith(`${kind} `));
    return keys.map((key) => key.slice(kind.length + 1)).sort();
  }
}

describe('the identifier set', () => {
  const identifier = fc.tuple(fc.constantFrom('email' as const, 'phone' as const), fc.integer({ min: 0, max: 60 }));
  const operation = fc.record({
    action: fc.constantFrom('add', 'remove', 'try to remove'),
    rows: fc.array(fc.array(identifier, { maxLength: 4 }), { maxLength: 30 }),
  });

  it('holds what a model holds and counts the same people, whatever is put in, taken out and put back', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 20 }), (operations) => {
        const set = new IdentifierSet();
        const model = new Model();
        for (const { action, rows } of operations) {
          if (action === 'add') {
            drain(set.holdAll(listOf(rows)));
            model.add(rows);
          } else {
            const released: number[] = [];
            drain(set.releaseAll(listOf(rows), released));
            if (action === 'remove') model.remove(rows);
            else set.restore(released);
          }
          expect([set.size, set.people]).toEqual([model.held.size, model.people]);
        }
        for (const kind of ['email', 'phone'] as const) {
          const values = model.values(kind);
          expect(set.values([kind])).toEqual(values);
          expect(set.summary([kind])).toEqual({ count: values.length, digest: digestOf(values) });
        }
      }),
    );
  });

  it('keeps hundreds of thousands apart, with room made before or not', () => {
    const rows: Person[] = Array.from({ length: 150_000 }, (_, number) => [
      ['email', number],
      ['phone', number],
    ]);
    const set = new IdentifierSet();
    expect(drain(set.holdAll(listOf(rows)))).toBe(3);
    drain(set.holdAll(listOf(rows.slice(1_000, 2_000))));
    drain(set.releaseAll(listOf(rows.slice(0, 10))));
    const roomy = new IdentifierSet();
    roomy.reserve(300_000);
    drain(roomy.holdAll(listOf(rows.slice(10))));
    expect([set.size, set.people]).toEqual([299_980, 149_990]);
    expect([roomy.size, roomy.people]).toEqual([299_980, 149_990]);
    expect(set.summary(['email', 'phone'])).toEqual(roomy.summary(['email', 'phone']));
    expect(set.values(['email']).at(-1)).toBe(hexOf(149_999));
    expect(set.someValues(['phone'], 2)).toEqual([hexOf(10), hexOf(11)]);
  });
});

describe('the reader of audience files', () => {
  const hex = fc.constantFrom(...[0, 1, 2, 3].map((number) => hexOf(number + 0xa0)));
  const cell = fc.oneof(
    hex,
    hex.map((text) => text.toUpperCase()),
    hex.map((text) => text.slice(0, 32)),
    hex.map((text) => `${text.slice(0, 63)}g`),
    hex.map((text) => `${text} `),
    fc.constant(''),
    fc.constant('x'),
    fc.constant('AB12CD34-5678-490a-bcde-f0123456789a'),
  );
  const HEADERS: readonly [header: string, kind: IdentifierKind, pattern: RegExp][] = [
    ['email_SHA256', 'email', /^[0-9a-f]{64}$/],
    ['MAID_MD5', 'maidMd5', /^[0-9a-f]{32}$/],
    ['maid', 'maidRaw', /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ];

  it('reads a table as splitting lines and cells does, however the bytes are cut', () => {
    const row = fc.array(cell, { minLength: 1, maxLength: 4 });
    const table = fc.array(row, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 200 }), (rows, size) => {
        const text = [HEADERS.map(([header]) => header).join(','), ...rows.map((cells) => cells.join(','))].join('\n');
        const reader = new AudienceFileReader();
        const bytes = Buffer.from(text);
        for (let at = 0; at < bytes.length; at += size) reader.write(bytes.subarray(at, at + size));
        const content = reader.end();

        const lines = rows.filter((cells) => cells.join(',') !== '');
        const cells = lines.flatMap((line) => line.slice(0, 3).map((value, column) => ({ value, column })));
        const isValid = ({ value, column }: { value: string; column: number }): boolean =>
          HEADERS[column]?.[2].test(value.toLowerCase()) === true;
        const set = new IdentifierSet();
        drain(set.holdAll(content.identifiers));
        for (const [column, [, kind]] of HEADERS.entries()) {
          const values = cells.filter((each) => each.column === column && isValid(each));
          expect(set.values([kind])).toEqual([...new Set(values.map(({ value }) => value.toLowerCase()))].sort());
        }
        expect(content.rows).toBe(lines.length);
        expect(content.invalidValues).toBe(cells.filter((each) => each.value !== '' && !isValid(each)).length);
        expect(content.layoutProblem === null).toBe(lines.every((line) => line.length === 3));
      }),
    );
  });
});

function digestOf(values: readonly string[]): string {
  const digest = values.reduce((mixed, value) => mixed ^ BigInt(`0x${value.slice(0, 16)}`), 0n);
  return digest.toString(16).padStart(16, '0');
}
