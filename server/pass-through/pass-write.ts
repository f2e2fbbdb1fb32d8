import { APPROVAL_HEADER } from '../../shared/control-kinds.ts';
import { type CallBody, callFields, type GuardedCall, classify, oddSpelling } from '../call-catalogue/index.ts';
import { fingerprintOf, readIdempotencyKey } from '../call-log/index.ts';
import type { Actor } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requestHeaders } from './answer-headers.ts';
import { MAX_ANSWER_BYTES, toSent } from './call-answer.ts';
import { type CallHead, readApprovalId } from './call-head.ts';
import { twice } from './call-query.ts';
import type { PassThroughContext, Presence } from './context.ts';
import type { Incoming, Outgoing } from './edges.ts';
import { findTarget } from './find-target.ts';
import { guardCall, type Sending, type WriteAbout, type WriteOutcome } from './guard-call.ts';
import type { Sent } from '../guard-shapes/index.ts';
import type { CallTally } from './call-tally.ts';
import { encodeJson } from './json-body.ts';
import { BODY_IDLE_TIMEOUT_MS, Sender, type SendTally } from './sender.ts';
import { answerWrite } from './write-answer.ts';

/** Passes a write without files on: read whole, so that guards can look into it. */
export async function passWrite(
  context: PassThroughContext,
  head: CallHead,
  body: CallBody,
  incoming: Incoming,
  outgoing: Outgoing,
  presence: Presence,
  tally: CallTally,
): Promise<void> {
  const { method, path, search } = head;
  const idempotencyKey = readIdempotencyKey(incoming.header('idempotency-key'));
  const call = await toGuardedCall(context, head, body, incoming);
  const changed = withClass(context.guards.pausedByDefault(call), call);
  const about = {
    idempotencyKey,
    fingerprint: fingerprintOf(
      { method, path, search: throughConnection(search, incoming) },
      body.kind === 'json' ? body.value : null,
    ),
    approvedId: null,
    claimedId: readApprovalId(incoming.header(APPROVAL_HEADER.toLowerCase())),
    onRecorded: (callId: string) => void (tally.callId = callId),
  };
  const maxWaitMs = head.maxWaitMs;
  const outcome = await runWrite(context, head.actor, changed, about, { maxWaitMs, presence, tally, incoming });
  answerWrite(outgoing, outcome, tally);
}

/**
 * The call as the guards see it, with the connection it goes through.
 *
 * @throws {AppError} see findTarget; connection_read_only, connection_disconnected
 */
export async function toGuardedCall(
  context: PassThroughContext,
  { actor, method, path, search, query, ids }: CallHead,
  body: CallBody,
  incoming: Incoming,
): Promise<GuardedCall> {
  const { workspaceId } = actor;
  refuseOddSpelling(oddSpelling({ method, path, query, body }));
  refuseContradictions(query, callFields({ body }));
  const store = context.storeOf(workspaceId);
  const target = await findTarget(context, store, ids, incoming.header('x-tiktok-connection'));
  // Before anything is written down or asked: a sign-in that cannot write makes all the rest idle.
  await context.grants.of(workspaceId, target, 'write');
  const advertiserIds = [...ids.advertiserIds];
  const [first = null] = advertiserIds;
  const { family, actions } = classify({ method, path, query, body });
  return {
    id: context.deps.random.id('call'),
    method,
    path,
    search,
    query,
    family,
    actions,
    advertiserId: advertiserIds.length === 1 ? first : null,
    advertiserIds,
    connectionId: target.connectionId,
    body,
  };
}

/** The query with the connection that the caller named: through another one it is another call, whatever Idempotency-Key it has. */
export function throughConnection(search: string, incoming: Incoming): string {
  const named = incoming.header('x-tiktok-connection');
  return named === undefined ? search : `${search}&${new URLSearchParams({ 'x-tiktok-connection': named }).toString()}`;
}

/** @throws {AppError} invalid_request, where there is such a name */
function refuseOddSpelling(name: string | null): void {
  if (name === null) return;
  throw new AppError('invalid_request', `${JSON.stringify(name.slice(0, 80))} is not how TikTok writes it.`);
}

/** Guards look at both, but a person who decides is shown one, and TikTok takes one. */
function refuseContradictions(query: CallHead['query'], fields: Readonly<Record<string, unknown>>): void {
  for (const name in query) {
    if (!Object.hasOwn(fields, name)) continue;
    const value = fields[name];
    if ((typeof value === 'string' ? value : JSON.stringify(value)) !== query[name]) throw twice(name);
  }
}

/** What a changed call does may be something else. */
function withClass(changed: GuardedCall, call: GuardedCall): GuardedCall {
  return changed === call ? call : { ...changed, actions: classify(changed).actions };
}

/** How a write is sent, besides what it is. */
export interface WriteRun {
  readonly maxWaitMs: number;
  readonly tally: SendTally;
  /** Null: nobody is waiting for the answer. */
  readonly presence: Presence | null;
  readonly incoming: Incoming | null;
}

/**
 * Takes a JSON write through the guards and sends it. Once it is on its way it goes on to its end, although the caller has gone: what
 * became of it is written down.
 *
 * @throws {AppError}
 */
export async function runWrite(
  context: PassThroughContext,
  actor: Actor,
  call: GuardedCall,
  about: WriteAbout,
  run: WriteRun,
): Promise<WriteOutcome> {
  const { deps, guards } = context;
  const sending: Sending = {
    maxWaitMs: run.maxWaitMs,
    async send(guarded, handle, grantRun, isStillHeld, leftMs) {
      const sender = await senderOf(context, actor, guarded, run);
      const prepared = guards.reconcile.prepare(deps, guarded, handle);
      return guards.reconcile.send(deps, prepared, handle, grantRun, async (each, { timeoutMs, maxWaitMs }) =>
        sendOnce(sender, each, run, isStillHeld, { timeoutMs, maxWaitMs: Math.min(maxWaitMs, leftMs) }),
      );
    },
  };
  return guardCall(context, actor, call, about, sending);
}

async function senderOf(
  context: PassThroughContext,
  { workspaceId }: Actor,
  { method, path, search, advertiserId, connectionId }: GuardedCall,
  { tally, presence }: WriteRun,
): Promise<Sender> {
  const target = await context.storeOf(workspaceId).callTargets.ofConnection(connectionId);
  if (target === null) throw new AppError('connection_disconnected', 'The connection was removed meanwhile.');
  const grant = await context.grants.of(workspaceId, target, 'write');
  const call = { workspaceId, method, path, search, advertiserId: advertiserId ?? '', purpose: 'write' } as const;
  return new Sender(context, call, grant, tally, presence, { untilSent: true });
}

/** One try. Never rejects for a reason that is known. */
async function sendOnce(
  sender: Sender,
  { body }: GuardedCall,
  { incoming }: WriteRun,
  isStillHeld: () => Promise<boolean>,
  { timeoutMs, maxWaitMs }: { timeoutMs: number; maxWaitMs: number },
): Promise<Sent> {
  const bytes = body.kind === 'json' ? encodeJson(body.value) : null;
  try {
    const tried = await sender.sendRenewing(
      {
        headers: (accessToken) => {
          const headers = requestHeaders((name) => incoming?.header(name), accessToken);
          if (bytes !== null) headers.push('content-type', 'application/json');
          return headers;
        },
        body: bytes,
        collectBytes: MAX_ANSWER_BYTES,
        collectsAll: true,
        headersTimeoutMs: timeoutMs,
        bodyTimeoutMs: BODY_IDLE_TIMEOUT_MS,
        timeoutMs,
        isStillHeld,
      },
      maxWaitMs,
    );
    return toSent(tried);
  } catch (error) {
    if (error instanceof AppError) return { kind: 'not_sent', error };
    throw error;
  }
}
