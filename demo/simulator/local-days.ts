/** Days as an ad account counts them: in its own time zone. */

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Wall-clock time in a zone, `YYYY-MM-DD HH:MM:SS`. */
export function formatLocal(ms: number, timezone: string): string {
  let format = formats.get(timezone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: timezone,
      dateStyle: 'short',
      timeStyle: 'medium',
      hourCycle: 'h23',
    });
    formats.set(timezone, format);
  }
  return format.format(ms);
}

/** The day in a zone, `YYYY-MM-DD`. */
export function localDay(ms: number, timezone: string): string {
  return formatLocal(ms, timezone).slice(0, 10);
}

/** When a day of a zone begins. */
export function startOfLocalDay(day: string, timezone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`);
  // The zone's distance from UTC is the one it has around then; looking twice gets over a change of the clocks.
  let at = asUtc;
  for (let look = 0; look < 2; look += 1) {
    const wall = Date.parse(`${formatLocal(at, timezone).replace(' ', 'T')}Z`);
    at += asUtc - wall;
  }
  return at;
}

/** The next beginning of a day in a zone. */
export function nextLocalMidnight(ms: number, timezone: string): number {
  return startOfLocalDay(dayAfter(localDay(ms, timezone)), timezone);
}

/** The calendar day after this one. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
