import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/widget/**', 'node_modules/**'],
    pool: 'forks',
    // One fewer than there are cores would leave one of two idle, and many tests wait for TikTok's pace rather than compute.
    maxWorkers: 2,
    // These end a test that hangs; they judge no speed, since `npm test` runs the browser tests on the same cores.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
