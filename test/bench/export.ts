// How fast CSV bytes become an upload-ready audience file (email + phone + device id), against how fast this machine hashes at
// all. `node --import tsx test/bench/export.ts [rows]`, 1,000,000 rows by default. Everything runs on one core where `taskset` exists.
// The bare hash rate is measured in between, and both in processor time (all threads, the system's share included), so that other
// work on the machine changes neither figure; the time on the wall is printed beside it.
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signFile } from '../../server/exports/chunk-files.ts';
import { findDuplicates } from '../../server/exports/find-duplicates.ts';
import { peopleFields, peopleLayout, planFile } from '../../server/exports/identifier-plan.ts';
import { Intake } from '../../server/exports/intake.ts';
import { drawKeySeed } from '../../server/exports/key-hash.ts';
import { DEFAULT_EXPORT_LIMITS } from '../../server/exports/limits.ts';
import { chunkPath, spoolPaths } from '../../server/exports/spool-files.ts';
import { writeChunks } from '../../server/exports/write-chunks.ts';

const RATIO_BUDGET = 0.12;
const MEMORY_BUDGET_MB = 150;
const PIECE_ROWS = 700;
const HASHES_PER_SAMPLE = 10_000;
/** Pieces between two looks at the clock, which is slow for processor time. */
const PIECES = 16;
const PINNED = 'TIKTOK_ADS_CONNECT_BENCH_PINNED';

if (process.env[PINNED] === undefined) process.exitCode = await runCompiled();
else await run(Number(process.argv[2] ?? 1_000_000));

/** Plain JavaScript in a process of its own, as it ships: the loader that reads TypeScript would count in time and memory. */
async function runCompiled(): Promise<number> {
  const { build } = await import('vite');
  const folder = join(import.meta.dirname, '../../.tmp/bench');
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(import.meta.url),
      outDir: folder,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'export.mjs' } },
    },
  });
  const command = [process.execPath, join(folder, 'export.mjs'), ...process.argv.slice(2)];
  const isPinned = spawnSync('taskset', ['-c', '0', 'true']).status === 0;
  const [program = '', ...args] = isPinned ? ['taskset', '-c', '0', ...command] : command;
  const child = spawnSync(program, args, {
    stdio: 'inherit',
    env: { ...process.env, [PINNED]: isPinned ? 'one core' : 'not pinned' },
  });
  return child.status ?? 1;
}

async function run(rows: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'export-bench-'));
  try {
    const layout = peopleLayout(['email', 'phone', 'googleAdvertisingId']);
    const paths = spoolPaths(folder, 'exp_bench');
    const meter = startMeter();
    const intake = await Intake.open(
      {
        paths,
        layout,
        mapping: { email: 'email', phone: 'phone', googleAdvertisingId: 'gaid', country: 'country' },
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
    const encoder = new TextEncoder();
    let bytes = 0;
    let batch = 0;
    let savedAt = 0;
    let saving: Promise<void> = Promise.resolve();
    await meter.time('read, hash, spool', async () => intake.push(encoder.encode('email,phone,gaid,country\n')));
    for (let row = 0; row < rows; row += PIECE_ROWS * PIECES) {
      // Made before the clock runs, a few at a time, so that neither time nor memory of the making counts for much.
      const pieces: Uint8Array[] = [];
      for (let at = row; at < Math.min(rows, row + PIECE_ROWS * PIECES); at += PIECE_ROWS) {
        pieces.push(encoder.encode(makeRows(at, Math.min(rows, at + PIECE_ROWS))));
      }
      await meter.time('read, hash, spool', async () => {
        for (const piece of pieces) {
          bytes += piece.length;
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
    await meter.time('read, hash, spool', async () => {
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
    const chunks = await meter.time('write files for TikTok', () =>
      writeChunks(paths, planFile(layout, null, deviceForms), extent, {
        maxBytes: DEFAULT_EXPORT_LIMITS.maxChunkBytes,
      }),
    );
    const people = chunks.reduce((sum, chunk) => sum + chunk.people, 0);
    const expected = rows - Math.floor(rows / 50);
    if (counts.rows !== rows || people !== expected || duplicates !== rows - expected) {
      throw new Error(`the result is wrong (${people} people, ${duplicates} duplicates), so its speed means nothing`);
    }
    const signStart = performance.now();
    for (const index of chunks.keys()) await signFile(chunkPath(paths, index));
    const signMs = performance.now() - signStart;
    report({ rows, bytes, people, files: chunks.length, meter, signMs });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fresh strings, written the way people write them; one row in fifty says the same person again. */
function makeRows(from: number, to: number): string {
  let text = '';
  for (let row = from; row < to; row++) {
    const person = row % 50 === 49 ? row - 49 : row;
    const email = `${person % 3 === 0 ? 'Ann.Doe' : 'john.doe'}${person}@${person % 5 === 0 ? 'Example' : 'mail-example'}.com`;
    const phone =
      person % 4 === 0
        ? `0151 ${20_000_000 + (person % 80_000_000)}`
        : `+4915${person % 2 === 0 ? 1 : 2}${20_000_000 + (person % 80_000_000)}`;
    const hex = (person + 0x10000000).toString(16);
    const device = `${hex}-${hex.slice(0, 4)}-4${hex.slice(1, 4)}-8${hex.slice(2, 5)}-${hex}${hex.slice(0, 4)}`;
    text += `${email},${phone},${person % 2 === 0 ? device : device.toUpperCase()},DE\n`;
  }
  return text;
}

interface Spent {
  cpuMs: number;
  wallMs: number;
}

interface Meter {
  time<Result>(phase: string, work: () => Promise<Result>): Promise<Result>;
  sampleHashRate(): void;
  phases: ReadonlyMap<string, Spent>;
  /** Per second of processor time. */
  hashRate(): number;
}

function startMeter(): Meter {
  const phases = new Map<string, Spent>();
  const hashing: Spent = { cpuMs: 0, wallMs: 0 };
  let hashes = 0;
  const clock = (): Spent => {
    const { user, system } = process.cpuUsage();
    return { cpuMs: (user + system) / 1000, wallMs: performance.now() };
  };
  const add = (to: Spent, start: Spent): void => {
    const end = clock();
    to.cpuMs += end.cpuMs - start.cpuMs;
    to.wallMs += end.wallMs - start.wallMs;
  };
  return {
    phases,
    async time(phase, work) {
      const spent = phases.get(phase) ?? { cpuMs: 0, wallMs: 0 };
      phases.set(phase, spent);
      const start = clock();
      const result = await work();
      add(spent, start);
      return result;
    },
    sampleHashRate() {
      const fresh = Array.from({ length: HASHES_PER_SAMPLE }, () => `someone${hashes++}@mail-example.com`);
      const start = clock();
      for (const text of fresh) hash('sha256', text);
      add(hashing, start);
    },
    hashRate: () => hashes / (hashing.cpuMs / 1000),
  };
}

function report({
  rows,
  bytes,
  people,
  files,
  meter,
  signMs,
}: {
  rows: number;
  bytes: number;
  people: number;
  files: number;
  meter: Meter;
  signMs: number;
}): void {
  const total = (of: keyof Spent): number => [...meter.phases.values()].reduce((sum, spent) => sum + spent[of], 0);
  const rate = rows / (total('cpuMs') / 1000);
  const ratio = rate / meter.hashRate();
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const number = (value: number) => Math.round(value).toLocaleString('en');
  const verdict = (isWithin: boolean) => (isWithin ? 'within' : 'OVER');
  console.log(
    `export: ${number(rows)} rows, ${number(bytes / 1e6)} MB of CSV → ${number(people)} people in ${files} file(s)`,
  );
  for (const [phase, { cpuMs, wallMs }] of meter.phases) {
    console.log(
      `  ${phase.padEnd(24)} ${number(cpuMs).padStart(8)} ms  ${((cpuMs * 1000) / rows).toFixed(2)} µs/row  (${number(wallMs)} ms on the wall)`,
    );
  }
  console.log(
    `  (then MD5 for TikTok's file_signature, part of the upload: ${((signMs * 1000) / rows).toFixed(2)} µs/row)`,
  );
  console.log(`  ${'rows per second'.padEnd(24)} ${number(rate).padStart(8)}`);
  console.log(
    `  ${'bare hashes per second'.padEnd(24)} ${number(meter.hashRate()).padStart(8)}  (crypto.hash('sha256'), fresh strings, same run)`,
  );
  console.log(
    `  ${'ratio'.padEnd(24)} ${ratio.toFixed(3).padStart(8)}  budget ≥ ${RATIO_BUDGET}: ${verdict(ratio >= RATIO_BUDGET)}`,
  );
  console.log(
    `  ${'peak memory (RSS)'.padEnd(24)} ${number(peakMb).padStart(8)} MB  budget ≤ ${MEMORY_BUDGET_MB} MB: ${verdict(peakMb <= MEMORY_BUDGET_MB)}`,
  );
  console.log(
    `  on ${cpus()[0]?.model ?? 'unknown CPU'}, ${process.env[PINNED] ?? ''}, Node ${process.version}, ${process.platform}`,
  );
  if (ratio < RATIO_BUDGET || peakMb > MEMORY_BUDGET_MB) process.exitCode = 1;
}
