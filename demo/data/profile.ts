// What a business has on file about its customers: typed by hand, imported three times, half of it from a till. Each field is
// spoiled on purpose in one of the ways real data is, and beside it stands what it really means, so that a test knows the
// right answer without asking the code it tests.

import { createHash } from 'node:crypto';
import { openDraw, type Draw } from './draw.ts';
import { personAt, type Person } from './person.ts';
import { toE164, toLocalDigits, writeDialled, writeInternational, writeNational } from './write-phone.ts';

export type ProfileRecord = Readonly<Record<string, string | number | boolean | null>>;

/** What can be told from the record and no more: null where a value is blank, wrong, or unreadable without a country. */
export interface Identifiers {
  /** Trimmed, without spaces, lower case. */
  readonly email: string | null;
  /** E.164 with its plus, when it carries its country code or the record's country tells it. */
  readonly phone: string | null;
  /** Lower case with dashes. */
  readonly googleAdvertisingId: string | null;
  readonly appleIdfa: string | null;
  /** Device ids of which only the MD5 is on file, as that MD5 in lower case. */
  readonly deviceIdMd5: string | null;
}

export interface Profile {
  readonly record: ProfileRecord;
  readonly identifiers: Identifiers;
  /** The person it is about. Two profiles with the same number are duplicates. */
  readonly personNumber: number;
}

export const DEMO_SEED = 20_260_311;

/** The profile in row `index` (from 0). Pure: any row can be asked for alone, in any order. */
export function profileAt(index: number, seed: number = DEMO_SEED): Profile {
  const draw = openDraw(seed ^ 0x5bd1e995, index);
  const personNumber = isDuplicate(draw, index) ? index - 1 - draw.below(Math.min(index, 40)) : index;
  const person = personAt(seed, personNumber);
  const country = spellCountry(draw, person);
  const email = spellEmail(draw, person);
  const phone = spellPhone(draw, person, country.isReadable);
  const android = person.platform === 'android' ? spellDeviceId(draw, person.deviceId) : noDevice(draw);
  const apple = person.platform === 'ios' ? spellDeviceId(draw, person.deviceId) : noDevice(draw);
  return {
    personNumber,
    identifiers: {
      email: email.means,
      phone: phone.means,
      googleAdvertisingId: android.means,
      appleIdfa: apple.means,
      deviceIdMd5: android.md5 ?? apple.md5 ?? null,
    },
    record: {
      email: email.text,
      mobile_phone: phone.text,
      country: country.text,
      android_ad_id: android.text,
      ios_device_ref: apple.text,
      ...spellNames(draw, person),
      ...spellPlace(draw, person),
      ...describe(draw, index),
    },
  };
}

interface Spelled {
  readonly text: string | null;
  readonly means: string | null;
  readonly md5?: string;
}

function isDuplicate(draw: Draw, index: number): boolean {
  return draw.chance(4) && index > 0;
}

function blank(draw: Draw): Spelled {
  return { text: draw.pick([null, '', '   ']), means: null };
}

function spellEmail(draw: Draw, person: Person): Spelled {
  const means = person.email;
  if (draw.chance(5)) return blank(draw);
  if (draw.chance(3)) return { text: spoilEmail(draw, means), means: null };
  if (draw.chance(4)) return { text: writeHash(draw, 'sha256', means), means };
  switch (draw.below(8)) {
    case 0:
      return { text: means.toUpperCase(), means };
    case 1:
      return { text: means.replace(/(^|[._])[a-z]/g, (letter) => letter.toUpperCase()), means };
    case 2:
      return { text: `  ${means}`, means };
    case 3:
      return { text: `${means}\t`, means };
    case 4:
      return { text: `\u00a0${means.replace('@', ' @ ')} `, means };
    default:
      return { text: means, means };
  }
}

function spoilEmail(draw: Draw, email: string): string {
  const [local = ''] = email.split('@');
  return draw.pick([
    local,
    `${local}@`,
    `@example.com`,
    `${local}@@example.com`,
    `${local}@example`,
    `${local}@exa mple,com`,
    'n/a',
    'unknown',
    `${local}(at)example.com`,
  ]);
}

function spellPhone(draw: Draw, person: Person, hasReadableCountry: boolean): Spelled {
  const { country, nationalNumber } = person;
  const means = toE164(country, nationalNumber);
  if (draw.chance(24)) return blank(draw);
  if (draw.chance(3))
    return {
      text: draw.pick(['123', 'unknown', '+0 000 000', '-', 'call office', `+${country.callingCode}`]),
      means: null,
    };
  if (draw.chance(3)) return { text: writeHash(draw, 'sha256', means), means };
  if (draw.chance(50)) return { text: writeInternational(draw, country, nationalNumber), means };
  const text = draw.chance(4) ? writeDialled(country, nationalNumber) : writeNational(draw, country, nationalNumber);
  return { text: draw.chance(10) ? toLocalDigits(country, text) : text, means: hasReadableCountry ? means : null };
}

function spellCountry(draw: Draw, person: Person): { text: string | null; isReadable: boolean } {
  if (draw.chance(3)) return { text: blank(draw).text, isReadable: false };
  if (draw.chance(1)) return { text: draw.pick(['??', 'n/a', 'Atlantis', '12']), isReadable: false };
  const text = draw.pick(person.country.spellings);
  if (draw.chance(10)) return { text: ` ${text} `, isReadable: true };
  return { text: draw.chance(15) ? text.toLowerCase() : text, isReadable: true };
}

function spellDeviceId(draw: Draw, id: string): Spelled {
  if (draw.chance(6)) return { text: '00000000-0000-0000-0000-000000000000', means: null };
  if (draw.chance(2))
    return { text: draw.pick([id.slice(0, 35), id.replaceAll('-', '_'), 'unavailable']), means: null };
  if (draw.chance(4)) return { text: writeHash(draw, 'sha256', id), means: id };
  if (draw.chance(2)) {
    const md5 = writeHash(draw, 'md5', id);
    return { text: md5, means: null, md5: md5.toLowerCase() };
  }
  if (draw.chance(35)) return { text: id.toUpperCase(), means: id };
  return { text: draw.chance(5) ? ` ${id} ` : id, means: id };
}

function noDevice(draw: Draw): Spelled {
  return draw.chance(95) ? { text: null, means: null } : blank(draw);
}

function writeHash(draw: Draw, algorithm: 'sha256' | 'md5', text: string): string {
  const hash = createHash(algorithm).update(text, 'utf8').digest('hex');
  return draw.chance(30) ? hash.toUpperCase() : hash;
}

function spellNames(draw: Draw, person: Person): ProfileRecord {
  const first = person.firstName.written;
  return {
    first_name: draw.chance(6) ? null : draw.chance(12) ? first.toUpperCase() : draw.chance(8) ? ` ${first}` : first,
    last_name: draw.chance(6) ? '' : draw.chance(10) ? person.lastName.written.toLowerCase() : person.lastName.written,
    gender: draw.chance(12)
      ? null
      : draw.pick(person.gender === 'f' ? ['f', 'F', 'Female', 'female'] : ['m', 'M', 'Male', 'male']),
    birthday: draw.chance(25) ? null : writeDate(draw, person.born),
  };
}

function writeDate(draw: Draw, { year, month, day }: Person['born']): string {
  const [mm, dd] = [String(month).padStart(2, '0'), String(day).padStart(2, '0')];
  return draw.pick([
    `${year}-${mm}-${dd}`,
    `${year}-${mm}-${dd}T00:00:00Z`,
    `${year}${mm}${dd}`,
    `${dd}.${mm}.${year}`,
    `${year}/${mm}/${dd}`,
  ]);
}

function spellPlace(draw: Draw, person: Person): ProfileRecord {
  const [city, region, zip] = person.place;
  return {
    city: draw.chance(8) ? null : draw.chance(10) ? ` ${city.toUpperCase()}` : city,
    region: draw.chance(10) ? '' : region,
    postcode: draw.chance(10) ? null : draw.chance(20) ? zip.replace(/[ -]/, '') : zip,
  };
}

/** Fields that an export never sends: they are here because real records are full of them. */
function describe(draw: Draw, index: number): ProfileRecord {
  const orders = draw.below(40);
  return {
    // 19 digits: a JSON number would lose the last ones.
    customer_id: `71${String(index).padStart(9, '0')}${String(draw.below(100_000_000)).padStart(8, '0')}`,
    orders_count: orders,
    lifetime_value: draw.below(500_000) / 100,
    newsletter_opt_in: draw.chance(70),
    loyalty_tier: draw.pick(['', 'Bronze', 'Silver', 'Gold']),
    notes: draw.pick(NOTES),
  };
}

const NOTES: readonly (string | null)[] = [
  null,
  null,
  null,
  null,
  'Prefers the afternoon; not before 14:00',
  'Said "call me, maybe"',
  'Two lines\nof notes',
  '=SUM(A1:A9)',
  "Don't send paper",
];
