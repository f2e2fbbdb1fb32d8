export { crashReport } from './crash-report.ts';
export type { CliIo } from './io.ts';
export { runCli } from './run-cli.ts';
