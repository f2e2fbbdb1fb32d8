import { createHash } from 'node:crypto';
import { type CountryCode, isValidPhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { COUNTRIES } from '../../demo/data/countries.ts';
import {
  DEMO_PROPERTIES,
  DEMO_SEED,
  DEMO_SEGMENTS,
  findSegment,
  pageOf,
  profileAt,
  profilesOf,
  type Profile,
} from '../../demo/data/index.ts';
import { personAt } from '../../demo/data/person.ts';

const COUNTING_MS = 60_000;

const sample: readonly Profile[] = [...profilesOf(25_000)];
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('demo profiles', () => {
  it('are the same for the same row, in any order of asking', () => {
    for (const index of [0, 7, 24_999, 249_999, 3]) expect(profileAt(index)).toEqual(profileAt(index));
    expect(profileAt(12)).toEqual(sample[12]);
    expect(profileAt(12, 1)).not.toEqual(profileAt(12, 2));
  });

  it('have phone numbers that are valid in their country’s numbering plan', () => {
    const invalid = sample
      .map((profile) => personAt(DEMO_SEED, profile.personNumber))
      .filter(({ country, nationalNumber }) => !isValidPhoneNumber(nationalNumber, country.code as CountryCode))
      .map(({ country, nationalNumber }) => `${country.code} ${nationalNumber}`);
    expect(invalid).toEqual([]);
  });

  it('say of every phone what libphonenumber reads in it, and null where it reads none', () => {
    const wrong = sample.flatMap(({ record, identifiers, personNumber }) => {
      const text = String(record['mobile_phone'] ?? '').trim();
      if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase() === sha256(identifiers.phone ?? '') ? [] : [text];
      const { country } = personAt(DEMO_SEED, personNumber);
      const given = String(record['country'] ?? '')
        .trim()
        .toLowerCase();
      const isReadable = country.spellings.some((spelling) => spelling.toLowerCase() === given);
      const read = parsePhoneNumberFromString(text, isReadable ? (country.code as CountryCode) : undefined);
      const expected = read?.isValid() === true ? read.number : null;
      return expected === identifiers.phone ? [] : [`${text} (${given}): ${identifiers.phone}, not ${expected}`];
    });
    expect(wrong).toEqual([]);
  });

  it('are messy in every way that real ones are', () => {
    const share = (is: (profile: Profile) => boolean): number => sample.filter(is).length;
    const text = (profile: Profile, name: string): string => String(profile.record[name] ?? '');
    const mess = {
      blankEmail: share((profile) => text(profile, 'email').trim() === ''),
      invalidEmail: share((profile) => text(profile, 'email').trim() !== '' && profile.identifiers.email === null),
      upperCaseEmail: share(
        (profile) => /^[A-Z0-9.+_@-]{4,60}$/.test(text(profile, 'email')) && text(profile, 'email').includes('@'),
      ),
      spacedEmail: share((profile) => text(profile, 'email') !== text(profile, 'email').trim()),
      hashedEmail: share((profile) => /^[0-9a-f]{64}$/i.test(text(profile, 'email'))),
      internationalPhone: share((profile) => text(profile, 'mobile_phone').startsWith('+')),
      nationalPhone: share((profile) => /^\(?0/.test(text(profile, 'mobile_phone'))),
      unreadablePhone: share(
        (profile) => text(profile, 'mobile_phone').trim() !== '' && profile.identifiers.phone === null,
      ),
      otherDigits: share((profile) => /[٠-٩０-９]/.test(text(profile, 'mobile_phone'))),
      zeroedDeviceId: share((profile) => text(profile, 'android_ad_id').startsWith('00000000-')),
      upperCaseDeviceId: share((profile) => /[A-F]/.test(text(profile, 'ios_device_ref'))),
      md5DeviceId: share(({ identifiers }) => identifiers.deviceIdMd5 !== null),
      foreignScript: share((profile) => /[^\p{Script=Latin}\p{P}\p{Z}]/u.test(text(profile, 'first_name'))),
      duplicate: sample.length - new Set(sample.map((profile) => profile.personNumber)).size,
      nobody: share(({ identifiers }) => Object.values(identifiers).every((value) => value === null)),
    };
    expect(Object.entries(mess).filter(([, count]) => count < 20)).toEqual([]);
    expect(new Set(sample.map((profile) => text(profile, 'country'))).size).toBeGreaterThan(COUNTRIES.length * 3);
    expect(sample.every((profile) => /^\d{19}$/.test(text(profile, 'customer_id')))).toBe(true);
  });
});

describe('demo segments', () => {
  it('come in pages that hold each row once, in order', () => {
    const segment = findSegment('buyers-90d');
    if (segment === null) throw new Error('no such segment');
    const ids: unknown[] = [];
    for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
      const page = pageOf(segment, cursor);
      if (page === null) throw new Error(`no page at ${cursor}`);
      ids.push(...page.records.map((record) => record['customer_id']));
      cursor = page.nextCursor;
    }
    expect(ids).toEqual(sample.map((profile) => profile.record['customer_id']));
  });

  it('refuse a cursor that no page gave out', () => {
    const segment = findSegment('vip');
    if (segment === null) throw new Error('no such segment');
    expect([pageOf(segment, '1200'), pageOf(segment, '-1'), pageOf(segment, 'x'), pageOf(segment, '')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('tell the server exactly how many of their people have something in each property', {
    timeout: COUNTING_MS,
  }, () => {
    for (const { size, filled } of DEMO_SEGMENTS) {
      const counted = new Map(DEMO_PROPERTIES.map(({ name }) => [name, 0]));
      for (const { record } of profilesOf(size)) {
        for (const [name, value] of Object.entries(record)) {
          if (value !== null && String(value).trim() !== '') counted.set(name, (counted.get(name) ?? 0) + 1);
        }
      }
      expect(filled).toEqual(Object.fromEntries(counted));
    }
  });

  it('have 1,200, 25,000 and 250,000 people', () => {
    expect(DEMO_SEGMENTS.map((segment) => segment.size)).toEqual([1_200, 25_000, 250_000]);
  });
});
