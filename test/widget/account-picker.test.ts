import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { advertiser, CONNECTION_ID, connection } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import {
  ADVERTISERS,
  choosing,
  connected,
  forgetWindows,
  manyAdvertisers,
  show,
  spoken,
  SUCCEEDED,
  watchWindows,
} from './support/connect.ts';
import { all, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

beforeEach(() => watchWindows());
afterEach(forgetWindows);

/** Name and description of a control, as a screen reader has them. */
const described = (control: HTMLElement) =>
  (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => (control.getRootNode() as ShadowRoot).getElementById(id)?.textContent?.replace(/\s+/g, ' ').trim())
    .join(' ');
describe('the account picker', () => {
  it('lists what TikTok shared, with the reason where something cannot be imported, and imports the ticked ones', async () => {
    const { server, element } = await connected();
    const imported: string[] = [];
    document.addEventListener(
      'tiktok-accounts-imported',
      ({ detail }) => imported.push(detail.connectionId, ...detail.advertiserIds),
      { once: true },
    );
    await press('button', 'Choose ad accounts');
    await sees('Analysts can only read.');
    expect(seen()).to.contain('Already here.');
    expect(seen()).to.contain('Signed in to TikTok as Maren Holm');
    expect(seen()).to.contain('2 can’t be imported');
    expect(focusedName()).to.equal('Find by name or ID');
    expect(await axeProblems(element)).to.deep.equal([]);
    expect((await find('button', 'Choose at least one ad account')).getAttribute('aria-disabled')).to.equal('true');
    await press('checkbox', /^株式会社/);
    await press('checkbox', /^Nordlys/);
    await press('button', 'Import 2 accounts');
    await sees('2 ad accounts imported');
    expect(imported).to.deep.equal([CONNECTION_ID, '7231904417760051203', '7104856021930123265']);
    expect(server.asked('POST /v1/ad-accounts')[0]?.body).to.deep.equal({
      connectionId: CONNECTION_ID,
      advertiserIds: ['7231904417760051203', '7104856021930123265'],
    });
    expect(all('dialog').length).to.equal(0);
    await press('button', 'Done');
    await until(() => focusedName() === 'Connect ad account', 'the focus on the button');
  });

  it('hands the focus on when what was pressed is gone after the import', async () => {
    const { element } = show({ attempt: SUCCEEDED }, { withoutTrigger: true });
    const [trigger, next] = [document.createElement('button'), document.createElement('button')];
    trigger.textContent = 'Connect';
    next.textContent = 'Next';
    document.body.append(trigger, next);
    trigger.focus();
    element.start({ focusAfter: () => next });
    await press('button', 'Choose ad accounts');
    await press('checkbox', /^Nordlys/);
    await press('button', 'Import 1 account');
    trigger.remove();
    await press('button', 'Done');
    await until(() => focusedName() === 'Next', 'the focus handed on');
  });

  it('selects all that can be imported, mixed when some are', async () => {
    await connected();
    await press('button', 'Choose ad accounts');
    const everything = (await find('checkbox', /^Select all 2 you can import/)) as HTMLInputElement;
    await press('checkbox', /^Nordlys/);
    await until(() => everything.indeterminate, 'a mixed tick');
    everything.click();
    await find('button', 'Import 2 accounts');
    everything.click();
    await find('button', 'Choose at least one ad account');
  });

  it('finds one among 3,000 by name or id, and selects what was found', async () => {
    const agency = Array.from({ length: 3000 }, (_, index) =>
      advertiser(
        String(7104856021930120000n + BigInt(index)),
        `${index % 2 === 0 ? 'Café Zürich' : 'Meridian'} ${index}`,
      ),
    );
    const { server } = await connected({ advertisers: agency, connections: [connection({ advertiserCount: 3000 })] });
    await press('button', 'Choose ad accounts');
    await sees('Showing 50 of 3,000 found, 3,000 in all.');
    expect(server.asked('GET /v1/connections/*/advertisers').length).to.equal(3);
    expect(all('checkbox').length).to.equal(51);
    await sendKeys({ type: 'cafe zurich 12' });
    await press('checkbox', /^Select all 56 you can import/);
    await find('button', 'Import 56 accounts');
    await press('button', 'Show only selected');
    await find('button', 'Show all');
    const search = (await find('searchbox', 'Find by name or ID')) as HTMLInputElement;
    search.value = '7104856021930122999';
    search.dispatchEvent(new Event('input'));
    await press('button', 'Show all');
    await find('checkbox', /^Meridian 2999/);
    search.value = 'nobody of that name';
    search.dispatchEvent(new Event('input'));
    await until(() => /No ad account has “.nobody of that name.” in its name or ID\./.test(seen()), 'nothing found');
    await press('button', 'Show all');
    await until(() => search.value === '', 'an empty search');
  });

  it('keeps the choice when the import is refused, with the request id', async () => {
    const { server, element } = await connected();
    server.on('POST /v1/ad-accounts', () =>
      problem(409, 'account_not_importable', 'Nordlys is suspended.', { tiktokRequestId: '20260312CD' }),
    );
    await press('button', 'Choose ad accounts');
    await press('checkbox', /^Nordlys/);
    await press('button', 'Import 1 account');
    await sees('We couldn’t import the ad accounts');
    expect(seen()).to.contain('20260312CD');
    expect(await axeProblems(element)).to.deep.equal([]);
    await find('button', 'Import 1 account');
  });

  it('offers another try when the list does not load, and Esc gives the focus back', async () => {
    const { server } = await connected();
    server.on('GET /v1/connections/*/advertisers', () => problem(502, 'tiktok_unavailable', 'TikTok did not answer.'));
    (await find('button', 'Choose ad accounts')).focus();
    await until(() => focusedName() === 'Choose ad accounts', 'the focus on the button');
    await sendKeys({ press: 'Enter' });
    await sees('We couldn’t load the ad accounts');
    server.on('GET /v1/connections/*/advertisers', () => ({ body: { items: ADVERTISERS, nextCursor: null } }));
    await press('button', 'Try again');
    await find('checkbox', /^Nordlys/);
    await sendKeys({ press: 'Escape' });
    await until(() => all('dialog').length === 0, 'no dialog');
    await until(() => focusedName() === 'Choose ad accounts', 'the focus back');
  });

  it('describes each by id, role, currency and place, and says in words why one cannot be imported', async () => {
    const off = (status: string) => ({ importable: false, reason: 'not_approved' as const, status });
    const { element } = await choosing({
      advertisers: [
        ...ADVERTISERS,
        advertiser('7100000000000000001', 'In review', off('STATUS_PENDING_CONFIRM')),
        advertiser('7100000000000000002', 'Without contract', off('STATUS_CONTRACT_PENDING')),
        advertiser('7100000000000000003', 'Of a new kind', off('STATUS_FROM_THE_FUTURE')),
        advertiser('7100000000000000004', 'Out of reach', { importable: false, reason: 'no_access' }),
        advertiser('7100000000000000006', 'Punished', { ...off('STATUS_LIMIT'), reason: 'suspended' }),
        advertiser('7100000000000000007', 'Switched off', { ...off('STATUS_DISABLE'), reason: 'suspended' }),
        advertiser('7100000000000000005', 'Own shop', { role: null, timezone: 'Etc/GMT+5' }),
      ],
    });
    const of = async (name: string) => described(await find('checkbox', name));
    expect(await of('Nordlys Outdoor — Europe')).to.equal('7104856021930123265 Admin USD New York ');
    expect(await of('In review')).to.contain('TikTok is still reviewing it. It can be imported once');
    expect(await of('Without contract')).to.contain('Its contract with TikTok is not in force yet.');
    expect(await of('Of a new kind')).to.contain('Not approved by TikTok yet.');
    expect(await of('Out of reach')).to.contain('This sign-in has no access to it.');
    expect(await of('Punished')).to.contain('Suspended by TikTok. Appeal in TikTok Ads Manager');
    expect(await of('Switched off')).to.contain('Switched off at TikTok. Ask its owner');
    expect(await of('Own shop')).to.contain('Role unknown USD UTC−5 Not in a Business Center');
    expect(all('group', 'Ad accounts that TikTok shared').length).to.equal(1);
    expect(all('dialog', 'Choose ad accounts to use here').length).to.equal(1);
    const lumen = (await find('checkbox', 'Lumen & Sons Ltd')) as HTMLInputElement;
    lumen.click();
    expect(lumen.checked).to.equal(false);
    expect(lumen.getAttribute('aria-disabled')).to.equal('true');
    expect(await axeProblems(element)).to.deep.equal([]);
    expect(spoken(element)).to.include('11 ad accounts, 3 of them can be imported');
  });

  it('orders by name, or with what can be imported first', async () => {
    await choosing({
      advertisers: manyAdvertisers(12).map((each, index) => ({
        ...each,
        importable: index > 1,
        reason: 'suspended' as const,
      })),
    });
    const first = () => all('checkbox')[1]?.getAttribute('aria-labelledby');
    await until(() => first() === 'name-7104856021930120002', 'an importable one first');
    const order = (await find('combobox', 'Order')) as HTMLSelectElement;
    order.value = 'name';
    order.dispatchEvent(new Event('change'));
    await until(() => first() === 'name-7104856021930120000', 'the first by name');
  });

  it('shows more on request, and only the selected ones, with what is unticked meanwhile', async () => {
    await choosing({ advertisers: manyAdvertisers(120) });
    await press('button', 'Show 50 more');
    await press('button', 'Show 20 more');
    await until(() => all('checkbox').length === 121, 'all rows');
    await press('checkbox', 'Meridian 0119');
    await press('checkbox', 'Meridian 0003');
    await press('button', 'Show only selected');
    await until(() => all('checkbox').length === 3, 'two rows');
    await press('checkbox', 'Meridian 0003');
    await find('button', 'Import 1 account');
    expect(all('checkbox').length).to.equal(3);
    await press('button', 'Show all');
    await until(() => all('checkbox').length === 51, 'the first rows');
  });

  it('takes back the search at the first Esc, closes at the second, and still knows what was selected', async () => {
    await choosing();
    await press('checkbox', /^Nordlys/);
    (await find('searchbox')).focus();
    await sendKeys({ type: '株式' });
    await until(() => all('checkbox').length === 2, 'one row');
    await sendKeys({ press: 'Escape' });
    await until(() => all('checkbox').length === 5, 'all rows');
    await sendKeys({ press: 'Escape' });
    await until(() => all('dialog').length === 0, 'no dialog');
    await press('button', 'Choose ad accounts');
    await find('button', 'Import 1 account');
    expect(((await find('checkbox', /^Nordlys/)) as HTMLInputElement).checked).to.equal(true);
  });

  it('keeps the room of the list while it loads, says when that takes long, and what to do when nothing came', async () => {
    const setTimer = window.setTimeout;
    window.setTimeout = ((run: () => void, ms?: number) => setTimer(run, ms === 10_000 ? 30 : ms)) as typeof setTimeout;
    try {
      const { server, element } = await connected();
      let answer = (): void => undefined;
      server.on('GET /v1/connections/*/advertisers', async () => {
        await new Promise<void>((resolve) => (answer = resolve));
        return { body: { items: [], nextCursor: null } };
      });
      await press('button', 'Choose ad accounts');
      await sees('Loading ad accounts');
      expect(element.shadowRoot?.querySelectorAll('.pick--waiting').length).to.equal(4);
      expect(focusedName()).to.equal('Find by name or ID');
      await sees('Still loading. TikTok takes longer when there are thousands of ad accounts.');
      expect(await axeProblems(element)).to.deep.equal([]);
      answer();
      await sees('TikTok shared no ad accounts');
    } finally {
      window.setTimeout = setTimer;
    }
  });

  it('keeps the list when reloading it fails', async () => {
    const { server } = await choosing();
    await find('checkbox', /^Nordlys/);
    server.on('GET /v1/connections/*/advertisers', () => problem(502, 'tiktok_unavailable', 'TikTok did not answer.'));
    await press('button', 'Reload list');
    await sees('We couldn’t load the ad accounts');
    expect(all('checkbox', /^Nordlys/).length).to.equal(1);
  });
});
