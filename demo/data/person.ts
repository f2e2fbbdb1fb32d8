import { COUNTRIES, type Country } from './countries.ts';
import { openDraw, type Draw } from './draw.ts';
import { NAMES, type Name } from './names.ts';

/** One person as they really are; what a business has on file about them is the business of `profile.ts`. */
export interface Person {
  readonly country: Country;
  readonly gender: 'f' | 'm';
  readonly firstName: Name;
  readonly lastName: Name;
  /** Lower case, no spaces. */
  readonly email: string;
  /** The number without country code and trunk prefix. */
  readonly nationalNumber: string;
  readonly deviceId: string;
  readonly platform: 'android' | 'ios' | 'none';
  readonly born: { readonly year: number; readonly month: number; readonly day: number };
  readonly place: readonly [city: string, region: string, zip: string];
}

// Domains that RFC 2606 keeps for examples: nobody is ever reached by one of these addresses.
const MAIL_DOMAINS = [
  'example.com',
  'example.net',
  'example.org',
  'mail.example',
  'post.example',
  'correo.example',
  'kunden.shop.example',
  'x-1.example',
];

/** The person with this number. The same seed and number give the same person. */
export function personAt(seed: number, number: number): Person {
  const draw = openDraw(seed, number);
  const country = draw.pick(COUNTRIES);
  const pool = NAMES[country.names];
  const gender = draw.chance(52) ? 'f' : 'm';
  const firstName = draw.pick(gender === 'f' ? pool.female : pool.male);
  const lastName = draw.pick(pool.family);
  const [city, region, zip] = draw.pick(country.places);
  return {
    country,
    gender,
    firstName,
    lastName,
    email: makeEmail(draw, firstName.plain, lastName.plain, number),
    nationalNumber: fillDigits(draw, draw.pick(country.mobile)),
    deviceId: makeDeviceId(draw),
    platform: draw.chance(45) ? 'android' : draw.chance(50) ? 'ios' : 'none',
    born: { year: 1940 + draw.below(66), month: 1 + draw.below(12), day: 1 + draw.below(28) },
    place: [city, region, fillDigits(draw, zip)],
  };
}

function makeEmail(draw: Draw, first: string, last: string, number: number): string {
  const mark = number.toString(36);
  const local = draw.pick([
    `${first}.${last}.${mark}`,
    `${first}_${last}${mark}`,
    `${first.slice(0, 1)}${last}-${mark}`,
    `${last}${mark}.${first}`,
  ]);
  const tag = draw.chance(6) ? draw.pick(['+news', '+shop', '+2024']) : '';
  return `${local}${tag}@${draw.pick(MAIL_DOMAINS)}`;
}

function makeDeviceId(draw: Draw): string {
  const digits = draw.hex(30);
  const variant = draw.pick(['8', '9', 'a', 'b']);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-${variant}${digits.slice(15, 18)}-${digits.slice(18, 30)}`;
}

function fillDigits(draw: Draw, pattern: string): string {
  return pattern.replace(/[xn]/g, (letter) => String(letter === 'n' ? 2 + draw.below(8) : draw.below(10)));
}
