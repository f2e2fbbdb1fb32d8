import { expect } from 'chai';
import { missingAccounts } from '../../widget/connect-button/missing-accounts.ts';
import { account, advertiser, CONNECTION_ID, connection } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { ADVERTISERS, forgetWindows, openWindow, show, spoken, SUCCEEDED, watchWindows } from './support/connect.ts';
import { all, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const KOPI = account('7265510078841200642', 'Kopi Pagi Nusantara');
const LUMEN = account('7150049226031874049', 'Lumen & Sons Ltd');
const LOST = account('7298811460037716994', 'شركة الواحة للتجارة');
const ELSEWHERE = account('7298811460037716000', 'Of another sign-in', { connectionId: 'con_other0001' });
const KNOWN = { connections: [connection({ advertiserCount: 4, importedCount: 3 })], accounts: [KOPI, LUMEN, LOST] };

/** How often a sentence was said aloud. */
const times = (element: Element, part: string) => spoken(element).filter((text) => text.includes(part)).length;

beforeEach(() => watchWindows());
afterEach(forgetWindows);

describe('what came of a sign-in', () => {
  it('names the ad accounts that signing in again no longer shares, keeps them, and offers to sign in again first', async () => {
    const { element, server } = show({ ...KNOWN, attempt: SUCCEEDED }, { connectionId: CONNECTION_ID });
    await press('button', 'Sign in again');
    await sees('This sign-in shares 2 fewer ad accounts');
    expect(seen()).to.match(/.Kopi Pagi Nusantara. and .شركة الواحة للتجارة. stay listed/);
    expect(seen()).to.contain('can’t be used until they are shared again. Sign in again and tick every ad account');
    expect(seen()).not.to.contain('Lumen');
    expect(await axeProblems(element)).to.deep.equal([]);
    expect(times(element, 'This sign-in shares 2 fewer ad accounts')).to.equal(1);
    expect(all('button').map((button) => button.textContent?.trim())).to.deep.equal([
      'Sign in again',
      'Go on without them',
    ]);
    await press('button', 'Sign in again');
    await until(() => server.asked('POST /v1/connections/authorize').length === 2, 'a second sign-in');
    expect(server.asked('POST /v1/connections/authorize')[1]?.body).to.include({ connectionId: CONNECTION_ID });
    expect(server.requests.filter((request) => request.method === 'DELETE').length).to.equal(0);
  });

  it('says that nothing was lost once it has compared, and not before', async () => {
    const { element, server } = show(
      { ...KNOWN, accounts: [LUMEN, ELSEWHERE], attempt: SUCCEEDED },
      { connectionId: CONNECTION_ID },
    );
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    server.on('GET /v1/connections/*/advertisers', async () => {
      await asked;
      return { body: { items: ADVERTISERS, nextCursor: null } };
    });
    await press('button', 'Sign in again');
    await sees('Checking that it still shares your ad accounts.');
    expect(seen()).not.to.contain('Nothing was lost');
    expect(times(element, 'Signed in again')).to.equal(0);
    answer();
    await sees('Its ad accounts work again. Nothing was lost.');
    expect(times(element, 'Signed in again as Maren Holm. Its ad accounts work again.')).to.equal(1);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('admits that it could not compare', async () => {
    const { server } = show({ ...KNOWN, attempt: SUCCEEDED }, { connectionId: CONNECTION_ID });
    server.on('GET /v1/connections/*/advertisers', () => problem(502, 'tiktok_unavailable'));
    await press('button', 'Sign in again');
    await sees('We couldn’t check which ad accounts it shares.');
    await find('button', 'Done');
  });

  it('says what happens to imported ad accounts when signing in again shares none', async () => {
    show({ ...KNOWN, advertisers: [], attempt: SUCCEEDED }, { connectionId: CONNECTION_ID });
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

  it('says as whom to sign in again, and who was wrong', async () => {
    const { state } = show({}, { connectionId: CONNECTION_ID });
    await press('button', 'Sign in again');
    await until(() => /Sign in as .Maren Holm., then share the same ad accounts\./.test(seen()), 'the name');
    state.attempt = { status: 'failed', error: { code: 'oauth_user_mismatch', message: 'Another user.' } };
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
    await sees('this stays open for 5 more minutes');
    expect(times(element, 'Finish in the TikTok window')).to.equal(1);
    expect(spoken(element)).to.include('5 minutes left to finish in the TikTok window');
    state.attempt = { status: 'expired' };
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
    await sees('Connected as Maren Holm');
    expect(openWindow()?.closed).to.equal(true);
  });
});

describe('the ad accounts that a sign-in shares no more', () => {
  it('are those imported from this connection that the new list lacks, by name', () => {
    const imported = [LOST, ELSEWHERE, LUMEN, KOPI];
    const names = (ids: readonly string[]) =>
      missingAccounts(
        imported,
        ids.map((id) => advertiser(id, 'Shared')),
        CONNECTION_ID,
      ).map((each) => each.name);
    expect(names([LUMEN.advertiserId])).to.deep.equal([KOPI.name, LOST.name]);
    expect(names([LUMEN.advertiserId, KOPI.advertiserId, LOST.advertiserId])).to.deep.equal([]);
    expect(missingAccounts([], [advertiser('1', 'Shared')], CONNECTION_ID)).to.deep.equal([]);
  });
});
