import { createHash } from 'node:crypto';
import { Cron } from 'croner';
import { type Schedule, WEEKDAYS } from '../../shared/mirrors.ts';
import type { EpochMs } from '../store/types.ts';

/** Runs begin up to this much later than the schedule says, each mirror at its own moment. */
export const LONGEST_SPREAD_MS = 10 * 60_000;
const HOUR_MS = 60 * 60_000;

/**
 * When a schedule runs next, after the given instant. A time of day is the zone's: where the clocks go forward over it, the run begins
 * when they have; where they go back and it comes twice, it runs the first time only. An hourly schedule runs every 60 minutes,
 * whatever the clocks do. Planned from the schedule alone, so that a long run shifts nothing.
 *
 * @param zone IANA name, see `knownZone`
 * @param spreadMs of `spreadOf`
 */
export function nextRun(schedule: Schedule, zone: string, after: EpochMs, spreadMs: number): EpochMs {
  const from = after - spreadMs;
  if (schedule.every === 'hour') return (Math.floor(from / HOUR_MS) + 1) * HOUR_MS + spreadMs;
  const [hour = '0', minute = '0'] = schedule.at.split(':');
  const weekday = schedule.every === 'week' ? String(WEEKDAYS.indexOf(schedule.on) + 1) : '*';
  const pattern = `${Number(minute)} ${Number(hour)} * * ${weekday}`;
  const next = new Cron(pattern, { timezone: zone, paused: true }).nextRun(new Date(from));
  if (next === null) throw new Error('a schedule has no next run');
  return next.getTime() + spreadMs;
}

/** The mirror's own moment within the spread: always the same, evenly over all mirrors. */
export function spreadOf(mirrorId: string): number {
  return createHash('sha256').update(mirrorId).digest().readUInt32BE(0) % LONGEST_SPREAD_MS;
}

/** The zone if there is one of that name, else UTC: TikTok's names for zones are not all known elsewhere. */
export function knownZone(zone: string | null): string {
  if (zone === null || zone === '') return 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone === '' ? 'UTC' : zone;
  } catch {
    return 'UTC';
  }
}
