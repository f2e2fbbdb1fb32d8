import { type CountryCode, isSupportedCountry, ParseError, parsePhoneNumberWithError } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import {
  isReadable,
  isValidNumber,
  type PhonePlan,
  planOfCallingCode,
  planOfCountry,
  stripNationalPrefix,
} from './phone-plan.ts';
import { INVALID_PHONE, type Rejected, UNKNOWN_COUNTRY } from './reject-reasons.ts';

const USUAL = /^\+?[0-9 ().-]+$/;
const PLUS = 43;
const SEPARATORS = new Uint8Array(128);
for (const separator of ' ().-') SEPARATORS[separator.charCodeAt(0)] = 1;
const INVISIBLE = /[\p{Cf}\p{Cc}]+/gu;
const ASCII_DIGIT = /[0-9]/;
const SINGLE_DIGIT_CODES = new Set([1, 7]);
const MIN_DIGITS = 3;
const MAX_E164_DIGITS = 15;
const MAX_TEXT_LENGTH = 250;
const MAX_USUAL_LENGTH = 64;

/**
 * The number in E.164 with its "+", as TikTok wants it before hashing. `country` is a lower-case alpha-2 code; without
 * one a national number is `unknown_country`, because guessing would hash somebody else's number.
 */
export function normalizePhone(text: string, country: string | undefined): string | Rejected {
  const digits = isReadable ? readDigits(text) : undefined;
  if (digits === undefined) return readUnusualPhone(text, country);
  if (text.charCodeAt(0) === PLUS) return readInternational(digits, text);
  if (digits.length < MIN_DIGITS) return INVALID_PHONE;
  const plan = country === undefined ? undefined : planOfCountry(country.toUpperCase());
  return plan ? readNational(digits, plan) : UNKNOWN_COUNTRY;
}

const TRIPLES = Array.from({ length: 1000 }, (_, value) => String(value).padStart(3, '0'));

/**
 * The digits of a number written with nothing but digits, a leading "+" and the usual separators; `undefined` for any
 * other. Three digits at a time out of a table: several times faster than replacing by a regular expression.
 */
function readDigits(text: string): string | undefined {
  const length = text.length;
  const start = text.charCodeAt(0) === PLUS ? 1 : 0;
  if (length > MAX_USUAL_LENGTH) return undefined;
  let digits = '';
  let value = 0;
  let count = 0;
  for (let i = start; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      value = value * 10 + code - 48;
      if (++count % 3 === 0) {
        digits += TRIPLES[value];
        value = 0;
      }
    } else if (code > 127 || SEPARATORS[code] !== 1) {
      return undefined;
    }
  }
  if (count === length) return text;
  if (count === length - start) return text.slice(start);
  if (count % 3 === 1) return digits + value;
  return count % 3 === 2 ? digits + (value < 10 ? '0' : '') + value : digits;
}

/**
 * `digits` start with a calling code; `text` is what they came from, handed back as it is when it already is the
 * answer.
 */
function readInternational(digits: string, text: string): string | Rejected {
  if (digits.length < MIN_DIGITS) return INVALID_PHONE;
  let code = digits.charCodeAt(0) - 48;
  let length = 1;
  if (code === 0) return INVALID_PHONE;
  if (!SINGLE_DIGIT_CODES.has(code)) {
    code = code * 10 + digits.charCodeAt(1) - 48;
    length = 2;
    if (!planOfCallingCode(code)) {
      code = code * 10 + digits.charCodeAt(2) - 48;
      length = 3;
    }
  }
  const plan = planOfCallingCode(code);
  // Codes of no country (+800, +870, +883 ...) are rare enough to leave to the library.
  if (!plan) return readWithLibrary(`+${digits}`, undefined);
  const written = digits.slice(length);
  const significant = stripNationalPrefix(written, plan);
  if (!isValidNumber(significant, plan)) return INVALID_PHONE;
  if (significant !== written) return toE164(plan.rules.callingCode + significant);
  return text.length === digits.length + 1 ? keepE164(text) : toE164(digits);
}

/** `digits` as somebody in that country would dial or write them. */
function readNational(digits: string, plan: PhonePlan): string | Rejected {
  const { idd, callingCode, general, lengths } = plan.rules;
  const dialled = idd?.exec(digits)?.[0] ?? '';
  if (dialled !== '' && dialled.length < digits.length && digits.charCodeAt(dialled.length) !== 48) {
    return readInternational(digits.slice(dialled.length), '');
  }
  let significant = stripNationalPrefix(digits, plan);
  if (digits.startsWith(callingCode)) {
    // "44 20 7183 8750" with GB: the calling code without its "+", but only when nothing else makes sense of it.
    const rest = digits.slice(callingCode.length);
    const restFits = general.test(stripNationalPrefix(rest, plan));
    const mainPlan = planOfCallingCode(Number(callingCode));
    if (
      mainPlan &&
      rest !== '' &&
      ((!general.test(significant) && restFits) || significant.length > (lengths.at(-1) ?? 0))
    ) {
      significant = stripNationalPrefix(rest, mainPlan);
      return isValidNumber(significant, mainPlan) ? toE164(callingCode + significant) : INVALID_PHONE;
    }
  }
  return isValidNumber(significant, plan) ? toE164(callingCode + significant) : INVALID_PHONE;
}

function toE164(digits: string): string | Rejected {
  return digits.length <= MAX_E164_DIGITS ? `+${digits}` : INVALID_PHONE;
}

function keepE164(text: string): string | Rejected {
  return text.length <= MAX_E164_DIGITS + 1 ? text : INVALID_PHONE;
}

/** Full-width or Arabic digits, extensions, direction marks from address books, brackets around the calling code. */
function readUnusualPhone(text: string, country: string | undefined): string | Rejected {
  if (text.length > MAX_TEXT_LENGTH) return INVALID_PHONE;
  const cleaned = text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .trim()
    .replace(/^tel:/i, '')
    .replace(/^[([\s]+(?=\+)/, '');
  if (isReadable && cleaned !== text && USUAL.test(cleaned)) return normalizePhone(cleaned, country);
  if (!ASCII_DIGIT.test(cleaned) && !/\p{Nd}/u.test(cleaned)) return INVALID_PHONE;
  return readWithLibrary(cleaned, country);
}

function readWithLibrary(text: string, country: string | undefined): string | Rejected {
  const defaultCountry = country?.toUpperCase();
  const isKnown = defaultCountry !== undefined && isPhoneCountry(defaultCountry);
  try {
    const phone = parsePhoneNumberWithError(text, { ...(isKnown ? { defaultCountry } : {}), extract: false }, metadata);
    return phone.isValid() ? toE164(phone.number.slice(1)) : INVALID_PHONE;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const isNational = !text.includes('+');
    return error.message === 'INVALID_COUNTRY' && isNational && !isKnown ? UNKNOWN_COUNTRY : INVALID_PHONE;
  }
}

function isPhoneCountry(country: string): country is CountryCode {
  return isSupportedCountry(country as CountryCode, metadata);
}
