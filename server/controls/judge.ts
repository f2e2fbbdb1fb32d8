import type { ActorKind } from '../../shared/control-kinds.ts';
import { type GuardedCall, reachesBeyondAdAccounts } from '../call-catalogue/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { type ControlSource, decide, type Verdict } from './decide.ts';

/**
 * What the controls say about a call by this caller, by the rules of this moment: they are few and read anew each time, so
 * that a change holds for the next call in every process.
 */
export async function judge(
  deps: Pick<Deps, 'store'>,
  actor: Pick<Actor, 'workspaceId' | 'actorKind'>,
  call: Pick<GuardedCall, 'actions' | 'advertiserIds' | 'path' | 'family' | 'query' | 'body'>,
): Promise<Verdict> {
  if (call.actions.length === 0) return { decision: 'allow' };
  const { controls } = deps.store.workspace(actor.workspaceId);
  const rules = await controls.rulesFor(actor.actorKind, call.advertiserIds);
  return decide(rules, actor.actorKind, call.actions, call.advertiserIds, reachesBeyondAdAccounts(call));
}

const ACTOR_WORDS: Readonly<Record<ActorKind, string>> = {
  person: 'a person',
  automation: 'a program',
  agent: 'an agent',
};

/** The refusal of a call that the controls deny: which action, by whom, and where the rule is. */
export function callDenied(
  { actorKind }: Pick<Actor, 'actorKind'>,
  { action, source }: Extract<Verdict, { decision: 'deny' }>,
): AppError {
  return new AppError(
    'call_denied',
    `${placeOf(source)} denies "${action}" by ${ACTOR_WORDS[actorKind]} ("${actorKind}"). ` +
      'Somebody with the permission "controls" may change that.',
    { members: { action, actorKind, source } },
  );
}

function placeOf(source: ControlSource): string {
  if (source.scope === 'advertiser') return `A rule of the ad account ${source.advertiserId}`;
  return source.scope === 'workspace' ? 'A rule of the workspace' : 'The default';
}
