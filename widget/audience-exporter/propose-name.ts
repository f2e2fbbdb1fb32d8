import { MAX_NAME_LENGTH } from './audience-rules.ts';

/**
 * A name for a new audience that nobody has yet: the source's own name and the month, with a number when that is taken.
 * `month` is already in the reader's language; the result fits TikTok's 128 characters.
 */
export function proposeName(source: string, month: string, taken: ReadonlySet<string>): string {
  const base = source.trim().replace(/\s+/g, ' ');
  for (let number = 1; ; number++) {
    const tail = `, ${month}${number === 1 ? '' : ` (${number})`}`;
    const name = cut(base, MAX_NAME_LENGTH - tail.length) + tail;
    if (!taken.has(name)) return name;
  }
}

/** At most so many UTF-16 units, never half a character. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end).trimEnd();
}

/** `loyalty_export-2026.csv` → `loyalty export-2026`. */
export function nameFromFile(fileName: string): string {
  const name = fileName
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replaceAll('_', ' ')
    .trim();
  return name === '' ? fileName : name;
}

/** "March 2026", in the reader's language. */
export const monthIn = (locale: string, date: Date): string =>
  new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }).format(date);
