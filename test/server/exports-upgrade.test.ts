import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Export, exportReportSchema, exportSchema } from '../../shared/exports.ts';
import { readMigrations } from '../../server/store/sqlite/migrate.ts';
import { sha256 } from './exports-support.ts';
import { type Mirroring, startMirroring } from './mirrors-support.ts';

const UPLOAD = '/dmp/custom_audience/file/upload/';
const CREATE = '/dmp/custom_audience/create/';
const DAY = 24 * 3_600_000;

// What the release before the audience engine wrote of an export, to the name.
const COUNTS = ['rows', 'ready', 'duplicates', 'rejectedRows', 'rejectedValues', 'byAttribute', 'byReason'];
const POSITION = ['byteOffset', 'rowNumber', 'header', 'dialect'];
const CHECKPOINT = ['position', 'spoolBytes', 'spoolRows', 'rejectsBytes', 'counts', 'deviceForms'];
const CHUNK = ['start', 'row', 'people', 'bytes', 'filePath', 'uploadedAt'];
const PROGRESS = ['isValid', 'coverNum', 'message', 'expiredTime', 'checkedAt'];
const MEMORY = [
  'existingType',
  'format',
  'columns',
  'encoding',
  'checkpoint',
  'rejectsBytes',
  'spool',
  'keySeed',
  'deviceForms',
  'source',
  'stage',
  'chunks',
  'applied',
  'attempt',
  'before',
  'sawProcessing',
  'followSince',
  'polls',
  'troubleSince',
  'isCleaned',
];

type Json = Record<string, unknown>;

function only(keys: readonly string[], value: Json): Json {
  return Object.fromEntries(keys.filter((key) => key in value).map((key) => [key, value[key]]));
}

function oldMemory(memory: Json): Json {
  const checkpoint = memory['checkpoint'] as Json | null;
  const chunks = memory['chunks'] as Json[] | null;
  const source = memory['source'] as Json | null;
  return {
    ...only(MEMORY, memory),
    source: source === null ? null : only(['cursor', 'isDone'], source),
    chunks: chunks === null ? null : chunks.map((chunk) => only(CHUNK, chunk)),
    checkpoint:
      checkpoint === null
        ? null
        : {
            ...only(CHECKPOINT, checkpoint),
            position: only(POSITION, checkpoint['position'] as Json),
            counts: only(COUNTS, checkpoint['counts'] as Json),
          },
  };
}

/** Undoes what came after the audience engine. Those migrations made tables and indices and put an index in another's place. */
function undoLaterMigrations(raw: Sqlite.Database): void {
  const migrations = readMigrations();
  const engineAt = migrations.findIndex(({ tag }) => tag.startsWith('0005'));
  const before = migrations.slice(0, engineAt + 1).flatMap(({ statements }) => statements);
  const later = migrations.slice(engineAt + 1).flatMap(({ statements }) => statements);
  for (const statement of later.toReversed()) {
    const [, verb, what, name = ''] = /^(CREATE|DROP) (?:UNIQUE )?(TABLE|INDEX) `(\w+)`/.exec(statement) ?? [];
    const earlier = before.findLast((each) => each.startsWith(`CREATE INDEX \`${name}\` `));
    if (verb === 'CREATE') raw.exec(`drop ${what} if exists ${name}`);
    else if (verb === 'DROP' && what === 'INDEX' && earlier !== undefined) raw.exec(earlier);
    else throw new Error(`The test does not know how to undo: ${statement}`);
  }
  for (const kinds of ['watch.%', 'event%', 'subscriptions.%']) raw.exec(`delete from jobs where kind like '${kinds}'`);
}

/** Takes the database back to what the release before left: its schema, and its exports in its words. */
function takeBack(path: string): void {
  const raw = new Sqlite(path);
  raw.transaction(() => {
    undoLaterMigrations(raw);
    for (const index of ['exports_mirror', 'exports_line', 'exports_turn', 'exports_audience', 'jobs_leased'])
      raw.exec(`drop index ${index}`);
    for (const table of ['mirrors', 'ledgers', 'job_turns']) raw.exec(`drop table ${table}`);
    for (const column of [
      'delivery',
      'mirror_id',
      'confirmation',
      'prepared_at',
      'uploaded_at',
      'tiktok_requests',
      'line_key',
      'line_at',
      'turn_key',
    ])
      raw.exec(`alter table exports drop column ${column}`);
    raw.exec('create index exports_audience on exports (workspace_id, advertiser_id, custom_audience_id)');
    raw.exec("delete from jobs where kind = 'data-sweep'");
    raw.exec("delete from schema_migrations where tag >= '0005'");
    const write = raw.prepare('update exports set engine = ?, counts = ?, audience_progress = ? where id = ?');
    const rows = raw.prepare('select id, engine, counts, audience_progress as progress from exports').all();
    for (const { id, engine, counts, progress } of rows as Record<string, string>[]) {
      write.run(
        JSON.stringify(oldMemory(JSON.parse(engine ?? '{}'))),
        JSON.stringify(only(COUNTS, JSON.parse(counts ?? '{}'))),
        progress === null || progress === undefined ? null : JSON.stringify(only(PROGRESS, JSON.parse(progress))),
        id,
      );
    }
  })();
  raw.close();
}

describe('exports that the release before has left in the database', () => {
  let its: Mirroring;
  beforeEach(async () => {
    its = await startMirroring({ limits: { maxChunkBytes: 30_000 } });
  });
  afterEach(() => its.stop());

  const emails = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `person${from + index}@example.com`);
  const csv = (people: readonly string[]) => `Email\n${people.join('\n')}\n`;
  const hashes = (people: readonly string[]) => people.map(sha256).sort();
  const upgrade = async () => {
    takeBack(join(its.server.dataDir, '..', 'server.db'));
    await its.server.restart();
  };
  const opened = (name: string) => its.open({ audience: { create: { name } } });
  const filled = async (name: string, people: readonly string[]) => {
    const { id } = await opened(name);
    await its.fill(id, csv(people));
    return id;
  };
  const started = async (name: string, people: readonly string[]) => {
    const id = await filled(name, people);
    expect((await its.act(id, 'start')).status).toBe(202);
    return id;
  };
  const run = () => its.server.jobs.runDue();
  const settle = async () => {
    its.simulator.simulator.advance(49 * 3600);
    its.advance(16 * 60_000);
    await run();
  };
  const expectMembers = async ({ customAudienceId }: Export, people: readonly string[]) => {
    expect((await its.members(customAudienceId)).email.sort()).toEqual(hashes(people));
  };

  test('are read, and go on from the state each is in', async () => {
    const people = emails(0, 1200);
    its.rows = people.map((Email) => ({ Email }));
    const completed = await started('Completed', people);
    await run();
    await settle();
    expect((await its.get(completed)).state).toBe('completed');

    await its.simulator.addFault({ kind: 'code', code: 40002, path: CREATE, times: 1 });
    const failed = await started('Failed', people);
    await run();
    expect((await its.get(failed)).state).toBe('failed');

    await its.simulator.addFault({ kind: 'delay', delayMs: 0, path: UPLOAD, times: 1 });
    await its.simulator.addFault({ kind: 'status', status: 502, path: UPLOAD, times: 100 });
    const halfWay = await started('Half-way', people);
    await run();
    expect((await its.act(halfWay, 'pause')).status).toBe(202);
    await its.simulator.clearFaults();
    expect(await its.get(halfWay)).toMatchObject({ state: 'uploading', chunks: { uploaded: 1 } });

    const processing = await started('Processing', people);
    await run();
    expect((await its.get(processing)).state).toBe('processing');

    const draft = (await opened('Draft')).id;
    const receiving = (await opened('Receiving')).id;
    // Larger than what is read before the first row is taken.
    const note = 'x'.repeat(80);
    const file = Buffer.from(`Email,Note\n${people.map((email) => `${email},${note}\n`).join('')}`);
    await its.fill(receiving, file.subarray(0, -500), { offset: 0, more: true });
    const ready = await filled('Ready', people);
    const cancelled = await filled('Cancelled', people);
    await its.act(cancelled, 'cancel');

    // The first of two pages has come.
    its.afterPages(1, () => {
      its.sourceStatus = 500;
    });
    const fetched = (await its.open({ audience: { create: { name: 'Fetched' } }, segmentId: 'vip' })).id;
    await run();
    expect(await its.get(fetched)).toMatchObject({ state: 'receiving', counts: { rows: 1000 } });

    await its.simulator.addFault({ kind: 'reset', path: CREATE, times: 1, when: 'after' });
    const lost = await started('Lost answer', people);
    await run();
    expect(await its.get(lost)).toMatchObject({ state: 'uploading', customAudienceId: null });

    const all = { completed, failed, halfWay, processing, draft, receiving, ready, cancelled, lost, fetched };
    const before = await Promise.all(Object.values(all).map((id) => its.get(id)));
    await upgrade();

    for (const [index, id] of Object.values(all).entries()) {
      const now = exportSchema.parse(await its.get(id));
      const { state, audienceName, chunks, peopleUploaded, timeline } = before[index] as Export;
      expect(now).toMatchObject({ state, audienceName, chunks, peopleUploaded, timeline });
      expect(now).toMatchObject({ delivery: 'file', mirrorId: null, consent: false, queue: null, tiktokRequests: [] });
      expect(now.counts).toMatchObject({ withoutConsent: 0, people: {}, toAdd: null, toRemove: null, refused: 0 });
    }
    const report = await its.call('GET', `/v1/exports/${ready}/report`);
    expect(exportReportSchema.parse(report.json).findings.map(({ code }) => code)).not.toContain('nobody_to_send');

    await its.fill(draft, csv(people));
    // The unfinished row at the end was in memory only, so the server asks for it again.
    const { receivedBytes: offset } = await its.get(receiving);
    const refused = await its.put(receiving, file.subarray(offset), { offset });
    expect(refused.json).toMatchObject({ code: 'upload_offset_mismatch', receivedBytes: expect.any(Number) });
    const { receivedBytes: boundary } = refused.json;
    expect(boundary).toBeGreaterThan(0);
    await its.fill(receiving, file.subarray(boundary), { offset: boundary });
    for (const id of [draft, receiving, ready]) expect((await its.act(id, 'start')).status).toBe(202);
    expect((await its.act(failed, 'retry')).status).toBe(202);
    expect((await its.act(halfWay, 'resume')).status).toBe(202);
    its.sourceStatus = null;
    its.advance(5_000);
    await run();
    expect((await its.act(fetched, 'start')).status).toBe(202);
    await run();
    await settle();

    const uploads = (await its.simulator.requests(UPLOAD)).filter(({ code }) => code === 0).length;
    for (const id of [draft, receiving, ready, failed, halfWay, processing, completed, lost, fetched]) {
      const done = await its.get(id);
      expect(done, done.error?.message).toMatchObject({ state: 'completed', counts: { rows: 1200 } });
      await expectMembers(done, people);
    }
    expect((await its.get(cancelled)).state).toBe('cancelled');
    // Three files each, none of them twice: what TikTok had before the upgrade it was not sent again.
    expect(uploads).toBe(9 * 3);
    const audiences = await its.call('GET', `/v1/audiences?advertiserId=${its.advertiserId}&limit=100`);
    expect(audiences.json.items.filter(({ name }: { name: string }) => name === 'Lost answer')).toHaveLength(1);
  });

  test('lose their files 7 days after their records came, not the 30 that were promised then', async () => {
    const ready = await filled('Ready', emails(0, 10));
    await upgrade();
    its.advance(6 * DAY);
    await run();
    expect((await its.get(ready)).state).toBe('ready');
    its.advance(DAY);
    await run();
    expect(await its.get(ready)).toMatchObject({ state: 'cancelled', error: { code: 'export_expired' } });
    expect((await its.call('GET', `/v1/exports/${ready}/audience.csv`)).status).toBe(409);
  });
});
