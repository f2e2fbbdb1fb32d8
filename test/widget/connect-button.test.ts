import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { ConnectionAttempt } from '../../shared/connections.ts';
import { OAUTH_MESSAGE_TYPE } from '../../shared/oauth-message.ts';
import { TikTokAdsError } from '../../widget/client/errors.ts';
import '../../widget/connect-button/define.ts';
import type { TikTokConnectButton } from '../../widget/connect-button/connect-button.ts';
import {
  CLOSED_GRACE_MS,
  type ConnectEvent,
  type ConnectState,
  deadlineFor,
  minutesLeft,
  nextState,
  pollDelayMs,
} from '../../widget/controllers/connect-state.ts';
import { type AdsState, ATTEMPT_ID, adsServer, advertiser, CONNECTION_ID, connection } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const ADVERTISERS = [
  advertiser('7104856021930123265', 'Nordlys Outdoor — Europe', { role: 'ADMIN' }),
  advertiser('7231904417760051203', '株式会社ひかり化粧品', { timezone: 'Asia/Tokyo' }),
  advertiser('7150049226031874049', 'Lumen & Sons Ltd', { importable: false, reason: 'analyst', role: 'ANALYST' }),
  advertiser('7180023349915566081', 'Casa Girassol Decoração', { importable: false, reason: 'already_imported' }),
];
const SUCCEEDED = { status: 'succeeded', connectionId: CONNECTION_ID } as const;

const realOpen = window.open;
let popup: Window | null = null;
/** Windows open for real, and the test holds on to the last one. */
function watchWindows(open: typeof window.open = realOpen): void {
  window.open = (...given) => (popup = open.apply(window, given));
}

function show(change: Partial<AdsState> = {}, properties: Partial<TikTokConnectButton> = {}) {
  const { server, state } = adsServer({
    advertisers: ADVERTISERS,
    connections: [connection({ advertiserCount: 4 })],
    ...change,
  });
  const element = document.createElement('tiktok-connect-button');
  const events: string[] = [];
  for (const name of ['started', 'succeeded', 'failed'] as const) {
    element.addEventListener(`tiktok-connect-${name}`, (event) =>
      events.push('reason' in event.detail ? event.detail.reason : name),
    );
  }
  Object.assign(element, { client: server.client }, properties);
  document.body.append(element);
  return { element, server, state, events };
}

/** What the callback page posts; a stranger's origin must change nothing. */
function postMessage(origin: string, attemptId = ATTEMPT_ID): void {
  window.dispatchEvent(
    new MessageEvent('message', { origin, data: { type: OAUTH_MESSAGE_TYPE, attemptId, status: 'succeeded' } }),
  );
}

async function connected(change: Partial<AdsState> = {}) {
  const shown = show({ attempt: SUCCEEDED, ...change });
  await press('button', 'Connect ad account');
  await find('button', 'Choose ad accounts');
  return shown;
}

beforeEach(() => watchWindows());
afterEach(() => {
  popup?.close();
  popup = null;
  window.open = realOpen;
  clearPage();
  sessionStorage.clear();
});

describe('<tiktok-connect-button>', () => {
  it('opens the window in the click, waits, and says who is connected', async () => {
    const { server, state, events, element } = show();
    const button = await find('button', 'Connect ad account');
    expect(seen()).to.contain('TikTok opens in a small window. You choose which ad accounts to use.');
    expect(await axeProblems(element)).to.deep.equal([]);
    button.click();
    expect(popup === null).to.equal(false);
    await sees('Finish in the TikTok window');
    expect(seen()).to.contain('this stays open for 10 more minutes');
    expect(server.asked('POST /v1/connections/authorize')[0]?.body).to.deep.equal({ origin: location.origin });
    expect(await axeProblems(element)).to.deep.equal([]);
    state.attempt = SUCCEEDED;
    await sees('Connected as Maren Holm');
    expect(seen()).to.contain('TikTok shared 4 ad accounts. Choose which ones to use here.');
    expect(await axeProblems(element)).to.deep.equal([]);
    expect(events).to.deep.equal(['started', 'succeeded']);
    await until(() => popup?.closed, 'the window closed');
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
    const { events, element } = show();
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    popup?.close();
    await sees('The TikTok window was closed');
    expect(seen()).to.contain('Nothing was connected. Start again whenever you like.');
    expect(events).to.deep.equal(['started', 'closed']);
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Start again');
    await sees('Finish in the TikTok window');
  });

  it('believes a late success after the window read as closed', async () => {
    const { state } = show();
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    popup?.close();
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
    await sees('This took longer than 10 minutes');
    expect(events).to.deep.equal(['started', 'expired']);
  });

  it('shows TikTok’s request id when the sign-in fails, and takes a refusal as the person’s choice', async () => {
    const errors: string[] = [];
    const { state, element, events } = show();
    element.addEventListener('tiktok-error', ({ detail }) => errors.push(detail.error.code));
    await press('button', 'Connect ad account');
    await sees('Finish in the TikTok window');
    state.attempt = {
      status: 'failed',
      error: {
        code: 'oauth_exchange_failed',
        message: 'TikTok did not accept the sign-in.',
        tiktokRequestId: '202603121432070A9F3C',
      },
    };
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
    await until(() => popup?.closed, 'the window closed');
  });

  it('cancels: the window closes and the button is back with the focus', async () => {
    const { events } = show();
    (await find('button', 'Connect ad account')).focus();
    await sendKeys({ press: 'Enter' });
    await sees('Finish in the TikTok window');
    await press('button', 'Cancel');
    await until(() => focusedName() === 'Connect ad account', 'the focus on the button');
    await until(() => popup?.closed, 'the window closed');
    expect(events).to.deep.equal(['started', 'cancelled']);
  });

  it('keeps the button but explains, without the Connect permission', async () => {
    const { element, server } = show({ permissions: ['read'] });
    await sees('Connecting needs the Connect permission. Ask an admin of this workspace.');
    const button = await find('button', 'Connect ad account');
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    expect(await axeProblems(element)).to.deep.equal([]);
    button.click();
    expect(popup === null).to.equal(true);
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
    await press('button', 'Connect ad account');
    await sees('Signed in again as Maren Holm');
    expect(server.asked('POST /v1/connections/authorize')[0]?.body).to.deep.equal({
      origin: location.origin,
      connectionId: CONNECTION_ID,
    });
    await press('button', 'Done');
    await find('button', 'Connect ad account');
  });

  it('takes a sandbox token in a form, says what is missing, and never shows the token again', async () => {
    const { server, element } = show({}, { environment: 'sandbox' });
    await press('button', 'Connect ad account');
    await sees('Connect a sandbox account');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Connect sandbox');
    await sees('Paste the access token');
    await sendKeys({ type: 'sandbox-token-123456' });
    await press('button', 'Connect sandbox');
    await sees('Enter at least one ad account ID');
    await sendKeys({ type: '7104856021930123265, 7231904417760051203' });
    server.on('POST /v1/connections/token', () =>
      problem(422, 'tiktok_token_rejected', 'TikTok refuses this token.', { tiktokRequestId: '20260312AB' }),
    );
    await press('button', 'Connect sandbox');
    await sees('TikTok refuses this token.');
    expect(await axeProblems(element)).to.deep.equal([]);
    server.on('POST /v1/connections/token', () => ({
      status: 201,
      body: connection({ environment: 'sandbox', source: 'token' }),
    }));
    await press('button', 'Connect sandbox');
    await find('button', 'Choose ad accounts');
    expect(server.asked('POST /v1/connections/token').at(-1)?.body).to.deep.equal({
      environment: 'sandbox',
      accessToken: 'sandbox-token-123456',
      advertiserIds: ['7104856021930123265', '7231904417760051203'],
    });
    expect(popup === null).to.equal(true);
  });
});

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
    const many = Array.from({ length: 3000 }, (_, index) =>
      advertiser(
        String(7104856021930120000n + BigInt(index)),
        `${index % 2 === 0 ? 'Café Zürich' : 'Meridian'} ${index}`,
      ),
    );
    const { server } = await connected({ advertisers: many, connections: [connection({ advertiserCount: 3000 })] });
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
    await sees('No ad account has “nobody of that name” in its name or ID.');
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
    await sendKeys({ press: 'Enter' });
    await sees('We couldn’t load the ad accounts');
    server.on('GET /v1/connections/*/advertisers', () => ({ body: { items: ADVERTISERS, nextCursor: null } }));
    await press('button', 'Try again');
    await find('checkbox', /^Nordlys/);
    await sendKeys({ press: 'Escape' });
    await until(() => all('dialog').length === 0, 'no dialog');
    await until(() => focusedName() === 'Choose ad accounts', 'the focus back');
  });
});

describe('the decisions of a sign-in', () => {
  const attempt = { attemptId: ATTEMPT_ID, authorizeUrl: 'https://tiktok.example', startedAt: 0, deadline: 600_000 };
  const answer = (status: ConnectionAttempt['status'], more: Partial<ConnectionAttempt> = {}): ConnectionAttempt => ({
    attemptId: ATTEMPT_ID,
    expiresAt: '2026-03-12T14:42:00.000Z',
    status,
    ...more,
  });
  const run = (events: [ConnectEvent, number][], from: ConnectState = { name: 'idle' }) =>
    events.reduce((state, [event, now]) => nextState(state, event, now), from);
  const waiting = run([
    [{ type: 'started', isBlocked: false }, 0],
    [{ type: 'authorized', attempt }, 0],
  ]);

  it('does not take a window for closed before the server had time to finish', () => {
    const closed: [ConnectEvent, number] = [{ type: 'window', isClosed: true }, 1000];
    const early = run([closed, [{ type: 'answered', answer: answer('pending'), askedAt: 1000 }, 1200]], waiting);
    expect(early.name).to.equal('waiting');
    const late = run(
      [closed, [{ type: 'answered', answer: answer('pending'), askedAt: 1000 + CLOSED_GRACE_MS }, 4000]],
      waiting,
    );
    expect(late.name).to.equal('closed');
    const finished = run(
      [closed, [{ type: 'answered', answer: answer('succeeded', { connectionId: 'con_1' }), askedAt: 1000 }, 1200]],
      waiting,
    );
    expect(finished).to.deep.equal({ name: 'connected', connectionId: 'con_1' });
  });

  it('forgets that a window read as closed when it turns out to be open', () => {
    const back = run(
      [
        [{ type: 'window', isClosed: true }, 1000],
        [{ type: 'window', isClosed: false }, 1500],
      ],
      waiting,
    );
    expect(back).to.deep.equal(waiting);
  });

  it('ends at the deadline, whatever the window does, with time for a last answer', () => {
    expect(run([[{ type: 'tick' }, 600_000]], waiting).name).to.equal('waiting');
    expect(run([[{ type: 'tick' }, 603_000]], waiting).name).to.equal('expired');
    expect(run([[{ type: 'tick' }, 603_000]], { name: 'closed', attempt }).name).to.equal('expired');
  });

  it('ignores answers to another attempt and answers that come after the end', () => {
    const other = { ...answer('succeeded', { connectionId: 'con_1' }), attemptId: 'att_other0000' };
    expect(run([[{ type: 'answered', answer: other, askedAt: 0 }, 0]], waiting)).to.equal(waiting);
    const late: [ConnectEvent, number] = [{ type: 'answered', answer: answer('failed'), askedAt: 0 }, 0];
    expect(run([[{ type: 'reset' }, 0], late], waiting).name).to.equal('idle');
  });

  it('waits out a lost network and a server in trouble, but not a lost session', () => {
    const failed = (code: TikTokAdsError['code'], status = 0): [ConnectEvent, number] => [
      { type: 'check-failed', error: new TikTokAdsError(code, '', { status }) },
      0,
    ];
    expect(run([failed('network_error')], waiting)).to.include({ name: 'waiting', isOffline: true });
    expect(
      run([failed('network_error'), [{ type: 'answered', answer: answer('pending'), askedAt: 1 }, 1]], waiting),
    ).to.include({ isOffline: false });
    expect(run([failed('tiktok_unavailable', 502)], waiting)).to.equal(waiting);
    expect(run([failed('timeout')], waiting)).to.equal(waiting);
    expect(run([failed('session_unavailable')], waiting).name).to.equal('failed');
    expect(run([failed('not_found', 404)], waiting).name).to.equal('failed');
  });

  it('trusts the server’s end only where this clock makes it plausible', () => {
    expect(deadlineFor(new Date(480_000).toISOString(), 0)).to.equal(480_000);
    expect(deadlineFor('2020-01-01T00:00:00.000Z', Date.UTC(2026, 0))).to.equal(Date.UTC(2026, 0) + 600_000);
    expect(deadlineFor('2030-01-01T00:00:00.000Z', Date.UTC(2026, 0))).to.equal(Date.UTC(2026, 0) + 600_000);
    expect(deadlineFor('nonsense', 5)).to.equal(600_005);
  });

  it('asks often at first and once the window is gone, calmly later, never when nothing is open', () => {
    expect(pollDelayMs(waiting, 0)).to.equal(1500);
    expect(pollDelayMs(waiting, 70_000)).to.equal(3000);
    expect(pollDelayMs(run([[{ type: 'window', isClosed: true }, 70_000]], waiting), 70_000)).to.equal(1000);
    expect(pollDelayMs({ name: 'closed', attempt }, 0)).to.equal(5000);
    expect(pollDelayMs({ name: 'idle' }, 0)).to.equal(Number.POSITIVE_INFINITY);
  });

  it('counts the minutes that are left, rounded up', () => {
    expect([600_000, 599_000, 61_000, 60_000, 10].map((left) => minutesLeft(left, 0))).to.deep.equal([10, 10, 2, 1, 1]);
  });
});
