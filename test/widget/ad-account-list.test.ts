import { expect } from 'chai';
import '../../widget/ad-account-list/define.ts';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import { TikTokConnectSucceededEvent } from '../../widget/events/connect-succeeded.ts';
import { account, type AdsState, adsServer, CONNECTION_ID, connection } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { all, clearPage, find, focusedName, nameOf, press, seen, sees, until } from './support/page.ts';
import { problem, type StubRoute } from './support/stub-server.ts';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const ACCOUNTS = [
  account('7104856021930123265', 'Nordlys Outdoor — Europe', { lastCheckedAt: minutesAgo(3) }),
  account('7231904417760051203', '株式会社ひかり化粧品', { role: 'OPERATOR', currency: 'JPY', timezone: 'Asia/Tokyo' }),
  account('7104856021930123777', 'Nordlys United States', { status: 'read_only', connectionId: 'con_readonly1' }),
  account('7180023349915566081', 'Casa Girassol', {
    status: 'disconnected',
    statusChangedAt: '2026-03-09T12:00:00.000Z',
  }),
  account('7265510078841200642', 'Kopi Pagi Nusantara', { status: 'suspended', role: null }),
  account('7150049226031874049', 'Lumen & Sons Ltd', {
    status: 'no_permission',
    statusChangedAt: '2026-03-11T12:00:00.000Z',
  }),
];
const READ_ONLY = connection({
  id: 'con_readonly1',
  state: 'read_only',
  tiktokUser: { coreUserId: '1', displayName: 'Nordlys North America', email: null },
  stateReason: { code: 'tiktok_token_rejected', message: 'Refused.', tiktokRequestId: '202603121432070A9F' },
});

function show(change: Partial<AdsState> = {}, routes: Record<string, StubRoute> = {}) {
  const { server, state } = adsServer({ accounts: ACCOUNTS, connections: [connection(), READ_ONLY], ...change });
  for (const [route, answer] of Object.entries(routes)) server.on(route, answer);
  const element = document.createElement('tiktok-ad-account-list');
  element.client = server.client;
  element.lang = 'en';
  document.body.append(element);
  return { element, server, state };
}

/** The text of each row of the table, without its head. */
const rows = () =>
  all('row')
    .slice(1)
    .map((row) => (row.textContent ?? '').replace(/\s+/g, ' ').trim());

/** What was just said to those who listen. */
const spoken = () =>
  document.querySelector('tiktok-ad-account-list')?.shadowRoot?.querySelector('[role=status]')?.textContent ?? '';

afterEach(() => clearPage());

describe('<tiktok-ad-account-list>', () => {
  it('shows each account with its status in words, the cause, role, currency and time zone', async () => {
    const { element } = show();
    await sees('Ad accounts 6');
    const shown = rows();
    expect(shown.length).to.equal(6);
    expect(shown[0]).to.match(
      /Nordlys Outdoor — Europe 7104856021930123265 Connected Checked 3 minutes ago, .+ Admin EUR Europe\/Berlin UTC\+[12]/,
    );
    expect(shown[1]).to.match(/Operator JPY Asia\/Tokyo UTC\+9/);
    expect(shown[2]).to.contain('Read-only Exports wait for a new sign-in.');
    expect(shown[2], 'its banner has the button').not.to.contain('Sign in again');
    expect(shown[3]).to.match(/Disconnected Refused on (9 Mar|Mar 9)\. Sign in again/);
    expect(shown[4]).to.contain('Suspended Its ads have stopped. Appeal');
    expect(shown[4]).to.contain('Not known');
    expect(shown[5]).to.match(/No permission Not shared since (11 Mar|Mar 11)\. Sign in again Ask an Admin…/);
    expect(seen()).to.contain('From 2 TikTok sign-ins');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('warns about a read-only sign-in and starts the next one from there', async () => {
    const { server } = show();
    await sees('Nordlys North America is read-only');
    expect(seen()).to.contain('so exports to 1 ad account are paused. Nothing is lost, and reading still works.');
    expect(seen()).to.contain('202603121432070A9F');
    await press('button', 'Sign in again');
    await sees('Finish in the TikTok window');
    expect(server.asked('POST /v1/connections/authorize')[0]?.body).to.deep.equal({
      origin: location.origin,
      connectionId: 'con_readonly1',
    });
    expect(seen(), 'one thing to do at a time').not.to.contain('Nordlys North America is read-only');
    await press('button', 'Cancel');
    await sees('Nordlys North America is read-only');
  });

  it('waits in rows of the real shape', async () => {
    const { element } = show({}, { 'GET /v1/ad-accounts': () => new Promise(() => {}) });
    await sees('Loading your ad accounts');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('leads to the first connection when there is none, and shows what was imported elsewhere on the page', async () => {
    const { element, server, state } = show({ accounts: [], connections: [] });
    await sees('No ad accounts yet');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    await press('button', 'Cancel');
    state.accounts = ACCOUNTS.slice(0, 1);
    document.body.dispatchEvent(new Event('tiktok-accounts-imported', { bubbles: true }));
    await sees('Nordlys Outdoor — Europe');
    expect(server.asked('GET /v1/ad-accounts').length).to.equal(2);
  });

  it('lets the sign-in take the place of the invitation to start one, and gives the focus back', async () => {
    show({ accounts: [], connections: [] });
    (await find('button', 'Connect ad account')).focus();
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    await until(() => all('button', 'Connect ad account').length === 0, 'nothing but the sign-in');
    await press('button', 'Cancel');
    await until(() => focusedName() === 'Connect ad account', 'the focus on the button again');
  });

  it('says what failed, with the id for support, and tries again', async () => {
    const refused = () =>
      problem(502, 'tiktok_unavailable', 'TikTok didn’t answer in time. Nothing has changed.', {
        tiktokRequestId: '20260312EE',
      });
    const { element, server } = show({}, { 'GET /v1/ad-accounts': refused });
    await sees('We couldn’t load your ad accounts');
    expect(seen()).to.contain('TikTok didn’t answer in time.');
    expect(seen()).to.contain('20260312EE');
    expect(await axeProblems(element)).to.deep.equal([]);
    server.on('GET /v1/ad-accounts', () => ({ body: { items: ACCOUNTS, nextCursor: null } }));
    const again = await find('button', 'Try again');
    again.focus();
    again.click();
    await sees('Nordlys Outdoor — Europe');
    expect(focusedName()).to.equal('Ad accounts');
  });

  it('takes no dialog along when it is moved in the page', async () => {
    const { element } = show();
    await press('button', 'Remove Nordlys Outdoor — Europe');
    await find('button', 'Keep account');
    const place = document.createElement('div');
    document.body.append(place);
    place.append(element);
    await until(() => all('button', 'Keep account').length === 0, 'the dialog gone');
    await sees('Nordlys Outdoor — Europe');
  });

  it('shows the accounts of a new session only, however late the old one answers', async () => {
    let answer = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    const { element, server } = show(
      {},
      {
        'GET /v1/ad-accounts': async () => {
          await mayAnswer;
          return { body: { items: ACCOUNTS, nextCursor: null } };
        },
      },
    );
    await until(() => server.asked('GET /v1/ad-accounts').length === 1, 'a question');
    const other = adsServer({ accounts: [account('7990000000000000001', 'Another workspace')] });
    element.client = other.server.client;
    await sees('Another workspace');
    answer();
    await element.refresh();
    expect(rows().length).to.equal(1);
  });

  it('keeps the accounts on screen when a later refresh fails', async () => {
    const { element, server } = show();
    await sees('Nordlys Outdoor — Europe');
    server.on('GET /v1/ad-accounts', () => problem(500, 'internal_error'));
    await element.refresh();
    await sees('We couldn’t refresh your ad accounts');
    expect(rows().length).to.equal(6);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('says who to ask without the Read permission, and asks the server for nothing', async () => {
    const { element, server } = show({ permissions: ['export'] });
    await sees('You can’t see TikTok ad accounts');
    expect(server.asked('GET /v1/ad-accounts').length).to.equal(0);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('only shows, without the Connect permission', async () => {
    const { element } = show({ permissions: ['read'] });
    await sees('Connecting and removing need the Connect permission.');
    expect(all('button', /^(Remove|Refresh|Connect|Sign in)/).length).to.equal(0);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('finds by name, without minding accents or case, and by part of an id', async () => {
    show();
    const search = (await find('searchbox', 'Find by name or ID')) as HTMLInputElement;
    const type = (text: string) => {
      search.value = text;
      search.dispatchEvent(new Event('input'));
    };
    type('GIRÁSSOL');
    await until(() => rows().length === 1, 'one row');
    expect(rows()[0]).to.contain('Casa Girassol');
    type('71048560');
    await until(() => rows().length === 2, 'two rows');
    type('nobody');
    await sees('No ad account has “nobody” in its name or ID.');
    await press('button', 'Show all');
    await until(() => rows().length === 6, 'all rows');
  });

  it('asks before it removes, with the focus on keeping, and then leaves the row out', async () => {
    const { element, server } = show();
    const removed: string[] = [];
    element.addEventListener('tiktok-account-removed', ({ detail }) => removed.push(detail.advertiserId));
    (await find('button', 'Remove Nordlys Outdoor — Europe')).focus();
    await press('button', 'Remove Nordlys Outdoor — Europe');
    await sees('Remove Nordlys Outdoor — Europe?');
    expect(seen()).to.contain('Its campaigns and audiences stay in TikTok Ads Manager. The export history stays.');
    expect(seen()).to.contain('Your 5 other ad accounts are not affected.');
    expect(focusedName()).to.equal('Keep account');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Keep account');
    await until(() => focusedName() === 'Remove Nordlys Outdoor — Europe', 'the focus back on the bin');
    expect(server.asked('DELETE /v1/ad-accounts/*').length).to.equal(0);
    await press('button', 'Remove Nordlys Outdoor — Europe');
    await press('button', 'Remove account');
    await until(() => rows().length === 5, 'five rows');
    expect(removed).to.deep.equal(['7104856021930123265']);
    await until(() => focusedName() === 'Remove 株式会社ひかり化粧品', 'the focus on the next row');
  });

  it('keeps the account and says why when removing is refused', async () => {
    const { element } = show(
      {},
      { 'DELETE /v1/ad-accounts/*': () => problem(503, 'internal_error', 'x', { requestId: 'req_77' }) },
    );
    await press('button', 'Remove Casa Girassol');
    await press('button', 'Remove account');
    await sees('We couldn’t remove this ad account');
    expect(seen()).to.contain('req_77');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Keep account');
    expect(rows().length).to.equal(6);
  });

  it('refreshes a disconnected account to its new status', async () => {
    const { server, state } = show();
    server.on('POST /v1/connections/*/check', ({ path }) => {
      state.accounts = state.accounts.map((item) =>
        item.status === 'disconnected' ? { ...item, status: 'connected' as const } : item,
      );
      return { body: connection({ id: path.split('/').at(-2) ?? '' }) };
    });
    await press('button', 'Refresh Casa Girassol');
    await until(() => rows()[3]?.includes('Connected'), 'the new status');
    expect(server.asked('POST /v1/connections/authorize').length).to.equal(0);
  });

  it('says each new status aloud, and opens no window for an account that was connected', async () => {
    const { server, state } = show();
    server.on('POST /v1/connections/*/check', () => {
      state.accounts = state.accounts.map((item) => ({ ...item, status: 'disconnected' as const }));
      return { body: connection({ state: 'disconnected' }) };
    });
    await press('button', 'Refresh Nordlys Outdoor — Europe');
    await until(() => spoken().includes('Nordlys Outdoor — Europe: Disconnected'), 'the announcement');
    expect(server.asked('POST /v1/connections/authorize').length).to.equal(0);
  });

  it('checks every sign-in in use once, and says how many accounts are not connected', async () => {
    const { server } = show();
    await press('button', 'Check all ad accounts');
    await until(() => spoken().includes('Checked. 4 ad accounts not connected.'), 'the announcement');
    expect(server.asked('POST /v1/connections/*/check').map(({ path }) => path.split('/').at(-2))).to.have.members([
      CONNECTION_ID,
      'con_readonly1',
    ]);
  });

  it('offers for each cause what helps: a sign-in, an appeal, a look at TikTok, a word with an Admin', async () => {
    const because = (code: 'tiktok_permission_denied') => ({ code, message: 'TikTok said so.' });
    const { element } = show({
      accounts: [
        ...ACCOUNTS,
        account('7300000000000000001', 'Thistle', {
          status: 'read_only',
          role: 'ANALYST',
          statusReason: because('tiktok_permission_denied'),
        }),
        account('7300000000000000002', 'Ipê', {
          status: 'read_only',
          statusReason: because('tiktok_permission_denied'),
        }),
      ],
    });
    await sees('An Analyst can only read.');
    expect(seen()).to.contain('TikTok hasn’t approved it yet. See why');
    const link = (name: string) =>
      element.shadowRoot?.querySelector<HTMLAnchorElement>(`a[aria-label="${name}"]`) ?? undefined;
    expect(link('Appeal for Kopi Pagi Nusantara, opens in a new tab')?.href).to.equal('https://ads.tiktok.com/');
    expect(link('See why Ipê isn’t approved, opens in a new tab')?.target).to.equal('_blank');
    expect(all('button', 'Sign in again for Casa Girassol').length).to.equal(1);
    await press('button', 'Ask an Admin… of Thistle');
    await sees('Ask an Admin of Thistle');
    expect(seen()).to.contain('can you give Maren Holm the Operator role for the TikTok ad account “Thistle”');
    expect(focusedName()).to.equal('Copy message');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Close');
    await press('button', 'Ask an Admin… of Lumen & Sons Ltd');
    await sees('The sign-in doesn’t share this ad account any more. Sign in again and tick it');
  });

  it('says of an ad account whose sign-in is refused when that was last seen', async () => {
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const lastCheckedAt = ago(20);
    show({
      accounts: [
        account('7300000000000000001', 'Refused', { status: 'disconnected', lastCheckedAt }),
        account('7300000000000000002', 'Lost', { status: 'no_permission', lastCheckedAt }),
      ],
      connections: [connection({ state: 'disconnected', lastCheckedAt: ago(0) })],
    });
    await sees('Refused');
    const [refused, lost] = rows();
    expect(refused).to.contain('Checked just now');
    expect(lost).to.contain('Checked 20 minutes ago');
  });

  it('says when an account was checked, exactly for those who ask', async () => {
    const { element } = show();
    await sees('Checked 3 minutes ago');
    const time = element.shadowRoot?.querySelector('time');
    expect(time?.dateTime).to.equal(ACCOUNTS[0]?.lastCheckedAt);
    expect(time?.title).to.match(/^Last checked .+, \d/);
  });

  it('stands with a name, a role, a currency or a time zone that nobody told', async () => {
    const bare = account('7300000000000000009', '7300000000000000009', {
      environment: 'sandbox',
      role: null,
      currency: null,
      timezone: null,
    });
    const { element } = show({ accounts: [bare] });
    await sees('Unnamed ad account');
    expect(rows()[0]).to.equal(
      '7 Unnamed ad account 7300000000000000009 Sandbox Connected Refresh –Not known –Not known –Not known',
    );
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('tells a session that ended from a failure', async () => {
    show({}, { 'GET /v1/ad-accounts': () => problem(401, 'session_expired') });
    await sees('Your session has ended');
    expect(seen()).to.contain('Reload the page, or sign in to it again.');
    expect(all('button').map(nameOf)).to.deep.equal(['Reload the page', 'Try again', 'Copy']);
  });

  it('offers to load the page again above the list, too, when the session ends later', async () => {
    const { element, server } = show();
    await sees('Casa Girassol');
    server.on('GET /v1/ad-accounts', () => problem(401, 'session_expired'));
    await element.refresh();
    await sees('Your session has ended');
    await find('button', 'Reload the page');
    expect(seen()).to.contain('Casa Girassol');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('goes on to the sign-in when TikTok still refuses', async () => {
    const { server } = show({ connections: [connection({ state: 'disconnected' })] });
    await press('button', 'Refresh Casa Girassol');
    await sees('Finish in the TikTok window');
    expect(server.asked('POST /v1/connections/authorize')[0]?.body).to.deep.equal({
      origin: location.origin,
      connectionId: CONNECTION_ID,
    });
    await press('button', 'Cancel');
  });

  it('looks again after a sign-in that may share fewer ad accounts', async () => {
    const { element, server, state } = show({ accounts: [ACCOUNTS[0] as AdAccount] });
    await sees('Ad accounts 1');
    server.on('POST /v1/connections/*/check', () => {
      state.accounts = state.accounts.map((one) => ({ ...one, status: 'no_permission' }));
      return { body: connection() };
    });
    element.dispatchEvent(new TikTokConnectSucceededEvent({ connectionId: CONNECTION_ID }));
    await sees('No permission');
    expect(server.asked('POST /v1/connections/*/check').length).to.equal(1);
  });

  it('says when the check itself failed', async () => {
    const { element } = show(
      {},
      { 'POST /v1/connections/*/check': () => problem(502, 'tiktok_unavailable', 'TikTok did not answer.') },
    );
    await press('button', 'Refresh Casa Girassol');
    await sees('We couldn’t check Casa Girassol');
    expect(await axeProblems(element)).to.deep.equal([]);
  });
});
