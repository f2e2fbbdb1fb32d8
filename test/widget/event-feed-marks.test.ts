import { expect } from 'chai';
import '../../widget/event-feed/define.ts';
import '../../widget/settings/define.ts';
import type { ListedEvent } from '../../shared/events.ts';
import { approved, disapproved, type FeedServer, feedServer, NOON } from './support/feed-server.ts';
import { clearPage, find, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const realNow = Date.now;
const realSetTimeout = window.setTimeout;
const READ = 'POST /v1/activity/read';
const named = (name: string) => ({ kind: 'ad', id: name, name }) as const;

function show(events: readonly ListedEvent[], filter?: 'needs_you') {
  const feed = feedServer(events);
  const element = document.createElement('tiktok-event-feed');
  element.client = feed.server.client;
  element.lang = 'en-GB';
  if (filter !== undefined) element.filter = filter;
  document.body.append(element);
  return { element, feed };
}

const chip = async (name: RegExp) => (await find('button', name)).textContent?.replace(/\s+/g, ' ').trim();
const bodies = (feed: FeedServer) => feed.server.asked(READ).map(({ body }) => body);
const rows = (element: HTMLElement) => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[part=row]') ?? [])];

beforeEach(() => void (Date.now = () => Date.parse(NOON)));

afterEach(() => {
  clearPage();
  localStorage.clear();
  Date.now = realNow;
  window.setTimeout = realSetTimeout;
});

describe('what was read in <tiktok-event-feed>', () => {
  it('reaches the server although the page is closed while it can be undone', async () => {
    const { feed } = show([disapproved()]);
    await sees('Spring shell jacket');
    await press('button', 'Mark all read');
    expect(bodies(feed)).to.deep.equal([]);
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    await until(() => bodies(feed).length === 1, 'the call');
    expect(bodies(feed)).to.deep.equal([{ upTo: feed.events[0]?.id }]);
    expect(feed.server.asked(READ)[0]?.keepalive).to.equal(true);
  });

  it('is told by the session that read it, also when another one takes over or the element goes', async () => {
    const { element, feed } = show([disapproved()]);
    await sees('Spring shell jacket');
    await press('button', 'Mark all read');
    const other = feedServer([disapproved({ subject: named('Of the other') })]);
    element.client = other.server.client;
    await sees('Of the other');
    await until(() => bodies(feed).length === 1, 'the call of the first');
    expect(bodies(other)).to.deep.equal([]);
    await press('button', 'Mark all read');
    element.remove();
    await until(() => bodies(other).length === 1, 'the call of the second');
  });

  it('goes out again when the server failed, and is unread again when it was refused', async () => {
    const again: (() => void)[] = [];
    window.setTimeout = ((run: () => void, ms = 0) =>
      ms === 30_000 ? again.push(run) : realSetTimeout(run, ms)) as typeof setTimeout;
    const { element, feed } = show([disapproved()]);
    await sees('Spring shell jacket');
    feed.server.on(READ, () => problem(507, 'storage_failed'));
    again.length = 0;
    await press('button', 'Mark all read');
    await press('button', 'Dismiss');
    // The call has a timer of its own, for an answer that never comes.
    await until(() => again.length === 2, 'another try');
    expect(rows(element)[0]?.classList.contains('is-unread')).to.equal(false);
    feed.server.on(READ, () => problem(404, 'not_found'));
    for (const run of again.splice(0)) run();
    await until(() => rows(element)[0]?.classList.contains('is-unread') === true, 'unread again');
    expect(bodies(feed).length).to.equal(2);
  });

  it('leaves what arrives meanwhile unread, and the count with it', async () => {
    const { element, feed } = show([disapproved({ minutesAgo: 2 }), disapproved({ minutesAgo: 3 })]);
    await sees('Spring shell jacket');
    await press('button', 'Mark all read');
    feed.send(disapproved({ minutesAgo: 1 }));
    await until(() => rows(element).length === 3, 'the third');
    expect((await find('button', 'Mark all read')).getAttribute('aria-disabled')).to.equal(null);
    await press('button', 'Undo');
    await press('button', 'Mark all read');
    await sees('3 events marked as read');
  });

  it('is learnt from another tab when this one is back in sight', async () => {
    const { element, feed } = show([disapproved()]);
    await sees('Spring shell jacket');
    feed.events = feed.events.map((one) => ({ ...one, isRead: true }));
    document.dispatchEvent(new Event('visibilitychange'));
    await until(() => rows(element)[0]?.classList.contains('is-unread') === false, 'read');
  });
});

describe('what the stream says beside the list', () => {
  it('counts and tells nothing that the counts had already, whatever the filter', async () => {
    const old = approved({ minutesAgo: 1 });
    const { element, feed } = show([disapproved(), old], 'needs_you');
    await sees('Spring shell jacket');
    const { isRead: _, ...told } = old;
    for (const listener of feed.listeners) listener({ kind: 'event', event: told });
    const fresh = disapproved({ minutesAgo: -1, subject: named('Marker') });
    feed.send(fresh);
    await sees('Marker');
    expect(await chip(/^All/)).to.equal('All 3');
    expect(element.shadowRoot?.querySelectorAll('[role=status] p').length).to.equal(1);
  });

  it('is not lost while the first page is being read', async () => {
    const feed = feedServer([disapproved()]);
    let answer: (() => void) | undefined;
    const before = feed.events;
    feed.server.on('GET /v1/activity', async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      const counts = { all: 1, needsYou: 1, unread: 1, ads: 1, accounts: 0, audiences: 0, other: 0 };
      return { body: { items: before, nextCursor: null, counts } };
    });
    const element = document.createElement('tiktok-event-feed');
    element.client = feed.server.client;
    document.body.append(element);
    await until(() => answer !== undefined, 'the question');
    feed.send(disapproved({ minutesAgo: -1, subject: named('Just now') }));
    answer?.();
    await sees('Just now');
    expect(await chip(/^All/)).to.equal('All 2');
    expect(rows(element).length).to.equal(2);
  });

  it('meets what is shown after an hour away, instead of taking it from under somebody', async () => {
    const { element, feed } = show([disapproved({ subject: named('Shown'), minutesAgo: 60, isRead: true })]);
    await sees('Shown');
    const many = Array.from({ length: 45 }, (_, at) => approved({ minutesAgo: at, isRead: true }));
    feed.events = [...many, ...feed.events];
    feed.forget();
    await until(() => rows(element).length === 46, 'all of them');
    expect(seen()).to.contain('Shown');
  });

  it('is not listened to by an element that is out of the page', async () => {
    const { element } = show([disapproved()]);
    await sees('Spring shell jacket');
    element.remove();
    const other = feedServer([disapproved({ subject: named('Of the other') })]);
    element.client = other.server.client;
    await element.updateComplete;
    expect(other.listeners.size).to.equal(0);
    document.body.append(element);
    await sees('Of the other');
    expect(other.listeners.size).to.equal(1);
  });

  it('goes on moving the red number of settings that were taken out and put back in the middle of a burst', async () => {
    const feed = feedServer([disapproved()]);
    const element = document.createElement('tiktok-ads-settings');
    element.client = feed.server.client;
    document.body.append(element);
    const alarm = () => element.shadowRoot?.querySelector('.tab__alarm')?.textContent ?? '';
    await until(() => alarm().startsWith('1'), 'one');
    feed.send(disapproved());
    element.remove();
    document.body.append(element);
    await until(() => alarm().startsWith('2'), 'two');
    feed.send(disapproved());
    await until(() => alarm().startsWith('3'), 'three');
  });
});
