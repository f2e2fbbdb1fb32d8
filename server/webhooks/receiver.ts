import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import {
  createBodyBudget,
  JSON_LIMIT_BYTES,
  problemDocument,
  readIncomingBody,
  readLimitedBody,
  requestIdOf,
  SECURITY_HEADERS,
} from '../http/index.ts';
import { createKeyRing } from './key-ring.ts';
import { type IncomingNotice, type Received, receiveNotice } from './receive-notice.ts';
import { createRefusalLog } from './refusal-log.ts';
import { createNoticeWriter } from './write-notices.ts';

export const PATH = '/v1/webhooks/tiktok';
/** What all bodies on their way may hold together, beyond 16 KiB each. */
const BODIES_IN_MEMORY_BYTES = 128 * 1024 * 1024;
/** TikTok asks for nothing but the status; the body looks like its own answers. */
const TAKEN = '{"code":0,"message":"OK"}';
/** Laid out once, as Node writes them without looking at them again. */
const FIXED_HEADERS: readonly string[] = Object.entries({
  ...SECURITY_HEADERS,
  'Content-Type': 'application/json',
}).flat();

/** Takes notices past the framework. */
export interface WebhookReceiver {
  /** Takes a request to the webhook route, whatever it brings. @param bindings what the platform hands in beside it */
  fetch(request: Request, bindings: unknown): Promise<Response>;
  /**
   * Answers on Node's own response, which takes a part of the time of one that is made first and copied then. False, with nothing
   * touched, when the request is for somebody else.
   */
  readonly straight: (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;
}

/** A request in whichever form it came. */
interface Delivery extends Omit<IncomingNotice, 'body'> {
  readonly givenId: string | undefined;
  body(): Promise<Buffer | null>;
}

interface Answer {
  readonly requestId: string;
  /** JSON that goes with a 200, or what is wrong. */
  readonly content: string | AppError;
}

/** Whether a request is for the receiver, told from its address alone: so fast that every request may be asked. */
export function isForWebhooks({ method, url }: Request): boolean {
  return method === 'POST' && isPath(url, url.indexOf('/', url.indexOf('//') + 2));
}

function isPath(url: string, at: number): boolean {
  if (!url.startsWith(PATH, at)) return false;
  const end = at + PATH.length;
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
  const noteRefusal = createRefusalLog(deps);
  const limits = { bytes: JSON_LIMIT_BYTES, budget: createBodyBudget(BODIES_IN_MEMORY_BYTES) };

  const take = async (delivery: Delivery): Promise<Answer> => {
    const startedAt = clock.now();
    const requestId = requestIdOf(delivery.givenId, random);
    let outcome: string;
    let content: string | AppError;
    try {
      const { openSignature, tiktokSignature, appId, challenge } = delivery;
      const body = await delivery.body();
      const received: Received | { outcome: 'broken_off' } =
        body === null
          ? { outcome: 'broken_off' }
          : await receiveNotice(deps, parts, { openSignature, tiktokSignature, appId, challenge, body });
      outcome = received.outcome;
      content = contentOf(received);
    } catch (error) {
      content = toProblem(error);
      outcome = content.code;
      if (content.code === 'internal_error') log.error({ requestId, err: error }, 'a notice of TikTok failed');
    }
    const status = typeof content === 'string' ? 200 : content.status;
    const durationMs = clock.now() - startedAt;
    metrics.webhook({ outcome });
    noteRefusal(outcome);
    metrics.httpRequest({ method: 'POST', route: PATH, status, durationMs });
    // One line each would be the larger part of a busy server's log; /metrics counts them.
    if (log.isLevelEnabled('debug'))
      log.debug({ requestId, method: 'POST', path: PATH, status, durationMs, outcome }, 'request');
    return { requestId, content };
  };

  return {
    async fetch(request, bindings) {
      const { headers, url } = request;
      const answer = await take({
        openSignature: headers.get('X-Open-Signature') ?? undefined,
        tiktokSignature: headers.get('TikTok-Signature') ?? undefined,
        givenId: headers.get('X-Request-Id') ?? undefined,
        ...readQuery(url),
        body: () => readLimitedBody(request, bindings, limits),
      });
      return toResponse(answer, config.publicUrl);
    },

    straight(incoming, outgoing) {
      const { method, url = '' } = incoming;
      if (method !== 'POST' || !isPath(url, 0)) return false;
      const { headers } = incoming;
      const { appId, challenge } = readQuery(url);
      take({
        openSignature: one(headers['x-open-signature']),
        tiktokSignature: one(headers['tiktok-signature']),
        givenId: one(headers['x-request-id']),
        appId,
        challenge,
        body: () => readIncomingBody(incoming, limits),
      })
        .then((answer) => send(answer, incoming, outgoing, config.publicUrl))
        .catch((error: unknown) => {
          log.error({ err: error }, 'a notice of TikTok could not be answered');
          outgoing.destroy();
        });
      return true;
    },
  };
}

/** Node joins a header that comes twice; only of a few of its own it makes lists. */
function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.join(', ');
}

function readQuery(url: string): { appId: string | undefined; challenge: string | undefined } {
  const at = url.indexOf('?');
  if (at < 0) return { appId: undefined, challenge: undefined };
  const query = new URLSearchParams(url.slice(at));
  return { appId: query.get('app') ?? undefined, challenge: query.get('challenge') ?? undefined };
}

function contentOf(received: Received | { outcome: 'broken_off' }): string | AppError {
  switch (received.outcome) {
    case 'accepted':
    case 'duplicate':
      return TAKEN;
    case 'challenge':
      return JSON.stringify({ challenge: received.challenge });
    case 'invalid_json':
      return new AppError('invalid_json', 'The body is signed, but it is not a JSON object.');
    case 'broken_off':
      return new AppError('invalid_json', 'The body ends too early.');
    default:
      return new AppError('webhook_signature_invalid', REFUSALS[received.outcome]);
  }
}

const REFUSALS = {
  missing: 'There is neither an X-Open-Signature nor a TikTok-Signature header.',
  malformed: 'The signature header does not have the form that TikTok documents.',
  wrong: 'The body was not signed with a key that this server accepts.',
  stale: 'The signature’s time is more than five minutes from this server’s.',
} as const;

function toResponse({ requestId, content }: Answer, publicUrl: string): Response {
  if (typeof content === 'string')
    return new Response(content, {
      headers: { ...SECURITY_HEADERS, 'Content-Type': 'application/json', 'X-Request-Id': requestId },
    });
  const response = problemDocument(content, { requestId, publicUrl });
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  response.headers.set('X-Request-Id', requestId);
  return response;
}

async function send(
  answer: Answer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  publicUrl: string,
): Promise<void> {
  const { requestId, content } = answer;
  // What has not come by now is not waited for: the connection ends with the answer.
  const hangUp = incoming.complete ? [] : ['Connection', 'close'];
  if (typeof content === 'string') {
    const length = String(Buffer.byteLength(content));
    outgoing.writeHead(200, [...FIXED_HEADERS, 'X-Request-Id', requestId, 'Content-Length', length, ...hangUp]);
    outgoing.end(content);
    return;
  }
  const response = toResponse(answer, publicUrl);
  const body = Buffer.from(await response.arrayBuffer());
  const headers = [...response.headers].filter(([name]) => hangUp.length === 0 || name !== 'connection').flat();
  outgoing.writeHead(response.status, [...headers, 'Content-Length', String(body.length), ...hangUp]);
  outgoing.end(body);
}

function toProblem(error: unknown): AppError {
  return error instanceof AppError
    ? error
    : new AppError('internal_error', 'Something unexpected happened. The log holds more under this requestId.', {
        cause: error,
      });
}
