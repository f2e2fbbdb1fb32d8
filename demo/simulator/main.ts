/** The `simulate` command: flags and environment in, one line with the address out. */
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createSimulator, type RunningSimulator, type SimulatorOptions } from './index.ts';

export interface SimulatorIo {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  /** Stops the simulator. Without it SIGINT and SIGTERM do. */
  signal?: AbortSignal;
}

const DEFAULT_PORT = 8788;
const USAGE = `Usage: tiktok-ads-connect simulate [options]

  --port N           port to listen on, 0 for a free one (PORT, ${DEFAULT_PORT}); the sandbox takes the next one
  --host H           address to listen on (127.0.0.1)
  --profile P        small (8 ad accounts) or agency (3,000) (small)
  --seed S           the same seed gives the same accounts (1)
  --clock-rate R     simulated seconds per real second (1)
  --help             this text

TIKTOK_APP_ID, TIKTOK_APP_SECRET and TIKTOK_RATE_TIER are used when set.
`;

class UsageError extends Error {}

/**
 * Runs the simulator until it is told to stop.
 *
 * @returns the exit code: 0 after a clean stop, 1 when a flag or variable is wrong or the port is taken
 */
export async function runSimulator(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  io: SimulatorIo,
): Promise<number> {
  let running: RunningSimulator;
  let port = DEFAULT_PORT;
  try {
    const flags = readFlags(argv);
    if (flags.help === true) {
      io.stdout.write(USAGE);
      return 0;
    }
    port = readPort(flags.port, env['PORT']);
    const simulator = createSimulator(readOptions(flags, env));
    running = await simulator.start({ port, ...(flags.host === undefined ? {} : { host: flags.host }) });
  } catch (error) {
    io.stderr.write(`${explain(error, port)}\n`);
    return 1;
  }
  io.stdout.write(`TikTok simulator listening on ${running.url}\n`);
  await stopRequest(io.signal);
  await running.stop();
  return 0;
}

type Flags = { port?: string; host?: string; profile?: string; seed?: string; 'clock-rate'?: string; help?: boolean };

function readFlags(argv: readonly string[]): Flags {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        profile: { type: 'string' },
        seed: { type: 'string' },
        'clock-rate': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'bad flags'} (see --help)`);
  }
}

function readPort(flag: string | undefined, variable: string | undefined): number {
  const [name, text] = flag !== undefined ? ['--port', flag] : ['PORT', variable];
  if (text === undefined || text === '') return DEFAULT_PORT;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new UsageError(`${name} must be a number from 0 to 65535, not "${text}"`);
  return Number(text);
}

function readOptions(flags: Flags, env: Readonly<Record<string, string | undefined>>): SimulatorOptions {
  const options: SimulatorOptions = {};
  const { profile, seed } = flags;
  if (profile !== undefined) {
    if (profile !== 'small' && profile !== 'agency')
      throw new UsageError(`--profile must be small or agency, not "${profile}"`);
    options.profile = profile;
  }
  if (seed !== undefined) options.seed = seed;
  if (flags['clock-rate'] !== undefined) {
    const rate = Number(flags['clock-rate']);
    if (!(rate > 0)) throw new UsageError(`--clock-rate must be a number above 0, not "${flags['clock-rate']}"`);
    options.clockRate = rate;
  }
  const tier = env['TIKTOK_RATE_TIER'];
  if (tier !== undefined && tier !== '') {
    if (tier !== 'basic' && tier !== 'advanced' && tier !== 'premium' && tier !== 'ultimate') {
      throw new UsageError(`TIKTOK_RATE_TIER must be basic, advanced, premium or ultimate, not "${tier}"`);
    }
    options.rateTier = tier;
  }
  if (env['TIKTOK_APP_ID']) options.appId = env['TIKTOK_APP_ID'];
  if (env['TIKTOK_APP_SECRET']) options.appSecret = env['TIKTOK_APP_SECRET'];
  return options;
}

function explain(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `simulate: port ${port} is taken. Stop what listens there, or choose another with --port (0 picks a free one).`;
  if (code === 'EACCES') return `simulate: port ${port} needs more rights. Choose one above 1023 with --port.`;
  return `simulate: ${error instanceof Error ? error.message : String(error)}`;
}

function stopRequest(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal !== undefined) {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
      return;
    }
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await runSimulator(process.argv.slice(2), process.env, process);
}
