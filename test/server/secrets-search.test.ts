import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Secrets } from './secrets-support.ts';

/** Each byte value occurs, so that no form is told from the rest by a byte that only it has. */
const FILLING = Buffer.concat([Buffer.from(Uint8Array.from({ length: 256 }, (_, byte) => byte)), randomBytes(4096)]);

/** As a program may write a secret down, said here once more and apart from the search. */
function waysToWrite(value: string): Record<string, Buffer> {
  const bytes = Buffer.from(value);
  const half = Math.floor(value.length / 2);
  const isLong = value.length >= 24;
  return {
    plain: bytes,
    'in an address': Buffer.from(new URLSearchParams({ '': value }).toString().slice(1).replaceAll('+', '%20')),
    base64: Buffer.from(btoa(String.fromCharCode(...bytes))),
    base64url: Buffer.from(bytes.toString('base64url')),
    hex: Buffer.from(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')),
    ...(isLong ? { 'first half': bytes.subarray(0, half), 'second half': bytes.subarray(half) } : {}),
  };
}

const TOKEN = 'act.token/with+signs 0123456789abcdef';
const KEY = randomBytes(32).toString('base64');
const SECRETS: Readonly<Record<string, string>> = {
  token: TOKEN,
  'token of the same beginning': `${TOKEN.slice(0, 8)} another one of them`,
  person: 'maren.holm+ads@example.com',
  short: 'abc123',
  key: KEY,
};

function all(): Secrets {
  const secrets = new Secrets();
  for (const [kind, value] of Object.entries(SECRETS)) secrets.add(kind, value);
  return secrets;
}

describe('the search for secrets', () => {
  test('finds each in every form, at the start, in the middle and at the end of what was written', () => {
    const secrets = all();
    const missed: string[] = [];
    for (const [kind, value] of Object.entries(SECRETS)) {
      const raw = Buffer.from(KEY, 'base64');
      const forms: Record<string, Buffer> = waysToWrite(value);
      if (kind === 'key') Object.assign(forms, { raw, 'raw in hex': Buffer.from(raw.toString('hex')) });
      for (const [name, form] of Object.entries(forms)) {
        const places = {
          start: [form, FILLING],
          middle: [FILLING, form, FILLING],
          end: [FILLING, form],
          alone: [form],
        };
        for (const [place, parts] of Object.entries(places)) {
          const found = secrets.findIn([{ where: 'log', bytes: Buffer.concat(parts) }]);
          if (!found.includes(`log: ${kind}`)) missed.push(`${kind}: ${name}, ${place}`);
        }
      }
    }
    expect(missed).toEqual([]);
  });

  test('finds one that begins inside another, and several one behind the other', () => {
    const secrets = new Secrets();
    secrets.add('outer', 'aaaaaab');
    secrets.add('inner', 'aaaab-tail');
    secrets.add('behind', 'tail-of-it');
    const found = secrets.findIn([{ where: 'log', bytes: Buffer.from('xaaaaaaab-tail-of-it') }]);
    expect(found).toEqual(['log: behind', 'log: inner', 'log: outer']);
  });

  test('says where each is, once, and nothing of what is not there', () => {
    const bytes = Buffer.concat([FILLING, Buffer.from(`${TOKEN} ${TOKEN}`)]);
    const cut = Buffer.from(`${TOKEN.slice(0, 10)}${TOKEN.slice(20, 30)}`);
    const found = all().findIn([
      { where: 'log', bytes },
      { where: 'file a', bytes: cut },
      { where: 'file b', bytes: Buffer.from(`...${SECRETS['short']}`) },
      { where: 'file c', bytes: Buffer.alloc(0) },
    ]);
    expect(found).toEqual(['file b: short', 'log: token']);
  });

  test('agrees with one look for each form by itself, on text that is full of near misses', () => {
    const secrets = new Secrets();
    const values = Array.from({ length: 300 }, (_, index) => `person${index}@example.com`);
    values.forEach((value, index) => secrets.add(`person ${index}`, value));
    const lines = values.map((value, index) => (index % 3 === 0 ? `<${value}>` : value.slice(index % 2)));
    const bytes = Buffer.from(lines.map((line, index) => (index % 2 === 0 ? line : line.slice(0, -1))).join('\n'));
    const expected = values.flatMap((value, index) => {
      const half = Math.floor(value.length / 2);
      const parts = value.length >= 24 ? [value, value.slice(0, half), value.slice(half)] : [value];
      return parts.some((part) => bytes.includes(part)) ? [`log: person ${index}`] : [];
    });
    expect(secrets.findIn([{ where: 'log', bytes }])).toEqual(expected.toSorted());
  });
});
