import { VERSION } from '../http/version.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import type { CliIo, Command } from './io.ts';
import { migrate } from './migrate.ts';
import { rotateKeys } from './rotate-keys.ts';
import { serve } from './serve.ts';

const COMMANDS: Readonly<Record<string, { run: Command; about: string }>> = {
  serve: { run: serve, about: 'run the server (brings the database up to date first)' },
  simulate: {
    run: (args, io) => io.simulate(args),
    about: 'run a small TikTok to try things against; simulate --help',
  },
  migrate: { run: migrate, about: 'bring the database up to date and stop' },
  'rotate-keys': { run: rotateKeys, about: 'seal every stored secret anew with the first of ENCRYPTION_KEYS' },
  doctor: { run: doctor, about: 'check configuration, database, TikTok and clock, and say what to fix' },
};

const USAGE = `Usage: tiktok-ads-connect <command>

${Object.entries(COMMANDS)
  .map(([name, { about }]) => `  ${name.padEnd(12)} ${about}`)
  .join('\n')}

Everything is configured by environment variables: see docs/configuration.md.
  --help         this text
  --version      the release
`;

/**
 * Runs one command.
 *
 * @returns the exit code: 0 when it did what it should, 1 when it could not, 2 when the command line makes no sense
 */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    io.stdout.write(USAGE);
    return 0;
  }
  if (name === '--version') {
    io.stdout.write(`${VERSION}\n`);
    return 0;
  }
  const command = name === undefined ? undefined : Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    io.stderr.write(name === undefined ? USAGE : `There is no command "${name}".\n\n${USAGE}`);
    return 2;
  }
  if (name !== 'simulate' && rest.length > 0) {
    const helps = rest[0] === '--help' || rest[0] === '-h';
    (helps ? io.stdout : io.stderr).write(helps ? USAGE : `"${name}" takes no arguments.\n\n${USAGE}`);
    return helps ? 0 : 2;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    for (const line of explain(error)) io.stderr.write(`${line}\n`);
    return 1;
  }
}
