import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peopleLayout } from '../../server/exports/identifier-plan.ts';
import { Intake, type IntakeInput } from '../../server/exports/intake.ts';
import type { Checkpoint } from '../../server/exports/memory.ts';
import { spoolPaths } from '../../server/exports/spool-files.ts';
import { CONSENT_NO, CONSENT_YES, readConsent } from '../../shared/identifiers/index.ts';
import { deviceId, phoneNumber, sha256 } from './exports-support.ts';

interface Row {
  Email: string;
  Phone: string;
  IDFA: string;
  OK: string;
}

const number = fc.nat(12);
const row: fc.Arbitrary<Row> = fc.record({
  Email: fc.oneof(
    number.map((n) => `p${n}@example.com`),
    number.map((n) => sha256(`p${n}@example.com`)),
    fc.constantFrom('', ' ', 'P1@Example.COM', 'jürgen@bücher.example', 'nobody'),
  ),
  Phone: fc.oneof(number.map(phoneNumber), fc.constantFrom('', '', '0151 20000001', '12')),
  IDFA: fc.oneof(number.map(deviceId), fc.constantFrom('', '', '00000000-0000-0000-0000-000000000000', 'x')),
  OK: fc.oneof(
    fc.constantFrom(...CONSENT_YES, 'yes', 'yes', 'Yes ', ' TRUE'),
    fc.constantFrom(...CONSENT_NO, '', 'é', '?'),
  ),
});

const KEYS = ['Email', 'Phone', 'IDFA', 'OK'] as const;
const plainCsv = (rows: readonly Row[]) =>
  [KEYS, ...rows.map((cells) => KEYS.map((key) => cells[key]))].map((cells) => `${cells.join(',')}\n`).join('');
/** No row of it can be read as bytes: a doubled quote, and a cell of two lines. */
const knottyCsv = (rows: readonly Row[]) =>
  `Note,${KEYS.join(',')}\n${rows.map((cells) => `"a ""b""\nc",${KEYS.map((key) => `"${cells[key]}"`).join(',')}\n`).join('')}`;
const ndjson = (rows: readonly Row[]) => rows.map((cells) => `${JSON.stringify(cells)}\n`).join('');

test('consent is read the same from bytes, from text and from JSON, in one go or from a checkpoint on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'consent-paths-'));
  let runs = 0;
  const take = async (body: string, input: IntakeInput, stops: readonly number[]) => {
    const paths = spoolPaths(folder, `exp_run${runs++}`);
    const bytes = Buffer.from(body);
    let from: Checkpoint | null = null;
    const places = stops.map((stop) => stop % bytes.length).sort((a, b) => a - b);
    for (const stop of [...places, bytes.length]) {
      const intake: Intake = await Intake.open(
        {
          paths,
          layout: peopleLayout(['email', 'phone', 'appleIdfa']),
          mapping: { email: 'Email', phone: 'Phone', appleIdfa: 'IDFA', consent: 'OK' },
          columns: 'properties',
          deviceForm: 'any',
          defaultCountry: 'DE',
          emailRule: 'current',
          now: () => Date.UTC(2026, 0, 1),
          keySeed: { a: 1, b: 2 },
          from,
        },
        input,
      );
      const begin = from?.position.byteOffset ?? 0;
      if (stop > begin) intake.push(bytes.subarray(begin, stop));
      if (stop === bytes.length) intake.end();
      await intake.sync();
      if (stop === bytes.length || intake.byteOffset > 0) from = intake.mark();
      const { counts, withdrawn } = intake;
      await intake.close();
      if (stop < bytes.length) continue;
      const read = (path: string) => readFile(path, 'latin1');
      const files = await Promise.all([paths.spool, paths.withdrawn, paths.rejects].map(read));
      await rm(paths.folder, { recursive: true });
      return { counts, withdrawn, files };
    }
    throw new Error('unreachable');
  };
  const csv: IntakeInput = { kind: 'csv', encoding: 'utf-8' };
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 60 }),
      fc.array(fc.nat(4000), { maxLength: 2 }),
      async (rows, stops) => {
        const fromBytes = await take(plainCsv(rows), csv, []);
        expect(await take(knottyCsv(rows), csv, [])).toEqual(fromBytes);
        expect(await take(ndjson(rows), { kind: 'ndjson' }, stops)).toEqual(fromBytes);
        const { counts, withdrawn, files } = fromBytes;
        const dropped = rows.filter(({ OK }) => readConsent(OK) !== 'yes');
        expect(counts.withoutConsent).toBe(dropped.length);
        expect(counts.rows).toBe(counts.ready + counts.rejectedRows + counts.withoutConsent);
        expect(counts.rejectedValues).toBe(files[2]?.split('\n').slice(0, -1).length);
        expect(withdrawn?.rows).toBe(files[1]?.split('\n').slice(0, -1).length);
      },
    ),
    { numRuns: 25 },
  );
  await rm(folder, { recursive: true, force: true });
});
