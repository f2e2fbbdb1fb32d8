import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../server/random.ts';
import { openStore } from '../../../server/store/index.ts';
import { requireFittingDriver } from '../../../server/store/open-store.ts';
import { migrate, readMigrations } from '../../../server/store/sqlite/migrate.ts';
import { openSqliteStore } from '../../../server/store/sqlite/open.ts';
import { storeContract } from './contract.ts';
import { auditRecord, connection } from './records.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'tiktok-ads-connect-store-'));

storeContract('SQLite', async () => {
  const folder = await newFolder();
  return {
    open: () => openStore({ databaseUrl: `file:${join(folder, 'nested', 'store.db')}` }, systemRandom),
    remove: () => rm(folder, { recursive: true }),
  };
});

describe('the SQLite file', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await newFolder();
    path = join(folder, 'store.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const applied = () => {
    const raw = new Sqlite(path);
    const rows = raw.prepare('select tag from schema_migrations order by position').all();
    raw.close();
    return rows;
  };

  it('keeps a write-ahead log', async () => {
    await openSqliteStore(path, systemRandom).close();
    const raw = new Sqlite(path);
    expect(raw.pragma('journal_mode', { simple: true })).toBe('wal');
    raw.close();
  });

  it('is readable by its owner alone', async () => {
    const store = openSqliteStore(path, systemRandom);
    const modes = await Promise.all([path, `${path}-wal`].map(async (file) => (await stat(file)).mode & 0o777));
    await store.close();
    expect(modes).toEqual([0o600, 0o600]);
  });

  it('is migrated once, however often it is opened', async () => {
    await openSqliteStore(path, systemRandom).close();
    const first = applied();
    expect(first).toHaveLength(readMigrations().length);
    await openSqliteStore(path, systemRandom).close();
    expect(applied()).toEqual(first);
  });

  it('is refused with a clear word when a newer release has changed it, and stays as it is', async () => {
    await openSqliteStore(path, systemRandom).close();
    const raw = new Sqlite(path);
    migrate(raw, [
      ...readMigrations(),
      { tag: '9999_from_the_future', hash: 'x', statements: ['create table future (id text)'] },
    ]);
    raw.close();
    expect(() => openSqliteStore(path, systemRandom)).toThrowError(/newer release.*9999_from_the_future/);
    expect(applied()).toHaveLength(readMigrations().length + 1);
  });

  it('is refused when its history is not that of this release', async () => {
    await openSqliteStore(path, systemRandom).close();
    const raw = new Sqlite(path);
    raw.prepare("update schema_migrations set hash = 'other'").run();
    raw.close();
    expect(() => openSqliteStore(path, systemRandom)).toThrowError(/other migrations/);
  });

  it('keeps nothing of a migration that fails half-way', async () => {
    const raw = new Sqlite(path);
    const broken = {
      tag: '0000_broken',
      hash: 'x',
      statements: ['create table half (id text)', 'create table half (id text)'],
    };
    expect(() => migrate(raw, [broken])).toThrow();
    expect(raw.prepare("select name from sqlite_master where type = 'table'").all()).toEqual([]);
    raw.close();
  });

  it('of before two connections of one TikTok user were ruled out keeps the oldest as theirs, and both as connections', async () => {
    const raw = new Sqlite(path);
    migrate(raw, readMigrations().slice(0, 1));
    const insert = raw.prepare(
      "insert into connections (id, workspace_id, environment, state, source, core_user_id, scopes, created_at, updated_at) values (?, ?, 'production', ?, 'oauth', 'kim', '[]', ?, 0)",
    );
    insert.run('con_b', 'w', 'active', 1000);
    insert.run('con_a', 'w', 'active', 2000);
    insert.run('con_c', 'w', 'revoked', 500);
    insert.run('con_d', 'other', 'active', 3000);
    migrate(raw, readMigrations());
    expect(raw.prepare('select id, core_user_id as user from connections order by id').all()).toEqual([
      { id: 'con_a', user: null },
      { id: 'con_b', user: 'kim' },
      { id: 'con_c', user: 'kim' },
      { id: 'con_d', user: 'kim' },
    ]);
    raw.close();
  });

  it('of before exports could be searched finds the old ones by name and by what they did', async () => {
    const raw = new Sqlite(path);
    migrate(raw, readMigrations().slice(0, 3));
    const insert = raw.prepare(
      `insert into exports (id, workspace_id, advertiser_id, connection_id, state, request, mapping, received_bytes, counts, chunks,
        people_uploaded, engine, created_at, updated_at, timeline)
        values (?, 'w', '1', 'con_a', 'completed', ?, '{}', 0, '{}', '{}', 0, '{}', ?, 0, '[]')`,
    );
    insert.run('exp_a', JSON.stringify({ audience: { create: { name: 'VIP, all' } } }), 1000);
    insert.run('exp_b', JSON.stringify({ audience: { update: { customAudienceId: '7', action: 'REMOVE' } } }), 2000);
    raw.close();
    const store = openSqliteStore(path, systemRandom);
    const { exports } = store.workspace('w');
    const query = { after: null, limit: 9, advertiserId: null };
    expect((await exports.list({ ...query, text: 'vip' })).items).toMatchObject([
      { id: 'exp_a', audienceName: 'VIP, all', pausedAt: null },
    ]);
    expect((await exports.list({ ...query, changes: ['REMOVE'] })).items).toMatchObject([
      { id: 'exp_b', audienceName: null },
    ]);
    await store.close();
  });

  it('of before connections were probed gives each that has a token a probe, once, and says what kind they are of', async () => {
    const raw = new Sqlite(path);
    migrate(raw, readMigrations().slice(0, 4));
    const insert = raw.prepare(
      "insert into connections (id, workspace_id, environment, state, source, sealed_token, scopes, created_at, updated_at) values (?, 'w', 'production', ?, 'oauth', ?, '[]', 1000, 1000)",
    );
    insert.run('con_a', 'active', 'sealed-a');
    insert.run('con_b', 'disconnected', 'sealed-b');
    insert.run('con_c', 'revoked', null);
    raw
      .prepare(
        "insert into attempts (id, workspace_id, state_hash, origin, environment, status, created_at, expires_at) values ('att_a', 'w', 'h', 'https://app.example', 'production', 'pending', 1000, 2000)",
      )
      .run();
    const before = Date.now();
    raw.close();
    await openSqliteStore(path, systemRandom).close();
    const store = openSqliteStore(path, systemRandom);
    const { connections, attempts } = store.workspace('w');
    expect(await connections.get('con_a')).toMatchObject({
      kind: 'advertiser',
      tokenVersion: 1,
      sealedToken: 'sealed-a',
      tokenExpiresAt: null,
      refreshExpiresAt: null,
      renewalTroubleSince: null,
      businessCenterCount: null,
      advertiserChange: null,
    });
    expect(await attempts.get('att_a')).toMatchObject({
      kind: 'advertiser',
      appId: '',
      review: null,
      sealedGrant: null,
    });
    await store.close();
    const again = new Sqlite(path);
    const jobs = again
      .prepare('select kind, subject_id as subject, workspace_id as workspace, run_at as runAt from jobs order by 2')
      .all();
    again.close();
    expect(jobs).toEqual([
      { kind: 'connection.probe', subject: 'con_a', workspace: 'w', runAt: expect.any(Number) },
      { kind: 'connection.probe', subject: 'con_b', workspace: 'w', runAt: expect.any(Number) },
    ]);
    for (const { runAt } of jobs as { runAt: number }[]) {
      expect(runAt).toBeGreaterThanOrEqual(before - 1000);
      expect(runAt).toBeLessThanOrEqual(Date.now() + 3_600_000);
    }
  });

  it('lets nobody change or remove what the audit log holds', async () => {
    const store = openSqliteStore(path, systemRandom);
    await store.workspace('w').audit.append([auditRecord()]);
    await store.close();
    const raw = new Sqlite(path);
    for (const statement of [
      "update audit_log set user_id = 'somebody else'",
      'delete from audit_log',
      "delete from audit_log where id = 'aud_00000001'",
      "insert or replace into audit_log select seq, 'aud_00000002', workspace_id, at, action, actor_kind, 'somebody else', origin, subject_id, detail from audit_log",
      "insert or replace into audit_log select seq + 1, id, workspace_id, at, action, actor_kind, 'somebody else', origin, subject_id, detail from audit_log",
    ]) {
      expect(() => raw.prepare(statement).run()).toThrow(/append-only/);
    }
    expect(raw.prepare('select id, user_id as user from audit_log').all()).toEqual([
      { id: 'aud_00000001', user: 'user-1' },
    ]);
    raw.close();
  });

  it('says which file cannot be opened', () => {
    expect(() => openSqliteStore(folder, systemRandom)).toThrowError(new RegExp(`${folder}.*cannot be opened`));
  });

  it.each([
    ['12.11.1', '24.21.0', true],
    ['12.11.1', '22.23.3', false],
    ['12.11.1', '20.19.0', false],
    ['13.0.1', '24.21.0', false],
  ])('with driver %s on Node %s is refused before it can crash: %s', (driver, node, isRefused) => {
    const attempt = () => requireFittingDriver(driver, node);
    if (isRefused) expect(attempt).toThrow(/npm install better-sqlite3@13/);
    else expect(attempt).not.toThrow();
  });

  it('says that there is no PostgreSQL driver yet', async () => {
    await expect(openStore({ databaseUrl: 'postgres://user:secret@db/x' }, systemRandom)).rejects.toThrow(
      expect.objectContaining({ code: 'driver_unavailable', message: expect.not.stringContaining('secret') }),
    );
  });

  it('survives a process that dies without closing it', async () => {
    const abandoned = openSqliteStore(path, systemRandom);
    await abandoned.workspace('w').connections.create(connection());
    const next = openSqliteStore(path, systemRandom);
    expect(await next.workspace('w').connections.get('con_00000001')).toEqual(connection());
    await next.close();
    await abandoned.close();
  });
});
