import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { CLOSED_GRACE_MS } from '../../widget/controllers/connect-state.ts';
import { NoticeOverEvent } from '../../widget/element/notice-over.ts';
import { TikTokConnectStartedEvent } from '../../widget/events/connect-started.ts';
import { ATTEMPT_ID, adsServer, CONNECTION_ID, connection } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import {
  comesBack,
  forgetWindows,
  openWindow,
  postMessage,
  returned,
  show,
  SUCCEEDED,
  timePasses,
  watchWindows,
} from './support/connect.ts';
import { find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem, type StubServer } from './support/stub-server.ts';

beforeEach(() => watchWindows());
afterEach(forgetWindows);

/** The person closes the window, and the callback that may still come has had its time. */
async function closesWindow(server: StubServer): Promise<void> {
  const asked = () => server.asked('GET /v1/connections/attempts/*').length;
  const before = asked();
  openWindow()?.close();
  await until(() => asked() > before, 'a question to the server');
  expect(seen(), 'not before a late success had time').to.contain('Finish in the TikTok window');
  timePasses(CLOSED_GRACE_MS);
}

describe('<tiktok-connect-button>', () => {
  it('opens the window in the click, waits, and says who is connected', async () => {
    const { server, state, events, element } = show();
    const button = await find('button', 'Connect ad account');
    expect(seen()).to.contain('TikTok opens in a small window. You choose which ad accounts to use.');
    expect(await axeProblems(element)).to.deep.equal([]);
    button.click();
    expect(openWindow() === null).to.equal(false);
    await sees('Finish in the TikTok window');
    expect(seen()).to.contain('this stays open for 10 more minutes');
    expect(server.asked('POST /v1/connections/authorize')[0]?.body).to.deep.equal({ origin: location.origin });
    expect(await axeProblems(element)).to.deep.equal([]);
    state.attempt = SUCCEEDED;
    await sees('Connected as Maren Holm');
    expect(seen()).to.contain('TikTok shared 4 ad accounts. Choose which ones to use here.');
    expect(await axeProblems(element)).to.deep.equal([]);
    expect(events).to.deep.equal(['started', 'succeeded']);
    await until(() => openWindow()?.closed, 'the window closed');
  });

  it('hurries when the callback page speaks, and believes the server alone', async () => {
    const { server, state } = show();
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    const asked = () => server.asked('GET /v1/connections/attempts/*').length;
    const before = asked();
    postMessage('https://evil.example');
    postMessage('https://ads.example', 'att_other0000');
    // By the time another call has been answered, a check they had caused would have been asked.
    await server.client.call('getSession');
    expect(asked()).to.equal(before);
    postMessage('https://ads.example');
    await until(() => asked() > before, 'a question to the server');
    expect(seen()).to.contain('Finish in the TikTok window');
    state.attempt = SUCCEEDED;
    postMessage('https://ads.example');
    await sees('Connected as Maren Holm');
  });

  it('says so when the window is closed early, and starts again on request', async () => {
    const { events, element, server } = show();
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    await closesWindow(server);
    await sees('The TikTok window was closed');
    expect(seen()).to.contain('Nothing was connected. Start again whenever you like.');
    expect(events).to.deep.equal(['started', 'closed']);
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Start again');
    await sees('Finish in the TikTok window');
  });

  it('believes a late success after the window read as closed', async () => {
    const { state, server } = show();
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    await closesWindow(server);
    await sees('The TikTok window was closed');
    state.attempt = SUCCEEDED;
    window.dispatchEvent(new Event('focus'));
    await sees('Connected as Maren Holm');
  });

  it('offers this tab when the browser blocks the window', async () => {
    watchWindows(() => null);
    const { server, element } = show({ authorizeUrl: '#tiktok' });
    await press('button', 'Connect ad account');
    await sees('Your browser blocked the TikTok window');
    expect(server.asked('POST /v1/connections/authorize').length).to.equal(0);
    expect(await axeProblems(element)).to.deep.equal([]);
    const here = location.href;
    await press('button', 'Continue in this tab');
    await until(() => location.hash === '#tiktok', 'TikTok’s page');
    history.replaceState(null, '', here);
    expect(server.asked('POST /v1/connections/authorize')[0]?.body).to.deep.equal({
      origin: location.origin,
      returnUrl: here,
    });
    expect(sessionStorage.getItem('tiktok-ads-connect:attempt')).to.contain(ATTEMPT_ID);
  });

  it('goes on with the attempt that this tab came back from, and cleans the address', async () => {
    const here = new URL(location.href);
    history.replaceState(
      { host: 'state' },
      '',
      `${here.pathname}${here.search}${here.search === '' ? '?' : '&'}tiktok_attempt=${ATTEMPT_ID}#part`,
    );
    const { events } = show({ attempt: SUCCEEDED });
    await sees('Connected as Maren Holm');
    expect(location.search).to.equal(here.search);
    expect(location.hash).to.equal('#part');
    expect(history.state).to.deep.equal({ host: 'state' });
    expect(events).to.deep.equal(['succeeded']);
    history.replaceState(null, '', here);
  });

  it('takes a connection that a framework leaves out for none, and signs in anew', async () => {
    const { server, element } = show();
    element.setAttribute('connection-id', CONNECTION_ID);
    await find('button', 'Sign in again');
    element.removeAttribute('connection-id');
    await press('button', 'Connect ad account');
    await until(() => server.asked('POST /v1/connections/authorize').length === 1, 'the sign-in');
    expect(server.asked('POST /v1/connections/authorize')[0]?.body).to.deep.equal({ origin: location.origin });
  });

  it('hands what the tab came back with to the button of the workspace that it belongs to', async () => {
    const here = location.href;
    const back = new URL(here);
    back.searchParams.set('tiktok_attempt', ATTEMPT_ID);
    history.replaceState(null, '', back);
    const stranger = show();
    stranger.server.on('GET /v1/connections/attempts/*', () => problem(404, 'not_found'));
    const own = show({ attempt: SUCCEEDED });
    await sees('Connected as Maren Holm');
    await until(() => own.events.includes('succeeded'), 'the sign-in that was under way');
    expect([stranger.events, own.events]).to.deep.equal([[], ['succeeded']]);
    expect(stranger.server.asked('GET /v1/connections/attempts/*').length).to.equal(1);
    history.replaceState(null, '', here);
  });

  it('says when the network is gone and goes on when it is back', async () => {
    const { server, state, element } = show();
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    window.dispatchEvent(new Event('offline'));
    await sees('You’re offline');
    expect(await axeProblems(element)).to.deep.equal([]);
    state.attempt = SUCCEEDED;
    const before = server.asked('GET /v1/connections/attempts/*').length;
    await press('button', 'Check now');
    await sees('Connected as Maren Holm');
    expect(server.asked('GET /v1/connections/attempts/*').length > before).to.equal(true);
  });

  it('ends when the time is up', async () => {
    const { events, state } = show();
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    state.attempt = { status: 'expired' };
    timePasses(600_000);
    await sees('This took longer than 10 minutes');
    expect(events).to.deep.equal(['started', 'expired']);
  });

  it('shows TikTok’s request id when the sign-in fails, and takes a refusal as the person’s choice', async () => {
    const errors: string[] = [];
    const shown = show();
    const { state, element, events } = shown;
    element.addEventListener('tiktok-error', ({ detail }) => errors.push(detail.error.code));
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    comesBack(shown, {
      status: 'failed',
      error: {
        code: 'oauth_exchange_failed',
        message: 'TikTok did not accept the sign-in.',
        tiktokRequestId: '202603121432070A9F3C',
      },
    });
    await sees('TikTok didn’t connect');
    expect(seen()).to.contain('202603121432070A9F3C');
    expect(errors).to.deep.equal(['oauth_exchange_failed']);
    expect(await axeProblems(element)).to.deep.equal([]);
    state.attempt = { status: 'failed', error: { code: 'oauth_denied', message: 'Denied.' } };
    await press('button', 'Start again');
    await sees('TikTok access wasn’t allowed');
    expect(errors.length).to.equal(1);
    expect(events).to.deep.equal(['started', 'failed', 'started', 'refused']);
  });

  it('closes the window and explains when the sign-in cannot even start', async () => {
    const { server } = show();
    server.on('POST /v1/connections/authorize', () =>
      problem(502, 'tiktok_app_missing', 'No TikTok developer app is configured.'),
    );
    await press('button', 'Connect ad account');
    await sees('No TikTok developer app is configured.');
    await until(() => openWindow()?.closed, 'the window closed');
  });

  it('cancels: the window closes and the button is back with the focus', async () => {
    const { events } = show();
    (await find('button', 'Connect ad account')).focus();
    await sendKeys({ press: 'Enter' });
    await sees('Finish in the TikTok window');
    await press('button', 'Cancel');
    await until(() => focusedName() === 'Connect ad account', 'the focus on the button');
    await until(() => openWindow()?.closed, 'the window closed');
    expect(events).to.deep.equal(['started', 'cancelled']);
  });

  it('keeps the button but explains, without the Connect permission', async () => {
    const { element, server } = show({ permissions: ['read'] });
    await sees('Connecting needs the Connect permission. Ask an admin of this workspace.');
    const button = await find('button', 'Connect ad account');
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    expect(await axeProblems(element)).to.deep.equal([]);
    button.click();
    expect(openWindow() === null).to.equal(true);
    expect(server.asked('POST /v1/connections/authorize').length).to.equal(0);
  });

  it('says what to tick when TikTok shared nothing', async () => {
    show({ attempt: SUCCEEDED, connections: [connection({ advertiserCount: 0 })] });
    await press('button', 'Connect ad account');
    await sees('TikTok shared no ad accounts');
    await find('button', 'Try again');
  });

  it('signs a connection in again under its own id', async () => {
    const { server } = show({ attempt: SUCCEEDED }, { connectionId: CONNECTION_ID });
    await sees('Your imported ad accounts stay as they are.');
    await press('button', 'Sign in again');
    await sees('Signed in again as Maren Holm');
    expect(server.asked('POST /v1/connections/authorize')[0]?.body).to.deep.equal({
      origin: location.origin,
      connectionId: CONNECTION_ID,
    });
    await press('button', 'Done');
    await find('button', 'Sign in again');
  });

  it('says no more that nothing was lost once somebody signs in elsewhere on the page', async () => {
    const { element } = show({ attempt: SUCCEEDED }, { connectionId: CONNECTION_ID });
    await press('button', 'Sign in again');
    await sees('Signed in again as Maren Holm');
    document.body.dispatchEvent(new TikTokConnectStartedEvent({ attemptId: 'att_00000009' }));
    await find('button', 'Sign in again');
    expect(element.shadowRoot?.querySelector('.connect')?.textContent).not.to.contain('Nothing was lost');
  });

  it('goes on after a reload with the sign-in that was under way, and starts clean once it has ended', async () => {
    const { element, server, state } = show();
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    element.remove();
    const { element: next, server: nextServer, events } = returned();
    await sees('Finish in the TikTok window');
    expect(nextServer.asked('POST /v1/connections/authorize').length).to.equal(0);
    state.attempt = SUCCEEDED;
    nextServer.on('GET /v1/connections/attempts/*', () => ({
      body: { attemptId: ATTEMPT_ID, expiresAt: '2026-03-12T14:42:00.000Z', ...SUCCEEDED },
    }));
    postMessage('https://ads.example');
    await sees('Connected as Maren Holm');
    expect(events).to.deep.equal(['succeeded']);
    next.remove();
    returned();
    await find('button', 'Connect ad account');
    expect(server.asked('POST /v1/connections/authorize').length).to.equal(1);
  });

  it('leaves a sign-in alone that another element of the page looks after', async () => {
    show();
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    const { server } = returned();
    await find('button', 'Connect ad account');
    await server.client.call('getSession');
    expect(server.asked('GET /v1/connections/attempts/*').length).to.equal(0);
  });

  it('forgets a kept sign-in that the server does not know for this person', async () => {
    const { element } = show();
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    element.remove();
    const { server } = adsServer();
    server.on('GET /v1/connections/attempts/*', () => problem(404, 'not_found'));
    const next = document.createElement('tiktok-connect-button');
    next.client = server.client;
    let failures = 0;
    next.addEventListener('tiktok-connect-failed', () => (failures += 1));
    document.body.append(next);
    await until(() => sessionStorage.getItem('tiktok-ads-connect:attempt') === null, 'a clean start');
    await find('button', 'Connect ad account');
    expect(failures).to.equal(0);
  });

  it('opens the account picker of a known connection without a sign-in', async () => {
    const { element, events } = show({}, { withoutTrigger: true });
    await until(() => element.hasAttribute('idle'), 'an empty element');
    element.choose({ connectionId: CONNECTION_ID });
    await sees('Choose ad accounts to use here');
    await sees('Signed in to TikTok as Maren Holm');
    await press('checkbox', /Nordlys Outdoor/);
    await press('button', 'Import 1 account');
    await sees('1 ad account imported');
    document.body.dispatchEvent(new NoticeOverEvent(['con_another1']));
    expect(seen(), 'another sign-in is another matter').to.contain('1 ad account imported');
    document.body.dispatchEvent(new NoticeOverEvent([CONNECTION_ID]));
    await until(() => element.hasAttribute('idle'), 'nothing that claims they are ready');
    expect(events).to.deep.equal([]);
    expect(openWindow() === null).to.equal(true);
  });
});
