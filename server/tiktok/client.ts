import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Dispatcher, Pool } from 'undici';
import { dispatchOptions } from './dispatch-options.ts';
import { TikTokApiError } from './errors.ts';
import { interpret } from './interpret.ts';
import type { PacedCall } from './lanes.ts';
import { paceInMemory, type PaceStore } from './pace-store.ts';
import { type Admission, createPacing } from './pacing.ts';
import type { RateTier } from './rate-limit.ts';
import type { TikTokAnswer, TikTokEnvironment, TikTokRequest } from './request.ts';
import { decideRetry, type FailedOutcome, MINUTE_BREACH_MS } from './retry.ts';
import { type Exchange, send } from './send.ts';

export type { Admission } from './pacing.ts';
export type { PacedCall } from './lanes.ts';
export type { TikTokAnswer, TikTokEnvironment, TikTokFile, TikTokRequest } from './request.ts';

export interface TikTokClient {
  /** @throws {TikTokApiError} whatever went wrong, after the retries that are allowed. */
  request<Data>(request: TikTokRequest<Data>): Promise<TikTokAnswer<Data>>;
  /**
   * Lets one call of the pass-through go when it is its turn. Who got it sends at once, and settles it when TikTok has answered.
   *
   * @throws {TikTokApiError} refused, code null, with `retryAfterMs`: at its deadline, or as soon as it is certain that its turn comes
   *   later. Network: the signal aborted, or the client was closed.
   */
  admit(call: PacedCall, options: { signal: AbortSignal; maxWaitMs: number }): Promise<Admission>;
  /** The same without waiting and without a promise: null when it must wait. */
  admitNow(call: PacedCall): Admission | null;
  /** Sends as it is, over connections that `request` does not use. Path and headers are the caller's to make, and so is their number. */
  dispatch(
    environment: TikTokEnvironment,
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ): void;
  close(): Promise<void>;
}

export interface TikTokClientOptions {
  /** Origins, without a slash at the end. */
  apiUrl: string;
  sandboxApiUrl: string;
  /** Of the server's own developer app. Every other app counts as one of the lowest tier, which nothing is below. */
  tier: RateTier;
  /** The server's own developer app; null without one. */
  ownAppId?: string | null;
  clock: { now(): number };
  log: Logger;
  /** What other processes share; without it this process counts alone. */
  pace?: PaceStore;
  /** Every limit is so many times as large (1); for runs in which days pass within minutes, and for measuring. */
  speed?: number;
  /** From 0 up to 1, for the jitter. */
  random?: () => number;
  /** Milliseconds that only go forward, for how long a call may go on trying. Turns are counted in real time. */
  monotonic?: () => number;
  /** Waits before another try; rejects when the signal aborts. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

type Pools = Readonly<Record<TikTokEnvironment, Pool>>;

/** Uploads hold a connection for minutes; they should not hold up the others. */
const CONNECTIONS = 128;

/** The one way to TikTok. Requests are paced per developer app and environment, failed ones retried where that is safe. */
export function createTikTokClient(options: TikTokClientOptions): TikTokClient {
  const { tier, clock, log } = options;
  const random = options.random ?? Math.random;
  const sleep = options.sleep ?? ((ms: number, signal: AbortSignal) => sleepFor(ms, undefined, { signal }));
  const monotonic = options.monotonic ?? ((): number => performance.now());
  const makePools = (connections: number | null): Pools => {
    const pool = (origin: string): Pool => new Pool(origin, { connections, connect: { timeout: 10_000 } });
    return { production: pool(options.apiUrl), sandbox: pool(options.sandboxApiUrl) };
  };
  const pools = makePools(CONNECTIONS);
  // A caller that reads slowly keeps its connection to itself.
  const callersPools = makePools(null);
  const pacing = createPacing({
    tier,
    ownAppId: options.ownAppId ?? null,
    pace: options.pace ?? paceInMemory(),
    speed: options.speed ?? 1,
    clock,
    monotonic: () => performance.now(),
  });

  /** Calls under way: closing ends their waits and retries at once. */
  const running = new Set<AbortController>();

  async function request<Data>(wanted: TikTokRequest<Data>): Promise<TikTokAnswer<Data>> {
    const ending = new AbortController();
    const end = (): void => ending.abort(wanted.signal?.reason);
    if (wanted.signal?.aborted === true) end();
    wanted.signal?.addEventListener('abort', end, { once: true });
    running.add(ending);
    try {
      return await requestUntil(wanted, ending.signal);
    } finally {
      running.delete(ending);
      wanted.signal?.removeEventListener('abort', end);
    }
  }

  async function requestUntil<Data>(wanted: TikTokRequest<Data>, signal: AbortSignal): Promise<TikTokAnswer<Data>> {
    const call = pacedCallOf(wanted);
    let startedAt: number | null = null;
    for (let attempt = 1; ; attempt += 1) {
      const { maxWaitMs, isBackground } = wanted;
      const admission = await pacing.admit(call, { signal, maxWaitMs, isBackground });
      const sentAt = monotonic();
      // Waiting for its turn is no trying: a call from far back in the line has all its retries.
      startedAt ??= sentAt;
      const exchange = await send(pools[wanted.environment], dispatchOptions(wanted, signal));
      const result = interpret(exchange, wanted, clock.now());
      settle(admission, exchange, result.kind === 'ok' ? null : result.outcome);
      const line = {
        method: wanted.method,
        path: wanted.path,
        environment: wanted.environment,
        attempt,
        ms: Math.round(monotonic() - sentAt),
        httpStatus: exchange.kind === 'answered' ? exchange.httpStatus : undefined,
        logId: exchange.kind === 'answered' ? exchange.logId : undefined,
      };
      if (result.kind === 'ok') {
        log.debug({ ...line, tiktokRequestId: result.answer.tiktokRequestId }, 'TikTok answered');
        return result.answer;
      }
      const { failure, outcome } = result;
      const decision = signal.aborted
        ? ({ kind: 'stop', retryAfterMs: null, blocksApp: false } as const)
        : decideRetry({
            attempt,
            outcome,
            repeatable: wanted.repeatable,
            elapsedMs: monotonic() - startedAt,
            random: random(),
            nowMs: clock.now(),
          });
      const willRetry = decision.kind === 'retry';
      log.warn(
        { ...line, tiktokRequestId: failure.tiktokRequestId, code: failure.code, kind: failure.kind, willRetry },
        failure.message,
      );
      if (decision.kind === 'stop') {
        if (decision.blocksApp) admission.blockApp(decision.retryAfterMs ?? MINUTE_BREACH_MS);
        throw new TikTokApiError({ ...failure, retryAfterMs: decision.retryAfterMs });
      }
      await sleep(decision.waitMs, signal).catch(() => {
        throw new TikTokApiError(failure);
      });
    }
  }

  return {
    request,
    admit: pacing.admit,
    admitNow: pacing.admitNow,
    dispatch(environment, wanted, handler) {
      callersPools[environment].dispatch(wanted, handler);
    },
    async close() {
      for (const ending of running) ending.abort();
      pacing.close();
      await Promise.all([pools, callersPools].flatMap((each) => [each.production.destroy(), each.sandbox.destroy()]));
    },
  };
}

/** What an exchange means for the calls after it. */
function settle(admission: Admission, exchange: Exchange, failed: FailedOutcome | null): void {
  if (exchange.kind === 'failed') return;
  const { httpStatus, retryAfter } = exchange;
  const refused = failed?.kind === 'refused' ? failed : null;
  const code = refused?.code ?? (failed?.kind === 'edge' ? null : 0);
  admission.settle({ code, message: refused?.message ?? '', httpStatus, retryAfter });
}

/** Whose turn a call takes. Nearly every call of TikTok's names its ad account, in the query or in the body. */
function pacedCallOf(wanted: TikTokRequest<unknown>): PacedCall {
  const { environment, path, method, appId, accessToken = '', workspaceId = '', query, json, multipart } = wanted;
  const named = query?.['advertiser_id'] ?? json?.['advertiser_id'] ?? multipart?.fields['advertiser_id'];
  const several: unknown = json?.['advertiser_ids'];
  const advertiserId = named ?? (Array.isArray(several) && several.length === 1 ? (several[0] as unknown) : undefined);
  return {
    environment,
    path,
    method,
    appId,
    accessToken,
    workspaceId,
    advertiserId: typeof advertiserId === 'string' ? advertiserId : '',
  };
}
