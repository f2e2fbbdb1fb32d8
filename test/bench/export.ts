// How fast CSV bytes become an upload-ready audience file (email + phone + device id), against how fast this machine hashes at
// all and against the plain way; then the same through the whole server, and a mirror of as many people with a change of 1 %.
// `npm run bench:export -- [rows …] [--only=stream,server,mirror]`, 1,000,000 and 10,000,000 rows by default. The exit code is 1 when a budget does not hold.
import { cpus, totalmem } from 'node:os';
import { compile, IS_PINNED, runPinned } from './export/child.ts';
import type { Measured, Spent } from './export/meter.ts';
import { measureMirror } from './export/mirror.ts';
import { measureServer } from './export/server.ts';

const DEFAULT_ROWS = [1_000_000, 10_000_000];
const PLAIN_ROWS = 200_000;
const RATIO_BUDGET = 0.12;
const RATIO_AIM = 0.2;
const MEMORY_BUDGET_MB = 150;

const args = process.argv.slice(2);
const given = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
const sizes = given.length > 0 ? given : DEFAULT_ROWS;
const only =
  args
    .find((arg) => arg.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',') ?? null;
const isWanted = (part: string): boolean => only === null || only.includes(part);

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const sum = (measured: Measured, of: keyof Spent): number =>
  Object.values(measured.phases).reduce((total, spent) => total + spent[of], 0);
const rateOf = (measured: Measured): number => measured.rows / (sum(measured, 'cpuMs') / 1000);

console.log(
  `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores (${IS_PINNED ? 'the work on one' : 'not pinned'}), ${whole(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform}`,
);
if (isWanted('stream')) await measureStream();
if (isWanted('server')) {
  console.log('\nThrough the whole server, to a simulated TikTok, over HTTP');
  for (const rows of sizes) if (!(await measureServer(rows))) process.exitCode = 1;
}
if (isWanted('mirror')) {
  console.log('\nA mirror, through the whole server');
  if (!(await measureMirror(Math.max(...sizes)))) process.exitCode = 1;
}

async function measureStream(): Promise<void> {
  const stream = await compile('stream');
  const plainRows = Math.min(PLAIN_ROWS, ...sizes);
  console.log(`\nCSV bytes to upload-ready files, beside the plain way (csv-parse, libphonenumber, createHash, a Set)`);
  const plain = await runPinned<Measured>(await compile('plain-way'), [String(plainRows)]);
  const same = await runPinned<Measured>(stream, [String(plainRows)]);
  if (plain.filesHash !== same.filesHash) throw new Error('the two ways make different files');
  line('plain way', plain);
  line('this way', same);
  console.log(`  the same file, byte for byte; ${(rateOf(same) / rateOf(plain)).toFixed(1)} times as fast`);
  for (const rows of sizes) report(await runPinned<Measured>(stream, [String(rows)]));
}

function line(name: string, measured: Measured): void {
  const rate = rateOf(measured);
  console.log(
    `  ${name.padEnd(12)} ${whole(measured.rows).padStart(10)} rows  ${whole(rate).padStart(9)} rows/s  ratio ${(rate / measured.hashRate).toFixed(3)}  peak ${whole(measured.peakMb)} MB`,
  );
}

function report(measured: Measured): void {
  const { rows, csvBytes, people, files, phases, hashRate, peakMb, signMs } = measured;
  const rate = rateOf(measured);
  const ratio = rate / hashRate;
  const verdict = (isWithin: boolean): string => (isWithin ? 'within' : 'OVER');
  console.log(
    `\n${whole(rows)} rows, ${whole(csvBytes / 1e6)} MB of CSV → ${whole(people)} people in ${files} file(s)`,
  );
  for (const [phase, { cpuMs, wallMs }] of Object.entries(phases)) {
    console.log(
      `  ${phase.padEnd(24)} ${whole(cpuMs).padStart(9)} ms  ${((cpuMs * 1000) / rows).toFixed(2)} µs/row  (${whole(wallMs)} ms on the wall)`,
    );
  }
  console.log(`  (then MD5 for file_signature, part of the upload: ${((signMs * 1000) / rows).toFixed(2)} µs/row)`);
  console.log(`  ${'rows per second'.padEnd(24)} ${whole(rate).padStart(9)}`);
  console.log(
    `  ${'bare hashes per second'.padEnd(24)} ${whole(hashRate).padStart(9)}  (crypto.hash('sha256'), same run)`,
  );
  console.log(
    `  ${'ratio'.padEnd(24)} ${ratio.toFixed(3).padStart(9)}  budget ≥ ${RATIO_BUDGET}: ${verdict(ratio >= RATIO_BUDGET)}; aim ${RATIO_AIM}`,
  );
  console.log(
    `  ${'peak memory (RSS)'.padEnd(24)} ${whole(peakMb).padStart(9)} MB  budget ≤ ${MEMORY_BUDGET_MB} MB: ${verdict(peakMb <= MEMORY_BUDGET_MB)}`,
  );
  if (ratio < RATIO_BUDGET || peakMb > MEMORY_BUDGET_MB) process.exitCode = 1;
}
