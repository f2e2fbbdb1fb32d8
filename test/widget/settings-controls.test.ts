import { expect } from 'chai';
import '../../widget/settings/define.ts';
import type { Approval } from '../../shared/approvals.ts';
import { axeProblems } from './support/axe.ts';
import { approval, type ControlsState, controlsServer, decided } from './support/controls-server.ts';
import { event } from './support/feed-server.ts';
import { all, clearPage, find, focusedName, press, sees, seen, until } from './support/page.ts';

function show(change: Partial<ControlsState>, tab?: 'controls' | 'activity') {
  const state = controlsServer(change, { permissions: ['read', 'connect', 'map', 'export', 'controls'] });
  const element = document.createElement('tiktok-ads-settings');
  element.client = state.feed.server.client;
  element.lang = 'en-GB';
  if (tab !== undefined) element.setAttribute('tab', tab);
  document.body.append(element);
  return { element, state };
}

const tabText = async () => (await find('tab', /^Controls/)).textContent?.replace(/\s+/g, ' ').trim();
const told = (one: Approval, change: Parameters<typeof event>[2] = {}) =>
  event(
    one.status === 'pending' ? 'approval.requested' : 'approval.decided',
    {
      approvalId: one.id,
      status: one.status,
      path: one.path,
      family: one.family,
      actions: one.actions,
      actorKind: 'agent',
      requestedBy: null,
      decidedBy: one.decidedBy,
    },
    { subject: { kind: 'approval', id: one.id, name: one.subject.name }, connectionId: null, ...change },
  );

afterEach(() => {
  clearPage();
  localStorage.clear();
});

describe('the controls in <tiktok-ads-settings>', () => {
  it('are a tab with the number of calls that wait, which the stream keeps right', async () => {
    const one = approval();
    const { element, state } = show({ approvals: [one] });
    await until(async () => (await tabText()) === 'Controls 1 1 call waits for a decision', 'the number');
    const two = approval();
    state.approvals = [two, one];
    state.feed.send(told(two));
    await until(async () => (await tabText()) === 'Controls 2 2 calls wait for a decision', 'one more');
    expect(await axeProblems(element)).to.deep.equal([]);
    state.approvals = [];
    state.feed.forget();
    await until(async () => (await tabText()) === 'Controls', 'no number');
  });

  it('tell the number themselves while they are open, and that rules are not saved', async () => {
    const { element } = show({ approvals: [approval(), approval()] }, 'controls');
    await sees('Who may do what');
    await press('button', /^Approve/);
    await until(async () => (await tabText())?.startsWith('Controls 1 '), 'one less');
    const list = (await find('combobox', 'Agents, create')) as HTMLSelectElement;
    list.selectedIndex = 3;
    list.dispatchEvent(new Event('change'));
    await press('tab', /^Ad accounts/);
    expect(await tabText()).to.contain('Not saved yet');
    expect(element.tab).to.equal('accounts');
  });

  it('are where the feed leads to: at the very call', async () => {
    const one = approval({ subject: { kind: 'campaign', id: null, name: 'Autumn' } });
    const { element, state } = show({ approvals: [approval(), one] }, 'activity');
    state.feed.events = [];
    await until(() => seen().includes('Nothing has happened yet'), 'the feed');
    state.feed.send(told(one));
    await sees('Waits for a decision: Autumn');
    expect(seen()).to.contain('An agent wants to create a campaign. TikTok gets nothing until somebody decides.');
    await press('button', 'Review: \u2068Autumn\u2069');
    await until(() => element.tab === 'controls', 'the controls');
    await until(() => focusedName().includes('Autumn'), 'focus on the call');
    expect(all('tabpanel').map(({ id }) => id)).to.deep.equal(['panel-controls']);
  });

  it('are told of in the feed as they were decided', async () => {
    const { state } = show({}, 'activity');
    await sees('Nothing has happened yet');
    state.feed.send(
      told(decided('denied', { decidedBy: 'jun', subject: { kind: 'campaign', id: null, name: 'Spring' } })),
    );
    await sees('Denied: Spring');
    expect(seen().replace(/[\u2068\u2069]/g, '')).to.contain('jun denied it. TikTok got nothing.');
    state.feed.send(told(decided('failed', { subject: { kind: 'campaign', id: null, name: null } })));
    await sees('Approved, but not done: campaign');
    state.feed.send(told(decided('running', { decidedBy: 'maren', subject: { kind: 'ad', id: null, name: 'Reel' } })));
    await sees('Approved: Reel');
    await press('button', 'Show controls: \u2068Reel\u2069');
    await sees('Who may do what');
  });
});
