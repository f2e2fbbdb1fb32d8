import { writeAudit } from '../audit/index.ts';
import { requireMayChange } from '../controls/index.ts';
import type { Actor, Deps } from '../deps.ts';

/**
 * Takes a cap away, also that of an ad account which is imported no longer. One that is not there counts as removed: repeating is
 * harmless.
 *
 * @throws {AppError} permission_denied - also to an agent
 */
export async function removeSpendCap(deps: Deps, actor: Actor, capId: string): Promise<void> {
  requireMayChange(actor, 'spend caps');
  const removed = await deps.store.workspace(actor.workspaceId).spendCaps.remove(capId);
  if (removed === null) return;
  const { id, advertiserId, campaignId, currency, daily, lifetime } = removed;
  await writeAudit(deps, actor.workspaceId, actor, {
    action: 'spend_cap.removed',
    subjectId: advertiserId,
    detail: { capId: id, campaignId, currency, daily, lifetime },
  });
}
