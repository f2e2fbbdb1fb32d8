import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openPace, type PaceStore } from '../../server/store/index.ts';
import { createTikTokClient, type PacedCall } from '../../server/tiktok/index.ts';
import { pino } from 'pino';
import { cleanUp, failure, onEnd } from '../support/tiktok-client.ts';

let folder: string;
let databaseUrl: string;
let troubles: object[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pace-'));
  databaseUrl = `file:${join(folder, 'server.db')}`;
  troubles = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await cleanUp();
  await rm(folder, { recursive: true });
});

async function open(): Promise<PaceStore> {
  const store = await openPace({ databaseUrl }, { warn: (details) => void troubles.push(details) });
  onEnd(() => store.close());
  return store;
}

const LIMIT = { keyPrefix: 'test', points: 10, durationMs: 60_000 };

/** How many single points a limiter gives before it gives no more. */
async function drain(store: PaceStore, key = 'k'): Promise<number> {
  const limiter = store.limiter(LIMIT);
  for (let points = 0; ; points += 1) {
    const answer = await limiter.consume(key).catch((refusal: unknown) => refusal);
    if (answer instanceof RateLimiterRes && answer.consumedPoints > LIMIT.points) return points;
    if (points > 1000) throw new Error('there is no limit');
  }
}

describe('the pace file', () => {
  test('lies beside the database, is its owner’s alone, and is shared by everybody who opens it', async () => {
    const one = await open();
    const other = await open();
    await one.limiter(LIMIT).consume('k', 4);
    expect(await drain(other)).toBe(6);
    expect(await drain(one)).toBe(0);
    expect(statSync(join(folder, 'server.db-pace')).mode & 0o777).toBe(0o600);
    expect(existsSync(join(folder, 'server.db'))).toBe(false);
    expect(troubles).toEqual([]);
  });

  test('keeps counting over a restart', async () => {
    const one = await open();
    await one.limiter(LIMIT).consume('k', 7);
    await one.close();
    expect(await drain(await open())).toBe(3);
  });

  test('does not stall anybody when the wall clock was set back', async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 5, 1), toFake: ['Date'] });
    const one = await open();
    const other = await open();
    expect(await drain(one)).toBe(10);
    vi.setSystemTime(Date.UTC(2026, 0, 1));
    expect(await drain(other)).toBe(10);
    expect(await drain(one)).toBe(0);
    vi.setSystemTime(Date.UTC(2026, 0, 1) + LIMIT.durationMs);
    expect(await drain(one)).toBe(10);
  });

  test('forgets what is over', async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 5, 1), toFake: ['Date'] });
    const one = await open();
    await one.limiter(LIMIT).consume('old', 1);
    await one.block({ key: 'old', until: Date.now() + 1000, reason: 'minute' });
    await one.close();
    vi.setSystemTime(Date.UTC(2026, 5, 4));
    await (await open()).limiter(LIMIT).consume('new', 1);
    const raw = new Database(join(folder, 'server.db-pace'), { readonly: true });
    onEnd(async () => raw.close());
    expect(raw.prepare('select key from rates').pluck().all()).toEqual(['test:new']);
    expect(raw.prepare('select key from blocks').pluck().all()).toEqual([]);
  });
});

describe('blocks', () => {
  test('are read by others, the longer one counts, and one that is no more than a mistake gives way', async () => {
    const one = await open();
    const other = await open();
    await one.block({ key: 'app', until: 5_000, reason: 'minute' });
    await other.block({ key: 'app', until: 3_000, reason: 'edge' });
    expect(await other.blocks(1_000)).toEqual([{ key: 'app', until: 5_000, reason: 'minute' }]);
    expect(await one.blocks(5_000)).toEqual([]);
    await one.block({ key: 'app', until: 40 * 86_400_000, reason: 'day' });
    await one.block({ key: 'app', until: 9_000, reason: 'minute' });
    expect(await other.blocks(1_000)).toEqual([{ key: 'app', until: 9_000, reason: 'minute' }]);
  });
});

describe('a block that could not be written', () => {
  test('is written as soon as the file can be', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const one = await open();
    const other = await open();
    expect(await other.blocks(0)).toEqual([]);
    const hog = new Database(join(folder, 'server.db-pace'));
    onEnd(async () => hog.close());
    hog.exec('begin immediate');
    await one.block({ key: 'app', until: 5_000, reason: 'minute' });
    hog.exec('rollback');
    expect(await other.blocks(0)).toEqual([]);
    vi.advanceTimersByTime(100);
    await one.blocks(0);
    expect(await other.blocks(0)).toEqual([{ key: 'app', until: 5_000, reason: 'minute' }]);
  });
});

describe('a pace file that cannot be used', () => {
  test('never fails a call: counting is the process’s own, the log says so once, and the file is taken up again', async () => {
    const path = join(folder, 'server.db-pace');
    mkdirSync(path);
    vi.useFakeTimers({ toFake: ['performance'] });
    const store = await open();
    expect(await drain(store)).toBe(10);
    expect(await store.blocks(0)).toBeNull();
    await store.block({ key: 'app', until: 1, reason: 'minute' });
    expect(troubles).toHaveLength(1);
    rmSync(path, { recursive: true });
    vi.advanceTimersByTime(5_000);
    expect(await drain(store)).toBe(10);
    expect(await store.blocks(0)).toEqual([{ key: 'app', until: 1, reason: 'minute' }]);
    expect(troubles).toHaveLength(1);
  });

  test('because another process holds it is waited for, but not for ever', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const store = await open();
    await store.limiter(LIMIT).consume('k', 1);
    const hog = new Database(join(folder, 'server.db-pace'));
    onEnd(async () => hog.close());
    hog.exec('begin exclusive');
    expect(await drain(store)).toBe(0);
    vi.advanceTimersByTime(1_000);
    expect(await drain(store)).toBe(0);
    expect(troubles).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(await drain(store)).toBe(10);
    expect(troubles).toEqual([{ code: 'SQLITE_BUSY' }]);
    hog.exec('rollback');
    vi.advanceTimersByTime(5_000);
    expect(await drain(store)).toBe(9);
  });

  test('because somebody has removed it is made anew, and shared again', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const [one, other] = [await open(), await open()];
    await one.limiter(LIMIT).consume('k', 1);
    await other.limiter(LIMIT).consume('k', 1);
    for (const ending of ['', '-wal', '-shm']) rmSync(join(folder, `server.db-pace${ending}`), { force: true });
    vi.advanceTimersByTime(1_001);
    await one.limiter(LIMIT).consume('k', 7);
    expect(await drain(other)).toBe(3);
    expect(troubles).toEqual([]);
  });

  test('is no database: it is made anew', async () => {
    writeFileSync(
      join(folder, 'server.db-pace'),
      'this is not a database, but a text of more than a few bytes'.repeat(40),
    );
    vi.useFakeTimers({ toFake: ['performance'] });
    const store = await open();
    expect(await drain(store)).toBe(10);
    vi.advanceTimersByTime(5_000);
    expect(await store.blocks(0)).toEqual([]);
    await store.limiter(LIMIT).consume('k', 8);
    expect(await drain(await open())).toBe(2);
  });
});

/** A client of a process of its own, as far as counting goes. */
async function clientOn(clock: { now(): number } = Date, listening = 'http://127.0.0.1:9') {
  const client = createTikTokClient({
    apiUrl: listening,
    sandboxApiUrl: listening,
    tier: 'basic',
    clock,
    log: pino({ level: 'silent' }),
    pace: await open(),
  });
  onEnd(() => client.close());
  return client;
}

const call: PacedCall = {
  environment: 'production',
  path: '/ad/get/',
  method: 'GET',
  appId: undefined,
  accessToken: 't',
  workspaceId: 'w',
  advertiserId: '1',
};
const soon = () => ({ signal: new AbortController().signal, maxWaitMs: 2_000 });
const answer = (code: number | null, message = '', httpStatus = 200, retryAfter: string | null = null) => ({
  code,
  message,
  httpStatus,
  retryAfter,
});

describe('processes on one database', () => {
  test('never pass the app’s limit together', async () => {
    const children = ['one', 'other'].map(() =>
      fork(fileURLToPath(new URL('pacing-child.ts', import.meta.url)), [databaseUrl, '2500'], {
        execArgv: ['--import', 'tsx'],
      }),
    );
    onEnd(async () => children.forEach((child) => child.kill()));
    await Promise.all(children.map((child) => once(child, 'message')));
    const startedAt = performance.now();
    const sent = await Promise.all(
      children.map(async (child: ChildProcess) => {
        child.send('go');
        const [message] = (await once(child, 'message')) as [{ sentAt?: number[] }];
        child.disconnect();
        expect(message).toHaveProperty('sentAt');
        return message.sentAt ?? [];
      }),
    );
    // Two in each quarter of a second. Each counting for itself would send twice as many.
    const quarters = Math.ceil((performance.now() - startedAt) / 250) + 1;
    expect(sent.flat().length).toBeLessThanOrEqual(2 * quarters);
    for (const own of sent) expect(own.length).toBeGreaterThan(0);
  });

  test('that start again and again lose no more each time than a few seconds’ worth', async () => {
    for (let start = 0; start < 10; start += 1) {
      const client = await clientOn();
      await client.admit(call, soon());
      await client.close();
    }
    const client = await clientOn();
    const { limits } = await client.admit(call, soon());
    const day = limits.find(({ name }) => name === 'day');
    expect(day?.remaining).toBeGreaterThan(172_800 - 11 * 50);
  });

  test('hear of a limit per minute within a quarter of a second, also one that starts later', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const [one, other] = [await clientOn(), await clientOn()];
    await other.admit(call, soon());
    const admission = await one.admit({ ...call, advertiserId: '2' }, soon());
    expect(admission.settle(answer(40100, 'App reaches the QPM limit 600'))).toBe(300_000);
    expect(one.admitNow(call)).toBeNull();
    vi.advanceTimersByTime(251);
    expect((await failure(other.admit(call, soon()))).retryAfterMs).toBeGreaterThan(290_000);
    const later = await clientOn();
    expect(await failure(later.admit(call, soon()))).toMatchObject({ kind: 'refused', code: null });
    // Another app, and the same in the sandbox, go on.
    await later.admit({ ...call, appId: '2' }, soon());
    await later.admit({ ...call, environment: 'sandbox' }, soon());
  });

  test('keep still until midnight UTC after a limit per day, whatever their clock says then', async () => {
    let now = Date.UTC(2026, 2, 14, 21);
    const clock = { now: () => now };
    const one = await clientOn(clock);
    (await one.admit(call, soon())).settle(answer(40100, 'App reaches the QPD limit 864000'));
    const other = await clientOn(clock);
    // To a few seconds: what the call has waited already counts, too.
    const minutes = ({ retryAfterMs }: { retryAfterMs: number | null }) => Math.round((retryAfterMs ?? 0) / 6_000) / 10;
    expect(minutes(await failure(other.admit(call, soon())))).toBe(180);
    now = Date.UTC(2026, 2, 15) - 60_000;
    expect(minutes(await failure(one.admit(call, soon())))).toBe(1);
    now = Date.UTC(2026, 2, 15);
    await other.admit(call, soon());
    await one.admit(call, soon());
  });

  test('wait as the edge says, and no longer for a clock that was set back', async () => {
    let now = Date.UTC(2026, 2, 14, 21);
    const clock = { now: () => now };
    const one = await clientOn(clock);
    (await one.admit(call, soon())).settle(answer(null, '', 503, '120'));
    const other = await clientOn(clock);
    expect(await failure(other.admit(call, soon()))).toMatchObject({ retryAfterMs: 120_000 });
    now -= 31 * 86_400_000;
    await other.admit(call, soon());
    await one.admit(call, soon());
  });

  test('leave an ad account alone that TikTok limits, and nobody else', async () => {
    // The calendar stands still, so that however slow the machine is the pause is as long as when it began.
    const still = { now: () => Date.UTC(2026, 2, 14, 21) };
    const one = await clientOn(still);
    const limit = answer(40133, 'Too many requests of this advertiser');
    for (let strike = 0; strike < 2; strike += 1)
      (await one.admit(call, { ...soon(), maxWaitMs: 5_000 })).settle(limit);
    const other = await clientOn(still);
    expect((await failure(other.admit(call, soon()))).retryAfterMs).toBeGreaterThan(2_000);
    await other.admit({ ...call, advertiserId: '2' }, soon());
  });
});
