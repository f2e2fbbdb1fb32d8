import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordEvents } from '../../server/events/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { accounts, importAccounts, suspension, tell } from './events-support.ts';

const DAY_MS = 86_400_000;
let server: TestServer;
let now = Date.parse('2026-03-01T00:00:00Z');
let workspaces = 0;

beforeAll(async () => {
  server = await startTestServer({ clock: { now: () => now }, jobs: 'manual' });
});
afterAll(() => server.stop());

/** A workspace of its own, with a session for each user that is asked for. */
async function fresh() {
  workspaces += 1;
  const workspaceId = `workspace-${workspaces}`;
  const as = await server.mintSession({ workspaceId, ttlSeconds: 3600 });
  await importAccounts(server, workspaceId, '1', '2', '3', '5', '6', '7100000000000000001');
  return {
    workspaceId,
    as,
    tell: (...ids: string[]) => tell(server, workspaceId, ...ids),
    list: async (query = '', by = as) => (await server.call('GET', `/v1/activity${query}`, { as: by })).json,
    read: (json: unknown, by = as) => server.call('POST', '/v1/activity/read', { as: by, json }),
    userSession: (userId: string) => server.mintSession({ workspaceId, userId, ttlSeconds: 3600 }),
  };
}
const subjects = (page: { items: { subject: { id: string } }[] }) => page.items.map(({ subject }) => subject.id);

const rejected = (adId: string, key = adId) => ({
  type: 'ad.disapproved' as const,
  key: `rejected:${key}`,
  subject: { kind: 'ad' as const, id: adId, name: 'Spring' },
  advertiserId: '7100000000000000001',
  data: {
    campaignId: '1',
    campaignName: null,
    adgroupId: '2',
    adgroupName: null,
    reasons: ['Prohibited product'],
    suggestion: null,
    confirmed: true,
  },
});
const approved = (adId: string) => ({
  ...rejected(adId),
  type: 'ad.approved' as const,
  key: `approved:${adId}`,
  data: { campaignId: '1', campaignName: null, adgroupId: '2', adgroupName: null, isPartial: false, confirmed: true },
});

describe('GET /v1/activity', () => {
  it('lists newest first, in pages that miss and repeat nothing while more is written', async () => {
    const own = await fresh();
    await own.tell(...accounts(1, 7));
    const first = await own.list('?limit=3');
    await own.tell('8');
    const second = await own.list(`?limit=3&cursor=${first.nextCursor}`);
    const third = await own.list(`?limit=3&cursor=${second.nextCursor}`);
    expect([first, second, third].map(subjects)).toEqual([['7', '6', '5'], ['4', '3', '2'], ['1']]);
    expect(third.nextCursor).toBeNull();
  });

  it('narrows by what needs somebody, by group, type and ad account, and counts the whole workspace all the same', async () => {
    const { workspaceId, ...own } = await fresh();
    await recordEvents(server.deps, workspaceId, rejected('11'), rejected('12'), approved('11'), suspension('5'));
    expect(subjects(await own.list('?filter=needs_you'))).toEqual(['5', '12']);
    expect(subjects(await own.list('?filter=ads'))).toEqual(['11', '12', '11']);
    expect(subjects(await own.list('?filter=accounts'))).toEqual(['5']);
    expect(subjects(await own.list('?filter=audiences'))).toEqual([]);
    expect(subjects(await own.list('?type=ad.approved'))).toEqual(['11']);
    expect(subjects(await own.list('?advertiserId=5'))).toEqual(['5']);
    expect(subjects(await own.list('?advertiserId=5&filter=ads'))).toEqual([]);
    expect(subjects(await own.list('?advertiserId=7100000000000000001&filter=needs_you&type=ad.disapproved'))).toEqual([
      '12',
    ]);
    expect((await own.list('?filter=audiences')).counts).toEqual({
      all: 4,
      needsYou: 2,
      unread: 4,
      ads: 3,
      accounts: 1,
      audiences: 0,
      other: 0,
    });
  });

  it('shows what was resolved, and when', async () => {
    const { workspaceId, ...own } = await fresh();
    await recordEvents(server.deps, workspaceId, rejected('11'));
    now += 1000;
    await recordEvents(server.deps, workspaceId, approved('11'));
    const [later, earlier] = (await own.list()).items;
    expect(earlier).toMatchObject({ needsYou: false, resolvedAt: later.createdAt, severity: 'danger' });
    expect(later).toMatchObject({ needsYou: false, resolvedAt: null, severity: 'success' });
  });

  it('needs somebody once for the same trouble, however often it is told', async () => {
    const { workspaceId, ...own } = await fresh();
    await recordEvents(server.deps, workspaceId, rejected('11', 'first'), rejected('11', 'again'));
    const { items, counts } = await own.list();
    expect(items.map((item: { needsYou: boolean }) => item.needsYou)).toEqual([true, false]);
    expect(counts.needsYou).toBe(1);
  });

  it('leaves out what is not for people, and does not count it', async () => {
    const { workspaceId, ...own } = await fresh();
    await recordEvents(server.deps, workspaceId, { ...suspension('5'), isListed: false }, suspension('6'));
    const { items, counts } = await own.list();
    expect(subjects({ items })).toEqual(['6']);
    expect(counts).toMatchObject({ all: 1, needsYou: 1, unread: 1, accounts: 1 });
  });

  it('leads to Ads Manager: an ad to its row, other things to their table, what TikTok does not show nowhere', async () => {
    const { workspaceId, ...own } = await fresh();
    await recordEvents(server.deps, workspaceId, rejected('11'), suspension('5'), {
      type: 'audience.ready',
      key: 'ready',
      subject: { kind: 'audience', id: '9', name: 'VIP' },
      advertiserId: '5',
      data: { customAudienceId: '9', coverNum: null, peopleSent: null, exportId: null },
    });
    expect((await own.list()).items.map((item: { tiktokUrl: string | null }) => item.tiktokUrl)).toEqual([
      null,
      'https://ads.tiktok.com/i18n/manage/campaign?aadvid=5',
      'https://ads.tiktok.com/i18n/manage/creative?aadvid=7100000000000000001&keyword=11',
    ]);
  });

  it('refuses a cursor that is none of this list', async () => {
    const { as } = await fresh();
    expect((await server.call('GET', '/v1/activity?cursor=abc', { as })).status).toBe(422);
    expect((await server.call('GET', '/v1/activity?filter=all', { as })).status).toBe(422);
    expect((await server.call('GET', '/v1/activity?unread=perhaps', { as })).status).toBe(422);
  });
});

describe('what somebody has read', () => {
  it('is marked event by event or up to one, for that user alone', async () => {
    const own = await fresh();
    await own.tell(...accounts(1, 5));
    const bob = await own.userSession('bob');
    const { items } = await own.list();
    const idOf = (account: string) => items.find((item: { subject: { id: string } }) => item.subject.id === account).id;
    expect((await own.read({ eventIds: [idOf('4'), 'evt_0000000000000000000000'] })).status).toBe(204);
    expect(subjects(await own.list('?unread=true'))).toEqual(['5', '3', '2', '1']);
    expect((await own.list()).counts.unread).toBe(4);
    expect((await own.read({ upTo: idOf('2') })).status).toBe(204);
    expect(subjects(await own.list('?unread=true'))).toEqual(['5', '3']);
    // What is read stays read.
    expect((await own.read({ upTo: idOf('1') })).status).toBe(204);
    await own.read({ eventIds: [idOf('3'), idOf('5'), idOf('5')] });
    expect((await own.list()).counts).toMatchObject({ all: 5, unread: 0 });
    expect((await own.list()).items.every((item: { isRead: boolean }) => item.isRead)).toBe(true);
    await own.tell('6');
    expect(subjects(await own.list('?unread=true'))).toEqual(['6']);
    expect((await own.list('', bob)).counts).toMatchObject({ all: 6, unread: 6 });
  });

  it('is, to somebody who has never read anything, what is older than a week', async () => {
    const own = await fresh();
    await own.tell('1', '2');
    now += 6 * DAY_MS;
    const as = await own.userSession('ann');
    await own.tell('3');
    expect((await own.list('', as)).counts.unread).toBe(3);
    now += 2 * DAY_MS;
    const later = await own.userSession('ann');
    expect((await own.list('', later)).counts).toMatchObject({ all: 3, unread: 1 });
    expect((await own.list('', later)).items.map((item: { isRead: boolean }) => item.isRead)).toEqual([
      false,
      true,
      true,
    ]);
    // From the first mark on, time alone makes nothing read.
    await own.tell('4');
    const [newest] = (await own.list('', later)).items;
    await own.read({ eventIds: [newest.id] }, later);
    now += 30 * DAY_MS;
    expect(subjects(await own.list('?unread=true', await own.userSession('ann')))).toEqual(['3']);
  });

  it('belongs to users: to the host’s key everything is unread, and it cannot mark', async () => {
    const { workspaceId, ...own } = await fresh();
    await own.tell('1');
    const host = { as: server.hostKey, workspaceId };
    now += 10 * DAY_MS;
    const { json } = await server.call('GET', '/v1/activity?unread=true', host);
    expect(json.counts.unread).toBe(1);
    expect(subjects(json)).toEqual(['1']);
    const refused = await server.call('POST', '/v1/activity/read', { ...host, json: { upTo: json.items[0].id } });
    expect([refused.status, refused.json.code]).toEqual([403, 'permission_denied']);
  });

  it('is not to be had of another workspace', async () => {
    const mine = await fresh();
    const theirs = await fresh();
    await mine.tell('1');
    await theirs.tell('2');
    const [event] = (await theirs.list()).items;
    expect((await mine.read({ upTo: event.id })).status).toBe(404);
    expect((await mine.read({ eventIds: [event.id] })).status).toBe(204);
    expect((await mine.list()).counts.unread).toBe(1);
    expect((await theirs.list()).counts.unread).toBe(1);
  });

  it('is refused in any other shape', async () => {
    const own = await fresh();
    for (const json of [
      {},
      { eventIds: [] },
      { upTo: 'evt_0000000000000000000000', eventIds: ['evt_0000000000000000000000'] },
    ])
      expect((await own.read(json)).status).toBe(422);
  });
});

describe('events with age', () => {
  it('are removed after 90 days, and the counts of what stays are right', async () => {
    const own = await fresh();
    await own.tell('1', '2');
    const { items } = await own.list();
    await own.read({ eventIds: items.map((item: { id: string }) => item.id) });
    now += 60 * DAY_MS;
    await own.tell('3');
    await server.jobs.runDue();
    const as = await own.userSession('user-1');
    expect((await own.list('', as)).counts).toMatchObject({ all: 3, unread: 1, needsYou: 3, accounts: 3 });
    now += 31 * DAY_MS;
    await server.jobs.runDue();
    const later = await own.userSession('user-1');
    expect((await own.list('', later)).counts).toMatchObject({ all: 1, unread: 1, needsYou: 1, accounts: 1 });
    expect(subjects(await own.list('', later))).toEqual(['3']);
  });
});
