import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect } from 'vitest';
import type { SimulatorOptions } from '../../demo/simulator/index.ts';
import type { ConnectionKind } from '../../shared/connections.ts';
import { type SessionFor, startTestServer, type TestServer, type TestServerOptions } from './server.ts';
import { skippedPauses } from './skipped-pauses.ts';
import { type ConsentOptions, startSimulator, type TestSimulator } from './simulator.ts';

export const ORIGIN = 'https://app.example';

/**
 * A server and a simulator together, with a clock the test can move and the log it can read. The server's pauses between
 * calls of TikTok are passed over unless the simulator limits how many there may be.
 */
export interface Together {
  server: TestServer;
  simulator: TestSimulator;
  /** Everything the server logged so far. */
  log(): string;
  /** Moves the server's clock, not TikTok's. */
  advance(ms: number): void;
  /** A session token of a workspace, one a workspace and user. */
  session(session?: Partial<SessionFor>): Promise<string>;
  /** Signs in through the consent page to the end, and accepts what that takes away. @returns the connection's id */
  connect(token: string, options?: ConsentOptions & { connectionId?: string; kind?: ConnectionKind }): Promise<string>;
  stop(): Promise<void>;
}

export async function startTogether(
  options: {
    simulator?: SimulatorOptions;
    env?: Record<string, string>;
    jobs?: 'running' | 'manual';
    exportLimits?: NonNullable<TestServerOptions['exportLimits']>;
    reconcile?: NonNullable<TestServerOptions['reconcile']>;
  } = {},
): Promise<Together> {
  const simulator = await startSimulator(options.simulator);
  const hasLimits = options.simulator?.rateLimits !== undefined && options.simulator.rateLimits !== 'off';
  const lines: string[] = [];
  let offsetMs = 0;
  const server = await startTestServer({
    simulator,
    clock: { now: () => Date.now() + offsetMs },
    log: pino(
      { level: 'trace' },
      new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) }),
    ),
    jobs: options.jobs ?? 'manual',
    ...(hasLimits ? {} : { tiktokPace: skippedPauses() }),
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.exportLimits === undefined ? {} : { exportLimits: options.exportLimits }),
    ...(options.reconcile === undefined ? {} : { reconcile: options.reconcile }),
  });
  return {
    server,
    simulator,
    log: () => lines.join(''),
    advance(ms) {
      offsetMs += ms;
    },
    session: (session = {}) => server.mintSession({ workspaceId: 'workspace-1', userId: 'user-1', ...session }),
    async connect(token, { connectionId, kind, ...consent } = {}) {
      const json = {
        origin: ORIGIN,
        ...(connectionId === undefined ? {} : { connectionId }),
        ...(kind === undefined ? {} : { kind }),
      };
      const started = await server.call('POST', '/v1/connections/authorize', { as: token, json });
      expect(started.status, started.text).toBe(201);
      const page = await simulator.authorize(started.json.authorizeUrl, consent);
      expect(page.status, page.text).toBe(200);
      const path = `/v1/connections/attempts/${started.json.attemptId}`;
      let attempt = await server.call('GET', path, { as: token });
      if (attempt.json.review !== undefined) attempt = await server.call('POST', `${path}/accept`, { as: token });
      expect(attempt.json).toMatchObject({ status: 'succeeded' });
      return attempt.json.connectionId;
    },
    async stop() {
      await server.stop();
      await simulator.stop();
    },
  };
}
