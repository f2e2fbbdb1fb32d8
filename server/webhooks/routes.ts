import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import {
  type AppEnv,
  createBodyBudget,
  createRoute,
  JSON_LIMIT_BYTES,
  jsonAnswer,
  newRouter,
  openProblemResponses,
  problemDocument,
  readLimitedBody,
  requestIdOf,
  SECURITY_HEADERS,
} from '../http/index.ts';
import { createKeyRing } from './key-ring.ts';
import { type Received, receiveNotice } from './receive-notice.ts';
import { createNoticeWriter } from './write-notices.ts';

const PATH = '/v1/webhooks/tiktok';
/** What all bodies on their way may hold together, beyond 16 KiB each. */
const BODIES_IN_MEMORY_BYTES = 128 * 1024 * 1024;
/** TikTok asks for nothing but the status; the body looks like its own answers. */
const TAKEN = '{"code":0,"message":"OK"}';

const receiveRoute = createRoute({
  operationId: 'receiveTikTokWebhook',
  tags: ['Webhooks'],
  summary: 'Take a notice of TikTok',
  description: `For TikTok, which must know this address as \`callback_url\`. Answers 200 once the notice is on the disk, and looks into it afterwards. A notice that came before gets the same answer.

Signed in one of TikTok's two ways: \`X-Open-Signature\` (hex HMAC-SHA-256 of the body with the app secret, as sent or with non-ASCII as \`\\uXXXX\`) or \`TikTok-Signature\` (\`t=<epoch seconds>,s=<hex HMAC-SHA-256 of "<t>.<body>">\`, at most 5 minutes old or ahead). When both are there both must be right.

A body \`{"challenge": …}\`, or \`?challenge=…\` with none, is answered with the challenge.`,
  method: 'post',
  path: PATH,
  request: {
    query: z.object({
      app: z
        .string()
        .optional()
        .describe('The App ID of a developer app that a workspace brought; without it the server’s own signed it'),
      challenge: z.string().optional(),
    }),
    headers: z.object({
      'X-Open-Signature': z.string().optional(),
      'TikTok-Signature': z.string().optional(),
    }),
    body: {
      required: true,
      content: { 'application/json': { schema: z.looseObject({}).describe('A notice; at most 1 MiB') } },
    },
  },
  responses: {
    200: jsonAnswer(
      'It is on the disk',
      z.union([
        z.object({ code: z.literal(0), message: z.literal('OK') }),
        z.object({ challenge: z.union([z.string(), z.number()]) }),
      ]),
    ),
    ...openProblemResponses(
      'webhook_signature_invalid',
      'invalid_json',
      'payload_too_large',
      'request_timeout',
      'storage_failed',
    ),
  },
});

/** Takes a request to the webhook route, whatever it brings. @param bindings what the platform hands in beside it */
export type WebhookReceiver = (request: Request, bindings: unknown) => Promise<Response>;

/** The route, and its place in the document. */
export function webhookRoutes(receive: WebhookReceiver): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openAPIRegistry.registerPath(receiveRoute);
  router.post(PATH, (c) => receive(c.req.raw, c.env));
  return router;
}

/** Whether a request is for the receiver, told from its address alone: so fast that every request may be asked. */
export function isForWebhooks({ method, url }: Request): boolean {
  if (method !== 'POST') return false;
  const pathAt = url.indexOf('/', url.indexOf('//') + 2);
  if (!url.startsWith(PATH, pathAt)) return false;
  const end = pathAt + PATH.length;
  return end === url.length || url[end] === '?';
}

/**
 * Where TikTok calls. To be reached past every middleware: thousands of notices may come in a second, and none of what the
 * others do (CORS, sessions, a copy of the body, a line in the log) is for TikTok. The request's id, the security headers and
 * the counters of /metrics are kept.
 */
export function createWebhookReceiver(deps: Deps): WebhookReceiver {
  const { clock, config, log, metrics, random } = deps;
  const parts = {
    keyRing: createKeyRing(deps),
    writer: createNoticeWriter({ inbox: deps.store.webhookInbox, log, onNew: () => deps.inbox.wake() }),
  };
  const limits = { bytes: JSON_LIMIT_BYTES, budget: createBodyBudget(BODIES_IN_MEMORY_BYTES) };

  const take = async (request: Request, bindings: unknown): Promise<Received | { outcome: 'broken_off' }> => {
    const { headers, url } = request;
    const notice = {
      openSignature: headers.get('X-Open-Signature') ?? undefined,
      tiktokSignature: headers.get('TikTok-Signature') ?? undefined,
      ...readQuery(url),
    };
    const body = await readLimitedBody(request, bindings, limits);
    return body === null ? { outcome: 'broken_off' } : receiveNotice(deps, parts, { ...notice, body });
  };

  return async (request, bindings) => {
    const startedAt = clock.now();
    const requestId = requestIdOf(request.headers.get('X-Request-Id') ?? undefined, random);
    let outcome: string;
    let response: Response;
    try {
      const received = await take(request, bindings);
      outcome = received.outcome;
      response = answer(received, requestId, config.publicUrl);
    } catch (error) {
      const problem = toProblem(error);
      outcome = problem.code;
      if (problem.code === 'internal_error') log.error({ requestId, err: error }, 'a notice of TikTok failed');
      response = refuse(problem, requestId, config.publicUrl);
    }
    const { status } = response;
    const durationMs = clock.now() - startedAt;
    metrics.webhook({ outcome });
    metrics.httpRequest({ method: 'POST', route: PATH, status, durationMs });
    // One line each would be the larger part of a busy server's log; /metrics counts them.
    log.debug({ requestId, method: 'POST', path: PATH, status, durationMs, outcome }, 'request');
    return response;
  };
}

function readQuery(url: string): { appId: string | undefined; challenge: string | undefined } {
  const at = url.indexOf('?');
  if (at < 0) return { appId: undefined, challenge: undefined };
  const query = new URLSearchParams(url.slice(at));
  return { appId: query.get('app') ?? undefined, challenge: query.get('challenge') ?? undefined };
}

function answer(received: Received | { outcome: 'broken_off' }, requestId: string, publicUrl: string): Response {
  switch (received.outcome) {
    case 'accepted':
    case 'duplicate':
      return json(TAKEN, requestId);
    case 'challenge':
      return json(JSON.stringify({ challenge: received.challenge }), requestId);
    case 'invalid_json':
      return refuse(
        new AppError('invalid_json', 'The body is signed, but it is not a JSON object.'),
        requestId,
        publicUrl,
      );
    case 'broken_off':
      return refuse(new AppError('invalid_json', 'The body ends too early.'), requestId, publicUrl);
    default:
      return refuse(new AppError('webhook_signature_invalid', REFUSALS[received.outcome]), requestId, publicUrl);
  }
}

const REFUSALS = {
  missing: 'There is neither an X-Open-Signature nor a TikTok-Signature header.',
  malformed: 'The signature header does not have the form that TikTok documents.',
  wrong: 'The body was not signed with a key that this server accepts.',
  stale: 'The signature’s time is more than five minutes from this server’s.',
} as const;

function json(body: string, requestId: string): Response {
  return new Response(body, {
    headers: { ...SECURITY_HEADERS, 'Content-Type': 'application/json', 'X-Request-Id': requestId },
  });
}

function refuse(problem: AppError, requestId: string, publicUrl: string): Response {
  const response = problemDocument(problem, { requestId, publicUrl });
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  response.headers.set('X-Request-Id', requestId);
  return response;
}

function toProblem(error: unknown): AppError {
  return error instanceof AppError
    ? error
    : new AppError('internal_error', 'Something unexpected happened. The log holds more under this requestId.', {
        cause: error,
      });
}
