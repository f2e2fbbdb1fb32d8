import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store, WorkspaceStore } from '../../server/store/store.ts';
import { emailRow, emailRows, hashes, type Mirroring, startMirroring } from './mirrors-support.ts';

const HOUR = 3_600_000;
const STREAM = { audience: { create: { name: 'In sync', delivery: 'stream' } } } as const;
const MAPPING_PATH = '/segment/mapping/';

let its: Mirroring;
beforeEach(async () => {
  its = await startMirroring();
});
afterEach(() => its.stop());

/** As `settle`, in steps of a minute that never reach the next date of the schedule. */
async function dueNow(id: string): Promise<void> {
  const { nextRunAt } = await its.mirror(id);
  its.advance(Math.max(0, Date.parse(nextRunAt ?? '') - its.server.deps.clock.now()));
  await its.jobs.runDue();
}

describe('a mirror with a schedule', () => {
  test('runs by itself at its dates, and plans the next one from the schedule', async () => {
    its.rows = emailRows(0, 5);
    const made = await its.create({ ...STREAM, schedule: { every: 'day', at: '06:30' } });
    expect(made.nextRunAt).not.toBeNull();
    await dueNow(made.id);
    const first = await its.settle(made.id);
    expect(first.lastRun).toMatchObject({ toAdd: 5 });
    expect((await its.get(first.lastRun?.exportId ?? '')).createdBy).toBeNull();
    const days = (Date.parse(first.nextRunAt ?? '') - Date.parse(made.nextRunAt ?? '')) / (24 * HOUR);
    expect(days).toBeCloseTo(1, 1);
    its.rows = emailRows(2, 6);
    await dueNow(made.id);
    const second = await its.settle(made.id);
    expect(second.lastRun).toMatchObject({ toAdd: 1, toRemove: 2 });
    expect(await its.emails(second.customAudienceId)).toEqual(hashes(its.rows));
  });

  test('skips a date while a run is under way, and counts it', async () => {
    its.rows = emailRows(0, 5);
    const { id } = await its.create({ ...STREAM, schedule: { every: 'hour' } });
    its.sourceStatus = 503;
    await dueNow(id);
    const { currentExportId } = await its.mirror(id);
    expect(currentExportId).not.toBeNull();
    await dueNow(id);
    await dueNow(id);
    expect(await its.mirror(id)).toMatchObject({ currentExportId, skipped: 2 });
    its.sourceStatus = null;
    expect(await its.settle(id)).toMatchObject({ lastRun: { exportId: currentExportId } });
    await dueNow(id);
    expect(await its.mirror(id)).toMatchObject({ skipped: 0 });
  });

  test('does not run while it is paused, and goes on with its next date', async () => {
    const { id } = await its.create({ ...STREAM, schedule: { every: 'hour' } });
    const pause = () => its.call('POST', `/v1/mirrors/${id}/pause`);
    const paused = (await pause()).json;
    expect(paused).toMatchObject({ nextRunAt: null });
    expect((await pause()).json.pausedAt).toBe(paused.pausedAt);
    its.advance(3 * HOUR);
    await its.jobs.runDue();
    expect(await its.mirror(id)).toMatchObject({ lastRun: null, currentExportId: null });
    const resumed = (await its.call('POST', `/v1/mirrors/${id}/resume`)).json;
    expect(resumed.pausedAt).toBeNull();
    expect(Date.parse(resumed.nextRunAt)).toBeGreaterThan(its.server.deps.clock.now());
    const changed = await its.call('PATCH', `/v1/mirrors/${id}`, { json: { schedule: null } });
    expect(changed.json).toMatchObject({ schedule: null, nextRunAt: null });
    const audit = await its.call('GET', `/v1/audit-log?subjectId=${id}`);
    expect(audit.json.items.map((entry: { action: string }) => entry.action)).toEqual([
      'mirror.changed',
      'mirror.resumed',
      'mirror.paused',
      'mirror.created',
    ]);
  });

  test('keeps a run that could not begin, says why, and goes on with the schedule', async () => {
    its.rows = emailRows(0, 5);
    const { id } = await its.create({ ...STREAM, schedule: { every: 'hour' } });
    await its.call('DELETE', `/v1/ad-accounts/${its.advertiserId}`);
    await dueNow(id);
    const failed = await its.mirror(id);
    expect(failed).toMatchObject({
      currentExportId: null,
      lastRun: { state: 'failed', error: { code: 'account_not_imported' } },
    });
    const retried = await its.act(failed.lastRun?.exportId ?? '', 'retry');
    expect(retried).toMatchObject({ status: 409, json: { code: 'export_wrong_state' } });
    const { connectionId, advertiserId } = its;
    await its.call('POST', '/v1/ad-accounts', { json: { connectionId, advertiserIds: [advertiserId] } });
    await dueNow(id);
    expect(await its.settle(id)).toMatchObject({ members: 5, lastRun: { error: null } });
  });

  test('fails a run whose segment lost its source, and heals when it has one again', async () => {
    its.rows = emailRows(0, 5);
    const { id } = await its.create({ ...STREAM, schedule: { every: 'hour' } });
    await its.call('PUT', '/v1/segments/vip', { json: { name: 'VIP' } });
    await dueNow(id);
    expect((await its.settle(id)).lastRun).toMatchObject({ state: 'failed', error: { code: 'segment_has_no_source' } });
    await its.call('PUT', '/v1/segments/vip', { json: { name: 'VIP', source: { url: its.sourceUrl } } });
    await dueNow(id);
    const healed = await its.settle(id);
    expect(healed).toMatchObject({ members: 5, lastRun: { error: null } });
    expect(await its.emails(healed.customAudienceId)).toEqual(hashes(its.rows));
  });

  test('fails a first run without anybody, makes no audience, and makes it once there is somebody', async () => {
    const { id } = await its.create({ ...STREAM, schedule: { every: 'hour' } });
    await dueNow(id);
    const empty = await its.settle(id);
    expect(empty).toMatchObject({
      customAudienceId: null,
      lastRun: { state: 'failed', error: { code: 'export_empty' } },
    });
    its.rows = emailRows(0, 2);
    await dueNow(id);
    const { customAudienceId } = await its.settle(id);
    its.rows = [];
    await dueNow(id);
    const { currentExportId } = await its.mirror(id);
    const asking = await its.until(currentExportId ?? '', 'ready');
    expect(asking.confirmation).toMatchObject({ code: 'source_shrank' });
    expect((await its.act(asking.id, 'start')).status).toBe(202);
    expect((await its.settle(id)).lastRun).toMatchObject({ toAdd: 0, toRemove: 2, error: null });
    expect(await its.emails(customAudienceId)).toEqual([]);
  });

  test('waits for a sign-in that was lost, skips what is due meanwhile, and goes on after it', async () => {
    its.rows = emailRows(0, 4);
    const { id } = await its.create({ ...STREAM, schedule: { every: 'hour' } });
    await its.simulator.control('tokens/revoke', { coreUserId: its.simulator.person().coreUserId });
    await dueNow(id);
    const { currentExportId } = await its.mirror(id);
    const waiting = await its.until(currentExportId ?? '', 'uploading');
    await its.jobs.runDue();
    expect((await its.get(waiting.id)).waiting).not.toBeNull();
    await dueNow(id);
    expect(await its.mirror(id)).toMatchObject({ currentExportId, skipped: 1 });
    await its.connect(await its.session(), { connectionId: its.connectionId });
    expect(await its.settle(id)).toMatchObject({ members: 4, lastRun: { exportId: currentExportId, error: null } });
  });

  test('never has two runs at once, whoever asks', async () => {
    its.rows = emailRows(0, 5);
    const { id } = await its.create(STREAM);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => its.call('POST', `/v1/mirrors/${id}/run`, { json: {} })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409, 409, 409, 409, 409]);
    await its.settle(id);
    const runs = await its.call('GET', `/v1/exports?mirrorId=${id}`);
    expect(runs.json.items).toHaveLength(1);
  });

  test('heals a failed run by the next one, and lets only the latest be retried', async () => {
    its.rows = emailRows(0, 9);
    const { id } = await its.create(STREAM);
    await its.run(id);
    const { customAudienceId } = await its.settle(id);
    its.rows = emailRows(3, 12);
    await its.simulator.addFault({
      kind: 'code',
      path: MAPPING_PATH,
      code: 40001,
      message: 'No permission.',
      times: 1,
    });
    const broken = await its.run(id);
    expect((await its.settle(id)).lastRun).toMatchObject({ exportId: broken.id, state: 'failed' });
    await its.simulator.clearFaults();
    its.rows = emailRows(5, 10);
    await its.run(id);
    await its.settle(id);
    expect(await its.emails(customAudienceId)).toEqual(hashes(its.rows));
    expect(await its.act(broken.id, 'retry')).toMatchObject({ status: 409, json: { code: 'export_wrong_state' } });
    expect(await its.emails(customAudienceId)).toEqual(hashes(its.rows));
  });
});

describe('a row that TikTok refuses', () => {
  test('is sent again with the next run, and so is whoever has the same identifier', async () => {
    its.rows = emailRows(0, 6);
    const { id } = await its.create(STREAM);
    await its.simulator.addFault({ kind: 'bad_rows', ids: hashes([emailRow('p3')]) });
    const run = await its.run(id);
    const { customAudienceId } = await its.settle(id);
    expect((await its.get(run.id)).counts).toMatchObject({ ready: 6, refused: 1 });
    expect(await its.emails(customAudienceId)).toEqual(hashes(its.rows.filter((_, index) => index !== 3)));
    await its.simulator.clearFaults();
    await its.run(id);
    expect((await its.settle(id)).lastRun).toMatchObject({ toAdd: 1, toRemove: 0 });
    expect(await its.emails(customAudienceId)).toEqual(hashes(its.rows));
    await its.run(id);
    expect((await its.settle(id)).lastRun).toMatchObject({ toAdd: 0, toRemove: 0 });
  });
});

/** A store that dies with the write of that number: nothing gets through any more. */
function dying(store: Store, writes: number): Store {
  let left = writes;
  const READS = new Set([
    'get',
    'list',
    'find',
    'listByAudiences',
    'getCurrent',
    'nextRunAt',
    'placeInLine',
    'listStarted',
  ]);
  const guarded = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (left <= 0 || (!READS.has(String(name)) && --left <= 0))
            return Promise.reject(new Error('the process has died'));
          return (value as (...given: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  const workspace = (id: string): WorkspaceStore => {
    const whole = store.workspace(id);
    const { exports, mirrors, ledgers } = whole;
    return { ...whole, exports: guarded(exports), mirrors: guarded(mirrors), ledgers: guarded(ledgers) };
  };
  return { ...store, jobs: guarded(store.jobs), workspace };
}

describe('a mirror whose process dies', () => {
  test('comes to the segment’s people whichever write it dies at, with one audience', async () => {
    const deps = its.server.deps as { store: Store };
    const alive = deps.store;
    const { id } = await its.create({ ...STREAM, schedule: { every: 'hour' } });
    for (let writes = 1; writes <= Number(process.env['MIRROR_DEATHS'] ?? 28); writes += 3) {
      its.rows = emailRows(writes, writes + 7);
      deps.store = dying(alive, writes);
      await its.call('POST', `/v1/mirrors/${id}/run`, { json: {} });
      await its.jobs.runDue();
      deps.store = alive;
      its.advance(3 * 60_000);
      await its.settle(id);
      // A run that was named and never opened is made up for by the next one.
      await its.run(id).catch(() => undefined);
      const { customAudienceId } = await its.settle(id);
      expect(await its.emails(customAudienceId), `dying at write ${writes}`).toEqual(hashes(its.rows));
    }
    const audiences = await its.call('GET', `/v1/audiences?advertiserId=${its.advertiserId}`);
    expect(audiences.json.items.filter(({ name }: { name: string }) => name === 'In sync')).toHaveLength(1);
  });
});

describe('any sequence of changes', () => {
  const stepArb = fc.record({
    // An emptied audience asks first.
    people: fc.uniqueArray(fc.nat(14), { minLength: 1, maxLength: 12 }),
    how: fc.constantFrom('run', 'run', 'run', 'full', 'look', 'cancel', 'fault'),
  });

  test('ends with the segment’s people in the audience', async () => {
    const { id } = await its.create(STREAM);
    await fc.assert(
      fc.asyncProperty(fc.array(stepArb, { minLength: 1, maxLength: 4 }), async (steps) => {
        for (const { people, how } of steps) {
          its.rows = people.map((number) => emailRow(`q${number}`));
          if (how === 'fault')
            await its.simulator.addFault({
              kind: 'code',
              path: MAPPING_PATH,
              code: 40001,
              message: 'No permission.',
              times: 1,
            });
          const run = await its.run(id, {
            ...(how === 'full' ? { full: true } : {}),
            ...(how === 'look' ? { dryRun: true } : {}),
          });
          if (how === 'cancel') {
            await its.jobs.runDue();
            await its.act(run.id, 'cancel');
          }
          await its.settle(id);
          await its.simulator.clearFaults();
        }
        its.rows = [emailRow('always'), ...its.rows];
        await its.run(id);
        const { customAudienceId, lastRun } = await its.settle(id);
        expect(lastRun?.error).toBeNull();
        expect(await its.emails(customAudienceId)).toEqual(hashes(its.rows));
      }),
      { numRuns: 4 },
    );
  });
});
