import { ACTOR_KINDS, CONTROL_ACTIONS } from '../../shared/control-kinds.ts';
import type { Controls, ControlsQuery } from '../../shared/controls.ts';
import { requireAdAccount } from '../accounts/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { toInstantOrNull } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ControlScopeRecord } from '../store/controls.ts';
import { rulingOf } from './decide.ts';

/** The matrix with the version that a write may name. */
export interface ReadControls {
  controls: Controls;
  version: number;
}

/**
 * Every kind of caller and action with what holds, in the workspace or in an ad account.
 *
 * @throws {AppError} permission_denied; account_not_imported
 */
export async function getControls(
  deps: Deps,
  actor: Actor,
  { advertiserId = null }: { [Key in keyof ControlsQuery]?: ControlsQuery[Key] | null },
): Promise<ReadControls> {
  requirePermission(actor, 'read');
  if (advertiserId !== null) await requireAdAccount(deps, actor.workspaceId, advertiserId);
  return toControls(advertiserId, await deps.store.workspace(actor.workspaceId).controls.get(advertiserId));
}

export function toControls(advertiserId: string | null, record: ControlScopeRecord): ReadControls {
  const { rules, advertisersWithRules, version, updatedAt, updatedBy } = record;
  const cells = ACTOR_KINDS.flatMap((actorKind) =>
    CONTROL_ACTIONS.map((action) => {
      const { decision, source } = rulingOf(rules, actorKind, action, advertiserId);
      return { actorKind, action, decision, source: source.scope };
    }),
  );
  return {
    controls: { advertiserId, cells, advertisersWithRules, updatedAt: toInstantOrNull(updatedAt), updatedBy },
    version,
  };
}
