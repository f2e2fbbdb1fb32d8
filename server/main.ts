#!/usr/bin/env node
import { runCli } from './cli/index.ts';

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  stopRequested: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }),
  async simulate(args) {
    const { runSimulator } = await import('../demo/simulator/main.ts');
    return runSimulator(args, process.env, process);
  },
});
