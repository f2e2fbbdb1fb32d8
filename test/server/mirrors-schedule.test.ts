import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Schedule, WEEKDAYS } from '../../shared/mirrors.ts';
import { knownZone, LONGEST_SPREAD_MS, nextRun, spreadOf } from '../../server/mirrors/schedule.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONES = [
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Auckland',
  'Etc/GMT+8',
];

/** The wall clock of a zone at an instant. */
function local(zone: string, at: number): { date: string; time: string; weekday: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'long',
  }).formatToParts(at);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return {
    date: `${of('year')}-${of('month')}-${of('day')}`,
    time: `${of('hour')}:${of('minute')}`,
    weekday: of('weekday').toLowerCase(),
  };
}

const iso = (at: number): string => new Date(at).toISOString();
const next = (schedule: Schedule, zone: string, after: string, spread = 0): string =>
  iso(nextRun(schedule, zone, Date.parse(after), spread));

const zoneArb = fc.constantFrom(...ZONES);
const instantArb = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') });
const timeArb = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const spreadArb = fc.nat(LONGEST_SPREAD_MS - 1);

describe('the next run of a schedule', () => {
  test('is at the time of day of the zone, whatever the offset of the season', () => {
    const daily: Schedule = { every: 'day', at: '06:30' };
    expect(next(daily, 'America/New_York', '2026-01-10T00:00:00Z')).toBe('2026-01-10T11:30:00.000Z');
    expect(next(daily, 'America/New_York', '2026-07-10T11:00:00Z')).toBe('2026-07-11T10:30:00.000Z');
    expect(next({ every: 'week', on: 'sunday', at: '23:59' }, 'Asia/Kolkata', '2026-01-10T00:00:00Z')).toBe(
      '2026-01-11T18:29:00.000Z',
    );
  });

  test('is once on a day on which the clocks go forward over it, and once when they go back', () => {
    const inGap: Schedule = { every: 'day', at: '02:30' };
    expect(next(inGap, 'America/New_York', '2026-03-08T06:00:00Z')).toBe('2026-03-08T07:00:00.000Z');
    expect(next(inGap, 'America/New_York', '2026-03-08T07:00:00Z')).toBe('2026-03-09T06:30:00.000Z');
    const twice: Schedule = { every: 'day', at: '01:30' };
    expect(next(twice, 'America/New_York', '2026-11-01T00:00:00Z')).toBe('2026-11-01T05:30:00.000Z');
    expect(next(twice, 'America/New_York', '2026-11-01T05:30:00Z')).toBe('2026-11-02T06:30:00.000Z');
  });

  test('takes UTC for a zone that nobody knows', () => {
    expect([knownZone('America/New_York'), knownZone('Mars/Olympus'), knownZone(''), knownZone(null)]).toEqual([
      'America/New_York',
      'UTC',
      'UTC',
      'UTC',
    ]);
  });

  test('comes every hour, on every hour of the clock that runs', () => {
    fc.assert(
      fc.property(zoneArb, instantArb, spreadArb, (zone, after, spread) => {
        const at = nextRun({ every: 'hour' }, zone, after, spread);
        expect(at).toBeGreaterThan(after);
        expect(at - after).toBeLessThanOrEqual(HOUR);
        expect((at - spread) % HOUR).toBe(0);
        expect(nextRun({ every: 'hour' }, zone, at, spread) - at).toBe(HOUR);
      }),
    );
  });

  test('comes once on every day of the zone', () => {
    fc.assert(
      fc.property(zoneArb, instantArb, timeArb, spreadArb, (zone, after, at, spread) => {
        const schedule: Schedule = { every: 'day', at };
        let last = nextRun(schedule, zone, after, spread);
        expect(last).toBeGreaterThan(after);
        expect(last - after).toBeLessThanOrEqual(DAY + HOUR);
        for (let count = 0; count < 5; count++) {
          const following = nextRun(schedule, zone, last, spread);
          const [before, here] = [local(zone, last - spread), local(zone, following - spread)];
          expect(Date.parse(here.date) - Date.parse(before.date)).toBe(DAY);
          // At its time, or, where that time is left out on the day, at the first moment after it.
          expect(here.time >= at).toBe(true);
          if (here.time !== at) expect(local(zone, following - spread - 60_000).time < at).toBe(true);
          last = following;
        }
      }),
    );
  });

  test('comes once a week, on its weekday', () => {
    fc.assert(
      fc.property(
        zoneArb,
        instantArb,
        timeArb,
        fc.constantFrom(...WEEKDAYS),
        spreadArb,
        (zone, after, at, on, spread) => {
          const first = nextRun({ every: 'week', on, at }, zone, after, spread);
          const second = nextRun({ every: 'week', on, at }, zone, first, spread);
          expect(first).toBeGreaterThan(after);
          expect(first - after).toBeLessThanOrEqual(7 * DAY + HOUR);
          expect([local(zone, first - spread).weekday, local(zone, second - spread).weekday]).toEqual([on, on]);
          expect(Math.abs(second - first - 7 * DAY)).toBeLessThanOrEqual(HOUR);
        },
      ),
    );
  });

  test('is spread over ten minutes, each mirror at a moment of its own', () => {
    const spreads = Array.from({ length: 2000 }, (_, index) => spreadOf(`mir_${index}`));
    expect(spreadOf('mir_7')).toBe(spreads[7]);
    expect(Math.min(...spreads)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...spreads)).toBeLessThan(LONGEST_SPREAD_MS);
    const perMinute = Array.from({ length: 10 }, (_, minute) =>
      spreads.filter((spread) => Math.floor(spread / 60_000) === minute),
    );
    for (const within of perMinute) expect(within.length).toBeGreaterThan(120);
  });
});
