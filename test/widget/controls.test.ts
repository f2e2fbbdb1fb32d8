import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../widget/controls/define.ts';
import type { Approval } from '../../shared/approvals.ts';
import type { AdsState } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { has } from './support/engine.ts';
import {
  afterAnswers,
  approval,
  call,
  type ControlsState,
  controlsServer,
  decided,
  HIKARI,
  SPRING_ID,
} from './support/controls-server.ts';
import { event } from './support/feed-server.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

function show(
  change: Partial<ControlsState> = {},
  ads: Partial<AdsState> = {},
  prepare?: (state: ControlsState) => void,
) {
  const state = controlsServer(change, ads);
  prepare?.(state);
  const element = document.createElement('tiktok-controls');
  element.client = state.feed.server.client;
  element.lang = 'en-GB';
  document.body.append(element);
  return { element, state, server: state.feed.server };
}

const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');
const page = () => plain(seen());
const cards = (element: HTMLElement) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>('[data-approval]') ?? []),
];
const titles = (element: HTMLElement) =>
  cards(element).map((card) => plain(card.querySelector('h4')?.textContent ?? '').trim());
const spoken = (element: HTMLElement) =>
  [...(element.shadowRoot?.querySelectorAll('[role=status] p') ?? [])].map((said) => plain(said.textContent ?? ''));
const removal = (change: Partial<Approval> = {}) =>
  approval({
    actions: ['remove'],
    path: '/campaign/status/update/',
    subject: { kind: 'campaign', id: SPRING_ID, name: 'Winter clearance' },
    facts: [{ field: 'campaign_ids', value: SPRING_ID }],
    ...change,
  });
/** The stream tells that something waits, or was decided. */
const told = (one: Approval) =>
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
    { subject: { kind: 'approval', id: one.id, name: one.subject.name } },
  );

afterEach(async () => {
  clearPage();
  document.documentElement.removeAttribute('dir');
  document.documentElement.removeAttribute('style');
  document.body.removeAttribute('style');
  if (has('media emulation')) await emulateMedia({ colorScheme: 'light' });
});

describe('calls that wait in <tiktok-controls>', () => {
  it('says who wants what for which ad account, until when, and what the call says', async () => {
    const { element } = show({
      approvals: [
        approval(),
        removal({ requestedBy: { actorKind: 'automation', credential: 'host', userId: null } }),
        approval({
          actions: ['update', 'budget_change'],
          subject: { kind: 'adgroup', id: '1802', name: 'DE 25–44' },
          currency: 'JPY',
          advertiserId: HIKARI,
          accountName: null,
          facts: [
            { field: 'budget', value: '30000' },
            { field: 'budget_mode', value: 'BUDGET_MODE_TOTAL' },
          ],
        }),
        approval({
          actions: ['pause'],
          subject: { kind: 'ad', id: null, name: null },
          facts: [{ field: 'ad_ids', value: '18011, 18012, 18013 … (40)' }],
        }),
      ],
    });
    await sees('An agent wants to pause');
    expect(titles(element)).to.deep.equal([
      'An agent wants to create the campaign “Spring sale” with 250.00 USD a day, paused',
      'A program wants to delete the campaign “Winter clearance”',
      'An agent wants to change the ad group “DE 25–44”, with a budget of 30,000 JPY in all',
      'An agent wants to pause 40 ads',
    ]);
    expect(page()).to.contain('Nordlys Outdoor — Europe 7104856021930123265');
    await until(() => page().includes('株式会社ひかり化粧品'), 'the name from the list of ad accounts');
    expect(page()).to.contain('Asked 3 minutes ago').and.to.contain('runs out in 2 days');
    const details = element.shadowRoot?.querySelector('details') as HTMLDetailsElement;
    details.open = true;
    await sees('objective_type');
    expect(page()).to.contain('WEB_CONVERSIONS').and.to.contain('POST /campaign/create/');
    expect(all('button', /^Approve/).map((one) => one.classList.contains('btn--primary'))).to.deep.equal([
      true,
      false,
      false,
      false,
    ]);
    expect(await axeProblems(element)).to.deep.equal([]);
    // The page says it as well: that alone makes `light-dark()` dark, where media cannot be emulated.
    if (has('media emulation')) await emulateMedia({ colorScheme: 'dark' });
    document.documentElement.style.colorScheme = 'dark';
    document.body.style.background = '#10141a';
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('sends an approved call with one press, stays in its place, and tells what TikTok made of it', async () => {
    const one = approval();
    const { element, state, server } = show({ approvals: [one, removal()] });
    const counts: number[] = [];
    element.addEventListener('tiktok-ads-connect:approval-count', (heard) =>
      counts.push((heard as Event & { detail: { pendingCount: number } }).detail.pendingCount),
    );
    (await find('button', /^Approve: An agent wants to create/)).focus();
    await sendKeys({ press: 'Enter' });
    await sees('Approved by you. It is on its way to TikTok.');
    await until(() => /Spring sale/.test(focusedName()), 'focus on the title of the card');
    expect(server.asked('POST /v1/approvals/*/approve').map(({ body }) => body)).to.deep.equal([{}]);
    expect(titles(element).length).to.equal(2);
    expect(counts).to.deep.equal([2, 1]);
    state.approvals = state.approvals.map((each) => (each.id === one.id ? { ...each, status: 'succeeded' } : each));
    await sees('Approved by you. TikTok has done it.');
    expect(spoken(element).at(-1)).to.contain('TikTok has done it.');
    await press('button', /^Dismiss: /);
    await until(() => titles(element).length === 1, 'one card');
  });

  it('shows TikTok’s own words and request id when the approved call failed', async () => {
    const one = approval();
    const { element, state } = show({ approvals: [one] });
    await press('button', /^Approve/);
    await sees('on its way');
    const result = {
      tiktokCode: 40002,
      tiktokMessage: 'budget: must be at least 50.',
      tiktokRequestId: '202603120930000A9F3C51E77B20D4C8',
      error: null,
    };
    state.approvals = state.approvals.map((each) => ({ ...each, status: 'failed', result }));
    await sees('but it was not done');
    expect(page())
      .to.contain('TikTok says: “budget: must be at least 50.”')
      .and.to.contain('It isn’t sent again by itself. Change it, then ask again.');
    expect(titles(element)).to.deep.equal([
      'An agent wanted to create the campaign “Spring sale” with 250.00 USD a day, paused',
    ]);
    expect(page()).to.contain('202603120930000A9F3C51E77B20D4C8');
  });

  it('asks once more before something is deleted, started or given much money, and says what it does', async () => {
    const { server } = show({
      approvals: [
        removal(),
        approval({
          actions: ['resume'],
          subject: { kind: 'campaign', id: SPRING_ID, name: 'Rested' },
          facts: [],
        }),
        approval({
          actions: ['budget_change'],
          subject: { kind: 'campaign', id: SPRING_ID, name: 'Big' },
          facts: [
            { field: 'budget', value: '5000' },
            { field: 'budget_mode', value: 'BUDGET_MODE_DAY' },
          ],
        }),
      ],
    });
    (await find('button', /^Approve: .*delete/)).focus();
    await press('button', /^Approve: .*delete/);
    await sees('Approve and delete?');
    expect(page()).to.contain('TikTok deletes the campaign “Winter clearance”. Nothing brings it back.');
    expect(focusedName()).to.equal('Let it wait');
    expect(await axeProblems(document.body)).to.deep.equal([]);
    await sendKeys({ press: 'Escape' });
    await until(() => all('dialog').length === 0, 'no dialog');
    expect(focusedName()).to.contain('Approve: An agent wants to delete');
    await press('button', /^Approve: .*Rested/);
    await sees('Ads in the campaign “\u2068Rested\u2069” can run and spend at once.');
    await press('button', 'Let it wait');
    await press('button', /^Approve: .*Big/);
    await sees('Approve this budget?');
    expect(page()).to.contain('The budget becomes 5,000.00 USD a day.');
    expect(server.asked('POST /v1/approvals/*/approve').length).to.equal(0);
    await press('button', 'Approve budget');
    await sees('on its way');
    await until(() => /^An agent wants to set .*Big/.test(focusedName()), 'the card’s title');
  });

  it('offers to withdraw what the person asked for, and says why others may not decide', async () => {
    const mine = approval({
      mayDecide: false,
      requestedBy: { actorKind: 'person', credential: 'session', userId: 'maren' },
    });
    const { element, state } = show({ approvals: [mine] });
    await sees('You asked for it, so somebody else decides.');
    expect(titles(element)[0]).to.contain('You want to create');
    await press('button', /^Withdraw/);
    await sees('You withdrew it. TikTok got nothing.');
    expect(state.approvals[0]?.status).to.equal('withdrawn');
    element.remove();
    show({ approvals: [approval({ mayDecide: false })] }, { permissions: ['read'] });
    await sees('Deciding needs the Controls permission.');
    expect(all('button', /^(?:Approve|Deny|Withdraw)/).length).to.equal(0);
  });

  it('tells that the program has to send a file or a list of people itself', async () => {
    show({
      afterApprove: 'approved',
      approvals: [
        approval({
          runs: 'by_caller',
          actions: ['audience_write'],
          subject: { kind: 'audience', id: null, name: 'VIP' },
        }),
      ],
    });
    await sees('Once you approve, the program sends it again by itself.');
    await press('button', /^Approve/);
    await sees('Approved by you. The program has an hour to send it.');
  });

  it('shows at once what starts to wait, and what somebody else decides, without moving what is there', async () => {
    const one = approval();
    const { element, state } = show({ approvals: [one] });
    await sees('Spring sale');
    const two = removal();
    state.approvals = [two, { ...one, status: 'denied', decidedBy: 'jun', mayDecide: false }];
    state.feed.send(told(two));
    await until(() => titles(element).length === 2, 'the second card');
    expect(titles(element)[0]).to.contain('Winter clearance');
    expect(cards(element)[1]?.textContent).to.contain('denied it');
    expect(spoken(element).join(' ')).to.contain('1 call waits for a decision').and.to.contain('denied it');
  });

  it('never takes a decision back when an older list arrives after it', async () => {
    const one = approval();
    const { element, state, server } = show({ approvals: [one], afterApprove: 'running' });
    await find('button', /^Approve/);
    let release: () => void = () => undefined;
    const stale = { body: { items: [one], nextCursor: null, pendingCount: 1 } };
    let held = 0;
    server.on('GET /v1/approvals', () => {
      held += 1;
      return new Promise((resolve) => (release = () => resolve(stale)));
    });
    state.feed.send(told(one));
    await until(() => held > 0, 'the list to be asked for');
    await press('button', /^Approve/);
    await sees('on its way');
    release();
    await afterAnswers(element, server);
    expect(cards(element)[0]?.textContent).to.contain('on its way');
    expect(all('button', /^Approve/).length).to.equal(0);
  });

  it('lists what was decided before, narrowed by how it ended, page by page', async () => {
    const many = Array.from({ length: 14 }, (_, index) =>
      decided(index % 2 === 0 ? 'succeeded' : 'denied', {
        subject: { kind: 'campaign', id: null, name: `Number ${index}` },
      }),
    );
    const { element, server } = show({ approvals: [approval(), ...many] });
    await sees('Number 0');
    const past = () => element.shadowRoot?.querySelectorAll('.past').length;
    expect(past()).to.equal(9);
    expect(page()).to.contain('An agent created the campaign “Number 0”').and.to.contain('Approved by jun');
    expect(page()).to.contain('An agent wanted to create the campaign “Number 1”').and.to.contain('jun denied it');
    await press('button', 'Show older');
    await until(() => past() === 14, 'all of them');
    await until(() => focusedName().includes('Number 9'), 'focus on the first that came');
    const filter = (await find('combobox', /: Show$/)) as HTMLSelectElement;
    filter.selectedIndex = [...filter.options].findIndex(({ text }) => text === 'Denied');
    filter.dispatchEvent(new Event('change'));
    await until(() => past() === 7, 'those that were denied');
    expect(server.asked('GET /v1/approvals').at(-1)?.query.get('status')).to.equal('denied');
  });

  it('leads to one call, also when it was decided before', async () => {
    const one = decided('denied', { subject: { kind: 'campaign', id: null, name: 'Long ago' } });
    const { element } = show({ approvals: [approval(), one] });
    element.showApproval(one.id);
    await until(() => focusedName().includes('Long ago'), 'the card');
    expect(titles(element).length).to.equal(2);
  });

  it('waits, says what is wrong with a request id, and comes back', async () => {
    const { element, server } = show({}, {}, (state) => {
      state.feed.server.on('GET /v1/approvals', () => problem(500, 'internal_error'));
      state.feed.server.on('GET /v1/controls', () => problem(500, 'internal_error'));
    });
    await sees('We couldn’t load what waits for a decision');
    // The two lists are asked for at once and fail in any order.
    await sees('We couldn’t load the rules');
    expect(page()).to.contain('req_0123456789');
    expect(await axeProblems(element)).to.deep.equal([]);
    server.on('GET /v1/approvals', () => ({ body: { items: [], nextCursor: null, pendingCount: 0 } }));
    all('button', 'Try again')[0]?.click();
    await sees('Nothing waits for a decision');
  });

  it('shows nothing to those who may not read, and one failure when the session is lost', async () => {
    const { element } = show({}, { permissions: ['connect'] });
    await sees('You can’t see the controls');
    expect(await axeProblems(element)).to.deep.equal([]);
    element.remove();
    show({}, {}, (state) => state.feed.server.on('GET /v1/session', () => problem(401, 'invalid_session')));
    await sees('Your session has ended');
    expect(all('button', 'Try again').length).to.equal(1);
  });

  it('forgets everything of another session', async () => {
    const { element } = show({ approvals: [approval()] });
    await sees('Spring sale');
    element.client = controlsServer({ approvals: [removal()] }).feed.server.client;
    await sees('Winter clearance');
    expect(titles(element).length).to.equal(1);
  });

  it('does not show a decision of the session before', async () => {
    const one = approval();
    const { element, server } = show({ approvals: [one] });
    await find('button', /^Approve/);
    let release: () => void = () => undefined;
    server.on(
      'POST /v1/approvals/*/approve',
      () =>
        new Promise(
          (resolve) => (release = () => resolve({ body: { ...one, status: 'running', decidedBy: 'maren' } })),
        ),
    );
    await press('button', /^Approve/);
    element.client = controlsServer({ approvals: [removal()] }).feed.server.client;
    await sees('Winter clearance');
    release();
    await afterAnswers(element, server);
    expect(titles(element).length).to.equal(1);
    expect(page()).not.to.contain('on its way');
  });

  it('looks again by itself every minute where there is no stream', async () => {
    const realSetTimeout = window.setTimeout;
    let due: (() => void) | undefined;
    window.setTimeout = ((run: () => void, ms = 0) => {
      if (ms !== 60_000) return realSetTimeout(run, ms);
      due = run;
      return 0;
    }) as typeof setTimeout;
    try {
      const { element, state } = show({ approvals: [approval()] });
      await until(() => titles(element).length === 1, 'the first');
      state.approvals = [removal(), ...state.approvals];
      state.calls = [call()];
      due?.();
      await until(() => titles(element).length === 2, 'the second');
      await sees(SPRING_ID);
    } finally {
      window.setTimeout = realSetTimeout;
    }
  });

  it('mirrors from right to left, with ids and amounts from left to right', async () => {
    document.documentElement.dir = 'rtl';
    const { element } = show({ approvals: [approval()], calls: [call()] });
    await sees('Spring sale');
    const mark = element.shadowRoot?.querySelector('.ask > .icon')?.getBoundingClientRect();
    const text = element.shadowRoot?.querySelector('.ask__text')?.getBoundingClientRect();
    expect((mark?.left ?? 0) > (text?.left ?? 0)).to.equal(true);
    const id = element.shadowRoot?.querySelector('.ask__place code') as HTMLElement;
    expect(getComputedStyle(id).direction).to.equal('ltr');
    expect(await axeProblems(element)).to.deep.equal([]);
  });
});
