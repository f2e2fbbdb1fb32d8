import * as fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/mobile/examples';
import metadata from 'libphonenumber-js/min/metadata';
import { describe, expect, it } from 'vitest';
import { type Attribute, prepareIdentifier, readCountry } from '../../../shared/identifiers/index.ts';
import { plainPlanOf, writePlainPhone } from '../../../shared/identifiers/plain-phone.ts';
import {
  NOT_PLAIN,
  writePlainDeviceId,
  writePlainEmail,
  writePlainHash,
} from '../../../shared/identifiers/plain-text.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const target = new Uint8Array(256);
/** Cells stand in the middle of other bytes, which must not matter. */
const BEFORE = encoder.encode('0a@+,');
const PLACE = 7;

type Write = (bytes: Uint8Array, start: number, end: number) => number;

/** What the short way makes of a cell; null when it leaves it to the thorough one. */
function writePlain(text: string, write: Write): string | null {
  const cell = encoder.encode(text);
  const bytes = new Uint8Array(BEFORE.length * 2 + cell.length);
  bytes.set(BEFORE);
  bytes.set(cell, BEFORE.length);
  bytes.set(BEFORE, BEFORE.length + cell.length);
  const length = write(bytes, BEFORE.length, BEFORE.length + cell.length);
  return length === NOT_PLAIN ? null : decoder.decode(target.subarray(PLACE, PLACE + length));
}

const writers = {
  email: (bytes, start, end) => writePlainEmail(bytes, start, end, target, PLACE),
  googleAdvertisingId: (bytes, start, end) => writePlainDeviceId(bytes, start, end, target, PLACE),
} as const satisfies { [A in Attribute]?: Write };

const phoneWriter =
  (country: string | undefined): Write =>
  (bytes, start, end) =>
    writePlainPhone(
      bytes,
      start,
      end,
      plainPlanOf(country === undefined ? undefined : readCountry(country)),
      target,
      PLACE,
    );

/** The thorough way's answer, as far as a text that is no hash goes. */
function prepareText(attribute: Attribute, text: string, defaultCountry?: string): string | null {
  const prepared = prepareIdentifier(attribute, text, { defaultCountry });
  return prepared.ok && !prepared.alreadyHashed ? prepared.normalized : null;
}

const hexDigit = fc.constantFrom(...Array.from('0123456789abcdefABCDEF'));
const hex = (length: number) => fc.string({ unit: hexDigit, minLength: length, maxLength: length });
/** Characters that have broken readers of people's data before: full-width digits, marks, blanks, quotes, NUL, lone surrogates. */
const oddChar = fc.oneof(
  fc.constantFrom(
    ...Array.from(
      '\0\t\r\n \'"`+-.,;@_()[]{}!#%&/\\=?^~|<>:*$äßéÉİı０１９＠．＋٣\u00a0\u200b\u2060\u00ad\ufeff\ufffd\ud800😀',
    ),
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
);

/** The text, mostly with something done to it. */
function mangled(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.record({ kind: fc.nat(7), at: fc.nat(70), char: oddChar });
  return fc.tuple(text, fc.array(change, { maxLength: 2 })).map(([given, changes]) =>
    changes.reduce((now, { kind, at, char }) => {
      const place = at % (now.length + 1);
      if (kind === 0) return ` ${now}`;
      if (kind === 1) return `${now}${char}`;
      if (kind === 2) return now.toUpperCase();
      if (kind === 3) return now.slice(0, place);
      if (kind === 4) return now.slice(0, place) + now.slice(place + 1);
      if (kind === 5) return `"${now}"`;
      return now.slice(0, place) + char + now.slice(place);
    }, given),
  );
}

const word = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ0189-_.+')), maxLength: 12 });
const email = fc
  .tuple(
    word,
    fc.constantFrom('', '+tag', '.', "o'", 'x'.repeat(60)),
    word,
    fc.constantFrom('com', 'de', 'c0m', '123', 'co.uk', '-x', ''),
  )
  .map(([local, more, domain, last]) => `${local}${more}@${domain}.${last}`);
const deviceId = fc.oneof(
  fc.uuid(),
  fc.tuple(hex(8), hex(4), hex(4), hex(4), hex(12)).map((parts) => parts.join('-')),
  fc.constant('00000000-0000-0000-0000-000000000000'),
);
const hashes = fc.oneof(
  hex(64),
  hex(32),
  hex(40),
  fc.constantFrom(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '12b9377cbe7e5c94e8a70d9d23929523d14afa954793130f8a3959c7b849aca8',
    '84e0c0eafaa95a34c293f278ac52e45ce537bab5e752a00e6959a13ae103b65a',
    '0'.repeat(64),
    `${'0'.repeat(63)}1`,
    'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855',
  ),
);

const countries = getCountries(metadata);
const phone = fc
  .record({
    code: fc.constantFrom(...countries),
    kept: fc.nat(14),
    tail: fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), maxLength: 12 }),
    before: fc.constantFrom('', '', '0', '1', '8', '00', '06', '011', '(0)', '+', '90', '000'),
    code2: fc.constantFrom('', '', '+', '00', ' '),
    separator: fc.constantFrom('', ' ', '-', '.', ') '),
  })
  .map(({ code, kept, tail, before, code2, separator }) => {
    const example = getExampleNumber(code, examples, metadata)?.nationalNumber ?? '123456789';
    const significant = example.slice(0, kept) + tail.slice(0, Math.max(0, example.length - kept));
    const callingCode = code2 === '' ? '' : code2.trim() + String(metadata.countries[code]?.[0]);
    const digits = `${significant.slice(0, 3)}${separator}${significant.slice(3)}`;
    return { code: code.toLowerCase(), text: callingCode === '' ? before + digits : callingCode + separator + digits };
  });

describe('the short way of bytes', () => {
  it('makes of an email what the thorough way makes of it, or leaves it', () => {
    let plain = 0;
    fc.assert(
      fc.property(mangled(fc.oneof(email, email, fc.emailAddress(), fc.string(), hashes)), (text) => {
        const written = writePlain(text, writers.email);
        if (written === null) return;
        plain++;
        expect(written).toBe(prepareText('email', text));
      }),
      { numRuns: 20_000 },
    );
    expect(plain).toBeGreaterThan(1000);
  });

  it('makes of a device id what the thorough way makes of it, or leaves it', () => {
    let plain = 0;
    fc.assert(
      fc.property(mangled(fc.oneof(deviceId, hashes)), (text) => {
        const written = writePlain(text, writers.googleAdvertisingId);
        if (written === null) return;
        plain++;
        expect(written).toBe(prepareText('googleAdvertisingId', text));
      }),
      { numRuns: 10_000 },
    );
    expect(plain).toBeGreaterThan(500);
  });

  it('makes of a hash what the thorough way makes of it, or leaves it', () => {
    let plain = 0;
    fc.assert(
      fc.property(mangled(hashes), (text) => {
        const written = writePlain(text, (bytes, start, end) => writePlainHash(bytes, start, end, target, PLACE));
        if (written === null) return;
        plain++;
        for (const attribute of ['email', 'phone', 'appleIdfa'] as const) {
          const prepared = prepareIdentifier(attribute, text);
          expect(prepared).toEqual({ ok: true, normalized: written, sha256: written, alreadyHashed: true });
        }
      }),
      { numRuns: 10_000 },
    );
    expect(plain).toBeGreaterThan(500);
  });

  it('makes of a phone number what the thorough way makes of it, or leaves it', () => {
    let plain = 0;
    fc.assert(
      fc.property(
        phone.chain(({ code, text }) =>
          fc.record({ text: mangled(fc.constant(text)), country: fc.constantFrom(code, code, 'de', 'us', undefined) }),
        ),
        ({ text, country }) => {
          const written = writePlain(text, phoneWriter(country));
          if (written === null) return;
          plain++;
          expect(written).toBe(prepareText('phone', text, country));
        },
      ),
      { numRuns: 40_000 },
    );
    expect(plain).toBeGreaterThan(4000);
  });

  it('takes the usual spellings of nearly every country’s numbers', () => {
    const missed = new Set<string>();
    for (const code of countries) {
      const example = getExampleNumber(code, examples, metadata);
      if (!example) continue;
      const country = code.toLowerCase();
      for (const text of [example.number, example.formatInternational(), example.formatNational()]) {
        if (writePlain(text, phoneWriter(country)) !== example.number) missed.add(code);
      }
    }
    // Argentina's rules rewrite numbers in the middle; AC and TA are no countries to ISO; the others' national spelling begins with
    // more than the trunk prefix.
    expect([...missed].sort()).toEqual(['AC', 'AR', 'BY', 'KR', 'LT', 'TA']);
  });

  it('takes what exports are full of', () => {
    expect(writePlain('Ann.Doe+news@Mail-Example.com', writers.email)).toBe('ann.doe+news@mail-example.com');
    expect(writePlain('(0151) 200-000.01', phoneWriter('de'))).toBe('+4915120000001');
    expect(writePlain('+1 (415) 555-2671', phoneWriter(undefined))).toBe('+14155552671');
    expect(writePlain('415-555-2671', phoneWriter('us'))).toBe('+14155552671');
    expect(writePlain('AAAAAAAA-bbbb-4ccc-8DDD-0123456789ab', writers.googleAdvertisingId)).toBe(
      'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab',
    );
  });
});
