import type { CallFamily, ControlAction } from '../../shared/control-kinds.ts';
import { CONTROL_ACTIONS } from '../../shared/control-kinds.ts';
import type { Permission } from '../../shared/sessions.ts';
import { type CallSigns, NO_SIGNS, signsOf } from './call-signs.ts';
import type { GuardedCall } from './guarded-call.ts';
import type { KnownCall } from './known-call.ts';
import { KNOWN_CALLS } from './known-calls.ts';
import { factsOf } from './path-facts.ts';
import { isCreatedPaused, statusActions } from './statuses.ts';
import { unknownCall } from './unknown-call.ts';

export interface CallClass {
  readonly family: CallFamily;
  /** In the order of CONTROL_ACTIONS; empty for a read. */
  readonly actions: readonly ControlAction[];
  /** What a session needs for it. */
  readonly permission: Permission;
  /** Whether it could raise what may be spent, now or in a way that nobody can foresee: the question for spend caps. */
  readonly isBudgetRelevant: boolean;
}

const NOTHING: readonly ControlAction[] = [];

/**
 * What a call does. Known paths exactly, by what TikTok documents; of others a GET or HEAD is a read unless
 * its path says otherwise, and everything else a write, named after the end of its path. Pure, and no more than a look-up for reads.
 */
export function classify(call: Pick<GuardedCall, 'method' | 'path' | 'query' | 'body'>): CallClass {
  const { family } = factsOf(call.path);
  const known = knownCall(call, family);
  if (known.does === 'read') return { family, actions: NOTHING, permission: 'read', isBudgetRelevant: false };
  // The fields are looked through only where they matter: lists of people are long.
  const signs = known.does === 'fixed' ? NO_SIGNS : signsOf(call);
  const actions = new Set(actionsOf(known, signs, call));
  return {
    family,
    actions: CONTROL_ACTIONS.filter((action) => actions.has(action)),
    permission: family === 'audience' ? 'export' : 'campaigns',
    isBudgetRelevant: movesBudgets(known, signs, actions),
  };
}

const READ: KnownCall = { does: 'read' };

/** What the call does by its path and method alone. */
export function knownCall({ method, path }: Pick<GuardedCall, 'method' | 'path'>, family: CallFamily): KnownCall {
  const known = KNOWN_CALLS.get(path);
  if (known !== undefined) return known;
  return isReadMethod(method) && !factsOf(path).isNamedAsWrite ? READ : unknownCall(path, family);
}

function isReadMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

function actionsOf(
  known: Exclude<KnownCall, { does: 'read' }>,
  signs: CallSigns,
  call: Pick<GuardedCall, 'path' | 'query' | 'body'>,
): readonly ControlAction[] {
  switch (known.does) {
    case 'fixed':
      return known.actions;
    case 'create_entity':
      return isCreatedPaused(call, signs) ? ['create'] : ['create', 'resume'];
    case 'update_entity': {
      const budget: ControlAction[] = signs.hasBudget || signs.isUnread ? ['budget_change'] : [];
      return ['update', ...budget, ...statusActions(signs.statuses), ...statusActions(signs.materialStatuses)];
    }
    case 'set_status': {
      const statuses = [...signs.statuses, ...signs.materialStatuses];
      // TikTok refuses a call without a status that it knows. Should it not, the strictest rule of the three has held.
      return statusActions(statuses.length === 0 ? [''] : statuses);
    }
  }
}

function movesBudgets(
  known: Exclude<KnownCall, { does: 'read' }>,
  signs: CallSigns,
  actions: ReadonlySet<ControlAction>,
): boolean {
  if (known.does === 'fixed') return known.movesBudgets === true;
  if (!known.movesBudgets) return false;
  return actions.has('resume') || actions.has('budget_change') || (known.does === 'update_entity' && signs.hasSchedule);
}
