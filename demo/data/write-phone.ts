import type { Country } from './countries.ts';
import type { Draw } from './draw.ts';

/** The number in E.164: what every way of writing it below stands for. */
export function toE164(country: Country, nationalNumber: string): string {
  return `+${country.callingCode}${nationalNumber}`;
}

/** One of the ways in which people type a number with its country code. */
export function writeInternational(draw: Draw, country: Country, nationalNumber: string): string {
  const code = `+${country.callingCode}`;
  const groups = split(nationalNumber, country.groups);
  switch (draw.below(5)) {
    case 0:
      return `${code} ${groups.join(' ')}`;
    case 1:
      return `${code}-${groups.join('-')}`;
    case 2:
      return `${code} (${groups[0] ?? ''}) ${groups.slice(1).join(' ')}`;
    case 3:
      return `${code}.${groups.join('.')}`;
    default:
      return `${code}${nationalNumber}`;
  }
}

/** As people at home write it. Only somebody who knows the country can read it. */
export function writeNational(draw: Draw, country: Country, nationalNumber: string): string {
  const [first = '', ...rest] = split(nationalNumber, country.groups);
  const area = `${country.trunkPrefix}${first}`;
  switch (draw.below(5)) {
    case 0:
      return `${area} ${rest.join(' ')}`;
    case 1:
      return `${area}-${rest.join('-')}`;
    case 2:
      return `(${area}) ${rest.join('-')}`;
    case 3:
      return `${area}/${rest.join('')}`;
    default:
      return `${country.trunkPrefix}${nationalNumber}`;
  }
}

/** As dialled from the country to itself, with the exit code instead of the plus. */
export function writeDialled(country: Country, nationalNumber: string): string {
  return `${country.exitPrefix} ${country.callingCode} ${split(nationalNumber, country.groups).join(' ')}`;
}

const ARABIC_ZERO = 0x660;
const FULL_WIDTH_ZERO = 0xff10;

/** The same text with the digits of the local script, where keyboards have them. */
export function toLocalDigits(country: Country, text: string): string {
  const zero = country.names === 'arabic' ? ARABIC_ZERO : country.names === 'japanese' ? FULL_WIDTH_ZERO : null;
  if (zero === null) return text;
  return text.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

function split(digits: string, sizes: readonly number[]): string[] {
  const groups: string[] = [];
  let start = 0;
  for (const [index, size] of sizes.entries()) {
    const end = index === sizes.length - 1 ? digits.length : start + size;
    if (end > start) groups.push(digits.slice(start, end));
    start = end;
  }
  return groups;
}
