import type { Approval } from '../../shared/approvals.ts';
import type { CallActor, TikTokCall } from '../../shared/calls.ts';
import type { Format } from '../element/format.ts';
import type { CallerSaid, CallSaid } from '../labels/en/calls.ts';
import { moneyOf } from './money.ts';

// What a call says, made ready for a sentence.

type Facts = Approval['facts'];

/**
 * The value of TikTok's field: the call's own, otherwise the one that all within it agree on; undefined where it says nothing of it or
 * several things, since a sentence that names one of them would be untrue.
 */
export function factOf(facts: Facts, field: string): string | undefined {
  const own = facts.find((fact) => fact.field === field);
  if (own !== undefined) return own.value;
  const within = new Set(facts.filter((fact) => fact.field.endsWith(`.${field}`)).map(({ value }) => value));
  return within.size === 1 ? [...within][0] : undefined;
}

export interface BudgetSaid {
  readonly amount: string;
  readonly per: 'day' | 'all' | null;
}

const lastWord = (field: string): string => field.slice(field.lastIndexOf('.') + 1);

/** The budgets that a call sets, as TikTok's `budget` and `budget_mode` have them, each amount once and the largest first. */
export function budgetsOf(facts: Facts): readonly BudgetSaid[] {
  const mode = factOf(facts, 'budget_mode') ?? '';
  if (mode === 'BUDGET_MODE_INFINITE') return [];
  const per = mode === 'BUDGET_MODE_TOTAL' ? 'all' : /DAY|DAILY/.test(mode) ? 'day' : null;
  const amounts = facts
    .filter(({ field, value }) => lastWord(field) === 'budget' && /^\d+(?:\.\d+)?$/.test(value) && Number(value) > 0)
    .map(({ value }) => value);
  return [...new Set(amounts)].sort((one, other) => Number(other) - Number(one)).map((amount) => ({ amount, per }));
}

/** The budget that a call sets: its own, otherwise the one that all within it agree on; null for none, or several that differ. */
export function budgetOf(facts: Facts): BudgetSaid | null {
  const amount = factOf(facts, 'budget');
  const budgets = budgetsOf(facts);
  return budgets.find((budget) => budget.amount === amount) ?? (budgets.length === 1 ? (budgets[0] ?? null) : null);
}

/** How many things the call names, by TikTok's lists of ids; 1 where it lists none. */
function countOf(facts: Facts, kind: string): number {
  const listed = factOf(facts, `${kind}_ids`) ?? factOf(facts, `custom_${kind}_ids`);
  if (listed === undefined) return 1;
  // Of a long list the beginning is told, and how many there are: "1801, 1802 … (40)".
  const all = /\((\d+)\)$/.exec(listed)?.[1];
  return Math.max(1, all === undefined ? (listed.match(/\d{5,}/g)?.length ?? 1) : Number(all));
}

export function saidOf({ actions, subject, facts, currency }: Approval, format: Format): CallSaid {
  const budget = budgetOf(facts);
  const status = factOf(facts, 'operation_status');
  return {
    actions,
    kind: subject.kind,
    name: subject.name,
    id: subject.id,
    count: countOf(facts, subject.kind),
    budget: budget === null ? null : { amount: moneyOf(format, budget.amount, currency), per: budget.per },
    begins: status === 'DISABLE' ? 'paused' : status === 'ENABLE' ? 'running' : null,
  };
}

/** A call that was sent, as far as the log tells: what it did, and to how many. */
export const loggedOf = ({ actions, family, entityIds }: TikTokCall): CallSaid => ({
  actions,
  kind: family,
  name: null,
  id: entityIds.length === 1 ? (entityIds[0] ?? null) : null,
  count: entityIds.length,
});

/** @param you the user who looks; null for none */
export const callerOf = ({ actorKind, userId }: CallActor, you: string | null): CallerSaid => ({
  kind: actorKind,
  userId,
  isYou: actorKind === 'person' && userId !== null && userId === you,
});
