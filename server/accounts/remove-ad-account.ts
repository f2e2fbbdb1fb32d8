import type { Actor, Deps } from '../deps.ts';
import { requirePermission } from '../sessions/index.ts';

/**
 * Takes an ad account out of the workspace. Nothing changes at TikTok and the connection stays; an export that is running to it stops,
 * and can be retried once the account is imported again. One that is not there counts as removed: repeating is harmless.
 */
export async function removeAdAccount(deps: Deps, actor: Actor, advertiserId: string): Promise<void> {
  requirePermission(actor, 'connect');
  await deps.store.workspace(actor.workspaceId).adAccounts.remove(advertiserId);
}
