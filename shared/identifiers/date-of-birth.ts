import { INVALID_DATE, type Rejected } from './reject-reasons.ts';

const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}[\d:.,Z+\- ]*)?$/i;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const EARLIEST_YEAR = 1900;

/**
 * A birth date as YYYYMMDD. Year first in any usual spelling (a time of day is dropped), or day and month before the
 * year when only one reading is a date: 31/12/1990 is clear, 03/04/1990 is refused rather than guessed. `latest`
 * (YYYYMMDD) is the last day that is not in the future.
 */
export function normalizeDateOfBirth(text: string, latest: string): string | Rejected {
  const ascii = text.normalize('NFKC');
  const match = COMPACT.exec(ascii);
  if (match) return toDate(Number(match[1]), Number(match[2]), Number(match[3]), latest) ?? INVALID_DATE;
  const yearFirst = YEAR_FIRST.exec(ascii);
  if (yearFirst)
    return toDate(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]), latest) ?? INVALID_DATE;
  const yearLast = YEAR_LAST.exec(ascii);
  if (!yearLast) return INVALID_DATE;
  const [first, second, year] = [Number(yearLast[1]), Number(yearLast[3]), Number(yearLast[4])];
  const dayFirst = toDate(year, second, first, latest);
  const monthFirst = toDate(year, first, second, latest);
  if (dayFirst && monthFirst && dayFirst !== monthFirst) return INVALID_DATE;
  return dayFirst ?? monthFirst ?? INVALID_DATE;
}

function toDate(year: number, month: number, day: number, latest: string): string | undefined {
  if (year < EARLIEST_YEAR || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  const date = `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
  return date <= latest ? date : undefined;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The date it already is somewhere on earth (UTC+14), as YYYYMMDD: the default for `latest`. */
export function latestDate(nowMs: number): string {
  return new Date(nowMs + 14 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
}
