import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { firstHalfOf, halve, type Piece, spread } from '../../server/exports/bisect.ts';
import { planDepartures, planStream } from '../../server/exports/identifier-plan.ts';
import { makeSpoolFolder, type SpoolPaths, spoolPaths } from '../../server/exports/spool-files.ts';
import { StreamReader } from '../../server/exports/stream-reader.ts';
import { appendReject, RecordNumbers } from '../../server/exports/stream-rejects.ts';
import { addNote } from '../../server/exports/tiktok-notes.ts';
import { DEPARTURES_LAYOUT } from '../../server/ledger/index.ts';
import type { TikTokRequestRecord } from '../../server/store/exports.ts';
import { isSegmentName, SegmentBatch, segmentName } from '../../server/tiktok/index.ts';
import { md5, sha256 } from './exports-support.ts';

const BOTH = { sha256: true, md5: true };
const FORMS = { googleAdvertisingId: BOTH, appleIdfa: BOTH };
const LAYOUT = { matching: ['email', 'phone', 'googleAdvertisingId'], others: ['gender'] } as const;

let folder: string;
let paths: SpoolPaths;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stream-pure-'));
  paths = spoolPaths(folder, 'exp_pure');
  await makeSpoolFolder(paths);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the batches of a stream', () => {
  const cell = fc.oneof(
    fc.constant(''),
    fc.nat({ max: 1e6 }).map((value) => sha256(String(value))),
  );
  const device = fc.oneof(
    cell,
    fc.nat({ max: 1e6 }).map((value) => md5(String(value))),
  );
  const person = fc.tuple(cell, cell, device, cell);

  test('are JSON of rows lined up with the schema, of everybody who is not left out, in whatever sizes they are taken', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(person, fc.boolean()), { maxLength: 60 }),
        fc.integer({ min: 1, max: 17 }),
        async (people, size) => {
          const text = people.map(([cells]) => `${cells.join(',')}\n`).join('');
          await writeFile(paths.spool, text);
          const columns = planStream(LAYOUT, FORMS);
          expect(columns.map(({ idType }) => idType)).toEqual([
            'EMAIL_SHA256',
            'PHONE_SHA256',
            'AAID_SHA256',
            'AAID_MD5',
          ]);
          const file = { path: paths.spool, bytes: text.length, fields: 4 };
          const reader = await StreamReader.open({ ...file, isLeftOut: (row) => people[row]?.[1] === true }, columns);
          const options = {
            advertiserId: '100',
            customAudienceId: '200',
            action: 'add' as const,
            idSchema: columns.map(({ idType }) => idType),
          };
          const batch = new SegmentBatch(options, size);
          const rows: unknown[] = [];
          try {
            for (let place = { start: 0, row: 0 }; place.start < text.length; ) {
              batch.clear();
              const { next, people: count } = await reader.take(batch, place, size);
              expect(await reader.take(null, place, size)).toMatchObject({ next, people: count });
              const body = JSON.parse(Buffer.from(batch.body()).toString('utf8')) as Record<string, unknown>;
              expect({ ...body, batch_data: null }).toEqual({
                advertiser_ids: ['100'],
                action: 'add',
                id_schema: options.idSchema,
                batch_data: null,
              });
              expect((body['batch_data'] as unknown[]).length).toBe(count);
              rows.push(...(body['batch_data'] as unknown[]));
              place = next;
            }
          } finally {
            await reader.close();
          }
          const item = (id: string) => (id === '' ? {} : { id, audience_ids: ['200'] });
          const expected = people
            .filter(([, isLeftOut]) => !isLeftOut)
            .map(([[email, phone, gaid]]) => [
              item(email),
              item(phone),
              item(gaid.length === 64 ? gaid : ''),
              item(gaid.length === 32 ? gaid : ''),
            ]);
          expect(rows).toEqual(expected);
        },
      ),
      { numRuns: 80 },
    );
  });

  test('that are refused are halved until every bad row stands alone, and nobody is asked about twice alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.uniqueArray(fc.nat({ max: 199 })), (people, bad) => {
        const pieces: Piece[] = [{ start: 0, row: 0, people }];
        const alone: number[] = [];
        const taken: number[] = [];
        for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) {
          const { row } = piece;
          const rows = Array.from({ length: piece.people }, (_, index) => row + index);
          if (!rows.some((each) => bad.includes(each))) taken.push(...rows);
          else if (piece.people === 1) alone.push(row);
          else pieces.push(...halve(piece, { start: 0, row: row + firstHalfOf(piece.people) }));
        }
        const all = Array.from({ length: people }, (_, index) => index);
        expect(alone).toEqual(all.filter((row) => bad.includes(row)));
        expect(taken).toEqual(all.filter((row) => !bad.includes(row)));
      }),
    );
    expect(spread(1, 16)).toEqual([0]);
    expect(spread(3, 16)).toEqual([0, 1, 2]);
    expect(spread(5000, 16)).toHaveLength(16);
    expect(spread(5000, 16).slice(-1)).toEqual([4999]);
  });
});

describe('the rejects of a stream', () => {
  test('bear the number of the record, whatever was rejected as a whole before it', async () => {
    const kinds = ['taken', 'taken', 'part', 'whole', 'consent', 'both'] as const;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...kinds), { maxLength: 200 }), async (records) => {
        const lines = records.flatMap((kind, index) => {
          const row = index + 1;
          if (kind === 'part') return [`${row},email,invalid_email\n`, `${row},phone,invalid_phone\n`];
          if (kind === 'whole') return [`${row},email,invalid_email\n`, `${row},,no_identifier\n`];
          if (kind === 'consent') return [`${row},consent,no_consent\n`];
          return kind === 'both' ? [`${row},consent,unknown_consent\n`, `${row},,no_identifier\n`] : [];
        });
        const text = lines.join('');
        await writeFile(paths.rejects, `${text}999,email,refused_by_tiktok\n`);
        const inSpool = records.flatMap((kind, index) => (kind === 'taken' || kind === 'part' ? [index + 1] : []));
        const numbers = new RecordNumbers(paths, text.length);
        const found: number[] = [];
        for (const row of inSpool.keys()) if (row % 3 !== 1) found.push(await numbers.of(row));
        await numbers.close();
        expect(found).toEqual(inSpool.filter((_, row) => row % 3 !== 1));
      }),
      { numRuns: 60 },
    );
  });

  test('are written behind what counts, in place of what was cut off', async () => {
    const first = await appendReject(paths, 0, '1,email,refused_by_tiktok\n');
    await appendReject(paths, first, '2,email,refused_by_tiktok\n');
    const again = await appendReject(paths, first, '20,,refused_by_tiktok\n');
    expect(again).toBe(first + '20,,refused_by_tiktok\n'.length);
    const numbers = new RecordNumbers(paths, again);
    expect(await numbers.of(18)).toBe(19);
    expect(await numbers.of(19)).toBe(21);
    await numbers.close();
  });
});

describe('what an export notes of TikTok’s answers', () => {
  const note = (call: string, code: number | null, at: number): TikTokRequestRecord => ({
    at,
    call,
    requestId: `${at}`,
    code,
  });
  const MANY = '/segment/mapping/';
  const all = (given: readonly TikTokRequestRecord[]) =>
    given.reduce<TikTokRequestRecord[]>((notes, each) => addNote(notes, each), []);

  test('is the first and the last of a row of calls that went well, and each that did not', () => {
    const given = [
      note('/segment/audience/', 0, 0),
      ...[1, 2, 3, 4].map((at) => note(MANY, 0, at)),
      note(MANY, 40002, 5),
      ...[6, 7, 8].map((at) => note(MANY, 0, at)),
      note(MANY, null, 9),
      note(MANY, null, 10),
    ];
    expect(all(given).map(({ at }) => at)).toEqual([0, 1, 4, 5, 6, 8, 9, 10]);
  });

  test('is never more than fifty, and what changed the audience as a whole stays', () => {
    const refused = Array.from({ length: 200 }, (_, at) => note(MANY, at % 2 === 0 ? 40002 : 0, at + 1));
    const notes = all([note('/segment/audience/', 0, 0), ...refused]);
    expect(notes).toHaveLength(50);
    expect(notes[0]?.call).toBe('/segment/audience/');
    expect(notes.at(-1)?.at).toBe(200);
  });
});

describe('a stream’s plan', () => {
  test('keeps the kinds and hashes of device ids apart, and has no column for what never occurs', () => {
    const matching = ['email', 'phone', 'googleAdvertisingId', 'appleIdfa'] as const;
    const forms = { googleAdvertisingId: { sha256: false, md5: true }, appleIdfa: { sha256: true, md5: false } };
    expect(planStream({ matching, others: [] }, forms).map(({ idType, field }) => [idType, field])).toEqual([
      ['EMAIL_SHA256', 0],
      ['PHONE_SHA256', 1],
      ['AAID_MD5', 2],
      ['IDFA_SHA256', 3],
    ]);
  });

  test('of those who leave takes from a single kind of audience only what can be in it', () => {
    expect(planDepartures(DEPARTURES_LAYOUT, 'PHONE_SHA256', FORMS)).toMatchObject({
      calculateType: 'PHONE_SHA256',
      header: null,
      columns: [{ field: DEPARTURES_LAYOUT.matching.indexOf('phone') }],
    });
    const first = planDepartures(DEPARTURES_LAYOUT, 'FIRST_MD5', FORMS);
    expect(first.columns.map(({ form }) => form)).toEqual(['md5', 'md5']);
    expect(planDepartures(DEPARTURES_LAYOUT, 'MULTIPLE_TYPES', FORMS).header).toMatch(
      /^email_SHA256,phone_SHA256,MAID/,
    );
  });

  test('knows the audience by the name that TikTok cuts, and takes no other for it', () => {
    const long = 'Customers who bought something in the last hundred and eighty days, all shops';
    expect(segmentName(long)).toHaveLength(70);
    expect(isSegmentName(segmentName(long), long)).toBe(true);
    expect(isSegmentName(long, long)).toBe(true);
    expect(isSegmentName('Customers', 'Customers')).toBe(true);
    expect(isSegmentName('Customers...', 'Customers of all shops')).toBe(false);
    expect(isSegmentName(segmentName(`x${long}`), long)).toBe(false);
  });
});
