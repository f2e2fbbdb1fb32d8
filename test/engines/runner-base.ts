// What every engine's run of the browser tests shares: how the sources are served, and the page a file of tests runs in.

import { esbuildPlugin } from '@web/dev-server-esbuild';
import type { TestRunnerConfig } from '@web/test-runner';

// A failing assertion on an element, a window or a function would hang the file: the runner clones the error, which
// such values refuse. Fall back to their text.
const cloneGuard = `const clone = structuredClone; window.structuredClone = (value, options) => {
  try { return clone(value, options); } catch (error) {
    if (!String(value?.type).startsWith('wtr-')) throw error;
    return JSON.parse(JSON.stringify(value, (key, part) => key === 'actual' || key === 'expected' ? String(part) : part));
  } };`;

// The runner opens one file after the other in the same tab: a sign-in under way that one left would go on in the next.
const freshStorage = 'sessionStorage.clear(); localStorage.clear();';

/** Everything but the browser and who reports. */
export const runnerBase: TestRunnerConfig = {
  files: ['test/widget/**/*.test.ts'],
  rootDir: '.',
  nodeResolve: { exportConditions: ['production'] },
  concurrency: 1,
  middleware: [
    // The worker is named as the published package needs it; here its source stands in, as Vite does by itself.
    (context, next) => {
      if (/^\/widget\/.+\.worker\.js$/.test(context.path)) context.path = context.path.replace(/\.js$/, '.ts');
      return next();
    },
  ],
  plugins: [esbuildPlugin({ ts: true, target: 'es2022' })],
  // Ends a test that hangs; it judges no speed, since `npm test` runs the Node tests on the same cores.
  testFramework: { config: { timeout: 40_000 } },
  testsFinishTimeout: 120_000,
  testRunnerHtml: (framework) =>
    `<!doctype html><html lang="en"><head><title>Widget tests</title></head><body><script>${freshStorage}${cloneGuard}</script><script type="module" src="${framework}"></script></body></html>`,
};
