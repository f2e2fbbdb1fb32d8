/** What one ad did in one stretch of time. Money in the ad account's currency; everything else counts. */
export interface Counts {
  spend: number;
  impressions: number;
  reach: number;
  clicks: number;
  conversions: number;
  payments: number;
  paymentValue: number;
  plays: number;
  likes: number;
  comments: number;
  shares: number;
  follows: number;
}

const NAMES = [
  'spend',
  'impressions',
  'reach',
  'clicks',
  'conversions',
  'payments',
  'paymentValue',
  'plays',
  'likes',
  'comments',
  'shares',
  'follows',
] as const satisfies readonly (keyof Counts)[];
const MONEY: readonly string[] = ['spend', 'paymentValue'];

export function noCounts(): Counts {
  return Object.fromEntries(NAMES.map((name) => [name, 0])) as unknown as Counts;
}

/** Adds to the first. People may be reached by several ads; here they are taken for different ones [unverified]. */
export function addCounts(sum: Counts, more: Counts): void {
  for (const name of NAMES) sum[name] += more[name];
}

/**
 * The part of something that lies between two shares of the whole, from 0 to 1. Neighbouring parts add up to the whole
 * exactly, because it is the ends that are rounded.
 *
 * @param precision the smallest step between two amounts of money
 */
export function partOf(whole: Counts, from: number, to: number, precision: number): Counts {
  const part = noCounts();
  for (const name of NAMES) {
    const step = MONEY.includes(name) ? precision : 1;
    const end = (share: number): number => Math.round((whole[name] * share) / step);
    part[name] = tidy((end(to) - end(from)) * step, step);
  }
  return part;
}

/** Cents are not exact in binary. */
export function tidy(amount: number, precision: number): number {
  return precision < 1 ? Math.round(amount * 100) / 100 : Math.round(amount);
}
