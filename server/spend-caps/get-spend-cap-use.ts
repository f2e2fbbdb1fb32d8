import type { SpendCapUse } from '../../shared/spend-caps.ts';
import { requireAdAccount } from '../accounts/index.ts';
import { withGrant } from '../connections/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError, notFound } from '../errors.ts';
import { toInstant } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import { currencyOf } from './currency-of.ts';
import { exposureIn } from './exposure.ts';
import { parseAmount } from './money.ts';
import { readBudgetState } from './read-state.ts';
import { toSpendSum } from './sums.ts';
import { toSpendCap } from './views.ts';
import { Unprovable } from './wire-fields.ts';

/**
 * How much of a cap the budgets at TikTok take up now, read from there: a sum for each period that the cap limits.
 *
 * @throws {AppError} permission_denied; not_found; account_not_imported; spend_cap_unprovable - the budgets cannot be added up
 * @throws {TikTokApiError} they could not be read
 */
export async function getSpendCapUse(deps: Deps, actor: Actor, capId: string): Promise<SpendCapUse> {
  requirePermission(actor, 'read');
  const cap = await deps.store.workspace(actor.workspaceId).spendCaps.get(capId);
  if (cap === null) throw notFound();
  const account = await requireAdAccount(deps, actor.workspaceId, cap.advertiserId);
  const currency = currencyOf(account, [cap]);
  const campaignIds = cap.campaignId === null ? undefined : [cap.campaignId];
  const readAt = deps.clock.now();
  const state = await withGrant(deps, actor.workspaceId, account.connectionId, 'read', (grant) =>
    readBudgetState(deps, grant, cap.advertiserId, currency.decimals, campaignIds),
  ).catch((error: unknown) => {
    if (!(error instanceof Unprovable)) throw error;
    throw new AppError('spend_cap_unprovable', `The budgets cannot be added up, because ${error.reason}.`);
  });
  const moment = { now: readAt, timezone: account.timezone };
  return {
    cap: toSpendCap(cap),
    sums: (['daily', 'lifetime'] as const).flatMap((period) => {
      const limit = cap[period] === null ? null : parseAmount(cap[period], currency.decimals);
      return limit === null ? [] : [toSpendSum(period, currency, limit, exposureIn(period, state, moment))];
    }),
    readAt: toInstant(readAt),
  };
}
