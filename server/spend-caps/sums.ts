import type { SpendSum } from '../../shared/spend-caps.ts';
import { type ExposureLine, totalOf } from './exposure.ts';
import { compareAmounts, formatAmount, sayAmount } from './money.ts';

/** Lines of a sum that is shown: enough to see what takes the money, few enough for one answer. */
const MAX_LINES = 20;
/** Of a call that changes hundreds of budgets, the largest. */
const MAX_CHANGED = 50;

export interface Currency {
  /** ISO 4217. */
  readonly code: string;
  readonly decimals: number;
}

/** The sum of what could be spent, for people: the largest first, and what the call changes always among them. */
export function toSpendSum(
  period: SpendSum['period'],
  currency: Currency,
  cap: bigint,
  lines: readonly ExposureLine[],
): SpendSum {
  const sorted = lines.toSorted((a, b) => compareAmounts(b.amount, a.amount));
  const changed = new Set(sorted.filter((line) => line.isChanged).slice(0, MAX_CHANGED));
  const others = new Set(sorted.filter((line) => !changed.has(line)).slice(0, Math.max(0, MAX_LINES - changed.size)));
  const shown = sorted.filter((line) => changed.has(line) || others.has(line));
  const rest = sorted.filter((line) => !changed.has(line) && !others.has(line));
  const total = totalOf(lines);
  return {
    period,
    currency: currency.code,
    cap: formatAmount(cap, currency.decimals),
    total: total.endless > 0 ? null : formatAmount(total.amount, currency.decimals),
    lines: shown.map(({ kind, id, name, amount, how, isChanged }) => ({
      kind,
      id,
      name,
      amount: amount === null ? null : formatAmount(amount, currency.decimals),
      how,
      isChanged,
    })),
    moreLines: rest.length,
    restAmount: formatAmount(totalOf(rest).amount, currency.decimals),
  };
}

/** Whether what the budgets could spend is more than the cap. */
export function isAbove(cap: bigint, lines: readonly ExposureLine[]): boolean {
  const { endless, amount } = totalOf(lines);
  return endless > 0 || amount > cap;
}

/** The one sentence of a refusal, with its figures. */
export function sayExceeded(
  period: SpendSum['period'],
  scope: 'ad account' | 'campaign',
  currency: Currency,
  cap: bigint,
  after: readonly ExposureLine[],
): string {
  const { endless, amount } = totalOf(after);
  const when = period === 'daily' ? 'a day' : 'in all';
  const say = (figure: bigint): string => `${sayAmount(figure, currency.code, currency.decimals)} ${when}`;
  const could = endless > 0 ? 'without end' : say(amount);
  return `With this call, budgets could spend ${could}; the cap of this ${scope} is ${say(cap)}.`;
}
