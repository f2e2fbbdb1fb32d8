import { expect } from 'chai';
import '../../widget/ad-account-list/define.ts';
import { account, type AdsState, adsServer, connection } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { all, clearPage, find, focusedName, nameOf, press, seen, sees, until } from './support/page.ts';
import { problem, type StubRoute } from './support/stub-server.ts';

const id = (index: number) => String(7104856021930120000n + BigInt(index));
const STATUSES = ['disconnected', 'suspended'] as const;
/** "Meridian 0001" and so on; every tenth in trouble. */
const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    account(id(index), `Meridian ${String(index + 1).padStart(4, '0')}`, {
      currency: index % 2 === 0 ? 'USD' : 'EUR',
      status: index % 10 === 9 ? (STATUSES[index % 20 === 9 ? 0 : 1] ?? 'connected') : 'connected',
    }),
  );

function show(change: Partial<AdsState> = {}, routes: Record<string, StubRoute> = {}) {
  const { server, state } = adsServer({ accounts: many(120), ...change });
  for (const [route, answer] of Object.entries(routes)) server.on(route, answer);
  const element = document.createElement('tiktok-ad-account-list');
  element.client = server.client;
  element.lang = 'en';
  document.body.append(element);
  return { element, server, state };
}

const names = () =>
  all('row')
    .slice(1)
    .map((row) => /Meridian \d+/.exec(row.textContent ?? '')?.[0] ?? '');
/** What was just said to those who listen. */
const spoken = () =>
  document.querySelector('tiktok-ad-account-list')?.shadowRoot?.querySelector('[role=status]')?.textContent ?? '';
const tick = async (name: string, shiftKey = false) =>
  (await find('checkbox', name)).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey }));
const type = async (text: string) => {
  const search = (await find('searchbox', 'Find by name or ID')) as HTMLInputElement;
  search.value = text;
  search.dispatchEvent(new Event('input'));
};
const sorted = (column: string) => all('columnheader').find((each) => nameOf(each).startsWith(column))?.ariaSort;

afterEach(() => clearPage());

describe('<tiktok-ad-account-list> with many accounts', () => {
  it('shows 3,000 accounts fifty at a time, and says where one is', async () => {
    const { element, server } = show({ accounts: many(3000) });
    await sees('Ad accounts 3,000');
    await until(() => names().length === 50, '50 rows');
    expect(seen()).to.contain('1–50 of 3,000');
    await press('button', 'Next');
    await until(() => names()[0] === 'Meridian 0051', 'the second page');
    expect(spoken()).to.contain('Ad accounts 51 to 100 of 3,000');
    const jump = (await find('combobox', /^Page/)) as HTMLSelectElement;
    jump.selectedIndex = 59;
    jump.dispatchEvent(new Event('change'));
    await until(() => names()[0] === 'Meridian 2951', 'the last page');
    expect((await find('button', 'Next')).ariaDisabled).to.equal('true');
    expect(server.asked('GET /v1/ad-accounts').length).to.equal(3);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('shows the first thousand while the rest is on its way', async () => {
    let answer = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    const accounts = many(2500);
    show(
      {},
      {
        'GET /v1/ad-accounts': async ({ query }) => {
          const start = Number(query.get('cursor') ?? 0);
          if (start > 0) await mayAnswer;
          const end = start + 1000;
          return { body: { items: accounts.slice(start, end), nextCursor: end < 2500 ? String(end) : null } };
        },
      },
    );
    await sees('Loading your ad accounts, 1,000 so far');
    expect(names()[0]).to.equal('Meridian 0001');
    answer();
    await sees('Ad accounts 2,500');
    await sees('From 1 TikTok sign-in');
  });

  it('says that it has the first thousand only when the rest could not be loaded', async () => {
    const accounts = many(1500);
    show(
      {},
      {
        'GET /v1/ad-accounts': ({ query }) =>
          query.has('cursor')
            ? problem(502, 'tiktok_unavailable')
            : { body: { items: accounts.slice(0, 1000), nextCursor: '1000' } },
      },
    );
    await sees('The first 1,000. The rest couldn’t be loaded.');
    expect(seen()).to.contain('We couldn’t refresh your ad accounts');
  });

  it('filters by status, with counts that follow the search', async () => {
    const { element } = show();
    await press('button', 'Disconnected 6');
    await until(() => names().length === 6, 'six rows');
    expect(spoken()).to.contain('6 ad accounts found');
    await type('0010');
    await until(() => names().join() === 'Meridian 0010', 'one row');
    expect(all('button', 'Disconnected 1').length).to.equal(1);
    expect(all('button', /^Suspended/).length).to.equal(0);
    expect(await axeProblems(element)).to.deep.equal([]);
    await type('0011');
    await sees('No ad account with “0011” in its name or ID is disconnected.');
    await press('button', 'Show all');
    await until(() => names().length === 50, 'all again');
    await until(() => focusedName() === 'Find by name or ID', 'the focus in the search');
  });

  it('sorts by a column and back, and says so', async () => {
    show();
    await until(() => names().length === 50, '50 rows');
    expect(sorted('Account')).to.equal('ascending');
    await press('button', 'Status');
    await until(() => names()[0] === 'Meridian 0010', 'trouble first');
    expect(names()[6]).to.equal('Meridian 0020');
    expect(spoken()).to.contain('Sorted by Status, trouble first');
    expect([sorted('Status'), sorted('Account')]).to.deep.equal(['ascending', 'none']);
    await press('button', 'Account');
    await press('button', 'Account');
    await until(() => names()[0] === 'Meridian 0120', 'the last name first');
    expect(sorted('Account')).to.equal('descending');
  });

  it('selects one, a range with Shift, and all that a filter finds', async () => {
    show();
    await tick('Select Meridian 0002');
    await sees('1 selected');
    await tick('Select Meridian 0006', true);
    await sees('5 selected');
    expect(spoken()).to.contain('5 selected');
    await press('button', 'Suspended 6');
    await sees('5 not shown here');
    await tick('Select all 6 found');
    await sees('11 selected');
    await tick('Select all 6 found');
    await sees('5 selected');
    await press('button', 'Cancel');
    await until(() => focusedName() === 'Select', 'the focus on Select');
    expect(all('button', /^Remove \d/).length).to.equal(0);
    await press('button', 'Select');
    await sees('None selected');
  });

  it('asks once before it removes many, names ten of them, and lists what stays', async () => {
    const { element, server, state } = show({ accounts: many(30) });
    const removed: string[] = [];
    element.addEventListener('tiktok-account-removed', ({ detail }) => removed.push(detail.advertiserId));
    await tick('Select Meridian 0001');
    await tick('Select Meridian 0012', true);
    await press('button', 'Remove 12 ad accounts…');
    await sees('Remove 12 ad accounts?');
    expect(focusedName()).to.equal('Keep accounts');
    const dialog = (await find('dialog')).textContent ?? '';
    expect(dialog).to.contain('Meridian 0010');
    expect(dialog).not.to.contain('Meridian 0011');
    expect(dialog).to.contain('and 2 more');
    expect(seen()).to.contain(
      'Their campaigns and audiences stay in TikTok Ads Manager. The export history stays. You can import them again at any time.',
    );
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Remove 12 ad accounts');
    await until(() => names().length === 18, '18 rows');
    expect(state.accounts.length).to.equal(18);
    expect(server.asked('DELETE /v1/ad-accounts/*').length).to.equal(12);
    expect(removed).to.have.members(Array.from({ length: 12 }, (_, index) => id(index)));
    await until(() => focusedName() === 'Remove Meridian 0013', 'the focus on the next row');
    expect(spoken()).to.contain('12 ad accounts were removed');
  });

  it('brings back what was removed, each from its own sign-in', async () => {
    const accounts = many(3).map((each, index) => ({ ...each, connectionId: index === 0 ? 'con_a' : 'con_b' }));
    const { server, state } = show({
      accounts,
      connections: ['con_a', 'con_b'].map((each) => connection({ id: each })),
    });
    server.on('POST /v1/ad-accounts', ({ body }) => {
      const { advertiserIds } = body as { advertiserIds: string[] };
      const items = accounts.filter((each) => advertiserIds.includes(each.advertiserId));
      state.accounts = [...items, ...state.accounts];
      return { status: 201, body: { items } };
    });
    await tick('Select Meridian 0001');
    await tick('Select Meridian 0002');
    await press('button', 'Remove 2 ad accounts…');
    await press('button', 'Remove 2 ad accounts');
    await sees('2 ad accounts were removed');
    await press('button', 'Undo');
    await until(() => names().length === 3, 'all three');
    expect(server.asked('POST /v1/ad-accounts').map(({ body }) => body)).to.deep.equal([
      { connectionId: 'con_a', advertiserIds: [id(0)] },
      { connectionId: 'con_b', advertiserIds: [id(1)] },
    ]);
  });

  it('leaves out of an undo what TikTok lets nobody import any more, and says why', async () => {
    const accounts = many(4);
    const { element, server, state } = show({ accounts });
    server.on('POST /v1/ad-accounts', ({ body }) => {
      const { advertiserIds } = body as { advertiserIds: string[] };
      if (advertiserIds.length > 1) {
        return problem(422, 'account_not_importable', 'One of the ad accounts cannot be imported.', {
          errors: [{ path: 'advertiserIds.0', message: 'cannot be imported: TikTok has suspended it' }],
        });
      }
      const items = accounts.filter((each) => advertiserIds.includes(each.advertiserId));
      state.accounts = [...items, ...state.accounts];
      return { status: 201, body: { items } };
    });
    await tick('Select Meridian 0001');
    await tick('Select Meridian 0002');
    await press('button', 'Remove 2 ad accounts…');
    await press('button', 'Remove 2 ad accounts');
    await press('button', 'Undo');
    await sees('We couldn’t bring back 1 ad account');
    await until(() => names().length === 3, 'the one that came back');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('says which accounts remain when some could not be removed, and tries those again', async () => {
    const { element, server, state } = show({ accounts: many(12) });
    let mayRemove = false;
    server.on('DELETE /v1/ad-accounts/*', ({ path }) => {
      const advertiserId = path.split('/').at(-1) ?? '';
      if (!mayRemove && [id(2), id(5)].includes(advertiserId)) {
        return problem(503, 'internal_error', 'x', { requestId: 'req_removal' });
      }
      state.accounts = state.accounts.filter((each) => each.advertiserId !== advertiserId);
      return { status: 204 };
    });
    await tick('Select all 12');
    await press('button', 'Remove 12 ad accounts…');
    await press('button', 'Remove 12 ad accounts');
    await sees('2 of 12 ad accounts were not removed');
    const dialog = (await find('dialog')).textContent ?? '';
    expect(dialog).to.match(/Meridian 0003[^]*Meridian 0006/);
    expect(seen()).to.contain('req_removal');
    expect(focusedName()).to.equal('Close');
    expect(await axeProblems(element)).to.deep.equal([]);
    mayRemove = true;
    await press('button', 'Try these 2 again');
    await sees('No ad accounts yet');
    await until(() => focusedName() === 'No ad accounts yet', 'the focus on the title');
  });

  it('stops a long removal, keeps the rest, and says how many', async () => {
    let answer = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    const { server } = show(
      { accounts: many(20) },
      {
        'DELETE /v1/ad-accounts/*': async () => {
          await mayAnswer;
          return { status: 204 };
        },
      },
    );
    await tick('Select all 20');
    await press('button', 'Remove 20 ad accounts…');
    await press('button', 'Remove 20 ad accounts');
    await until(() => all('progressbar', 'Removing 20 ad accounts').length === 1, 'the progress');
    await until(() => focusedName() === 'Stop', 'the focus on Stop');
    await press('button', 'Stop');
    await sees('Stopping…');
    answer();
    await until(() => names().length === 16, 'the rest');
    expect(server.asked('DELETE /v1/ad-accounts/*').length).to.equal(4);
    expect(spoken()).to.contain('4 ad accounts were removed, 16 stayed');
  });

  it('gives up a removal that can only fail', async () => {
    const { server } = show(
      { accounts: many(40) },
      { 'DELETE /v1/ad-accounts/*': () => problem(403, 'permission_denied') },
    );
    await tick('Select all 40');
    await press('button', 'Remove 40 ad accounts…');
    await press('button', 'Remove 40 ad accounts');
    await sees('We couldn’t remove these 40 ad accounts');
    expect(server.asked('DELETE /v1/ad-accounts/*').length).to.equal(4);
  });

  it('selects nothing for those who may only look', async () => {
    show({ permissions: ['read'] });
    await until(() => names().length === 50, '50 rows');
    expect(all('checkbox').length).to.equal(0);
    expect(all('button', 'Select').length).to.equal(0);
  });
});
