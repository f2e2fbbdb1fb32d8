// Rows a second from CSV bytes to hashes, beside the machine's bare hash rate. Every candidate runs once per round, A B C A B C,
// so that a slow moment of the machine hits all of them alike; the medians are compared, and rounds in which a hypervisor took
// the processor away are dropped. Figures only: nothing here passes or fails.
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { type Attribute, createRowPreparer, type Hasher, type RowPreparer } from '../../shared/identifiers/index.ts';
import { createCsvDecoder } from '../../shared/records/index.ts';

const ROWS = 200_000;
const ROUNDS = Number(process.env['ROUNDS'] ?? 9);
const CHUNK_BYTES = 65_536; // what Node's file and network streams hand over
const MAX_STEAL = 0.04;
const BUDGET_RATIO = 0.12;
const AIM_RATIO = 0.2;

const nodeHasher: Hasher = { sha256: (text) => hash('sha256', text), md5: (text) => hash('md5', text) };
const unhashed: Hasher = { sha256: (text) => text, md5: (text) => text };

/** A small repeatable generator, so that every run and machine hashes the same file. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const random = createRandom(20_250_101);
const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
const hex = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('');

/** Half the numbers are typed for people, half are clean E.164, spread over seven countries. */
function phone(): string {
  const pick = random();
  if (pick < 0.2) return `+1 (415) 2${digits(2)}-${digits(4)}`;
  if (pick < 0.3) return `+12125${digits(6)}`;
  if (pick < 0.45) return `+44 77${digits(2)} ${digits(6)}`;
  if (pick < 0.6) return `+49151${digits(8)}`;
  if (pick < 0.7) return `0171 ${digits(7)}`;
  if (pick < 0.8) return `+336${digits(8)}`;
  if (pick < 0.9) return `+8190${digits(8)}`;
  return `+55 11 9${digits(4)}-${digits(4)}`;
}

function line(): string {
  const email = `${random() < 0.5 ? 'First' : 'first'}.${hex(8)}@${random() < 0.5 ? 'Example' : 'example'}.com`;
  const id = [8, 4, 4, 4, 12].map(hex).join('-');
  return `${email},${phone()},${random() < 0.5 ? id.toUpperCase() : id}`;
}

/** Written piece by piece, so that the peak below is the work's and not the file's making. */
function writeFile(): Uint8Array {
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(ROWS * 100);
  let length = encoder.encodeInto('email,phone,device\n', bytes).written;
  for (let i = 0; i < ROWS; i++) length += encoder.encodeInto(`${line()}\n`, bytes.subarray(length)).written;
  return bytes.slice(0, length);
}

const file = writeFile();
const yardstickText = new TextDecoder().decode(file);
const YARDSTICK_LENGTH = 28;

function decode(onRow: (cells: readonly string[]) => void): void {
  const decoder = createCsvDecoder({ onRow });
  for (let start = 0; start < file.length; start += CHUNK_BYTES)
    decoder.push(file.subarray(start, start + CHUNK_BYTES));
  decoder.end();
}

const COLUMNS = { email: 0, phone: 1, googleAdvertisingId: 2 } as const;
const WHOLE_ROW = ['email', 'phone', 'googleAdvertisingId'] as const;

function rows(attributes: readonly Attribute[], hasher?: Hasher): () => void {
  const options = { attributes, mapping: COLUMNS, defaultCountry: 'DE' };
  const preparer: RowPreparer = createRowPreparer(hasher ? { ...options, hasher } : options);
  return () => {
    let sendable = 0;
    decode((cells) => {
      if (preparer.prepareCells(cells).sendable) sendable++;
    });
    if (sendable < ROWS * 0.95) throw new Error(`only ${sendable} of ${ROWS} rows could be sent`);
  };
}

const YARDSTICK = "bare crypto.hash('sha256') on fresh strings";
const candidates: ReadonlyMap<string, () => void> = new Map([
  [
    YARDSTICK,
    () => {
      // Slices are new strings each time, and cutting them costs next to nothing: the strictest yardstick.
      for (let i = 0; i < ROWS; i++)
        hash('sha256', yardstickText.slice(i * YARDSTICK_LENGTH, (i + 1) * YARDSTICK_LENGTH));
    },
  ],
  ['CSV decoding alone', () => decode(() => {})],
  ['CSV + normalising the whole row, no hash', rows(WHOLE_ROW, unhashed)],
  ['CSV + email, crypto.hash', rows(['email'], nodeHasher)],
  ['CSV + phone, crypto.hash', rows(['phone'], nodeHasher)],
  ['CSV + device id, crypto.hash', rows(['googleAdvertisingId'], nodeHasher)],
  ['CSV + whole row, crypto.hash', rows(WHOLE_ROW, nodeHasher)],
  ['CSV + whole row, JavaScript hashing (browser worker)', rows(WHOLE_ROW)],
]);

/** Stolen and total processor ticks so far; zeros where the system does not tell. */
function readSteal(): { stolen: number; total: number } {
  try {
    const ticks = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').trim().split(/\s+/).slice(1).map(Number);
    return { stolen: ticks[7] ?? 0, total: ticks.reduce((sum, tick) => sum + tick, 0) };
  } catch {
    return { stolen: 0, total: 0 };
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const rates = new Map<string, number[]>();
const ratios = new Map<string, number[]>();
let dropped = 0;
for (let round = -1; round < ROUNDS; round++) {
  const before = readSteal();
  const measured = [...candidates].map(([name, run]) => {
    const startedAt = performance.now();
    run();
    return [name, (ROWS / (performance.now() - startedAt)) * 1000] as const;
  });
  const after = readSteal();
  if (round < 0) continue; // warm-up
  if ((after.stolen - before.stolen) / Math.max(1, after.total - before.total) > MAX_STEAL) {
    dropped++;
    continue;
  }
  const yardstick = measured[0]?.[1] ?? 0;
  for (const [name, rate] of measured) {
    rates.set(name, [...(rates.get(name) ?? []), rate]);
    ratios.set(name, [...(ratios.get(name) ?? []), rate / yardstick]);
  }
}

const ratioOf = (name: string) => median(ratios.get(name) ?? []).toFixed(3);
print(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}, ${process.platform}`,
);
print(`${ROWS} rows a round, median of ${ROUNDS - dropped} rounds (${dropped} dropped for stolen time)\n`);
print(`${'rows/s'.padStart(12)}  ${'ratio'.padStart(6)}  candidate`);
for (const [name, values] of rates) {
  const rate = median(values);
  print(`${Math.round(rate).toLocaleString('en').padStart(12)}  ${ratioOf(name).padStart(6)}  ${name}`);
}
print(`\nwhole row / bare hash: ${ratioOf('CSV + whole row, crypto.hash')} (budget ${BUDGET_RATIO}, aim ${AIM_RATIO})`);
print(
  `peak memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, ${Math.round(file.length / 1e6)} MB of it the file itself`,
);
