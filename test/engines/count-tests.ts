// What a run came to, in one shape for the test runner and for vitest.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, TestSuiteResult } from '@web/test-runner';

const RESULTS = '.tmp/results';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Titles of the tests that were left out. */
  readonly skipped: readonly string[];
  /** Titles of the tests that failed, and files that broke. */
  readonly failures: readonly string[];
}

/** Where a run named so leaves its tally. */
export const resultsOf = (name: string): string => `${RESULTS}/${name}.json`;

/**
 * Writes what the test runner counted. A file without results, or with an error outside its tests, counts as one failure.
 */
export function countingReporter(name: string): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const skipped: string[] = [];
      const failures: string[] = [];
      let passed = 0;
      const walk = (suite: TestSuiteResult, path: string): void => {
        for (const test of suite.tests) {
          const title = `${path}${test.name}`;
          if (test.skipped) skipped.push(title);
          else if (test.passed) passed += 1;
          else failures.push(title);
        }
        for (const inner of suite.suites) walk(inner, `${path}${inner.name} › `);
      };
      for (const session of sessions) {
        if (session.testResults) walk(session.testResults, '');
        if (!session.testResults || session.errors.length > 0) failures.push(`${session.testFile ?? 'a file'} itself`);
      }
      const path = resultsOf(name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify({ passed, failed: failures.length, skipped, failures } satisfies Tally));
    },
  };
}

/** What the test runner's reporter left; null when it died before. */
export function readTally(name: string): Tally | null {
  return readJson(resultsOf(name)) as Tally | null;
}

/** What vitest's JSON reporter left; null when it died before. */
export function readVitest(name: string): Tally | null {
  const report = readJson(resultsOf(name)) as {
    testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
  } | null;
  if (report === null) return null;
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const titles = (wanted: readonly string[]): string[] =>
    tests.filter(({ status }) => wanted.includes(status)).map(({ fullName }) => fullName);
  // A file that breaks outside its tests fails none of them.
  const broken = report.testResults
    .filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    )
    .map(({ name: file }) => `${file} itself`);
  const failures = [...titles(['failed']), ...broken];
  const skipped = titles(['skipped', 'pending', 'todo']);
  return { passed: titles(['passed']).length, failed: failures.length, skipped, failures };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // The runner died before it could write, or in the middle of it: the caller counts that as a failure.
    return null;
  }
}
