import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppendFile } from '../../server/exports/append-file.ts';
import {
  type AudienceBefore,
  judgeAudience,
  newEntries,
  PROCESSING_MS,
} from '../../server/exports/audience-verdict.ts';
import { readContentType } from '../../server/exports/content-type.ts';
import { isAllowed, refusal, stateOfStage, type statesFor } from '../../server/exports/export-state.ts';
import { findDuplicates, readDuplicates } from '../../server/exports/find-duplicates.ts';
import {
  type DeviceForms,
  NO_DEVICE_FORMS,
  peopleFields,
  peopleLayout,
  planFile,
  requireFit,
} from '../../server/exports/identifier-plan.ts';
import { DEFAULT_EXPORT_LIMITS } from '../../server/exports/limits.ts';
import { nextFollowDelay } from '../../server/exports/next-follow-delay.ts';
import { drawKeySeed } from '../../server/exports/key-hash.ts';
import { PeopleSpool } from '../../server/exports/people-spool.ts';
import { chunkPath, makeSpoolFolder, type SpoolPaths, spoolPaths } from '../../server/exports/spool-files.ts';
import { Leftover, Tails } from '../../server/exports/tails.ts';
import { writeChunk, writeChunks } from '../../server/exports/write-chunks.ts';
import type { CustomAudienceDetails } from '../../server/tiktok/index.ts';
import { EXPORT_STATES } from '../../shared/exports.ts';

import { md5, sha256 } from './exports-support.ts';

describe('the states of an export', () => {
  test('allow each action only where it makes sense, and say what to do elsewhere', () => {
    const allowed = (action: Parameters<typeof statesFor>[0]) =>
      EXPORT_STATES.filter((state) => isAllowed(action, state));
    expect(allowed('receive')).toEqual(['draft', 'receiving', 'ready']);
    expect(allowed('start')).toEqual(['ready']);
    expect(allowed('retry')).toEqual(['failed']);
    expect(allowed('cancel')).toEqual(EXPORT_STATES.filter((state) => state !== 'completed' && state !== 'cancelled'));
    for (const action of ['receive', 'start', 'cancel', 'retry'] as const) {
      for (const state of EXPORT_STATES.filter((each) => !isAllowed(action, each))) {
        expect(refusal(action, state), `${action} from ${state}`).not.toContain('Read it again');
      }
    }
    expect([stateOfStage('pull'), stateOfStage('upload'), stateOfStage('follow')]).toEqual([
      'receiving',
      'uploading',
      'processing',
    ]);
  });
});

describe('the plan of a file', () => {
  const forms = (
    google: Partial<DeviceForms['appleIdfa']>,
    apple: Partial<DeviceForms['appleIdfa']> = {},
  ): DeviceForms => ({
    googleAdvertisingId: { sha256: false, md5: false, ...google },
    appleIdfa: { sha256: false, md5: false, ...apple },
  });

  test.each([
    [['email'], NO_DEVICE_FORMS, 'EMAIL_SHA256', null],
    [['phone', 'city'], NO_DEVICE_FORMS, 'PHONE_SHA256', null],
    [['googleAdvertisingId'], forms({ sha256: true }), 'GAID_SHA256', null],
    [['googleAdvertisingId'], forms({ md5: true }), 'GAID_MD5', null],
    [['appleIdfa'], forms({}, { md5: true }), 'IDFA_MD5', null],
    [['googleAdvertisingId'], forms({ sha256: true, md5: true }), 'MULTIPLE_TYPES', 'MAID_SHA256,MAID_MD5\n'],
    [['phone', 'email'], NO_DEVICE_FORMS, 'MULTIPLE_TYPES', 'email_SHA256,phone_SHA256\n'],
    [
      ['appleIdfa', 'googleAdvertisingId'],
      forms({ sha256: true }, { sha256: true }),
      'MULTIPLE_TYPES',
      'MAID_SHA256,MAID_SHA256\n',
    ],
    [
      ['email', 'appleIdfa', 'googleAdvertisingId'],
      forms({ sha256: true, md5: true }, { md5: true }),
      'MULTIPLE_TYPES',
      'email_SHA256,MAID_SHA256,MAID_MD5,MAID_MD5\n',
    ],
  ] as const)('for %j names the type and the header', (attributes, deviceForms, calculateType, header) => {
    expect(planFile(peopleLayout(attributes), null, deviceForms)).toMatchObject({ calculateType, header });
  });

  test('keeps to the type of an audience that exists', () => {
    const layout = peopleLayout(['email']);
    expect(planFile(layout, 'MULTIPLE_TYPES', NO_DEVICE_FORMS)).toMatchObject({
      calculateType: 'MULTIPLE_TYPES',
      header: 'email_SHA256\n',
    });
    const both = peopleLayout(['googleAdvertisingId', 'appleIdfa']);
    expect(planFile(both, 'FIRST_SHA256', NO_DEVICE_FORMS)).toMatchObject({ header: null, isStacked: true });
  });

  test.each([
    ['EMAIL_SHA256', ['email', 'city'], true],
    ['EMAIL_SHA256', ['email', 'phone'], false],
    ['PHONE_SHA256', ['email'], false],
    ['FIRST_MD5', ['appleIdfa', 'googleAdvertisingId'], true],
    ['MULTIPLE_TYPES', ['phone'], true],
    ['FIRST_NORMAL', ['phone'], false],
    [null, ['email'], false],
  ] as const)('of an audience of type %s with %j fits: %s', (calculateType, attributes, fits) => {
    const check = () => requireFit(calculateType, attributes);
    if (fits) check();
    else expect(check).toThrow(expect.objectContaining({ code: 'audience_type_mismatch' }));
  });
});

describe('TikTok’s word on an audience', () => {
  const audience = (change: Partial<CustomAudienceDetails>): CustomAudienceDetails => ({
    customAudienceId: '1',
    name: 'n',
    audienceType: 'Customer File Audience',
    calculateType: 'EMAIL_SHA256',
    coverNum: 0,
    isValid: false,
    isExpiring: false,
    isCreator: true,
    shared: false,
    audienceSubType: null,
    lookalikeSpec: null,
    createTime: null,
    expiredTime: null,
    message: null,
    history: [],
    tiktokRequestId: 'r',
    ...change,
  });
  const entry = (optTime: string, action: string, actionDetail: string) => ({
    optTime,
    action,
    actionDetail,
    message: null,
  });
  const judge = (
    change: Partial<CustomAudienceDetails>,
    before: AudienceBefore | null = null,
    sawProcessing = false,
    sinceMs = 0,
    mayBeSmall = false,
  ) => judgeAudience(audience(change), { before, sawProcessing, sinceMs, mayBeSmall });

  test('is taken as it stands for a new audience', () => {
    expect(judge({})).toEqual({ kind: 'processing' });
    expect(judge({ isValid: true })).toEqual({ kind: 'completed' });
    expect(judge({ message: 'too small' })).toEqual({ kind: 'failed', message: 'too small' });
  });

  test('is done when one that grows by and by is only too small yet', () => {
    expect(judge({ message: 'too small' }, null, false, 0, true)).toEqual({ kind: 'completed' });
    expect(judge({ message: 'No match' }, null, false, 0, true)).toEqual({ kind: 'failed', message: 'No match' });
    const before = { history: [], message: 'too small' };
    expect(judge({ message: 'too small' }, before, false, 0, true)).toEqual({ kind: 'processing' });
    expect(judge({ message: 'too small' }, before, false, PROCESSING_MS, true)).toEqual({ kind: 'completed' });
  });

  test('does not complete an update while it may still be about the time before it', () => {
    const before = { history: ['2026-01-01 00:00:00|create'], message: 'too small' };
    const old = entry('2026-01-01 00:00:00', 'create', '2000');
    const ours = (detail: string) => entry('2026-02-01 00:00:00', 'append', detail);
    expect(judge({ isValid: true, history: [old] }, before)).toEqual({ kind: 'processing' });
    expect(judge({ isValid: true, history: [ours('0'), old] }, before)).toEqual({ kind: 'processing' });
    expect(judge({ isValid: true, history: [ours('2500'), old] }, before)).toEqual({ kind: 'completed' });
    expect(judge({ isValid: true, history: [old] }, before, true)).toEqual({ kind: 'completed' });
    expect(judge({ isValid: true, history: [old] }, before, false, PROCESSING_MS)).toEqual({ kind: 'completed' });
    expect(judge({ message: 'too small', history: [ours('0'), old] }, before)).toEqual({ kind: 'processing' });
    expect(judge({ message: 'too small', history: [ours('0'), old] }, before, false, PROCESSING_MS)).toEqual({
      kind: 'failed',
      message: 'too small',
    });
    expect(judge({ message: 'another', history: [old] }, before)).toEqual({ kind: 'failed', message: 'another' });
  });

  test('tells entries of the same second apart by their number', () => {
    const same = [entry('2026-01-01 00:00:00', 'append', '0'), entry('2026-01-01 00:00:00', 'append', '5')];
    expect(newEntries(audience({ history: same }), ['2026-01-01 00:00:00|append'])).toHaveLength(1);
  });
});

describe('the next look at an audience', () => {
  test('comes after a quarter of the time TikTok has had it, from five seconds to fifteen minutes', () => {
    const delays = [0, 20, 60, 120, 3600, 7200, 86_400].map(
      (seconds) => nextFollowDelay(seconds * 1000, DEFAULT_EXPORT_LIMITS) / 1000,
    );
    expect(delays).toEqual([5, 5, 15, 30, 900, 900, 900]);
  });
});

describe('a content type', () => {
  test.each([
    ['text/csv', 'csv', null],
    ['text/csv; charset=UTF-8', 'csv', 'utf-8'],
    ['Text/CSV;header=present;charset="iso-8859-1"', 'csv', 'windows-1252'],
    ['text/csv; charset=utf-16', 'csv', null],
    ['application/x-ndjson', 'ndjson', null],
  ] as const)('%s is read', (value, format, encoding) => {
    expect(readContentType(value)).toEqual({ format, encoding });
  });
  test.each([undefined, 'application/json', 'text/csv; charset=shift_jis', 'application/x-ndjson; charset=utf-16le'])(
    '%s is refused',
    (value) => {
      expect(() => readContentType(value)).toThrow(expect.objectContaining({ code: 'unsupported_media_type' }));
    },
  );
});

describe('what is left of a part', () => {
  test('is exactly the bytes behind the last whole record, whatever the pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 9 }), { minLength: 1 }),
        fc.nat(),
        (pieces, seed) => {
          const leftover = new Leftover();
          let received = 0;
          let taken = 0;
          pieces.forEach((piece, index) => {
            received += piece.length;
            taken = Math.min(received, taken + ((seed >> (index % 20)) % 7));
            leftover.push(piece, received - taken);
          });
          expect(Buffer.from(leftover.read(received - taken))).toEqual(Buffer.concat(pieces).subarray(taken));
        },
      ),
    );
  });

  test('is handed back only for the place it was left at', () => {
    const tails = new Tails();
    tails.set('exp_1', { from: 10, bytes: new Uint8Array([1, 2]) });
    expect(tails.get('exp_1', 10, 12)).toEqual(new Uint8Array([1, 2]));
    expect(tails.get('exp_1', 11, 12)).toBeNull();
    expect(tails.get('exp_1', 10, 13)).toBeNull();
    tails.delete('exp_1');
    expect(tails.get('exp_1', 10, 12)).toBeNull();
  });
});

describe('on disk', () => {
  let folder: string;
  let paths: SpoolPaths;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exports-disk-'));
    paths = spoolPaths(folder, 'exp_test');
    await makeSpoolFolder(paths);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('an append file keeps everything in order while several wait for it, and forgets what came after a checkpoint', async () => {
    const file = await AppendFile.open(paths.rejects, 0);
    let expected = '';
    const waiting: Promise<void>[] = [];
    for (let line = 0; line < 60_000; line++) {
      const text = `${line},email,invalid_email\n`;
      expected += text;
      file.append(text);
      if (line % 500 === 0) waiting.push(file.settle());
      if (line % 7000 === 0) waiting.push(file.sync());
    }
    await Promise.all(waiting);
    await file.sync();
    expect(file.length).toBe(expected.length);
    await file.close();
    expect(await readFile(paths.rejects, 'latin1')).toBe(expected);
    expect((await stat(paths.rejects)).mode & 0o777).toBe(0o600);
    expect((await stat(paths.folder)).mode & 0o777).toBe(0o700);

    await appendFile(paths.rejects, 'after the checkpoint');
    const again = await AppendFile.open(paths.rejects, 1000);
    again.append('x');
    await again.sync();
    await again.close();
    expect(await readFile(paths.rejects, 'latin1')).toBe(`${expected.slice(0, 1000)}x`);
    await expect(AppendFile.open(paths.rejects, 5000)).rejects.toThrow('1001 bytes where 5000');
  });

  const layout = peopleLayout(['email', 'googleAdvertisingId', 'city']);

  async function spool(
    rows: readonly (readonly string[])[],
    of = layout,
  ): Promise<{ bytes: number; rows: number; fields: number }> {
    const people = await PeopleSpool.open(paths, of, { bytes: 0, rows: 0 }, drawKeySeed());
    for (const cells of rows) people.add(cells.map((cell) => (cell === '' ? null : cell)));
    await people.sync();
    const extent = { bytes: people.bytes, rows: people.rows, fields: peopleFields(of).length };
    await people.close();
    return extent;
  }

  /** Few values, so that rows often share some of them; hashes that differ in one digit only are among them. */
  const hash = fc.oneof(
    fc.constant(''),
    fc.nat(3).map((number) => sha256(`v${number}`)),
    fc.nat(2).map((number) => String(number).padStart(64, '0')),
  );
  const device = fc.oneof(
    hash,
    fc.nat(2).map((number) => md5(`v${number}`)),
  );
  const person = fc.tuple(hash, device, hash).filter(([email, gaid]) => email !== '' || gaid !== '');

  test.each([[1_000_000], [8]])(
    'duplicates are exactly the rows whose identifiers are all the same as an earlier row’s, %s rows at once',
    async (rowsAtOnce) => {
      await fc.assert(
        fc.asyncProperty(fc.array(person, { maxLength: 120 }), async (people) => {
          const extent = await spool(people);
          const seen = new Set<string>();
          const expected = people.map(([email, gaid]) => {
            const key = `${email},${gaid}`;
            return seen.has(key) || !seen.add(key);
          });
          const count = await findDuplicates(paths, { ...extent, keyFields: 2 }, { rowsAtOnce });
          const isDuplicate = await readDuplicates(paths, extent.rows);
          expect(people.map((_, row) => isDuplicate(row))).toEqual(expected);
          expect(count).toBe(expected.filter(Boolean).length);
        }),
        { numRuns: 60 },
      );
    },
  );

  test('files for TikTok hold each person once in the plan’s columns, none is too large, and each can be made again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 150, max: 2500 }),
        async (people, maxBytes) => {
          const extent = await spool(people);
          await findDuplicates(paths, { ...extent, keyFields: 2 }, { rowsAtOnce: 1000 });
          const plan = planFile(layout, null, {
            googleAdvertisingId: { sha256: true, md5: true },
            appleIdfa: { sha256: false, md5: false },
          });
          const given = { ...extent, path: paths.spool, isLeftOut: await readDuplicates(paths, extent.rows) };
          const chunks = await writeChunks(paths, plan, given, { maxBytes });
          const texts = await Promise.all(chunks.map((_, index) => readFile(chunkPath(paths, index), 'latin1')));
          const expected = [
            ...new Set(people.map(([email, gaid]) => `${email},${gaid.length === 32 ? `,${gaid}` : `${gaid},`}`)),
          ];
          expect(texts.flatMap((text) => text.split('\n').slice(1, -1))).toEqual(expected);
          for (const [index, text] of texts.entries()) {
            expect(text.startsWith('email_SHA256,MAID_SHA256,MAID_MD5\n')).toBe(true);
            const chunk = chunks[index];
            expect(chunk).toMatchObject({ bytes: text.length, people: text.split('\n').length - 2 });
            if ((chunk?.people ?? 0) > 1) expect(text.length).toBeLessThanOrEqual(maxBytes);
            if (chunk === undefined) continue;
            await rm(chunkPath(paths, index));
            expect(await writeChunk(paths, plan, given, { index, place: chunk, maxBytes: chunk.bytes })).toEqual(chunk);
            expect(await readFile(chunkPath(paths, index), 'latin1')).toBe(text);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('texts are hashed on the way, several at once, and never written', async () => {
    const text = fc
      .oneof(fc.string({ maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 70 }))
      .filter((value) => value !== '' && !/^[0-9a-f]+$/.test(value));
    const cell = fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: hash });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, device, cell), { maxLength: 600 }), async (people) => {
        await spool(people);
        const expected = people.map(
          (cells) =>
            `${cells.map((value) => (/^(|[0-9a-f]{32}|[0-9a-f]{64})$/.test(value) ? value : sha256(value))).join(',')}\n`,
        );
        expect(await readFile(paths.spool, 'latin1')).toBe(expected.join(''));
      }),
      { numRuns: 40 },
    );
  });

  test('lines that are files already are copied without the duplicates between them', async () => {
    const plain = peopleLayout(['email']);
    const values = Array.from({ length: 30_000 }, (_, row) => sha256(`p${row % 7 === 3 ? row - 1 : row}`));
    const extent = await spool(
      values.map((value) => [value]),
      plain,
    );
    await findDuplicates(paths, { ...extent, keyFields: 1 }, { rowsAtOnce: 4000 });
    const given = { ...extent, path: paths.spool, isLeftOut: await readDuplicates(paths, extent.rows) };
    const chunks = await writeChunks(paths, planFile(plain, null, NO_DEVICE_FORMS), given, { maxBytes: 1_000_000 });
    expect(chunks.length).toBe(2);
    const texts = await Promise.all(chunks.map((_, index) => readFile(chunkPath(paths, index), 'latin1')));
    expect(texts.join('')).toBe(`${[...new Set(values)].join('\n')}\n`);
  });

  test('paths stay inside the folder', () => {
    expect(() => spoolPaths(folder, '../elsewhere')).toThrow(RangeError);
  });
});
