import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { ListedEvent } from '../../shared/events.ts';
import { axeProblems } from './support/axe.ts';
import { has } from './support/engine.ts';
import { isUnread, keepFeedPage, rows, showFeed, titles } from './support/feed-page.ts';
import { approved, disapproved, event, feedServer, NO_PLACE } from './support/feed-server.ts';
import { all, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

keepFeedPage();

describe('<tiktok-event-feed>', () => {
  it('tells by day what happened, whose it is, in TikTok’s words, and what to do', async () => {
    const { element } = showFeed([
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
    showFeed([
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
    const { element } = showFeed([
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
    const { element, feed } = showFeed([
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
    showFeed([], {}, () => undefined).element.filter = 'needs_you';
    await sees('Nothing needs you');
    expect(await axeProblems(document.body)).to.deep.equal([]);
  });

  it('shows older events on demand, and the keyboard goes on at the first of them', async () => {
    const { element, feed } = showFeed(
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
    const { element, feed } = showFeed(
      Array.from({ length: 40 }, (_, at) => disapproved({ minutesAgo: at, isRead: true })),
    );
    await until(() => titles(element).length === 30, 'the first page');
    feed.server.on('GET /v1/activity', () => problem(503, 'storage_failed'));
    await press('button', 'Show older');
    await sees('We couldn’t load older events');
    expect(titles(element).length).to.equal(30);
  });

  it('draws one row for one event, however long the list is', async () => {
    const { element, feed } = showFeed(
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
    const { element } = showFeed([disapproved(), approved({ tiktokUrl: 'https://ads.tiktok.com/x', isRead: true })]);
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
    const { element } = showFeed([
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
    const { element } = showFeed([disapproved()], {}, (feed) =>
      feed.server.on('GET /v1/session', () => ({
        body: { kind: 'host', workspaceId: 'w', userId: null, permissions: ['read'], origin: null, expiresAt: null },
      })),
    );
    await sees('Spring shell jacket');
    expect(rows(element).some(isUnread)).to.equal(false);
    expect(all('button', 'Mark all read').length).to.equal(0);
  });

  it('forgets everything with another session', async () => {
    const { element } = showFeed([disapproved()]);
    await sees('Spring shell jacket');
    element.client = feedServer([approved({ subject: { kind: 'ad', id: '8', name: 'Of the other' } })]).server.client;
    await sees('Of the other');
    expect(seen()).not.to.contain('Spring shell jacket');
  });
});
