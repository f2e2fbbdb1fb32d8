import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { EVENT_TYPES, type EventTypeEntry } from '../../shared/event-types.ts';
import { systemRandom } from '../../server/random.ts';
import type { EventQuery, NewEvent } from '../../server/store/events.ts';
import { eventDeliveryQueries } from '../../server/store/sqlite/event-deliveries.ts';
import { eventLookup, eventQueries } from '../../server/store/sqlite/events.ts';
import { migrate, readMigrations } from '../../server/store/sqlite/migrate.ts';

// A workspace may have some 100,000 events. How SQLite means to find them is asked with the statements as they are run, values
// bound: a partial index that fits only where a value is written out would look fine otherwise.

let run: { query: string; params: unknown[] }[] = [];
let raw: Sqlite.Database;
let events: ReturnType<ReturnType<typeof eventQueries>>;
let deliveries: ReturnType<ReturnType<typeof eventDeliveryQueries>>;
let lookup: ReturnType<typeof eventLookup>;

beforeEach(() => {
  raw = new Sqlite(':memory:');
  migrate(raw, readMigrations());
  const db = drizzle(raw, { logger: { logQuery: (query, params) => run.push({ query, params }) } });
  events = eventQueries(db, systemRandom)('w');
  deliveries = eventDeliveryQueries(db, systemRandom)('w');
  lookup = eventLookup(db);
  run = [];
});

/** What SQLite says it will do for what was run, statement by statement. */
function plans(): { query: string; steps: string[] }[] {
  return run
    .filter(({ query }) => /^(select|update|delete)/.test(query))
    .map(({ query, params }) => ({
      query,
      steps: (raw.prepare(`explain query plan ${query}`).all(...params) as { detail: string }[]).map(
        ({ detail }) => detail,
      ),
    }));
}

function expectNoScan(): void {
  const all = plans();
  expect(all.length).toBeGreaterThan(0);
  for (const { query, steps } of all) {
    expect(
      steps.filter((step) => /^SCAN (?!json_each)/.test(step) || /TEMP B-TREE/.test(step)),
      query,
    ).toEqual([]);
  }
}

const READER = { userId: 'ann', newSince: 1000 };
const FIRST: EventQuery = {
  after: '[500]',
  limit: 100,
  group: null,
  type: null,
  advertiserId: null,
  needsYou: false,
  unreadBy: null,
};
const fresh = (id: string): NewEvent => ({
  id,
  type: 'account.suspended',
  key: id,
  advertiserId: '1',
  accountName: null,
  connectionId: null,
  subject: { kind: 'account', id: '1', name: null },
  data: { reason: null, confirmed: true },
  occurredAt: 1,
  createdAt: 1,
});

describe('SQLite finds events by an index', () => {
  it.each<[string, Partial<EventQuery>, string]>([
    ['all', {}, 'events_feed'],
    ['of a group', { group: 'ads' }, 'events_group'],
    ['of a type', { type: 'ad.approved' }, 'events_type'],
    ['of an ad account', { advertiserId: '1' }, 'events_account'],
    ['of an ad account and a group', { advertiserId: '1', group: 'ads' }, 'events_account'],
    ['of an ad account and a type', { advertiserId: '1', type: 'ad.approved' }, 'events_account'],
    ['that need somebody', { needsYou: true }, 'events_open'],
    ['that are unread', { unreadBy: READER }, 'events_feed'],
  ])('when it lists those %s', async (_which, query, index) => {
    await events.list({ ...FIRST, ...query }, READER);
    expectNoScan();
    const list = plans().find(({ query: text }) => text.includes('"needs_you",') && text.includes('desc'));
    expect(list?.steps[0]).toContain(`USING INDEX ${index} (workspace_id=?`);
  });

  it('when it counts them, and then reads none but those that need somebody', async () => {
    await events.counts(READER);
    expectNoScan();
    const all = plans();
    const open = all.find(({ query }) => query.includes('count(*)') && query.includes('needs_you'));
    expect(open?.steps).toEqual(['SEARCH events USING INDEX events_open (workspace_id=? AND seq>?)']);
    const others = all.filter((plan) => plan !== open && plan.query.includes('from "events"'));
    // First and last of each group, and the last that is read: single rows.
    expect(others.length).toBeGreaterThan(4);
    for (const { query } of others) expect(query).toMatch(/limit \?$/);
  });

  it('when it writes, marks and reads on', async () => {
    await events.append([fresh('evt_00000001'), fresh('evt_00000002')], false);
    await events.markRead(READER, ['evt_00000001']);
    await events.markReadUpTo(READER, 2);
    await events.listAfter(0, 100);
    await events.seqOf('evt_00000001');
    await events.seqBefore(5);
    await events.latestSeq();
    expectNoScan();
  });

  it('when it lists deliveries, reads on in a line and begins dead ones anew', async () => {
    await deliveries.list({ after: '[500]', limit: 100, state: null });
    await deliveries.next('1', 20);
    await deliveries.replay(['evt_00000001'], 1000);
    await deliveries.replayDead(1, 0, 100, 1000);
    expectNoScan();
  });

  it('when it looks for what is new in all workspaces', async () => {
    await lookup.workspacesAfter(5);
    expect(plans()[0]?.steps[0]).toBe('SEARCH events USING INTEGER PRIMARY KEY (rowid>?)');
  });
});

describe('the catalogue', () => {
  it('asks nobody for what it does not list', () => {
    const all = Object.entries<EventTypeEntry>(EVENT_TYPES);
    expect(all.filter(([, { needsYou, isListed }]) => needsYou && !isListed)).toEqual([]);
  });
});
