import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Caller, FairLine } from '../../server/tiktok/fair-line.ts';
import { createLanes } from '../../server/tiktok/lanes.ts';
import { paceInMemory } from '../../server/tiktok/pace-store.ts';
import { startTogether } from '../support/connected.ts';
import { heldPace, pacerOf, turnOf, virtualTime } from '../support/paced.ts';
import { cleanUp, failure, listen, makeClient, onEnd, READ } from '../support/tiktok-client.ts';

afterEach(cleanUp);

const caller = (workspaceId: string, advertiserId = ''): Caller => ({ workspaceId, advertiserId });

/** Arrivals and turns in any order: a name arrives, null is a turn. */
const arrivals = fc.array(
  fc.option(fc.record({ workspaceId: fc.constantFrom('a', 'b', 'c'), advertiserId: fc.constantFrom('1', '2', '3') }), {
    freq: 3,
  }),
  { maxLength: 200 },
);

describe('a fair line', () => {
  test('lets everybody through once, each ad account in its own order', () => {
    fc.assert(
      fc.property(arrivals, (events) => {
        const line = new FairLine<{ caller: Caller; number: number }>();
        const served: { caller: Caller; number: number }[] = [];
        const serve = (): void => {
          const item = line.take();
          if (item !== undefined) served.push(item);
        };
        events.forEach((event, number) => (event === null ? serve() : line.add(event, { caller: event, number })));
        while (line.size > 0) serve();
        expect(line.take()).toBeUndefined();
        expect(served).toHaveLength(events.filter((event) => event !== null).length);
        for (const workspaceId of ['a', 'b', 'c'])
          for (const advertiserId of ['1', '2', '3']) {
            const own = served.filter(
              ({ caller: its }) => its.workspaceId === workspaceId && its.advertiserId === advertiserId,
            );
            expect(own.map(({ number }) => number)).toEqual(own.map(({ number }) => number).sort((a, b) => a - b));
          }
      }),
    );
  });

  test('starves nobody: a workspace waits for one turn of each other one at most, its ad accounts for one round each', () => {
    fc.assert(
      fc.property(arrivals, fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', '3'), (events, mine, account) => {
        const line = new FairLine<Caller>();
        for (const event of events) {
          if (event === null) line.take();
          else line.add(event, event);
        }
        // Whoever others add while this one waits does not make it wait longer than the three workspaces take.
        const me = caller(mine, `own ${account}`);
        line.add(me, me);
        let turns = 0;
        let turnsOfMine = 0;
        for (let item = line.take(); item !== me; item = line.take()) {
          turns += 1;
          if (item?.workspaceId === mine) turnsOfMine += 1;
          for (const other of ['a', 'b', 'c']) line.add(caller(other, '1'), caller(other, '1'));
        }
        expect(turnsOfMine).toBeLessThanOrEqual(3);
        expect(turns).toBeLessThanOrEqual((turnsOfMine + 1) * 3 - 1);
      }),
    );
  });

  test('forgets who leaves, and says how much of their own somebody has before them', () => {
    const line = new FairLine<number>();
    for (let item = 0; item < 5; item += 1) line.add(caller('a', '1'), item);
    line.add(caller('a', '2'), 5);
    line.add(caller('b'), 6);
    expect(line.backlogOf(caller('a', '1'))).toBe(7);
    expect(line.backlogOf(caller('b'))).toBe(2);
    expect(line.backlogOf(caller('c'))).toBe(0);
    expect(line.remove(caller('b'), 6)).toBe(true);
    expect(line.remove(caller('b'), 6)).toBe(false);
    expect(line.remove(caller('a', '1'), 0)).toBe(true);
    expect([line.take(), line.take(), line.take()]).toEqual([1, 5, 2]);
    expect(line.size).toBe(2);
  });
});

describe('a pacer', () => {
  beforeEach(() => virtualTime());
  afterEach(() => vi.useRealTimers());

  /** A line of 5 a second. */
  function paced() {
    const { pacer } = pacerOf({ qps: 5 });
    const went: string[] = [];
    const enter = (workspaceId: string, signal = new AbortController().signal) =>
      pacer.enter(turnOf(workspaceId), { signal }).then(() => void went.push(workspaceId));
    return { pacer, went, enter };
  }

  test('takes workspaces in turn, also one that comes when many wait', async () => {
    const { went, enter } = paced();
    const all = Array.from({ length: 20 }, () => enter('hoard'));
    await vi.advanceTimersByTimeAsync(600);
    expect(went).toHaveLength(3);
    all.push(enter('late'), enter('late'));
    await vi.advanceTimersByTimeAsync(20_000);
    await Promise.all(all);
    expect(went.filter((name) => name === 'hoard')).toHaveLength(20);
    const first = went.indexOf('late');
    expect(first).toBeLessThanOrEqual(5);
    expect(went.indexOf('late', first + 1) - first).toBe(2);
  });

  test('lets go of those that give up, and is at rest when nobody waits', async () => {
    const { pacer, went, enter } = paced();
    await enter('a');
    const giveUp = new AbortController();
    const gone = [enter('a', giveUp.signal), enter('b', giveUp.signal)];
    await vi.advanceTimersByTimeAsync(10);
    expect(pacer.waiting).toBe(2);
    giveUp.abort(new Error('enough'));
    await expect(Promise.allSettled(gone)).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    expect(pacer.waiting).toBe(0);
    const next = enter('c');
    await vi.advanceTimersByTimeAsync(1_000);
    await next;
    expect(went).toEqual(['a', 'c']);
    await expect(enter('d', AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
  });
});

describe('the way to TikTok', () => {
  const inWorkspace = (workspaceId: string, advertiserId: string) => ({
    ...READ,
    workspaceId,
    query: { advertiser_id: advertiserId },
  });

  test('turns away who has a long line of its own, and nobody else', async () => {
    const url = await listen(() => ({
      body: JSON.stringify({ code: 0, message: 'OK', request_id: 'r', data: {} }),
    }));
    const { pace, goOn } = heldPace();
    const { client } = makeClient(url, { pace });
    const hoard = Array.from({ length: 500 }, () => client.request(inWorkspace('hoard', '1')).catch(() => 'refused'));
    expect((await failure(client.request(inWorkspace('hoard', '1')))).message).toContain('too many requests');
    const other = client.request(inWorkspace('other', '2'));
    goOn();
    await other;
    const answers = await Promise.all(hoard);
    expect(answers.filter((answer) => answer === 'refused').length).toBeGreaterThan(0);
    expect(answers.filter((answer) => answer !== 'refused').length).toBeGreaterThanOrEqual(480);
  });

  test('has a line of its own for segment mappings, but not for an hour after TikTok counted them in the app’s limit', () => {
    let now = 0;
    const { blocks } = pacerOf({ qps: 1 });
    const lanes = createLanes({ tier: 'basic', ownAppId: '7', pace: paceInMemory(), blocks, monotonic: () => now });
    const call = { environment: 'production', appId: undefined, accessToken: 't', method: 'POST' } as const;
    const lane = lanes.of(call);
    const pacerOfPath = (path: string) => lane.turnOf({ ...call, path, workspaceId: 'w', advertiserId: '1' }).pacer;
    const app = pacerOfPath('/dmp/custom_audience/get/');
    expect(pacerOfPath('/segment/audience/')).toBe(app);
    const own = pacerOfPath('/segment/mapping/');
    expect(own).not.toBe(app);
    expect(pacerOfPath('/segment/mapping/')).toBe(own);
    lane.joinApp('/dmp/custom_audience/get/');
    expect(pacerOfPath('/segment/mapping/')).toBe(own);
    lane.joinApp('/segment/mapping/');
    now = 3_599_999;
    expect(pacerOfPath('/segment/mapping/')).toBe(app);
    now = 3_600_000;
    expect(pacerOfPath('/segment/mapping/')).toBe(own);
  });
});

describe('two workspaces with one developer app', () => {
  test('one that asks for a lot at once makes the other wait for a call or two, not for all of them', async () => {
    const together = await startTogether({
      simulator: { rateLimits: { qps: 50, qpm: 3_000, qpd: 4_320_000 } },
      env: { TIKTOK_RATE_TIER: 'ultimate' },
    });
    onEnd(() => together.stop());
    const usable = together.simulator
      .person()
      .advertisers.filter(({ role, status }) => role === 'ADMIN' && status === 'STATUS_ENABLE');
    const join = async (workspaceId: string, advertiserId = '') => {
      const as = await together.session({ workspaceId });
      const json = { connectionId: await together.connect(as), advertiserIds: [advertiserId] };
      expect((await together.server.call('POST', '/v1/ad-accounts', { as, json })).status).toBe(201);
      return () => together.server.call('GET', `/v1/audiences?advertiserId=${advertiserId}`, { as });
    };
    const hoard = await join('hoard', usable[0]?.advertiserId);
    const other = await join('other', usable[1]?.advertiserId);
    let answered = 0;
    const all = Array.from({ length: 60 }, () => hoard().finally(() => (answered += 1)));
    await Promise.race(all);
    const before = answered;
    expect((await other()).status).toBe(200);
    expect(answered - before).toBeLessThan(20);
    expect(answered).toBeLessThan(50);
    expect((await Promise.all(all)).every(({ status }) => status === 200)).toBe(true);
  });
});
