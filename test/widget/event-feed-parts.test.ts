import { expect } from 'chai';
import type { ListedEvent } from '../../shared/events.ts';
import { EVENT_TYPES, type EventType } from '../../shared/event-types.ts';
import {
  FEED_FILTERS,
  type FeedList,
  fits,
  NOT_LOADED,
  showFresh,
  take,
  takeFirstPage,
  takeNextPage,
} from '../../widget/event-feed/feed-list.ts';
import { byDay, dayName, toMidnight, whenSettled } from '../../widget/event-feed/days.ts';
import { eventLook } from '../../widget/event-feed/event-look.ts';
import { stepOf } from '../../widget/event-feed/event-step.ts';
import { nameOf, sentenceOf, titleOf } from '../../widget/event-feed/event-words.ts';
import { BREATH_MS, FeedVoice } from '../../widget/event-feed/feed-voice.ts';
import { ReadWatch } from '../../widget/event-feed/read-watch.ts';
import { formatFor } from '../../widget/element/format.ts';
import { labelsFor, loadLabels } from '../../widget/labels/labels.ts';
import { oneOfEach } from '../../demo/gallery/activity.ts';
import { approved, disapproved, event, NO_PLACE, NOON } from './support/feed-server.ts';

const now = Date.parse(NOON);
const ids = (events: readonly ListedEvent[]) => events.map(({ id }) => id);
const page = (items: readonly ListedEvent[], nextCursor: string | null = null) => ({ items: [...items], nextCursor });
const loaded = (items: readonly ListedEvent[], nextCursor: string | null = null) =>
  takeFirstPage(NOT_LOADED, 'all', page(items, nextCursor), false, NOON);

describe('the events of a filter', () => {
  const [a, b, c, d] = [4, 3, 2, 1].map((minutesAgo) => disapproved({ minutesAgo })) as [
    ListedEvent,
    ListedEvent,
    ListedEvent,
    ListedEvent,
  ];

  it('take what arrives once, on top, or let it wait', () => {
    const list = loaded([b, a]);
    expect(ids(take(list, 'all', c, false).items)).to.deep.equal(ids([c, b, a]));
    const waiting = take(take(list, 'all', c, true), 'all', d, true);
    expect(ids(waiting.items)).to.deep.equal(ids([b, a]));
    expect(ids(waiting.fresh)).to.deep.equal(ids([d, c]));
    expect(take(waiting, 'all', c, true) === waiting).to.equal(true);
    expect(ids(showFresh(waiting).items)).to.deep.equal(ids([d, c, b, a]));
    const shown = take(take(list, 'all', c, true), 'all', d, false);
    expect([ids(shown.items), ids(shown.fresh)]).to.deep.equal([ids([d, c, b, a]), []]);
    expect(take(list, 'accounts', c, false) === list).to.equal(true);
  });

  it('settle what an arriving event answers, also under a filter it does not fit, and nothing of another subject', () => {
    const subject = { kind: 'ad', id: '1', name: 'One' } as const;
    const open = disapproved({ subject });
    const other = disapproved({ subject: { ...subject, id: '2' } });
    const list = takeFirstPage(NOT_LOADED, 'needs_you', page([open, other]), false, NOON);
    const after = take(list, 'needs_you', approved({ subject }), false);
    expect(after.items.map(({ needsYou }) => needsYou)).to.deep.equal([false, true]);
    expect(after.items[0]?.resolvedAt).to.equal(NOON);
  });

  it('leave it to the server which run of a mirror settles another', () => {
    const asks = event(
      'mirror.confirmation_needed',
      { mirrorId: 'mir_1', exportId: 'exp_1', code: 'many_removals', audienceName: null, toAdd: 1, toRemove: 2 },
      { subject: { kind: 'export', id: 'exp_1', name: null } },
    );
    const told = (type: 'export.failed' | 'export.started' | 'export.completed', exportId: string) =>
      event(
        type,
        {
          exportId,
          state: 'uploading',
          action: 'APPEND',
          customAudienceId: null,
          audienceName: null,
          mirrorId: 'mir_1',
          peopleSent: 0,
          rejectedRows: 0,
          error: null,
        },
        { subject: { kind: 'export', id: exportId, name: null }, needsYou: type === 'export.failed' },
      );
    const open = (list: FeedList) => list.items.filter(({ needsYou }) => needsYou).map(({ type }) => type);
    const failed = told('export.failed', 'exp_1');
    expect(open(take(loaded([failed]), 'all', told('export.completed', 'exp_1'), false))).to.deep.equal([]);
    expect(open(take(loaded([failed]), 'all', told('export.completed', 'exp_0'), false))).to.deep.equal([
      'export.failed',
    ]);
    expect(open(take(loaded([asks]), 'all', told('export.started', 'exp_1'), false))).to.deep.equal([]);
    // TikTok has only now finished with the run before.
    expect(open(take(loaded([asks]), 'all', told('export.completed', 'exp_0'), false))).to.deep.equal([
      'mirror.confirmation_needed',
    ]);
  });

  it('are brought up to date by the first page without losing their place', () => {
    const list = loaded([c, b, a], 'more');
    const read = { ...b, resolvedAt: NOON, needsYou: false };
    const merged = takeFirstPage(list, 'all', page([d, c, read], 'cursor-b'), false, NOON);
    expect(ids(merged.items)).to.deep.equal(ids([d, c, b, a]));
    expect(merged.items[2]?.resolvedAt).to.equal(NOON);
    expect(merged.nextCursor).to.equal('more');
    const waiting = takeFirstPage(list, 'all', page([d, c, b], 'x'), true, NOON);
    expect(ids(waiting.fresh)).to.deep.equal(ids([d]));
    expect(ids(waiting.items)).to.deep.equal(ids([c, b, a]));
  });

  it('keep what came by the stream after the page was read', () => {
    const merged = takeFirstPage(take(loaded([b, a]), 'all', d, false), 'all', page([c, b, a]), false, NOON);
    expect(ids(merged.items)).to.deep.equal(ids([d, c, b, a]));
  });

  it('stay where they are when they need nobody any more, and go when they are too old', () => {
    const needs = takeFirstPage(NOT_LOADED, 'needs_you', page([c, b, a]), false, NOON);
    const after = takeFirstPage(needs, 'needs_you', page([c, a]), false, NOON);
    expect(ids(after.items)).to.deep.equal(ids([c, b, a]));
    expect(after.items[1]?.needsYou).to.equal(false);
    const none = takeFirstPage(needs, 'needs_you', page([]), false, NOON);
    expect(none.items.map(({ needsYou }) => needsYou)).to.deep.equal([false, false, false]);
    expect(ids(takeFirstPage(loaded([c, b, a]), 'all', page([c, b]), false, NOON).items)).to.deep.equal(ids([c, b]));
  });

  it('settle also the newest where it needs nobody any more, and keep what came while the page was read', () => {
    const needs = takeFirstPage(NOT_LOADED, 'needs_you', page([c, b, a]), false, NOON);
    const after = takeFirstPage(needs, 'needs_you', page([b, a]), false, NOON);
    expect(after.items.map(({ needsYou }) => needsYou)).to.deep.equal([false, true, true]);
    const late = new Set([d.id]);
    const kept = takeFirstPage(take(needs, 'needs_you', d, false), 'needs_you', page([c, b, a]), false, NOON, late);
    expect(ids(kept.items)).to.deep.equal(ids([d, c, b, a]));
    expect(kept.items[0]?.needsYou).to.equal(true);
    const first = take(loaded([]), 'all', d, false);
    expect(ids(takeFirstPage(first, 'all', page([]), false, NOON, late).items)).to.deep.equal(ids([d]));
  });

  it('know one that is settled at the end of a page from one that is further down', () => {
    const needs = takeFirstPage(NOT_LOADED, 'needs_you', page([d, c, b], 'after-b'), false, NOON);
    const after = takeFirstPage(needs, 'needs_you', page([d, c, a], 'after-a'), false, NOON);
    expect(after.items.map(({ id, needsYou }) => [id, needsYou])).to.deep.equal([
      [d.id, true],
      [c.id, true],
      [b.id, false],
      [a.id, true],
    ]);
    expect(after.nextCursor).to.equal('after-a');
  });

  it('begin anew where so much has happened that the pages do not touch', () => {
    const after = takeFirstPage(loaded([b, a], 'old'), 'all', page([d, c], 'new'), true, NOON);
    expect(ids(after.items)).to.deep.equal(ids([d, c]));
    expect(after.nextCursor).to.equal('new');
  });

  it('go on at the end with the next page, each event once', () => {
    const after = takeNextPage(loaded([c, b], 'more'), page([b, a]));
    expect(ids(after.items)).to.deep.equal(ids([c, b, a]));
    expect(after.nextCursor).to.equal(null);
  });

  it('belong under their filters', () => {
    expect(FEED_FILTERS.filter((filter) => fits(filter, a))).to.deep.equal(['needs_you', 'all', 'ads']);
    expect(FEED_FILTERS.filter((filter) => fits(filter, { ...a, isListed: false }))).to.deep.equal([]);
  });
});

// What follows asks for words as the file is read.
await loadLabels('en-GB');

describe('the words of events', () => {
  const { labels } = labelsFor('en-GB');
  const all = oneOfEach(now);

  it('has a title, a sentence and a mark for every type of the catalogue that people see', () => {
    for (const [type, { isListed }] of Object.entries(EVENT_TYPES)) {
      if (!isListed) continue;
      const found = all.find((one) => one.type === (type as EventType));
      expect(found === undefined, `an example of ${type}`).to.equal(false);
      if (found === undefined) continue;
      const title = titleOf(found, labels, now)(nameOf(found, labels));
      expect(title, type).to.contain(nameOf(found, labels));
      expect(title, type).not.to.contain(type);
      expect(sentenceOf(found, labels, now).length > 10, type).to.equal(true);
      expect(eventLook(found).kind, type).to.equal(
        { danger: 'danger', warning: 'warning', success: 'ok', info: 'none' }[found.severity],
      );
    }
  });

  it('has one thing to do for everything that needs somebody', () => {
    const kinds = all.filter(({ needsYou }) => needsYou).map((one) => [one.type, stepOf(one, labels)?.kind]);
    expect(kinds).to.deep.equal([
      ['ad.disapproved', 'tiktok'],
      ['adgroup.disapproved', 'tiktok'],
      ['account.suspended', 'tiktok'],
      ['account.access_lost', 'sign_in'],
      ['connection.expiring', 'sign_in'],
      ['connection.read_only', 'sign_in'],
      ['connection.disconnected', 'sign_in'],
      ['export.failed', 'retry'],
      ['mirror.confirmation_needed', 'export'],
      ['approval.requested', 'approval'],
    ]);
  });

  it('leads a failed export to what cures it: a sign-in, another try, or nothing', () => {
    const failed = all.find((one) => one.type === 'export.failed');
    if (failed?.type !== 'export.failed') throw new Error('no example');
    const withCode = (code: 'tiktok_token_rejected' | 'audience_expired' | 'tiktok_error') =>
      stepOf({ ...failed, data: { ...failed.data, error: { code, message: 'No.' } } }, labels)?.kind;
    expect([withCode('tiktok_token_rejected'), withCode('audience_expired'), withCode('tiktok_error')]).to.deep.equal([
      'sign_in',
      'export',
      'retry',
    ]);
    expect(stepOf({ ...failed, needsYou: false }, labels)?.kind).to.equal('export');
  });

  it('leads from an audience to the export that made it, which tells what was left out', () => {
    const ready = (exportId: string | null) =>
      stepOf(event('audience.ready', { customAudienceId: '1', coverNum: null, peopleSent: null, exportId }), labels);
    expect(ready('exp_1')).to.deep.equal({ kind: 'export', exportId: 'exp_1', label: 'Open the export' });
    expect(ready(null)).to.deep.equal({ kind: 'tab', tab: 'audiences', label: 'Show audiences' });
  });

  it('counts an audience’s days from now, not from when it was written', () => {
    const ends = event(
      'audience.expiring',
      { customAudienceId: '1', expiresAt: '2026-03-20T12:00:00.000Z', daysLeft: 60 },
      { subject: { kind: 'audience', id: '1', name: 'Lapsed' } },
    );
    const title = (at: string) => titleOf(ends, labels, Date.parse(at))('Lapsed');
    expect(title(NOON)).to.equal('Audience ends in 8 days: Lapsed');
    expect(title('2026-03-20T09:00:00.000Z')).to.equal('Audience ends today: Lapsed');
    expect(title('2026-03-21T09:00:00.000Z')).to.equal('Audience ended: Lapsed');
  });

  it('can say something of a reason and a subject that only a newer server knows', () => {
    const asks = all.find((one) => one.type === 'mirror.confirmation_needed');
    if (asks?.type !== 'mirror.confirmation_needed') throw new Error('no example');
    const newer = { ...asks, data: { ...asks.data, code: 'moon_is_full' as 'many_removals' } };
    expect(sentenceOf(newer, labels, now)).to.equal('This version can’t say yet what it means.');
    const nameless = { ...approved(), subject: { kind: 'pixel' as 'ad', id: 'px', name: null } };
    expect(nameOf(nameless, labels)).to.equal('px');
  });

  it('keeps TikTok’s words apart from its own, and says plainly where there are none', () => {
    const without = event('ad.disapproved', { ...NO_PLACE, reasons: [], suggestion: null, confirmed: true });
    expect(sentenceOf(without, labels, now)).to.equal(
      'TikTok gives no reason. Change the ad, then send it for review again.',
    );
    expect(sentenceOf(disapproved({ needsYou: false }), labels, now)).to.equal(
      'TikTok says: “\u2068Misleading claim: waterproof for life.\u2069”',
    );
  });
});

describe('the days of events', () => {
  const words = { labels: labelsFor('en-GB').labels, format: formatFor('en-GB', () => now) };

  it('are named as people name them, in the order of the list', () => {
    const days = byDay(
      [0, 60 * 24, 60 * 24 + 5, 60 * 24 * 3, 60 * 24 * 100].map((minutesAgo) => disapproved({ minutesAgo })),
    );
    // Whether a comma follows the weekday, each engine's own tables say.
    const heading = (at: string) => dayName(at, words, now).replace(/^(\w+day),? /, '$1, ');
    expect(days.map(({ at, events }) => [heading(at), events.length])).to.deep.equal([
      ['Today, 12 March', 1],
      ['Yesterday', 2],
      ['Monday, 9 March', 1],
      ['Tuesday, 2 December 2025', 1],
    ]);
    expect(whenSettled(NOON, words, now)).to.match(/^at \d\d:\d\d$/);
    expect(whenSettled('2026-03-09T12:00:00.000Z', words, now)).to.match(/^on 9\u00a0Mar, \d\d:\d\d$/);
    expect(toMidnight(now) > 0 && toMidnight(now) <= 86_400_000).to.equal(true);
  });
});

describe('hearing of events', () => {
  const realSet = globalThis.setTimeout;
  afterEach(() => void (globalThis.setTimeout = realSet));

  it('is one at once, then silence for five seconds, then how many there were', () => {
    let later: (() => void) | undefined;
    globalThis.setTimeout = ((run: () => void, ms: number) => {
      expect(ms).to.equal(BREATH_MS);
      later = run;
      return 1;
    }) as unknown as typeof setTimeout;
    const heard: string[] = [];
    const voice = new FeedVoice(
      (text) => heard.push(text),
      (count) => `${count} new`,
    );
    for (const title of ['one', 'two', 'three']) voice.arrived(title);
    expect(heard).to.deep.equal(['one']);
    later?.();
    expect(heard).to.deep.equal(['one', '2 new']);
    voice.arrived('four');
    later?.();
    expect(heard).to.deep.equal(['one', '2 new', 'four']);
    later?.();
    voice.arrived('five');
    expect(heard.at(-1)).to.equal('five');
    voice.stop();
  });
});

describe('reading events', () => {
  interface Watched {
    at: number;
    isHidden: boolean;
    timers: { run: () => void; at: number }[];
    pass(ms: number): void;
    seen: string[][];
    watch: ReadWatch;
    row: HTMLElement;
    look(ratio: number): void;
  }
  function watchOne(): Watched {
    const row = document.createElement('div');
    const watched: Watched = {
      at: 0,
      isHidden: false,
      timers: [],
      seen: [],
      row,
      pass(ms) {
        watched.at += ms;
        const due = watched.timers.filter(({ at }) => at <= watched.at);
        watched.timers = watched.timers.filter((timer) => !due.includes(timer));
        for (const { run } of due) run();
      },
      look: (ratio) =>
        watched.watch.moved([
          {
            target: row,
            isIntersecting: ratio > 0,
            intersectionRatio: ratio,
            intersectionRect: new DOMRect(0, 0, 100, 100 * ratio),
            rootBounds: new DOMRect(0, 0, 100, 1000),
          },
        ]),
      watch: new ReadWatch((found) => watched.seen.push(found), {
        now: () => watched.at,
        setTimer: (run, ms) => watched.timers.push({ run, at: watched.at + ms }),
        clearTimer: () => undefined,
        isHidden: () => watched.isHidden,
      }),
    };
    watched.watch.watch(new Map([[row, 'evt_1']]));
    return watched;
  }

  it('takes two seconds in view, all in one go', () => {
    const watched = watchOne();
    watched.look(1);
    watched.pass(1999);
    expect(watched.seen).to.deep.equal([]);
    watched.look(0);
    watched.pass(5000);
    expect(watched.seen).to.deep.equal([]);
    watched.look(1);
    watched.pass(2000);
    expect(watched.seen).to.deep.equal([['evt_1']]);
    watched.watch.stop();
  });

  it('does not count a sliver, nor a tab in the background', () => {
    const watched = watchOne();
    watched.look(0.3);
    watched.pass(3000);
    expect(watched.seen).to.deep.equal([]);
    watched.look(0.9);
    watched.pass(1000);
    watched.isHidden = true;
    watched.watch.visibilityChanged();
    watched.pass(60_000);
    expect(watched.seen).to.deep.equal([]);
    watched.isHidden = false;
    watched.watch.visibilityChanged();
    watched.pass(1999);
    expect(watched.seen).to.deep.equal([]);
    watched.pass(1);
    expect(watched.seen).to.deep.equal([['evt_1']]);
    watched.watch.stop();
  });
});
