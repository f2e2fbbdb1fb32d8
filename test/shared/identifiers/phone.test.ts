import * as fc from 'fast-check';
import { type CountryCode, getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/mobile/examples';
import metadata from 'libphonenumber-js/min/metadata';
import { describe, expect, it } from 'vitest';
import { normalizePhone } from '../../../shared/identifiers/phone.ts';

const countries = getCountries(metadata);

/** What the library itself says, without any compiled shortcut. */
function askLibrary(text: string, country?: CountryCode): string | null {
  const phone = parsePhoneNumberFromString(
    text,
    country ? { defaultCountry: country, extract: false } : { extract: false },
    metadata,
  );
  return phone?.isValid() && phone.number.length <= 16 ? phone.number : null;
}

function ask(text: string, country?: CountryCode): string | null {
  const outcome = normalizePhone(text, country?.toLowerCase());
  return typeof outcome === 'string' ? outcome : null;
}

const country = fc.constantFrom(...countries);
const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: min, maxLength: max });

/** Digits near a real number of the country: its example with some digits at the end replaced, or made longer or shorter. */
const nearby = country.chain((code) =>
  fc.record({
    code: fc.constant(code),
    significant: fc
      .tuple(
        fc.constant(getExampleNumber(code, examples, metadata)?.nationalNumber ?? '123456'),
        fc.nat(12),
        digits(0, 12),
      )
      .map(([example, kept, tail]) => example.slice(0, kept) + tail.slice(0, Math.max(0, example.length - kept))),
  }),
);

describe('phone numbers', () => {
  it("agrees with libphonenumber on every country's example number, however it is written", () => {
    for (const code of countries) {
      const example = getExampleNumber(code, examples, metadata);
      if (!example) continue;
      const spellings = [
        example.number,
        example.formatInternational(),
        example.formatNational(),
        example.nationalNumber,
        example.number.slice(1),
      ];
      for (const text of spellings) {
        expect([code, text, ask(text, code)]).toEqual([code, text, askLibrary(text, code)]);
        expect([code, text, ask(text)]).toEqual([code, text, askLibrary(text)]);
      }
      expect(ask(example.number)).toBe(example.number);
    }
  });

  it('agrees with libphonenumber on random national digits of every country', () => {
    fc.assert(
      fc.property(country, digits(1, 17), (code, text) => {
        expect(ask(text, code)).toBe(askLibrary(text, code));
      }),
      { numRuns: 20_000 },
    );
  });

  it('agrees with libphonenumber on digits close to real numbers, with and without prefixes', () => {
    const prefix = fc.constantFrom('', '0', '1', '8', '00', '011', '+', '(0)', '0 0', '9');
    fc.assert(
      fc.property(nearby, prefix, fc.boolean(), country, ({ code, significant }, before, hasCode, other) => {
        const callingCode = metadata.countries[code]?.[0] as string;
        const text = before + (hasCode ? callingCode : '') + significant;
        expect(ask(text, code)).toBe(askLibrary(text, code));
        expect(ask(text, other)).toBe(askLibrary(text, other));
        expect(ask(`+${callingCode}${before.replace('+', '')}${significant}`)).toBe(
          askLibrary(`+${callingCode}${before.replace('+', '')}${significant}`),
        );
      }),
      { numRuns: 20_000 },
    );
  });

  it('agrees with libphonenumber on calling codes that several countries share', () => {
    const shared = Object.entries(metadata.country_calling_codes).filter(([, sharing]) => sharing.length > 1);
    const number = fc
      .constantFrom(...shared)
      .chain(([code, sharing]) => fc.tuple(fc.constant(code), fc.constantFrom(...sharing), digits(6, 11)));
    fc.assert(
      fc.property(number, ([code, sharer, significant]) => {
        expect(ask(`+${code}${significant}`)).toBe(askLibrary(`+${code}${significant}`));
        expect(ask(significant, sharer)).toBe(askLibrary(significant, sharer));
      }),
      { numRuns: 20_000 },
    );
  });

  it('reads a number the same whatever stands between its digits', () => {
    const separators = fc.array(fc.constantFrom('', '', ' ', '-', '.', ' - ', '\u00a0', '\u2011'), {
      minLength: 12,
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.constantFrom('2071838750', '7911123456'), separators, (significant, gaps) => {
        const written = significant
          .split('')
          .map((digit, index) => digit + (gaps[index] ?? ''))
          .join('');
        expect(ask(`+44 ${written}`.trim())).toBe(`+44${significant}`);
        expect(ask(`0${written}`.trim(), 'GB')).toBe(`+44${significant}`);
      }),
    );
  });

  it('takes full-width and Arabic digits, direction marks, brackets, extensions and tel links', () => {
    for (const text of [
      '＋４４ ２０ ７１８３ ８７５０',
      '+٤٤٢٠٧١٨٣٨٧٥٠',
      '\u202a+44 20 7183 8750\u202c',
      '(+44) 20 7183 8750',
      '+44 (0)20 7183 8750',
      '+44 20 7183 8750 ext. 12',
      'tel:+44-20-7183-8750',
    ]) {
      expect([text, ask(text)]).toEqual([text, '+442071838750']);
    }
  });

  it('never guesses: a national number without a readable country is unknown_country', () => {
    for (const text of ['020 7183 8750', '2071838750', '0044 20 7183 8750', '442071838750']) {
      expect(normalizePhone(text, undefined)).toEqual({ ok: false, reason: 'unknown_country' });
    }
    expect(normalizePhone('020 7183 8750', 'aq')).toEqual({ ok: false, reason: 'unknown_country' });
  });

  it('refuses letters, vanity numbers, impossible lengths and unknown calling codes', () => {
    for (const text of [
      '1-800-FLOWERS',
      'unknown',
      'n/a',
      '+1 23',
      '12',
      '+',
      '()',
      '+999 123 4567',
      '+0 123 456 789',
      '+4420718387501234567',
      'x'.repeat(300),
    ]) {
      expect([text, normalizePhone(text, 'us')]).toEqual([text, { ok: false, reason: 'invalid_phone' }]);
    }
  });
});
