import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { unpackCarriedBrowser } from './support/browser.ts';
import { makeScratchFolder } from './support/scratch-folder.ts';

// `npm test`: every check, then every test, then one closing line `N passed, N failed` that counts them all. A check
// that fails counts as one failure. Arguments choose suites: `npm test -- node`.
//
// What shares nothing runs side by side. The browser tests take one tab at a time and mostly wait, for the widget's own
// pauses between two looks at the server; the Node tests wait for TikTok's pace. Each alone leaves half of two cores idle,
// both together fill them. The pictures fill them by themselves, and come alone: a busy machine means second looks.

interface Outcome {
  passed: number;
  failed: number;
  /** What failed. It is said again at the end, where whoever reads a long log begins. */
  failures?: readonly string[];
}
interface Step {
  name: string;
  suite: 'static' | 'node' | 'browser' | 'visual';
  command: readonly string[];
  count(exitCode: number): Outcome;
}

const RESULTS = '.tmp/results';
/** How much of a failure is said again at the end. */
const FAILURE_LINES = 12;
const CHECK = (exitCode: number): Outcome => (exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

const NODE_TESTS: Step = {
  name: 'node tests',
  suite: 'node',
  command: ['npx', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}/node.json`],
  count: (exitCode) => countVitest(exitCode),
};
// The build begins with a clean folder and leaves what it compiled to the type check, which does the rest.
const CHECKS: readonly Step[] = [
  { name: 'build', suite: 'static', command: ['npm', 'run', '--silent', 'build'], count: CHECK },
  { name: 'types', suite: 'static', command: ['npm', 'run', '--silent', 'typecheck'], count: CHECK },
  { name: 'lint', suite: 'static', command: ['npm', 'run', '--silent', 'lint'], count: CHECK },
  { name: 'format', suite: 'static', command: ['npm', 'run', '--silent', 'format:check'], count: CHECK },
  { name: 'package', suite: 'static', command: ['npm', 'run', '--silent', 'check:package'], count: CHECK },
];
const BROWSER_TESTS: Step = {
  name: 'browser tests',
  suite: 'browser',
  command: ['npx', 'web-test-runner', '--static-logging'],
  count: (exitCode) => countReport('browser', exitCode),
};
const PICTURES: Step = {
  name: 'pictures',
  suite: 'visual',
  command: ['npm', 'run', '--silent', 'test:visual'],
  count: (exitCode) => countReport('visual', exitCode),
};

/** One phase after the other; the lanes of a phase side by side, the steps of a lane in turn. */
const PHASES: readonly (readonly (readonly Step[])[])[] = [[[...CHECKS, BROWSER_TESTS], [NODE_TESTS]], [[PICTURES]]];

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // The runner died before it could write: the caller counts its exit code.
    return null;
  }
}

/** A file that fails to import has no tests, and an unhandled rejection fails none: both must still count. */
function atLeastOneFailure(outcome: Outcome, exitCode: number): Outcome {
  return exitCode !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
}

interface VitestFile {
  name: string;
  status: string;
  message?: string;
  assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
}

/** The tests of a file that failed, each with the first lines of why; the file itself where it could not even begin. */
function failuresOf({ name, status, message = '', assertionResults }: VitestFile): string[] {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [`${name}: ${firstLines(message)}`] : [];
  return failed.map(
    ({ fullName, failureMessages = [] }) => `${name}: ${fullName}\n    ${firstLines(failureMessages.join('\n'))}`,
  );
}

const firstLines = (text: string): string => text.split('\n').slice(0, FAILURE_LINES).join('\n    ');

function countVitest(exitCode: number): Outcome {
  const report = readJson(`${RESULTS}/node.json`) as {
    numPassedTests: number;
    testResults: VitestFile[];
  } | null;
  if (report === null) return { passed: 0, failed: 1 };
  const failures = report.testResults.flatMap(failuresOf);
  return atLeastOneFailure({ passed: report.numPassedTests, failed: failures.length, failures }, exitCode);
}

function countReport(name: string, exitCode: number): Outcome {
  const report = readJson(`${RESULTS}/${name}.json`) as Outcome | null;
  return report === null ? { passed: 0, failed: 1 } : atLeastOneFailure(report, exitCode);
}

/** The runners move the cursor to write over their own lines; side by side they would write over each other's. */
// oxlint-disable-next-line no-control-regex
const CURSOR_MOVES = /\u001b\[[\d;?]*[A-HJKSThl]|\r/g;
/** How long the output of a step that has ended is waited for: a process it left behind may keep it open for ever. */
const LAST_WORDS_MS = 5_000;

/** Passes on whole lines, each with the name of its step. */
function passOn(from: Readable, to: NodeJS.WritableStream, name: string): void {
  let rest = '';
  from.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) to.write(`${name} │ ${line.replace(CURSOR_MOVES, '')}\n`);
  });
  from.on('close', () => {
    if (rest !== '') to.write(`${name} │ ${rest.replace(CURSOR_MOVES, '')}\n`);
  });
}

/** What runs now, to be ended with this process. */
const children = new Set<ChildProcess>();

function run({ name, suite, command }: Step): Promise<number> {
  const [program = '', ...args] = command;
  // The checks pack and unpack the package, and run what is in it: a file system in memory may forbid that.
  const env = suite === 'static' ? environment : { ...environment, ...forTests };
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    children.add(child);
    child.once('exit', () => children.delete(child));
    passOn(child.stdout, process.stdout, name);
    passOn(child.stderr, process.stderr, name);
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
    child.on('exit', (code) => {
      const giveUp = (): void => {
        child.stdout.destroy();
        child.stderr.destroy();
        resolve(code ?? 1);
      };
      setTimeout(giveUp, LAST_WORDS_MS).unref();
    });
  });
}

interface Done {
  readonly step: Step;
  readonly outcome: Outcome;
  readonly seconds: number;
}

async function runLane(steps: readonly Step[]): Promise<Done[]> {
  const done: Done[] = [];
  for (const step of steps) {
    const started = Date.now();
    const outcome = step.count(await run(step));
    done.push({ step, outcome, seconds: Math.round((Date.now() - started) / 1000) });
  }
  return done;
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
const wanted = process.argv.slice(2);
// As it is now: unpacking below sets variables for this process.
const environment = { ...process.env };
// On a new machine two tests would begin to unpack it at once, and one would start half a browser. Where it cannot be
// unpacked, the steps that need it fail and say why.
const carried = process.platform === 'linux' ? await unpackCarriedBrowser().catch(() => null) : null;
const scratch = makeScratchFolder();
const forTests = {
  ...(scratch === null ? {} : { TMPDIR: scratch }),
  ...(carried === null ? {} : { CARRIED_BROWSER_FOLDER: carried.folder }),
};
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => {
    for (const child of children) child.kill(signal);
    process.exit(code);
  });
}
const started = Date.now();
const done: Done[] = [];
for (const lanes of PHASES) {
  const chosen = lanes.map((steps) => steps.filter(({ suite }) => wanted.length === 0 || wanted.includes(suite)));
  done.push(...(await Promise.all(chosen.map(runLane))).flat());
}
const total: Outcome = { passed: 0, failed: 0 };
for (const { outcome } of done) {
  total.passed += outcome.passed;
  total.failed += outcome.failed;
}
const lines = done.map(
  ({ step, outcome, seconds }) => `${outcome.failed === 0 ? '✓' : '✗'} ${step.name} (${seconds} s)`,
);
const failures = done.flatMap(({ outcome }) => outcome.failures ?? []);
const minutes = ((Date.now() - started) / 60_000).toFixed(1);
process.exitCode = total.failed === 0 ? 0 : 1;
if (failures.length > 0) process.stdout.write(`\n${failures.map((failure) => `✗ ${failure}`).join('\n')}\n`);
process.stdout.write(`\n${lines.join('\n')}\n${minutes} minutes\n\n${total.passed} passed, ${total.failed} failed\n`);
