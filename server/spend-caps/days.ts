const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SECOND_MS = 1000;
const DAYS_A_WEEK = 7;

/** Making one takes a thousand times as long as using it, and zones are few. Null: no zone this platform knows. */
const formatters = new Map<string, Intl.DateTimeFormat | null>();

/**
 * Calendar days of the ad account that a schedule touches, at least 1: a daily budget is there anew on each of them. Where the zone is
 * not known, as many as it could touch in any.
 *
 * @param startsAt, endsAt epoch milliseconds; the end is not part of it
 */
export function daysTouched(startsAt: number, endsAt: number, timezone: string | null): number {
  if (endsAt <= startsAt) return 1;
  const formatter = timezone === null ? null : formatterOf(timezone);
  // An hour more: the day on which the clocks go forward is that much shorter.
  if (formatter === null) return Math.ceil((endsAt - startsAt + HOUR_MS) / DAY_MS) + 1;
  return dayNumber(endsAt - 1, formatter) - dayNumber(startsAt, formatter) + 1;
}

/**
 * Days over which a budget that is spent evenly is spread: the whole ones in the time of its schedule on which ads run, as few as they may
 * be, at least 1. The calendar days at its two ends may be short ones, so that more than a share of all the days that it touches goes on
 * those between. A day counts whole on which the clocks change.
 *
 * @param startsAt, endsAt epoch milliseconds
 * @param activeDays days of the week on which ads run; which of them nobody needs to know
 * @param timezone the ad account's; where it is not known an hour may be missing
 */
export function evenDays(startsAt: number, endsAt: number, activeDays: number, timezone: string | null): number {
  const formatter = timezone === null ? null : formatterOf(timezone);
  const lastsMs =
    formatter === null ? endsAt - startsAt - HOUR_MS : wallClock(endsAt, formatter) - wallClock(startsAt, formatter);
  // An end at 23:59:59 is meant as that of the day.
  const whole = Math.max(0, Math.floor((lastsMs + SECOND_MS) / DAY_MS));
  const [weeks, rest] = [Math.floor(whole / DAYS_A_WEEK), whole % DAYS_A_WEEK];
  return Math.max(1, weeks * activeDays + Math.max(0, rest - (DAYS_A_WEEK - activeDays)));
}

function dayNumber(at: number, formatter: Intl.DateTimeFormat): number {
  return Math.floor(wallClock(at, formatter) / DAY_MS);
}

/** What the clock of the zone shows, in milliseconds as if it were UTC; whole seconds. */
function wallClock(at: number, formatter: Intl.DateTimeFormat): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatter.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function formatterOf(timeZone: string): Intl.DateTimeFormat | null {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = make(timeZone);
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

function make(timeZone: string): Intl.DateTimeFormat | null {
  try {
    const date = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
    const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
    const form = { calendar: 'gregory', numberingSystem: 'latn', ...date, ...time };
    return new Intl.DateTimeFormat('en-US', { timeZone, ...form });
  } catch {
    // No time zone by that name.
    return null;
  }
}
