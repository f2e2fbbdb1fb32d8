import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../widget/ad-account-list/define.ts';
import type { Connection } from '../../shared/connections.ts';
import { account, type AdsState, adsServer, CONNECTION_ID, connection } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { all, clearPage, find, focusedName, nameOf, press, seen, sees, until } from './support/page.ts';
import { problem, type StubRoute } from './support/stub-server.ts';

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
const ACCOUNTS = [
  account('7104856021930123265', 'Nordlys Outdoor — Europe'),
  account('7231904417760051203', '株式会社ひかり化粧品'),
];
const person = (displayName: string, email: string | null = null) => ({ coreUserId: displayName, displayName, email });
const MAREN = connection({ tiktokUser: person('Maren Holm', 'm***n@nordlys.example'), advertiserCount: 7 });

function show(change: Partial<AdsState> = {}, routes: Record<string, StubRoute> = {}) {
  const { server, state } = adsServer({ accounts: ACCOUNTS, connections: [MAREN], ...change });
  for (const [route, answer] of Object.entries(routes)) server.on(route, answer);
  const element = document.createElement('tiktok-ad-account-list');
  element.client = server.client;
  element.lang = 'en';
  document.body.append(element);
  return { element, server, state };
}

const showOne = (change: Partial<Connection>) => show({ connections: [{ ...MAREN, ...change }] });

/** The text of each sign-in. */
const entries = () =>
  Array.from(
    document.querySelector('tiktok-ad-account-list')?.shadowRoot?.querySelectorAll<HTMLElement>('.sign-in') ?? [],
  ).map((entry) => (entry.textContent ?? '').replace(/\s+/g, ' ').trim());
const onlyEntry = (words: string | RegExp): Promise<string> =>
  until(
    () => entries().find((text) => (typeof words === 'string' ? text.includes(words) : words.test(text))),
    `a sign-in that says ${String(words)}`,
  );
const spoken = () =>
  document.querySelector('tiktok-ad-account-list')?.shadowRoot?.querySelector('[role=status]')?.textContent ?? '';

afterEach(() => {
  clearPage();
  localStorage.clear();
  sessionStorage.clear();
});

describe('sign-ins below the ad accounts', () => {
  it('are one quiet line each while all is well', async () => {
    const { element } = show({
      connections: [
        MAREN,
        connection({
          id: 'con_account1',
          kind: 'tiktok_account',
          tokenExpiresAt: inHours(18.5),
          signInEndsAt: inHours(24 * 300),
          tiktokUser: person('Kopi Pagi'),
          lastCheckedAt: inHours(-3),
        }),
        connection({ id: 'con_token0001', source: 'token', tokenLast4: '1a2b', tiktokUser: null, advertiserCount: 1 }),
      ],
    });
    await sees('Sign-ins 3');
    const [maren, kopi, token] = entries();
    expect(maren).to.equal(
      'Maren Holm m***n@nordlys.example Connected Needs no renewal 2 of 7 ad accounts used Not checked yet Manage',
    );
    expect(kopi).to.equal(
      'Kopi Pagi TikTok account Connected Renews itself, next in 12 hours 0 of 3 ad accounts used Checked 3 hours ago Manage',
    );
    expect(token).to.contain('Token ending in 1a2b Connected');
    expect(all('button', /^(Sign in again|Check now|Disconnect)/).length, 'nothing to press').to.equal(0);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('count as used only what they still share', async () => {
    const lost = { status: 'no_permission' } as const;
    show({
      accounts: [account('7300000000000000001', 'Kept'), account('7300000000000000002', 'Lost', lost)],
      connections: [connection({ advertiserCount: 1, importedCount: 1 })],
    });
    await sees('2 ad accounts here, 1 of them shared');
    clearPage();
    show({
      accounts: [account('7300000000000000002', 'Lost', lost)],
      connections: [connection({ advertiserCount: 3 })],
    });
    await sees('1 ad account here, not shared');
  });

  it('fold beyond three, and those in trouble stay in view, what has stopped first', async () => {
    const calm = ['a', 'b', 'c', 'd'].map((id) =>
      connection({ id: `con_calm${id}`, tiktokUser: person(`Calm ${id}`) }),
    );
    show({
      connections: [
        ...calm,
        connection({ id: 'con_readonly1', state: 'read_only', tiktokUser: person('Reads') }),
        connection({ id: 'con_gone00001', state: 'disconnected', tiktokUser: person('Refused') }),
      ],
    });
    await press('button', 'Show 3 more sign-ins');
    await until(() => entries().length === 6, 'all six');
    expect(entries().map((text) => text.split(' ')[0])).to.deep.equal([
      'Refused',
      'Reads',
      ...Array<string>(4).fill('Calm'),
    ]);
    expect((await find('button', 'Show fewer')).getAttribute('aria-expanded')).to.equal('true');
  });

  it('say when one must be signed in again, and when renewing is late', async () => {
    const { element } = show({
      connections: [
        connection({ state: 'expiring', signInEndsAt: '2031-12-04T12:00:00.000Z', notices: ['sign_in_ends'] }),
        connection({
          id: 'con_late00001',
          kind: 'tiktok_account',
          state: 'expiring',
          tokenExpiresAt: inHours(2),
          signInEndsAt: inHours(24 * 300),
          notices: ['renewal_delayed'],
          tiktokUser: person('Kopi Pagi'),
        }),
      ],
    });
    expect(await onlyEntry('Ends soon Works until')).to.match(/until (4 Dec|Dec 4),? 2031\./);
    expect(all('button', /^Sign in again/), 'only in the banner').to.have.length(1);
    await press('button', /^Dismiss: Maren Holm/);
    await until(() => all('button', 'Sign in again as Maren Holm').length === 1, 'it, now that no banner asks');
    const late = await onlyEntry('Kopi Pagi');
    expect(late).to.match(/Ends soon Works until .*\d:\d\d/);
    expect(late).to.contain('TikTok hasn’t renewed it yet. We keep trying. Nothing has changed so far.');
    expect(late).to.contain('Check now');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('tell what a grant lacks, each with its own next step', async () => {
    const { element, server } = show({
      accounts: [],
      connections: [
        connection({ id: 'con_none00001', advertiserCount: 0, notices: ['no_ad_accounts'] }),
        connection({ id: 'con_business1', advertiserCount: 0, notices: ['business_center_only'] }),
        connection({
          id: 'con_missing01',
          notices: ['permissions_missing'],
          missingScopes: [
            { id: '1', name: 'Ad Account Management' },
            { id: '3', name: 'Audience Management' },
          ],
        }),
        connection({
          id: 'con_account01',
          kind: 'tiktok_account',
          advertiserCount: 0,
          notices: ['no_ad_accounts'],
          tiktokUser: person('@kopi'),
        }),
        connection({
          id: 'con_sandbox01',
          environment: 'sandbox',
          source: 'token',
          tokenLast4: '9f3c',
          tiktokUser: null,
          advertiserCount: 0,
          notices: ['no_ad_accounts', 'sandbox_limits'],
        }),
      ],
    });
    await sees('Sign-ins 5');
    const texts = entries();
    expect(texts[0]).to.contain('No ad accounts');
    expect(texts[0]).to.contain(
      'This sign-in shares no ad accounts. Sign in again and tick at least one on TikTok’s page. Sign in again',
    );
    expect(texts[1]).to.contain('Ask an admin there to assign one, then check again. Check now Business Center');
    expect(texts[2]).to.contain(
      'The permissions “Ad Account Management” and “Audience Management” are missing, so ad accounts can’t be read and audiences can’t be created or changed. Sign in again and leave them ticked. Sign in again',
    );
    expect(texts[3]).to.contain(
      'This TikTok account reaches no ad accounts. Sign in as an advertiser to add them. Connect ad account',
    );
    expect(texts[4]).to.contain('Sandbox');
    expect(texts[4]).to.contain(
      'This token reaches no ad accounts. Paste it again with the ID of one. Paste a new token',
    );
    expect(texts[4]).to.contain('TikTok’s sandbox lists no ad accounts and keeps no audiences.');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', /^Check now: Maren Holm/);
    await until(() => server.asked('POST /v1/connections/con_business1/check').length === 1, 'a check');
  });

  it('show what came and went as a difference, which leads to the picker and can be dismissed for good', async () => {
    const named = (name: string, index: number) => ({ advertiserId: `730000000000000000${index}`, name });
    const changed = connection({
      advertiserChange: {
        at: '2026-03-12T09:30:00.000Z',
        gainedCount: 12,
        lostCount: 1,
        gained: ['Kopi', 'Lumen', 'Casa', 'More'].map(named),
        lost: [named('Old shop', 9)],
      },
    });
    const { element } = show({ connections: [changed] });
    const text = (await onlyEntry('were added')).replaceAll(/[\u2068\u2069]/g, '');
    expect(text).to.contain(
      '12 ad accounts were added: Kopi, Lumen, Casa and 9 more. 1 is gone: Old shop. Choose ad accounts',
    );
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', /^Dismiss: 12 ad accounts were added/);
    await until(() => !seen().includes('were added'), 'nothing of it');
    await until(() => focusedName() === 'Manage Maren Holm', 'the focus where it was');
    clearPage();
    show({ connections: [changed] });
    await sees('Sign-ins 1');
    expect(seen(), 'on the next visit').not.to.contain('were added');
  });

  it('offer what can be done once one is opened, by keyboard alone', async () => {
    const { element } = show();
    (await find('button', 'Manage Maren Holm')).focus();
    await sendKeys({ press: 'Enter' });
    await find('button', 'Check now Maren Holm');
    expect((await find('button', 'Manage Maren Holm')).getAttribute('aria-expanded')).to.equal('true');
    expect(all('button').map(nameOf).slice(-5)).to.deep.equal([
      'Manage Maren Holm',
      'Check now Maren Holm',
      'Choose ad accounts of Maren Holm',
      'Sign in again as Maren Holm',
      'Disconnect Maren Holm…',
    ]);
    expect(await axeProblems(element)).to.deep.equal([]);
    await sendKeys({ press: 'Enter' });
    await until(() => all('button', 'Disconnect Maren Holm…').length === 0, 'it folded');
  });

  it('say why one only reads, with TikTok’s request id', async () => {
    showOne({
      state: 'read_only',
      stateReason: {
        code: 'connection_read_only',
        message: 'TikTok refused to renew it.',
        tiktokRequestId: '20260312EE',
      },
    });
    await onlyEntry('Read-only Exports wait for a new sign-in.');
    expect(all('button', /^Sign in again/), 'only in the banner').to.have.length(1);
    await press('button', 'Manage Maren Holm');
    expect(await onlyEntry('TikTok refused to renew it.')).to.contain('20260312EE');
  });

  it('check one with TikTok, say how it stands, and show it', async () => {
    const { server, state } = showOne({ state: 'read_only' });
    await press('button', 'Manage Maren Holm');
    state.connections = [MAREN];
    const check = await find('button', 'Check now Maren Holm');
    check.focus();
    check.click();
    await onlyEntry('Connected Needs no renewal');
    await until(() => spoken().includes('Maren Holm: Connected'), 'it said');
    expect(focusedName()).to.equal('Check now Maren Holm');
    expect(server.asked('POST /v1/connections/*/check').length).to.equal(1);
  });

  it('say that a check failed, with the request id, and try again', async () => {
    const { element, server } = show({}, { 'POST /v1/connections/*/check': () => problem(502, 'tiktok_unavailable') });
    await press('button', 'Manage Maren Holm');
    await press('button', 'Check now Maren Holm');
    await sees('We couldn’t check Maren Holm');
    expect(seen()).to.contain('req_0123456789');
    expect(await axeProblems(element)).to.deep.equal([]);
    server.on('POST /v1/connections/*/check', () => ({ body: MAREN }));
    await press('button', 'Try again');
    await until(() => !seen().includes('We couldn’t check'), 'the failure gone');
  });

  it('start the next sign-in beside the one it is for, and give the focus back', async () => {
    const { server } = showOne({ state: 'disconnected' });
    await press('button', 'Manage Maren Holm');
    const again = await until(() => all('button', 'Sign in again as Maren Holm').at(-1), 'the button');
    again.focus();
    again.click();
    await sees('Finish in the TikTok window');
    expect(server.asked('POST /v1/connections/authorize')[0]?.body).to.deep.equal({
      origin: location.origin,
      connectionId: CONNECTION_ID,
    });
    const notice = await until(() => all('button', 'Cancel')[0], 'the notice');
    const host = (notice.getRootNode() as ShadowRoot).host;
    expect(host.getAttribute('data-connect')).to.equal('sign-ins');
    notice.click();
    await until(() => focusedName() === 'Sign in again as Maren Holm', 'the focus where it was');
  });

  it('open the account picker of a sign-in without another one', async () => {
    const { server } = show({
      advertisers: [{ ...pickable('7990000000000000001', 'Lumen & Sons') }],
    });
    await press('button', 'Manage Maren Holm');
    await press('button', 'Choose ad accounts of Maren Holm');
    await sees('Lumen & Sons');
    expect(server.asked('POST /v1/connections/authorize').length).to.equal(0);
    expect(server.asked(`GET /v1/connections/${CONNECTION_ID}/advertisers`).length).to.be.greaterThan(0);
  });

  it('lead to the picker where nothing was chosen yet', async () => {
    const { element } = show({ accounts: [], advertisers: [pickable('7990000000000000001', 'Lumen & Sons')] });
    await sees('No ad accounts yet');
    expect(seen().replaceAll(/[\u2068\u2069]/g, '')).to.contain(
      'Maren Holm shares 7 ad accounts. Choose which ones to use here.',
    );
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Choose ad accounts');
    await sees('Lumen & Sons');
  });

  it('only show, without the Connect permission', async () => {
    const { element } = show({
      permissions: ['read'],
      connections: [{ ...MAREN, state: 'read_only', notices: ['permissions_missing'] }],
    });
    await onlyEntry('Read-only Exports wait for a new sign-in.');
    expect(all('button', /^(Manage|Sign in|Check now|Disconnect)/).length).to.equal(0);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('offer to paste a token where the page allows it', async () => {
    const { element } = show();
    await sees('Sign-ins 1');
    expect(all('button', 'Paste a token').length).to.equal(0);
    element.allowToken = true;
    await press('button', 'Paste a token');
    await sees('Access token');
  });
});

const pickable = (advertiserId: string, name: string) => ({
  advertiserId,
  name,
  status: 'STATUS_ENABLE',
  role: 'OPERATOR' as const,
  currency: 'USD',
  timezone: 'America/New_York',
  country: 'US',
  importable: true,
});
