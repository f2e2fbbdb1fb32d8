import type { SpendCap, SpendCapsQuery } from '../../shared/spend-caps.ts';
import { requireAdAccount } from '../accounts/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { requirePermission } from '../sessions/index.ts';
import { toSpendCap } from './views.ts';

/**
 * The caps of an ad account: its own first, then those of its campaigns. They are few, so there are no pages.
 *
 * @throws {AppError} permission_denied, account_not_imported
 */
export async function listSpendCaps(
  deps: Deps,
  actor: Actor,
  { advertiserId }: SpendCapsQuery,
): Promise<{ items: SpendCap[] }> {
  requirePermission(actor, 'read');
  await requireAdAccount(deps, actor.workspaceId, advertiserId);
  const caps = await deps.store.workspace(actor.workspaceId).spendCaps.list(advertiserId);
  return { items: caps.map(toSpendCap) };
}
