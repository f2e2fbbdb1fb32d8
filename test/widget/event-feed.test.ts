import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../widget/event-feed/define.ts';
import type { ListedEvent } from '../../shared/events.ts';
import type { AdsState } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { has } from './support/engine.ts';
import { approved, disapproved, event, type FeedServer, feedServer, NO_PLACE, NOON } from './support/feed-server.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const realNow = Date.now;
let now = 0;
const realSetTimeout = window.setTimeout;

/** Whatever waits for two seconds has waited them at once, by the page's clock too. */
function hurry(): void {
  window.setTimeout = ((run: () => void, ms = 0) => {
    if (ms < 1500 || ms > 2000) return realSetTimeout(run, ms);
    return realSetTimeout(() => {
      now += ms;
      run();
    }, 0);
  }) as typeof setTimeout;
}

function show(events: readonly ListedEvent[], change: Partial<AdsState> = {}, prepare?: (feed: FeedServer) => void) {
  const feed = feedServer(events, change);
  prepare?.(feed);
  const element = document.createElement('tiktok-event-feed');
  element.client = feed.server.client;
  element.lang = 'en-GB';
  document.body.append(element);
  return { element, feed };
}

const rows = (element: HTMLElement) => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[part=row]') ?? [])];
const titles = (element: HTMLElement) =>
  rows(element).map((row) => row.querySelector('h5')?.textContent?.replace(/\s+/g, ' ').trim());
const isUnread = (row: HTMLElement | undefined) => row?.classList.contains('is-unread');
/** What people who listen were told, in order. */
const spoken = (element: HTMLElement) =>
  [...(element.shadowRoot?.querySelectorAll('[role=status] p') ?? [])].map((said) =>
    said.textContent?.replace(/[\u2068\u2069]/g, ''),
  );
/** Enough of the page below and above that the list can be scrolled away. */
function makeRoom(): void {
  const room = document.createElement('div');
  room.style.blockSize = '3000px';
  document.body.append(room);
}

beforeEach(() => {
  now = Date.parse(NOON);
  Date.now = () => now;
});

afterEach(async () => {
  clearPage();
  window.scrollTo(0, 0);
  Date.now = realNow;
  window.setTimeout = realSetTimeout;
  document.documentElement.removeAttribute('dir');
  if (has('media emulation')) await emulateMedia({ colorScheme: 'light' });
});

describe('<tiktok-event-feed>', () => {
  it('tells by day what happened, whose it is, in TikTok’s words, and what to do', async () => {
    const { element } = show([
      disapproved({ minutesAgo: 10 }),
      event(
        'account.suspended',
        { reason: 'Unacceptable business practices.', confirmed: true },
        {
          minutesAgo: 60,
          subject: { kind: 'account', id: '7104856021930123265', name: 'Kopi Pagi Nusantara' },
          accountName: 'Kopi Pagi Nusantara',
          tiktokUrl: 'https://ads.tiktok.com/i18n/account/setting?aadvid=1',
        },
      ),
      approved({ minutesAgo: 60 * 24, isRead: true, subject: { kind: 'ad', id: '2', name: '夏の日焼け止め' } }),
    ]);
    await sees('Spring shell jacket');
    expect(titles(element)).to.deep.equal([
      'Unread: Ad disapproved: Spring shell jacket',
      'Unread: Ad account suspended: Kopi Pagi Nusantara',
      'Ad approved: 夏の日焼け止め',
    ]);
    const text = seen().replace(/[\u2068\u2069]/g, '');
    expect(text).to.contain('Today, 12 March').and.to.contain('Yesterday');
    expect(text).to.contain('Nordlys Outdoor — Europe');
    expect(text).to.contain(
      'TikTok says: “Misleading claim: waterproof for life.” Change the ad, then send it for review again.',
    );
    expect(text).to.contain('Its ads have stopped and exports to it are refused. You can appeal.');
    const link = element.shadowRoot?.querySelector<HTMLAnchorElement>('a.btn');
    expect(link?.textContent?.trim()).to.equal('Edit in Ads Manager');
    expect(link?.href).to.equal('https://ads.tiktok.com/i18n/manage/creative?aadvid=1&keyword=2');
    expect([link?.target, link?.rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
    expect(link?.getAttribute('aria-label')).to.contain('opens in a new tab');
    expect(element.shadowRoot?.querySelectorAll('h5 bdi').length).to.equal(3);
    expect(await axeProblems(element)).to.deep.equal([]);
    // The page says it as well: that alone makes `light-dark()` dark, where media cannot be emulated.
    if (has('media emulation')) await emulateMedia({ colorScheme: 'dark' });
    document.documentElement.style.colorScheme = 'dark';
    document.body.style.background = '#10141a';
    expect(await axeProblems(element)).to.deep.equal([]);
    document.documentElement.removeAttribute('style');
    document.body.removeAttribute('style');
  });

  it('says honestly where TikTok could not be asked, and where it gives no reason', async () => {
    show([
      event(
        'ad.disapproved',
        { ...NO_PLACE, reasons: [], suggestion: 'Show the real product.', confirmed: false },
        { subject: { kind: 'ad', id: '1801234567890123456', name: null } },
      ),
    ]);
    await sees('Ad disapproved: 1801234567890123456');
    const text = seen().replace(/[\u2068\u2069]/g, '');
    expect(text).to.contain('TikTok gives no reason. TikTok suggests: “Show the real product.”');
    expect(text).to.contain('Not confirmed: TikTok couldn’t be asked again, or doesn’t know this ad any more.');
    expect(all('link').length).to.equal(0);
  });

  it('shows what of an unknown notice can be shown, and a type that only a newer server knows', async () => {
    const { element } = show([
      event(
        'tiktok.unknown',
        { entity: 'LEAD', object: 1, payload: { lead_id: '7104856021930123299', count: 2 } },
        { subject: { kind: 'notice', id: 'n1', name: null } },
      ),
      { ...approved(), type: 'ad.sparkled', severity: 'sparkling' } as unknown as ListedEvent,
    ]);
    await sees('Unknown notice from TikTok: LEAD');
    expect(seen()).to.contain('New kind of event: Spring shell jacket').and.not.to.contain('sparkl');
    const details = element.shadowRoot?.querySelector('details') as HTMLDetailsElement;
    details.open = true;
    await sees('7104856021930123299');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('narrows to what is asked for, with a count on each filter, and says calmly when there is nothing', async () => {
    const { element, feed } = show([
      disapproved(),
      approved({ subject: { kind: 'ad', id: '9', name: 'Autumn parka' }, isRead: true }),
    ]);
    const told: string[] = [];
    element.addEventListener('change', () => told.push(element.filter));
    await sees('Autumn parka');
    expect(
      all('button', /^(Needs you|All|Ads|Accounts|Audiences)/).map((one) =>
        one.textContent?.replace(/\s+/g, ' ').trim(),
      ),
    ).to.deep.equal(['Needs you 1', 'All 2', 'Ads 2', 'Accounts 0', 'Audiences 0']);
    await press('button', /^Needs you/);
    await until(() => titles(element).length === 1, 'one event');
    expect(feed.server.asked('GET /v1/activity').at(-1)?.query.get('filter')).to.equal('needs_you');
    expect((await find('button', /^Needs you/)).getAttribute('aria-pressed')).to.equal('true');
    await press('button', /^Accounts/);
    await sees('Nothing about accounts');
    await press('button', /^Audiences/);
    await sees('Nothing about audiences');
    expect(told).to.deep.equal(['needs_you', 'accounts', 'audiences']);
    feed.events = feed.events.map((one) => ({ ...one, needsYou: false }));
    element.filter = 'needs_you';
    feed.events = [];
    await element.refresh();
    element.remove();
    show([], {}, () => undefined).element.filter = 'needs_you';
    await sees('Nothing needs you');
    expect(await axeProblems(document.body)).to.deep.equal([]);
  });

  it('takes in what arrives, counts it, says it, and settles what it answers', async () => {
    const ad = { kind: 'ad', id: '77', name: 'Rain cape' } as const;
    const { element, feed } = show([disapproved({ subject: ad, minutesAgo: 5 })]);
    await sees('Rain cape');
    feed.send(approved({ subject: ad }));
    await until(() => titles(element).length === 2, 'the second event');
    expect(titles(element)[0]).to.contain('Ad approved: Rain cape');
    expect(rows(element)[1]?.classList.contains('is-settled')).to.equal(true);
    expect(seen()).to.contain('Settled at 12:00. Nobody has to do anything.');
    expect((await find('button', /^Needs you/)).textContent?.replace(/\s+/g, ' ').trim()).to.equal('Needs you 0');
    expect((await find('button', /^All/)).textContent?.replace(/\s+/g, ' ').trim()).to.equal('All 2');
    expect(spoken(element)).to.deep.equal(['Ad approved: Rain cape']);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('leaves out what is not for people, and what it has already', async () => {
    const known = disapproved();
    const { element, feed } = show([known]);
    await sees('Spring shell jacket');
    feed.send({ ...approved(), isListed: false });
    feed.send(known);
    feed.send(approved({ subject: { kind: 'ad', id: '5', name: 'Marker' } }));
    await sees('Marker');
    expect(titles(element).length).to.equal(2);
  });

  it('lets new events wait while the person is further down, and leads there when asked', async () => {
    const { element, feed } = show(Array.from({ length: 25 }, (_, at) => disapproved({ minutesAgo: at + 1 })));
    makeRoom();
    await until(() => titles(element).length === 25, 'the list');
    // What is still loading makes rows a little higher, which browsers that hold on to what is read scroll along with.
    const heights: number[] = [];
    await until(() => {
      heights.push(element.getBoundingClientRect().height);
      return heights.length > 20 && new Set(heights.slice(-20)).size === 1;
    }, 'a list at rest');
    window.scrollTo(0, 900);
    const before = rows(element)[0]?.getBoundingClientRect().top;
    for (const name of ['One', 'Two', 'Three']) feed.send(disapproved({ subject: { kind: 'ad', id: name, name } }));
    const pill = await find('button', 'Show 3 new events');
    expect(pill.textContent?.trim()).to.equal('3 new');
    expect(titles(element).length).to.equal(25);
    expect(rows(element)[0]?.getBoundingClientRect().top).to.equal(before);
    const place = pill.getBoundingClientRect();
    expect(place.top >= 0 && place.bottom <= innerHeight).to.equal(true);
    expect(await axeProblems(element)).to.deep.equal([]);
    pill.focus();
    pill.click();
    await until(() => titles(element).length === 28, 'the new ones');
    await until(() => focusedName().includes('Three'), 'the focus on the newest');
    expect(all('button', /^Show \d/).length).to.equal(0);
    expect((element.shadowRoot?.querySelector('.feed__list')?.getBoundingClientRect().top ?? -1) >= -1).to.equal(true);
  });

  it('marks as read what was in view for two seconds, together, and tells the server', async () => {
    hurry();
    const { element, feed } = show([disapproved(), disapproved()]);
    await until(() => rows(element).length === 2 && rows(element).every((row) => !isUnread(row)), 'both read');
    await until(() => feed.server.asked('POST /v1/activity/read').length === 1, 'the call');
    const told = feed.server.asked('POST /v1/activity/read')[0]?.body;
    expect((told as { eventIds: string[] }).eventIds.length).to.equal(2);
    expect((await find('button', 'Mark all read')).getAttribute('aria-disabled')).to.equal('true');
  });

  it('does not call read what nobody had in view', async () => {
    hurry();
    const { element } = show(Array.from({ length: 30 }, (_, at) => disapproved({ minutesAgo: at })));
    await until(() => rows(element).length === 30 && !isUnread(rows(element)[0]), 'the first ones read');
    expect(isUnread(rows(element)[29])).to.equal(true);
    window.scrollTo(0, document.documentElement.scrollHeight);
    await until(() => !isUnread(rows(element)[29]), 'the last one read');
  });

  it('marks everything as read and takes it back, and tells the server only what stays', async () => {
    const { element, feed } = show([disapproved({ minutesAgo: 1 }), disapproved({ minutesAgo: 2 })]);
    await sees('Spring shell jacket');
    await press('button', 'Mark all read');
    await sees('2 events marked as read');
    expect(rows(element).some(isUnread)).to.equal(false);
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Undo');
    await until(() => rows(element).every(isUnread), 'all unread again');
    expect(focusedName()).to.equal('Activity');
    expect(feed.server.asked('POST /v1/activity/read').length).to.equal(0);
    await press('button', 'Mark all read');
    await press('button', 'Dismiss');
    await until(() => feed.server.asked('POST /v1/activity/read').length === 1, 'the call');
    expect(feed.server.asked('POST /v1/activity/read')[0]?.body).to.deep.equal({ upTo: feed.events[0]?.id });
    feed.send(disapproved({ minutesAgo: -1 }));
    await until(() => rows(element).length === 3, 'another event');
    expect(rows(element).map(isUnread)).to.deep.equal([true, false, false]);
  });

  it('says that live updates are interrupted, when it goes on, and tries at once when asked', async () => {
    const { element, feed } = show([disapproved()]);
    await sees('Spring shell jacket');
    feed.turn('interrupted', Date.now() + 8000);
    await sees('Trying again in 8 seconds. What you miss is fetched then.');
    expect(seen()).to.contain('Live updates are interrupted').and.to.contain('Spring shell jacket');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Try now');
    expect(feed.reconnects).to.equal(1);
    feed.turn('connecting');
    await sees('Trying again now.');
    feed.turn('live');
    await until(() => !seen().includes('Trying again'), 'no notice');
    expect(spoken(element)).to.deep.equal(['Live updates are interrupted', 'Live updates are back']);
  });

  it('does not speak of an interruption that nobody would notice, nor of a server without a stream', async () => {
    const { element, feed } = show([disapproved()]);
    await sees('Spring shell jacket');
    feed.turn('interrupted', Date.now() + 1000);
    feed.turn('connecting');
    feed.turn('live');
    feed.turn('unavailable');
    await element.updateComplete;
    expect(seen()).not.to.contain('interrupted');
    expect(spoken(element)).to.deep.equal([]);
  });

  it('reads the list again when events may be missing, and keeps it when that fails', async () => {
    const { element, feed } = show([disapproved()]);
    await sees('Spring shell jacket');
    feed.events = [approved({ subject: { kind: 'ad', id: '3', name: 'Missed one' } }), ...feed.events];
    feed.forget();
    await sees('Missed one');
    const works = feed.server;
    works.on('GET /v1/activity', () => problem(500, 'internal_error', 'No.', { tiktokRequestId: '20260312EE' }));
    feed.forget();
    await sees('We couldn’t load the activity');
    expect(seen()).to.contain('20260312EE').and.to.contain('Missed one');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('says why nothing can be shown: a failure, no permission, no session', async () => {
    const failing = show([], {}, (feed) => feed.server.on('GET /v1/activity', () => problem(500, 'internal_error')));
    await sees('We couldn’t load the activity');
    expect(seen()).to.contain('req_0123456789');
    expect(await axeProblems(failing.element)).to.deep.equal([]);
    failing.feed.server.on('GET /v1/activity', () => ({
      body: {
        items: [disapproved()],
        nextCursor: null,
        counts: { all: 1, needsYou: 1, unread: 1, ads: 1, accounts: 0, audiences: 0, other: 0 },
      },
    }));
    await press('button', 'Try again');
    await sees('Spring shell jacket');
    failing.element.remove();
    const locked = show([disapproved()], { permissions: ['connect'] }, (feed) =>
      feed.server.on('GET /v1/activity', () => problem(403, 'permission_denied')),
    );
    await sees('You can’t see the activity');
    expect(await axeProblems(locked.element)).to.deep.equal([]);
    locked.element.remove();
    show([], {}, (feed) => feed.server.on('GET /v1/activity', () => problem(401, 'session_expired')));
    await sees('Your session has ended');
  });

  it('offers nothing to press to those who may only look, and says which permission it takes', async () => {
    const { element } = show(
      [
        event(
          'connection.read_only',
          { state: 'read_only', reason: null, accountCount: 2, waitingExports: 2 },
          { subject: { kind: 'connection', id: 'con_maren0001', name: 'Maren Holm' }, advertiserId: null },
        ),
        exportFailed(),
      ],
      { permissions: ['read'] },
    );
    await sees('Signing in again needs the Connect permission.');
    expect(seen()).to.contain('2 exports wait for you; nothing is lost.');
    expect(seen()).to.contain('Going on with it needs the Export permission.');
    expect(all('button', /^(Sign in again|Retry)/).length).to.equal(0);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('goes on with a failed export, or says why it cannot', async () => {
    const failed = exportFailed();
    const { element, feed } = show([failed]);
    feed.server.on('POST /v1/exports/*/retry', () => problem(409, 'export_wrong_state', 'It is under way again.'));
    await press('button', 'Retry export: \u2068Spring buyers\u2069');
    await sees('The export couldn’t go on. It is under way again.');
    expect(isUnread(rows(element)[0])).to.equal(false);
    expect(await axeProblems(element)).to.deep.equal([]);
    feed.server.on('POST /v1/exports/*/retry', () => ({ body: {} }));
    await press('button', 'Retry export: \u2068Spring buyers\u2069');
    await sees('It goes on from where it stopped.');
    await until(() => focusedName().includes('Export stopped'), 'the focus on the event');
    expect(feed.server.asked('POST /v1/exports/exp_1/retry').length).to.equal(2);
  });

  it('signs in again as the list of ad accounts does', async () => {
    const { element } = show([
      event(
        'connection.disconnected',
        { state: 'disconnected', reason: null, accountCount: 1, waitingExports: 0 },
        { subject: { kind: 'connection', id: 'con_maren0001', name: 'Maren Holm' }, advertiserId: null },
      ),
    ]);
    const signIn = await find('button', 'Sign in again: \u2068Maren Holm\u2069');
    const started: unknown[] = [];
    const connect = element.shadowRoot?.querySelector('tiktok-connect-button') as HTMLElement & { start: unknown };
    connect.start = (options: unknown) => started.push(options);
    signIn.click();
    expect((started[0] as { connectionId: string }).connectionId).to.equal('con_maren0001');
    await element.updateComplete;
    expect(isUnread(rows(element)[0])).to.equal(false);
  });

  it('fills one button alone where several sign-ins wait: that of the newest', async () => {
    const kopi = 'Kopi Pagi Nusantara';
    const { element } = show([
      disapproved(),
      event('account.access_lost', {}, { subject: { kind: 'account', id: '7198822045610037250', name: kopi } }),
      event(
        'connection.read_only',
        { state: 'read_only', reason: null, accountCount: 1, waitingExports: 0 },
        { subject: { kind: 'connection', id: 'con_maren0001', name: 'Maren Holm' }, advertiserId: null },
      ),
    ]);
    await find('button', 'Sign in again: \u2068Maren Holm\u2069');
    const filled = [...(element.shadowRoot?.querySelectorAll('.btn--primary') ?? [])];
    expect(filled.map((each) => each.getAttribute('aria-label'))).to.deep.equal([`Sign in again: \u2068${kopi}\u2069`]);
  });

  it('shows older events on demand, and the keyboard goes on at the first of them', async () => {
    const { element, feed } = show(
      Array.from({ length: 60 }, (_, at) => disapproved({ minutesAgo: at, isRead: true })),
    );
    await until(() => titles(element).length === 30, 'the first page');
    (await find('button', 'Show older')).focus();
    await press('button', 'Show older');
    await until(() => titles(element).length === 60, 'all of them');
    await until(() => focusedName().startsWith('Ad disapproved'), 'the focus on an event');
    expect(seen()).to.contain('Events are kept for 90 days.');
    expect(feed.server.asked('GET /v1/activity').at(-1)?.query.get('cursor')).to.equal('30');
  });

  it('keeps what is shown when older events fail, and says so where they would be', async () => {
    const { element, feed } = show(
      Array.from({ length: 40 }, (_, at) => disapproved({ minutesAgo: at, isRead: true })),
    );
    await until(() => titles(element).length === 30, 'the first page');
    feed.server.on('GET /v1/activity', () => problem(503, 'storage_failed'));
    await press('button', 'Show older');
    await sees('We couldn’t load older events');
    expect(titles(element).length).to.equal(30);
  });

  it('draws one row for one event, however long the list is', async () => {
    const { element, feed } = show(
      Array.from({ length: 1000 }, (_, at) => disapproved({ minutesAgo: at, isRead: true })),
    );
    await until(() => titles(element).length === 30, 'the first page');
    while (titles(element).length < 1000) {
      const before = titles(element).length;
      await press('button', 'Show older');
      await until(() => titles(element).length > before, 'more');
    }
    await until(() => focusedName().startsWith('Ad disapproved'), 'the focus on the first of the last page');
    window.scrollTo(0, 0);
    let touched = 0;
    const watch = new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const node of addedNodes) if (node instanceof HTMLElement) touched += 1;
    });
    watch.observe(element.shadowRoot as ShadowRoot, { subtree: true, childList: true });
    feed.send(disapproved({ subject: { kind: 'ad', id: 'new', name: 'The newest' } }));
    await until(() => titles(element).length === 1001, 'the newest');
    watch.disconnect();
    // The row, and what is said of it aloud.
    expect(touched).to.be.at.most(3);
  });

  it('is gone through by the usual keys, in the order of the page', async () => {
    const { element } = show([disapproved(), approved({ tiktokUrl: 'https://ads.tiktok.com/x', isRead: true })]);
    await sees('TikTok finished its review');
    const start = document.createElement('button');
    start.textContent = 'Before';
    document.body.prepend(start);
    start.focus();
    const met: string[] = [];
    for (let at = 0; at < 8; at += 1) {
      await sendKeys({ press: 'Tab' });
      met.push(focusedName().replace(/[\u2068\u2069]/g, ''));
    }
    expect(met).to.deep.equal([
      'Needs you 1',
      'All 2',
      'Ads 2',
      'Accounts 0',
      'Audiences 0',
      'Mark all read',
      'Edit in Ads Manager: Spring shell jacket (opens in a new tab)',
      'See in Ads Manager: Spring shell jacket (opens in a new tab)',
    ]);
    (await find('button', /^Needs you/)).focus();
    await sendKeys({ press: 'Space' });
    await until(() => element.filter === 'needs_you', 'the filter');
    expect(focusedName()).to.equal('Needs you 1');
  });

  it('mirrors on a page from right to left, and keeps long words inside on a phone', async () => {
    document.documentElement.dir = 'rtl';
    const { element } = show([
      disapproved({ subject: { kind: 'ad', id: '4', name: 'x'.repeat(200) } }, ['y'.repeat(300)]),
    ]);
    element.style.inlineSize = '320px';
    await until(() => rows(element).length === 1, 'the event');
    const row = rows(element)[0] as HTMLElement;
    const time = row.querySelector('time')?.getBoundingClientRect();
    const mark = row.querySelector('svg')?.getBoundingClientRect();
    expect((time?.left ?? 0) < (mark?.left ?? 0)).to.equal(true);
    expect(row.scrollWidth <= row.clientWidth).to.equal(true);
  });

  it('marks nothing as unread for a reader who is nobody', async () => {
    const { element } = show([disapproved()], {}, (feed) =>
      feed.server.on('GET /v1/session', () => ({
        body: { kind: 'host', workspaceId: 'w', userId: null, permissions: ['read'], origin: null, expiresAt: null },
      })),
    );
    await sees('Spring shell jacket');
    expect(rows(element).some(isUnread)).to.equal(false);
    expect(all('button', 'Mark all read').length).to.equal(0);
  });

  it('forgets everything with another session', async () => {
    const { element } = show([disapproved()]);
    await sees('Spring shell jacket');
    element.client = feedServer([approved({ subject: { kind: 'ad', id: '8', name: 'Of the other' } })]).server.client;
    await sees('Of the other');
    expect(seen()).not.to.contain('Spring shell jacket');
  });
});

function exportFailed(): ListedEvent {
  return event(
    'export.failed',
    {
      exportId: 'exp_1',
      state: 'failed',
      action: 'APPEND',
      customAudienceId: null,
      audienceName: 'Spring buyers',
      mirrorId: null,
      peopleSent: 61_200,
      rejectedRows: 0,
      error: { code: 'tiktok_unavailable', message: 'TikTok didn’t answer.', tiktokRequestId: '20260312AB' },
    },
    { subject: { kind: 'export', id: 'exp_1', name: null } },
  );
}
