import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONSENT_NO, CONSENT_YES, readConsent } from '../../../shared/identifiers/index.ts';

/** A word with its letters' case mixed, other separators between its parts, and blanks around it. */
const written = (words: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...words),
      fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
      fc.stringMatching(/^[ \t_–-]{1,3}$/),
      fc.stringMatching(/^[ \t\u00a0\n]{0,3}$/),
      fc.stringMatching(/^[ \t\u00a0\r\n]{0,3}$/),
    )
    .map(([word, upper, separator, before, after]) => {
      const letters = Array.from(word, (letter, index) => (upper[index] === true ? letter.toUpperCase() : letter));
      return before + letters.join('').replaceAll('_', separator) + after;
    });

describe('readConsent', () => {
  test('knows every word in any case and with any separator', () => {
    fc.assert(fc.property(written(CONSENT_YES), (text) => readConsent(text) === 'yes'));
    fc.assert(fc.property(written(CONSENT_NO), (text) => readConsent(text) === 'no'));
  });

  test('takes nothing at all for a no', () => {
    for (const value of [undefined, null, '', ' ', '\t\u00a0\n']) expect(readConsent(value)).toBe('no');
  });

  test('reads booleans, 1 and 0', () => {
    expect([true, 1, 1.0].map(readConsent)).toEqual(['yes', 'yes', 'yes']);
    expect([false, 0, -0].map(readConsent)).toEqual(['no', 'no', 'no']);
    expect([2, -1, 0.5, Number.NaN, Infinity].map(readConsent)).toEqual(Array(5).fill('unknown'));
  });

  test('never takes any other text for a yes', () => {
    const words = new Set<string>(CONSENT_YES);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), written(CONSENT_NO)), (text) => {
        const folded = text
          .trim()
          .toLowerCase()
          .replace(/[\s_\p{Pd}]+/gu, '_');
        fc.pre(!words.has(folded));
        expect(readConsent(text)).not.toBe('yes');
      }),
    );
    const odd = [
      '-1',
      '- 1',
      '1.0',
      '01',
      'yess',
      'not yes',
      'yes no',
      'y/n',
      '!unknown_consent',
      'ja',
      '＋1',
      'true'.repeat(9_999),
    ];
    expect(odd.map(readConsent)).toEqual(odd.map(() => 'unknown'));
  });

  test('reads the words of a JSON API as well', () => {
    expect(['OPTED-IN', 'Opt In', ' Granted '].map(readConsent)).toEqual(['yes', 'yes', 'yes']);
    expect(['Opted out', 'UNSUBSCRIBED', 'off'].map(readConsent)).toEqual(['no', 'no', 'no']);
  });
});
