import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_DEVICE_FORMS, peopleLayout } from '../../server/exports/identifier-plan.ts';
import type { DeviceForm } from '../../server/exports/single-types.ts';
import { Intake, type IntakeOptions } from '../../server/exports/intake.ts';
import { spoolPaths } from '../../server/exports/spool-files.ts';
import { emptyCounts } from '../../server/exports/tally.ts';

const HEADER = ['email', 'note', 'phone', 'gaid', 'idfa', 'country'];
const ATTRIBUTES = ['email', 'phone', 'googleAdvertisingId', 'appleIdfa'] as const;
const ROWS_PER_FILE = 150;
const FILES = 120;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plain-rows-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Given {
  readonly columns: 'properties' | 'attributes';
  readonly deviceForm: DeviceForm;
  readonly defaultCountry: string | null;
}

/** Reads the rows and says all that came of them, bytes of the files included. UTF-16 knows the long way only. */
async function take(text: string, encoding: 'utf-8' | 'utf-16le', sizes: readonly number[], given: Given) {
  const paths = spoolPaths(folder, `exp_${files++}`);
  const options: IntakeOptions = {
    ...given,
    paths,
    layout: peopleLayout(ATTRIBUTES),
    mapping: { email: 'email', phone: 'phone', googleAdvertisingId: 'gaid', appleIdfa: 'idfa', country: 'country' },
    emailRule: 'current',
    now: () => 0,
    keySeed: { a: 1, b: 2 },
    from: {
      // As if the header had come in an earlier part: the rows of the first part are read as text, whatever they hold.
      position: {
        byteOffset: 2,
        rowNumber: 0,
        header: given.columns === 'properties' ? HEADER : HEADER.map((name) => OWN_NAMES[name] ?? name),
        dialect: { delimiter: ',', quote: '"', encoding },
      },
      spoolBytes: 0,
      spoolRows: 0,
      rejectsBytes: 0,
      withdrawnBytes: 0,
      withdrawnRows: 0,
      sawConsent: true,
      counts: emptyCounts(),
      deviceForms: NO_DEVICE_FORMS,
    },
  };
  const intake = await Intake.open(options, { kind: 'csv', encoding });
  const bytes = Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'utf16le');
  for (let at = 0, index = 0; at < bytes.length; index++) {
    const size = sizes[index % sizes.length] ?? bytes.length;
    intake.push(bytes.subarray(at, at + size));
    await intake.settle();
    at += size;
  }
  intake.end();
  await intake.sync();
  const { counts, deviceForms } = intake;
  await intake.close();
  const [spool, rejects, index] = await Promise.all(
    [paths.spool, paths.rejects, paths.index].map((path) => readFile(path, 'latin1')),
  );
  await rm(paths.folder, { recursive: true });
  return { counts, deviceForms, spool, rejects, index };
}

const OWN_NAMES: Readonly<Record<string, string>> = { gaid: 'googleAdvertisingId', idfa: 'appleIdfa' };

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    '',
    '!invalid_email',
    '!nonsense',
    ' ',
    '"',
    '""',
    "'",
    '\0',
    'a"b',
    'Jürgen',
    '０１２',
    '\ufeff',
    'x'.repeat(70),
  ),
);
const hashed = fc.string({ minLength: 1, maxLength: 8 }).map(sha256);
const email = fc.oneof(
  { weight: 6, arbitrary: fc.nat(5000).map((id) => `${id % 2 === 0 ? 'Ann.Doe+x' : 'john'}${id}@Mail-Example.com`) },
  hashed,
  hashed.map((hash) => hash.toUpperCase()),
  hashed.map((hash) => hash.slice(32)),
  fc.nat(5000).map((id) => ` spaced${id}@example.com`),
  fc.nat(5000).map((id) => `${'long'.repeat(14)}${id}@example.com`),
  fc.constant('jürgen@müller.example'),
  oddText,
);
const phone = fc.oneof(
  { weight: 4, arbitrary: fc.nat(99_999).map((id) => `+49151200${String(id).padStart(5, '0')}`) },
  fc.nat(99_999).map((id) => `0151 200${String(id).padStart(5, '0')}`),
  fc.nat(9999).map((id) => `(415) 555-${String(id).padStart(4, '0')}`),
  fc.constantFrom('+44 20 7183 8750', '0044 20 7183 8750', '12', '+', '٠١٥١٢٠٠٠٠٠٠١', '+1 900 555 0000 ext. 5'),
  hashed,
  oddText,
);
const device = fc.oneof(
  { weight: 4, arbitrary: fc.uuid() },
  fc.uuid().map((id) => id.toUpperCase()),
  fc.constantFrom('', '', '00000000-0000-0000-0000-000000000000', 'd41d8cd98f00b204e9800998ecf8427e'),
  hashed,
  hashed.map((hash) => hash.slice(32)),
  oddText,
);
const country = fc.oneof(
  fc.constantFrom('DE', 'DE', 'us', 'USA', 'Germany', '', ' de ', 'nowhere', 'Österreich'),
  oddText,
);

/** A cell as somebody writes it, mostly bare when it can be. */
const written = (cell: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(cell, fc.nat(9)).map(([text, style]) => {
    if (style === 0 && !text.includes('\r')) return text.replaceAll(/[",\n]/g, '');
    return style === 1 || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });

const row = fc
  .record({
    cells: fc.tuple(
      written(email),
      written(oddText),
      written(phone),
      written(device),
      written(device),
      written(country),
    ),
    shape: fc.nat(60),
    end: fc.constantFrom('\n', '\n', '\n', '\r\n', '\r\n', '\n\n', '\r'),
  })
  .map(({ cells, shape, end }) => {
    if (shape === 0) return cells.slice(0, 3).join(',') + end;
    if (shape === 1) return `${cells.join(',')},,x${end}`;
    if (shape === 2) return `${cells.join(',')},${end}`;
    return cells.join(',') + end;
  });

describe('rows taken as bytes', () => {
  test('come to the same people, rejects and counts as rows taken as text, whatever stands in them', async () => {
    let people = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: ROWS_PER_FILE, maxLength: ROWS_PER_FILE, size: 'max' }),
        fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 4 }),
        fc.record({
          columns: fc.constantFrom('properties', 'attributes'),
          deviceForm: fc.constantFrom('any', 'any', 'sha256', 'md5'),
          defaultCountry: fc.constantFrom(null, 'de', 'US'),
        } as const),
        async (rows, sizes, given) => {
          // Half a surrogate pair is no character that a file could hold.
          const text = Buffer.from(rows.join('')).toString();
          const fast = await take(text, 'utf-8', sizes, given);
          expect(fast).toEqual(await take(text, 'utf-16le', sizes, given));
          people += fast.counts.ready;
        },
      ),
      { numRuns: FILES },
    );
    expect(people).toBeGreaterThan((FILES * ROWS_PER_FILE) / 2);
  }, 120_000);
});
