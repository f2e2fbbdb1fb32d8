import { putSpendCapSchema, type PutSpendCap, type SpendCap } from '../../shared/spend-caps.ts';
import { requireAdAccount } from '../accounts/index.ts';
import { writeAudit } from '../audit/index.ts';
import { withGrant } from '../connections/index.ts';
import { requireMayChange } from '../controls/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError, type FieldError } from '../errors.ts';
import type { AdAccountWithConnection } from '../store/connections.ts';
import { listCampaignBudgets } from '../tiktok/index.ts';
import { currencyOf } from './currency-of.ts';
import { formatAmount, parseAmount } from './money.ts';
import type { Currency } from './sums.ts';
import { toSpendCap } from './views.ts';

/** An ad account has few: every call that spends is held against each of them. */
const MAX_CAPS = 100;

/**
 * Makes the cap of an ad account or of one of its campaigns, or replaces it. It may be lower than what the budgets come to already: then
 * nothing that raises them passes, and GET …/use shows by how much they are above.
 *
 * @throws {AppError} permission_denied - also to an agent; account_not_imported; spend_cap_unprovable - nobody knows the ad account's currency;
 *   invalid_request - an amount that the currency does not have, or a campaign that is not there
 * @throws {TikTokApiError} the campaign could not be looked up
 */
export async function putSpendCap(deps: Deps, actor: Actor, input: PutSpendCap): Promise<SpendCap> {
  requireMayChange(actor, 'spend caps');
  const { advertiserId, campaignId, daily, lifetime } = putSpendCapSchema.parse(input);
  const account = await requireAdAccount(deps, actor.workspaceId, advertiserId);
  const currency = currencyOf(account);
  const amounts = readAmounts({ daily, lifetime }, currency);
  const campaignName = campaignId === null ? null : await campaignNameOf(deps, actor, account, campaignId);
  const { spendCaps } = deps.store.workspace(actor.workspaceId);
  const at = deps.clock.now();
  const cap = {
    id: deps.random.id('cap'),
    advertiserId,
    campaignId,
    campaignName,
    currency: currency.code,
    ...amounts,
    createdAt: at,
    updatedAt: at,
    updatedBy: actor.userId,
  };
  const put = await spendCaps.put(cap, MAX_CAPS);
  if (put === null) {
    throw new AppError('invalid_request', `An ad account has at most ${MAX_CAPS} spend caps. Remove one first.`);
  }
  const { saved, before } = put;
  await writeAudit(deps, actor.workspaceId, actor, {
    action: 'spend_cap.saved',
    subjectId: advertiserId,
    detail: {
      capId: saved.id,
      campaignId,
      currency: saved.currency,
      daily: saved.daily,
      lifetime: saved.lifetime,
      ...(before === null ? {} : { dailyBefore: before.daily, lifetimeBefore: before.lifetime }),
    },
  });
  return toSpendCap(saved);
}

type Amounts = Readonly<Record<'daily' | 'lifetime', string | null>>;

/** In the one way of writing that the currency has: `99.5` USD is `99.50`. */
function readAmounts(amounts: Amounts, { code, decimals }: Currency): Amounts {
  const errors: FieldError[] = [];
  const read = (name: keyof Amounts): string | null => {
    const text = amounts[name];
    if (text === null) return null;
    const amount = parseAmount(text, decimals);
    if (amount !== null && amount > 0n) return formatAmount(amount, decimals);
    const message =
      amount === null
        ? decimals === 0
          ? `must be a whole number: budgets in ${code} have no decimals`
          : `must have at most ${decimals} decimals: budgets in ${code} have no more`
        : 'must be above 0; pause what should spend nothing';
    errors.push({ path: name, message });
    return null;
  };
  const result = { daily: read('daily'), lifetime: read('lifetime') };
  const [first] = errors;
  if (first !== undefined) {
    throw new AppError('invalid_request', `The request cannot be used: ${first.path} ${first.message}.`, { errors });
  }
  return result;
}

async function campaignNameOf(
  deps: Deps,
  actor: Actor,
  { advertiserId, connectionId }: AdAccountWithConnection,
  campaignId: string,
): Promise<string | null> {
  const { items } = await withGrant(deps, actor.workspaceId, connectionId, 'read', (grant) =>
    listCampaignBudgets(deps.tiktok, grant, { advertiserId, page: 1, pageSize: 10, campaignIds: [campaignId] }),
  );
  const campaign = items.find(({ id }) => id === campaignId);
  if (campaign !== undefined) return campaign.name;
  const message = 'is not a campaign that TikTok lists in this ad account';
  throw new AppError('invalid_request', `The request cannot be used: campaignId ${message}.`, {
    errors: [{ path: 'campaignId', message }],
  });
}
