import {
  ACTOR_KINDS,
  type ActorKind,
  CONTROL_ACTIONS,
  type ControlAction,
  type ControlDecision,
  DEFAULT_DECISIONS,
} from '../../shared/control-kinds.ts';
import type { Controls, PutControls } from '../../shared/controls.ts';

// Pure: rules as a person edits them, what changed, and what two people did to the same rules.

export type CellKey = `${ActorKind}:${ControlAction}`;
/** Only where the scope has a rule of its own; elsewhere what is above it holds. */
export type OwnRules = Readonly<Partial<Record<CellKey, ControlDecision>>>;
export type AllRules = Readonly<Record<CellKey, ControlDecision>>;

export const cellKey = (actorKind: ActorKind, action: ControlAction): CellKey => `${actorKind}:${action}`;
/** Row by row, as the table has them. */
export const CELLS: readonly {
  readonly key: CellKey;
  readonly actorKind: ActorKind;
  readonly action: ControlAction;
}[] = CONTROL_ACTIONS.flatMap((action) =>
  ACTOR_KINDS.map((actorKind) => ({ key: cellKey(actorKind, action), actorKind, action })),
);

const everyCell = (decide: (actorKind: ActorKind, action: ControlAction) => ControlDecision): AllRules =>
  Object.fromEntries(CELLS.map(({ key, actorKind, action }) => [key, decide(actorKind, action)])) as AllRules;

/** What holds where nobody has said otherwise. */
export const DEFAULT_RULES: AllRules = everyCell((actorKind) => DEFAULT_DECISIONS[actorKind]);

/** The rules that the scope itself has. */
export function ownRules({ advertiserId, cells }: Pick<Controls, 'advertiserId' | 'cells'>): OwnRules {
  const source = advertiserId === null ? 'workspace' : 'advertiser';
  const own = cells.filter((cell) => cell.source === source);
  return Object.fromEntries(own.map(({ actorKind, action, decision }) => [cellKey(actorKind, action), decision]));
}

/** What holds in a scope: its own rules over what is above it. */
export const holding = (own: OwnRules, above: AllRules): AllRules =>
  everyCell((actorKind, action) => own[cellKey(actorKind, action)] ?? above[cellKey(actorKind, action)]);

export const changedCells = (before: OwnRules, after: OwnRules): CellKey[] =>
  CELLS.map(({ key }) => key).filter((key) => before[key] !== after[key]);

/** The rules with one cell set; null takes its rule away. */
export function withRule(rules: OwnRules, key: CellKey, decision: ControlDecision | null): OwnRules {
  const { [key]: _, ...rest } = rules;
  return decision === null ? rest : { ...rest, [key]: decision };
}

const taking = (keys: readonly CellKey[], from: OwnRules, onto: OwnRules): OwnRules =>
  keys.reduce((rules, key) => withRule(rules, key, from[key] ?? null), onto);

/** `onto` with what changed from `before` to `after`. */
export const reapplyChanges = (before: OwnRules, after: OwnRules, onto: OwnRules): OwnRules =>
  taking(changedCells(before, after), after, onto);

/** `base` with what both people changed alike, and so agree on. */
export const takeAgreed = (base: OwnRules, mine: OwnRules, theirs: OwnRules): OwnRules =>
  taking(
    CELLS.map(({ key }) => key).filter((key) => mine[key] === theirs[key]),
    mine,
    base,
  );

/** What `PUT /v1/controls` is told to get from one to the other. */
export const cellsToPut = (before: OwnRules, after: OwnRules): PutControls['cells'] =>
  CELLS.filter(({ key }) => before[key] !== after[key]).map(({ key, actorKind, action }) => ({
    actorKind,
    action,
    decision: after[key] ?? null,
  }));

export interface RuleConflict {
  /** Both sides changed these, differently: the person has to choose. */
  readonly rows: readonly CellKey[];
  /** Changed here only; kept. */
  readonly onlyMine: readonly CellKey[];
  /** Changed by the other person only; taken over. */
  readonly onlyTheirs: readonly CellKey[];
}

/** What two people did to rules that both had started from `base`. */
export function findConflict(base: OwnRules, mine: OwnRules, theirs: OwnRules): RuleConflict {
  const differing = CELLS.map(({ key }) => key).filter((key) => mine[key] !== theirs[key]);
  const isMine = (key: CellKey) => mine[key] !== base[key];
  const isTheirs = (key: CellKey) => theirs[key] !== base[key];
  return {
    rows: differing.filter((key) => isMine(key) && isTheirs(key)),
    onlyMine: differing.filter((key) => isMine(key) && !isTheirs(key)),
    onlyTheirs: differing.filter((key) => !isMine(key)),
  };
}

/** Theirs, with what only I changed and the rows named in `keepMine` taken from mine. */
export const resolveConflict = (
  mine: OwnRules,
  theirs: OwnRules,
  conflict: RuleConflict,
  keepMine: ReadonlySet<CellKey>,
): OwnRules => taking([...conflict.onlyMine, ...conflict.rows.filter((key) => keepMine.has(key))], mine, theirs);

/** How many of an actor kind's cells hold each decision, for the line in words. */
export function countDecisions(rules: AllRules, actorKind: ActorKind): Record<ControlDecision, number> {
  const counts = { allow: 0, ask: 0, deny: 0 };
  for (const action of CONTROL_ACTIONS) counts[rules[cellKey(actorKind, action)]] += 1;
  return counts;
}
