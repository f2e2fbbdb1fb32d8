import type { Approval } from '../../shared/approvals.ts';
import { type BudgetSaid, budgetsOf, factOf } from './call-said.ts';
import { isLarge } from './money.ts';

/** Why an approval is asked about once more. */
export interface Risk {
  readonly kind: 'remove' | 'resume' | 'budget';
  /** Something new begins to run, rather than something that rested. */
  readonly isNew: boolean;
  /** The largest one that it sets. */
  readonly budget: BudgetSaid | null;
  /** It sets others as well, none of them larger. */
  readonly isOneOfSeveral: boolean;
}

/** What of a call cannot be taken back, or spends: null for the rest, which one press approves. */
export function riskOf({ actions, facts, currency }: Approval): Risk | null {
  // Of several the largest: it is the one to look at twice.
  const [budget = null, ...others] = budgetsOf(facts);
  const isNew = actions.includes('create');
  const risk = (kind: Risk['kind']): Risk => ({ kind, isNew, budget, isOneOfSeveral: others.length > 0 });
  if (actions.includes('remove')) return risk('remove');
  if (actions.includes('resume') || (isNew && factOf(facts, 'operation_status') === 'ENABLE')) return risk('resume');
  const setsBudget = isNew || actions.includes('budget_change');
  return setsBudget && budget !== null && isLarge(budget.amount, currency) ? risk('budget') : null;
}
