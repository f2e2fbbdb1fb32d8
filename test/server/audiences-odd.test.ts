import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bindLedger, openLedger } from '../../server/ledger/index.ts';
import { type Exporting, startExporting } from './exports-support.ts';
import { MAPPING, SEGMENT, streaming } from './exports-stream-support.ts';
import { openLedgerBench, plan, prepare, sha256, WORKSPACE } from './ledger-support.ts';
import { emailRows, type Mirroring, startMirroring } from './mirrors-support.ts';

describe('an export to an audience', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting();
  });
  afterEach(() => its.stop());
  const { audiences, emails, hasFaults, hashes, memberEmails, runUntil, sent, started, update } = streaming(() => its);

  test('that has expired is refused when it is opened', async () => {
    const planted = { name: 'Over', people: 2000, type: 'Customer File Audience', ageDays: 40, retentionDays: 30 };
    const answer = await its.simulator.control('audiences', { advertiserId: its.advertiserId, audiences: [planted] });
    const [customAudienceId = ''] = (answer as { customAudienceIds: string[] }).customAudienceIds;
    const json = { advertiserId: its.advertiserId, attributes: ['email'], ...update(customAudienceId, 'APPEND') };
    const refused = await its.call('POST', '/v1/exports', { json });
    expect(refused.status, refused.text).toBe(409);
    expect(refused.json.code).toBe('audience_expired');
  });

  test('waits until the last call of one that was cancelled is back', async () => {
    const people = emails(0, 5);
    const created = await sent(emails(5, 8));
    const { id: second } = await its.open(update(created.customAudienceId, 'REMOVE'));
    await its.fill(second, `Email\n${people.join('\n')}\n`);
    const first = await started(people, update(created.customAudienceId, 'APPEND'));
    await its.simulator.addFault({ kind: 'delay', path: MAPPING, times: 1, when: 'before', delayMs: 1000 });
    const working = its.jobs.runDue();
    while (await hasFaults()) await turn();
    expect((await its.act(first, 'cancel')).status).toBe(202);
    expect((await its.act(second, 'start')).status).toBe(202);
    await its.jobs.runDue();
    expect((await its.get(second)).chunks.uploaded).toBe(0);
    await working;
    const ended = await runUntil(second, 'processing');
    expect(await memberEmails(ended)).toEqual(hashes(emails(5, 8)));
  });

  test('takes a batch that TikTok took in part for one that has to be looked through', async () => {
    const { id } = await its.open(streaming(() => its).stream());
    await its.fill(id, `Email\n${emails(0, 9).join('\n')}\n`);
    await its.simulator.addFault({ kind: 'code', code: 20001, message: 'OK', path: MAPPING, times: 1 });
    await its.act(id, 'start');
    const ended = await runUntil(id, 'processing');
    expect(await memberEmails(ended)).toEqual(hashes(emails(0, 9)));
    expect(ended.counts).toMatchObject({ refused: 0 });
  });

  test('fails with a reason when TikTok never says whether it made it, and a retry looks for it first', async () => {
    const before = (await audiences()).length;
    const id = await started(emails(0, 5));
    await its.simulator.addFault({ kind: 'html', status: 502, path: SEGMENT, times: 100_000, when: 'before' });
    for (let hour = 0; hour < 26; hour++) {
      await its.jobs.runDue();
      its.advance(3_600_000);
    }
    expect(await its.get(id)).toMatchObject({ state: 'failed', error: { code: 'tiktok_unavailable' } });
    await its.simulator.clearFaults();
    expect((await its.act(id, 'retry')).status).toBe(202);
    await runUntil(id, 'processing');
    expect(await audiences()).toHaveLength(before + 1);
  });

  test('is done when it is fed by and by and has too few people yet', async () => {
    const { id } = await sent(emails(0, 5));
    its.simulator.simulator.advance(49 * 3600);
    its.advance(16 * 60_000);
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({
      state: 'completed',
      error: null,
      audienceProgress: { isValid: false, message: expect.stringContaining('too small') },
      milestones: { usable: null },
    });
  });
});

describe('two mirrors of one audience', () => {
  let its: Mirroring;
  beforeEach(async () => {
    its = await startMirroring();
  });
  afterEach(() => its.stop());

  test('never come to be, also while the first one’s run is still making it', async () => {
    its.rows = emailRows(0, 5);
    const { id } = await its.create({ audience: { create: { name: 'Mine', delivery: 'stream' } } });
    const run = await its.run(id);
    await its.simulator.addFault({ kind: 'html', status: 502, path: MAPPING, times: 20 });
    await its.jobs.runDue();
    const { customAudienceId } = await its.get(run.id);
    expect(customAudienceId).not.toBeNull();
    const json = {
      advertiserId: its.advertiserId,
      segmentId: 'vip',
      attributes: ['email'],
      audience: { update: { customAudienceId } },
      schedule: null,
    };
    const refused = await its.call('POST', '/v1/mirrors', { json });
    expect(refused.json.code).toBe('mirror_exists');

    // One that slipped in all the same leaves nobody stuck.
    const { mirrors } = its.server.deps.store.workspace('workspace-1');
    const first = await mirrors.get(id);
    if (first === null) throw new Error('the mirror is gone');
    expect(await mirrors.create({ ...first, id: 'mir_other', customAudienceId, currentExportId: null })).toBe(true);
    await its.simulator.clearFaults();
    const over = await its.settle(id);
    expect(over).toMatchObject({ customAudienceId: null, currentExportId: null, lastRun: { exportId: run.id } });
    expect(over.pausedAt).not.toBeNull();
  });

  test('asks before it takes everybody out of a small audience', async () => {
    its.rows = emailRows(0, 5);
    const { id } = await its.create({ audience: { create: { name: 'Mine', delivery: 'stream' } } });
    await its.run(id);
    const { customAudienceId } = await its.settle(id);
    its.rows = [];
    const run = await its.run(id);
    expect(await its.until(run.id, 'ready')).toMatchObject({ confirmation: { code: 'source_shrank' } });
    expect(await its.emails(customAudienceId)).toHaveLength(5);
    expect((await its.act(run.id, 'start')).status).toBe(202);
    await its.settle(id);
    expect(await its.emails(customAudienceId)).toEqual([]);
  });
});

describe('a segment of many pages', () => {
  test('gives others the place between its pages, and loses nobody', async () => {
    const its = await startMirroring({ limits: { sliceMs: 0 } });
    try {
      its.rows = emailRows(0, 2500);
      const { id } = await its.create({ audience: { create: { name: 'Mine', delivery: 'stream' } } });
      await its.run(id);
      expect(await its.jobs.runDue()).toBeGreaterThan(4);
      const { customAudienceId } = await its.settle(id);
      expect(await its.emails(customAudienceId)).toHaveLength(2500);
    } finally {
      await its.stop();
    }
  });
});

describe('a source that compresses its answers', () => {
  test('is told so, and once it stops its people come', async () => {
    const its = await startMirroring();
    const records = [{ Email: 'a@example.com' }];
    const page = Buffer.from(JSON.stringify({ records, nextCursor: null }));
    let isPacked = true;
    const host = createServer((_request, response) => {
      response.setHeader('Content-Encoding', isPacked ? 'br' : 'identity');
      response.end(isPacked ? brotliCompressSync(page) : page);
    });
    try {
      await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
      await its.call('PUT', '/v1/segments/vip', { json: { name: 'VIP', source: { url } } });
      const { id } = await its.create({ audience: { create: { name: 'Mine', delivery: 'stream' } } });
      const run = await its.run(id);
      await its.jobs.runDue();
      its.advance(25 * 3_600_000);
      const { error } = await its.until(run.id, 'failed');
      expect(error).toMatchObject({ code: 'segment_source_failed', message: expect.stringContaining('compressed') });
      isPacked = false;
      expect((await its.act(run.id, 'retry')).status).toBe(202);
      const { customAudienceId } = await its.settle(id);
      expect(await its.emails(customAudienceId)).toEqual([sha256('a@example.com')]);
    } finally {
      host.closeAllConnections();
      host.close();
      await its.stop();
    }
  });
});

describe('a segment whose source is replaced while its people are fetched', () => {
  test('is fetched again from the new source', async () => {
    const its = await startMirroring({ limits: { checkpointBytes: 1 } });
    const host = createServer((_request, response) => {
      const records = [{ Email: 'new@example.com' }];
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ records, nextCursor: null }));
    });
    try {
      its.rows = emailRows(0, 2500);
      const { id } = await its.create({ audience: { create: { name: 'Mine', delivery: 'stream' } } });
      const run = await its.run(id);
      its.afterPages(1, () => {
        its.sourceStatus = 503;
      });
      await its.jobs.runDue();
      expect(await its.get(run.id)).toMatchObject({ state: 'receiving', counts: { rows: 1000 } });
      await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
      await its.call('PUT', '/v1/segments/vip', { json: { name: 'VIP', source: { url } } });
      const { customAudienceId } = await its.settle(id);
      expect(await its.emails(customAudienceId)).toEqual([sha256('new@example.com')]);
    } finally {
      host.closeAllConnections();
      host.close();
      await its.stop();
    }
  });
});

describe('a ledger whose audience another export has found first', () => {
  test.each(['nothing sent', 'something sent'])('leaves one ledger of the audience: %s', async (how) => {
    const bench = await openLedgerBench();
    try {
      const people = [{ email: sha256('a') }];
      const given = { people, delivery: 'stream', consent: true } as const;
      const maker = await prepare(bench, { ...given, id: 'exp_maker', action: 'CREATE', customAudienceId: null });
      const mine = (await plan(bench, maker)).plan;
      expect(await openLedger(bench.deps, WORKSPACE, maker.record, maker.paths, mine)).toBe('open');
      const other = await prepare(bench, { ...given, id: 'exp_other', action: 'APPEND', customAudienceId: '17' });
      const theirs = (await plan(bench, other)).plan;
      if (how === 'something sent')
        expect(await openLedger(bench.deps, WORKSPACE, other.record, other.paths, theirs)).toBe('open');
      if (mine === null || theirs === null) throw new Error('no ledger is kept');
      await bindLedger(bench.deps, WORKSPACE, mine, '17');
      const kept = how === 'something sent' ? theirs : mine;
      const gone = how === 'something sent' ? mine : theirs;
      expect(await bench.ledgers.find(maker.record.advertiserId, '17')).toMatchObject({ id: kept.ledgerId });
      expect(await bench.ledgers.get(gone.ledgerId)).toBeNull();
      if (how === 'nothing sent')
        expect(await openLedger(bench.deps, WORKSPACE, other.record, other.paths, theirs)).toBe('moved');
    } finally {
      await bench.close();
    }
  });
});
