import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Exporting, startExporting } from './exports-support.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PEOPLE = `Email\n${Array.from({ length: 1200 }, (_, index) => `p${index}@example.com`).join('\n')}\nnobody\n`;

describe('the files of an export', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting({ limits: { followMs: 60 * DAY } });
  });
  afterEach(() => its.stop());

  const folder = (exportId: string) => join(its.server.dataDir, 'exports', exportId);
  const files = async (exportId: string) => (existsSync(folder(exportId)) ? readdir(folder(exportId)) : []);
  /** Passes time and does what is due meanwhile. */
  const pass = async (ms: number): Promise<void> => {
    its.advance(ms);
    await its.jobs.runDue();
  };
  const download = (exportId: string, file: string) => its.call('GET', `/v1/exports/${exportId}/${file}`);
  const expectGone = async (exportId: string): Promise<void> => {
    expect(await files(exportId)).toEqual([]);
    for (const file of ['audience.csv', 'rejects.csv']) {
      expect(await download(exportId, file)).toMatchObject({ status: 409, json: { code: 'export_expired' } });
    }
  };

  test('of one that nobody starts go 7 days after its last record, however often it is read, and it says so', async () => {
    const opened = await its.open();
    await its.fill(opened.id, PEOPLE, { offset: 0 });
    await pass(6 * DAY);
    // More people come: the week begins anew.
    await its.fill(opened.id, 'late@example.com\n', { offset: PEOPLE.length });
    for (let day = 0; day < 6; day++) {
      await pass(DAY);
      await its.get(opened.id);
    }
    expect((await its.get(opened.id)).state).toBe('ready');
    expect((await download(opened.id, 'audience.csv')).status).toBe(200);
    await pass(DAY + 1);
    const ended = await its.get(opened.id);
    expect(ended).toMatchObject({
      state: 'cancelled',
      counts: { ready: 1201, rejectedRows: 1 },
      error: {
        code: 'export_expired',
        message: expect.stringMatching(/^Nobody started it\. Its files are kept for 7 days/),
      },
    });
    await expectGone(opened.id);
    expect(await its.act(opened.id, 'start')).toMatchObject({ status: 409, json: { code: 'export_wrong_state' } });
    const audited = await its.call('GET', `/v1/audit-log?subjectId=${opened.id}&action=export.cancelled`);
    expect(audited.json.items).toMatchObject([{ actor: { kind: 'server' } }]);
  });

  test('that only sending needed go when TikTok has all of it; the rest can be downloaded for 7 days', async () => {
    const opened = await its.open();
    await its.fill(opened.id, PEOPLE);
    expect(await files(opened.id)).toContain('index');
    await its.act(opened.id, 'start');
    await its.jobs.runDue();
    expect((await its.get(opened.id)).state).toBe('processing');
    expect((await files(opened.id)).sort()).toEqual(['duplicates', 'rejects', 'spool']);
    expect((await download(opened.id, 'audience.csv')).text.split('\n')).toHaveLength(1202);
    expect((await download(opened.id, 'rejects.csv')).text).toContain('1201,email,invalid_email');

    // TikTok takes its time: the files do not wait for it.
    await pass(7 * DAY + 1);
    expect((await its.get(opened.id)).state).toBe('processing');
    await expectGone(opened.id);
    its.simulator.simulator.advance(49 * 3600);
    await pass(HOUR);
    expect(await its.get(opened.id)).toMatchObject({ state: 'completed', error: null });
  });

  test('of a completed export go after 7 days, and it stays completed', async () => {
    const opened = await its.open();
    await its.fill(opened.id, PEOPLE);
    expect((await its.finish(opened.id)).state).toBe('completed');
    await pass(6 * DAY);
    expect((await download(opened.id, 'audience.csv')).status).toBe(200);
    await pass(DAY);
    expect(await its.get(opened.id)).toMatchObject({ state: 'completed', error: null, counts: { ready: 1200 } });
    await expectGone(opened.id);
  });

  test('stay while records are coming in, however late the first part of them was', async () => {
    const opened = await its.open();
    await pass(7 * DAY - 20_000);
    const { hostKey, url } = its.server;
    const request = httpRequest(`${url}/v1/exports/${opened.id}/records`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${hostKey}`, 'X-Workspace-Id': 'workspace-1', 'Content-Type': 'text/csv' },
    });
    const answered = once(request, 'response');
    request.write(PEOPLE.slice(0, 500));
    for (let tries = 0; tries < 400 && (await its.get(opened.id)).state === 'draft'; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await pass(40_000);
    expect((await its.get(opened.id)).state).toBe('receiving');
    request.end(PEOPLE.slice(500));
    await answered;
    await pass(61_000);
    expect(await its.get(opened.id)).toMatchObject({ state: 'ready', counts: { ready: 1200 } });
    await pass(7 * DAY);
    expect((await its.get(opened.id)).state).toBe('cancelled');
  });

  test('take an export along that cannot go on without them, with a reason for each', async () => {
    const draft = await its.open();
    const broken = await its.open({ audience: { create: { name: 'Broken off' } } });
    await its.fill(broken.id, PEOPLE, { offset: 0, more: true });
    const dry = await its.open({ audience: { create: { name: 'Dry' } }, dryRun: true });
    await its.fill(dry.id, PEOPLE);
    const paused = await its.open({ audience: { create: { name: 'Paused' } } });
    await its.fill(paused.id, PEOPLE);
    await its.act(paused.id, 'start');
    await its.act(paused.id, 'pause');
    const cancelled = await its.open({ audience: { create: { name: 'Cancelled' } } });
    await its.fill(cancelled.id, PEOPLE);
    await its.act(cancelled.id, 'cancel');
    await its.jobs.runDue();
    expect(await files(cancelled.id)).toEqual(['rejects']);
    expect((await download(cancelled.id, 'rejects.csv')).status).toBe(200);

    await pass(7 * DAY);
    const reasons = {
      [draft.id]: /^No records came in for 7 days\./,
      [broken.id]: /^The rest of its records did not come\./,
      [dry.id]: /^It was a dry run, which is not sent\./,
      [paused.id]: /^It was paused and nobody resumed it\. What TikTok has of it stays there\./,
    };
    for (const [exportId, reason] of Object.entries(reasons)) {
      const ended = await its.get(exportId);
      expect(ended, exportId).toMatchObject({ state: 'cancelled', pausedAt: null, error: { code: 'export_expired' } });
      expect(ended.error?.message).toMatch(reason);
      await expectGone(exportId);
      expect((await its.act(exportId, 'resume')).status).toBe(409);
    }
    expect(await its.get(cancelled.id)).toMatchObject({ state: 'cancelled', error: null });
    await expectGone(cancelled.id);
    await pass(30 * DAY);
    expect((await its.get(paused.id)).state).toBe('cancelled');
  });

  test('of a failed one go too, with what had failed', async () => {
    const opened = await its.open();
    await its.fill(opened.id, PEOPLE);
    await its.simulator.addFault({ kind: 'code', code: 40002, path: '/dmp/custom_audience/create/', times: 1 });
    await its.act(opened.id, 'start');
    await its.jobs.runDue();
    const failed = await its.get(opened.id);
    expect(failed.state).toBe('failed');
    await pass(7 * DAY);
    const ended = await its.get(opened.id);
    expect(ended).toMatchObject({ state: 'cancelled', error: { code: 'export_expired' } });
    expect(ended.error?.message).toContain(failed.error?.message);
    await expectGone(opened.id);
  });

  test('that belong to no export are swept out at the start and every day, those an hour old or less are not', async () => {
    await its.jobs.runDue();
    const opened = await its.open();
    await its.fill(opened.id, PEOPLE);
    const plant = async (kind: string, name: string, ageMs: number): Promise<string> => {
      const path = join(its.server.dataDir, kind, name);
      await mkdir(join(path, '3'), { recursive: true });
      await writeFile(join(path, 'spool'), 'x');
      const at = new Date(its.server.deps.clock.now() - ageMs);
      await utimes(path, at, at);
      return path;
    };
    const plantAll = async () => ({
      old: [await plant('exports', 'exp_left0behind', 2 * HOUR), await plant('ledgers', 'led_left0behind', 2 * HOUR)],
      young: [await plant('exports', 'exp_just0made', HOUR / 2), await plant('ledgers', 'led_just0made', HOUR / 2)],
      foreign: [await plant('exports', 'lost+found', 99 * DAY), await plant('rotations', 'exp_left0behind', 99 * DAY)],
    });
    const first = await plantAll();
    await its.server.restart();
    await its.server.jobs.runDue();
    expect(first.old.map(existsSync)).toEqual([false, false]);
    expect([...first.young, ...first.foreign].map(existsSync)).toEqual([true, true, true, true]);
    expect(existsSync(folder(opened.id))).toBe(true);

    const second = await plantAll();
    await its.server.jobs.runDue();
    expect(second.old.map(existsSync)).toEqual([true, true]);
    its.advance(DAY);
    await its.server.jobs.runDue();
    expect([...second.old, ...second.young].map(existsSync)).toEqual([false, false, false, false]);
    expect(second.foreign.map(existsSync)).toEqual([true, true]);
    expect((await its.get(opened.id)).state).toBe('ready');
  });
});
