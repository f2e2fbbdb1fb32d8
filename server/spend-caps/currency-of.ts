import { AppError } from '../errors.ts';
import type { AdAccountRecord } from '../store/connections.ts';
import type { SpendCapRecord } from '../store/spend-caps.ts';
import { decimalsOf } from './money.ts';
import type { Currency } from './sums.ts';

/**
 * The currency in which the ad account's budgets and these caps are.
 *
 * @throws {AppError} spend_cap_unprovable - nobody knows it, or the ad account reckons in another one than when a cap was set
 */
export function currencyOf(
  account: Pick<AdAccountRecord, 'currency'>,
  caps: readonly Pick<SpendCapRecord, 'currency'>[] = [],
): Currency {
  const code = account.currency ?? caps[0]?.currency ?? '';
  const decimals = decimalsOf(code);
  if (decimals === null) {
    throw new AppError(
      'spend_cap_unprovable',
      'TikTok has not told the currency of this ad account, so its budgets cannot be held against a cap. Check the connection and try again.',
    );
  }
  const other = caps.find((cap) => cap.currency !== code);
  if (other !== undefined) {
    throw new AppError(
      'spend_cap_unprovable',
      `A spend cap of this ad account was set in ${other.currency}, and the ad account reckons in ${code} now. Set the cap again, or remove it.`,
    );
  }
  return { code, decimals };
}
