import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../widget/controls/define.ts';
import type { Approval } from '../../shared/approvals.ts';
import { axeProblems } from './support/axe.ts';
import { approval, type ControlsState, controlsServer, decided, SPRING_ID } from './support/controls-server.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

function show(change: Partial<ControlsState> = {}) {
  const state = controlsServer(change);
  const element = document.createElement('tiktok-controls');
  element.client = state.feed.server.client;
  element.lang = 'en-GB';
  document.body.append(element);
  return { element, state, server: state.feed.server };
}

const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');
const page = () => plain(seen());
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

afterEach(clearPage);

describe('deciding on a call in <tiktok-controls>', () => {
  it('denies with a note, and says both', async () => {
    const { element, server } = show({ approvals: [approval()] });
    await press('button', /^Deny/);
    const field = (await find('dialog')).querySelector('textarea') as HTMLTextAreaElement;
    await until(() => element.shadowRoot?.activeElement === field, 'the field to have focus');
    await sendKeys({ type: 'Ask again on Monday.' });
    expect(await axeProblems(document.body)).to.deep.equal([]);
    await press('button', 'Deny');
    await sees('You denied it. TikTok got nothing.');
    expect(page()).to.contain('“Ask again on Monday.”');
    expect(server.asked('POST /v1/approvals/*/deny').map(({ body }) => body)).to.deep.equal([
      { note: 'Ask again on Monday.' },
    ]);
    await until(() => focusedName().includes('Spring sale'), 'the card’s title');
  });

  it('says who was faster when somebody else has decided meanwhile', async () => {
    const one = approval();
    const { element, state } = show({ approvals: [one] });
    await find('button', /^Approve/);
    state.approvals = [
      { ...one, status: 'denied', decidedBy: 'jun', decidedAt: new Date().toISOString(), mayDecide: false },
    ];
    await press('button', /^Approve/);
    await sees('Somebody was faster.');
    expect(page()).to.contain('jun denied it. TikTok got nothing.');
    expect(all('button', /^(?:Approve|Deny)/).length).to.equal(0);
    expect(spoken(element).at(-1)).to.contain('jun denied it');
  });

  it('does not call somebody faster when only the answer to the person’s own press was lost', async () => {
    const one = approval();
    const { server, state } = show({ approvals: [one] });
    server.on('POST /v1/approvals/*/approve', () => {
      server.on('POST /v1/approvals/*/approve', () => problem(409, 'approval_over'));
      state.approvals = [
        { ...one, status: 'succeeded', decidedBy: 'maren', decidedAt: new Date().toISOString(), mayDecide: false },
      ];
      return Promise.reject(new TypeError('network'));
    });
    await press('button', /^Approve/);
    await sees('The answer didn’t arrive. Try again: a call is decided on only once.');
    expect(page()).to.not.contain('Nothing has changed');
    await press('button', /^Approve/);
    await sees('Approved by you. TikTok has done it.');
    expect(page()).to.not.contain('Somebody was faster');
  });

  it('says that nobody knows, rather than that it failed, where the answer was lost for good', async () => {
    const error = { code: 'call_outcome_unknown', message: 'Nobody knows.', requestId: null, tiktokRequestId: null };
    const result = { tiktokCode: null, tiktokMessage: null, tiktokRequestId: null, error };
    show({ approvals: [decided('failed', { result: result as unknown as Approval['result'] })] });
    await sees('Unclear');
    expect(page()).to.contain('Nobody knows whether TikTok did it. Look in TikTok Ads Manager before you ask again.');
    expect(page()).to.not.contain('it was not done');
  });

  it('is worked through by keyboard alone: three calls, one of them asked about once more', async () => {
    const named = (name: string) => approval({ subject: { kind: 'campaign', id: null, name } });
    const { server } = show({ approvals: [named('First'), removal(), named('Third')] });
    (await find('button', /^Approve: .*First/)).focus();
    const forwards = async (wanted: RegExp) => {
      for (let presses = 0; presses < 12 && !wanted.test(focusedName()); presses += 1) await sendKeys({ press: 'Tab' });
      expect(focusedName()).to.match(wanted);
    };
    await sendKeys({ press: 'Enter' });
    await until(() => /^An agent wants to create .*First/.test(focusedName()), 'the first card’s title');
    await forwards(/^Approve: .*Winter clearance/);
    await sendKeys({ press: 'Space' });
    await until(() => focusedName() === 'Let it wait', 'the harmless button');
    await forwards(/^Approve and delete$/);
    await sendKeys({ press: 'Enter' });
    await until(() => /^An agent wants to delete .*Winter/.test(focusedName()), 'the second card’s title');
    await forwards(/^Approve: .*Third/);
    await sendKeys({ press: 'Enter' });
    await until(() => /^An agent wants to create .*Third/.test(focusedName()), 'the third card’s title');
    expect(server.asked('POST /v1/approvals/*/approve').length).to.equal(3);
  });

  it('keeps the buttons and says why when a decision could not be sent', async () => {
    const { server } = show({ approvals: [approval()] });
    server.on('POST /v1/approvals/*/approve', () =>
      problem(500, 'internal_error', 'x', { tiktokRequestId: '202603120930000A9F3C51E77B20D4C8' }),
    );
    await press('button', /^Approve/);
    await sees('It couldn’t be approved.');
    expect(page()).to.contain('202603120930000A9F3C51E77B20D4C8');
    expect(all('button', /^Approve/).length).to.equal(1);
    expect(await axeProblems(document.body)).to.deep.equal([]);
  });
});
