import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ATTRIBUTES } from '../../shared/identifiers/index.ts';
import { type Exporting, sha256, startExporting } from './exports-support.ts';

describe('an export in hostile hands', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting({ limits: { checkpointBytes: 2000 } });
  });
  afterEach(() => its.stop());

  const NDJSON = { contentType: 'application/x-ndjson' };
  const people = (count: number) =>
    `Email\n${Array.from({ length: count }, (_, index) => `p${index}@example.com`).join('\n')}\n`;
  const files = (exportId: string) => readdir(join(its.server.dataDir, 'exports', exportId));
  const rejects = async (exportId: string) => (await its.call('GET', `/v1/exports/${exportId}/rejects.csv`)).text;

  test.each([
    ['bytes of no text', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) & 255)), 'not_text'],
    ['a zip archive', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(3000, 7)]), 'not_text'],
    ['a gzip stream', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 115, 205]), 'not_text'],
    ['NUL characters', 'Email\na\0b@example.com\n', 'not_text'],
    ['a cell of three million characters', `Email\n"${'a'.repeat(3_000_000)}"\n`, 'row_too_long'],
    ['a header of a million columns', `Email,${'x,'.repeat(600_000)}\na@example.com\n`, 'row_too_long'],
    ['nothing at all', '', 'no_header'],
    ['blank lines only', '\n\n\n', 'no_header'],
  ])('takes %s for what it is, and starts over with the right file', async (_, body, reason) => {
    const { id } = await its.open();
    expect(await its.put(id, body)).toMatchObject({ status: 422, json: { code: 'malformed_records', reason } });
    expect(await its.get(id)).toMatchObject({ state: 'draft', receivedBytes: 0, counts: { rows: 0 } });
    expect((await its.fill(id, people(3))).counts.ready).toBe(3);
  });

  test('does not repeat what stands in the file: not in rejects.csv, not in an answer, not in the log', async () => {
    const { id } = await its.open();
    await its.fill(id, 'Email,Note\n"=cmd|secret!A0",x\n@SUM(secret),y\na@example.com,-secret\n');
    expect(await rejects(id)).toBe(
      'row,attribute,reason\n1,email,invalid_email\n1,,no_identifier\n2,email,invalid_email\n2,,no_identifier\n',
    );
    const headerless = await its.open();
    const refused = await its.put(headerless.id, 'secret.person@example.com\nb@example.com\n');
    expect(refused).toMatchObject({ status: 422, json: { code: 'missing_columns' } });
    expect(refused.text).not.toContain('secret');
    expect(its.log()).not.toContain('secret');
  });

  test('gives all 13 columns in audience.csv, blank where nothing was chosen, one line a person', async () => {
    const { id } = await its.open({ attributes: ['firstName', 'email'] });
    const { counts } = await its.fill(
      id,
      'First name,Email,Gender\n=1+1,a@example.com,f\nAnn,b@example.com,f\nAnn,b@example.com,m\nBob,nobody,m\n',
    );
    const { text } = await its.call('GET', `/v1/exports/${id}/audience.csv`);
    const [header, ...lines] = text.trimEnd().split('\n');
    expect(header).toBe(ATTRIBUTES.join(','));
    expect(lines).toHaveLength(counts.ready);
    const chosen = ['email', 'firstName'].map((name) => ATTRIBUTES.findIndex((attribute) => attribute === name));
    for (const line of lines) {
      const cells = line.split(',');
      expect(cells).toHaveLength(13);
      cells.forEach((cell, index) => expect(cell).toMatch(chosen.includes(index) ? /^([0-9a-f]{64})?$/ : /^$/));
    }
    expect(lines[1]?.split(',')[ATTRIBUTES.indexOf('email')]).toBe(sha256('b@example.com'));
  });

  test('reads odd JSON as data: no prototype is touched, no depth is too deep', async () => {
    const { id } = await its.open();
    const lines = [
      '{"__proto__":{"Email":"a@example.com"},"Email":"b@example.com"}',
      '{"__proto__":1}',
      '{"constructor":{"prototype":1},"Email":123456789012345678901234567890}',
      '{"Email":{"a":1}}',
      '{"Email":1e400}',
      '[]',
      'null',
      `{"Email":"c@example.com","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ];
    const { counts } = await its.fill(id, lines.join('\n'), NDJSON);
    expect(counts).toMatchObject({ rows: 8, ready: 2, rejectedRows: 6 });
    expect(({} as Record<string, unknown>)['Email']).toBeUndefined();
  });

  test.each(['-1', '1.5', '1e3', '99999999999999999999', '5', '999999999999999'])(
    'refuses an upload from offset %s and stays as it was',
    async (offset) => {
      const { id } = await its.open();
      const answer = await its.call('PUT', `/v1/exports/${id}/records`, {
        body: people(1),
        headers: { 'Content-Type': 'text/csv', 'Upload-Offset': offset },
      });
      expect([409, 422]).toContain(answer.status);
      expect((await its.get(id)).state).toBe('draft');
    },
  );

  test('shows the place to go on from after a restart has lost the bytes behind the last record', async () => {
    const { id } = await its.open();
    const body = people(2);
    await its.fill(id, body, { offset: 0, more: true });
    await its.server.restart();
    const lost = await its.put(id, '', { offset: body.length });
    expect(lost).toMatchObject({ status: 409, json: { code: 'upload_offset_mismatch' } });
    const { receivedBytes } = await its.get(id);
    expect(receivedBytes).toBe(lost.json.receivedBytes);
    const again = await its.fill(id, body.slice(receivedBytes), { offset: receivedBytes });
    expect(again).toMatchObject({ state: 'ready', counts: { rows: 2, ready: 2 } });
  });

  test('gives the rejects of a part while more are to come', async () => {
    const { id } = await its.open();
    const part = `Email\nnobody\n${'someone@example.com\n'.repeat(8000)}`;
    const { counts } = await its.fill(id, part, { offset: 0, more: true });
    expect(counts.byReason).toEqual({ invalid_email: 1, no_identifier: 1 });
    expect(await rejects(id)).toBe('row,attribute,reason\n1,email,invalid_email\n1,,no_identifier\n');
  });

  test('leaves no hash on the disk when it is cancelled in the middle of an upload', async () => {
    const { id } = await its.open();
    const url = new URL(`/v1/exports/${id}/records`, its.server.url);
    const upload = httpRequest(url, {
      method: 'PUT',
      headers: {
        Authorization: `Bearer ${its.server.hostKey}`,
        'X-Workspace-Id': 'workspace-1',
        'Content-Type': 'text/csv',
      },
    });
    const answered = new Promise<number>((resolve, reject) => {
      upload.on('response', (response) => (response.resume(), resolve(response.statusCode ?? 0)));
      upload.on('error', reject);
    });
    upload.write(people(20_000));
    await expect.poll(async () => (await its.get(id)).receivedBytes).toBeGreaterThan(0);
    expect((await its.act(id, 'cancel')).status).toBe(202);
    upload.end('late@example.com\n');
    expect(await answered).toBe(409);
    expect((await files(id)).filter((name) => name !== 'rejects')).toEqual([]);
  });

  test('leaves no hash on the disk however an upload and a cancel meet', async () => {
    const rows = people(5000);
    for (let round = 0; round < 8; round++) {
      const { id } = await its.open({ audience: { create: { name: `Round ${round}` } } });
      const upload = its.put(id, rows, { offset: 0 });
      for (let turn = 0; turn < round; turn++) await its.get(id);
      const [cancelled] = await Promise.all([its.act(id, 'cancel'), upload]);
      expect(cancelled.status).toBe(202);
      const left = await files(id).catch(() => []);
      expect(left.filter((name) => name !== 'rejects')).toEqual([]);
    }
  });

  test('leaves no hash on the disk however the background work and a cancel meet', async () => {
    for (let round = 0; round < 8; round++) {
      const { id } = await its.open({ audience: { create: { name: `Round ${round}` } } });
      await its.fill(id, people(3000));
      await its.act(id, 'start');
      const work = its.jobs.runDue();
      for (let turn = 0; turn < round; turn++) await its.get(id);
      expect((await its.act(id, 'cancel')).status).toBe(202);
      await work;
      expect(await its.get(id)).toMatchObject({ state: 'cancelled', error: null });
      expect(await files(id)).toEqual(['rejects']);
    }
  });

  test('says that the disk is the trouble, and goes on once it is repaired', async () => {
    const { id } = await its.open();
    const folder = join(its.server.dataDir, 'exports', id);
    await mkdir(join(folder, '..'), { recursive: true });
    await writeFile(folder, 'in the way');
    expect(await its.put(id, people(2))).toMatchObject({ status: 507, json: { code: 'storage_failed' } });
    await rm(folder);
    expect((await its.fill(id, people(2))).state).toBe('ready');

    await rm(folder, { recursive: true });
    await writeFile(folder, 'in the way');
    await its.act(id, 'start');
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({ state: 'failed', error: { code: 'storage_failed' } });
    expect(await its.act(id, 'cancel')).toMatchObject({ status: 507, json: { code: 'storage_failed' } });
    expect((await its.get(id)).state).toBe('cancelled');
  });

  test('sends what it holds when it starts, even if a part came in between', async () => {
    const { id } = await its.open();
    await its.fill(id, people(1000), { offset: 0 });
    const { exports } = its.server.deps.store.workspace('workspace-1');
    const before = await exports.get(id);
    const [started, part] = await Promise.all([
      its.act(id, 'start'),
      its.put(id, 'late@example.com\n', { offset: before?.receivedBytes ?? 0 }),
    ]);
    if (started.status !== 202) await its.act(id, 'start');
    const { counts, customAudienceId } = await finished(id);
    expect(counts.ready).toBe(part.status === 200 ? 1001 : 1000);
    expect((await its.members(customAudienceId)).email).toHaveLength(counts.ready);
  });

  async function finished(id: string) {
    await its.jobs.runDue();
    its.simulator.simulator.advance(49 * 3600);
    its.advance(16 * 60_000);
    await its.jobs.runDue();
    return its.get(id);
  }
});
