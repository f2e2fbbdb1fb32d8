const SOON_MS = 6 * 86_400_000;

/** "Fri 06:34" in that time zone, with the date when it is further off than a week's days tell; hours as schedules write them. */
export function zonedMoment(iso: string, zone: string, locale: string, now: number): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return '';
  const options: Intl.DateTimeFormatOptions = {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(Math.abs(at - now) < SOON_MS ? {} : { day: 'numeric', month: 'short' }),
  };
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(at);
  } catch {
    // A zone that this browser does not know.
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC', timeZoneName: 'short' }).format(at);
  }
}
