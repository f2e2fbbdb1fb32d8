import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { CLOSE_GRACE_MS, PREFLIGHT_HEADERS, problemParts, requestIdOf } from '../http/index.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import { toAppError } from '../tiktok-failure/index.ts';
import { ownHeaders } from './answer-headers.ts';
import { METHODS } from './call-head.ts';
import { isCallPath, ROUTE } from './call-path.ts';
import { createContext, Presence, type PassThroughContext } from './context.ts';
import type { Incoming, Outgoing } from './edges.ts';
import { fetchIncoming, fetchOutgoing } from './fetch-edge.ts';
import type { Guards } from '../guard-shapes/index.ts';
import { passCall } from './pass-call.ts';
import { NodeIncoming, NodeOutgoing } from './node-edge.ts';
import type { CallTally } from './call-tally.ts';

/** Calls to TikTok on behalf of a workspace. */
export interface PassThrough {
  /** Takes a call, whatever it brings. @param bindings what the platform hands in beside it */
  fetch(request: Request, bindings: unknown): Promise<Response>;
  /** The same on Node's own request and response, in a part of the time. False, with nothing touched, when it is for somebody else. */
  readonly straight: (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;
  /** Waits for calls that run, at most 10 s: a write goes on when its caller has gone, and no response tells of it. */
  settle(): Promise<void>;
  readonly context: PassThroughContext;
}

/** Whether a request is for the pass-through, told from its address alone. */
export function isForPassThrough({ url }: Request): boolean {
  return isCallPath(url, url.indexOf('/', url.indexOf('//') + 2));
}

/** @param guards what stands between callers and TikTok besides credentials and pace */
export function createPassThrough(deps: Deps, guards: Guards): PassThrough {
  const context = createContext(deps, guards);
  const { random, clock } = deps;
  let running = 0;
  let wake = (): void => {};

  function take(incoming: Incoming, outgoing: Outgoing): void {
    const tally: CallTally = {
      requestId: requestIdOf(incoming.header('x-request-id'), random),
      startedAt: clock.now(),
      isFromPage: incoming.header('origin') !== undefined,
      status: 0,
      actor: null,
      path: null,
      family: null,
      callId: null,
      isForm: false,
      outcome: 'internal_error',
      waitMs: 0,
      tries: 0,
      tiktokCode: null,
      upstreamMs: 0,
      admission: null,
    };
    const presence = new Presence();
    outgoing.onGone(() => presence.leave());
    outgoing.onClose(() => record(context, incoming.method, tally, presence));
    if (incoming.method === 'OPTIONS') {
      tally.outcome = 'ok';
      answerOptions(incoming, outgoing, tally);
      return;
    }
    running += 1;
    passCall(context, incoming, outgoing, presence, tally).then(ended, async (error: unknown) => {
      try {
        if (!tally.isForm) await incoming.drop();
        fail(deps, outgoing, tally, error);
      } finally {
        ended();
      }
    });
  }

  function ended(): void {
    running -= 1;
    if (running === 0) wake();
  }

  return {
    context,
    async fetch(request, bindings) {
      const { outgoing, response } = fetchOutgoing(request);
      take(fetchIncoming(request, bindings), outgoing);
      return response;
    },
    straight(incoming, outgoing) {
      if (!isCallPath(incoming.url ?? '')) return false;
      take(new NodeIncoming(incoming), new NodeOutgoing(outgoing, incoming));
      return true;
    },
    async settle() {
      if (running === 0) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, CLOSE_GRACE_MS);
      });
      clearTimeout(timer);
    },
  };
}

function answerOptions(incoming: Incoming, outgoing: Outgoing, tally: CallTally): void {
  const { requestId, isFromPage } = tally;
  tally.status = 204;
  const isPreflight = incoming.header('access-control-request-method') !== undefined;
  const headers = isPreflight
    ? Object.entries(PREFLIGHT_HEADERS).flat()
    : ['Allow', [...METHODS, 'OPTIONS'].join(', ')];
  outgoing.start(
    204,
    isPreflight
      ? [...headers, 'X-Request-Id', requestId]
      : [...ownHeaders({ requestId, isFromPage, tiktokRequestId: null }), ...headers],
  );
  outgoing.end();
}

/** Answers with a problem document; an answer that has begun is broken off instead. */
function fail(deps: Deps, outgoing: Outgoing, tally: CallTally, error: unknown): void {
  const { requestId, isFromPage } = tally;
  const problem = toProblem(error);
  tally.outcome = problem.code;
  if (problem.code === 'internal_error') deps.log.error({ requestId, err: error }, 'a call of the pass-through failed');
  if (outgoing.isStarted) {
    outgoing.cut();
    return;
  }
  const { status, headers, body } = problemParts(problem, { requestId, publicUrl: deps.config.publicUrl });
  const bytes = Buffer.from(body);
  tally.status = status;
  outgoing.start(status, [
    ...ownHeaders({
      requestId,
      isFromPage,
      tiktokRequestId: problem.tiktokRequestId,
      ...(tally.callId === null ? {} : { callId: tally.callId }),
    }),
    ...Object.entries(headers).flat(),
    'Content-Length',
    String(bytes.length),
  ]);
  outgoing.end(bytes);
}

function toProblem(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof TikTokApiError) return toAppError(error);
  return new AppError('internal_error', 'Something unexpected happened. The log holds more under this requestId.', {
    cause: error,
  });
}

function record({ deps, accessLog }: PassThroughContext, method: string, tally: CallTally, { isGone }: Presence): void {
  const { requestId, status, actor, path, family, tiktokCode, callId, tries } = tally;
  const durationMs = deps.clock.now() - tally.startedAt;
  const outcome = isGone ? 'gone' : tally.outcome;
  deps.metrics.httpRequest({ method, route: ROUTE, status, durationMs });
  deps.metrics.passThrough({ family: family ?? 'none', outcome, waitMs: tally.waitMs });
  if (!accessLog.isLevelEnabled('info')) return;
  accessLog.info(
    {
      requestId,
      method,
      path: path === null ? ROUTE : `/v1/tiktok/open_api/v1.3${path}`,
      status,
      durationMs,
      waitMs: Math.round(tally.waitMs),
      tiktokMs: Math.round(tally.upstreamMs),
      tries,
      tiktokCode,
      outcome,
      ...(callId === null ? {} : { callId }),
      ...(actor === null ? {} : { caller: actor.kind, workspaceId: actor.workspaceId }),
    },
    'request',
  );
}
