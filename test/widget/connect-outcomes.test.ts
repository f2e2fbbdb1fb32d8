import { expect } from 'chai';
import { account, CONNECTION_ID, connection } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import {
  comesBack,
  forgetWindows,
  openWindow,
  show,
  spoken,
  SUCCEEDED,
  timePasses,
  watchWindows,
} from './support/connect.ts';
import { all, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const KOPI = account('7265510078841200642', 'Kopi Pagi Nusantara');
const LUMEN = account('7150049226031874049', 'Lumen & Sons Ltd');
const LOST = account('7298811460037716994', 'شركة الواحة للتجارة');
const KNOWN = { connections: [connection({ advertiserCount: 4, importedCount: 3 })], accounts: [KOPI, LUMEN, LOST] };

/** How often a sentence was said aloud. */
const times = (element: Element, part: string) => spoken(element).filter((text) => text.includes(part)).length;

beforeEach(() => watchWindows());
afterEach(forgetWindows);

describe('what came of a sign-in', () => {
  it('says that nothing was lost, since the server would have asked first', async () => {
    const { element } = show({ ...KNOWN, attempt: SUCCEEDED }, { connectionId: CONNECTION_ID });
    await press('button', 'Sign in again');
    await sees('The ad accounts work again. Nothing was lost.');
    expect(times(element, 'Signed in again as Maren Holm. The ad accounts work again.')).to.equal(1);
    expect(await axeProblems(element)).to.deep.equal([]);
    expect(all('button').map((button) => button.textContent?.trim())).to.deep.equal(['Done', 'Choose ad accounts']);
  });

  it('says what happens to imported ad accounts when signing in again shares none', async () => {
    show(
      { connections: [connection({ advertiserCount: 0, importedCount: 3 })], attempt: SUCCEEDED },
      { connectionId: CONNECTION_ID },
    );
    await press('button', 'Sign in again');
    await sees('TikTok shared no ad accounts');
    expect(seen()).to.contain('Your imported ad accounts stay listed');
  });

  it('leads on to choosing when the person was connected already and came for more', async () => {
    const { element } = show({ ...KNOWN, accounts: [LUMEN], attempt: SUCCEEDED });
    await press('button', 'Connect ad account');
    await sees('TikTok shared 4 ad accounts. Choose which ones to use here.');
    expect(times(element, 'Signed in again as Maren Holm')).to.equal(1);
    expect((await find('button', 'Choose ad accounts')).classList.contains('btn--primary')).to.equal(true);
  });

  it('names the permissions that are missing, what that means, and how to give them', async () => {
    const missingScopes = [{ id: '3', name: 'Audience Management' }];
    const { element, server } = show({
      attempt: SUCCEEDED,
      connections: [connection({ advertiserCount: 4, missingScopes, notices: ['permissions_missing'] })],
    });
    await press('button', 'Connect ad account');
    await until(
      () => /Not allowed: .Audience Management.\. Without it, no audience can be exported\./.test(seen()),
      'it',
    );
    expect(seen()).to.contain('Connected as Maren Holm');
    expect(await axeProblems(element)).to.deep.equal([]);
    await find('button', 'Choose ad accounts');
    await press('button', 'Sign in again');
    await until(() => server.asked('POST /v1/connections/authorize').length === 2, 'a second sign-in');
    expect(server.asked('POST /v1/connections/authorize')[1]?.body).to.include({ connectionId: CONNECTION_ID });
  });

  it('sends people of a Business Center without an ad account to its Admin, not to ticks', async () => {
    const connections = [connection({ advertiserCount: 0, notices: ['business_center_only'] })];
    show({ attempt: SUCCEEDED, connections });
    await press('button', 'Connect ad account');
    await sees('No ad account in your Business Center is shared');
    expect(seen()).to.contain('Ask an Admin of the Business Center to assign you an ad account');
    expect(seen()).not.to.contain('tick at least one');
  });

  it('says what the sandbox cannot do, in place', async () => {
    show({ attempt: SUCCEEDED, connections: [connection({ notices: ['sandbox_limits'], environment: 'sandbox' })] });
    await press('button', 'Connect ad account');
    await sees('TikTok’s sandbox lists no ad accounts beyond those you entered');
  });

  it('connects a TikTok account, and sends nobody to ticks when it shares no ad accounts', async () => {
    const connections = [connection({ kind: 'tiktok_account', advertiserCount: 0, notices: ['no_ad_accounts'] })];
    const { server, element, events } = show({ attempt: SUCCEEDED, connections }, { kind: 'tiktok_account' });
    await sees('You sign in with a TikTok account.');
    await press('button', 'Connect TikTok account');
    await sees('This TikTok account shares no ad accounts, and doesn’t have to.');
    expect(seen()).to.contain('Connected as Maren Holm');
    expect(seen()).not.to.contain('tick at least one');
    const asked = () => server.asked('POST /v1/connections/authorize');
    expect(asked()[0]?.body).to.deep.equal({ origin: location.origin, kind: 'tiktok_account' });
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Connect ad account');
    await until(() => events.filter((name) => name === 'started').length === 2, 'a second sign-in');
    expect(asked()[1]?.body).to.deep.equal({ origin: location.origin });
  });

  it('says as whom to sign in again, and who was wrong', async () => {
    const shown = show({}, { connectionId: CONNECTION_ID });
    await press('button', 'Sign in again');
    await until(() => /Sign in as .Maren Holm., then share the same ad accounts\./.test(seen()), 'the name');
    comesBack(shown, { status: 'failed', error: { code: 'oauth_user_mismatch', message: 'Another user.' } });
    await sees('Another TikTok user signed in');
    expect(seen()).to.match(/This connection belongs to .Maren Holm.: sign out of TikTok/);
  });

  it('tells a sign-in that could not start from one that TikTok ended', async () => {
    const { server, element } = show();
    server.on('POST /v1/connections/authorize', () => problem(500, 'internal_error'));
    await press('button', 'Connect ad account');
    await sees('We couldn’t start the sign-in');
    expect(seen()).to.contain('Something went wrong on our side. Nothing has changed.');
    expect(seen()).to.contain('req_0123456789');
    expect(times(element, 'We couldn’t start the sign-in')).to.equal(1);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('asks for a reload when the session has ended', async () => {
    const { server, element } = show();
    server.on('POST /v1/connections/authorize', () => problem(401, 'session_expired'));
    await press('button', 'Connect ad account');
    await sees('Your session has ended');
    await find('button', 'Reload the page');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('explains a permission that was taken away meanwhile, and goes back to the button', async () => {
    const { server } = show();
    server.on('POST /v1/connections/authorize', () => problem(403, 'permission_denied'));
    await press('button', 'Connect ad account');
    await sees('You can’t connect ad accounts');
    expect(seen()).to.contain('Connecting needs the Connect permission.');
    await press('button', 'Close');
    await until(() => focusedName() === 'Connect ad account', 'the focus on the button');
  });
});

describe('the wait for TikTok', () => {
  it('is announced once, and then at five minutes and at one', async () => {
    const { element, state } = show({ expiresInMs: 301_000 });
    await press('button', 'Connect ad account');
    await sees('this stays open for 6 more minutes');
    timePasses(2000);
    await sees('this stays open for 5 more minutes');
    expect(times(element, 'Finish in the TikTok window')).to.equal(1);
    expect(spoken(element)).to.include('5 minutes left to finish in the TikTok window');
    state.attempt = { status: 'expired' };
    timePasses(300_000);
    await sees('This took longer than 10 minutes');
    expect(times(element, 'This took longer than 10 minutes')).to.equal(1);
  });

  it('starts once when pressed twice', async () => {
    const { server } = show();
    const button = await find('button', 'Connect ad account');
    button.click();
    button.click();
    await sees('Finish in the TikTok window');
    expect(server.asked('POST /v1/connections/authorize').length).to.equal(1);
  });

  it('ends where another button of the page takes the window for a sign-in of its own', async () => {
    const first = show();
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    const second = show({ attemptId: 'att_second0000' }, { kind: 'tiktok_account' });
    await press('button', 'Connect TikTok account');
    await until(() => first.events.includes('cancelled'), 'the end of the first');
    await find('button', 'Connect ad account');
    const kept = () => sessionStorage.getItem('tiktok-ads-connect:attempt') ?? '';
    await until(() => kept().includes('att_second0000'), 'the wait of the second');
    expect(openWindow()?.closed).to.equal(false);
    comesBack(second, SUCCEEDED);
    await sees('Connected as Maren Holm');
    expect(sessionStorage.length).to.equal(0);
  });

  it('goes on when the page moves the element, and asks nothing while it is out of the page', async () => {
    const { element, server, state } = show();
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    element.remove();
    const asked = server.requests.length;
    await server.client.call('getSession');
    window.dispatchEvent(new Event('focus'));
    await server.client.call('getSession');
    expect(server.requests.length).to.equal(asked + 2);
    state.attempt = SUCCEEDED;
    document.body.append(element);
    timePasses(1500);
    await sees('Connected as Maren Holm');
    expect(openWindow()?.closed).to.equal(true);
  });
});
