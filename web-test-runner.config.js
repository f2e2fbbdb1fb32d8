import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { register } from 'tsx/esm/api';

register();
const { BROWSER_ARGUMENTS, findBrowser } = await import('./test/support/browser.ts');
const { runnerBase } = await import('./test/engines/runner-base.ts');
const { countingReporter } = await import('./test/engines/count-tests.ts');
const executablePath = await findBrowser();

// `npm test` needs Chromium only; `npm run test:engines` runs the same files in the others too.
export default {
  ...runnerBase,
  browsers: [chromeLauncher({ launchOptions: { executablePath, args: [...BROWSER_ARGUMENTS] } })],
  // For test/run.ts.
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), countingReporter('browser')],
};
