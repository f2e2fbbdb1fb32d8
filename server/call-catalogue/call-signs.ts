import type { GuardedCall } from './guarded-call.ts';

/** What the fields of a write say, wherever in it they stand. */
export interface CallSigns {
  /** Every `operation_status`, as it was sent. */
  readonly statuses: readonly string[];
  /** Those of single materials within an ad, where they have their own. */
  readonly materialStatuses: readonly string[];
  /** Some field is about a budget: `budget`, `budget_mode`, `schedule_budget`, `budget_optimize_on`, … Also `promotion_days`. */
  readonly hasBudget: boolean;
  /** Some field moves how a budget is spread over days: the schedule, the pacing. */
  readonly hasSchedule: boolean;
  /** The body is not one that could be looked into. */
  readonly isUnread: boolean;
}

/** Of /ad/aco/ and /smart_plus/ad/. */
const MATERIAL_STATUS: ReadonlySet<string> = new Set(['material_status', 'material_operation_status']);
/** `promotion_days` of GMV Max lets TikTok raise the budget by itself on days of much shopping. */
const BUDGET = /budget|^promotion_days$/;
const SCHEDULE = /^(?:schedule_|pacing$|dayparting$)/;

export const NO_SIGNS: CallSigns = {
  statuses: [],
  materialStatuses: [],
  hasBudget: false,
  hasSchedule: false,
  isUnread: false,
};

/** Looks through query and body: TikTok documents the body, but nobody says that it never looks into the query of a POST. */
export function signsOf({ query, body }: Pick<GuardedCall, 'query' | 'body'>): CallSigns {
  const statuses: string[] = [];
  const materialStatuses: string[] = [];
  let hasBudget = false;
  let hasSchedule = false;
  const look = (name: string, value: unknown): void => {
    if (name === 'operation_status') statuses.push(...texts(value));
    else if (MATERIAL_STATUS.has(name)) materialStatuses.push(...texts(value));
    else if (BUDGET.test(name)) hasBudget = true;
    else if (SCHEDULE.test(name)) hasSchedule = true;
  };
  eachField(textFields(query), look);
  if (body.kind === 'json') eachField(body.value, look);
  if (body.kind === 'form') eachField(textFields(body.fields), look);
  return { statuses, materialStatuses, hasBudget, hasSchedule, isUnread: body.kind === 'stream' };
}

/** A value that is no text is none that TikTok knows, and stands for all of them. */
function texts(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((item) => (typeof item === 'string' ? item : ''));
}

/** Query values and form fields hold objects as JSON text. */
export function textFields(fields: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const read: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const name in fields) {
    const text = fields[name] ?? '';
    read[name] = text.includes('{') ? parsed(text) : text;
  }
  return read;
}

/** Text that only looks like JSON stays text: TikTok cannot read it either. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Calls `look` with every named value at every depth. A stack, not recursion: nesting is the caller's to choose. */
export function eachField(fields: unknown, look: (name: string, value: unknown) => void): void {
  const open: unknown[] = [fields];
  while (open.length > 0) {
    const value = open.pop();
    if (Array.isArray(value)) {
      for (const item of value) if (typeof item === 'object' && item !== null) open.push(item);
    } else if (typeof value === 'object' && value !== null) {
      const members = value as Readonly<Record<string, unknown>>;
      for (const name of Object.keys(members)) {
        const member = members[name];
        look(name, member);
        if (typeof member === 'object' && member !== null) open.push(member);
      }
    }
  }
}
