import { randomBytes } from 'node:crypto';
import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Dispatcher, Pool } from 'undici';
import { TikTokApiError } from './errors.ts';
import type { Caller } from './fair-line.ts';
import { describe, interpret } from './interpret.ts';
import { encodeMultipart } from './multipart.ts';
import { createLanes, type Lane } from './lanes.ts';
import { encodeQuery } from './query.ts';
import type { RateTier } from './rate-limit.ts';
import type { TikTokAnswer, TikTokEnvironment, TikTokRequest } from './request.ts';
import { DAY_MS, decideRetry, MINUTE_BREACH_MS } from './retry.ts';
import { send } from './send.ts';

export type { TikTokAnswer, TikTokEnvironment, TikTokFile, TikTokRequest } from './request.ts';

/** @throws {TikTokApiError} whatever went wrong, after the retries that are allowed. */
export interface TikTokClient {
  request<Data>(request: TikTokRequest<Data>): Promise<TikTokAnswer<Data>>;
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
  /** From 0 up to 1, for the jitter. */
  random?: () => number;
  /** Milliseconds that only go forward, for pacing and for how long a call may go on trying. */
  monotonic?: () => number;
  /** Waits; rejects when the signal aborts. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const BASE_PATH = '/open_api/v1.3';
const DEFAULT_TIMEOUT_MS = 30_000;
/**
 * About a minute's worth of turns at the lowest tier; beyond, a quick "later" helps more than a long wait. Counted for each caller on
 * its own, so that one with a long line shuts out nobody else.
 */
const MAX_BACKLOG = 480;
/** REQUEST_TOO_FREQUENT: the app's limit. */
const APP_LIMIT_REACHED = 40100;

/** The one way to TikTok. Requests are paced per developer app and environment, failed ones retried where that is safe. */
export function createTikTokClient(options: TikTokClientOptions): TikTokClient {
  const { tier, clock, log } = options;
  const random = options.random ?? Math.random;
  const sleep = options.sleep ?? ((ms: number, signal: AbortSignal) => sleepFor(ms, undefined, { signal }));
  const monotonic = options.monotonic ?? ((): number => performance.now());
  const makePool = (origin: string): Pool => new Pool(origin, { connections: 16, connect: { timeout: 10_000 } });
  const pools: Readonly<Record<TikTokEnvironment, Pool>> = {
    production: makePool(options.apiUrl),
    sandbox: makePool(options.sandboxApiUrl),
  };
  const lanes = createLanes({ tier, ownAppId: options.ownAppId ?? null, clock, monotonic, sleep });

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
    const lane = lanes.of(wanted);
    lane.calls += 1;
    try {
      return await requestIn(lane, wanted, signal);
    } finally {
      lane.calls -= 1;
    }
  }

  async function requestIn<Data>(
    lane: Lane,
    wanted: TikTokRequest<Data>,
    signal: AbortSignal,
  ): Promise<TikTokAnswer<Data>> {
    let startedAt: number | null = null;
    for (let attempt = 1; ; attempt += 1) {
      await admit(lane, wanted, signal);
      const sentAt = monotonic();
      // Waiting for its turn is no trying: a call from far back in the line has all its retries.
      startedAt ??= sentAt;
      const exchange = await send(pools[wanted.environment], dispatchOptions(wanted, signal));
      const result = interpret(exchange, wanted, clock.now());
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
      if (failure.code === APP_LIMIT_REACHED) lane.joinApp(wanted.path);
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
        if (decision.blocksApp) lane.blockedUntil = clock.now() + (decision.retryAfterMs ?? MINUTE_BREACH_MS);
        throw new TikTokApiError({ ...failure, retryAfterMs: decision.retryAfterMs });
      }
      await sleep(decision.waitMs, signal).catch(() => {
        throw new TikTokApiError(failure);
      });
    }
  }

  async function admit(lane: Lane, wanted: TikTokRequest<unknown>, signal: AbortSignal): Promise<void> {
    const blockedMs = lane.blockedUntil - clock.now();
    // No block is that long: the clock was set back since.
    if (blockedMs > 0 && blockedMs <= DAY_MS) {
      throw unsent(wanted, 'TikTok limits this developer app for the moment', blockedMs);
    }
    const pacer = lane.pacerOf(wanted.path);
    const caller = callerOf(wanted);
    if (pacer.backlogOf(caller) >= MAX_BACKLOG) {
      throw unsent(wanted, 'too many requests are waiting for their turn', 60_000);
    }
    await pacer.enter(signal, caller, wanted.isBackground).catch((cause: unknown) => {
      throw new TikTokApiError({
        kind: 'network',
        message: describe(wanted, 'given up'),
        mayHaveHappened: false,
        cause,
      });
    });
  }

  return {
    request,
    async close() {
      for (const ending of running) ending.abort();
      await Promise.all([pools.production.destroy(), pools.sandbox.destroy()]);
    },
  };
}

/** Whose turn a call takes. Nearly every call of TikTok's names its ad account, in the query or in the body. */
function callerOf({ workspaceId = '', query, json, multipart }: TikTokRequest<unknown>): Caller {
  const named = query?.['advertiser_id'] ?? json?.['advertiser_id'] ?? multipart?.fields['advertiser_id'];
  const [first] = Array.isArray(json?.['advertiser_ids']) ? (json['advertiser_ids'] as unknown[]) : [];
  const advertiserId = named ?? first;
  return { workspaceId, advertiserId: typeof advertiserId === 'string' ? advertiserId : '' };
}

function unsent(wanted: TikTokRequest<unknown>, reason: string, retryAfterMs: number): TikTokApiError {
  return new TikTokApiError({
    kind: 'refused',
    code: null,
    message: describe(wanted, reason),
    tiktokMessage: '',
    mayHaveHappened: false,
    retryAfterMs,
  });
}

function dispatchOptions(wanted: TikTokRequest<unknown>, signal: AbortSignal): Dispatcher.RequestOptions {
  const timeoutMs = wanted.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const common = {
    method: wanted.method,
    path: `${BASE_PATH}${wanted.path}${encodeQuery(wanted.query)}`,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  };
  const headers: Record<string, string> = { accept: 'application/json' };
  if (wanted.accessToken !== undefined) headers['access-token'] = wanted.accessToken;
  if (wanted.multipart !== undefined) {
    const body = encodeMultipart(
      wanted.multipart.fields,
      wanted.multipart.file,
      `form-${randomBytes(16).toString('hex')}`,
    );
    headers['content-type'] = body.contentType;
    headers['content-length'] = String(body.contentLength);
    return { ...common, headers, body: body.open() };
  }
  if (wanted.encodedJson !== undefined) {
    headers['content-type'] = 'application/json';
    return { ...common, headers, body: wanted.encodedJson };
  }
  if (wanted.json !== undefined) {
    headers['content-type'] = 'application/json';
    return { ...common, headers, body: JSON.stringify(wanted.json) };
  }
  return { ...common, headers };
}
