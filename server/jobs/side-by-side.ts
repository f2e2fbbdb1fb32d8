import type { JobRunner } from './job-runner.ts';

/** Several runners as one. Each has its own places, so that long jobs of one cannot hold up the jobs of another. */
export function sideBySide(runners: readonly JobRunner[]): JobRunner {
  return {
    start() {
      for (const runner of runners) runner.start();
    },
    async stop() {
      await Promise.all(runners.map((runner) => runner.stop()));
    },
    wake() {
      for (const runner of runners) runner.wake();
    },
    async runDue() {
      let all = 0;
      // Once more after each round: a job of one may have put one of another in line.
      for (;;) {
        let runs = 0;
        for (const runner of runners) runs += await runner.runDue();
        if (runs === 0) return all;
        all += runs;
      }
    },
  };
}
