import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../widget/controls/define.ts';
import { asTyped, decimalsOf, isLarge, moneyOf, readAmount } from '../../widget/controls/money.ts';
import { formatFor } from '../../widget/element/format.ts';
import type { AdsState } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import {
  afterAnswers,
  call,
  type ControlsState,
  controlsServer,
  HIKARI,
  OUTDOOR,
  spendCap,
  SPRING_ID,
  useOf,
} from './support/controls-server.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

function show(change: Partial<ControlsState> = {}, ads: Partial<AdsState> = {}) {
  const state = controlsServer(change, ads);
  const element = document.createElement('tiktok-controls');
  element.client = state.feed.server.client;
  element.lang = 'en-GB';
  document.body.append(element);
  return { element, state, server: state.feed.server };
}

const page = () => seen().replace(/[\u2068\u2069]/g, '');

async function write(field: RegExp | string, text: string): Promise<void> {
  const input = (await find('textbox', field)) as HTMLInputElement;
  input.focus();
  input.select();
  await sendKeys({ press: 'Delete' });
  if (text !== '') await sendKeys({ type: text });
}

afterEach(() => clearPage());

describe('spend caps in <tiktok-controls>', () => {
  it('shows how much of each the budgets take up, and what that is made of', async () => {
    const account = spendCap({ lifetime: '10000' });
    const campaign = spendCap({ campaignId: SPRING_ID, campaignName: 'Spring 2026', daily: '250' });
    const { element, server } = show({ caps: [campaign, account] });
    await until(() => all('progressbar').length === 3, 'three meters');
    expect(
      [...(element.shadowRoot?.querySelectorAll('.cap__title') ?? [])].map((one) => one.textContent),
    ).to.deep.equal(['Whole ad account', 'Spring 2026']);
    expect(page()).to.contain('420.00 USD of 500.00 USD').and.to.contain('80.00 USD left');
    expect(page()).to.contain('420.00 USD of 10,000.00 USD').and.to.contain('170.00 USD over the cap');
    expect(all('progressbar')[2]?.getAttribute('aria-valuetext')).to.equal(
      '420.00 USD of 250.00 USD. 170.00 USD over the cap. Lower a budget or raise the cap.',
    );
    for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    expect(page()).to.contain('ad group, daily budget, which TikTok may exceed by a quarter');
    expect(page()).to.contain('2 smaller ones: 20.00 USD');
    expect(await axeProblems(element)).to.deep.equal([]);
    server.on('GET /v1/spend-caps/*/use', () => ({ body: useOf(account, null) }));
    all('button', 'Read again')[0]?.click();
    await sees('Without end, of 500.00 USD');
    expect(page()).to.contain('Something in it has no budget that limits it. Give it one.');
  });

  it('keeps the cap and says why when its budgets could not be read', async () => {
    const { server } = show({ caps: [spendCap()] });
    server.on('GET /v1/spend-caps/*/use', () =>
      problem(502, 'tiktok_unavailable', 'TikTok did not answer as expected.'),
    );
    await sees('The budgets couldn’t be read. TikTok did not answer as expected.');
    expect(page()).to.contain('500.00 USD a day').and.to.contain('req_0123456789');
  });

  it('checks what is typed beside its field, in the ad account’s currency, and saves what it means', async () => {
    const { server } = show();
    await press('button', /^Ad account/);
    (await find('option', /ひかり/)).click();
    await sees('No spend cap here');
    await press('button', 'Add a cap');
    await press('button', 'Save cap');
    await sees('Give one of the two amounts.');
    await until(() => focusedName() === 'In a day at most', 'focus on the first wrong field');
    await write('In a day at most', '1,250.50');
    await sees('JPY has no decimals.');
    await write('In a day at most', 'lots');
    await sees('Write an amount such as 1,251.');
    await write('In a day at most', '30,000');
    await write('In all at most', '20000');
    await sees('The amount in all must be at least the one for a day.');
    expect(await axeProblems(document.body)).to.deep.equal([]);
    await write('In all at most', '');
    await press('button', 'Save cap');
    await sees('30,000 JPY');
    expect(server.asked('PUT /v1/spend-caps').map(({ body }) => body)).to.deep.equal([
      { advertiserId: HIKARI, campaignId: null, daily: '30000', lifetime: null },
    ]);
    await until(() => focusedName() === 'Whole ad account', 'focus on the new cap');
  });

  it('asks for the campaign’s ID where the ad account has its cap, and shows what the server knows better', async () => {
    const { server } = show({ caps: [spendCap()] });
    await press('button', 'Add a cap');
    await write('In a day at most', '99.5');
    await write('Campaign ID', 'spring');
    await press('button', 'Save cap');
    await sees('Copy the ID of the campaign: digits only.');
    await write('Campaign ID', SPRING_ID);
    server.on('PUT /v1/spend-caps', () =>
      problem(400, 'invalid_request', 'The request cannot be used.', {
        errors: [{ path: 'campaignId', message: 'is not a campaign that TikTok lists in this ad account' }],
      }),
    );
    await press('button', 'Save cap');
    await sees('TikTok lists no such campaign in this ad account.');
    expect(server.asked('PUT /v1/spend-caps')[0]?.body).to.deep.equal({
      advertiserId: OUTDOOR,
      campaignId: SPRING_ID,
      daily: '99.50',
      lifetime: null,
    });
    (await find('radio', 'The whole ad account')).click();
    await sees('This ad account has a cap already. Edit that one.');
  });

  it('changes a cap with its amounts in the fields', async () => {
    const { state } = show({ caps: [spendCap({ lifetime: '10000.00' })] });
    await press('button', 'Edit: Whole ad account');
    expect(((await find('textbox', 'In all at most')) as HTMLInputElement).value).to.equal('10000');
    await until(() => focusedName() === 'In a day at most', 'focus');
    await write('In a day at most', '');
    await press('button', 'Save cap');
    await until(() => state.caps[0]?.daily === null, 'it to be saved');
    await until(() => all('progressbar').length === 1, 'one meter');
  });

  it('asks before a cap goes, and brings it back', async () => {
    const { state } = show({ caps: [spendCap()] });
    (await find('button', 'Remove: Whole ad account')).focus();
    await press('button', 'Remove: Whole ad account');
    await sees('Remove this cap?');
    await until(() => focusedName() === 'Keep cap', 'focus on what is safe');
    expect(page()).to.contain('Budgets of Nordlys Outdoor — Europe may then add up to anything.');
    await press('button', 'Remove cap');
    await sees('Spend cap removed');
    expect(state.caps.length).to.equal(0);
    await sees('No spend cap here');
    await press('button', 'Undo');
    await until(() => state.caps.length === 1, 'the cap');
    expect(state.caps[0]?.daily).to.equal('500');
    expect(await axeProblems(document.body)).to.deep.equal([]);
  });

  it('does not show another ad account’s caps when their answer comes late', async () => {
    const { element, server } = show();
    await sees('No spend cap here');
    let release: () => void = () => undefined;
    server.on('GET /v1/spend-caps', ({ query }) =>
      query.get('advertiserId') === HIKARI
        ? new Promise(
            (resolve) =>
              (release = () => resolve({ body: { items: [spendCap({ advertiserId: HIKARI, currency: 'JPY' })] } })),
          )
        : { body: { items: [] } },
    );
    await press('button', /^Ad account/);
    (await find('option', /ひかり/)).click();
    await press('button', /^Ad account/);
    (await find('option', /Nordlys/)).click();
    await sees('No spend cap here');
    release();
    await afterAnswers(element, server);
    expect(page()).not.to.contain('JPY');
  });

  it('leads to the ad accounts where there are none', async () => {
    show({}, { accounts: [] });
    await sees('Connect TikTok and choose ad accounts first.');
  });
});

describe('recent changes in <tiktok-controls>', () => {
  it('tells what was done, what TikTok said and how often it was tried', async () => {
    const sent = call().attempts[0];
    if (sent === undefined) throw new Error('A call has an attempt');
    const lost = { ...sent, outcome: 'lost', httpStatus: null, tiktokCode: null, tiktokRequestId: null } as const;
    const { element } = show({
      calls: [
        call({ attempts: [lost, { ...sent, purpose: 'look_up', outcome: 'found' }] }),
        call({
          status: 'failed',
          actor: { actorKind: 'person', credential: 'session', userId: 'maren' },
          actions: ['update', 'budget_change'],
          attempts: [{ ...sent, tiktokCode: 40002 }],
          error: {
            code: 'tiktok_error',
            message: "What was asked for has to be changed. (TikTok's code 40002: budget must be at least 50.)",
            tiktokRequestId: '2026031209',
          },
        }),
        call({ status: 'unknown', actions: ['upload'], family: 'creative', entityIds: [], attempts: [lost] }),
        call({ status: 'waiting', attempts: [], entityIds: [] }),
      ],
    });
    await sees('found again by name');
    const titles = [...(element.shadowRoot?.querySelectorAll('.call__title') ?? [])].map((one) =>
      one.textContent?.trim(),
    );
    expect(titles).to.deep.equal([
      `An agent created the campaign ${SPRING_ID}`,
      `You tried to change the campaign ${SPRING_ID} and its budget`,
      'An agent tried to upload a creative',
      'An agent wants to create a campaign',
    ]);
    expect(page()).to.contain('TikTok says: “budget must be at least 50.” What was asked for has to be changed.');
    expect(page()).to.not.contain('code 40002');
    expect(page()).to.contain('Nobody knows whether TikTok did it.');
    expect(page()).to.contain('2026031209');
    const [details] = element.shadowRoot?.querySelectorAll<HTMLDetailsElement>('.call details') ?? [];
    if (details !== undefined) details.open = true;
    await sees('Looked for it by name: it is there.');
    expect(page()).to.contain('The answer was lost.').and.to.contain('Details, 2 attempts');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('narrows by what became of them, and goes on page by page', async () => {
    const { element, server } = show({
      calls: Array.from({ length: 13 }, (_, index) => call(index === 0 ? { status: 'refused' } : {})),
    });
    const rows = () => element.shadowRoot?.querySelectorAll('.call').length;
    await until(() => rows() === 10, 'the first page');
    await press('button', 'Show older');
    await until(() => rows() === 13, 'all of them');
    const filter = all('combobox', /: Show$/).at(-1) as HTMLSelectElement;
    filter.selectedIndex = [...filter.options].findIndex(({ text }) => text === 'Not allowed');
    filter.dispatchEvent(new Event('change'));
    await until(() => rows() === 1, 'what was not allowed');
    expect(server.asked('GET /v1/tiktok-calls').at(-1)?.query.get('status')).to.equal('refused');
  });
});

describe('amounts', () => {
  const format = formatFor('en-GB');

  it('have the decimals that TikTok gives their currency', () => {
    expect(['USD', 'JPY', 'IDR', 'TWD', 'BHD', 'what'].map(decimalsOf)).to.deep.equal([2, 0, 0, 0, 3, 2]);
    expect(moneyOf(format, '1250.5', 'USD')).to.equal('1,250.50 USD');
    expect(moneyOf(format, '1500000', 'IDR')).to.equal('1,500,000 IDR');
    expect(moneyOf(format, '12.5', null)).to.equal('12.5');
    expect(asTyped('250.00', 'USD')).to.equal('250');
    expect(asTyped('99.50', 'USD')).to.equal('99.50');
    expect(asTyped(null, 'USD')).to.equal('');
  });

  it('are read as people write them, and refused where they are not amounts', () => {
    const read = (text: string, currency = 'USD') => {
      const result = readAmount(text, currency);
      return 'fault' in result ? result.fault : result.amount;
    };
    expect(['', ' ', '250', '1,250.50', '1 250', '0012', '99.5', '250.00'].map((text) => read(text))).to.deep.equal([
      null,
      null,
      '250',
      '1250.50',
      '1250',
      '12',
      '99.50',
      '250',
    ]);
    expect(['12,5', 'abc', '-3', '1.2.3', '1e3', '0', '0.00', '9.999'].map((text) => read(text))).to.deep.equal([
      'wrong',
      'wrong',
      'wrong',
      'wrong',
      'wrong',
      'zero',
      'zero',
      'decimals',
    ]);
    expect([read('100.00', 'JPY'), read('100.5', 'IDR')]).to.deep.equal(['100', 'decimals']);
  });

  it('count as much money by what the currency is worth', () => {
    expect([
      isLarge('999', 'USD'),
      isLarge('1000', 'EUR'),
      isLarge('30000', 'JPY'),
      isLarge('15000000', 'IDR'),
    ]).to.deep.equal([false, true, false, true]);
  });
});
