import type { ActorKind, ControlAction, ControlDecision } from '../../shared/control-kinds.ts';
import type { EpochMs } from './types.ts';

/** What somebody decided about one kind of caller and one action. */
export interface ControlRule {
  /** Null for the whole workspace. */
  advertiserId: string | null;
  actorKind: ActorKind;
  action: ControlAction;
  decision: ControlDecision;
}

/** The rules that matter to one ad account, or to the workspace. */
export interface ControlScopeRecord {
  /** Those of the workspace and, where one was asked for, of the ad account. */
  rules: ControlRule[];
  /** Ad accounts of the workspace with rules of their own, in order. */
  advertisersWithRules: string[];
  /** How often any rule of the workspace was changed: a write names the one it saw. */
  version: number;
  /** Of the scope that was asked for; null while nobody has changed it. */
  updatedAt: EpochMs | null;
  updatedBy: string | null;
}

export interface ControlChange {
  /** Null for the whole workspace. */
  advertiserId: string | null;
  /** A decision of null takes the rule away. */
  cells: readonly { actorKind: ActorKind; action: ControlAction; decision: ControlDecision | null }[];
  /** The version that the caller saw; null to write whatever is there. */
  expectedVersion: number | null;
  at: EpochMs;
  by: string | null;
}

export interface ControlStore {
  /** The rules about such a caller, of the workspace and of these ad accounts: all that a decision needs, in one read. */
  rulesFor(actorKind: ActorKind, advertiserIds: readonly string[]): Promise<ControlRule[]>;
  /** @param advertiserId null for the workspace's own */
  get(advertiserId: string | null): Promise<ControlScopeRecord>;
  /** The rules of the scope before and after, all or nothing; null when the version is another: somebody else changed rules. */
  change(
    change: ControlChange,
  ): Promise<{ before: readonly ControlRule[]; after: readonly ControlRule[]; scope: ControlScopeRecord } | null>;
}
