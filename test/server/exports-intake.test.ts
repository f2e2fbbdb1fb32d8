import { readdir, readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deviceId, type Exporting, md5, sha256, startExporting } from './exports-support.ts';

describe('the intake of an export', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting({ limits: { checkpointBytes: 2000, rowsAtOnce: 500 } });
  });
  afterEach(() => its.stop());

  const emails = (count: number) => Array.from({ length: count }, (_, index) => `person${index}@example.com`);
  const rejects = async (exportId: string) =>
    (await its.call('GET', `/v1/exports/${exportId}/rejects.csv`)).text.split('\n').slice(1, -1);
  const audience = async (exportId: string) => {
    const { text } = await its.call('GET', `/v1/exports/${exportId}/audience.csv`);
    return text
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0]);
  };

  test('goes on at any byte, in as many parts as it takes', async () => {
    const rows = emails(9000).map((email, index) =>
      index % 10 === 0 ? `"${email}","line one\nline ""two"""` : `${email},`,
    );
    const body = Buffer.from(`Email,Note\r\n${rows.join('\r\n')}`);
    const opened = await its.open();
    const sizes = [1, 5, 11, 70_001, 33, 65_536, 100_003, body.length];
    let offset = 0;
    for (const size of sizes) {
      const part = body.subarray(offset, offset + size);
      const answer = await its.put(opened.id, part, { offset });
      expect(answer.status, answer.text).toBe(200);
      offset += part.length;
      expect(answer.json.receivedBytes).toBe(offset);
      expect(answer.headers.get('Upload-Offset')).toBe(String(offset));
    }
    const ready = await its.get(opened.id);
    expect(ready).toMatchObject({
      state: 'ready',
      receivedBytes: body.length,
      counts: { rows: 9000, ready: 9000, duplicates: 0, rejectedRows: 0 },
    });
    expect(await audience(opened.id)).toEqual(emails(9000).map(sha256));
  });

  test('counts a last line without its end, and takes it back when the next part goes on with it', async () => {
    const opened = await its.open();
    const first = await its.fill(opened.id, 'Email\na@example.com\nb@example.co', { offset: 0 });
    expect(first).toMatchObject({ state: 'ready', counts: { rows: 2, ready: 2 } });
    const second = await its.fill(opened.id, 'm\na@example.com\n', { offset: 32 });
    expect(second.counts).toMatchObject({ rows: 3, ready: 2, duplicates: 1 });
    expect(await audience(opened.id)).toEqual(['a@example.com', 'b@example.com'].map(sha256));
  });

  test('waits with duplicates and counts while more parts are announced', async () => {
    const opened = await its.open();
    const first = await its.fill(opened.id, 'Email\na@example.com\na@example.com\n', { offset: 0, more: true });
    expect(first).toMatchObject({ state: 'receiving', receivedBytes: 34 });
    expect((await its.act(opened.id, 'start')).json).toMatchObject({ code: 'export_wrong_state' });
    const last = await its.fill(opened.id, 'a@example.com', { offset: 34 });
    expect(last).toMatchObject({ state: 'ready', counts: { rows: 3, ready: 1, duplicates: 2 } });
  });

  test('tells the right offset when a part begins elsewhere', async () => {
    const opened = await its.open();
    const early = await its.put(opened.id, 'x', { offset: 7 });
    expect(early).toMatchObject({ status: 409, json: { code: 'upload_offset_mismatch', receivedBytes: 0 } });
    await its.fill(opened.id, 'Email\na@example.com\n');
    for (const offset of [undefined, 3, 19, 21]) {
      const answer = await its.put(opened.id, 'b@example.com\n', offset === undefined ? {} : { offset });
      expect(answer, `offset ${offset}`).toMatchObject({
        status: 409,
        json: { code: 'upload_offset_mismatch', receivedBytes: 20 },
      });
      expect(answer.headers.get('Upload-Offset')).toBe('20');
    }
    expect((await its.fill(opened.id, 'b@example.com\n', { offset: 20 })).counts.rows).toBe(2);
  });

  test('keeps what came before a connection broke, and goes on from there', async () => {
    const opened = await its.open();
    const body = Buffer.from(`Email\n${emails(20_000).join('\n')}\n`);
    const cut = 250_001;
    await sendAndBreak(opened.id, body.subarray(0, cut), body.length);
    await eventually(async () => expect((await its.get(opened.id)).receivedBytes).toBeGreaterThan(0));
    // The lease is let go of in the same breath; until then another part is told to wait.
    let answer = await its.put(opened.id, '', { offset: 0 });
    await eventually(async () => {
      answer = await its.put(opened.id, '', { offset: 0 });
      expect(answer.json.code).toBe('upload_offset_mismatch');
    });
    const kept = await its.get(opened.id);
    expect(kept.state).toBe('receiving');
    expect(kept.receivedBytes).toBeLessThanOrEqual(cut);
    expect(body[kept.receivedBytes - 1]).toBe(0x0a);
    expect(answer.json.receivedBytes).toBe(kept.receivedBytes);
    const ready = await its.fill(opened.id, body.subarray(kept.receivedBytes), { offset: kept.receivedBytes });
    expect(ready).toMatchObject({
      state: 'ready',
      receivedBytes: body.length,
      counts: { rows: 20_000, ready: 20_000 },
    });
    expect((await audience(opened.id)).toSorted()).toEqual(emails(20_000).map(sha256).sort());
  });

  test('goes on with an upload that an earlier version began', async () => {
    const opened = await its.open();
    const body = `Email\n${emails(9000).join('\n')}\n`;
    const part = body.slice(0, 100_000);
    await its.fill(opened.id, part, { offset: 0, more: true });
    const { exports } = its.server.deps.store.workspace('workspace-1');
    const { engine = {}, counts } = (await exports.get(opened.id)) ?? {};
    const later = ['withdrawn', 'receivedAt', 'ledger', 'everybody', 'stream', 'withdrawnBytes', 'withdrawnRows'];
    const older = JSON.parse(
      JSON.stringify(engine, (key, value) => ([...later, 'sawConsent', 'isAscii'].includes(key) ? undefined : value)),
    ) as Record<string, unknown>;
    expect(counts?.rows).toBeGreaterThan(50);
    await exports.update(opened.id, ['receiving'], { engine: older, updatedAt: 1 });
    await its.server.restart();
    const asked = await its.put(opened.id, '', { offset: 100_000 });
    const offset: number = asked.json.receivedBytes;
    const ready = await its.fill(opened.id, body.slice(offset), { offset });
    expect(ready).toMatchObject({
      state: 'ready',
      counts: { rows: 9000, ready: 9000, people: { email: 9000 }, toAdd: 9000 },
    });
  });

  test('takes one upload at a time', async () => {
    const opened = await its.open();
    const open = openUpload(opened.id, 'Email\na@example.com\n');
    await eventually(async () => expect((await its.get(opened.id)).state).toBe('receiving'));
    const second = await its.put(opened.id, 'Email\nb@example.com\n');
    expect(second).toMatchObject({ status: 409, json: { code: 'upload_in_progress' } });
    expect((await its.act(opened.id, 'start')).json.code).toBe('export_wrong_state');
    open.finish();
    expect(await open.answered).toBe(200);
    expect((await its.get(opened.id)).counts.rows).toBe(1);
  });

  test('tells an upload that its export was cancelled meanwhile', async () => {
    const opened = await its.open();
    const open = openUpload(opened.id, 'Email\na@example.com\n');
    await eventually(async () => expect((await its.get(opened.id)).state).toBe('receiving'));
    expect((await its.act(opened.id, 'cancel')).status).toBe(202);
    open.finish();
    expect(await open.answered).toBe(409);
    expect((await its.get(opened.id)).state).toBe('cancelled');
  });

  test('says which columns it expected and found, and keeps nothing', async () => {
    const opened = await its.open({ attributes: ['email', 'phone'] });
    const answer = await its.put(opened.id, 'Email,Telephone\na@example.com,1\n');
    expect(answer).toMatchObject({
      status: 422,
      json: {
        code: 'missing_columns',
        expected: ['Email', 'Phone', 'Country'],
        found: ['Email', 'Telephone'],
        errors: [{ path: 'Phone' }, { path: 'Country' }],
      },
    });
    expect(await its.get(opened.id)).toMatchObject({ state: 'draft', receivedBytes: 0, counts: { rows: 0 } });
    expect((await its.fill(opened.id, 'Email,Phone,Country\na@example.com,,\n')).counts.rows).toBe(1);
  });

  test.each([
    ['an empty file', '', 'no_header'],
    ['a spreadsheet', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'not_text'],
    ['a quote that is never closed', 'Email\n"a@example.com\nb@example.com\n', 'unterminated_quote'],
    ['a column named twice', 'Email,Email\na@example.com,b@example.com\n', 'duplicate_column'],
    ['a row without end', `Email\n${'x'.repeat(1_100_000)}`, 'row_too_long'],
  ])('refuses %s', async (_, body, reason) => {
    const opened = await its.open();
    const answer = await its.put(opened.id, body);
    expect(answer).toMatchObject({ status: 422, json: { code: 'malformed_records', reason } });
    expect((await its.get(opened.id)).state).toBe('draft');
  });

  test('keeps a part that ends inside quotes, but is not ready', async () => {
    const opened = await its.open();
    expect((await its.fill(opened.id, 'Email\na@example.com\n"b@exam', { offset: 0 })).state).toBe('receiving');
    expect((await its.fill(opened.id, 'ple.com"', { offset: 27 })).counts).toMatchObject({ rows: 2, ready: 2 });
  });

  test('finds out late that a file is Windows-1252, over a part and a restart, and loses no letter', async () => {
    const opened = await its.open({ attributes: ['email', 'firstName'] });
    const names = (index: number) => (index < 9000 ? 'Anna' : index % 2 === 0 ? 'Zo\u00eb' : 'Ren\u00e9e');
    const lines = emails(12_000).map((email, index) => `${email},${names(index)}`);
    const body = Buffer.from(`Email,First name\n${lines.join('\n')}\n`, 'latin1');
    const cut = 262_144 + 5;
    expect((await its.fill(opened.id, body.subarray(0, cut), { offset: 0, more: true })).state).toBe('receiving');
    await its.server.restart();
    const asked = await its.put(opened.id, '', { offset: cut });
    const offset = asked.status === 409 ? asked.json.receivedBytes : cut;
    const ready = await its.fill(opened.id, body.subarray(offset), { offset });
    expect(ready.counts).toMatchObject({ rows: 12_000, ready: 12_000, rejectedValues: 0 });
    const { text } = await its.call('GET', `/v1/exports/${opened.id}/audience.csv`);
    const [header = '', ...people] = text.split('\n').slice(0, -1);
    const column = header.split(',').indexOf('firstName');
    const hashes = new Map(['anna', 'zo\u00eb', 'ren\u00e9e'].map((name) => [name, sha256(name)]));
    expect(people.map((line) => line.split(',')[column])).toEqual(
      people.map((_, index) => hashes.get(names(index).toLowerCase())),
    );
  });

  test('reads NDJSON, long ids included, and rejects what is no record', async () => {
    const opened = await its.open({ attributes: ['email', 'phone'] });
    const lines = [
      '{"Email":"a@example.com","Other":{"deep":1}}',
      '{"Phone":4915120000001,"Country":"DE"}',
      'not json',
      '',
      '[1]',
      '{"Email":{"no":"value"}}',
      '{"Email":null}',
    ];
    const ready = await its.fill(opened.id, lines.join('\n'), { contentType: 'application/x-ndjson' });
    expect(ready.counts).toMatchObject({ rows: 6, ready: 2, rejectedRows: 4 });
    expect(await rejects(opened.id)).toEqual([
      '3,,invalid_json',
      '4,,not_an_object',
      '5,,nested_value',
      '6,,no_identifier',
    ]);
    const strangers = await its.open();
    const answer = await its.put(strangers.id, '{"mail":"a@example.com"}\n', { contentType: 'application/x-ndjson' });
    expect(answer).toMatchObject({
      status: 422,
      json: { code: 'missing_columns', expected: ['Email'], found: ['mail'] },
    });
  });

  test('takes files of our own columns, hashed or not, with the rejects that were found before', async () => {
    const opened = await its.open({ attributes: ['email', 'phone', 'googleAdvertisingId'] });
    const body = [
      'googleAdvertisingId,email,phone',
      `${md5(deviceId(1))},${sha256('a@example.com').toUpperCase()},!invalid_phone`,
      `${deviceId(2)},b@example.com,`,
      '!zeroed_device_id,!invalid_email,!invalid_phone',
      '!no_such_reason,,',
    ].join('\n');
    const ready = await its.fill(opened.id, body, { columns: 'attributes' });
    expect(ready.counts).toMatchObject({ rows: 4, ready: 2, rejectedRows: 2 });
    expect(ready.counts.byAttribute).toEqual({
      email: { valid: 2, empty: 1, rejected: 1, alreadyHashed: 1 },
      phone: { valid: 0, empty: 2, rejected: 2, alreadyHashed: 0 },
      googleAdvertisingId: { valid: 2, empty: 0, rejected: 2, alreadyHashed: 1 },
    });
    expect(await rejects(opened.id)).toEqual([
      '1,phone,invalid_phone',
      '3,email,invalid_email',
      '3,phone,invalid_phone',
      '3,googleAdvertisingId,zeroed_device_id',
      '3,,no_identifier',
      '4,googleAdvertisingId,invalid_device_id',
      '4,,no_identifier',
    ]);
    const done = await its.finish(opened.id).catch(() => its.get(opened.id));
    expect(done.calculateType).toBe('MULTIPLE_TYPES');
    expect(await its.members(done.customAudienceId)).toMatchObject({
      email: ['a@example.com', 'b@example.com'].map(sha256).sort(),
      maid: [md5(deviceId(1)), sha256(deviceId(2))].sort(),
    });
  });

  test('refuses what it cannot read before it reads it', async () => {
    const opened = await its.open();
    expect(await its.put(opened.id, '{}', { contentType: 'application/json' })).toMatchObject({
      status: 415,
      json: { code: 'unsupported_media_type' },
    });
    const packed = await its.call('PUT', `/v1/exports/${opened.id}/records`, {
      body: 'x',
      headers: { 'Content-Type': 'text/csv', 'Content-Encoding': 'gzip' },
    });
    expect(packed).toMatchObject({ status: 415 });
    const wrong = await its.call('PUT', `/v1/exports/${opened.id}/records`, {
      body: 'x',
      headers: { 'Content-Type': 'text/csv', 'Upload-Offset': '-1' },
    });
    expect(wrong).toMatchObject({
      status: 422,
      json: { code: 'invalid_request', errors: [{ path: 'upload-offset' }] },
    });
    expect(await its.put('exp_doesnotexist', 'Email\n')).toMatchObject({ status: 404, json: { code: 'not_found' } });
  });

  test('leaves no raw value on the disk, in the database or in the log', async () => {
    const opened = await its.open({ attributes: ['email', 'phone'] });
    const body = `Email,Phone,Country\nsecret.person@example.com,0151 20000001,DE\nbroken.secret@,+4915120000002,DE\n"secret.tail@exam`;
    await its.fill(opened.id, body, { offset: 0 });
    await its.act(opened.id, 'start');
    const { server } = its;
    const folder = join(server.dataDir, '..');
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(3);
    for (const entry of files) {
      const text = await readFile(join(entry.parentPath, entry.name), 'latin1');
      expect(/secret\.|15120000/.exec(text)?.[0], entry.name).toBeUndefined();
    }
    expect(/secret\.|15120000/.exec(its.log())?.[0]).toBeUndefined();
  });

  function openUpload(exportId: string, start: string): { finish(): void; answered: Promise<number | undefined> } {
    const { server } = its;
    const request = httpRequest(`${server.url}/v1/exports/${exportId}/records`, {
      method: 'PUT',
      headers: {
        Authorization: `Bearer ${server.hostKey}`,
        'X-Workspace-Id': 'workspace-1',
        'Content-Type': 'text/csv',
      },
    });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      request.on('error', reject);
      request.on('response', (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      });
    });
    request.write(start);
    return { finish: () => request.end(), answered };
  }

  function sendAndBreak(exportId: string, part: Buffer, announced: number): Promise<void> {
    const { server } = its;
    return new Promise((resolve) => {
      const request = httpRequest(`${server.url}/v1/exports/${exportId}/records`, {
        method: 'PUT',
        headers: {
          Authorization: `Bearer ${server.hostKey}`,
          'X-Workspace-Id': 'workspace-1',
          'Content-Type': 'text/csv',
          'Content-Length': announced,
          'Upload-Offset': '0',
        },
      });
      request.on('error', () => resolve());
      request.on('close', () => resolve());
      request.write(part, () => request.destroy());
    });
  }
});

/** Tries again until it holds; the test's own time limit ends it. */
async function eventually(check: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await check();
      return;
    } catch (error) {
      if (attempt === 400) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
