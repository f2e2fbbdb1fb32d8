import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { adsServer, advertiser, CONNECTION_ID, connection } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import {
  ADVERTISERS,
  choosing,
  connected,
  forgetWindows,
  show,
  spoken,
  SUCCEEDED,
  watchWindows,
} from './support/connect.ts';
import { all, find, focusedName, press, pressFree, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

beforeEach(() => watchWindows());
afterEach(forgetWindows);

const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    advertiser(String(7104856021930120000n + BigInt(index)), `Meridian ${String(index).padStart(4, '0')}`),
  );
/** Name and description of a control, as a screen reader has them. */
const described = (control: HTMLElement) =>
  (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => (control.getRootNode() as ShadowRoot).getElementById(id)?.textContent?.replace(/\s+/g, ' ').trim())
    .join(' ');
const importedIds = (): string[] => {
  const ids: string[] = [];
  document.addEventListener('tiktok-accounts-imported', ({ detail }) => ids.push(...detail.advertiserIds), {
    once: true,
  });
  return ids;
};

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
      advertisers: many(12).map((each, index) => ({ ...each, importable: index > 1, reason: 'suspended' as const })),
    });
    const first = () => all('checkbox')[1]?.getAttribute('aria-labelledby');
    await until(() => first() === 'name-7104856021930120002', 'an importable one first');
    const order = (await find('combobox', 'Order')) as HTMLSelectElement;
    order.value = 'name';
    order.dispatchEvent(new Event('change'));
    await until(() => first() === 'name-7104856021930120000', 'the first by name');
  });

  it('shows more on request, and only the selected ones, with what is unticked meanwhile', async () => {
    await choosing({ advertisers: many(120) });
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

  it('imports thousands in parts, keeps what is in when one part fails, and goes on with the rest', async () => {
    const { server, element } = await choosing({ advertisers: many(1200) });
    const ids = importedIds();
    const accept = ({ body }: { body: unknown }) => ({ status: 201, body: { items: body } });
    let calls = 0;
    server.on('POST /v1/ad-accounts', (request) =>
      ++calls === 2 ? problem(502, 'tiktok_unavailable', 'TikTok did not answer.') : accept(request),
    );
    await press('checkbox', /^Select all 1,200 you can import/);
    await press('button', 'Import 1,200 accounts');
    await sees('500 imported, 700 still to go');
    expect(seen()).to.contain('TikTok did not answer. What was imported is safe, and nothing is imported twice.');
    expect(await axeProblems(element)).to.deep.equal([]);
    await find('button', 'Done');
    await press('button', 'Import 700 accounts');
    await until(() => all('dialog').length === 0, 'no dialog');
    await sees('1,200 ad accounts imported');
    expect(new Set(ids).size).to.equal(1200);
    const sizes = server
      .asked('POST /v1/ad-accounts')
      .map(({ body }) => (body as { advertiserIds: string[] }).advertiserIds.length);
    expect(sizes).to.deep.equal([500, 500, 500, 200]);
  });

  it('imports the others when TikTok changed some meanwhile, and then says why beside those', async () => {
    const { server, state } = await choosing({ advertisers: many(12) });
    const ids = importedIds();
    server.on('POST /v1/ad-accounts', ({ body }) => {
      const asked = (body as { advertiserIds: string[] }).advertiserIds;
      const at = asked.indexOf('7104856021930120003');
      if (at < 0) return { status: 201, body: { items: [] } };
      state.advertisers = state.advertisers.map((each) =>
        each.advertiserId === '7104856021930120003'
          ? { ...each, importable: false, reason: 'suspended' as const }
          : { ...each, importable: false, reason: 'already_imported' as const },
      );
      const errors = [{ path: `advertiserIds.${at}`, message: 'cannot be imported: TikTok has suspended it' }];
      return problem(409, 'account_not_importable', 'One of the ad accounts cannot be imported.', { errors });
    });
    await press('checkbox', /^Select all 12 you can import/);
    await press('button', 'Import 12 accounts');
    await sees('1 ad account couldn’t be imported');
    expect(seen()).to.contain('The other 11 are imported.');
    await sees('Suspended by TikTok.');
    await press('button', 'Done');
    await sees('11 ad accounts imported');
    expect(ids.length).to.equal(11);
    expect(ids.includes('7104856021930120003')).to.equal(false);
  });

  it('stops after the part that is under way', async () => {
    const { server } = await choosing({ advertisers: many(1200) });
    let answer = (): void => undefined;
    server.on('POST /v1/ad-accounts', async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return { status: 201, body: { items: [] } };
    });
    await press('checkbox', /^Select all 1,200 you can import/);
    await press('button', 'Import 1,200 accounts');
    await sees('0 of 1,200 imported');
    expect(all('progressbar', '0 of 1,200 imported').length).to.equal(1);
    await press('button', 'Stop');
    await find('button', 'Stopping…');
    answer();
    await sees('Stopped as you asked. The rest is still selected.');
    expect(server.asked('POST /v1/ad-accounts').length).to.equal(1);
    await find('button', 'Import 700 accounts');
  });

  it('stops at Esc what is being imported, stays to say how far it came, and closes at the next one', async () => {
    const { server } = await choosing({ advertisers: many(1200) });
    const answers: (() => void)[] = [];
    server.on('POST /v1/ad-accounts', async () => {
      await new Promise<void>((resolve) => answers.push(resolve));
      return { status: 201, body: { items: [] } };
    });
    await press('checkbox', /^Select all 1,200 you can import/);
    await press('button', 'Import 1,200 accounts');
    await sees('0 of 1,200 imported');
    await sendKeys({ press: 'Escape' });
    await find('button', 'Stopping…');
    answers[0]?.();
    await sees('Stopped as you asked. The rest is still selected.');
    await press('button', 'Import 700 accounts');
    await until(() => answers.length === 2, 'the next part');
    await sendKeys({ press: 'Escape' });
    await find('button', 'Stopping…');
    await sendKeys({ press: 'Escape' });
    await until(() => all('dialog').length === 0, 'no dialog');
    answers[1]?.();
    await sees('1,000 ad accounts imported');
  });

  it('tells an import under the sign-in that it began with, whatever was opened meanwhile', async () => {
    const { server, element } = await choosing({ advertisers: many(12) });
    const told: string[] = [];
    element.addEventListener('tiktok-accounts-imported', ({ detail }) =>
      told.push(`${detail.connectionId}: ${detail.advertiserIds.length}`),
    );
    let answer = (): void => undefined;
    server.on('POST /v1/ad-accounts', async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return { status: 201, body: { items: [] } };
    });
    await press('checkbox', /^Select all 12 you can import/);
    await press('button', 'Import 12 accounts');
    await sees('0 of 12 imported');
    server.on('GET /v1/connections/*/advertisers', ({ path }) => {
      expect(path).to.contain('con_other');
      return { body: { items: [advertiser('7300000000000000001', 'Of another sign-in')], nextCursor: null } };
    });
    element.choose({ connectionId: 'con_other' });
    await sees('Of another sign-in');
    expect(seen()).not.to.contain('Meridian 0003');
    answer();
    await until(() => told.length > 0, 'the end of the import');
    expect(told).to.deep.equal([`${CONNECTION_ID}: 12`]);
    expect(all('dialog').length).to.equal(1);
    await find('button', 'Choose at least one ad account');
  });

  it('tells what was imported, also when the page hides it before the person is done', async () => {
    const { server, element } = await choosing({ advertisers: many(1200) });
    const told: number[] = [];
    element.addEventListener('tiktok-accounts-imported', ({ detail }) => told.push(detail.advertiserIds.length));
    let calls = 0;
    server.on('POST /v1/ad-accounts', () =>
      ++calls % 2 === 0 ? problem(502, 'tiktok_unavailable', 'No.') : { status: 201, body: { items: [] } },
    );
    await press('checkbox', /^Select all 1,200 you can import/);
    await press('button', 'Import 1,200 accounts');
    await sees('500 imported, 700 still to go');
    element.style.display = 'none';
    await until(() => told.length === 1, 'it to be told');
    element.style.display = '';
    element.choose({ connectionId: CONNECTION_ID });
    // Nothing is imported while the list is read anew.
    await pressFree('Import 700 accounts');
    await sees('500 imported, 200 still to go');
    element.remove();
    document.body.append(element);
    element.choose({ connectionId: CONNECTION_ID });
    await until(() => told.length === 2, 'the rest to be told');
    expect(told).to.deep.equal([500, 500]);
  });

  it('keeps what another session had chosen to itself', async () => {
    const { server, element } = await choosing({ advertisers: many(12) });
    const told: unknown[] = [];
    element.addEventListener('tiktok-accounts-imported', ({ detail }) => told.push(detail));
    let answer = (): void => undefined;
    server.on('POST /v1/ad-accounts', async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return { status: 201, body: { items: [] } };
    });
    await press('checkbox', /^Select all 12 you can import/);
    await press('button', 'Import 12 accounts');
    await sees('0 of 12 imported');
    const other = adsServer({ advertisers: ADVERTISERS, connections: [connection()] }).server;
    element.client = other.client;
    await until(() => all('dialog').length === 0, 'no dialog');
    answer();
    element.choose({ connectionId: CONNECTION_ID });
    await sees('Lumen & Sons');
    await find('button', 'Choose at least one ad account');
    expect(seen()).not.to.contain('Meridian');
    expect(told).to.deep.equal([]);
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
