import { expect } from 'chai';
import type { ControlAction } from '../../shared/control-kinds.ts';
import { isOnItsWay, isOver, later, mergeCards, toLookAt } from '../../widget/controls/approval-rank.ts';
import { budgetOf, callerOf, factOf, saidOf } from '../../widget/controls/call-said.ts';
import { riskOf } from '../../widget/controls/risk.ts';
import { formatFor } from '../../widget/element/format.ts';
import { calls } from '../../widget/labels/en/calls.ts';
import { approval, decided } from './support/controls-server.ts';

const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');
const format = formatFor('en-GB');
const AGENT = { kind: 'agent', userId: null } as const;
const campaign = (actions: ControlAction[], change: object = {}) => ({
  actions,
  kind: 'campaign',
  name: 'Spring',
  id: '1801',
  ...change,
});
const wants = (actions: ControlAction[], change: object = {}) => plain(calls.wants(AGENT, campaign(actions, change)));

describe('sentences about calls', () => {
  it('say each kind of change, alone and together', () => {
    expect([
      wants(['create'], { budget: { amount: '250.00 USD', per: 'day' }, begins: 'paused' }),
      wants(['create', 'resume'], { budget: null }),
      wants(['update']),
      wants(['update', 'budget_change']),
      wants(['update', 'budget_change'], { budget: { amount: '9 USD', per: 'all' } }),
      wants(['budget_change'], { budget: { amount: '9 USD', per: null } }),
      wants(['budget_change']),
      wants(['pause']),
      wants(['resume']),
      wants(['resume', 'budget_change']),
      wants(['remove']),
      wants(['upload'], { kind: 'video', name: null, id: null }),
      wants(['audience_write'], { kind: 'audience' }),
      wants([], { kind: 'split_test', name: null }),
    ]).to.deep.equal([
      'An agent wants to create the campaign “Spring” with 250.00 USD a day, paused',
      'An agent wants to create the campaign “Spring”, running at once',
      'An agent wants to change the campaign “Spring”',
      'An agent wants to change the campaign “Spring” and its budget',
      'An agent wants to change the campaign “Spring”, with a budget of 9 USD in all',
      'An agent wants to set the budget of the campaign “Spring” to 9 USD',
      'An agent wants to change the budget of the campaign “Spring”',
      'An agent wants to pause the campaign “Spring”',
      'An agent wants to start the campaign “Spring”',
      'An agent wants to start the campaign “Spring” and change its budget',
      'An agent wants to delete the campaign “Spring”',
      'An agent wants to upload a video',
      'An agent wants to change who is in the audience “Spring”',
      'An agent wants to change the split test 1801',
    ]);
  });

  it('name who it was, and how many things it was about', () => {
    const said = campaign(['pause'], { count: 3 });
    expect([
      plain(calls.did({ kind: 'person', userId: 'jun' }, said)),
      plain(calls.did({ kind: 'person', userId: null }, said)),
      plain(calls.tried({ kind: 'automation', userId: null }, said)),
      plain(calls.wanted({ kind: 'agent', userId: 'jun' }, said)),
      plain(calls.wants({ kind: 'person', userId: 'jun', isYou: true }, said)),
      plain(calls.did(AGENT, campaign(['create'], { kind: 'unheard_of', name: null, id: null }))),
      plain(calls.did(AGENT, campaign(['update'], { kind: 'other', name: null, id: null }))),
    ]).to.deep.equal([
      'jun paused 3 campaigns',
      'Somebody paused 3 campaigns',
      'A program tried to pause 3 campaigns',
      'An agent (jun) wanted to pause 3 campaigns',
      'You want to pause 3 campaigns',
      'An agent created an unheard of',
      'An agent changed a setting',
    ]);
  });

  it('read budgets from TikTok’s fields, wherever those stand', () => {
    const facts = [
      { field: 'adgroups.1.budget', value: '99.5' },
      { field: 'adgroups.1.budget_mode', value: 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET' },
    ];
    expect(factOf(facts, 'budget')).to.equal('99.5');
    expect(budgetOf(facts)).to.deep.equal({ amount: '99.5', per: 'day' });
    expect(budgetOf([{ field: 'budget', value: '(not shown)' }])).to.equal(null);
    expect(budgetOf([...facts.slice(0, 1), { field: 'budget_mode', value: 'BUDGET_MODE_INFINITE' }])).to.equal(null);
    const several = [
      { field: 'budget', value: '2 entries' },
      { field: 'budget.1.budget', value: '50' },
      { field: 'budget.2.budget', value: '5000' },
    ];
    expect(budgetOf(several)).to.equal(null);
    expect(riskOf(approval({ actions: ['budget_change'], facts: several }))?.budget?.amount).to.equal('5000');
    expect(budgetOf(several.slice(0, 2))).to.deep.equal({ amount: '50', per: null });
    const decoy = [
      { field: 'settings.budget', value: '1' },
      { field: 'budget', value: '1000000' },
    ];
    expect(budgetOf(decoy)?.amount).to.equal('1000000');
    const said = saidOf(approval({ currency: 'JPY' }), format);
    expect(said.budget).to.deep.equal({ amount: '250 JPY', per: 'day' });
    expect(said.begins).to.equal('paused');
    expect(callerOf({ actorKind: 'agent', credential: 'session', userId: 'maren' }, 'maren').isYou).to.equal(false);
  });

  it('ask once more for what cannot be undone or spends much', () => {
    const facts = (budget: string) => [
      { field: 'budget', value: budget },
      { field: 'budget_mode', value: 'BUDGET_MODE_DAY' },
    ];
    expect(riskOf(approval())).to.equal(null);
    expect(riskOf(approval({ facts: facts('1000') }))?.kind).to.equal('budget');
    expect(riskOf(approval({ facts: facts('1000'), currency: 'JPY' }))).to.equal(null);
    expect(riskOf(approval({ actions: ['pause'], facts: facts('9000') }))).to.equal(null);
    expect(riskOf(approval({ actions: ['remove', 'update'] }))?.kind).to.equal('remove');
    expect(riskOf(approval({ actions: ['create', 'resume'] }))).to.deep.include({ kind: 'resume', isNew: true });
  });
});

describe('two views of an approval', () => {
  it('agree on the one that is further on', () => {
    const one = approval();
    const running = { ...one, status: 'running' } as const;
    const done = { ...one, status: 'succeeded' } as const;
    expect([later(running, one).status, later(one, running).status, later(running, done).status]).to.deep.equal([
      'running',
      'running',
      'succeeded',
    ]);
    expect([isOver(one), isOver(running), isOver(done)]).to.deep.equal([false, false, true]);
    expect(isOnItsWay({ ...one, status: 'approved', runs: 'by_caller' })).to.equal(false);
  });

  it('keep cards in their place, with what is new before them', () => {
    const [a, b, c] = [approval(), approval(), approval()];
    expect(mergeCards([a, b], [c, { ...b, status: 'denied' }]).map(({ id, status }) => [id, status])).to.deep.equal([
      [c.id, 'pending'],
      [a.id, 'pending'],
      [b.id, 'denied'],
    ]);
  });

  it('are looked at one by one only where the list says too little', () => {
    const [young, old] = [
      approval({ requestedAt: '2026-03-12T10:00:00.000Z' }),
      approval({ requestedAt: '2026-03-11T10:00:00.000Z' }),
    ];
    const middle = approval({ requestedAt: '2026-03-11T20:00:00.000Z' });
    const over = decided('denied');
    expect(toLookAt([young, old, over], [middle], true).map(({ id }) => id)).to.deep.equal([young.id]);
    expect(toLookAt([young, old, over], [middle], false).map(({ id }) => id)).to.deep.equal([young.id, old.id]);
  });
});
