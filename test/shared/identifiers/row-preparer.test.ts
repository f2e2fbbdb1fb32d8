import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTES, type Attribute, createPreparer, createRowPreparer } from '../../../shared/identifiers/index.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const at = (attribute: Attribute) => ATTRIBUTES.indexOf(attribute);
const bit = (attribute: Attribute) => 1 << at(attribute);
const now = () => Date.UTC(2025, 0, 1);

describe('createRowPreparer', () => {
  it('hashes the chosen attributes of a CSV row and leaves the others null', () => {
    const preparer = createRowPreparer({
      attributes: ['email', 'phone'],
      mapping: { email: 0, phone: 2, firstName: 1 },
    });
    const row = preparer.prepareCells([' Ann@Example.com', 'Ann', '+44 20 7183 8750']);
    expect(row.cells).toEqual([sha256('ann@example.com'), sha256('+442071838750'), ...Array(11).fill(null)]);
    expect(row).toMatchObject({ sendable: true, rejects: [], blankMask: 0, md5Mask: 0 });
  });

  it('gives the same hashes and reasons as prepareIdentifier, cell by cell, from CSV rows and JSON records alike', () => {
    const mapping = Object.fromEntries(ATTRIBUTES.map((name, index) => [name, index]));
    const names = Object.fromEntries(ATTRIBUTES.map((name) => [name, name]));
    const byCells = createRowPreparer({ attributes: ATTRIBUTES, mapping, emailRule: 'legacy', now });
    const byRecord = createRowPreparer({ attributes: ATTRIBUTES, mapping: names, emailRule: 'legacy', now });
    const prepare = createPreparer({ emailRule: 'legacy', now });
    const cell = fc.oneof(
      fc.constant(''),
      fc.string(),
      fc.uuid(),
      fc.emailAddress(),
      fc.constantFrom(
        '+4915112345678',
        '0151 12345678',
        'm',
        '1990-01-02',
        'a'.repeat(64),
        'b'.repeat(32),
        '00000000-0000-0000-0000-000000000000',
      ),
    );
    const country = fc.constantFrom('DE', 'Germany', '', 'nowhere');
    fc.assert(
      fc.property(fc.array(cell, { minLength: 13, maxLength: 13 }), country, (cells, countryCell) => {
        const values = cells.with(at('country'), countryCell);
        const expected = ATTRIBUTES.map((name, index) => prepare(name, values[index], { defaultCountry: countryCell }));
        for (const row of [
          byCells.prepareCells(values),
          byRecord.prepareRecord(Object.fromEntries(ATTRIBUTES.map((name, index) => [name, values[index] as string]))),
        ]) {
          expect(row.cells).toEqual(expected.map((outcome) => (outcome.ok ? (outcome.sha256 ?? outcome.md5) : null)));
          const reasons = expected.flatMap((outcome, index) =>
            outcome.ok || outcome.reason === 'empty' ? [] : [{ attribute: ATTRIBUTES[index], reason: outcome.reason }],
          );
          const sendable = ['email', 'phone', 'googleAdvertisingId', 'appleIdfa'].some(
            (name) => expected[at(name as Attribute)]?.ok,
          );
          expect(row.rejects).toEqual(sendable ? reasons : [...reasons, { attribute: null, reason: 'no_identifier' }]);
          expect(row.sendable).toBe(sendable);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads phones with the mapped country though it is not among the attributes', () => {
    const preparer = createRowPreparer({
      attributes: ['phone'],
      mapping: { phone: 0, country: 1 },
      defaultCountry: 'US',
    });
    const phone = (cells: string[]) => {
      const row = preparer.prepareCells(cells);
      return row.cells[at('phone')] ?? row.rejects[0]?.reason;
    };
    expect(phone(['020 7183 8750', 'United Kingdom'])).toBe(sha256('+442071838750'));
    expect(phone(['(415) 555-0123', ' '])).toBe(sha256('+14155550123'));
    expect(phone(['(415) 555-0123', ''])).toBe(sha256('+14155550123'));
    expect(phone(['020 7183 8750', 'Atlantis'])).toBe('unknown_country');
    expect(phone(['+442071838750', 'Atlantis'])).toBe(sha256('+442071838750'));
    expect(phone(['(415) 555-0123', ''])).toBe(sha256('+14155550123'));
  });

  it('counts a blank as blank, and a row with nothing to match by as no_identifier', () => {
    const preparer = createRowPreparer({
      attributes: ['email', 'firstName'],
      mapping: { email: 'Email', firstName: 'First' },
    });
    const row = preparer.prepareRecord({ Email: '  ', First: 'Ann' });
    expect(row.blankMask).toBe(bit('email'));
    expect(row.rejects).toEqual([{ attribute: null, reason: 'no_identifier' }]);
    expect(row.sendable).toBe(false);
    expect(preparer.prepareRecord({}).blankMask).toBe(bit('email') | bit('firstName'));
  });

  it('marks MD5 device ids and forgets the marks with the next row', () => {
    const preparer = createRowPreparer({ attributes: ['appleIdfa'], mapping: { appleIdfa: 0 } });
    expect(preparer.prepareCells(['A1'.repeat(16)])).toMatchObject({ md5Mask: bit('appleIdfa'), sendable: true });
    expect(preparer.prepareCells(['a1'.repeat(32)])).toMatchObject({ md5Mask: 0, sendable: true });
    expect(preparer.prepareCells(['junk'])).toMatchObject({ sendable: false, cells: Array(13).fill(null) });
  });

  it('takes the initial from the first name when only that is mapped, and from a whole first name given as the initial', () => {
    const attributes = ['email', 'firstNameInitial'] as const;
    const derived = createRowPreparer({ attributes, mapping: { email: 0, firstName: 1 } });
    expect(derived.prepareCells(['a@b.co', 'Élodie']).cells[at('firstNameInitial')]).toBe(sha256('é'));
    expect(derived.prepareCells(['a@b.co', 'a'.repeat(64)]).cells[at('firstNameInitial')]).toBe(null);
    const given = createRowPreparer({ attributes, mapping: { email: 0, firstNameInitial: 1 } });
    expect(given.prepareCells(['a@b.co', ' mary ann']).cells[at('firstNameInitial')]).toBe(sha256('m'));
  });

  it('reads only what a record holds itself', () => {
    const preparer = createRowPreparer({
      attributes: ['firstName'],
      mapping: { firstName: 'constructor', country: 'toString' },
    });
    expect(preparer.prepareRecord({})).toMatchObject({ blankMask: bit('firstName') });
  });

  it('copes with rows shorter than the mapping', () => {
    const preparer = createRowPreparer({ attributes: ['email', 'phone'], mapping: { email: 0, phone: 5, country: 9 } });
    expect(preparer.prepareCells(['a@b.co'])).toMatchObject({ sendable: true, blankMask: bit('phone') });
  });
});
