import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExportRecord } from '../../server/store/exports.ts';
import type { Store } from '../../server/store/store.ts';
import { emailRows, hashes, type Mirroring, startMirroring } from './mirrors-support.ts';

const CREATE = '/dmp/custom_audience/create/';
const SEGMENT = '/segment/audience/';
const STREAM = { audience: { create: { name: 'VIP in sync', delivery: 'stream' } } } as const;

let its: Mirroring;
beforeEach(async () => {
  its = await startMirroring();
});
afterEach(() => its.stop());

async function audiencesNamed(name: string): Promise<{ customAudienceId: string }[]> {
  const { items } = (await its.call('GET', `/v1/audiences?advertiserId=${its.advertiserId}`)).json;
  return items.filter((each: { name: string }) => each.name === name);
}
async function arrived(path: string): Promise<void> {
  while ((await its.simulator.requests(path)).length === 0) await turn();
}

describe.each([
  ['file', {}, CREATE],
  ['stream', STREAM, SEGMENT],
] as const)('a mirror that is fed as a %s', (_, input, path) => {
  test('has one audience, although its first run was cancelled before anybody knew whether it was made', async () => {
    its.rows = emailRows(0, 1200);
    const { id } = await its.create(input);
    const first = await its.run(id);
    await its.simulator.addFault({ kind: 'reset', path, times: 1, when: 'after' });
    await its.jobs.runDue();
    expect(await its.get(first.id)).toMatchObject({ state: 'uploading', customAudienceId: null });
    expect((await its.act(first.id, 'cancel')).status).toBe(202);

    its.rows = emailRows(100, 1300);
    await its.run(id);
    const { customAudienceId, lastRun } = await its.settle(id);
    expect(lastRun?.error ?? null).toBeNull();
    expect(await audiencesNamed('VIP in sync')).toHaveLength(1);
    expect(await its.emails(customAudienceId)).toEqual(hashes(its.rows));
    its.rows = emailRows(150, 1350);
    await its.run(id);
    await its.settle(id);
    expect(await its.emails(customAudienceId)).toEqual(hashes(its.rows));
  });

  test('knows its audience, although its first run was cancelled while TikTok was making it', async () => {
    its.rows = emailRows(0, 1200);
    const { id } = await its.create(input);
    const first = await its.run(id);
    await its.simulator.addFault({ kind: 'delay', path, times: 1, when: 'after', delayMs: 300 });
    const working = its.jobs.runDue();
    await arrived(path);
    expect((await its.act(first.id, 'cancel')).status).toBe(202);
    await working;
    const cancelled = await its.get(first.id);
    expect(cancelled).toMatchObject({ state: 'cancelled', customAudienceId: expect.any(String) });

    its.rows = emailRows(100, 1300);
    await its.run(id);
    const { customAudienceId } = await its.settle(id);
    expect(customAudienceId).toBe(cancelled.customAudienceId);
    expect(await audiencesNamed('VIP in sync')).toHaveLength(1);
    expect(await its.emails(customAudienceId)).toEqual(hashes(its.rows));
  });
});

test('a run whose mirror is removed while it is being opened ends, and makes no audience', async () => {
  its.rows = emailRows(0, 5);
  const { id } = await its.create(STREAM);
  const deps = its.server.deps as { store: Store };
  const whole = deps.store;
  deps.store = {
    ...whole,
    workspace(workspaceId) {
      const own = whole.workspace(workspaceId);
      const create = async (record: ExportRecord): Promise<void> => {
        deps.store = whole;
        expect((await its.call('DELETE', `/v1/mirrors/${id}`)).status).toBe(204);
        await own.exports.create(record);
      };
      return { ...own, exports: { ...own.exports, create } };
    },
  };
  expect((await its.call('POST', `/v1/mirrors/${id}/run`, { json: {} })).status).toBe(404);
  await its.jobs.runDue();
  const { items } = (await its.call('GET', `/v1/exports?mirrorId=${id}`)).json;
  expect(items).toMatchObject([{ state: 'cancelled' }]);
  expect(await audiencesNamed('VIP in sync')).toEqual([]);
});
