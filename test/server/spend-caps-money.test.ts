import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysTouched, evenDays } from '../../server/spend-caps/days.ts';
import { parseTikTokTime } from '../../server/tiktok/index.ts';
import {
  compareAmounts,
  decimalsOf,
  divideUp,
  formatAmount,
  parseAmount,
  readBudget,
  sayAmount,
} from '../../server/spend-caps/money.ts';

describe('amounts of money', () => {
  it.each([
    ['USD', 2],
    ['EUR', 2],
    ['INR', 2],
    ['COP', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['IDR', 0],
    ['VND', 0],
    // ISO 4217 gives it two.
    ['TWD', 0],
    ['KWD', 3],
  ])('have the decimals in %s that TikTok takes: %d', (currency, decimals) => {
    expect(decimalsOf(currency)).toBe(decimals);
  });

  it.each(['', 'usd', 'US', 'DOLLAR', '../'])('are in no currency called %j', (currency) => {
    expect(decimalsOf(currency)).toBeNull();
  });

  it('are exact where a float is not', () => {
    expect((readBudget(0.1, 2) ?? 0n) + (readBudget(0.2, 2) ?? 0n)).toBe(readBudget(0.3, 2));
    expect(readBudget(100.0, 2)).toBe(10_000n);
    expect(readBudget(1.005, 2)).toBe(101n);
    expect(readBudget(9_999_999.99, 2)).toBe(999_999_999n);
  });

  it.each([
    ['100', 10_000n],
    ['100.00', 10_000n],
    [' 99.5 ', 9950n],
    ['1e3', 100_000n],
    [1e21, 10n ** 23n],
    [1e-7, 1n],
    ['2.5E-1', 25n],
    ['1.', 100n],
    [0, 0n],
  ])('are read from %j, as TikTok or a caller writes them', (written, parts) => {
    expect(readBudget(written, 2)).toBe(parts);
  });

  it.each([-1, '-0.5', 'abc', '', '1,000', Number.NaN, Infinity, null, undefined, true, {}, [], '0x10', '1 000'])(
    'are not read from %j',
    (written) => {
      expect(readBudget(written, 2)).toBeNull();
    },
  );

  it('round up what is finer than the currency, and refuse it in a cap', () => {
    expect(readBudget(100.001, 2)).toBe(10_001n);
    expect(readBudget('500000.4', 0)).toBe(500_001n);
    expect(parseAmount('100.001', 2)).toBeNull();
    expect(parseAmount('100.5', 0)).toBeNull();
    expect(parseAmount('100.0', 0)).toBe(100n);
  });

  it('take fifteen digits before the point, and no more', () => {
    expect(parseAmount('9'.repeat(15), 0)).toBe(10n ** 15n - 1n);
    expect(parseAmount('9'.repeat(16), 0)).toBeNull();
  });

  it('come back from text as they went, in any currency', () => {
    fc.assert(
      // A cap takes 15 digits before the point: what is longer is none of ours to format.
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), fc.integer({ min: 0, max: 3 }), (amount, decimals) => {
        expect(parseAmount(formatAmount(amount, decimals), decimals)).toBe(amount);
        expect(readBudget(formatAmount(amount, decimals), decimals)).toBe(amount);
      }),
    );
  });

  it('are read from a JSON number as from the text it was sent as', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (cents) => {
        const text = formatAmount(BigInt(cents), 2);
        expect(readBudget(JSON.parse(text), 2)).toBe(BigInt(cents));
      }),
    );
  });

  it('are said with separators and the currency', () => {
    expect(sayAmount(125_000n, 'USD', 2)).toBe('1,250.00 USD');
    expect(sayAmount(5n, 'USD', 2)).toBe('0.05 USD');
    expect(sayAmount(1_250_000n, 'IDR', 0)).toBe('1,250,000 IDR');
    expect(sayAmount(999n, 'JPY', 0)).toBe('999 JPY');
  });

  it('are divided upwards, and without end is more than anything', () => {
    expect(divideUp(10n, 3n)).toBe(4n);
    expect(divideUp(9n, 3n)).toBe(3n);
    expect([null, 5n, 7n, null].toSorted(compareAmounts)).toEqual([5n, 7n, null, null]);
  });
});

describe('days of a schedule', () => {
  const at = (text: string): number => Date.parse(`${text}Z`);

  it('are those of the ad account’s calendar', () => {
    // Noon to noon, in UTC: two days there, and one more or less elsewhere.
    expect(daysTouched(at('2026-03-01T12:00'), at('2026-03-02T12:00'), 'UTC')).toBe(2);
    expect(daysTouched(at('2026-03-01T00:00'), at('2026-03-08T00:00'), 'UTC')).toBe(7);
    expect(daysTouched(at('2026-03-01T00:00'), at('2026-03-08T00:00'), 'Asia/Tokyo')).toBe(8);
    expect(daysTouched(at('2026-02-28T15:00'), at('2026-03-07T15:00'), 'Asia/Tokyo')).toBe(7);
    expect(daysTouched(at('2026-03-01T05:00'), at('2026-03-02T05:00'), 'Etc/GMT+5')).toBe(1);
  });

  it('count the night the clocks change once', () => {
    expect(daysTouched(at('2026-03-28T23:00'), at('2026-03-29T22:00'), 'Europe/Berlin')).toBe(1);
    expect(daysTouched(at('2026-10-24T22:00'), at('2026-10-25T23:00'), 'Europe/Berlin')).toBe(1);
  });

  it.each([null, 'Nowhere/At all', ''])('are as many as they could be in any zone where it is %j', (timezone) => {
    expect(daysTouched(at('2026-03-01T00:00'), at('2026-03-08T00:00'), timezone)).toBe(9);
  });

  it('are at least one', () => {
    expect(daysTouched(at('2026-03-08T00:00'), at('2026-03-01T00:00'), 'UTC')).toBe(1);
  });

  it('that share a budget evenly are the whole ones among them', () => {
    expect(evenDays(at('2026-03-01T00:00'), at('2026-03-08T00:00'), 7, 'UTC')).toBe(7);
    expect(evenDays(at('2026-03-01T00:00'), at('2026-03-07T23:59:59'), 7, 'UTC')).toBe(7);
    // All but an hour of it goes on the second day.
    expect(evenDays(at('2026-03-01T23:00'), at('2026-03-02T23:00'), 7, 'UTC')).toBe(1);
    expect(evenDays(at('2026-03-01T12:00'), at('2026-03-07T12:00'), 7, 'UTC')).toBe(6);
    expect(evenDays(at('2026-03-08T00:00'), at('2026-03-01T00:00'), 7, 'UTC')).toBe(1);
  });

  it('that share a budget evenly count whole on which the clocks change, where the zone is known', () => {
    const week = [at('2026-03-27T23:00'), at('2026-04-03T22:00')] as const;
    expect(evenDays(...week, 7, 'Europe/Berlin')).toBe(7);
    expect(evenDays(...week, 7, 'UTC')).toBe(6);
    expect(evenDays(...week, 7, null)).toBe(6);
    expect(evenDays(at('2026-03-01T00:00'), at('2026-03-08T00:00'), 7, null)).toBe(6);
  });

  it('that share a budget evenly are never so many that one gets more than its share, whatever its hours', () => {
    const SLOT_MS = 1_800_000;
    fc.assert(
      fc.property(
        fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
        fc.tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 48 })),
        fc.integer({ min: 0, max: 7 * 48 }),
        fc.integer({ min: 1, max: 20 * 48 }),
        (on, [from, slots], start, length) => {
          const spent = new Map<number, number>();
          for (let slot = start; slot < start + length; slot += 1) {
            const [day, ofDay] = [Math.floor(slot / 48), slot % 48];
            if (on.includes(day % 7) && ofDay >= from && ofDay < from + slots)
              spent.set(day, (spent.get(day) ?? 0) + 1);
          }
          const all = [...spent.values()].reduce((sum, each) => sum + each, 0);
          const days = evenDays(start * SLOT_MS, (start + length) * SLOT_MS, on.length, 'UTC');
          expect(Math.max(0, ...spent.values()) * days).toBeLessThanOrEqual(Math.max(all, 1));
        },
      ),
    );
  });

  it('that share a budget evenly are as few of the days of the week as fall into it', () => {
    const isOn = (day: number, on: readonly number[]): boolean => on.includes(day % 7);
    fc.assert(
      fc.property(
        fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 40 }),
        (on, first, days) => {
          const found = Array.from({ length: days }, (_, index) => first + index).filter((day) => isOn(day, on)).length;
          const said = evenDays(at('2026-03-01T00:00'), at('2026-03-01T00:00') + days * 86_400_000, on.length, 'UTC');
          expect(said).toBeLessThanOrEqual(Math.max(1, found));
        },
      ),
    );
    // Five days of the week: none of them in a weekend, and three at least in five days.
    const ofFive = (days: number) => evenDays(0, days * 86_400_000, 5, 'UTC');
    expect([2, 3, 5, 7, 9, 14].map(ofFive)).toEqual([1, 1, 3, 5, 5, 10]);
  });

  it('are never more where the zone is known than where it is not', () => {
    const zones = ['UTC', 'Asia/Tokyo', 'Asia/Jakarta', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Etc/GMT+12'];
    fc.assert(
      fc.property(
        fc.integer({ min: at('2024-01-01T00:00'), max: at('2030-01-01T00:00') }),
        fc.integer({ min: 1, max: 400 * 86_400_000 }),
        fc.constantFrom(...zones),
        (startsAt, lastsMs, zone) => {
          const known = daysTouched(startsAt, startsAt + lastsMs, zone);
          expect(known).toBeLessThanOrEqual(daysTouched(startsAt, startsAt + lastsMs, null));
          expect(known).toBeGreaterThanOrEqual(Math.floor(lastsMs / 90_000_000));
        },
      ),
    );
  });

  it('are read from TikTok’s way of writing a time', () => {
    expect(parseTikTokTime('2026-03-01 12:30:00')).toBe(at('2026-03-01T12:30'));
    for (const odd of ['2026-03-01', '2026-03-01T12:30:00', '', null, 0, '2026-13-01 00:00:00']) {
      expect(parseTikTokTime(odd)).toBeNull();
    }
  });
});
