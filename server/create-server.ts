import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { createApprovalJobs, planApprovals } from './approvals/index.ts';
import { createCallJobs, planCallJobs } from './call-log/index.ts';
import type { Config } from './config.ts';
import { connectionJobs, grantJobs } from './connections/index.ts';
import { createSealer } from './crypto/index.ts';
import type { Clock, Deps, Random } from './deps.ts';
import { createEmbedFiles } from './embed/index.ts';
import { createLiveHub, eventJobs, type LiveLimits, planRetention } from './events/index.ts';
import {
  continueExports,
  createExportEngine,
  createExportJobs,
  type ExportLimits,
  planSweep,
} from './exports/index.ts';
import { eventSourceJobs, planCatchUp } from './event-sources/index.ts';
import { createGuards } from './guards.ts';
import { countingClient, createMetrics } from './health/index.ts';
import { createHostWebhookRunner } from './host-webhooks/index.ts';
import {
  countRequests,
  type Listener,
  listenOn,
  type NodeListener,
  requestListener,
  type StraightHandler,
} from './http/listener.ts';
import { createJobRunner, type JobRunner, sideBySide } from './jobs/index.ts';
import { createLog } from './log.ts';
import { advanceMirror, createMirrorJobs } from './mirrors/index.ts';
import { oauthJobs } from './oauth/index.ts';
import { createPassThrough, runApproved } from './pass-through/index.ts';
import { systemRandom } from './random.ts';
import { createReconcile } from './reconcile/index.ts';
import { revocationJobs } from './revocations/index.ts';
import { openPace, openStore } from './store/index.ts';
import { subscriptionJobs } from './subscriptions/index.ts';
import { createTikTokClient, type TikTokClientOptions } from './tiktok/index.ts';
import { recoverRotations, rotationJobs } from './tokens/index.ts';
import { followAccounts, planWatching, watchJobs } from './watch/index.ts';
import { createInboxWorker, createWebhookReceiver, type InboxWorker } from './webhooks/index.ts';

export interface Server {
  readonly app: ReturnType<typeof createApp>;
  /**
   * Takes TikTok's notices and calls to TikTok before `app` is asked, where there is a server of Node; `app` takes them, too, only
   * slower.
   */
  readonly straight: StraightHandler;
  /**
   * Both, as a request listener of Node: for `http.createServer`, for Express (`app.use('/ads', server.listener)`), and for whatever else
   * hands on Node's own request and response before it has read the body. See docs/mounting.md.
   */
  readonly listener: NodeListener;
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
  /** Where the build of the script tag is, when it is not in the package's own `dist/`. */
  embedFolder?: string;
  /** Sizes and waits of event streams. */
  liveLimits?: Partial<LiveLimits>;
  /** How long lost answers are looked for. */
  reconcile?: Parameters<typeof createReconcile>[0];
  /**
   * How pauses before another try are measured and slept, and by how much every limit is larger than TikTok's (`speed`), for runs in which
   * days pass within minutes.
   */
  tiktokPace?: Pick<TikTokClientOptions, 'monotonic' | 'sleep' | 'speed'>;
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
  const pace = await openPace(config, log);
  const metrics = createMetrics();
  const tiktok = createTikTokClient({
    apiUrl: config.tiktokApiUrl,
    sandboxApiUrl: config.tiktokSandboxApiUrl,
    tier: config.tiktokRateTier,
    ownAppId: config.tiktokAppId,
    clock,
    log,
    pace,
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
  const reconcile = createReconcile(parts.reconcile);
  const passThrough = createPassThrough(deps, createGuards(reconcile));
  const approvalJobs = createApprovalJobs((_deps, actor, call, about) =>
    runApproved(passThrough.context, actor, call, about),
  );
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
      ...approvalJobs,
    }),
    createJobRunner(deps, createExportJobs(engine)),
    // What nobody waits for has few places of its own.
    createJobRunner(
      deps,
      { ...subscriptionJobs, ...watchJobs, ...createCallJobs(reconcile) },
      { concurrency: 3, spare: 1 },
    ),
    createHostWebhookRunner(deps, parts.hostWebhook),
    inbox,
  ]);
  runner = jobs;
  await recoverRotations(deps);
  await planSweep(deps);
  await planCatchUp(deps);
  await planRetention(deps);
  await planWatching(deps);
  await planCallJobs(deps);
  await planApprovals(deps);
  const webhooks = createWebhookReceiver(deps);
  const app = createApp(deps, engine, webhooks, passThrough, createEmbedFiles(deps, parts.embedFolder));
  const straight: StraightHandler = (incoming, outgoing) =>
    passThrough.straight(incoming, outgoing) || webhooks.straight(incoming, outgoing);
  const { listener, settle } = countRequests(
    requestListener((request, bindings) => app.fetch(request, bindings), straight),
  );
  let listening: Listener | null = null;
  let closing: Promise<void> | null = null;

  return {
    app,
    straight,
    listener,
    deps,
    jobs,
    async listen(at = {}) {
      listening = await listenOn(listener, { port: at.port ?? config.port, host: at.host ?? config.host });
      jobs.start();
      const { url, port } = listening;
      return { url, port };
    },
    close() {
      closing ??= (async () => {
        // Streams would hold the listener for as long as somebody reads them.
        live.close();
        await Promise.all([listening?.close(), settle(), passThrough.settle(), jobs.stop()]);
        await deps.tiktok.close();
        await pace.close();
        await store.close();
      })();
      return closing;
    },
  };
}
