import type { IdentifierValue } from './normalize.ts';

/** What a row says about being sent to TikTok. Only `yes` lets it through. */
export type Consent = 'yes' | 'no' | 'unknown';

/** Each is read in any case, with blanks, dashes and underscores alike between its parts. */
export const CONSENT_YES = [
  'true',
  '1',
  'yes',
  'y',
  'on',
  'granted',
  'opted_in',
  'opt_in',
  'subscribed',
  'consented',
] as const;
/** Words of a no, in the same form. Blank is a no as well. */
export const CONSENT_NO = [
  'false',
  '0',
  'no',
  'n',
  'off',
  'denied',
  'withdrawn',
  'revoked',
  'opted_out',
  'opt_out',
  'unsubscribed',
] as const;

const WORDS: ReadonlyMap<string, Consent> = new Map<string, Consent>([
  ['', 'no'],
  ...CONSENT_YES.map((word) => [word, 'yes'] as const),
  ...CONSENT_NO.map((word) => [word, 'no'] as const),
]);
/** No word is longer, whatever stands between its parts; what surrounds it may be. */
const LONGEST_WORTH_READING = 256;
const SEPARATORS = /[\s_\p{Pd}]+/gu;

/**
 * Reads a consent cell. Nothing there is a `no`: consent is given, never taken for granted. So is, with a warning in the rejects,
 * whatever is no word of ours (`unknown`).
 */
export function readConsent(value: IdentifierValue): Consent {
  switch (typeof value) {
    case 'boolean':
      return value ? 'yes' : 'no';
    case 'number':
      if (value === 1) return 'yes';
      return value === 0 ? 'no' : 'unknown';
    case 'string':
      return readWord(value);
    default:
      return 'no';
  }
}

function readWord(text: string): Consent {
  // Most cells are written as the words are: those need no folding.
  const known = WORDS.get(text);
  if (known !== undefined) return known;
  const bare = text.trim();
  if (bare.length > LONGEST_WORTH_READING) return 'unknown';
  return WORDS.get(bare.toLowerCase().replace(SEPARATORS, '_')) ?? 'unknown';
}
