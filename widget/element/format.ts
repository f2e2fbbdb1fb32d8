/** Numbers, dates and distances in time, in one locale. What is no date reads as nothing. */
export interface Format {
  /** BCP 47, such as `de-AT`. */
  readonly locale: string;
  number(value: number): string;
  /** An amount with exactly so many decimals: "1,250.00". */
  amount(value: number, decimals: number): string;
  /** "9 Mar", with the year when it is not this one. */
  date(iso: string): string;
  /** "Thursday, 12 March", or "12 March" alone, with the year when it is not this one; for headings. */
  day(iso: string, hasWeekday?: boolean): string;
  /** "14:32" or "2:32 PM", as the locale has it. */
  time(iso: string): string;
  /** "9 Mar, 2:32 PM", with the year when it is not this one. */
  moment(iso: string): string;
  /** "3 minutes ago", in whole units that have passed: 59 minutes and 59 seconds are 59 minutes. "now" within a minute. */
  relative(iso: string): string;
  /** "Email, Phone, and City". */
  list(items: readonly string[]): string;
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  // A twelfth of a year, so that there are no twelve months.
  ['month', 2_628_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];
const kept = new Map<string, Format>();

/** A line never ends between the day and the month. */
const whole = (date: string): string => date.replace(' ', '\u00a0');

/** The formatter of a locale, made once. */
export function formatFor(locale: string, now: () => number = Date.now): Format {
  const known = kept.get(locale);
  if (known !== undefined) return known;
  const numbers = new Intl.NumberFormat(locale);
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const dayOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const hour = { hour: 'numeric', minute: '2-digit' } as const;
  const moment = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...hour });
  const momentOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', ...hour });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const words = new Intl.ListFormat(locale, { type: 'conjunction' });
  const distance = new Intl.RelativeTimeFormat(locale);
  const thisMoment = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
  const isThisYear = (date: Date) => date.getFullYear() === new Date(now()).getFullYear();
  const format: Format = {
    locale,
    number: (value) => numbers.format(value),
    amount: (value, decimals) =>
      value.toLocaleString(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
    date(iso) {
      const date = new Date(iso);
      if (Number.isNaN(date.getTime())) return '';
      return whole((isThisYear(date) ? day : dayOfYear).format(date));
    },
    day(iso, hasWeekday = true) {
      const date = new Date(iso);
      if (Number.isNaN(date.getTime())) return '';
      return date.toLocaleDateString(locale, {
        weekday: hasWeekday ? 'long' : undefined,
        day: 'numeric',
        month: 'long',
        year: isThisYear(date) ? undefined : 'numeric',
      });
    },
    time: (iso) => (Number.isNaN(Date.parse(iso)) ? '' : clock.format(new Date(iso))),
    moment(iso) {
      const date = new Date(iso);
      if (Number.isNaN(date.getTime())) return '';
      return whole((isThisYear(date) ? moment : momentOfYear).format(date));
    },
    list: (items) => words.format(items),
    relative(iso) {
      const seconds = (Date.parse(iso) - now()) / 1000;
      for (const [unit, size] of UNITS) {
        if (Math.abs(seconds) >= size) return distance.format(Math.trunc(seconds / size), unit);
      }
      return Number.isNaN(seconds) ? '' : thisMoment;
    },
  };
  kept.set(locale, format);
  return format;
}
