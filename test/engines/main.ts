// `npm run test:engines`: the browser tests of the widget and the main flow, in every engine that this machine has.
//
//   npm run test:engines                                       all engines, all tests
//   npm run test:engines -- firefox webkit                     these engines
//   npm run test:engines -- firefox test/widget/combobox.test.ts test/flow/demo.test.ts
//
// An engine that is missing is passed over, and said so with what installs it; one that is asked for by name and missing
// counts as a failure. Nothing is installed here.

import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { readTally, readVitest, resultsOf, type Tally } from './count-tests.ts';
import { ENGINES, type EngineName, findEngine, type FoundEngine } from './find.ts';

/** What a person does with the demo, by mouse and by keyboard. */
const FLOWS = ['test/flow/demo.test.ts', 'test/flow/keyboard.test.ts'];

interface Run {
  readonly engine: FoundEngine;
  readonly suite: 'elements' | 'flow';
  readonly tally: Tally;
  readonly seconds: number;
}

const given = process.argv.slice(2);
const isEngine = (word: string): word is EngineName => (ENGINES as readonly string[]).includes(word);
const asked = given.filter(isEngine);
const files = given.filter((word) => !isEngine(word));
const strange = files.filter((file) => !/^(?:\.\/)?test\/.+\.test\.ts$/.test(file));
if (strange.length > 0)
  throw new Error(`Neither an engine (${ENGINES.join(', ')}) nor a file of tests: ${strange.join(', ')}`);
const isFlow = (file: string): boolean => /^(?:\.\/)?test\/flow\//.test(file);
const elementFiles = files.filter((file) => !isFlow(file));
const flowFiles = files.length === 0 ? FLOWS : files.filter(isFlow);

/** Runs a command to its end, its output on ours. */
function run(engine: EngineName, [program = '', ...args]: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const env = { ...process.env, TEST_ENGINE: engine };
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** A run that ended badly without a failed test still failed. */
function judged(tally: Tally | null, exitCode: number, what: string): Tally {
  if (tally === null) return { passed: 0, failed: 1, skipped: [], failures: [`${what}: no results`] };
  if (exitCode === 0 || tally.failed > 0) return tally;
  return { ...tally, failed: 1, failures: [`${what}: ended with ${exitCode}`] };
}

async function runElements(engine: FoundEngine): Promise<Run> {
  const started = Date.now();
  const command = ['npx', 'web-test-runner', '--static-logging', '--config', 'test/engines/web-test-runner.config.js'];
  const code = await run(engine.name, elementFiles.length === 0 ? command : [...command, '--files', ...elementFiles]);
  const tally = judged(readTally(`engines/${engine.name}-elements`), code, 'elements');
  return { engine, suite: 'elements', tally, seconds: Math.round((Date.now() - started) / 1000) };
}

async function runFlow(engine: FoundEngine): Promise<Run> {
  const started = Date.now();
  const name = `engines/${engine.name}-flow`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultsOf(name)}`];
  // One browser at a time: two would take the focus from each other.
  const code = await run(engine.name, ['npx', 'vitest', 'run', '--no-file-parallelism', ...reporters, ...flowFiles]);
  const tally = judged(readVitest(name), code, 'flow');
  return { engine, suite: 'flow', tally, seconds: Math.round((Date.now() - started) / 1000) };
}

rmSync('.tmp/results/engines', { recursive: true, force: true });
mkdirSync('.tmp/results/engines', { recursive: true });
const runs: Run[] = [];
const notRun: string[] = [];
let absent = 0;
for (const name of asked.length === 0 ? ENGINES : asked) {
  const engine = await findEngine(name).catch((error: unknown) => ({ wrong: String(error) }));
  if ('wrong' in engine) {
    notRun.push(`${name} could not run: ${engine.wrong}`);
    absent += 1;
    continue;
  }
  if ('missing' in engine) {
    notRun.push(`${name} was skipped: ${engine.missing}. To install it on Debian: ${engine.install}`);
    if (asked.length > 0) absent += 1;
    continue;
  }
  process.stdout.write(`\n── ${name}: ${engine.version} (${engine.path})\n`);
  if (files.length === 0 || elementFiles.length > 0) runs.push(await runElements(engine));
  if (flowFiles.length > 0) runs.push(await runFlow(engine));
}

const rows = [
  ['engine', 'version', 'suite', 'passed', 'failed', 'skipped', 'seconds'],
  ...runs.map(({ engine, suite, tally, seconds }) => [
    engine.name,
    engine.version,
    suite,
    ...[tally.passed, tally.failed, tally.skipped.length, seconds].map(String),
  ]),
];
const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
const table = rows.map((row) =>
  row
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join('  ')
    .trimEnd(),
);
const titled = (what: string, of: (tally: Tally) => readonly string[]): string[] =>
  runs.flatMap(({ engine, tally }) => of(tally).map((title) => `${what} in ${engine.name}: ${title}`));
const passed = runs.reduce((sum, { tally }) => sum + tally.passed, 0);
const failed = runs.reduce((sum, { tally }) => sum + tally.failed, absent);
const lines = [
  '',
  ...titled('Skipped', ({ skipped }) => skipped),
  ...titled('Failed', ({ failures }) => failures),
  ...notRun,
  '',
  ...table,
  '',
  `${passed} passed, ${failed} failed`,
];
process.exitCode = failed === 0 && runs.length > 0 ? 0 : 1;
process.stdout.write(`${lines.join('\n')}\n`);
