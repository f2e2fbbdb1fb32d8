import { describe, expect, test } from 'vitest';
import { findings, predict, type ReportFacts } from '../../server/exports/findings.ts';
import { emptyCounts } from '../../server/exports/tally.ts';
import type { CustomAudience } from '../../server/tiktok/index.ts';
import { FINDING_CODES, findingSchema, type ExportCounts } from '../../shared/exports.ts';

const NOW = Date.UTC(2026, 2, 12, 10);

const counts = (change: Partial<ExportCounts> = {}): ExportCounts => ({
  ...emptyCounts(),
  rows: 25_000,
  ready: 25_000,
  toAdd: 25_000,
  toRemove: 0,
  ...change,
});

const audience = (change: Partial<CustomAudience> = {}): CustomAudience => ({
  customAudienceId: '198765432101234567',
  name: 'Buyers',
  audienceType: 'Customer File Audience',
  calculateType: 'MULTIPLE_TYPES',
  coverNum: 48_210,
  isValid: true,
  isExpiring: false,
  isCreator: true,
  shared: false,
  createTime: '2026-01-01 00:00:00',
  expiredTime: '2027-01-01 00:00:00',
  ...change,
});

const NEW: ReportFacts = {
  change: 'CREATE',
  delivery: 'file',
  attributes: ['email'],
  counts: counts(),
  consent: 'mapped',
  confirmation: null,
  accountTrouble: null,
  newAudience: { name: 'Spring', retentionInDays: null },
  tiktok: { audience: null, ownAudiences: 12, names: ['Winter'] },
  fixedRetentionDays: null,
  now: NOW,
};
const known = (change: Partial<CustomAudience> = {}): ReportFacts['tiktok'] => ({
  audience: audience(change),
  ownAudiences: 0,
  names: [],
});
const EXISTING: ReportFacts = { ...NEW, change: 'APPEND', newAudience: null, tiktok: known() };
const STREAM: ReportFacts = { ...EXISTING, delivery: 'stream', tiktok: known({ audienceType: 'Partner' }) };

/** Each finding as `severity code: message`. */
const told = (facts: ReportFacts): string[] =>
  findings(facts).map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
const only = (facts: ReportFacts): string => {
  const all = told(facts);
  expect(all).toHaveLength(1);
  return all[0] ?? '';
};

describe('the check before sending', () => {
  test('says nothing where nothing is to be said', () => {
    expect(told(NEW)).toEqual([]);
    expect(told(EXISTING)).toEqual([]);
    expect(told(STREAM)).toEqual([]);
  });

  test.each<[string, ReportFacts, string]>([
    [
      'an empty list',
      { ...NEW, counts: counts({ rows: 0, ready: 0, toAdd: 0 }) },
      'blocker nobody_to_send: The list holds no rows, so there is nobody to send.',
    ],
    [
      'nobody left of a list',
      { ...NEW, counts: counts({ rows: 1200, ready: 0, toAdd: 0, rejectedRows: 1000, withoutConsent: 200 }) },
      'blocker nobody_to_send: None of the 1,200 rows can be sent: 1,000 without a usable identifier, 200 without consent. rejects.csv says which and why.|' +
        'info rows_without_consent: 200 of 1,200 rows have no consent and stay out.',
    ],
    [
      'a mirror that is equal already',
      { ...EXISTING, change: 'MIRROR', counts: counts({ toAdd: 0 }) },
      'info nothing_changed: Nothing has changed: TikTok has all 25,000 people already, and nothing is sent.',
    ],
    [
      'a new audience under 1,000',
      { ...NEW, counts: counts({ rows: 412, ready: 412, toAdd: 412 }) },
      'warning too_small_to_target: TikTok needs 1,000 matched people before ads can use an audience. 412 people would be in it. You can create it now and add people later.',
    ],
    [
      'a stream that stays under 1,000',
      {
        ...STREAM,
        counts: counts({ rows: 1, ready: 1, toAdd: 1 }),
        tiktok: known({ audienceType: 'Partner', coverNum: 700 }),
      },
      'warning too_small_to_target: TikTok needs 1,000 matched people before ads can use an audience. At most 701 people would be in it.',
    ],
    [
      'a replacement under 1,000',
      {
        ...EXISTING,
        change: 'REPLACE',
        counts: counts({ rows: 999, ready: 999, toAdd: 999 }),
        tiktok: known({ coverNum: 0 }),
      },
      'blocker audience_too_small: TikTok refuses a change by file that leaves fewer than 1,000 people in the audience. 999 people would be in it. Send more people.|' +
        'warning replaces_audience: TikTok takes out everybody who is in the audience first. Ads that use this audience may stop until it is ready again, usually in 24 to 48 hours. This can’t be undone.',
    ],
    [
      'a mirror that shrinks under 1,000',
      { ...EXISTING, change: 'MIRROR', counts: counts({ rows: 900, ready: 900, toAdd: 0, toRemove: 400 }) },
      'blocker audience_too_small: TikTok refuses a change by file that leaves fewer than 1,000 people in the audience. 900 people would be in it. Send more people.',
    ],
    [
      'a mirror that grows and stays under 1,000',
      { ...EXISTING, change: 'MIRROR', counts: counts({ rows: 900, ready: 900, toAdd: 100 }) },
      'warning audience_too_small: TikTok refuses a change by file that leaves fewer than 1,000 people in the audience. At most 900 people would be in it.',
    ],
    [
      'a removal that may leave fewer than 1,000',
      { ...EXISTING, change: 'REMOVE', counts: counts({ rows: 400, ready: 400 }), tiktok: known({ coverNum: 1399 }) },
      'warning audience_too_small: TikTok refuses a change by file that leaves fewer than 1,000 people in the audience. It has 1,399 people now, and up to 400 would leave.',
    ],
    [
      'an addition that stays under 1,000',
      {
        ...EXISTING,
        counts: counts({ rows: 99, ready: 99, toAdd: 99 }),
        tiktok: known({ coverNum: 900, isValid: false }),
      },
      'warning audience_too_small: TikTok refuses a change by file that leaves fewer than 1,000 people in the audience. At most 999 people would be in it.',
    ],
    [
      'a full ad account',
      { ...NEW, tiktok: { audience: null, ownAudiences: 400, names: [] } },
      'blocker audience_limit_reached: The ad account already holds 400 audiences, as many as TikTok allows. Delete one, or send to one that exists.',
    ],
    [
      'a nearly full ad account',
      { ...NEW, tiktok: { audience: null, ownAudiences: 392, names: [] } },
      'warning audience_limit_near: The ad account holds 392 of the 400 audiences that TikTok allows. After this one there is room for 7 more.',
    ],
    [
      'a name that is taken',
      { ...NEW, tiktok: { audience: null, ownAudiences: 1, names: ['Spring'] } },
      'warning audience_name_taken: The ad account has an audience called “Spring” already. TikTok allows two of one name, but nobody can tell them apart: choose another name, or send to that one.',
    ],
    [
      'a long name of a stream',
      { ...NEW, delivery: 'stream', newAudience: { name: 'n'.repeat(71), retentionInDays: null } },
      `info audience_name_cut: TikTok shortens the name of a stream to “${'n'.repeat(67)}...”.`,
    ],
    [
      'a new audience with a fixed end',
      { ...NEW, newAudience: { name: 'Spring', retentionInDays: 30 } },
      'info fixed_retention: It ends 30 days after it is made, about 11 April 2026, and nothing extends that, not even more people.',
    ],
    [
      'a fixed end before TikTok is done',
      { ...NEW, newAudience: { name: 'Spring', retentionInDays: 1 } },
      'warning fixed_retention: It ends 1 day after it is made, about 13 March 2026, and nothing extends that, not even more people. TikTok takes 24 to 48 hours to process people, so ads may never get to use it.',
    ],
    [
      'an audience that was made with a fixed end',
      { ...EXISTING, fixedRetentionDays: 180, tiktok: known({ expiredTime: '2026-09-08 10:00:00' }) },
      'info fixed_retention: This audience was made to end after 180 days: it ends on 8 September 2026, in 180 days, and nothing extends that, not even more people.',
    ],
    [
      'a fixed end that is near',
      { ...EXISTING, fixedRetentionDays: 30, tiktok: known({ expiredTime: '2026-03-13 09:00:00' }) },
      'warning fixed_retention: This audience was made to end after 30 days: it ends on 13 March 2026, in 1 day, and nothing extends that, not even more people.',
    ],
    [
      'an end that is near and can be moved',
      { ...EXISTING, tiktok: known({ expiredTime: '2026-04-22 10:00:00' }) },
      'warning audience_expiring: This audience ends on 22 April 2026, in 41 days. Changing it or using it in ads extends that to 365 days, unless its end was fixed when it was made.',
    ],
    [
      'an expired audience',
      { ...EXISTING, tiktok: known({ expiredTime: '2026-03-12 10:00:00', isValid: false }) },
      'blocker audience_expired: This audience expired on 12 March 2026. TikTok only lets it be deleted: make a new one.',
    ],
    [
      'an audience of another identifier',
      { ...EXISTING, tiktok: known({ calculateType: 'PHONE_SHA256' }) },
      'blocker audience_type_mismatch: This audience takes phone numbers only (PHONE_SHA256), but email would be sent. Choose phone alone, or make a new audience.',
    ],
    [
      'an audience of somebody else',
      { ...EXISTING, tiktok: known({ isCreator: false, shared: true }) },
      'blocker audience_not_updatable: Another ad account made this audience and shares it with this one. Only there people can be sent to it.',
    ],
    [
      'an audience that takes no people',
      { ...EXISTING, tiktok: known({ audienceType: 'Lookalike Audience', calculateType: null }) },
      'blocker audience_not_updatable: TikTok lists this audience as “Lookalike Audience”, which takes no people from here.',
    ],
    [
      'an audience that is gone',
      { ...EXISTING, tiktok: { audience: null, ownAudiences: 0, names: [] } },
      'blocker audience_not_found: TikTok knows no such audience in this ad account any more. Choose another one, or make a new one.',
    ],
    [
      'a replacement',
      { ...EXISTING, change: 'REPLACE' },
      'warning replaces_audience: TikTok takes out all 48,210 people first. Ads that use this audience may stop until it is ready again, usually in 24 to 48 hours. This can’t be undone.',
    ],
    [
      'a removal of many',
      { ...EXISTING, change: 'REMOVE', counts: counts({ rows: 20_000, ready: 20_000 }) },
      'warning many_removals: Up to 20,000 people would leave the audience, in which TikTok has 48,210 people now.',
    ],
    [
      'many who took back their consent',
      { ...EXISTING, counts: counts({ toRemove: 15_000 }) },
      'warning many_removals: Up to 15,000 identifiers would leave the audience, in which TikTok has 48,210 people now.',
    ],
    [
      'what a mirror asks to confirm, in its own words',
      {
        ...EXISTING,
        change: 'MIRROR',
        counts: counts({ toAdd: 1, toRemove: 30_000 }),
        confirmation: { code: 'many_removals', message: '30,000 of 60,000 would leave.' },
      },
      'warning many_removals: 30,000 of 60,000 would leave.',
    ],
    [
      'a source that shrank',
      {
        ...EXISTING,
        change: 'MIRROR',
        confirmation: { code: 'source_shrank', message: 'The segment has 4,000 people, last time it had 10,000.' },
      },
      'warning source_shrank: The segment has 4,000 people, last time it had 10,000.',
    ],
    [
      'many rows without identifiers',
      { ...NEW, counts: counts({ ready: 16_790, rejectedRows: 8210 }) },
      'warning many_rejected: 8,210 of 25,000 rows (32 %) have no usable identifier and stay out. rejects.csv says which and why.',
    ],
    [
      'consent that nobody asked for',
      { ...NEW, consent: 'not_mapped' },
      'info consent_not_mapped: No column says who has given consent, so everybody in the list is sent. Map Consent to leave out who has not.',
    ],
    [
      'rows without consent',
      {
        ...EXISTING,
        counts: counts({ ready: 23_796, withoutConsent: 1204, toRemove: 310, byReason: { unknown_consent: 12 } }),
      },
      'info rows_without_consent: 1,204 of 25,000 rows have no consent and stay out. In 12 of them it cannot be read as yes or no. 310 identifiers that may be in the audience are taken out.',
    ],
    [
      'an ad account that takes nothing',
      { ...NEW, accountTrouble: { code: 'account_suspended', message: 'TikTok has suspended this ad account.' } },
      'blocker account_not_usable: TikTok has suspended this ad account.',
    ],
    [
      'a TikTok that is silent',
      { ...EXISTING, tiktok: null },
      'warning tiktok_not_asked: TikTok could not be asked just now, so nothing is known about its side: room for an audience, its size, its end. Check again in a moment; sending checks too.',
    ],
  ])('knows %s', (_case, facts, expected) => {
    expect(told(facts).join('|')).toBe(expected);
    for (const found of findings(facts)) expect(findingSchema.parse(found)).toEqual(found);
  });

  test('asks nobody’s consent to remove, and finds few rejected rows not worth a word', () => {
    expect(
      told({ ...EXISTING, change: 'REMOVE', consent: 'not_read', counts: counts({ ready: 100, rows: 100 }) }),
    ).toEqual([]);
    expect(told({ ...NEW, counts: counts({ ready: 24_000, rejectedRows: 1000 }) })).toEqual([]);
  });

  test('a stream has no rule of 1,000 that must remain', () => {
    const facts: ReportFacts = { ...STREAM, change: 'REMOVE', counts: counts({ rows: 48_000, ready: 48_000 }) };
    expect(findings(facts).map(({ code }) => code)).toEqual(['many_removals']);
  });

  test('puts what stops everything first', () => {
    const facts: ReportFacts = {
      ...NEW,
      consent: 'not_mapped',
      accountTrouble: { code: 'account_suspended', message: 'Not today.' },
      counts: counts({ rows: 1000, ready: 100, rejectedRows: 900 }),
      tiktok: { audience: null, ownAudiences: 400, names: ['Spring'] },
    };
    expect(findings(facts).map(({ severity }) => severity)).toEqual([
      'blocker',
      'blocker',
      'warning',
      'warning',
      'warning',
      'info',
    ]);
    expect(findings(facts).every(({ code }) => FINDING_CODES.includes(code))).toBe(true);
  });

  test('a name that TikTok shortens is compared as TikTok writes it', () => {
    const name = 'n'.repeat(80);
    const cut = `${'n'.repeat(67)}...`;
    expect(
      findings({
        ...NEW,
        delivery: 'stream',
        newAudience: { name, retentionInDays: null },
        tiktok: { audience: null, ownAudiences: 1, names: [cut] },
      }).map(({ code }) => code),
    ).toEqual(['audience_name_taken', 'audience_name_cut']);
    expect(only({ ...NEW, tiktok: { audience: null, ownAudiences: 1, names: ['Spring'] } })).toContain('Spring');
  });
});

describe('the size afterwards', () => {
  test('is exact where the list is the whole audience, a limit where it is not, and unknown where TikTok has no figure', () => {
    expect(predict(NEW)).toEqual({ people: 25_000, isUpperBound: false });
    expect(predict({ ...EXISTING, change: 'REPLACE' })).toEqual({ people: 25_000, isUpperBound: false });
    expect(predict({ ...EXISTING, change: 'MIRROR', counts: counts({ toAdd: 3, toRemove: 9 }) })).toEqual({
      people: 25_000,
      isUpperBound: false,
    });
    expect(predict(EXISTING)).toEqual({ people: 73_210, isUpperBound: true });
    expect(predict({ ...EXISTING, change: 'REMOVE' })).toEqual({ people: 48_210, isUpperBound: true });
    expect(predict({ ...EXISTING, tiktok: known({ coverNum: 0 }) })).toBeNull();
    expect(predict({ ...EXISTING, tiktok: null })).toBeNull();
  });
});
