import { describe, expect, test } from 'vitest';
import {
  ACTOR_KINDS,
  type ActorKind,
  CONTROL_ACTIONS,
  CONTROL_DECISIONS,
  type ControlAction,
  type ControlDecision,
} from '../../shared/control-kinds.ts';
import { decide } from '../../server/controls/decide.ts';
import type { ControlRule } from '../../server/store/controls.ts';

const ACCOUNT = '7100000000000000001';
const OTHER = '7100000000000000002';

const rule = (
  advertiserId: string | null,
  actorKind: ActorKind,
  action: ControlAction,
  decision: ControlDecision,
): ControlRule => ({ advertiserId, actorKind, action, decision });

const CHOICES = [null, ...CONTROL_DECISIONS] as const;

/** Written down once more, in other words than the code: what the product does where nobody has said anything. */
const BY_DEFAULT = { person: 'allow', automation: 'allow', agent: 'ask' } as const;

describe.each(ACTOR_KINDS)('%s', (actorKind) => {
  describe.each(CONTROL_ACTIONS)('%s', (action) => {
    const noise = [
      ...ACTOR_KINDS.filter((kind) => kind !== actorKind).map((kind) => rule(ACCOUNT, kind, action, 'deny')),
      ...CONTROL_ACTIONS.filter((other) => other !== action).map((other) => rule(null, actorKind, other, 'deny')),
      rule(OTHER, actorKind, action, 'deny'),
    ];

    test('the ad account beats the workspace, which beats the default; rules about others change nothing', () => {
      for (const ofAccount of CHOICES) {
        for (const ofWorkspace of CHOICES) {
          const rules = [
            ...noise,
            ...(ofAccount === null ? [] : [rule(ACCOUNT, actorKind, action, ofAccount)]),
            ...(ofWorkspace === null ? [] : [rule(null, actorKind, action, ofWorkspace)]),
          ];
          const source =
            ofAccount !== null
              ? { scope: 'advertiser', advertiserId: ACCOUNT }
              : { scope: ofWorkspace !== null ? 'workspace' : 'default' };
          const decision = ofAccount ?? ofWorkspace ?? BY_DEFAULT[actorKind];
          const expected = {
            allow: { decision },
            ask: { decision, actions: [action] },
            deny: { decision, action, source },
          }[decision];
          expect(decide(rules, actorKind, [action], [ACCOUNT], false)).toEqual(expected);
          expect(decide(rules.toReversed(), actorKind, [action], [ACCOUNT], false)).toEqual(expected);
        }
      }
    });
  });
});

test('of several actions the strictest decision holds, and asking names all that are asked about', () => {
  const order = { allow: 0, ask: 1, deny: 2 };
  for (const one of CONTROL_DECISIONS) {
    for (const other of CONTROL_DECISIONS) {
      const rules = [rule(null, 'agent', 'update', one), rule(null, 'agent', 'budget_change', other)];
      const verdict = decide(rules, 'agent', ['update', 'budget_change'], [ACCOUNT], false);
      expect(verdict.decision).toBe(order[one] > order[other] ? one : other);
      if (verdict.decision !== 'ask') continue;
      const asked = [...(one === 'ask' ? ['update'] : []), ...(other === 'ask' ? ['budget_change'] : [])];
      expect(verdict.actions).toEqual(asked);
    }
  }
});

test('of several ad accounts the strictest holds, and a denial names the one whose rule it is', () => {
  const rules = [rule(ACCOUNT, 'person', 'update', 'allow'), rule(OTHER, 'person', 'update', 'deny')];
  expect(decide(rules, 'person', ['update'], [ACCOUNT], false)).toEqual({ decision: 'allow' });
  expect(decide(rules, 'person', ['update'], [ACCOUNT, OTHER], false)).toEqual({
    decision: 'deny',
    action: 'update',
    source: { scope: 'advertiser', advertiserId: OTHER },
  });
});

test('a rule that lets one ad account do more does not let another one', () => {
  const rules = [rule(null, 'agent', 'create', 'deny'), rule(ACCOUNT, 'agent', 'create', 'allow')];
  expect(decide(rules, 'agent', ['create'], [ACCOUNT], false).decision).toBe('allow');
  for (const named of [[OTHER], [ACCOUNT, OTHER], []]) {
    expect(decide(rules, 'agent', ['create'], named, false)).toMatchObject({
      decision: 'deny',
      source: { scope: 'workspace' },
    });
  }
});

test('what reaches beyond the ad account it names is judged by the workspace’s rules, too', () => {
  const rules = [rule(null, 'agent', 'create', 'deny'), rule(ACCOUNT, 'agent', 'create', 'allow')];
  expect(decide(rules, 'agent', ['create'], [ACCOUNT], true)).toMatchObject({
    decision: 'deny',
    source: { scope: 'workspace' },
  });
  const stricter = [rule(null, 'agent', 'create', 'allow'), rule(ACCOUNT, 'agent', 'create', 'deny')];
  expect(decide(stricter, 'agent', ['create'], [ACCOUNT], true)).toMatchObject({
    decision: 'deny',
    source: { scope: 'advertiser' },
  });
  const asks = { decision: 'ask', actions: ['create'] };
  expect(decide([rule(ACCOUNT, 'agent', 'create', 'allow')], 'agent', ['create'], [ACCOUNT], true)).toEqual(asks);
});

test('a read does nothing, so nothing denies it', () => {
  const rules = CONTROL_ACTIONS.map((action) => rule(null, 'agent', action, 'deny'));
  expect(decide(rules, 'agent', [], [ACCOUNT], false)).toEqual({ decision: 'allow' });
});
