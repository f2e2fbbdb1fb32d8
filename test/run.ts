import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

// `npm test`: every check, then every test, then one closing line `N passed, N failed` that counts them all. A check
// that fails counts as one failure. Arguments choose suites: `npm test -- node`.

interface Outcome {
  passed: number;
  failed: number;
}
interface Step {
  name: string;
  suite: 'static' | 'node' | 'browser' | 'visual';
  command: readonly string[];
  count(exitCode: number): Outcome;
}

const RESULTS = '.tmp/results';
const CHECK = (exitCode: number): Outcome => (exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

const STEPS: readonly Step[] = [
  { name: 'types', suite: 'static', command: ['npm', 'run', '--silent', 'typecheck'], count: CHECK },
  { name: 'lint', suite: 'static', command: ['npm', 'run', '--silent', 'lint'], count: CHECK },
  { name: 'format', suite: 'static', command: ['npm', 'run', '--silent', 'format:check'], count: CHECK },
  { name: 'build', suite: 'static', command: ['npm', 'run', '--silent', 'build'], count: CHECK },
  { name: 'package', suite: 'static', command: ['npm', 'run', '--silent', 'check:package'], count: CHECK },
  {
    name: 'node tests',
    suite: 'node',
    command: [
      'npx',
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${RESULTS}/node.json`,
    ],
    count: (exitCode) => countVitest(exitCode),
  },
  {
    name: 'browser tests',
    suite: 'browser',
    command: ['npx', 'web-test-runner', '--static-logging'],
    count: (exitCode) => countReport('browser', exitCode),
  },
  {
    name: 'pictures',
    suite: 'visual',
    command: ['npm', 'run', '--silent', 'test:visual'],
    count: (exitCode) => countReport('visual', exitCode),
  },
];

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

function countVitest(exitCode: number): Outcome {
  const report = readJson(`${RESULTS}/node.json`) as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { status: string; assertionResults: { status: string }[] }[];
  } | null;
  if (report === null) return { passed: 0, failed: 1 };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return atLeastOneFailure({ passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles }, exitCode);
}

function countReport(name: string, exitCode: number): Outcome {
  const report = readJson(`${RESULTS}/${name}.json`) as Outcome | null;
  return report === null ? { passed: 0, failed: 1 } : atLeastOneFailure(report, exitCode);
}

function run(command: readonly string[]): Promise<number> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
const wanted = process.argv.slice(2);
const total: Outcome = { passed: 0, failed: 0 };
const lines: string[] = [];
for (const step of STEPS) {
  if (wanted.length > 0 && !wanted.includes(step.suite)) continue;
  const started = Date.now();
  const exitCode = await run(step.command);
  const outcome = step.count(exitCode);
  total.passed += outcome.passed;
  total.failed += outcome.failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  lines.push(`${outcome.failed === 0 ? '✓' : '✗'} ${step.name} (${seconds} s)`);
}
process.exitCode = total.failed === 0 ? 0 : 1;
process.stdout.write(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed\n`);
