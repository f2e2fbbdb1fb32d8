import { expect } from 'chai';
import { axeProblems } from './support/axe.ts';
import { hurry, isUnread, keepFeedPage, makeRoom, rows, showFeed, spoken, titles } from './support/feed-page.ts';
import { approved, disapproved } from './support/feed-server.ts';
import { all, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

keepFeedPage();

describe('<tiktok-event-feed>, while it is open', () => {
  it('takes in what arrives, counts it, says it, and settles what it answers', async () => {
    const ad = { kind: 'ad', id: '77', name: 'Rain cape' } as const;
    const { element, feed } = showFeed([disapproved({ subject: ad, minutesAgo: 5 })]);
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
    const { element, feed } = showFeed([known]);
    await sees('Spring shell jacket');
    feed.send({ ...approved(), isListed: false });
    feed.send(known);
    feed.send(approved({ subject: { kind: 'ad', id: '5', name: 'Marker' } }));
    await sees('Marker');
    expect(titles(element).length).to.equal(2);
  });

  it('lets new events wait while the person is further down, and leads there when asked', async () => {
    const { element, feed } = showFeed(Array.from({ length: 25 }, (_, at) => disapproved({ minutesAgo: at + 1 })));
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
    const { element, feed } = showFeed([disapproved(), disapproved()]);
    await until(() => rows(element).length === 2 && rows(element).every((row) => !isUnread(row)), 'both read');
    await until(() => feed.server.asked('POST /v1/activity/read').length === 1, 'the call');
    const told = feed.server.asked('POST /v1/activity/read')[0]?.body;
    expect((told as { eventIds: string[] }).eventIds.length).to.equal(2);
    expect((await find('button', 'Mark all read')).getAttribute('aria-disabled')).to.equal('true');
  });

  it('does not call read what nobody had in view', async () => {
    hurry();
    const { element } = showFeed(Array.from({ length: 30 }, (_, at) => disapproved({ minutesAgo: at })));
    await until(() => rows(element).length === 30 && !isUnread(rows(element)[0]), 'the first ones read');
    expect(isUnread(rows(element)[29])).to.equal(true);
    window.scrollTo(0, document.documentElement.scrollHeight);
    await until(() => !isUnread(rows(element)[29]), 'the last one read');
  });

  it('marks everything as read and takes it back, and tells the server only what stays', async () => {
    const { element, feed } = showFeed([disapproved({ minutesAgo: 1 }), disapproved({ minutesAgo: 2 })]);
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
    const { element, feed } = showFeed([disapproved()]);
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
    const { element, feed } = showFeed([disapproved()]);
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
    const { element, feed } = showFeed([disapproved()]);
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
});
