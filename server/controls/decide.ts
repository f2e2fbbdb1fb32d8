import {
  CONTROL_DECISIONS,
  type ActorKind,
  type ControlAction,
  type ControlDecision,
  DEFAULT_DECISIONS,
} from '../../shared/control-kinds.ts';
import type { ControlRule } from '../store/controls.ts';

/** Where a decision comes from: a rule of an ad account, one of the workspace, or the product itself. */
export type ControlSource =
  | { readonly scope: 'advertiser'; readonly advertiserId: string }
  | { readonly scope: 'workspace' }
  | { readonly scope: 'default' };

export type Verdict =
  | { readonly decision: 'allow' }
  /** All the actions of the call that a person is to be asked about. */
  | { readonly decision: 'ask'; readonly actions: readonly ControlAction[] }
  /** The first action that is denied, and the rule that says so. */
  | { readonly decision: 'deny'; readonly action: ControlAction; readonly source: ControlSource };

/** What holds for one kind of caller, one action and one ad account, and where that comes from. */
export interface Ruling {
  readonly decision: ControlDecision;
  readonly source: ControlSource;
}

/**
 * What holds for one action: a rule of the ad account beats one of the workspace, which beats the default.
 *
 * @param advertiserId null for what is about no ad account
 */
export function rulingOf(
  rules: readonly ControlRule[],
  actorKind: ActorKind,
  action: ControlAction,
  advertiserId: string | null,
): Ruling {
  const find = (scope: string | null) =>
    rules.find((rule) => rule.advertiserId === scope && rule.actorKind === actorKind && rule.action === action);
  if (advertiserId !== null) {
    const ofAccount = find(advertiserId);
    if (ofAccount !== undefined) return { decision: ofAccount.decision, source: { scope: 'advertiser', advertiserId } };
  }
  const ofWorkspace = find(null);
  if (ofWorkspace !== undefined) return { decision: ofWorkspace.decision, source: { scope: 'workspace' } };
  return { decision: DEFAULT_DECISIONS[actorKind], source: { scope: 'default' } };
}

/**
 * What the controls say about a call. Of several actions and ad accounts the strictest decision holds. A call without
 * actions is a read and always allowed; one without an ad account is judged by the workspace's rules.
 *
 * @param isBeyond it is about more than the ad accounts that it names: the workspace's rules hold beside theirs
 */
export function decide(
  rules: readonly ControlRule[],
  actorKind: ActorKind,
  actions: readonly ControlAction[],
  advertiserIds: readonly string[],
  isBeyond: boolean,
): Verdict {
  const asked: ControlAction[] = [];
  const scopes = isBeyond || advertiserIds.length === 0 ? [null, ...advertiserIds] : advertiserIds;
  for (const action of actions) {
    let strictest = 0;
    // A call may name a thousand ad accounts, each with rules for every action.
    const ofAction = rules.filter((rule) => rule.action === action);
    for (const advertiserId of scopes) {
      const { decision, source } = rulingOf(ofAction, actorKind, action, advertiserId);
      if (decision === 'deny') return { decision, action, source };
      strictest = Math.max(strictest, CONTROL_DECISIONS.indexOf(decision));
    }
    if (CONTROL_DECISIONS[strictest] === 'ask') asked.push(action);
  }
  return asked.length === 0 ? { decision: 'allow' } : { decision: 'ask', actions: asked };
}
