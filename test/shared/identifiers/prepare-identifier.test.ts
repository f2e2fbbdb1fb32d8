import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ATTRIBUTES,
  type Attribute,
  createPreparer,
  prepareIdentifier,
  readCountry,
} from '../../../shared/identifiers/index.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const normalized = (
  attribute: Attribute,
  value: string | number,
  options?: Parameters<typeof prepareIdentifier>[2],
) => {
  const outcome = prepareIdentifier(attribute, value, options);
  return outcome.ok ? outcome.normalized : outcome.reason;
};

const attribute = fc.constantFrom(...ATTRIBUTES);
const anyText = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const likely = fc.oneof(
  anyText,
  fc.emailAddress(),
  fc.uuid(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom(
    'GBR',
    'South Korea',
    'F',
    'male',
    'SW1A 1AA',
    "O'Brien-Smith",
    '+44 20 7183 8750',
    'Straße',
    'ﬁona',
    'Ⅷ',
  ),
);
const hash64 = fc.string({
  unit: fc.constantFrom(...'0123456789abcdefABCDEF'.split('')),
  minLength: 64,
  maxLength: 64,
});
const hash32 = fc.string({
  unit: fc.constantFrom(...'0123456789abcdefABCDEF'.split('')),
  minLength: 32,
  maxLength: 32,
});

describe('prepareIdentifier', () => {
  it('never throws, and answers with a hash of what it shows or with a reason, whatever it is given', () => {
    const value = fc.oneof(likely, fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined));
    fc.assert(
      fc.property(attribute, value, (name, input) => {
        const outcome = prepareIdentifier(name, input, { defaultCountry: 'GB' });
        if (!outcome.ok) expect(outcome.reason).toMatch(/^[a-z_]+$/);
        else if (!outcome.alreadyHashed) expect(outcome.sha256).toBe(sha256(outcome.normalized));
      }),
      { numRuns: 5000 },
    );
  });

  it('changes nothing in what it has already normalised', () => {
    fc.assert(
      fc.property(attribute, likely, (name, input) => {
        const first = prepareIdentifier(name, input, { defaultCountry: 'GB' });
        if (first.ok) expect(prepareIdentifier(name, first.normalized, { defaultCountry: 'GB' })).toEqual(first);
      }),
      { numRuns: 10_000 },
    );
  });

  it('does not care about case and surrounding blanks of plain values', () => {
    const plain = fc.oneof(
      fc.tuple(fc.constant<Attribute>('email'), fc.emailAddress()),
      fc.tuple(fc.constantFrom<Attribute>('googleAdvertisingId', 'appleIdfa'), fc.uuid()),
      fc.tuple(
        fc.constantFrom<Attribute>('firstName', 'city', 'zip'),
        fc.string({ unit: fc.constantFrom(...'abcxyz -09'.split('')), minLength: 1 }),
      ),
    );
    fc.assert(
      fc.property(plain, fc.constantFrom('', ' ', '\t', '\u00a0 '), ([name, text], blank) => {
        const expected = prepareIdentifier(name, text);
        expect(prepareIdentifier(name, blank + text.toUpperCase() + blank)).toEqual(expected);
      }),
    );
  });

  it('passes a SHA-256 through in lower case for every attribute, and never hashes it again', () => {
    fc.assert(
      fc.property(attribute, hash64, (name, hash) => {
        const lower = hash.toLowerCase();
        expect(prepareIdentifier(name, ` ${hash} `)).toEqual({
          ok: true,
          normalized: lower,
          sha256: lower,
          alreadyHashed: true,
        });
      }),
    );
  });

  it('passes an MD5 through for device ids only', () => {
    fc.assert(
      fc.property(
        hash32.filter((hash) => /[0-9]/.test(hash)),
        (hash) => {
          const lower = hash.toLowerCase();
          for (const name of ['googleAdvertisingId', 'appleIdfa'] as const) {
            expect(prepareIdentifier(name, hash)).toEqual({
              ok: true,
              normalized: lower,
              md5: lower,
              alreadyHashed: true,
            });
          }
          for (const name of ['email', 'phone', 'firstName', 'zip'] as const) {
            expect(prepareIdentifier(name, hash)).toEqual({ ok: false, reason: 'not_a_hash' });
          }
        },
      ),
    );
  });

  it('gives SHA-256 and MD5 of a raw device id, dashes kept', () => {
    const id = '38400000-8cf0-11bd-b23e-10b96e40000d';
    expect(prepareIdentifier('googleAdvertisingId', ` ${id.toUpperCase()} `)).toEqual({
      ok: true,
      normalized: id,
      sha256: sha256(id),
      md5: md5(id),
      alreadyHashed: false,
    });
  });

  it('refuses the all-zero device id raw, without dashes, and hashed', () => {
    const zero = '00000000-0000-0000-0000-000000000000';
    for (const value of [
      zero,
      '0'.repeat(32),
      sha256(zero),
      md5(zero),
      sha256('0'.repeat(32)).toUpperCase(),
      md5('0'.repeat(32)),
      '0'.repeat(64),
    ]) {
      expect(prepareIdentifier('appleIdfa', value)).toEqual({ ok: false, reason: 'zeroed_device_id' });
    }
  });

  it('takes the digest of nothing for a blank', () => {
    expect(prepareIdentifier('email', sha256(''))).toEqual({ ok: false, reason: 'empty' });
    expect(prepareIdentifier('appleIdfa', md5(''))).toEqual({ ok: false, reason: 'empty' });
  });

  it('reads numbers from JSON without losing digits, and refuses those that already lost some', () => {
    expect(normalized('phone', 442071838750, { defaultCountry: 'GB' })).toBe('+442071838750');
    expect(normalized('zip', 94103)).toBe('94103');
    expect(normalized('dateOfBirth', 19900102)).toBe('19900102');
    expect(normalized('phone', 4.42e21, { defaultCountry: 'GB' })).toBe('invalid_phone');
    expect(normalized('zip', 1.5)).toBe('invalid_zip');
    expect(prepareIdentifier('email', true)).toEqual({ ok: false, reason: 'invalid_email' });
    expect(prepareIdentifier('email', null)).toEqual({ ok: false, reason: 'empty' });
  });

  it('takes the default country as alpha-2, alpha-3 or English name', () => {
    for (const defaultCountry of ['gb', 'GB', 'GBR', 'United Kingdom', ' uk ', 'Great Britain']) {
      expect(normalized('phone', '020 7183 8750', { defaultCountry })).toBe('+442071838750');
    }
    expect(normalized('phone', '020 7183 8750', { defaultCountry: 'Atlantis' })).toBe('unknown_country');
  });

  it('uses the hasher, clock and defaults it was created with', () => {
    const prepare = createPreparer({
      hasher: { sha256: (text) => `s:${text}`, md5: (text) => `m:${text}` },
      now: () => Date.UTC(2000, 0, 1),
      defaultCountry: 'DE',
      emailRule: 'legacy',
    });
    expect(prepare('email', 'A.b+c@X.io')).toMatchObject({ sha256: 's:ab@x.io' });
    expect(prepare('email', 'A.b+c@X.io', { emailRule: 'current' })).toMatchObject({ sha256: 's:a.b+c@x.io' });
    expect(prepare('phone', '030 901820')).toMatchObject({ normalized: '+4930901820' });
    expect(prepare('dateOfBirth', '2000-06-01')).toEqual({ ok: false, reason: 'invalid_date' });
  });

  it('stays quick on hostile text', () => {
    for (const name of ATTRIBUTES) {
      for (const text of [
        'a@'.repeat(1000),
        'a.'.repeat(1000),
        '('.repeat(2000),
        '0'.repeat(2000),
        `${'a'.repeat(63)}.`.repeat(30),
        `x@${'a-'.repeat(900)}`,
        ' '.repeat(2000) + 'x',
      ]) {
        prepareIdentifier(name, text, { defaultCountry: 'US' });
      }
    }
  });
});

describe('readCountry', () => {
  it('knows every code it gives back, in both cases, and its English name', () => {
    const names = new Intl.DisplayNames('en', { type: 'region' });
    const unlike = new Set(['cd', 'cg', 'hk', 'mo', 'mm']); // CLDR qualifies these: "Congo - Kinshasa", "Hong Kong SAR China"
    let known = 0;
    for (const a of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      for (const b of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
        const code = readCountry(a + b);
        if (code === undefined || (a + b).toLowerCase() !== code) continue;
        known++;
        expect(readCountry(code)).toBe(code);
        if (!unlike.has(code)) expect([code, readCountry(names.of(a + b) ?? '')]).toEqual([code, code]);
      }
    }
    expect(known).toBe(250);
  });

  it('leaves names that could mean two places unread', () => {
    for (const name of ['Korea', 'Virgin Islands', 'Europe', '', 'ZZ', 'XXX', '日本'])
      expect(readCountry(name)).toBeUndefined();
  });
});
