/**
 * What a budget may be (portal pages "Budget" and "Budget verification ratio"): smallest and largest amounts are in US
 * dollars and grow with the currency's ratio; the smallest one has to be exceeded.
 */
import { badArgument } from '../input.ts';

interface CurrencyRule {
  ratio: number;
  /** The smallest step between two amounts. */
  precision: number;
}

const RULES: Readonly<Record<string, CurrencyRule>> = {
  USD: { ratio: 1, precision: 0.01 },
  EUR: { ratio: 1, precision: 0.01 },
  GBP: { ratio: 1, precision: 0.01 },
  JPY: { ratio: 100, precision: 1 },
  KRW: { ratio: 1_000, precision: 1 },
  IDR: { ratio: 10_000, precision: 1 },
  VND: { ratio: 10_000, precision: 1 },
  INR: { ratio: 100, precision: 0.01 },
  MXN: { ratio: 10, precision: 0.01 },
  SEK: { ratio: 10, precision: 0.01 },
  TRY: { ratio: 10, precision: 0.01 },
  CNY: { ratio: 10, precision: 0.01 },
  TWD: { ratio: 10, precision: 1 },
};
/** Currencies whose rule we do not know [unverified]. */
const OTHER: CurrencyRule = { ratio: 1, precision: 0.01 };

const MAX_USD = 10_000_000;
/** A new budget has to leave some room above what is spent. */
const SPENT_SHARE = 1.05;
/** Below this two amounts are the same: sums of cents are not exact in binary. */
const TOLERANCE = 1e-6;

export function currencyRule(currency: string): CurrencyRule {
  return RULES[currency] ?? OTHER;
}

/** An amount as this currency writes it. */
export function formatAmount(amount: number, currency: string): string {
  return amount.toFixed(currencyRule(currency).precision < 1 ? 2 : 0);
}

/**
 * @param input.minimumUsd the amount to be exceeded, in US dollars
 * @param input.spent what has been spent of the budget so far
 * @throws {TikTokFailure} 40002 with a sentence of ours: TikTok's own texts are not published
 */
export function checkBudget(input: {
  field: string;
  amount: number;
  currency: string;
  minimumUsd: number;
  spent: number;
}): void {
  const { field, amount, currency, minimumUsd, spent } = input;
  const { ratio, precision } = currencyRule(currency);
  const steps = amount / precision;
  if (Math.abs(steps - Math.round(steps)) > TOLERANCE + steps * 1e-13)
    throw badArgument(`${field}: The precision of the budget in ${currency} is ${precision}.`);
  const minimum = minimumUsd * ratio;
  if (!(amount > minimum)) throw badArgument(`${field}: The budget must exceed ${minimum} ${currency}.`);
  if (amount >= MAX_USD * ratio)
    throw badArgument(`${field}: The budget must be lower than ${MAX_USD * ratio} ${currency}.`);
  if (amount + TOLERANCE < spent * SPENT_SHARE)
    throw badArgument(
      `${field}: The budget must be at least 105% of the amount already spent, ${formatAmount(spent, currency)} ${currency}.`,
    );
}
