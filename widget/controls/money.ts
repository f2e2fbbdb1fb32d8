import type { Format } from '../element/format.ts';

// Amounts travel as text in the ad account's currency, with as many decimals as TikTok gives that currency.

/**
 * Currencies whose budgets TikTok takes in whole units only; Intl counts decimals of some of them, which nobody uses.
 *
 * @see https://business-api.tiktok.com/portal/docs?id=1737585839634433
 */
const WHOLE: readonly string[] = ['CLP', 'HUF', 'IDR', 'ISK', 'JPY', 'KRW', 'PYG', 'TWD', 'VND'];
/** About 1,000 US dollars in currencies whose unit is worth far less; a round number, since it only decides whether to ask. */
const LARGE: Readonly<Record<string, number>> = {
  JPY: 150_000,
  KRW: 1_500_000,
  IDR: 15_000_000,
  VND: 25_000_000,
  TWD: 30_000,
  THB: 35_000,
  PHP: 55_000,
  INR: 85_000,
  RUB: 90_000,
  HUF: 350_000,
  CZK: 23_000,
  CLP: 950_000,
  COP: 4_000_000,
  ARS: 1_000_000,
  MXN: 18_000,
  TRY: 35_000,
  EGP: 50_000,
  PKR: 280_000,
  KZT: 500_000,
  NGN: 1_500_000,
  ZAR: 18_000,
  UAH: 41_000,
  JOD: 700,
  KWD: 300,
};
const LARGE_ELSEWHERE = 1000;

/** How many decimals an amount of the currency has; 2 for one that nobody knows. */
export function decimalsOf(currency: string): number {
  if (WHOLE.includes(currency)) return 0;
  try {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
    return options.maximumFractionDigits ?? 2;
  } catch {
    // No currency that this browser knows.
    return 2;
  }
}

/** "1,250.00 USD", "30,000 JPY"; without a currency, the number as it is. */
export function moneyOf(format: Format, amount: string, currency: string | null): string {
  const value = Number(amount);
  if (!Number.isFinite(value)) return currency === null ? amount : `${amount} ${currency}`;
  if (currency === null) return format.number(value);
  return `${format.amount(value, decimalsOf(currency))} ${currency}`.trim();
}

/** Whether a budget is of a size that somebody should look at twice. */
export function isLarge(amount: string, currency: string | null): boolean {
  return Number(amount) >= (LARGE[currency ?? ''] ?? LARGE_ELSEWHERE);
}

/** The amount without digits behind the point that say nothing, as a field shows it: "250", "99.50". */
export function asTyped(amount: string | null, currency: string): string {
  if (amount === null) return '';
  const decimals = decimalsOf(currency);
  const value = Number(amount);
  return Number.isInteger(value) ? String(value) : value.toFixed(decimals);
}

export type AmountFault = 'wrong' | 'decimals' | 'zero';

/**
 * Reads what a person typed: "1,250.50", "1 250", "250". The contract wants digits and a point.
 * @returns the amount, null for an empty field, or what is wrong with it
 */
export function readAmount(typed: string, currency: string): { amount: string | null } | { fault: AmountFault } {
  const text = typed.replace(/[\s\u00a0\u202f'’]/g, '');
  if (text === '') return { amount: null };
  const plain = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  const match = /^0*(\d{1,13})(?:\.(\d+))?$/.exec(plain);
  if (match === null) return { fault: 'wrong' };
  const [, whole = '0', fraction = ''] = match;
  const decimals = decimalsOf(currency);
  // "250.00" of a currency without decimals is the same as "250".
  if (fraction.slice(decimals).replaceAll('0', '') !== '') return { fault: 'decimals' };
  const kept = fraction.slice(0, decimals);
  const amount = kept.replaceAll('0', '') === '' ? whole : `${whole}.${kept.padEnd(decimals, '0')}`;
  return Number(amount) === 0 ? { fault: 'zero' } : { amount };
}
