import type { Attribute } from './attributes.ts';
import { readCountry } from './country.ts';
import { normalizeDateOfBirth } from './date-of-birth.ts';
import { normalizeDeviceId } from './device-id.ts';
import { type EmailRule, normalizeEmail } from './email.ts';
import { looksHashed } from './hash-text.ts';
import { normalizePhone } from './phone.ts';
import {
  EMPTY,
  INVALID_DATE,
  INVALID_DEVICE_ID,
  INVALID_EMAIL,
  INVALID_GENDER,
  INVALID_PHONE,
  INVALID_TEXT,
  INVALID_ZIP,
  NOT_A_HASH,
  type Rejected,
  UNKNOWN_COUNTRY,
  ZEROED_DEVICE_ID,
} from './reject-reasons.ts';
import { normalizeInitial, normalizeText, normalizeZip, readGender } from './text.ts';

/** What a cell of a CSV file or a field of a JSON record can hold. */
export type IdentifierValue = string | number | boolean | null | undefined;

export interface NormalizeContext {
  readonly emailRule: EmailRule;
  /** The last date of birth that is not in the future, YYYYMMDD. */
  readonly latestDate: string;
}

const MAX_VALUE_LENGTH = 2048;

const MALFORMED: { readonly [A in Attribute]: Rejected } = {
  email: INVALID_EMAIL,
  phone: INVALID_PHONE,
  firstName: INVALID_TEXT,
  lastName: INVALID_TEXT,
  firstNameInitial: INVALID_TEXT,
  gender: INVALID_GENDER,
  dateOfBirth: INVALID_DATE,
  city: INVALID_TEXT,
  state: INVALID_TEXT,
  country: UNKNOWN_COUNTRY,
  zip: INVALID_ZIP,
  googleAdvertisingId: INVALID_DEVICE_ID,
  appleIdfa: INVALID_DEVICE_ID,
};

/**
 * The value as trimmed text. A number is taken only when it is a whole one that JavaScript holds exactly, because a
 * phone or zip that came through a fraction or an exponent has lost digits.
 */
export function toText(value: IdentifierValue, attribute: Attribute): string | Rejected {
  if (typeof value === 'string') {
    const text = needsTrim(value) ? value.trim() : value;
    if (text === '') return EMPTY;
    return text.length > MAX_VALUE_LENGTH ? MALFORMED[attribute] : text;
  }
  if (value === null || value === undefined) return EMPTY;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? String(value) : MALFORMED[attribute];
}

/** Whether a blank may stand at either end; most values are spared the call of `trim`. */
function needsTrim(value: string): boolean {
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  return !(first > 32 && first < 127 && last > 32 && last < 127);
}

/** Normal form of trimmed text that is no hash. `country` is the alpha-2 code a national phone number is read with. */
export function normalize(
  attribute: Attribute,
  text: string,
  country: string | undefined,
  context: NormalizeContext,
): string | Rejected {
  const outcome = normalizeAs(attribute, text, country, context);
  const isRejected = typeof outcome !== 'string' && outcome !== ZEROED_DEVICE_ID;
  return isRejected && looksHashed(text) ? NOT_A_HASH : outcome;
}

function normalizeAs(
  attribute: Attribute,
  text: string,
  country: string | undefined,
  context: NormalizeContext,
): string | Rejected {
  switch (attribute) {
    case 'email':
      return normalizeEmail(text, context.emailRule);
    case 'phone':
      return normalizePhone(text, country);
    case 'googleAdvertisingId':
    case 'appleIdfa':
      return normalizeDeviceId(text);
    case 'firstNameInitial':
      return normalizeInitial(text);
    case 'gender':
      return readGender(text) ?? INVALID_GENDER;
    case 'dateOfBirth':
      return normalizeDateOfBirth(text, context.latestDate);
    case 'country':
      return readCountry(text) ?? UNKNOWN_COUNTRY;
    case 'zip':
      return normalizeZip(text);
    case 'firstName':
    case 'lastName':
    case 'city':
    case 'state':
      return normalizeText(text);
  }
}
