import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.ts';
import { type Exporting, sha256, startExporting } from './exports-support.ts';

const MIB = 1024 * 1024;
const ROWS = 120_000;
const emails = Array.from({ length: ROWS }, (_, index) => `person${index}@example.com`);
const BODY = Buffer.from(`Email\n${emails.join('\n')}\n`);

const probe = await mountSmallDisk(1);
await probe?.unmount();

test('an upload is refused while the disk has less free than its reserve, and nothing else is', async () => {
  const its = await startExporting({ env: { DATA_DIR_RESERVE_MB: '900000000' } });
  try {
    const opened = await its.open();
    const refused = await its.put(opened.id, 'Email\na@example.com\n');
    expect(refused).toMatchObject({ status: 507, json: { code: 'storage_failed' } });
    expect(refused.json.detail).toContain('DATA_DIR_RESERVE_MB');
    expect(await its.get(opened.id)).toMatchObject({ state: 'draft', receivedBytes: 0 });
    const source = { url: 'http://127.0.0.1:9/never-asked' };
    expect((await its.call('PUT', '/v1/segments/vip', { json: { name: 'VIP', source } })).status).toBe(200);
    const pulled = await its.open({ segmentId: 'vip' });
    await its.jobs.runDue();
    expect(await its.get(pulled.id)).toMatchObject({ state: 'failed', error: { code: 'storage_failed' } });
  } finally {
    await its.stop();
  }
});

describe.skipIf(probe === null)('on a disk of 32 MiB that also holds the database', () => {
  let disk: SmallDisk;
  let its: Exporting;
  beforeEach(async () => {
    disk = (await mountSmallDisk(32)) as SmallDisk;
  });
  afterEach(async () => {
    await its.stop();
    await disk.unmount();
  });

  const start = async (reserve: number): Promise<void> => {
    its = await startExporting({
      limits: { checkpointBytes: MIB / 2 },
      env: {
        DATA_DIR: `${disk.path}/data`,
        DATABASE_URL: `file:${disk.path}/server.db`,
        DATA_DIR_RESERVE_MB: String(reserve),
      },
    });
  };

  /** Goes on from where the export says it stands, and sends it all the way. */
  async function goOn(exportId: string): Promise<void> {
    const { receivedBytes: offset } = await its.get(exportId);
    expect(offset).toBeLessThan(BODY.length);
    const ready = await its.fill(exportId, BODY.subarray(offset), { offset });
    expect(ready).toMatchObject({
      state: 'ready',
      counts: { rows: ROWS, ready: ROWS, duplicates: 0, rejectedRows: 0 },
    });
    const { customAudienceId } = await its.finish(exportId);
    const { email } = await its.members(customAudienceId);
    expect(email.sort()).toEqual(emails.map(sha256).sort());
  }

  test('intake stops at the reserve with 507 while everything else works, and goes on once there is room', async () => {
    await start(8);
    const other = await its.open({ audience: { create: { name: 'Another' } } });
    await its.fill(other.id, `Email\n${emails.slice(0, 1500).join('\n')}\n`);
    const opened = await its.open();
    await disk.fillUpTo(12 * MIB);

    const stopped = await its.put(opened.id, BODY, { offset: 0 });
    expect(stopped, stopped.text).toMatchObject({ status: 507, json: { code: 'storage_failed' } });
    expect(await disk.freeBytes()).toBeGreaterThan(4 * MIB);
    const kept = await its.get(opened.id);
    expect(kept.state).toBe('receiving');
    expect(kept.receivedBytes).toBeGreaterThan(0);
    expect(kept.counts.rows).toBeGreaterThan(0);
    expect(await its.put(opened.id, BODY.subarray(kept.receivedBytes), { offset: kept.receivedBytes })).toMatchObject({
      status: 507,
    });

    // The database, other requests and other exports do not notice.
    expect((await its.call('PUT', '/v1/segments/vip', { json: { name: 'VIP' } })).status).toBe(200);
    const removed = await its.open({ audience: { create: { name: 'A third' } } });
    expect((await its.act(removed.id, 'cancel')).status).toBe(202);
    const { customAudienceId, state } = await its.finish(other.id);
    expect(state).toBe('completed');
    expect((await its.members(customAudienceId)).total).toBe(1500);

    await disk.makeRoom();
    await goOn(opened.id);
  });

  test('a disk that is full to the last byte answers 507 and breaks nothing, the database’s log included', async () => {
    await start(0);
    const other = await its.open({ audience: { create: { name: 'Another' } } });
    await its.fill(other.id, `Email\n${emails.slice(0, 1500).join('\n')}\n`);
    const opened = await its.open();
    await disk.fillUpTo(3 * MIB);
    const stopped = await its.put(opened.id, BODY, { offset: 0 });
    expect(stopped, stopped.text).toMatchObject({ status: 507, json: { code: 'storage_failed' } });
    expect(await disk.freeBytes()).toBeLessThan(MIB);

    await disk.fillUpTo(0);
    const again = await its.put(opened.id, BODY, { offset: 0 });
    expect([507, 409], again.text).toContain(again.status);
    expect((await its.call('GET', '/v1/exports')).status).toBe(200);
    expect((await its.call('GET', `/v1/exports/${other.id}/rejects.csv`)).status).toBe(200);
    expect((await its.call('GET', '/healthz')).status).toBe(200);
    expect(await its.get(other.id)).toMatchObject({ state: 'ready', counts: { ready: 1500 } });
    // What cannot be written is refused, not half done.
    const unwritten = await its.call('PUT', '/v1/segments/full', { json: { name: 'x'.repeat(200) } });
    expect([200, 500, 507], unwritten.text).toContain(unwritten.status);
    const segments = (await its.call('GET', '/v1/segments')).json.items as { segmentId: string }[];
    expect(segments.some(({ segmentId }) => segmentId === 'full')).toBe(unwritten.status === 200);
    // Background work that cannot even be noted down waits.
    await its.jobs.runDue().catch(() => undefined);

    await disk.makeRoom();
    // A lease that could not be given back has to end first.
    its.advance(61_000);
    expect((await its.finish(other.id)).state).toBe('completed');
    await goOn(opened.id);
    await its.server.restart();
    expect((await its.get(opened.id)).state).toBe('completed');
  });
});
