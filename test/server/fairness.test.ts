import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { type Caller, FairLine } from '../../server/tiktok/fair-line.ts';
import { createLanes } from '../../server/tiktok/lanes.ts';
import { createPacer } from '../../server/tiktok/pacer.ts';
import { startTogether } from '../support/connected.ts';
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
  /** A pacer on a clock that moves only while it rests. */
  function paced() {
    let now = 0;
    const pacer = createPacer({
      limits: { qps: 5 },
      monotonic: () => now,
      sleep: async (ms, signal) => {
        await Promise.resolve();
        signal.throwIfAborted();
        now += ms;
      },
    });
    const went: string[] = [];
    const enter = (its: Caller, signal = new AbortController().signal) =>
      pacer.enter(signal, its).then(() => void went.push(its.workspaceId));
    return { pacer, went, enter };
  }

  test('takes workspaces in turn, also one that comes when many wait', async () => {
    const { went, enter } = paced();
    const all = Array.from({ length: 20 }, () => enter(caller('hoard')));
    await all[2];
    all.push(enter(caller('late')), enter(caller('late')));
    await Promise.all(all);
    expect(went.filter((name) => name === 'hoard')).toHaveLength(20);
    const first = went.indexOf('late');
    expect(first).toBeLessThanOrEqual(5);
    expect(went.indexOf('late', first + 1) - first).toBe(2);
  });

  test('lets go of those that give up, and is at rest when nobody waits', async () => {
    const { pacer, went, enter } = paced();
    await enter(caller('a'));
    const giveUp = new AbortController();
    const gone = [enter(caller('a'), giveUp.signal), enter(caller('b'), giveUp.signal)];
    giveUp.abort(new Error('enough'));
    await expect(Promise.allSettled(gone)).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    expect(pacer.backlogOf(caller('a'))).toBe(0);
    await enter(caller('c'));
    expect(went).toEqual(['a', 'c']);
    await expect(pacer.enter(AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
  });

  test('tells those that wait when it cannot rest', async () => {
    const pacer = createPacer({
      limits: { qps: 1 },
      monotonic: () => 0,
      sleep: () => Promise.reject(new Error('no timers')),
    });
    const signal = new AbortController().signal;
    await pacer.enter(signal);
    await expect(pacer.enter(signal)).rejects.toThrow('no timers');
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
    let now = 0;
    let goOn: () => void = () => undefined;
    const rested = new Promise<void>((resolve) => (goOn = resolve));
    const { client } = makeClient(url, {
      monotonic: () => now,
      sleep: async (ms) => {
        await rested;
        now += ms;
      },
    });
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
    const lanes = createLanes({
      tier: 'basic',
      ownAppId: '7',
      clock: { now: () => 0 },
      monotonic: () => now,
      sleep: async () => undefined,
    });
    const lane = lanes.of({ environment: 'production' });
    const app = lane.pacerOf('/dmp/custom_audience/get/');
    expect(lane.pacerOf('/segment/audience/')).toBe(app);
    const own = lane.pacerOf('/segment/mapping/');
    expect(own).not.toBe(app);
    expect(lane.pacerOf('/segment/mapping/')).toBe(own);
    lane.joinApp('/dmp/custom_audience/get/');
    expect(lane.pacerOf('/segment/mapping/')).toBe(own);
    lane.joinApp('/segment/mapping/');
    now = 3_599_999;
    expect(lane.pacerOf('/segment/mapping/')).toBe(app);
    now = 3_600_000;
    expect(lane.pacerOf('/segment/mapping/')).toBe(own);
  });
});

describe('two workspaces with one developer app', () => {
  test('one that asks for a lot at once makes the other wait for a call or two, not for all of them', async () => {
    const together = await startTogether();
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
