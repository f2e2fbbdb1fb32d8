import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/widget/**', 'test/hosts/*/**', 'node_modules/**'],
    pool: 'forks',
    // Two processes for all files instead of one for each: loading the server anew was two fifths of the whole run.
    isolate: false,
    // One fewer than there are cores would leave one of two idle; with one more, tests that wait for each other's jobs come too late.
    maxWorkers: 2,
    // These end a test that hangs; they judge no speed, since `npm test` runs the browser tests on the same cores.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
