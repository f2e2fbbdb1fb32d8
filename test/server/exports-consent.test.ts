import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Export } from '../../shared/exports.ts';
import { deviceId, type Exporting, MAPPING, phoneNumber, sha256, startExporting } from './exports-support.ts';

describe('consent', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting({ limits: { checkpointBytes: 2000, rowsAtOnce: 500 } });
    const names = [...Object.values(MAPPING), 'Marketing OK'];
    const properties = names.map((name) => ({ name, label: name, type: 'string', kind: 'system' }));
    expect((await its.call('PUT', '/v1/properties', { json: properties })).status).toBe(200);
    await map({ ...MAPPING, consent: 'Marketing OK' });
  });
  afterEach(() => its.stop());

  const map = async (attributes: Record<string, string>): Promise<void> => {
    expect((await its.call('PUT', '/v1/mapping', { json: { attributes } })).status).toBe(200);
  };
  const rejects = async (exportId: string) =>
    (await its.call('GET', `/v1/exports/${exportId}/rejects.csv`)).text.split('\n').slice(1, -1);
  const audience = async (exportId: string) =>
    (await its.call('GET', `/v1/exports/${exportId}/audience.csv`)).text
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(',').filter((cell) => cell !== ''));
  const withdrawn = async (exportId: string) =>
    (await readFile(join(its.server.dataDir, 'exports', exportId, 'withdrawn'), 'latin1')).split('\n').slice(0, -1);
  const adds = ({ counts }: Export) =>
    expect(counts.rows).toBe(counts.ready + counts.duplicates + counts.rejectedRows + counts.withoutConsent);

  test('drops rows that do not say yes, one line each, and keeps whom they name aside', async () => {
    const opened = await its.open({ attributes: ['email', 'phone'] });
    expect(opened.consent).toBe(true);
    const body = [
      'Email,Phone,Country, MARKETING  ok ,Note',
      'a@example.com,+4915120000001,DE,yes,',
      'b@example.com,nonsense,DE,no,',
      'c@example.com,,DE,,',
      'd@example.com,,DE,Perhaps,',
      ',,DE,off,',
      'a@example.com,+4915120000001,DE,Opted-In,',
      'e@example.com,,DE,"TRUE",',
      ',,DE,yes,',
      'f@example.com,,DE,1,,,too many',
    ].join('\r\n');
    const ready = await its.fill(opened.id, body);
    expect(ready.counts).toMatchObject({
      rows: 9,
      ready: 2,
      duplicates: 1,
      rejectedRows: 2,
      withoutConsent: 4,
      people: { email: 2, phone: 1 },
      toAdd: 2,
      rejectedValues: 6,
      byReason: { no_consent: 3, unknown_consent: 1, no_identifier: 1, too_many_cells: 1 },
      byAttribute: { email: { valid: 3, empty: 1, rejected: 0 }, phone: { valid: 2, empty: 2, rejected: 0 } },
    });
    adds(ready);
    expect(await rejects(opened.id)).toEqual([
      '2,consent,no_consent',
      '3,consent,no_consent',
      '4,consent,unknown_consent',
      '5,consent,no_consent',
      '8,,no_identifier',
      '9,,too_many_cells',
    ]);
    expect(await audience(opened.id)).toEqual([
      [sha256('a@example.com'), sha256('+4915120000001')],
      [sha256('e@example.com')],
    ]);
    expect(await withdrawn(opened.id)).toEqual(['b', 'c', 'd'].map((name) => `${sha256(`${name}@example.com`)},`));
  });

  test('is read from files of our own columns, marker and all', async () => {
    const opened = await its.open({ attributes: ['email'] });
    const lacking = await its.put(opened.id, 'email\na@example.com\n', { columns: 'attributes' });
    expect(lacking).toMatchObject({ status: 422, json: { code: 'missing_columns', errors: [{ path: 'consent' }] } });
    const body = `consent,email\ntrue,a@example.com\nfalse,b@example.com\n,c@example.com\n!unknown_consent,${sha256('d@example.com')}\ntrue,!invalid_email\nfalse,!invalid_email\n`;
    const ready = await its.fill(opened.id, body, { columns: 'attributes' });
    expect(ready.counts).toMatchObject({ rows: 6, ready: 1, rejectedRows: 1, withoutConsent: 4 });
    adds(ready);
    expect(await rejects(opened.id)).toEqual([
      '2,consent,no_consent',
      '3,consent,no_consent',
      '4,consent,unknown_consent',
      '5,email,invalid_email',
      '5,,no_identifier',
      '6,consent,no_consent',
    ]);
    expect(await withdrawn(opened.id)).toEqual(['b', 'c', 'd'].map((name) => sha256(`${name}@example.com`)));
  });

  test('is read from NDJSON, where a record may leave it out but not all of them', async () => {
    const ndjson = { contentType: 'application/x-ndjson' };
    const lines = [
      { Email: 'a@example.com', 'Marketing OK': true },
      { Email: 'b@example.com', 'Marketing OK': 1 },
      { Email: 'c@example.com', 'Marketing OK': 'granted' },
      { Email: 'd@example.com', 'Marketing OK': false },
      { Email: 'e@example.com', 'Marketing OK': null },
      { Email: 'f@example.com' },
      { Email: 'g@example.com', 'Marketing OK': 2 },
      { Email: 'h@example.com', 'Marketing OK': { granted: true } },
    ].map((record) => JSON.stringify(record));
    const opened = await its.open();
    const ready = await its.fill(opened.id, lines.join('\n'), ndjson);
    expect(ready.counts).toMatchObject({
      rows: 8,
      ready: 3,
      withoutConsent: 4,
      rejectedRows: 1,
      byReason: { no_consent: 3, unknown_consent: 1, nested_value: 1 },
    });
    adds(ready);
    const strangers = await its.open();
    expect(await its.put(strangers.id, '{"Email":"a@example.com","Consent":true}\n', ndjson)).toMatchObject({
      status: 422,
      json: { code: 'missing_columns', expected: ['Marketing OK'], found: ['Email', 'Consent'] },
    });
    expect(await its.get(strangers.id)).toMatchObject({ state: 'draft', counts: { rows: 0, withoutConsent: 0 } });
  });

  test('names the missing column, and the one that stands there twice', async () => {
    const opened = await its.open();
    expect(await its.put(opened.id, 'Email\na@example.com\n')).toMatchObject({
      status: 422,
      json: { code: 'missing_columns', expected: ['Email', 'Marketing OK'], errors: [{ path: 'Marketing OK' }] },
    });
    expect(await its.put(opened.id, 'Email,marketing ok,MARKETING OK\na@example.com,yes,no\n')).toMatchObject({
      status: 422,
      json: { code: 'malformed_records', reason: 'duplicate_column', errors: [{ path: 'Marketing OK' }] },
    });
    expect((await its.fill(opened.id, 'Email,Marketing OK\na@example.com,no\n')).counts).toMatchObject({
      ready: 0,
      withoutConsent: 1,
    });
  });

  test('is not asked for when people are removed', async () => {
    const made = await its.open();
    const people = Array.from({ length: 1200 }, (_, index) => `p${index}@example.com,yes`);
    await its.fill(made.id, `Email,Marketing OK\n${people.join('\n')}\n`);
    const { customAudienceId } = await its.finish(made.id);
    const removal = await its.open({ audience: { update: { customAudienceId, action: 'REMOVE' } } });
    expect(
      (await its.fill(removal.id, 'Email\np0@example.com\np1@example.com\np0@example.com\n')).counts,
    ).toMatchObject({
      ready: 2,
      duplicates: 1,
      withoutConsent: 0,
      toAdd: 0,
      toRemove: 2,
    });
  });

  test('that was withdrawn since the last export takes people out, but not who says yes on another row', async () => {
    const person = (index: number) => `p${index}@example.com`;
    const first = await its.open();
    const all = Array.from({ length: 3000 }, (_, index) => `${person(index)},yes`);
    await its.fill(first.id, `Email,Marketing OK\n${all.join('\n')}\n`);
    const { customAudienceId } = await its.finish(first.id);
    expect((await its.members(customAudienceId)).total).toBe(3000);

    const lines = [
      // 500 withdraw, each on two rows; 100 of them say yes on a third, before or after.
      ...Array.from({ length: 50 }, (_, index) => `${person(index)},yes`),
      ...Array.from({ length: 500 }, (_, index) => `${person(index).toUpperCase()},opted out`),
      ...Array.from({ length: 500 }, (_, index) => `${person(index)},`),
      ...Array.from({ length: 50 }, (_, index) => `${person(50 + index)},yes`),
      // Others are new, or were never there and say no.
      ...Array.from({ length: 200 }, (_, index) => `${person(3000 + index)},1`),
      ...Array.from({ length: 300 }, (_, index) => `${person(9000 + index)},no`),
    ];
    const second = await its.open({ audience: { update: { customAudienceId, action: 'APPEND' } } });
    const ready = await its.fill(second.id, `Email,Marketing OK\n${lines.join('\n')}\n`);
    expect(ready.counts).toMatchObject({ rows: 1600, ready: 300, duplicates: 0, withoutConsent: 1300, toRemove: 400 });
    await its.finish(second.id);
    const members = new Set((await its.members(customAudienceId)).email);
    const gone = Array.from({ length: 3000 }, (_, index) => index).filter(
      (index) => !members.has(sha256(person(index))),
    );
    expect(gone).toEqual(Array.from({ length: 400 }, (_, index) => 100 + index));
    expect(members.size).toBe(3000 - 400 + 200);
  });

  test('stays with the export that was opened with it', async () => {
    const before = await its.open();
    await map(MAPPING);
    const after = await its.open();
    expect(after.consent).toBe(false);
    const body = 'Email,Marketing OK\na@example.com,no\nb@example.com,yes\n';
    expect((await its.fill(before.id, body)).counts).toMatchObject({ ready: 1, withoutConsent: 1 });
    expect((await its.fill(after.id, body)).counts).toMatchObject({ ready: 2, withoutConsent: 0 });
  });

  test('counts the same whatever the parts, over restarts in between, with duplicates and withdrawn people mixed', async () => {
    const words = ['yes', 'no', 'TRUE', '', '1', 'perhaps', 'opted in', 'withdrawn'];
    const says = (row: number) => words[(row * 7) % words.length] ?? '';
    const isYes = (row: number) => ['yes', 'TRUE', '1', 'opted in'].includes(says(row));
    // Every person comes up to three times, with a yes once and a no another time; some have a phone or a device id as well.
    const person = (row: number) => (row * 31) % 4001;
    const lines = Array.from({ length: 9000 }, (_, row) => {
      const number = person(row);
      const email = number % 5 === 0 ? '' : `Person${number}@Example.com`;
      const phone = number % 3 === 0 ? phoneNumber(number) : '';
      const device = number % 4 === 0 ? deviceId(number).toUpperCase() : '';
      const note = row % 11 === 0 ? `"two\nlines"` : '';
      return `${email},${phone},${device},${says(row)},${note}`;
    });
    const body = Buffer.from(`Email,Phone,GAID,Marketing OK,Note\n${lines.join('\n')}\n`);
    await map({ email: 'Email', phone: 'Phone', googleAdvertisingId: 'GAID', consent: 'Marketing OK' });
    const attributes = ['email', 'phone', 'googleAdvertisingId'];

    const key = (row: number) => {
      const number = person(row);
      return number % 5 !== 0 || number % 3 === 0 || number % 4 === 0 ? number : null;
    };
    const rows = Array.from({ length: 9000 }, (_, row) => row);
    const spooled = rows.filter((row) => isYes(row) && key(row) !== null);
    const people = [...new Set(spooled.map(person))];
    const expected = {
      rows: 9000,
      ready: people.length,
      duplicates: spooled.length - people.length,
      rejectedRows: rows.filter((row) => isYes(row) && key(row) === null).length,
      withoutConsent: rows.filter((row) => !isYes(row)).length,
      people: {
        email: people.filter((number) => number % 5 !== 0).length,
        phone: people.filter((number) => number % 3 === 0).length,
        googleAdvertisingId: people.filter((number) => number % 4 === 0).length,
      },
      toAdd: people.length,
    };

    const whole = await its.open({ attributes });
    const atOnce = await its.fill(whole.id, body);
    expect(atOnce.counts).toMatchObject(expected);
    const inParts = await its.open({ attributes });
    const sizes = [1, 40_001, 65_536, 100_003];
    for (let offset = 0, part = 0; offset < body.length; part++) {
      const size = sizes[part] ?? body.length;
      const answer = await its.put(inParts.id, body.subarray(offset, offset + size), { offset });
      // What was raw in memory is gone with a restart: the server asks for it again.
      expect([200, 409], answer.text).toContain(answer.status);
      offset = answer.json.receivedBytes;
      if (part < sizes.length * 2) await its.server.restart();
    }
    expect((await its.get(inParts.id)).counts).toEqual(atOnce.counts);
    expect(await rejects(inParts.id)).toEqual(await rejects(whole.id));
    expect(await withdrawn(inParts.id)).toEqual(await withdrawn(whole.id));
    expect(await audience(inParts.id)).toEqual(await audience(whole.id));
    expect(await withdrawn(whole.id)).toHaveLength(rows.filter((row) => !isYes(row) && key(row) !== null).length);

    // A row that has no whole-row line is in the spool, and the other way round: sending finds its row number that way.
    const left = new Set(
      (await rejects(whole.id))
        .filter((line) => /^\d+,(consent)?,/.test(line))
        .map((line) => Number(line.split(',')[0])),
    );
    expect(rows.filter((row) => !left.has(row + 1))).toEqual(spooled);
    const record = await its.server.deps.store.workspace('workspace-1').exports.get(whole.id);
    expect(record?.engine).toMatchObject({ spool: { rows: spooled.length } });
  });
});
