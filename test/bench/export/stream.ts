// CSV bytes to files that are ready for TikTok, by the export engine's own parts, in a process of its own. Prints `Measured`.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signFile } from '../../../server/exports/chunk-files.ts';
import { findDuplicates, readDuplicates } from '../../../server/exports/find-duplicates.ts';
import { peopleFields, peopleLayout, planFile } from '../../../server/exports/identifier-plan.ts';
import { Intake } from '../../../server/exports/intake.ts';
import { drawKeySeed } from '../../../server/exports/key-hash.ts';
import { DEFAULT_EXPORT_LIMITS } from '../../../server/exports/limits.ts';
import { chunkPath, spoolPaths } from '../../../server/exports/spool-files.ts';
import { writeChunks } from '../../../server/exports/write-chunks.ts';
import { type Measured, Meter, peakMb } from './meter.ts';
import {
  CSV_ATTRIBUTES,
  CSV_HEADER,
  CSV_MAPPING,
  distinctPeople,
  PIECE_BYTES,
  PIECE_ROWS,
  writeRows,
} from './people.ts';

/** Pieces between two looks at the clock, which is slow for processor time. */
const PIECES = 16;
const READ = 'read, hash, spool';

const rows = Number(process.argv[2]);
const withHash = rows <= 1_000_000;
const folder = await mkdtemp(join(tmpdir(), 'export-bench-'));
try {
  process.stdout.write(`${JSON.stringify(await measure())}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure(): Promise<Measured> {
  const layout = peopleLayout(CSV_ATTRIBUTES);
  const paths = spoolPaths(folder, 'exp_bench');
  const meter = new Meter();
  const intake = await Intake.open(
    {
      paths,
      layout,
      mapping: CSV_MAPPING,
      columns: 'properties',
      deviceForm: 'any',
      defaultCountry: 'de',
      emailRule: 'current',
      now: Date.now,
      keySeed: drawKeySeed(),
      from: null,
    },
    { kind: 'csv', encoding: 'utf-8' },
  );
  // Rows are made before the clock runs, a few pieces at a time and into the same memory, so that the making counts for little.
  const buffers = Array.from({ length: PIECES }, () => new Uint8Array(PIECE_BYTES));
  let csvBytes = 0;
  let batch = 0;
  let savedAt = 0;
  let saving: Promise<void> = Promise.resolve();
  await meter.time(READ, async () => intake.push(new TextEncoder().encode(CSV_HEADER)));
  for (let row = 0; row < rows; row += PIECE_ROWS * PIECES) {
    const pieces: Uint8Array[] = [];
    for (let at = row; at < Math.min(rows, row + PIECE_ROWS * PIECES); at += PIECE_ROWS) {
      const buffer = buffers[pieces.length] as Uint8Array;
      pieces.push(buffer.subarray(0, writeRows(buffer, at, Math.min(rows, at + PIECE_ROWS))));
    }
    await meter.time(READ, async () => {
      for (const piece of pieces) {
        csvBytes += piece.length;
        intake.push(piece);
        await intake.settle();
        if (intake.spoolBytes - savedAt < DEFAULT_EXPORT_LIMITS.checkpointBytes) continue;
        // As the server does: a checkpoint is made durable while the reading goes on.
        savedAt = intake.spoolBytes;
        await saving;
        intake.mark();
        saving = intake.sync();
      }
    });
    if (batch++ % 2 === 0) meter.sampleHashRate();
  }
  await meter.time(READ, async () => {
    intake.end();
    await saving;
    await intake.sync();
  });
  const { counts, deviceForms } = intake;
  const extent = { bytes: intake.spoolBytes, rows: intake.spoolRows, fields: peopleFields(layout).length };
  await intake.close();
  meter.sampleHashRate();
  const duplicates = await meter.time('find duplicates', () =>
    findDuplicates(
      paths,
      { ...extent, keyFields: layout.matching.length },
      { rowsAtOnce: DEFAULT_EXPORT_LIMITS.rowsAtOnce },
    ),
  );
  meter.sampleHashRate();
  const chunks = await meter.time('write files for TikTok', async () =>
    writeChunks(
      paths,
      planFile(layout, null, deviceForms),
      { path: paths.spool, ...extent, isLeftOut: await readDuplicates(paths, extent.rows) },
      { maxBytes: DEFAULT_EXPORT_LIMITS.maxChunkBytes },
    ),
  );
  const people = chunks.reduce((sum, chunk) => sum + chunk.people, 0);
  if (counts.rows !== rows || people !== distinctPeople(rows) || duplicates !== rows - people)
    throw new Error(`the result is wrong (${people} people, ${duplicates} duplicates), so its speed means nothing`);
  const peak = peakMb();
  const signStart = performance.now();
  for (const index of chunks.keys()) await signFile(chunkPath(paths, index));
  const signMs = performance.now() - signStart;
  const hasher = createHash('sha256');
  if (withHash) for (const index of chunks.keys()) hasher.update(await readFile(chunkPath(paths, index)));
  return {
    rows,
    csvBytes,
    people,
    files: chunks.length,
    phases: meter.phases,
    hashRate: meter.hashRate,
    peakMb: peak,
    signMs,
    filesHash: withHash ? hasher.digest('hex') : '',
  };
}
