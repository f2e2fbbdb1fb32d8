import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Export } from '../../shared/exports.ts';
import { type Exporting, sha256, startExporting } from './exports-support.ts';

const UPLOAD = '/dmp/custom_audience/file/upload/';
const CREATE = '/dmp/custom_audience/create/';
const UPDATE = '/dmp/custom_audience/update/';
const DAY = 24 * 3_600_000;

describe('an export that is paused', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting({ limits: { maxChunkBytes: 26_000, maxPathsPerCall: 2 } });
  });
  afterEach(() => its.stop());

  const emails = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => `person${from + index}@example.com`);
  const calls = async (path: string) => (await its.simulator.requests(path)).length;
  const pause = (exportId: string) => its.act(exportId, 'pause');
  const resume = (exportId: string) => its.act(exportId, 'resume');
  const memberHashes = async (shown: Export) => (await its.members(shown.customAudienceId)).email;

  async function started(people: readonly string[], request: Record<string, unknown> = {}): Promise<string> {
    const { id } = await its.open(request);
    await its.fill(id, `Email\n${people.join('\n')}\n`);
    expect((await its.act(id, 'start')).status).toBe(202);
    return id;
  }
  /** Runs what is due, and pauses while the given call of this path is on its way to TikTok. */
  async function runAndPauseDuring(path: string, nth: number, exportId: string): Promise<Export> {
    if (nth > 1) await its.simulator.addFault({ kind: 'delay', delayMs: 0, path, times: nth - 1 });
    await its.simulator.addFault({ kind: 'delay', delayMs: 500, path, times: 1 });
    const run = its.jobs.runDue();
    while (await hasFaults()) await new Promise((resolve) => setTimeout(resolve, 5));
    const answer = await pause(exportId);
    expect(answer.status, answer.text).toBe(202);
    await run;
    return answer.json;
  }
  /** A fault leaves the simulator's list when its call has come in. */
  async function hasFaults(): Promise<boolean> {
    const answer = await fetch(`${its.simulator.url}/_simulator/faults`);
    return ((await answer.json()) as { faults: unknown[] }).faults.length > 0;
  }
  async function runUntil(exportId: string, ...states: Export['state'][]): Promise<Export> {
    for (let round = 0; round < 40; round++) {
      await its.jobs.runDue();
      const now = await its.get(exportId);
      if (states.includes(now.state)) return now;
      its.advance(60_000);
    }
    throw new Error(`the export never came to ${states.join(' or ')}`);
  }

  test('ends the file that is on its way, sends no other, and goes on after a restart without sending one twice', async () => {
    const people = emails(2400);
    const id = await started(people);
    const answered = await runAndPauseDuring(UPLOAD, 2, id);
    expect(answered).toMatchObject({ state: 'uploading', pausedAt: expect.any(String) });
    const paused = await its.get(id);
    expect(paused).toMatchObject({ state: 'uploading', chunks: { total: 6, uploaded: 2 }, customAudienceId: null });
    expect([await calls(UPLOAD), await calls(CREATE)]).toEqual([2, 0]);

    await its.server.restart();
    for (let round = 0; round < 3; round++) {
      its.advance(30 * 60_000);
      await its.server.jobs.runDue();
    }
    expect(await its.get(id)).toEqual(paused);
    expect([await calls(UPLOAD), await calls(CREATE)]).toEqual([2, 0]);

    expect((await resume(id)).json).toMatchObject({ state: 'uploading', pausedAt: null });
    await its.server.jobs.runDue();
    const sent = await its.get(id);
    expect(sent).toMatchObject({ state: 'processing', chunks: { total: 6, uploaded: 6 }, peopleUploaded: 2400 });
    expect([await calls(UPLOAD), await calls(CREATE), await calls(UPDATE)]).toEqual([6, 1, 2]);
    expect(await memberHashes(sent)).toEqual(people.map(sha256).sort());
    expect(sent.timeline.map(({ state }) => state).slice(-3)).toEqual(['ready', 'uploading', 'processing']);
  });

  test('ends the change of the audience that is on its way, and counts it', async () => {
    const people = emails(2000);
    const id = await started(people);
    await runAndPauseDuring(CREATE, 1, id);
    const paused = await its.get(id);
    expect(paused).toMatchObject({ state: 'uploading', customAudienceId: expect.any(String), chunks: { uploaded: 2 } });
    await resume(id);
    const sent = await runUntil(id, 'processing');
    expect([await calls(UPLOAD), await calls(CREATE), await calls(UPDATE)]).toEqual([5, 1, 2]);
    expect(await memberHashes(sent)).toEqual(people.map(sha256).sort());
  });

  test('is at TikTok when the pause comes during the last step, and no longer paused', async () => {
    const id = await started(emails(400));
    await runAndPauseDuring(CREATE, 1, id);
    expect(await its.get(id)).toMatchObject({ state: 'processing', pausedAt: null });
    expect(await pause(id)).toMatchObject({ status: 409, json: { code: 'export_wrong_state' } });
    expect(await resume(id)).toMatchObject({ status: 409, json: { code: 'export_wrong_state' } });
  });

  test('finds out on going on what became of a create whose answer was lost, instead of making it again', async () => {
    const people = emails(400);
    const id = await started(people);
    await its.simulator.addFault({ kind: 'reset', path: CREATE, times: 1, when: 'after' });
    await its.jobs.runDue();
    await pause(id);
    its.advance(2 * DAY);
    await its.jobs.runDue();
    expect(await calls(CREATE)).toBe(1);
    await resume(id);
    const sent = await runUntil(id, 'processing');
    expect(await calls(CREATE)).toBe(1);
    expect(await memberHashes(sent)).toEqual(people.map(sha256).sort());
  });

  test('uploads files again that TikTok would have let go of meanwhile', async () => {
    const people = emails(800);
    const id = await started(people);
    await runAndPauseDuring(UPLOAD, 1, id);
    its.advance(DAY);
    await resume(id);
    const sent = await runUntil(id, 'processing');
    expect(sent).toMatchObject({ chunks: { total: 2, uploaded: 2 }, peopleUploaded: 800 });
    expect([await calls(UPLOAD), await calls(CREATE)]).toEqual([3, 1]);
    expect(await memberHashes(sent)).toEqual(people.map(sha256).sort());
  });

  test('does not count the pause as trouble that lasted', async () => {
    const id = await started(emails(400));
    await its.simulator.addFault({ kind: 'html', status: 502, path: UPLOAD, times: 1000 });
    await its.jobs.runDue();
    await pause(id);
    its.advance(2 * DAY);
    await its.jobs.runDue();
    await resume(id);
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({ state: 'uploading', error: null, pausedAt: null });
  });

  /** TikTok refuses a replace that leaves fewer than 1,000 people, so its first call has to have more. */
  async function withReplaceable(): Promise<string | null> {
    await its.stop();
    its = await startExporting({ limits: { maxChunkBytes: 26_000, maxPathsPerCall: 3 } });
    const { id } = await its.fill((await its.open()).id, `Email\n${emails(1500).join('\n')}`);
    return (await its.finish(id)).customAudienceId;
  }

  test('comes to rest only behind the last call of a replace that has begun, since until then the audience holds a part', async () => {
    const customAudienceId = await withReplaceable();
    const people = emails(3200, 5000);
    const id = await started(people, { audience: { update: { customAudienceId, action: 'REPLACE' } } });
    await runAndPauseDuring(UPDATE, 1, id);
    const done = await its.get(id);
    expect(done).toMatchObject({ state: 'processing', chunks: { total: 8, uploaded: 8 } });
    expect(await memberHashes(done)).toEqual(people.map(sha256).sort());
  });

  test('is held before a replace begins, and stays so through a restart in the middle of one', async () => {
    const customAudienceId = await withReplaceable();
    const people = emails(3200, 5000);
    const id = await started(people, { audience: { update: { customAudienceId, action: 'REPLACE' } } });
    await its.simulator.addFault({ kind: 'delay', delayMs: 0, path: UPDATE, times: 1 });
    await its.simulator.addFault({ kind: 'code', code: 60001, path: UPDATE, times: 1 });
    await its.jobs.runDue();
    await pause(id);
    expect((await memberHashes(await its.get(id))).length).toBe(1200);
    await its.server.restart();
    its.advance(90_000);
    await its.server.jobs.runDue();
    expect(await memberHashes(await its.get(id))).toEqual(people.map(sha256).sort());
    expect(await its.get(id)).toMatchObject({ state: 'processing', pausedAt: null });
  });

  test('does a replace that failed half-way from its first file on', async () => {
    const customAudienceId = await withReplaceable();
    const people = emails(3200, 5000);
    const id = await started(people, { audience: { update: { customAudienceId, action: 'REPLACE' } } });
    await its.simulator.addFault({ kind: 'delay', delayMs: 0, path: UPDATE, times: 1 });
    await its.simulator.addFault({ kind: 'code', code: 40300, path: UPDATE, times: 1 });
    await its.jobs.runDue();
    expect((await its.get(id)).state).toBe('failed');
    const other = await started(emails(10, 9000), { audience: { update: { customAudienceId, action: 'APPEND' } } });
    await runUntil(other, 'processing');
    await its.act(id, 'retry');
    const done = await runUntil(id, 'processing');
    expect(await memberHashes(done)).toEqual(people.map(sha256).sort());
  });

  test('waits for a sign-in that reaches its ad account when it is resumed without one', async () => {
    const people = emails(400);
    const id = await started(people);
    await pause(id);
    const others = its.simulator.person().advertisers.flatMap(({ advertiserId }) => {
      return advertiserId === its.advertiserId ? [] : [advertiserId];
    });
    await its.connect(await its.session(), { connectionId: its.connectionId, advertiserIds: others });
    expect(await resume(id)).toMatchObject({
      status: 202,
      json: { pausedAt: null, waiting: { reason: { code: 'tiktok_permission_denied' } } },
    });
    await its.jobs.runDue();
    expect(await calls(UPLOAD)).toBe(0);
    await its.connect(await its.session(), { connectionId: its.connectionId });
    expect(await memberHashes(await runUntil(id, 'processing'))).toEqual(people.map(sha256).sort());
  });

  test('pauses once and resumes once however often it is asked, and says why where it cannot', async () => {
    const { id } = await its.open();
    const refused = async (action: 'pause' | 'resume') => {
      const { status, json } = await its.act(id, action);
      expect([status, json.code]).toEqual([409, 'export_wrong_state']);
      return json.detail;
    };
    expect(await refused('pause')).toContain('not running yet');
    await its.put(id, 'Email\na@example.com\n', { offset: 0, more: true });
    expect(await refused('pause')).toContain('receivedBytes');
    await its.fill(id, 'b@example.com\n', { offset: (await its.get(id)).receivedBytes });
    expect(await refused('resume')).toContain('start it');
    await its.act(id, 'start');
    expect(await resume(id)).toMatchObject({ status: 202, json: { pausedAt: null } });
    const first = await pause(id);
    its.advance(1000);
    expect((await pause(id)).json).toEqual(first.json);
    await resume(id);
    expect((await resume(id)).json).toMatchObject({ pausedAt: null });
    await runUntil(id, 'processing');
    expect(await refused('pause')).toContain('nothing left to pause');
    await its.act(id, 'cancel');
    expect(await refused('resume')).toContain('cancelled');
  });

  test('needs the right to export', async () => {
    const id = await started(emails(10));
    const reader = await its.session({ permissions: ['read'] });
    for (const action of ['pause', 'resume'] as const)
      expect(await its.act(id, action, reader)).toMatchObject({ status: 403, json: { code: 'permission_denied' } });
  });

  test('can be cancelled, which ends the pause', async () => {
    const id = await started(emails(400));
    await pause(id);
    expect((await its.act(id, 'cancel')).json).toMatchObject({ state: 'cancelled', pausedAt: null });
    await its.jobs.runDue();
    expect(await calls(UPLOAD)).toBe(0);
  });

  test('is not what a failed one is: a retry runs, and can be paused in turn', async () => {
    const people = emails(400);
    const id = await started(people);
    await its.simulator.addFault({ kind: 'code', code: 40002, message: 'no', path: UPLOAD, times: 1 });
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({ state: 'failed', pausedAt: null });
    await its.act(id, 'retry');
    await pause(id);
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({ state: 'uploading', pausedAt: expect.any(String) });
    await resume(id);
    expect(await runUntil(id, 'processing')).toMatchObject({ pausedAt: null });
    expect(await calls(CREATE)).toBe(1);
  });

  test('stays paused when its connection is deleted, and says so when asked to go on', async () => {
    const id = await started(emails(400));
    await pause(id);
    expect((await its.call('DELETE', `/v1/connections/${its.connectionId}`)).status).toBe(204);
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({ state: 'uploading', pausedAt: expect.any(String), error: null });
    expect(await resume(id)).toMatchObject({ status: 404, json: { code: 'account_not_imported' } });
    expect(await its.get(id)).toMatchObject({ pausedAt: expect.any(String) });
    expect((await its.act(id, 'cancel')).json).toMatchObject({ state: 'cancelled' });
  });

  test('holds up no other export to the same audience, and adds its people when it goes on', async () => {
    const created = await its.finish((await its.fill((await its.open()).id, `Email\n${emails(1000).join('\n')}`)).id);
    const { customAudienceId } = created;
    const update = { audience: { update: { customAudienceId, action: 'APPEND' } } };
    const first = await started(emails(800, 1000), update);
    expect((await pause(first)).status).toBe(202);
    const second = await started(emails(800, 2000), update);
    await runUntil(second, 'processing');
    expect(await its.get(first)).toMatchObject({ state: 'uploading', chunks: { uploaded: 0 } });
    await resume(first);
    await runUntil(first, 'processing');
    const everybody = [...emails(1800), ...emails(800, 2000)];
    expect(await memberHashes(created)).toEqual(everybody.map(sha256).sort());
  });

  test('is cancelled, and its hashes are gone, when nobody takes it up for as long as files are kept', async () => {
    const id = await started(emails(400));
    await pause(id);
    its.advance(31 * DAY);
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({ state: 'cancelled', pausedAt: null });
    expect(await calls(UPLOAD)).toBe(0);
  });
});
