import { mkdirSync, writeFileSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { register } from 'tsx/esm/api';

register();
const { BROWSER_ARGUMENTS, findBrowser } = await import('./test/support/browser.ts');
const executablePath = await findBrowser();

// A failing assertion on an element, a window or a function would hang the file: the runner clones the error, which
// such values refuse. Fall back to their text.
const cloneGuard = `const clone = structuredClone; window.structuredClone = (value, options) => {
  try { return clone(value, options); } catch (error) {
    if (!String(value?.type).startsWith('wtr-')) throw error;
    return JSON.parse(JSON.stringify(value, (key, part) => key === 'actual' || key === 'expected' ? String(part) : part));
  } };`;

// The runner opens one file after the other in the same tab: a sign-in under way that one left would go on in the next.
const freshStorage = 'sessionStorage.clear(); localStorage.clear();';

/** Counts for test/run.ts. A file without results, or with an error outside its tests, counts as one failure. */
const countingReporter = {
  onTestRunFinished({ sessions }) {
    const counts = { passed: 0, failed: 0 };
    const walk = (suite) => {
      for (const test of suite.tests) if (!test.skipped) counts[test.passed ? 'passed' : 'failed'] += 1;
      for (const inner of suite.suites) walk(inner);
    };
    for (const session of sessions) {
      if (session.testResults) walk(session.testResults);
      if (!session.testResults || session.errors.length > 0) counts.failed += 1;
    }
    mkdirSync('.tmp/results', { recursive: true });
    writeFileSync('.tmp/results/browser.json', JSON.stringify(counts));
  },
};

export default {
  files: ['test/widget/**/*.test.ts'],
  rootDir: '.',
  nodeResolve: { exportConditions: ['production'] },
  concurrency: 1,
  browsers: [chromeLauncher({ launchOptions: { executablePath, args: [...BROWSER_ARGUMENTS] } })],
  middleware: [
    // The worker is named as the published package needs it; here its source stands in, as Vite does by itself.
    (context, next) => {
      if (/^\/widget\/.+\.worker\.js$/.test(context.path)) context.path = context.path.replace(/\.js$/, '.ts');
      return next();
    },
  ],
  plugins: [esbuildPlugin({ ts: true, target: 'es2022' })],
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), countingReporter],
  // Ends a test that hangs; it judges no speed, since `npm test` runs the Node tests on the same cores.
  testFramework: { config: { timeout: 40_000 } },
  testsFinishTimeout: 120_000,
  testRunnerHtml: (framework) =>
    `<!doctype html><html lang="en"><head><title>Widget tests</title></head><body><script>${freshStorage}${cloneGuard}</script><script type="module" src="${framework}"></script></body></html>`,
};
