import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { requirePermission } from '../sessions/index.ts';

/**
 * Takes an ad account out of the workspace. Nothing changes at TikTok and the connection stays; an export that is running to it stops,
 * and can be retried once the account is imported again. What is open about it needs nobody any more. One that is not there counts as
 * removed: repeating is harmless.
 */
export async function removeAdAccount(deps: Deps, actor: Actor, advertiserId: string): Promise<void> {
  requirePermission(actor, 'connect');
  const { adAccounts } = deps.store.workspace(actor.workspaceId);
  const account = await adAccounts.get(advertiserId);
  if (account === null || !(await adAccounts.remove(advertiserId, deps.clock.now()))) return;
  await writeAudit(deps, actor.workspaceId, actor, { action: 'ad_account.removed', subjectId: advertiserId });
  await deps.hooks.connectionChanged(actor.workspaceId, account.connectionId);
  // Exports that wait for its connection need not wait any longer: they end now.
  await deps.hooks.connectionBack(actor.workspaceId, account.connectionId);
}
