import type { PutControls } from '../../shared/controls.ts';
import { requireAdAccount } from '../accounts/index.ts';
import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { ControlRule } from '../store/controls.ts';
import { type ReadControls, toControls } from './get-controls.ts';
import { requireMayChange } from './require-may-change.ts';

/** What stands in the audit log where no rule was, or is any more. */
const INHERITED = 'inherited';

/**
 * Changes rules of the workspace or of an ad account; cells that are not named stay. Holds from the next call on, in every
 * process; calls that wait for a decision already are judged again when they are sent.
 *
 * @param expectedVersion the version the caller saw; null to write whatever is there
 * @throws {AppError} permission_denied - also to an agent with every permission; account_not_imported; invalid_request - a cell is named twice; precondition_failed -
 *   somebody changed rules in between
 */
export async function putControls(
  deps: Deps,
  actor: Actor,
  { advertiserId = null, cells }: PutControls,
  expectedVersion: number | null,
): Promise<ReadControls> {
  requireMayChange(actor, 'the controls');
  requireEachOnce(cells);
  if (advertiserId !== null) await requireAdAccount(deps, actor.workspaceId, advertiserId);
  const changed = await deps.store.workspace(actor.workspaceId).controls.change({
    advertiserId,
    cells,
    expectedVersion,
    at: deps.clock.now(),
    by: actor.userId,
  });
  if (changed === null) {
    throw new AppError(
      'precondition_failed',
      'Somebody changed the controls since you read them. Read them again and repeat your change.',
    );
  }
  await writeAudit(deps, actor.workspaceId, actor, {
    action: 'controls.changed',
    subjectId: advertiserId ?? 'workspace',
    detail: difference(changed.before, changed.after),
  });
  return toControls(advertiserId, changed.scope);
}

function requireEachOnce(cells: PutControls['cells']): void {
  const named = new Set<string>();
  cells.forEach(({ actorKind, action }, index) => {
    const cell = cellName({ actorKind, action });
    if (named.has(cell)) {
      throw new AppError('invalid_request', `The cell ${cell} is named twice: which decision holds would be chance.`, {
        errors: [{ path: `cells.${index}`, message: 'is named before' }],
      });
    }
    named.add(cell);
  });
}

/** Each rule that came, went or changed: `agent.create` → `ask → deny`. */
function difference(before: readonly ControlRule[], after: readonly ControlRule[]): Record<string, string> {
  const was = new Map(before.map((rule) => [cellName(rule), rule.decision]));
  const is = new Map(after.map((rule) => [cellName(rule), rule.decision]));
  return Object.fromEntries(
    [...new Set([...was.keys(), ...is.keys()])]
      .filter((cell) => was.get(cell) !== is.get(cell))
      .sort()
      .map((cell) => [cell, `${was.get(cell) ?? INHERITED} → ${is.get(cell) ?? INHERITED}`]),
  );
}

function cellName({ actorKind, action }: Pick<ControlRule, 'actorKind' | 'action'>): string {
  return `${actorKind}.${action}`;
}
