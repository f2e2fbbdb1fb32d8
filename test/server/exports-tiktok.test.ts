import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Export } from '../../shared/exports.ts';
import { deviceId, type Exporting, md5, sha256, startExporting } from './exports-support.ts';

const UPLOAD = '/dmp/custom_audience/file/upload/';
const CREATE = '/dmp/custom_audience/create/';
const UPDATE = '/dmp/custom_audience/update/';
const GET = '/dmp/custom_audience/get/';

describe('an export and TikTok', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting({ limits: { maxChunkBytes: 33_000, reconcileDelayMs: 1000 } });
  });
  afterEach(() => its.stop());

  const emails = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `person${from + index}@example.com`);
  const csv = (people: readonly string[]) => `Email\n${people.join('\n')}\n`;
  const hashes = (people: readonly string[]) => people.map(sha256).sort();
  const calls = async (path: string) => (await its.simulator.requests(path)).length;

  async function readyWith(people: readonly string[], request: Record<string, unknown> = {}): Promise<Export> {
    return its.fill((await its.open(request)).id, csv(people));
  }
  async function started(people: readonly string[], request: Record<string, unknown> = {}): Promise<Export> {
    const { id } = await readyWith(people, request);
    const answer = await its.act(id, 'start');
    expect(answer.status, answer.text).toBe(202);
    return answer.json;
  }
  /** Lets pauses pass and runs what is due, until the export is in one of these states. */
  async function runUntil(exportId: string, ...states: Export['state'][]): Promise<Export> {
    for (let round = 0; round < 40; round++) {
      await its.jobs.runDue();
      const now = await its.get(exportId);
      if (states.includes(now.state)) return now;
      if (now.state === 'failed') throw new Error(`the export failed: ${now.error?.message}`);
      its.advance(60_000);
    }
    throw new Error(`the export never came to ${states.join(' or ')}`);
  }
  async function settle(exportId: string): Promise<Export> {
    await runUntil(exportId, 'processing');
    its.simulator.simulator.advance(49 * 3600);
    its.advance(16 * 60_000);
    return runUntil(exportId, 'completed', 'failed');
  }

  test('sends more files than one call takes, the first with the create and the rest added', async () => {
    await its.stop();
    its = await startExporting({ limits: { maxChunkBytes: 26_000, maxPathsPerCall: 3 } });
    const people = emails(0, 4000);
    const { id } = await started(people);
    const done = await settle(id);
    expect(done).toMatchObject({ state: 'completed', chunks: { total: 10, uploaded: 10 }, peopleUploaded: 4000 });
    expect([await calls(UPLOAD), await calls(CREATE), await calls(UPDATE)]).toEqual([10, 1, 3]);
    expect((await its.members(done.customAudienceId)).email).toEqual(hashes(people));
    expect(done.tiktokRequests.map(({ call }) => call)).toEqual(
      [
        [UPLOAD, UPLOAD, CREATE],
        [UPLOAD, UPLOAD, UPDATE],
        [UPLOAD, UPLOAD, UPDATE],
        [UPLOAD, UPDATE],
      ].flat(),
    );
    expect(done.tiktokRequests.every(({ code, requestId }) => code === 0 && requestId !== null)).toBe(true);
    const { received, prepared, uploaded, accepted, usable } = done.milestones;
    expect([received, prepared, uploaded, accepted, usable]).toEqual(
      [received, prepared, uploaded, accepted, usable].map((at) => at ?? 'missing').sort(),
    );
    expect(await readdir(join(its.server.dataDir, 'exports', id))).toEqual(['duplicates', 'rejects', 'spool']);
  });

  test.each([
    ['APPEND', (old: string[], given: string[]) => [...new Set([...old, ...given])]],
    ['REMOVE', (old: string[], given: string[]) => old.filter((person) => !given.includes(person))],
    ['REPLACE', (_: string[], given: string[]) => given],
  ] as const)(
    '%s changes exactly what it says, and completes only once TikTok has processed it',
    async (action, expected) => {
      const old = emails(0, 4000);
      const created = await settle((await started(old)).id);
      const customAudienceId = created.customAudienceId;
      const given = emails(2500, 5000);
      const { id } = await started(given, { audience: { update: { customAudienceId, action } } });
      const processing = await runUntil(id, 'processing');
      expect(processing.customAudienceId).toBe(customAudienceId);
      its.advance(60_000);
      await its.jobs.runDue();
      expect((await its.get(id)).state).toBe('processing');
      expect((await settle(id)).state).toBe('completed');
      expect((await its.members(customAudienceId)).email).toEqual(hashes(expected(old, given)));
      expect((await its.simulator.requests(UPDATE)).every(({ code }) => code === 0)).toBe(true);
    },
  );

  test('refuses at once what the audience cannot take', async () => {
    const created = await settle((await started(emails(0, 1500))).id);
    const { customAudienceId } = created;
    const open = (request: Record<string, unknown>) =>
      its.call('POST', '/v1/exports', { json: { advertiserId: its.advertiserId, attributes: ['email'], ...request } });
    const update = { update: { customAudienceId, action: 'APPEND' } };
    expect((await open({ audience: update, attributes: ['email', 'phone'] })).json).toMatchObject({
      code: 'audience_type_mismatch',
      status: 422,
    });
    expect((await open({ audience: { update: { customAudienceId: '123', action: 'APPEND' } } })).json).toMatchObject({
      code: 'audience_not_found',
      status: 404,
    });
    expect((await open({ audience: { update: { customAudienceId } } })).json).toMatchObject({
      code: 'invalid_request',
      errors: [{ path: 'audience.update.action' }],
    });
    const { id } = await started(emails(0, 1400), { audience: { update: { customAudienceId, action: 'REMOVE' } } });
    const failed = await runUntil(id, 'failed');
    expect(failed.error).toMatchObject({
      code: 'audience_too_small',
      tiktokRequestId: expect.stringMatching(/^\d{14}/),
    });
    expect((await its.members(customAudienceId)).total).toBe(1500);
  });

  test('says in TikTok’s words why an audience is not usable, with TikTok’s request id', async () => {
    const failed = await settle((await started(emails(0, 500))).id);
    expect(failed).toMatchObject({
      state: 'failed',
      audienceProgress: { isValid: false, message: expect.stringContaining('too small') },
    });
    expect(failed.error).toMatchObject({
      code: 'audience_failed',
      message: expect.stringContaining('too small'),
      tiktokRequestId: expect.stringMatching(/^\d{14}/),
    });
  });

  test.each([
    ['an HTML 502', { kind: 'html', status: 502 }],
    ['the app limit', { kind: 'code', code: 40100, message: 'Too many requests. Please retry in some time.' }],
    ['a broken service', { kind: 'code', code: 51003 }],
    ['a lost connection', { kind: 'reset' }],
  ] as const)('waits out %s on an upload and sends nothing twice', async (_, fault) => {
    await its.simulator.addFault({ ...fault, path: UPLOAD, times: 1 });
    const people = emails(0, 1200);
    const { id } = await started(people);
    const done = await settle(id);
    expect(done.error).toBeNull();
    expect(done.state).toBe('completed');
    expect(await calls(CREATE)).toBe(1);
    expect((await its.members(done.customAudienceId)).email).toEqual(hashes(people));
  });

  test.each([
    ['the connection was lost', { kind: 'reset' }],
    ['an edge error came instead', { kind: 'html', status: 502 }],
    ['TikTok spoke of a time-out', { kind: 'code', code: 50002 }],
  ] as const)('finds the audience again when its create was carried out but %s', async (_, fault) => {
    await its.simulator.addFault({ ...fault, path: CREATE, times: 1, when: 'after' });
    const people = emails(0, 1200);
    const { id } = await started(people);
    const done = await settle(id);
    expect(done.state).toBe('completed');
    expect(await calls(CREATE)).toBe(1);
    const list = await its.call('GET', `/v1/audiences?advertiserId=${its.advertiserId}`);
    expect(list.json.items).toMatchObject([
      {
        customAudienceId: done.customAudienceId,
        history: [{ exportId: id, action: 'CREATE', state: 'completed', people: 1200 }],
      },
    ]);
  });

  test('makes the audience when its create was lost on the way, and does not mistake an older one of that name for it', async () => {
    const older = await settle((await started(emails(0, 1100))).id);
    await its.simulator.addFault({ kind: 'reset', path: CREATE, times: 1, when: 'before' });
    const people = emails(100, 1300);
    const done = await settle((await started(people)).id);
    expect(done.customAudienceId).not.toBe(older.customAudienceId);
    expect((await its.members(done.customAudienceId)).email).toEqual(hashes(people));
    expect((await its.members(older.customAudienceId)).email).toEqual(hashes(emails(0, 1100)));
    expect((await its.call('GET', `/v1/audiences?advertiserId=${its.advertiserId}`)).json.items).toHaveLength(2);
  });

  test.each([['before'], ['after']] as const)(
    'comes to the same end when the answer to an update is lost, %s it is carried out',
    async (when) => {
      const created = await settle((await started(emails(0, 1200))).id);
      await its.simulator.addFault({ kind: 'reset', path: UPDATE, times: 1, when });
      const audience = { update: { customAudienceId: created.customAudienceId, action: 'APPEND' } };
      const { id } = await started(emails(1000, 1500), { audience });
      expect((await settle(id)).state).toBe('completed');
      expect((await its.members(created.customAudienceId)).email).toEqual(hashes(emails(0, 1500)));
      expect(await calls(UPDATE)).toBe(when === 'after' ? 1 : 2);
    },
  );

  test('uploads again what TikTok has let go of', async () => {
    await its.simulator.addFault({ kind: 'code', code: 40910, path: CREATE, times: 1 });
    const { id } = await started(emails(0, 1200));
    const done = await settle(id);
    expect(done).toMatchObject({ state: 'completed', peopleUploaded: 1200 });
    expect(await calls(UPLOAD)).toBe(done.chunks.total * 2);
    expect(await calls(CREATE)).toBe(2);
  });

  test('is asked for at once when somebody reads a processing export, at most every five seconds', async () => {
    const { id } = await started(emails(0, 1200));
    await runUntil(id, 'processing');
    its.advance(6_000);
    await its.jobs.runDue();
    const before = await calls(GET);
    for (let read = 0; read < 5; read++) await its.get(id);
    await its.jobs.runDue();
    expect(await calls(GET)).toBe(before);
    its.advance(5_000);
    for (let read = 0; read < 5; read++) await its.get(id);
    await its.jobs.runDue();
    expect(await calls(GET)).toBe(before + 1);
  });

  test('is looked at as soon after being watched as without', async () => {
    const { id } = await started(emails(0, 1200));
    await runUntil(id, 'processing');
    for (let look = 0; look < 24; look++) {
      its.advance(5_000);
      await its.get(id);
      await its.jobs.runDue();
    }
    const looks = await calls(GET);
    its.advance(60_000);
    await its.jobs.runDue();
    expect(await calls(GET)).toBe(looks + 1);
  });

  test('ends with a reason when TikTok never finishes', async () => {
    const { id } = await started(emails(0, 1200));
    await runUntil(id, 'processing');
    its.advance(8 * 86_400_000);
    const failed = await runUntil(id, 'failed');
    expect(failed.error).toMatchObject({ code: 'audience_failed', message: expect.stringContaining('7 days') });
  });

  test('ends with a reason when TikTok stays out of reach', async () => {
    await its.simulator.addFault({ kind: 'html', status: 502, path: UPLOAD, times: 100_000 });
    const { id } = await started(emails(0, 10));
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({
      state: 'uploading',
      error: null,
      trouble: { reason: { code: 'tiktok_unavailable' } },
    });
    its.advance(25 * 3_600_000);
    const failed = await runUntil(id, 'failed');
    expect(failed).toMatchObject({ error: { code: 'tiktok_unavailable' }, trouble: null });
    await its.simulator.clearFaults();
    await its.act(id, 'retry');
    expect(await runUntil(id, 'processing')).toMatchObject({ trouble: null });
  });

  test('is started by one of two who press the button together', async () => {
    const { id } = await readyWith(emails(0, 1200));
    const sessions = await Promise.all(['user-1', 'user-2'].map((userId) => its.session({ userId })));
    const act = (token: string) => its.server.call('POST', `/v1/exports/${id}/start`, { as: token });
    const answers = await Promise.all(sessions.map(act));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect((await settle(id)).state).toBe('completed');
    expect(await calls(CREATE)).toBe(1);
  });

  test('can be cancelled on the way: hashes leave the disk, what TikTok has stays', async () => {
    const { id } = await started(emails(0, 1200));
    await runUntil(id, 'processing');
    const cancelled = await its.act(id, 'cancel');
    expect(cancelled).toMatchObject({
      status: 202,
      json: { state: 'cancelled', customAudienceId: expect.any(String) },
    });
    expect(await readdir(join(its.server.dataDir, 'exports', id))).toEqual(['rejects']);
    its.advance(3_600_000);
    await its.jobs.runDue();
    expect((await its.get(id)).state).toBe('cancelled');
    expect(await its.act(id, 'cancel')).toMatchObject({ status: 409, json: { code: 'export_wrong_state' } });
    expect(await its.act(id, 'retry')).toMatchObject({ status: 409 });
    expect((await its.call('GET', `/v1/exports/${id}/rejects.csv`)).text).toBe('row,attribute,reason\n');
    expect(await its.call('GET', `/v1/exports/${id}/audience.csv`)).toMatchObject({
      status: 409,
      json: { code: 'export_wrong_state' },
    });
  });

  test('keeps its files for 30 days, then only what it came to', async () => {
    const completed = await settle((await started(emails(0, 1200))).id);
    const draft = await its.open();
    its.advance(31 * 86_400_000);
    await its.jobs.runDue();
    expect(await its.get(completed.id)).toMatchObject({ state: 'completed', counts: { ready: 1200 } });
    expect(await its.get(draft.id)).toMatchObject({ state: 'cancelled' });
    expect(await readdir(join(its.server.dataDir, 'exports'))).toEqual([]);
    expect(await its.call('GET', `/v1/exports/${completed.id}/rejects.csv`)).toMatchObject({ status: 409 });
  });

  test('sends device ids in the one form that the audience takes', async () => {
    const gaids = Array.from({ length: 1100 }, (_, index) => deviceId(index));
    const body = (values: readonly string[]) => `GAID\n${values.join('\n')}\n`;
    const created = await its.open({ attributes: ['googleAdvertisingId'], audience: { create: { name: 'MD5' } } });
    await its.fill(created.id, body(gaids.map(md5)));
    await its.act(created.id, 'start');
    const done = await settle(created.id);
    expect(done).toMatchObject({ state: 'completed', calculateType: 'GAID_MD5' });

    const more = deviceId(5000);
    const added = await its.open({
      attributes: ['googleAdvertisingId'],
      audience: { update: { customAudienceId: done.customAudienceId, action: 'APPEND' } },
    });
    const ready = await its.fill(added.id, body([more, sha256(deviceId(5001)), md5(deviceId(5002))]));
    expect(ready.counts).toMatchObject({
      rows: 3,
      ready: 2,
      rejectedRows: 1,
      byReason: { not_a_hash: 1, no_identifier: 1 },
    });
    await its.act(added.id, 'start');
    expect((await settle(added.id)).state).toBe('completed');
    expect((await its.members(done.customAudienceId)).maid).toEqual([...gaids, more, deviceId(5002)].map(md5).sort());
  });
});
