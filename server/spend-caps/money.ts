// Amounts of money are whole numbers of a currency's smallest part, as bigint: 0.1 + 0.2 is exact and ten million of the smallest
// currency fit. TikTok writes budgets as JSON numbers (`100.0`, `0.1`); the shortest text of such a number has the digits that were sent.

/** `null` is "without end": no budget limits it. */
export type Amount = bigint | null;

/** Currencies whose budgets are whole; those of the second list have two decimals. */
const WHOLE = 'CLP HUF IDR ISK JPY KRW PYG TWD VND';
const CENTS =
  'AED ARS AUD BDT BOB BRL CAD CHF CNY COP CRC CZK DKK DZD EGP EUR GBP GTQ HKD HNL ILS INR KES MOP MXN MYR NGN NIO NOK NZD PEN PHP PKR ' +
  'PLN QAR RON RUB SAR SEK SGD THB TRY UAH USD UYU VEF ZAR';

/**
 * Decimals of budgets by currency, as TikTok tells them. They are not ISO 4217's everywhere: TWD has two there, and TikTok takes whole
 * ones only.
 *
 * @see https://business-api.tiktok.com/portal/docs?id=1737585839634433 "Budget verification ratio and precision of each currency"
 */
const DOCUMENTED: ReadonlyMap<string, number> = new Map([
  ...WHOLE.split(' ').map((code) => [code, 0] as const),
  ...CENTS.split(' ').map((code) => [code, 2] as const),
]);

/**
 * How many decimals budgets of a currency have. For one that TikTok's table lacks, those that `Intl` knows: whether TikTok takes the same is
 * unverified. Null for what is no currency.
 */
export function decimalsOf(currency: string): number | null {
  const documented = DOCUMENTED.get(currency);
  if (documented !== undefined) return documented;
  if (!/^[A-Z]{3}$/.test(currency)) return null;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? null;
}

/** An amount such as `99.50` in smallest parts; null when it is none, or has more decimals than the currency. */
export function parseAmount(text: string, decimals: number): bigint | null {
  const match = /^(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text);
  if (match === null) return null;
  const [, whole = '', fraction = ''] = match;
  if (/[^0]/.test(fraction.slice(decimals))) return null;
  return BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
}

/**
 * A budget as TikTok or a caller writes it, a number or its text, in smallest parts. What is finer than the currency is rounded up:
 * the sums may say too much, never too little. Null when it is no amount.
 */
export function readBudget(value: unknown, decimals: number): bigint | null {
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
  if (typeof text !== 'string') return null;
  const match = /^\s*\+?(\d{1,30})(?:\.(\d{0,30}))?(?:[eE]([+-]?\d{1,2}))?\s*$/.exec(text);
  if (match === null) return null;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  // The value is digits / 10^places, and smallest parts are 10^-decimals.
  const digits = BigInt(whole + fraction);
  const shift = decimals + Number(exponent) - fraction.length;
  return shift >= 0 ? digits * 10n ** BigInt(shift) : divideUp(digits, 10n ** BigInt(-shift));
}

/** The amount as the contract writes it: `1250.00`. */
export function formatAmount(amount: bigint, decimals: number): string {
  const digits = amount.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The amount as a sentence says it: `1,250.00 USD`. */
export function sayAmount(amount: bigint, currency: string, decimals: number): string {
  const [whole = '', fraction] = formatAmount(amount, decimals).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${grouped}${fraction === undefined ? '' : `.${fraction}`} ${currency}`;
}

/** Divides two amounts, the second above 0, and rounds up. */
export function divideUp(amount: bigint, by: bigint): bigint {
  return (amount + by - 1n) / by;
}

/** Below 0, 0 or above 0, as `sort` wants it: what has no end is more than anything. */
export function compareAmounts(a: Amount, b: Amount): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
