import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withGrant } from '../../server/connections/index.ts';
import { deleteSegmentAudience } from '../../server/tiktok/index.ts';
import { MAPPING, SEGMENT, streaming } from './exports-stream-support.ts';
import { deviceId, type Exporting, md5, phoneNumber, sha256, startExporting } from './exports-support.ts';

describe('an export that streams people to TikTok', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting({ limits: { streamPeople: 100 } });
  });
  afterEach(() => its.stop());
  const { emails, hashes, calls, stream, update, memberEmails, audiences, started, runUntil, sent, rejects, badRows } =
    streaming(() => its);

  test('makes a Partner audience that holds exactly the people, and says what TikTok answered', async () => {
    const people = emails(0, 1250);
    const id = await started([...people, ...people.slice(0, 300)]);
    const processing = await runUntil(id, 'processing');
    expect(processing).toMatchObject({
      delivery: 'stream',
      calculateType: 'MULTIPLE_TYPES',
      chunks: { total: 13, uploaded: 13 },
      peopleUploaded: 1250,
      counts: { rows: 1550, ready: 1250, duplicates: 300, refused: 0 },
      milestones: {
        prepared: expect.any(String),
        uploaded: expect.any(String),
        accepted: expect.any(String),
        usable: null,
      },
    });
    expect(await memberEmails(processing)).toEqual(hashes(people));
    expect(processing.tiktokRequests.map(({ call, code }) => [call, code])).toEqual([
      [SEGMENT, 0],
      [MAPPING, 0],
      [MAPPING, 0],
    ]);
    const log = await its.simulator.requests(MAPPING);
    expect(processing.tiktokRequests.slice(1).map(({ requestId }) => requestId)).toEqual([
      log[0]?.tiktokRequestId,
      log.at(-1)?.tiktokRequestId,
    ]);
    expect(await audiences()).toMatchObject([{ customAudienceId: processing.customAudienceId, name: 'Streamed' }]);

    its.simulator.simulator.advance(49 * 3600);
    its.advance(16 * 60_000);
    expect(await runUntil(id, 'completed')).toMatchObject({ audienceProgress: { isValid: true, coverNum: 1250 } });
  });

  test('lines identifiers up with the schema: every kind, each hash of a device id in a column of its own', async () => {
    const attributes = ['email', 'phone', 'googleAdvertisingId', 'appleIdfa', 'gender'];
    const { id } = await its.open({ ...stream(), attributes });
    const rows = Array.from({ length: 350 }, (_, index) => {
      const gaid = index % 3 === 0 ? deviceId(index) : index % 3 === 1 ? md5(deviceId(index)) : '';
      const idfa =
        index % 5 === 0 ? sha256(deviceId(10_000 + index)) : index % 5 === 1 ? md5(deviceId(10_000 + index)) : '';
      return [
        index % 4 === 0 ? '' : `p${index}@example.com`,
        index % 7 === 0 ? phoneNumber(index) : '',
        gaid,
        idfa,
        'f',
      ];
    });
    await its.fill(
      id,
      `Email,Phone,GAID,IDFA,Gender,Country\n${rows.map((row) => `${row.join(',')},DE`).join('\n')}\n`,
    );
    await its.act(id, 'start');
    const done = await runUntil(id, 'processing');
    const members = await its.members(done.customAudienceId);
    const column = (index: number) => rows.map((row) => row[index] as string).filter((value) => value !== '');
    expect(members.email).toEqual(hashes(column(0)));
    expect(members.phone).toEqual(hashes(column(1)));
    const device = (value: string) => (/^[0-9a-f]{32}$|^[0-9a-f]{64}$/.test(value) ? value : sha256(value));
    expect(members.maid).toEqual([...column(2).map(device), ...column(3).map(device)].sort());
    const [first] = (await (await fetch(`${its.simulator.url}/_simulator/requests?path=${MAPPING}`)).json()).requests;
    expect(first.body.id_schema).toEqual([
      'EMAIL_SHA256',
      'PHONE_SHA256',
      'AAID_SHA256',
      'AAID_MD5',
      'IDFA_SHA256',
      'IDFA_MD5',
    ]);
  });

  test('adds to a stream that exists and removes from it, below 1,000 people too; it cannot be replaced', async () => {
    const { customAudienceId } = await sent(emails(0, 700));
    await sent(emails(600, 900), update(customAudienceId, 'APPEND'));
    expect((await its.members(customAudienceId)).email).toEqual(hashes(emails(0, 900)));
    const removed = await sent(emails(50, 1000), update(customAudienceId, 'REMOVE'));
    expect(removed).toMatchObject({ delivery: 'stream', customAudienceId });
    expect((await its.members(customAudienceId)).email).toEqual(hashes(emails(0, 50)));
    const json = { advertiserId: its.advertiserId, attributes: ['email'], ...update(customAudienceId, 'REPLACE') };
    expect(await its.call('POST', '/v1/exports', { json })).toMatchObject({
      status: 422,
      json: { code: 'delivery_not_possible' },
    });
  });

  test.each([
    ['the first', [0]],
    ['the last', [249]],
    ['the first of a later batch', [100]],
    ['the last of a batch', [199]],
    ['two that stand together', [42, 43]],
    ['two at the ends of one batch', [100, 199]],
    ['every other of the first batch', [0, 2, 4, 6, 8, 10]],
  ])('leaves out %s when TikTok refuses it, and nobody else', async (_, bad) => {
    const people = emails(0, 250);
    await badRows(bad.map((index) => people[index] as string));
    const done = await sent(people);
    expect(await memberEmails(done)).toEqual(hashes(people.filter((_person, index) => !bad.includes(index))));
    expect(done).toMatchObject({
      chunks: { total: 3, uploaded: 3 },
      peopleUploaded: 250 - bad.length,
      counts: {
        ready: 250,
        refused: bad.length,
        byReason: { refused_by_tiktok: bad.length },
        rejectedValues: bad.length,
      },
    });
    expect(await rejects(done.id)).toEqual(bad.map((index) => `${index + 1},email,refused_by_tiktok`));
  });

  test.each([
    ['a whole batch but one', [0, 1, 2, 3, 4, 5, 6, 8, 9]],
    ['a whole later batch', [10, 11, 12, 13, 14, 15, 16, 17, 18, 19]],
    ['a whole last batch of one', [30]],
  ])('leaves out %s when TikTok refuses each of them', async (_, bad) => {
    await its.stop();
    its = await startExporting({ limits: { streamPeople: 10 } });
    const people = emails(0, 31);
    await badRows(bad.map((index) => people[index] as string));
    const done = await sent(people);
    expect(await memberEmails(done)).toEqual(hashes(people.filter((_person, index) => !bad.includes(index))));
    expect(done).toMatchObject({ chunks: { total: 4, uploaded: 4 }, counts: { refused: bad.length } });
    expect(await rejects(done.id)).toEqual(bad.map((index) => `${index + 1},email,refused_by_tiktok`));
  });

  test('names the record of a refused row although others were rejected or came twice before it', async () => {
    const { id } = await its.open({ ...stream(), attributes: ['email', 'phone'] });
    const lines = [
      'nobody,',
      'a@example.com,',
      'a@example.com,',
      ',',
      `b@example.com,${phoneNumber(1)}`,
      'not an email,12',
    ];
    const all = [...lines, 'c@example.com,99', ...emails(0, 200).map((person) => `${person},`)];
    await its.fill(id, `Email,Phone,Country\n${all.map((line) => `${line},DE`).join('\n')}\n`);
    await badRows(['b@example.com', 'c@example.com', 'person199@example.com']);
    await its.act(id, 'start');
    const done = await runUntil(id, 'processing');
    expect((await rejects(id)).slice(-3)).toEqual([
      '5,,refused_by_tiktok',
      '7,email,refused_by_tiktok',
      '207,email,refused_by_tiktok',
    ]);
    expect(await memberEmails(done)).toEqual(hashes(['a@example.com', ...emails(0, 199)]));
  });

  test('fails in TikTok’s words when everybody is refused, and goes on with a retry once they are taken', async () => {
    const people = emails(0, 250);
    await badRows(people, { message: 'The segment is frozen.' });
    const id = await started(people);
    const failed = await runUntil(id, 'failed');
    expect(failed.error).toMatchObject({ message: expect.stringContaining('The segment is frozen.') });
    expect(failed.error?.tiktokRequestId).toMatch(/^\d{14}/);
    expect(failed.counts.refused).toBe(0);
    expect(await memberEmails(failed)).toEqual([]);
    expect(await calls(MAPPING)).toBeLessThan(20);
    await its.simulator.clearFaults();
    await its.act(id, 'retry');
    expect(await memberEmails(await runUntil(id, 'processing'))).toEqual(hashes(people));
    expect(await calls(SEGMENT)).toBe(1);
  });

  test('blames nobody when the audience is deleted meanwhile', async () => {
    await its.simulator.addFault({ kind: 'delay', delayMs: 0, path: MAPPING, times: 2 });
    await its.simulator.addFault({ kind: 'code', code: 60001, path: MAPPING, times: 1 });
    const id = await started(emails(0, 500));
    await its.jobs.runDue();
    const { customAudienceId, chunks } = await its.get(id);
    expect(chunks.uploaded).toBe(2);
    const { deps } = its.server;
    const gone = { advertiserId: its.advertiserId, customAudienceId: customAudienceId ?? '' };
    await withGrant(deps, 'workspace-1', its.connectionId, 'write', (grant) =>
      deleteSegmentAudience(deps.tiktok, grant, gone),
    );
    its.advance(5 * 60_000);
    const failed = await runUntil(id, 'failed');
    expect(failed).toMatchObject({ error: { code: 'audience_not_found' }, counts: { refused: 0 } });
    expect(await rejects(id)).toEqual([]);
  });

  test('sends less at once when TikTok finds a batch too big', async () => {
    await its.simulator.addFault({ kind: 'code', code: 40061, path: MAPPING, times: 2 });
    const people = emails(0, 260);
    const done = await sent(people);
    expect(await memberEmails(done)).toEqual(hashes(people));
    expect(done).toMatchObject({ chunks: { total: 12, uploaded: 11 }, peopleUploaded: 260, counts: { refused: 0 } });
  });
});
