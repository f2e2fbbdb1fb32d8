import { createServer } from 'node:net';

export interface DemoPorts {
  readonly host: number;
  readonly server: number;
  readonly simulator: number;
}

export const DEFAULT_PORTS: DemoPorts = { host: 4173, server: 8787, simulator: 8788 };

/** The environment variable that moves each port. */
export const PORT_VARIABLES: Readonly<Record<keyof DemoPorts, string>> = {
  host: 'DEMO_PORT',
  server: 'DEMO_SERVER_PORT',
  simulator: 'DEMO_SIMULATOR_PORT',
};

const WHAT_LISTENS: Readonly<Record<keyof DemoPorts, string>> = {
  host: 'the demo page',
  server: 'the server',
  simulator: 'the simulated TikTok',
};

/** What went wrong, in one line that says what to do. */
export class DemoStartError extends Error {
  override name = 'DemoStartError';
}

/**
 * The ports of the demo, as the environment wants them.
 * @throws {DemoStartError} naming the variable that holds no port.
 */
export function readPorts(env: Readonly<Record<string, string | undefined>>): DemoPorts {
  const read = (name: keyof DemoPorts): number => {
    const text = env[PORT_VARIABLES[name]];
    if (text === undefined || text === '') return DEFAULT_PORTS[name];
    if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
      throw new DemoStartError(`${PORT_VARIABLES[name]} must be a port from 0 to 65535, not “${text}”.`);
    }
    return Number(text);
  };
  return { host: read('host'), server: read('server'), simulator: read('simulator') };
}

/**
 * Makes sure that every port can be had, and replaces 0 by a free one.
 * @throws {DemoStartError} naming each taken port and the variable that chooses another.
 */
export async function settlePorts(wanted: DemoPorts): Promise<DemoPorts> {
  const settled: { -readonly [Name in keyof DemoPorts]: number } = { ...wanted };
  const problems: string[] = [];
  const open: (() => Promise<void>)[] = [];
  for (const name of ['host', 'server', 'simulator'] as const) {
    const attempt = await tryPort(wanted[name]);
    if (attempt === null) {
      const port = wanted[name];
      problems.push(
        `Port ${port} for ${WHAT_LISTENS[name]} is taken. Stop what uses it, or choose another: ` +
          `${PORT_VARIABLES[name]}=${port + 1000} npm run demo`,
      );
    } else {
      settled[name] = attempt.port;
      open.push(attempt.close);
    }
  }
  // All at once at the end, so that three zeros never become the same port twice.
  await Promise.all(open.map((close) => close()));
  if (problems.length > 0) throw new DemoStartError(problems.join('\n'));
  return settled;
}

async function tryPort(port: number): Promise<{ port: number; close: () => Promise<void> } | null> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(new DemoStartError(`Port ${port} cannot be used: ${error.message}.`));
    });
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      const close = (): Promise<void> => new Promise((closed) => void probe.close(() => closed()));
      resolve({ port: address !== null && typeof address === 'object' ? address.port : port, close });
    });
  });
}
