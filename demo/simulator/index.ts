// A small TikTok, written from TikTok's documentation and from nothing of the server's, so that it can catch the
// server's mistakes. In its comments [unverified] marks what TikTok does not publish or sources disagree on, [inferred]
// our own reading of what they say.
import { Hono } from 'hono';
import { handleApiRequest } from './api.ts';
import { accountConsentRoutes } from './consent/account-routes.ts';
import { consentRoutes } from './consent/routes.ts';
import { controlRoutes } from './control.ts';
import { taskTable } from './endpoints/report.ts';
import type { Environment } from './grants.ts';
import { simulatorInfo, type SimulatorInfo } from './info.ts';
import { listen, type Listener } from './listen.ts';
import { resolveOptions, type SimulatorOptions } from './options.ts';
import { advanceClock, createState, resetState, type SimulatorState } from './state.ts';
import type { SimulatorEnv } from './transport.ts';
import type { World } from './world.ts';

export type { RefreshTokenPolicy } from './account-grants.ts';
export type { SimulatorInfo } from './info.ts';
export type { SimulatorOptions } from './options.ts';
export type { RateLimits, RateTier } from './rate-limit.ts';
export type { WebhookSettings } from './webhooks/settings.ts';
export type { SignatureScheme } from './webhooks/signature.ts';
export type { Advertiser, BusinessCenter, Profile, Role, TikTokUser, World } from './world.ts';

export interface StartOptions {
  /** Default 0: a free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Where the sandbox listens. Default: the port after the main one when that is free, otherwise any. */
  sandboxPort?: number;
}

export interface RunningSimulator {
  /** Origin of the production API, the consent page and the control calls. */
  url: string;
  port: number;
  sandboxUrl: string;
  /** Closes both servers and every open connection, and drops the webhooks that have not arrived. */
  stop(): Promise<void>;
}

export interface Simulator {
  /** Production API under `/open_api/v1.3`, consent pages under `/portal/auth` and `/v2/auth/authorize`, control calls under `/_simulator`. */
  app: Hono<SimulatorEnv>;
  /** The sandbox's API and the same control calls. */
  sandboxApp: Hono<SimulatorEnv>;
  /** Listens on two ports. Rejects with Node's error (`EADDRINUSE`) when the main port is taken. */
  start(options?: StartOptions): Promise<RunningSimulator>;
  /** The accounts and people; replaced by a reset. */
  readonly world: World;
  info(): SimulatorInfo;
  /** Moves every clock forward. */
  advance(seconds: number): void;
  /** The same as `POST /_simulator/reset`. */
  reset(): void;
}

/**
 * Makes a small TikTok that lives in memory.
 *
 * @throws {RangeError} when an option is out of range
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const state = createState(resolveOptions(options));
  const app = createApp(state, 'production');
  const sandboxApp = createApp(state, 'sandbox');
  return {
    app,
    sandboxApp,
    start: (startOptions = {}) => start(state, app, sandboxApp, startOptions),
    get world() {
      return state.world;
    },
    info: () => simulatorInfo(state),
    advance: (seconds) => advanceClock(state, seconds),
    reset: () => resetState(state),
  };
}

function createApp(state: SimulatorState, environment: Environment): Hono<SimulatorEnv> {
  const app = new Hono<SimulatorEnv>();
  app.all('/open_api/*', (c) => handleApiRequest(state, environment, c));
  app.route('/_simulator', controlRoutes(state));
  if (environment === 'production') {
    app.route('/portal', consentRoutes(state));
    app.route('/v2/auth', accountConsentRoutes(state));
  }
  // As TikTok's own download addresses, without a token and for an hour.
  app.get('/report_files/:key', (c) => {
    const task = state.reports.findDownload(c.req.param('key'));
    return task === undefined ? c.text('AccessDenied', 403) : taskTable(state, task);
  });
  app.get('/', (c) => c.text('TikTok simulator. See /_simulator/info.\n'));
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.notFound((c) => c.text('404 page not found', 404));
  return app;
}

async function start(
  state: SimulatorState,
  app: Hono<SimulatorEnv>,
  sandboxApp: Hono<SimulatorEnv>,
  options: StartOptions,
): Promise<RunningSimulator> {
  const host = options.host ?? '127.0.0.1';
  const production = await listen(app, host, options.port ?? 0);
  let sandbox: Listener;
  try {
    sandbox = await listenSandbox(sandboxApp, host, options);
  } catch (error) {
    await production.stop();
    throw error;
  }
  state.origins.production = production.url;
  state.origins.sandbox = sandbox.url;
  return {
    url: production.url,
    port: production.port,
    sandboxUrl: sandbox.url,
    stop: async () => {
      await Promise.all([production.stop(), sandbox.stop()]);
      await state.webhooks.cancel();
      state.origins.production = null;
      state.origins.sandbox = null;
    },
  };
}

async function listenSandbox(app: Hono<SimulatorEnv>, host: string, options: StartOptions): Promise<Listener> {
  if (options.sandboxPort !== undefined) return listen(app, host, options.sandboxPort);
  const port = options.port ?? 0;
  if (port === 0 || port === 65_535) return listen(app, host, 0);
  try {
    return await listen(app, host, port + 1);
  } catch {
    return listen(app, host, 0);
  }
}
