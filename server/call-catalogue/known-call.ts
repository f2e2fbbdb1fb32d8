import type { ControlAction } from '../../shared/control-kinds.ts';

/** What a call does. The kinds other than `read` and `fixed` look at what the call says to find its actions. */
export type KnownCall =
  | { readonly does: 'read' }
  /** The same actions whatever it says. */
  | { readonly does: 'fixed'; readonly actions: readonly ControlAction[]; readonly movesBudgets?: true }
  /** Makes something that delivers: running, unless it says DISABLE. TikTok's default of operation_status is ENABLE. */
  | { readonly does: 'create_entity'; readonly movesBudgets: boolean }
  /** Changes something that has a budget or a schedule: a budget among the fields is a change of budgets. */
  | { readonly does: 'update_entity'; readonly movesBudgets: boolean }
  /** Sets `operation_status`: ENABLE, DISABLE or DELETE. */
  | { readonly does: 'set_status'; readonly movesBudgets: boolean };

export function fixed(...actions: ControlAction[]): KnownCall {
  return { does: 'fixed', actions };
}

/** Actions that change what may be spent, in a way that the fields do not show. */
export function fixedSpending(...actions: ControlAction[]): KnownCall {
  return { does: 'fixed', actions, movesBudgets: true };
}
