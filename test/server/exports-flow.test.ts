import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deviceId, type Exporting, phoneNumber, sha256, startExporting } from './exports-support.ts';

describe('exports, from records to an audience', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting();
  });
  afterEach(() => its.stop());

  test('makes an audience of a single type that holds exactly the hashes, each once', async () => {
    const people = Array.from({ length: 3000 }, (_, index) => `Person.${index}@Example.com`);
    const rows = people.flatMap((email, index) => (index % 3 === 0 ? [email, ` ${email.toUpperCase()} `] : [email]));
    const opened = await its.open();
    expect(opened).toMatchObject({
      state: 'draft',
      receivedBytes: 0,
      customAudienceId: null,
      segmentId: null,
      emailRule: 'current',
    });

    const body = `Email,Other\n${rows.map((email) => `${email},x`).join('\n')}`;
    const ready = await its.fill(opened.id, body);
    expect(ready).toMatchObject({
      state: 'ready',
      receivedBytes: body.length,
      calculateType: 'EMAIL_SHA256',
      counts: { rows: 4000, ready: 3000, duplicates: 1000, rejectedRows: 0, rejectedValues: 0 },
    });

    const done = await its.finish(opened.id);
    expect(done).toMatchObject({
      state: 'completed',
      chunks: { total: 1, uploaded: 1 },
      peopleUploaded: 3000,
      audienceProgress: { isValid: true, coverNum: 3000 },
      error: null,
    });
    expect(done.timeline.map(({ state }) => state)).toEqual([
      'draft',
      'receiving',
      'ready',
      'uploading',
      'processing',
      'completed',
    ]);
    const members = await its.members(done.customAudienceId);
    expect(members).toEqual({
      total: 3000,
      email: people.map((email) => sha256(email.toLowerCase())).sort(),
      phone: [],
      maid: [],
    });
  });

  test('makes a MULTIPLE_TYPES audience, keeps who has only one identifier, and explains every reject', async () => {
    const lines = Array.from({ length: 2000 }, (_, index) =>
      [
        index % 2 === 0 ? `p${index}@example.com` : '',
        index % 3 === 0 ? `0151${20_000_000 + index}` : '',
        index % 5 === 0 ? deviceId(index).toUpperCase() : '',
        'Germany',
        'Ann',
      ].join(';'),
    );
    const body = `Email;Phone;GAID;Country;First name\r\n${lines.join('\r\n')}\r\nnot an address;12;00000000-0000-0000-0000-000000000000;Germany;\r\n`;
    const attributes = ['email', 'phone', 'googleAdvertisingId', 'firstName'];
    const opened = await its.open({ attributes });
    const ready = await its.fill(opened.id, body, { contentType: 'text/csv; charset=utf-8' });

    const isKept = (index: number) => index % 2 === 0 || index % 3 === 0 || index % 5 === 0;
    const kept = lines.map((_, index) => index).filter(isKept);
    const rejected = 2001 - kept.length;
    expect(ready.counts).toMatchObject({ rows: 2001, ready: kept.length, duplicates: 0, rejectedRows: rejected });
    expect(ready.counts.byAttribute.email).toEqual({ valid: 1000, empty: 1000, rejected: 1, alreadyHashed: 0 });
    expect(ready.counts.byReason).toEqual({
      invalid_email: 1,
      invalid_phone: 1,
      zeroed_device_id: 1,
      no_identifier: rejected,
    });
    expect(ready.counts.rejectedValues).toBe(3 + rejected);
    expect(ready.calculateType).toBe('MULTIPLE_TYPES');

    const rejects = await its.call('GET', `/v1/exports/${opened.id}/rejects.csv`);
    expect(rejects.headers.get('Content-Disposition')).toBe(`attachment; filename="rejects-${opened.id}.csv"`);
    expect(rejects.text.split('\n').slice(0, 2)).toEqual(['row,attribute,reason', '2,,no_identifier']);
    expect(rejects.text.split('\n').slice(-5)).toEqual([
      '2001,email,invalid_email',
      '2001,phone,invalid_phone',
      '2001,googleAdvertisingId,zeroed_device_id',
      '2001,,no_identifier',
      '',
    ]);

    const audience = await its.call('GET', `/v1/exports/${opened.id}/audience.csv`);
    const [header, first] = audience.text.split('\n');
    expect(header).toBe(
      'email,phone,firstName,lastName,firstNameInitial,gender,dateOfBirth,city,state,country,zip,googleAdvertisingId,appleIdfa',
    );
    expect(first).toBe(
      `${sha256('p0@example.com')},${sha256(phoneNumber(0))},${sha256('ann')},,,,,,,,,${sha256(deviceId(0))},`,
    );

    const done = await its.finish(opened.id);
    expect(done.state).toBe('completed');
    expect(await its.members(done.customAudienceId)).toEqual({
      total: 1000 + 667 + 400,
      email: kept
        .filter((index) => index % 2 === 0)
        .map((index) => sha256(`p${index}@example.com`))
        .sort(),
      phone: kept
        .filter((index) => index % 3 === 0)
        .map((index) => sha256(phoneNumber(index)))
        .sort(),
      maid: kept
        .filter((index) => index % 5 === 0)
        .map((index) => sha256(deviceId(index)))
        .sort(),
    });
  });
});
