import type { Attribute } from './attributes.ts';
import { readCountry } from './country.ts';
import { latestDate } from './date-of-birth.ts';
import type { EmailRule } from './email.ts';
import { isDeviceAttribute, readHash } from './hash-text.ts';
import { type Hasher, scriptHasher } from './hasher.ts';
import { type IdentifierValue, normalize, toText } from './normalize.ts';
import type { Rejected } from './reject-reasons.ts';

/**
 * A value ready to be sent. `sha256` is missing only when the input was an MD5; `md5` is there for device ids only.
 * `normalized` is the text that was hashed, or the hash itself when the value already was one.
 */
export interface Prepared {
  readonly ok: true;
  readonly normalized: string;
  readonly sha256?: string;
  readonly md5?: string;
  readonly alreadyHashed: boolean;
}

export interface PrepareOptions {
  /**
   * Country of national phone numbers: alpha-2, alpha-3 or English name. None by default; an unreadable one counts as
   * none.
   */
  readonly defaultCountry?: string | null | undefined;
  /** `current` by default. */
  readonly emailRule?: EmailRule | undefined;
}

export interface PreparerOptions extends PrepareOptions {
  readonly hasher?: Hasher;
  /** Epoch milliseconds, for refusing dates of birth in the future. The system clock by default. */
  readonly now?: () => number;
}

export type PrepareIdentifier = (
  attribute: Attribute,
  value: IdentifierValue,
  options?: PrepareOptions,
) => Prepared | Rejected;

/**
 * A `prepareIdentifier` with its own hasher, clock and defaults. Options given per call win over those given here, so
 * the row's country can be passed along with each phone.
 */
export function createPreparer(settings: PreparerOptions = {}): PrepareIdentifier {
  const hasher = settings.hasher ?? scriptHasher;
  const now = settings.now ?? Date.now;
  return (attribute, value, options = {}) => {
    const text = toText(value, attribute);
    if (typeof text !== 'string') return text;
    const isDevice = isDeviceAttribute(attribute);
    const hash = readHash(text, isDevice);
    if (typeof hash === 'string') {
      const digest = hash.length === 32 ? { md5: hash } : { sha256: hash };
      return { ok: true, normalized: hash, ...digest, alreadyHashed: true };
    }
    if (hash) return hash;
    const country =
      attribute === 'phone' ? readOptionalCountry(options.defaultCountry ?? settings.defaultCountry) : undefined;
    const emailRule = options.emailRule ?? settings.emailRule ?? 'current';
    const normalized = normalize(attribute, text, country, {
      emailRule,
      latestDate: attribute === 'dateOfBirth' ? latestDate(now()) : '',
    });
    if (typeof normalized !== 'string') return normalized;
    const sha256 = hasher.sha256(normalized);
    if (isDevice) return { ok: true, normalized, sha256, md5: hasher.md5(normalized), alreadyHashed: false };
    return { ok: true, normalized, sha256, alreadyHashed: false };
  };
}

/** Alpha-2 code in lower case, or `undefined` for a missing or unreadable country. */
export function readOptionalCountry(country: string | null | undefined): string | undefined {
  return typeof country === 'string' ? readCountry(country.trim()) : undefined;
}

/**
 * Normalises and hashes one value of one attribute, or says why it cannot be used. Synchronous, no I/O, the same in a
 * browser and in Node. The value may be raw or already hashed; a hash is passed through in lower case and never hashed
 * again.
 */
export const prepareIdentifier: PrepareIdentifier = createPreparer();
