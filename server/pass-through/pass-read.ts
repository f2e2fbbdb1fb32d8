import { AppError } from '../errors.ts';
import { answerHeaders, requestHeaders } from './answer-headers.ts';
import type { CallHead } from './call-head.ts';
import type { CallTally } from './call-tally.ts';
import type { PassThroughContext, Presence } from './context.ts';
import type { Incoming, Outgoing } from './edges.ts';
import type { Exchanged } from './exchange.ts';
import { findTarget } from './find-target.ts';
import { BODY_IDLE_TIMEOUT_MS, gone, HEADERS_TIMEOUT_MS, logIdOf, Sender, type Tried } from './sender.ts';

/** Answers up to here go out in one write; nearly all of TikTok's are far smaller. */
const ONE_WRITE_BYTES = 64 * 1024;

/**
 * Passes a read on, and its answer back as it comes. A try whose connection broke is repeated once, as long as nothing has gone out.
 *
 * @param body JSON, for the few reads that TikTok wants as a POST
 * @throws {AppError} before anything has gone out
 */
export async function passRead(
  context: PassThroughContext,
  head: CallHead,
  body: Buffer | null,
  incoming: Incoming,
  outgoing: Outgoing,
  presence: Presence,
  tally: CallTally,
): Promise<void> {
  const { actor, method, path, search, ids } = head;
  const { workspaceId } = actor;
  const target = await findTarget(context, context.storeOf(workspaceId), ids, incoming.header('x-tiktok-connection'));
  const grant = await context.grants.of(workspaceId, target, 'read');
  const advertiserId = theOne(ids.advertiserIds);
  const sender = new Sender(
    context,
    { workspaceId, method, path, search, advertiserId: advertiserId ?? '', purpose: 'read' },
    grant,
    tally,
    presence,
  );
  const wanted = {
    headers: (accessToken: string) => {
      const headers = requestHeaders((name) => incoming.header(name), accessToken);
      if (body !== null) headers.push('content-type', 'application/json');
      return headers;
    },
    body,
    collectBytes: ONE_WRITE_BYTES,
    headersTimeoutMs: HEADERS_TIMEOUT_MS,
    bodyTimeoutMs: BODY_IDLE_TIMEOUT_MS,
  };
  let tried = await sender.sendRenewing(wanted, head.maxWaitMs);
  if (mayAskAgain(tried.exchanged) && !presence.isGone)
    tried = await sender.sendRenewing(wanted, Math.max(0, head.maxWaitMs - tally.waitMs));
  await answer(tried, method, outgoing, presence, tally);
}

/**
 * Whether a read that came to this is asked again at once. Not where TikTok takes too long: the same slow report asked again and again
 * is blocked (portal page "Reporting performance improvements").
 */
export function mayAskAgain(exchanged: Exchanged): boolean {
  return exchanged.kind === 'failed' && !isSlow(exchanged);
}

const SLOW: ReadonlySet<unknown> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

function isSlow({ error }: Extract<Exchanged, { kind: 'failed' }>): boolean {
  return 'code' in error && SLOW.has(error.code);
}

async function answer(
  { exchanged, peeked, retryAfterMs, exchange }: Tried,
  method: string,
  outgoing: Outgoing,
  presence: Presence,
  tally: CallTally,
): Promise<void> {
  if (exchanged.kind === 'failed') throw presence.isGone ? gone() : isSlow(exchanged) ? tooSlow() : unanswered();
  const { status, headers } = exchanged.head;
  const own = {
    requestId: tally.requestId,
    isFromPage: tally.isFromPage,
    tiktokRequestId: peeked.tiktokRequestId ?? logIdOf(exchanged),
    retryAfterMs,
    admission: tally.admission,
  };
  tally.status = status;
  tally.outcome = peeked.code === null ? `http_${status}` : peeked.code === 0 ? 'ok' : String(peeked.code);
  if (exchanged.kind === 'whole') {
    const given = headers['content-length'];
    // The answer to a HEAD says how long that to a GET would be, if anybody knows.
    const unsaid = method === 'HEAD' ? null : exchanged.body.length;
    const length = exchanged.body.length === 0 && typeof given === 'string' ? given : unsaid;
    outgoing.start(status, answerHeaders(headers, own, status === 204 || status === 304 ? null : length));
    outgoing.end(exchanged.body.length === 0 ? undefined : exchanged.body);
    return;
  }
  const length = headers['content-length'];
  outgoing.start(status, answerHeaders(headers, own, typeof length === 'string' ? length : null));
  if ((await exchange.pipe(outgoing)) === 'broken') tally.outcome = presence.isGone ? 'gone' : 'broken';
}

function theOne(ids: ReadonlySet<string>): string | null {
  const [first] = ids;
  return ids.size === 1 && first !== undefined ? first : null;
}

function tooSlow(): AppError {
  return new AppError(
    'tiktok_unavailable',
    'TikTok did not answer in time. Ask for less at once: the same slow question is not sent again.',
  );
}

function unanswered(): AppError {
  return new AppError(
    'tiktok_unavailable',
    'The connection to TikTok was lost before it answered. Try again in a moment.',
  );
}
