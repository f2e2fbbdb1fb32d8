import { expect } from 'chai';
import '../../widget/ad-account-list/define.ts';
import { account, type AdsState, adsServer, CONNECTION_ID, connection } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { all, clearPage, find, press, seen, sees, until } from './support/page.ts';

const ENDS_AT = '2031-12-04T12:00:00.000Z';
const ACCOUNTS = [
  account('7104856021930123265', 'Nordlys Outdoor — Europe'),
  account('7231904417760051203', '株式会社ひかり化粧品'),
];

function show(change: Partial<AdsState>) {
  const { server, state } = adsServer({ accounts: ACCOUNTS, ...change });
  const element = document.createElement('tiktok-ad-account-list');
  element.client = server.client;
  element.lang = 'en';
  document.body.append(element);
  return { element, server, state };
}
const banners = () =>
  Array.from(
    document.querySelector('tiktok-ad-account-list')?.shadowRoot?.querySelectorAll('.needs-sign-in') ?? [],
    (banner) => (banner.textContent ?? '').replace(/\s+/g, ' ').trim(),
  );

afterEach(() => {
  clearPage();
  sessionStorage.clear();
});

describe('banners above the ad accounts', () => {
  it('count only the ad accounts that wait for the sign-in', async () => {
    show({
      accounts: [
        account('7300000000000000001', 'One', { status: 'read_only' }),
        account('7300000000000000002', 'Two', { status: 'read_only' }),
        account('7300000000000000003', 'Stopped by TikTok', { status: 'suspended' }),
        account('7300000000000000004', 'Somebody else’s', { status: 'no_permission' }),
      ],
      connections: [connection({ state: 'read_only', importedCount: 4 })],
    });
    await sees('exports to 2 ad accounts are paused. Nothing is lost, and reading still works.');
  });

  it('say of a disconnected sign-in what stopped, and start the next one from there', async () => {
    const { server } = show({
      accounts: ACCOUNTS.map((each) => ({ ...each, status: 'disconnected' })),
      connections: [connection({ state: 'disconnected' })],
    });
    await sees('Maren Holm is disconnected');
    expect(seen()).to.contain('so exports to 2 ad accounts wait. Nothing is lost');
    const again = await find('button', 'Sign in again');
    again.click();
    await sees('Finish in the TikTok window');
    expect(server.asked('POST /v1/connections/authorize')[0]?.body).to.deep.equal({
      origin: location.origin,
      connectionId: CONNECTION_ID,
    });
    await press('button', 'Cancel');
  });

  it('fold into one line when more than two sign-ins are in trouble', async () => {
    const ids = ['con_a', 'con_b', 'con_c', 'con_d'];
    show({
      accounts: ids.map((id, index) => account(`730000000000000001${index}`, id, { connectionId: id })),
      connections: ids.map((id) => connection({ id, state: 'read_only' })),
    });
    await press('button', 'Show 2 more sign-ins that need you');
    await until(() => all('button', 'Sign in again').length === 4, 'all four, besides the links of the sign-ins');
  });

  it('announce calmly that a sign-in ends, and are gone for this visit once dismissed', async () => {
    const { element, server } = show({
      connections: [connection({ state: 'expiring', signInEndsAt: ENDS_AT, notices: ['sign_in_ends'] })],
    });
    await until(() => banners().length === 1, 'the banner');
    expect(banners()[0]).to.match(
      /^Maren Holm: sign in again before (4 Dec|Dec 4),? 2031 After that, exports to 2 ad accounts would wait\. Until then everything works as before\. Sign in again$/,
    );
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', /^Dismiss: Maren Holm/);
    await until(() => banners().length === 0, 'no banner');
    await element.refresh();
    expect(server.asked('GET /v1/connections').length).to.equal(2);
    expect(banners().length, 'after a refresh').to.equal(0);
    expect(seen(), 'among the sign-ins it still says so').to.contain('Ends soon');
  });

  it('show one that was dismissed again once it has stopped', async () => {
    const ending = connection({ state: 'expiring', signInEndsAt: ENDS_AT, notices: ['sign_in_ends'] });
    const { element, state } = show({ connections: [ending] });
    await press('button', /^Dismiss: Maren Holm/);
    await until(() => banners().length === 0, 'no banner');
    state.connections = [{ ...ending, state: 'read_only' }];
    state.accounts = ACCOUNTS.map((each) => ({ ...each, status: 'read_only' }));
    await element.refresh();
    await sees('Maren Holm is read-only');
  });

  it('offer a check, not a sign-in, while only renewing is late', async () => {
    const { server } = show({
      connections: [
        connection({
          kind: 'tiktok_account',
          state: 'expiring',
          tokenExpiresAt: new Date(Date.now() + 3_600_000).toISOString(),
          signInEndsAt: ENDS_AT,
          notices: ['renewal_delayed'],
        }),
      ],
    });
    await until(() => banners().length === 1, 'the banner');
    expect(banners()[0]).to.contain('Maren Holm isn’t renewed yet TikTok hasn’t renewed it yet. We keep trying');
    expect(banners()[0]).not.to.contain('Sign in again');
    await press('button', 'Check now');
    await until(() => server.asked('POST /v1/connections/*/check').length === 1, 'a check');
  });

  it('ask for a new token where one was pasted', async () => {
    show({
      accounts: ACCOUNTS.map((each) => ({ ...each, status: 'disconnected' })),
      connections: [connection({ source: 'token', tokenLast4: '1a2b', tiktokUser: null, state: 'disconnected' })],
    });
    await sees('Token ending in 1a2b is disconnected');
    expect(banners()[0]).to.contain('TikTok no longer accepts this token, so exports to 2 ad accounts wait.');
    expect(banners()[0]).to.contain('Paste a new token');
    await press('button', 'Paste a new token');
    await sees('Access token');
  });

  it('are not there for a sign-in that no ad account hangs on', async () => {
    show({ accounts: [], connections: [connection({ state: 'disconnected' })] });
    await sees('Sign-ins 1');
    expect(banners()).to.deep.equal([]);
  });

  it('leave a read-only ad account the way back by Refresh, which tries a renewal', async () => {
    const readOnly = connection({ kind: 'tiktok_account', state: 'read_only' });
    const { server, state } = show({
      accounts: [account('7300000000000000001', 'One', { status: 'read_only' })],
      connections: [readOnly],
    });
    await sees('Maren Holm is read-only');
    server.on('POST /v1/connections/*/check', () => {
      state.connections = [{ ...readOnly, state: 'active' }];
      state.accounts = [account('7300000000000000001', 'One')];
      return { body: state.connections[0] };
    });
    await press('button', 'Refresh One');
    await until(() => banners().length === 0, 'no banner');
    expect(all('row')[1]?.textContent).to.contain('Connected');
  });

  it('name the permission that is missing where it stops exports', async () => {
    show({
      accounts: [
        account('7300000000000000001', 'One', {
          status: 'read_only',
          statusReason: { code: 'tiktok_permission_denied', message: 'Not granted.' },
        }),
      ],
      connections: [
        connection({ notices: ['permissions_missing'], missingScopes: [{ id: '3', name: 'Audience Management' }] }),
      ],
    });
    await sees('The permission for audiences is missing.');
    expect(all('row')[1]?.textContent).to.contain('Sign in again');
  });
});
