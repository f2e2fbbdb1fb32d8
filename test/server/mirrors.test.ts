import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from './exports-support.ts';
import { emailRow, emailRows, hashes, type Mirroring, startMirroring } from './mirrors-support.ts';

let its: Mirroring;
beforeEach(async () => {
  its = await startMirroring();
});
afterEach(() => its.stop());

const problem = async (method: string, path: string, json?: unknown) => {
  const { status, json: body } = await its.call(method, path, json === undefined ? {} : { json });
  return [status, body?.code];
};

describe('a mirror of a new audience', () => {
  test('makes it with the first run, then sends only who is new and takes out who has left', async () => {
    its.rows = emailRows(0, 1500);
    const made = await its.create();
    expect(made).toMatchObject({
      customAudienceId: null,
      members: null,
      lastRun: null,
      delivery: 'file',
      nextRunAt: null,
    });
    const first = await its.run(made.id);
    expect(first).toMatchObject({ mirrorId: made.id, audience: { create: { name: 'VIP in sync' } } });
    const mirror = await its.settle(made.id);
    expect(mirror).toMatchObject({
      members: 1500,
      lastRun: { exportId: first.id, toAdd: 1500, toRemove: 0, error: null },
    });
    expect(await its.emails(mirror.customAudienceId)).toEqual(hashes(its.rows));

    its.rows = emailRows(10, 1520);
    const second = await its.run(made.id);
    const after = await its.settle(made.id);
    expect((await its.get(second.id)).counts).toMatchObject({ rows: 1510, toAdd: 20, toRemove: 10 });
    expect(after).toMatchObject({ members: 1510, customAudienceId: mirror.customAudienceId });
    expect(await its.emails(mirror.customAudienceId)).toEqual(hashes(its.rows));
  });

  test('ends a run without a call to TikTok when nothing has changed', async () => {
    its.rows = emailRows(0, 20);
    const { id } = await its.create();
    await its.run(id);
    await its.settle(id);
    const again = await its.run(id);
    await its.settle(id);
    expect(await its.get(again.id)).toMatchObject({
      state: 'completed',
      counts: { toAdd: 0, toRemove: 0 },
      tiktokRequests: [],
    });
  });

  test('takes back who returns', async () => {
    its.rows = emailRows(0, 1200);
    const { id } = await its.create();
    await its.run(id);
    const { customAudienceId } = await its.settle(id);
    for (const rows of [emailRows(1, 1200), emailRows(0, 1200)]) {
      its.rows = rows;
      await its.run(id);
      await its.settle(id);
      expect(await its.emails(customAudienceId)).toEqual(hashes(rows));
    }
  });

  test('looks first in a dry run, which cannot be started and leaves no trace', async () => {
    its.rows = emailRows(0, 30);
    const { id } = await its.create();
    const look = await its.run(id, { dryRun: true });
    const mirror = await its.settle(id);
    expect(mirror).toMatchObject({
      customAudienceId: null,
      members: null,
      lastRun: { exportId: look.id, state: 'ready' },
    });
    expect(await its.act(look.id, 'start')).toMatchObject({ status: 409, json: { code: 'export_dry_run' } });
    await its.run(id);
    expect((await its.settle(id)).lastRun).toMatchObject({ toAdd: 30 });
  });

  test('works as a stream, without the rule of 1,000', async () => {
    its.rows = emailRows(0, 8);
    const { id } = await its.create({ audience: { create: { name: 'Streamed', delivery: 'stream' } } });
    await its.run(id);
    const { customAudienceId } = await its.settle(id);
    its.rows = emailRows(6, 9);
    await its.run(id);
    expect(await its.settle(id)).toMatchObject({ delivery: 'stream', members: 3, lastRun: { toAdd: 1, toRemove: 6 } });
    expect(await its.emails(customAudienceId)).toEqual(hashes(its.rows));
  });

  test('takes out what belongs to an attribute that is left out', async () => {
    its.rows = Array.from({ length: 1100 }, (_, index) => ({
      ...emailRow(`p${index}`),
      Phone: `+4930${String(1_000_000 + index)}`,
    }));
    const { id } = await its.create({ attributes: ['email', 'phone'] });
    await its.run(id);
    const { customAudienceId } = await its.settle(id);
    expect((await its.members(customAudienceId)).phone).toHaveLength(1100);
    const changed = await its.call('PATCH', `/v1/mirrors/${id}`, { json: { attributes: ['email'] } });
    expect(changed.json.attributes).toEqual(['email']);
    const run = await its.run(id);
    // Half of what is in the audience goes: somebody has to look first.
    expect((await its.until(run.id, 'ready')).confirmation).toMatchObject({ code: 'many_removals' });
    await its.act(run.id, 'start');
    await its.settle(id);
    expect(await its.members(customAudienceId)).toMatchObject({ total: 1100, phone: [] });
  });

  test('sends everybody again in a full run', async () => {
    its.rows = emailRows(0, 1100);
    const { id } = await its.create();
    await its.run(id);
    const { customAudienceId } = await its.settle(id);
    its.rows = emailRows(1, 1101);
    const full = await its.run(id, { full: true });
    await its.settle(id);
    expect(await its.get(full.id)).toMatchObject({ counts: { toAdd: 1100 }, confirmation: null });
    expect(await its.emails(customAudienceId)).toEqual(hashes(its.rows));
  });
});

describe('a mirror of device ids', () => {
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

  test('takes out SHA-256 and MD5 forms, under either name, of a file with everything', async () => {
    const base = emailRows(0, 1100);
    const devices = [
      { GAID: uuid(1), Email: 'a@example.com' },
      { IDFA: uuid(2) },
      { GAID: md5('three') },
      { IDFA: md5('four') },
      { GAID: uuid(5) },
      { IDFA: uuid(5) },
      { GAID: md5('six') },
    ];
    its.rows = [...base, ...devices];
    const { id } = await its.create({ attributes: ['email', 'googleAdvertisingId', 'appleIdfa'] });
    await its.run(id);
    const { customAudienceId } = await its.settle(id);
    const maids = async () => (await its.members(customAudienceId)).maid;
    expect(await maids()).toHaveLength(6);
    // One of the two who share a device stays, and so does the device.
    its.rows = [...base, { IDFA: uuid(5) }, { GAID: md5('six') }];
    await its.run(id);
    expect((await its.settle(id)).lastRun).toMatchObject({ toRemove: 5, error: null });
    expect((await maids()).toSorted()).toEqual([sha256(uuid(5)), md5('six')].toSorted());
    expect(await its.emails(customAudienceId)).toEqual(hashes(base));
  });

  test('keeps a list of one kind of device ids', async () => {
    const rows = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => ({ GAID: uuid(from + index) }));
    its.rows = rows(0, 1200);
    const { id } = await its.create({ attributes: ['googleAdvertisingId'] });
    await its.run(id);
    const { customAudienceId } = await its.settle(id);
    its.rows = rows(3, 1201);
    await its.run(id);
    expect((await its.settle(id)).lastRun).toMatchObject({ toAdd: 1, toRemove: 3, error: null });
    const expected = its.rows.map(({ GAID }) => sha256(GAID ?? '')).toSorted();
    expect((await its.members(customAudienceId)).maid.toSorted()).toEqual(expected);
  });
});

describe('a run asked for without a body', () => {
  test.each([
    ['and without a content type', {}],
    ['as JSON', { body: '', headers: { 'Content-Type': 'application/json' } }],
    ['as a form', { body: '', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }],
  ])('%s is an ordinary one', async (_, sent) => {
    const { id } = await its.create();
    const run = await its.call('POST', `/v1/mirrors/${id}/run`, sent);
    expect(run.status, run.text).toBe(202);
    expect(run.json).toMatchObject({ mirrorId: id, dryRun: false });
  });

  test.each([
    ['that broke off', '{"dryRun":', 'application/json', [400, 'invalid_json']],
    ['of another kind', '{"dryRun":true}', 'text/plain', [415, 'unsupported_media_type']],
    ['with unknown fields', '{"dry":true}', 'application/json; charset=utf-8', [422, 'invalid_request']],
  ])('is refused with a body %s', async (_, body, type, refusal) => {
    const { id } = await its.create();
    const run = await its.call('POST', `/v1/mirrors/${id}/run`, { body, headers: { 'Content-Type': type } });
    expect([run.status, run.json.code]).toEqual(refusal);
  });

  test('still reads the body that is there', async () => {
    const { id } = await its.create();
    expect(await its.run(id, { dryRun: true })).toMatchObject({ dryRun: true });
  });
});

describe('who may do what with mirrors', () => {
  test('is: read with `read`, everything else with `export`', async () => {
    const { id } = await its.create();
    const reader = await its.session({ userId: 'reader', permissions: ['read'] });
    const ask = async (method: string, path: string, json?: unknown) =>
      (await its.call(method, path, { as: reader, ...(json === undefined ? {} : { json }) })).status;
    expect(await ask('GET', '/v1/mirrors')).toBe(200);
    expect(await ask('GET', `/v1/mirrors/${id}`)).toBe(200);
    const input = { advertiserId: its.advertiserId, segmentId: 'vip', attributes: ['email'], schedule: null };
    expect(await ask('POST', '/v1/mirrors', { ...input, audience: { create: { name: 'x' } } })).toBe(403);
    expect(await ask('PATCH', `/v1/mirrors/${id}`, { schedule: null })).toBe(403);
    expect(await ask('POST', `/v1/mirrors/${id}/run`, {})).toBe(403);
    expect(await ask('POST', `/v1/mirrors/${id}/pause`)).toBe(403);
    expect(await ask('POST', `/v1/mirrors/${id}/resume`)).toBe(403);
    expect(await ask('DELETE', `/v1/mirrors/${id}`)).toBe(403);
  });
});

describe('a mirror of an audience that exists', () => {
  async function existing(): Promise<string> {
    const opened = await its.open();
    await its.fill(
      opened.id,
      `Email\n${emailRows(5000, 6100)
        .map(({ Email }) => Email)
        .join('\n')}\n`,
    );
    return (await its.finish(opened.id)).customAudienceId as string;
  }

  test('replaces what is in it once somebody has confirmed that', async () => {
    const customAudienceId = await existing();
    its.rows = emailRows(0, 1200);
    const { id } = await its.create({ audience: { update: { customAudienceId } } });
    const run = await its.run(id);
    const waiting = await its.until(run.id, 'ready');
    expect(waiting.confirmation).toMatchObject({ code: 'replaces_audience' });
    expect(await problem('POST', `/v1/mirrors/${id}/run`, {})).toEqual([409, 'mirror_running']);
    expect((await its.act(run.id, 'start')).status).toBe(202);
    await its.settle(id);
    expect(await its.emails(customAudienceId)).toEqual(hashes(its.rows));
    its.rows = emailRows(1, 1200);
    await its.run(id);
    expect((await its.settle(id)).lastRun).toMatchObject({ toAdd: 0, toRemove: 1 });
    expect(await its.emails(customAudienceId)).toEqual(hashes(its.rows));
  });

  test('asks again when the first run was dropped', async () => {
    const customAudienceId = await existing();
    its.rows = emailRows(0, 1200);
    const { id } = await its.create({ audience: { update: { customAudienceId } } });
    const run = await its.run(id);
    await its.until(run.id, 'ready');
    await its.act(run.id, 'cancel');
    expect(await its.settle(id)).toMatchObject({ currentExportId: null, lastRun: { state: 'cancelled' } });
    const again = await its.run(id);
    expect((await its.until(again.id, 'ready')).confirmation).not.toBeNull();
  });

  test('is refused while another mirror keeps it', async () => {
    const customAudienceId = await existing();
    const input = { audience: { update: { customAudienceId } } } as const;
    await its.create(input);
    const json = { advertiserId: its.advertiserId, segmentId: 'vip', attributes: ['email'], schedule: null, ...input };
    expect(await problem('POST', '/v1/mirrors', json)).toEqual([409, 'mirror_exists']);
  });

  test('is refused for a stream whose members nobody knows', async () => {
    const opened = await its.open({ audience: { create: { name: 'S', delivery: 'stream' } } });
    await its.fill(opened.id, 'Email\na@example.com\n');
    const { customAudienceId } = await its.finish(opened.id);
    const json = {
      advertiserId: its.advertiserId,
      segmentId: 'vip',
      attributes: ['email'],
      schedule: null,
      audience: { update: { customAudienceId } },
    };
    expect(await problem('POST', '/v1/mirrors', json)).toEqual([422, 'delivery_not_possible']);
  });
});

describe('what a mirror asks before it does much', () => {
  test('waits when most of the audience would be taken out, and takes out nobody when that is cancelled', async () => {
    its.rows = emailRows(0, 2400);
    const { id } = await its.create();
    await its.run(id);
    const { customAudienceId } = await its.settle(id);
    its.rows = [...emailRows(0, 400), ...emailRows(2400, 2700)];
    const run = await its.run(id);
    const waiting = await its.until(run.id, 'ready');
    expect(waiting.confirmation?.code).toBe('many_removals');
    expect(waiting.confirmation?.message).toBe('2,000 identifiers of 2,400 would be taken out of the audience (83 %).');
    await its.act(run.id, 'cancel');
    await its.settle(id);
    expect(await its.emails(customAudienceId)).toEqual(hashes(emailRows(0, 2400)));
  });
});

describe('a mirror that breaks', () => {
  test('shows a source that fails for a day, leaves the audience as it is, and heals with the next run', async () => {
    its.rows = emailRows(0, 1100);
    const { id } = await its.create();
    await its.run(id);
    const { customAudienceId } = await its.settle(id);
    its.rows = emailRows(2, 1101);
    its.sourceStatus = 500;
    const run = await its.run(id);
    await its.jobs.runDue();
    expect(await its.get(run.id)).toMatchObject({ state: 'receiving', error: null });
    its.advance(25 * 3_600_000);
    await its.jobs.runDue();
    const failed = await its.mirror(id);
    expect(failed).toMatchObject({
      currentExportId: null,
      lastRun: { exportId: run.id, state: 'failed', error: { code: 'segment_source_failed' } },
    });
    expect(await its.emails(customAudienceId)).toEqual(hashes(emailRows(0, 1100)));
    its.sourceStatus = null;
    await its.run(id);
    expect((await its.settle(id)).lastRun).toMatchObject({ toAdd: 1, toRemove: 2, error: null });
    expect(await its.emails(customAudienceId)).toEqual(hashes(its.rows));
  });

  test('is not run while its segment has no source', async () => {
    const { id } = await its.create();
    await its.call('PUT', '/v1/segments/vip', { json: { name: 'VIP' } });
    expect(await problem('POST', `/v1/mirrors/${id}/run`, {})).toEqual([409, 'segment_has_no_source']);
    expect((await its.mirror(id)).currentExportId).toBeNull();
  });

  test('heals what a cancelled run has left half done', async () => {
    its.rows = emailRows(0, 12);
    const { id } = await its.create({ audience: { create: { name: 'Streamed', delivery: 'stream' } } });
    await its.run(id);
    const { customAudienceId } = await its.settle(id);
    its.rows = emailRows(4, 16);
    const run = await its.run(id);
    await its.simulator.addFault({
      kind: 'code',
      path: '/segment/mapping/',
      code: 50000,
      message: 'System error.',
      times: 50,
    });
    await its.until(run.id, 'uploading');
    await its.jobs.runDue();
    await its.act(run.id, 'cancel');
    await its.simulator.clearFaults();
    its.rows = emailRows(6, 14);
    await its.run(id);
    await its.settle(id);
    expect(await its.emails(customAudienceId)).toEqual(hashes(its.rows));
  });
});

describe('removing a mirror', () => {
  test('leaves the audience, forgets its members, and is harmless once more', async () => {
    its.rows = emailRows(0, 1100);
    const { id } = await its.create();
    await its.run(id);
    const { customAudienceId } = await its.settle(id);
    const ledgers = join(its.server.dataDir, 'ledgers');
    expect(await readdir(ledgers)).toHaveLength(1);
    expect((await its.call('DELETE', `/v1/mirrors/${id}`)).status).toBe(204);
    expect((await its.call('DELETE', `/v1/mirrors/${id}`)).status).toBe(204);
    expect(await problem('GET', `/v1/mirrors/${id}`)).toEqual([404, 'not_found']);
    expect(await readdir(ledgers)).toEqual([]);
    expect(await its.emails(customAudienceId)).toHaveLength(1100);
    await its.jobs.runDue();
  });

  test('cancels the run under way', async () => {
    its.rows = emailRows(0, 30);
    const { id } = await its.create();
    const run = await its.run(id);
    await its.call('DELETE', `/v1/mirrors/${id}`);
    await its.jobs.runDue();
    expect(await its.get(run.id)).toMatchObject({ state: 'cancelled' });
  });
});
