import { looksHashed } from './hash-text.ts';
import { EMPTY, INVALID_TEXT, INVALID_ZIP, type Rejected } from './reject-reasons.ts';

const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const DROPPED = /[\p{P}\p{S}\p{Cc}\p{Cf}]+/gu;
const BLANKS = /[\s\p{Z}]+/gu;
const UNREADABLE = /[\ufffd\ud800-\udfff]/u;
const ZIP = /^[\p{L}\p{N}]{2,12}$/u;
const MAX_TEXT_LENGTH = 512;

/** Names, city, state: NFKC, lower case, no punctuation or symbols, single inner spaces. Accents stay. */
export function normalizeText(text: string): string | Rejected {
  if (PLAIN.test(text)) return text.length > MAX_TEXT_LENGTH || looksHashed(text) ? INVALID_TEXT : text;
  if (text.length > MAX_TEXT_LENGTH || UNREADABLE.test(text)) return INVALID_TEXT;
  const normalized = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(BLANKS, ' ')
    .replace(DROPPED, '')
    .replace(BLANKS, ' ')
    .trim()
    .normalize('NFKC');
  if (looksHashed(normalized)) return INVALID_TEXT; // an id with its dashes dropped: the wrong column is mapped
  return normalized === '' ? EMPTY : normalized;
}

/** First letter of the normalised first name; the value may be a whole first name or only its initial. */
export function normalizeInitial(text: string): string | Rejected {
  const name = normalizeText(text);
  if (typeof name !== 'string') return name;
  const first = name.codePointAt(0);
  return first === undefined ? EMPTY : String.fromCodePoint(first);
}

/** Postal codes lose spaces and dashes too, so that "94103-1234" and "94103 1234" agree. */
export function normalizeZip(text: string): string | Rejected {
  const plain = normalizeText(text);
  if (typeof plain !== 'string') return plain === EMPTY ? EMPTY : INVALID_ZIP;
  const zip = plain.replaceAll(' ', '');
  return ZIP.test(zip) ? zip : INVALID_ZIP;
}

const GENDERS: ReadonlyMap<string, 'm' | 'f'> = new Map([
  ['m', 'm'],
  ['male', 'm'],
  ['man', 'm'],
  ['f', 'f'],
  ['female', 'f'],
  ['woman', 'f'],
]);

/** `m` or `f`; the audience file has no third value, so anything else leaves the column blank with a reason. */
export function readGender(text: string): 'm' | 'f' | undefined {
  return GENDERS.get(text) ?? GENDERS.get(text.normalize('NFKC').toLowerCase().replace(DROPPED, '').trim());
}
