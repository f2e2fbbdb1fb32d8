import { EMPTY, INVALID_EMAIL, type Rejected } from './reject-reasons.ts';

/**
 * `current`: drop spaces, lower-case (TikTok help, "Customer File"). `legacy`: also drop `+tag` and the dots before the
 * @, for every domain, as older connectors and help pages do. The two give different hashes, so one audience should
 * keep to one.
 */
export type EmailRule = 'current' | 'legacy';

const MAX_EMAIL_LENGTH = 254; // RFC 5321 4.5.3.1.3 less the angle brackets
const MAX_LOCAL_LENGTH = 64;

// The HTML standard's shape of an address, and a domain of at least two labels whose last one is no number. Dots may
// stand anywhere before the @: Japanese carriers have handed out addresses with double and trailing dots.
const ASCII_EMAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const SPACES_AND_INVISIBLES = /[\s\u200b-\u200d\u2060\u00ad]+/g;
const UNICODE_LOCAL = /^[^\p{C}\p{Z}@"(),:;<>[\]\\]+$/u;
const UNICODE_LABEL = /^[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?$/u;

/** The address in the form that is hashed, or the reason it cannot be one. Takes text without surrounding blanks. */
export function normalizeEmail(text: string, rule: EmailRule): string | Rejected {
  let email = text;
  const shape = readShape(text);
  if (shape === UPPER) {
    email = text.toLowerCase();
  } else if (shape === UNUSUAL) {
    const slow = normalizeUnusualEmail(text);
    if (typeof slow !== 'string') return slow;
    email = slow;
  }
  if (email.length > MAX_EMAIL_LENGTH) return INVALID_EMAIL;
  return rule === 'legacy' ? dropTagAndDots(email) : email;
}

const UNUSUAL = 0;
const LOWER = 1;
const UPPER = 2;
const [LABEL_CHAR, UPPER_CHAR, LOCAL_CHAR, DASH_CHAR] = [1, 2, 3, 4] as const;
const CHAR_KINDS = new Uint8Array(128);
for (const char of '0123456789abcdefghijklmnopqrstuvwxyz') CHAR_KINDS[char.charCodeAt(0)] = LABEL_CHAR;
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') CHAR_KINDS[char.charCodeAt(0)] = UPPER_CHAR;
for (const char of "!#$%&'*+/=?^_`{|}~.") CHAR_KINDS[char.charCodeAt(0)] = LOCAL_CHAR;
CHAR_KINDS['-'.charCodeAt(0)] = DASH_CHAR;

/**
 * Whether plain ASCII text is an address that `ASCII_EMAIL` accepts, in one pass and without its backtracking.
 * `UNUSUAL` only means that the thorough reading has to decide.
 */
function readShape(text: string): number {
  const length = text.length;
  let shape = LOWER;
  let at = 0;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 64) break;
    const kind = code < 128 ? CHAR_KINDS[code] : 0;
    if (kind === 0) return UNUSUAL;
    if (kind === UPPER_CHAR) shape = UPPER;
  }
  if (at === 0 || at > MAX_LOCAL_LENGTH || at === length) return UNUSUAL;
  let labels = 0;
  let labelStart = at + 1;
  let hasLetter = false;
  for (let i = labelStart; i <= length; i++) {
    const code = i === length ? 46 : text.charCodeAt(i);
    if (code === 46) {
      const size = i - labelStart;
      if (size === 0 || size > 63 || text.charCodeAt(labelStart) === 45 || text.charCodeAt(i - 1) === 45)
        return UNUSUAL;
      labels++;
      labelStart = i + 1;
      if (i < length) hasLetter = false;
      continue;
    }
    const kind = code < 128 ? CHAR_KINDS[code] : 0;
    if (kind === UPPER_CHAR) shape = UPPER;
    else if (kind !== LABEL_CHAR && kind !== DASH_CHAR) return UNUSUAL;
    if (code > 57) hasLetter = true;
  }
  return labels > 1 && hasLetter ? shape : UNUSUAL;
}

/** Inner spaces, invisible characters from copy and paste, full-width typing, international domains. */
function normalizeUnusualEmail(text: string): string | Rejected {
  if (text.length > 4 * MAX_EMAIL_LENGTH) return INVALID_EMAIL;
  const email = text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(SPACES_AND_INVISIBLES, '');
  if (email === '') return EMPTY;
  if (ASCII_EMAIL.test(email)) return email;
  const at = email.indexOf('@');
  if (at < 1 || at > MAX_LOCAL_LENGTH || email.includes('\ufffd')) return INVALID_EMAIL;
  if (!UNICODE_LOCAL.test(email.slice(0, at))) return INVALID_EMAIL;
  const labels = email.slice(at + 1).split('.');
  const isDomain =
    labels.length > 1 &&
    labels.every((label) => label.length <= 63 && UNICODE_LABEL.test(label)) &&
    !/^\p{N}+$/u.test(labels.at(-1) ?? '');
  return isDomain ? email : INVALID_EMAIL;
}

function dropTagAndDots(email: string): string | Rejected {
  const at = email.indexOf('@');
  const plus = email.indexOf('+');
  const local = email.slice(0, plus !== -1 && plus < at ? plus : at).replaceAll('.', '');
  return local === '' ? INVALID_EMAIL : local + email.slice(at);
}
