#!/usr/bin/env node
import { crashReport, runCli } from './cli/index.ts';

// What Node prints by itself holds every property of the error, and a database's error holds the values of its query.
process.on('uncaughtException', (error) => {
  process.stderr.write(crashReport(error));
  process.exit(1);
});

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
