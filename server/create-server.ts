import type { Logger } from 'pino';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { connectionJobs, grantJobs } from './connections/index.ts';
import { createSealer } from './crypto/index.ts';
import type { Clock, Deps, Random } from './deps.ts';
import { createLiveHub, eventJobs, type LiveLimits, planRetention } from './events/index.ts';
import {
  continueExports,
  createExportEngine,
  createExportJobs,
  type ExportLimits,
  planSweep,
} from './exports/index.ts';
import { eventSourceJobs, planCatchUp } from './event-sources/index.ts';
import { countingClient, createMetrics } from './health/index.ts';
import { createHostWebhookRunner } from './host-webhooks/index.ts';
import { type Listener, listenOn, type StraightHandler } from './http/listener.ts';
import { createJobRunner, type JobRunner, sideBySide } from './jobs/index.ts';
import { createLog } from './log.ts';
import { advanceMirror, createMirrorJobs } from './mirrors/index.ts';
import { oauthJobs } from './oauth/index.ts';
import { systemRandom } from './random.ts';
import { revocationJobs } from './revocations/index.ts';
import { openStore } from './store/index.ts';
import { subscriptionJobs } from './subscriptions/index.ts';
import { createTikTokClient, type TikTokClientOptions } from './tiktok/index.ts';
import { recoverRotations, rotationJobs } from './tokens/index.ts';
import { followAccounts, planWatching, watchJobs } from './watch/index.ts';
import { createInboxWorker, createWebhookReceiver, type InboxWorker } from './webhooks/index.ts';

export interface Server {
  readonly app: ReturnType<typeof createApp>;
  /** Takes TikTok's notices before `app` is asked, where there is a server of Node; `app` takes them, too, only slower. */
  readonly straight: StraightHandler;
  readonly deps: Deps;
  /** Background work. `listen` starts it; who mounts `app` elsewhere calls `jobs.start()`. */
  readonly jobs: JobRunner;
  /**
   * Serves `app` and starts background work. Port and host are the configuration's unless given; port 0 takes a free one.
   * Rejects with the system's error, such as EADDRINUSE.
   */
  listen(at?: { port?: number; host?: string }): Promise<{ url: string; port: number }>;
  /** Ends requests and background work in an orderly way, at most 10 s each, and closes the database. */
  close(): Promise<void>;
}

/** Parts that tests and embedding apps may bring along. */
export interface ServerParts {
  clock?: Clock;
  random?: Random;
  log?: Logger;
  /** Sizes and waits of exports, where they differ from TikTok's. */
  exportLimits?: Partial<ExportLimits>;
  /** How long the host may take to answer an event. */
  hostWebhook?: { timeoutMs?: number };
  /** Sizes and waits of event streams. */
  liveLimits?: Partial<LiveLimits>;
  /** How pauses between calls of TikTok's API are measured and slept, for runs in which days pass within minutes. */
  tiktokPace?: Pick<TikTokClientOptions, 'monotonic' | 'sleep'>;
}

/**
 * Puts the parts together: opens the database (and brings it up to date), the TikTok client, the app and the job runner.
 * Nothing listens and no job runs until `listen`.
 *
 * @throws {StoreError} the database cannot be used
 */
export async function createServer(config: Config, parts: ServerParts = {}): Promise<Server> {
  const clock = parts.clock ?? { now: () => Date.now() };
  const random = parts.random ?? systemRandom;
  const log = parts.log ?? createLog(config);
  const store = await openStore(config, random);
  const metrics = createMetrics();
  const tiktok = createTikTokClient({
    apiUrl: config.tiktokApiUrl,
    sandboxApiUrl: config.tiktokSandboxApiUrl,
    tier: config.tiktokRateTier,
    ownAppId: config.tiktokAppId,
    clock,
    log,
    ...parts.tiktokPace,
  });
  let runner: JobRunner | null = null;
  let inbox: InboxWorker | null = null;
  const live = createLiveHub({ store, clock, log, metrics }, parts.liveLimits);
  const deps: Deps = {
    config,
    store,
    tiktok: countingClient(tiktok, metrics),
    clock,
    random,
    log,
    jobs: { wake: () => runner?.wake() },
    inbox: { wake: () => inbox?.arrived() },
    live,
    sealer: createSealer(config.encryptionKeys),
    metrics,
    hooks: {
      connectionBack: (workspaceId, connectionId) => continueExports(deps, workspaceId, connectionId),
      connectionChanged: (workspaceId, connectionId) => followAccounts(deps, workspaceId, connectionId),
      mirrorRunMoved: (workspaceId, mirrorId) => advanceMirror(deps, workspaceId, mirrorId),
    },
  };
  const engine = createExportEngine(parts.exportLimits);
  inbox = createInboxWorker(deps);
  // Long exports must never hold up what keeps connections alive, nor slow hosts of webhooks anything.
  const jobs = sideBySide([
    createJobRunner(deps, {
      ...connectionJobs,
      ...rotationJobs,
      ...grantJobs,
      ...revocationJobs,
      ...oauthJobs,
      ...createMirrorJobs(engine),
      ...eventJobs,
      ...eventSourceJobs,
    }),
    createJobRunner(deps, createExportJobs(engine)),
    // What nobody waits for has few places of its own.
    createJobRunner(deps, { ...subscriptionJobs, ...watchJobs }, { concurrency: 3, spare: 1 }),
    createHostWebhookRunner(deps, parts.hostWebhook),
    inbox,
  ]);
  runner = jobs;
  await recoverRotations(deps);
  await planSweep(deps);
  await planCatchUp(deps);
  await planRetention(deps);
  await planWatching(deps);
  const webhooks = createWebhookReceiver(deps);
  const app = createApp(deps, engine, webhooks);
  let listener: Listener | null = null;
  let closing: Promise<void> | null = null;

  return {
    app,
    straight: webhooks.straight,
    deps,
    jobs,
    async listen(at = {}) {
      listener = await listenOn((request, bindings) => app.fetch(request, bindings), {
        port: at.port ?? config.port,
        host: at.host ?? config.host,
        straight: webhooks.straight,
      });
      jobs.start();
      const { url, port } = listener;
      return { url, port };
    },
    close() {
      closing ??= (async () => {
        // Streams would hold the listener for as long as somebody reads them.
        live.close();
        await Promise.all([listener?.close(), jobs.stop()]);
        await deps.tiktok.close();
        await store.close();
      })();
      return closing;
    },
  };
}
