import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogSync, type LogSync } from '../../../server/store/sqlite/log-sync.ts';

let folder: string;
let raw: Sqlite.Database;
let other: Sqlite.Database;
let logSync: LogSync;
/** What the disk answers to the next syncs, in turn; well after that. */
let answers: (Error | Promise<void>)[];
let syncs: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiktok-ads-connect-log-'));
  const path = join(folder, 'store.db');
  raw = new Sqlite(path, { timeout: 0 });
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.exec('create table things (name text)');
  other = new Sqlite(path, { timeout: 0 });
  answers = [];
  syncs = 0;
  logSync = createLogSync(raw, path, async () => {
    syncs += 1;
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    await answer;
  });
});
afterEach(async () => {
  await logSync.close();
  raw.close();
  other.close();
  await rm(folder, { recursive: true });
});

const put = (name: string) => logSync.commit(() => raw.prepare('insert into things values (?)').run(name).changes);
const BROKEN = new Error('EIO: i/o error, fdatasync');

describe('a commit that is synced beside the event loop', () => {
  it('gives what the work gave, once the log is synced, and leaves the next one as careful as before', async () => {
    let synced: () => void = () => {};
    answers = [new Promise((resolve) => (synced = resolve))];
    let isOver = false;
    const commit = put('one').finally(() => (isOver = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect([syncs, isOver]).toEqual([1, false]);
    expect(raw.pragma('synchronous', { simple: true })).toBe(2);
    synced();
    expect(await commit).toBe(1);
  });

  it('is not synced when the work fails', async () => {
    const failing = logSync.commit(() => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([syncs, raw.pragma('synchronous', { simple: true })]).toEqual([0, 2]);
  });

  it('has one sync at a time, and closing waits for it', async () => {
    let synced: () => void = () => {};
    answers = [new Promise((resolve) => (synced = resolve))];
    const order: string[] = [];
    const one = put('one').then(() => order.push('one'));
    const two = put('two').then(() => order.push('two'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(syncs).toBe(1);
    const closed = logSync.close().then(() => order.push('closed'));
    synced();
    await Promise.all([one, two, closed]);
    expect([syncs, order]).toEqual([2, ['one', 'two', 'closed']]);
  });
});

describe('a sync that the disk refuses', () => {
  it('is made good by moving the log into the database', async () => {
    answers = [BROKEN];
    expect(await put('one')).toBe(1);
    // The database alone, as it would be if the log were lost.
    await copyFile(join(folder, 'store.db'), join(folder, 'copy.db'));
    const copy = new Sqlite(join(folder, 'copy.db'));
    expect(copy.prepare('select name from things').all()).toEqual([{ name: 'one' }]);
    copy.close();
    expect(await put('two')).toBe(1);
    expect(syncs).toBe(2);
  });

  it('lets no later one count while a reader keeps the log from being moved, however well the disk answers by then', async () => {
    other.exec('begin');
    expect(other.prepare('select count(*) as count from things').get()).toEqual({ count: 0 });
    answers = [BROKEN];
    await expect(put('one')).rejects.toThrow(BROKEN);
    await expect(put('two')).rejects.toThrow(BROKEN);
    expect(syncs).toBe(1);
    other.exec('rollback');
    expect(await put('three')).toBe(1);
    expect(await put('four')).toBe(1);
    expect(syncs).toBe(2);
  });
});
