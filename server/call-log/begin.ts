import type { GuardedCall } from '../call-catalogue/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Begun, Guards } from '../guard-shapes/index.ts';
import { lookUpOf, newRequestId, requestIdOf, takesRequestId } from '../reconcile/index.ts';
import type { CallRecord, KeyRecord } from '../store/calls.ts';
import { createHandle, LEASE_MS, newOwner } from './handle.ts';
import { KEEP_KEYS_MS } from './idempotency-key.ts';
import { openAnswer } from './stored-answer.ts';

type About = Parameters<Guards['callLog']['begin']>[3];
type Held = { key: KeyRecord | null; call: CallRecord; leaseUntil: number | null };

/** TikTok’s are 64-bit integers. Whatever else a caller sends for one is TikTok’s to refuse, and not kept by the megabyte. */
const MOST_ID_CHARACTERS = 64;

/** Until the form has passed, nobody knows its fingerprint. */
const UNKNOWN_FINGERPRINT = '';

/**
 * Writes a call down, on the disk, before anything is sent. With an Idempotency-Key that was used before it gives the answer of the
 * first call, or goes on with that call when its end is not known.
 *
 * @throws {AppError} idempotency_key_reused - the key belongs to another call; idempotency_in_progress - the first call is under way
 */
export async function begin(deps: Deps, actor: Actor, call: GuardedCall, about: About): Promise<Begun> {
  const { workspaceId } = actor;
  const now = deps.clock.now();
  const { idempotencyKey, fingerprint } = about;
  const owner = newOwner(deps);
  const record = recordOf(deps, actor, call, about, now);
  const begun = await deps.store
    .workspace(workspaceId)
    .calls.begin(
      record,
      { owner, until: now + LEASE_MS },
      idempotencyKey === null
        ? null
        : { key: idempotencyKey, fingerprint: fingerprint ?? UNKNOWN_FINGERPRINT, expiresAt: now + KEEP_KEYS_MS },
    );
  const isForm = fingerprint === null;
  switch (begun.kind) {
    case 'begun':
      return go(deps, actor, call, { record, owner, isResumed: false, isForm });
    case 'again':
      // Sent before, to the end: only a call whose key has run out gets here.
      if (begun.call.status === 'succeeded') throw overAlready(begun.call);
      return go(deps, actor, call, {
        record: { ...begun.call, status: 'running', finishedAt: null, error: null },
        owner,
        isResumed: isInDoubt(begun.call),
        isForm,
      });
    case 'held':
      return continueHeld(deps, actor, call, fingerprint, owner, begun);
  }
}

async function continueHeld(
  deps: Deps,
  actor: Actor,
  call: GuardedCall,
  fingerprint: string | null,
  owner: string,
  held: Held,
): Promise<Begun> {
  const { workspaceId } = actor;
  const { key, leaseUntil } = held;
  const now = deps.clock.now();
  const isBusy = leaseUntil !== null && leaseUntil > now;
  if (key === null) throw inProgress((leaseUntil ?? now) - now);
  // The same call under its own id is the same call, whatever its fingerprint: an approved one is not put together as it was sent.
  const isItself = held.call.id === call.id;
  if (fingerprint === null && !isItself) {
    if (isBusy) throw inProgress(leaseUntil - now);
    return { kind: 'compare', settle: async (known) => settleForm(deps, workspaceId, held.call, key, known) };
  }
  if (key.fingerprint !== fingerprint && !isItself) throw keyReused();
  if (key.answer !== null) return { kind: 'replay', callId: key.callId, answer: open(deps, workspaceId, key) };
  if (isBusy) throw inProgress(leaseUntil - now);
  const { calls } = deps.store.workspace(workspaceId);
  const record = await calls.takeOver(held.call.id, now, { owner, until: now + LEASE_MS });
  // Another repeat was faster.
  if (record === null) throw inProgress(LEASE_MS);
  // A call that waits for a person has sent nothing. Of every other one that has a key and no answer nobody knows.
  const isResumed = held.call.status !== 'waiting';
  return go(deps, actor, { ...call, id: record.id }, { record, owner, isResumed, isForm: false });
}

function settleForm(
  deps: Deps,
  workspaceId: string,
  call: CallRecord,
  key: KeyRecord,
  fingerprint: string,
): { callId: string; answer: ReturnType<typeof openAnswer> } {
  if (key.fingerprint !== fingerprint && key.fingerprint !== UNKNOWN_FINGERPRINT) throw keyReused();
  if (key.answer === null)
    throw new AppError(
      'call_outcome_unknown',
      `TikTok did not say what became of the call ${call.id}. It is not sent again, since that could do it twice: look at TikTok first.`,
      { members: { callId: call.id } },
    );
  return { callId: key.callId, answer: open(deps, workspaceId, key) };
}

function open(deps: Deps, workspaceId: string, { key, answer }: KeyRecord): ReturnType<typeof openAnswer> {
  if (answer === null) throw new Error('this key has no answer');
  return openAnswer(deps.sealer, { workspaceId, key }, answer);
}

function go(
  deps: Deps,
  actor: Actor,
  call: GuardedCall,
  held: { record: CallRecord; owner: string; isResumed: boolean; isForm: boolean },
): Begun {
  return { kind: 'go', handle: createHandle(deps, actor.workspaceId, { ...held, call, actor }) };
}

/** Whether something may have been sent whose end nobody knows. */
function isInDoubt({ status, attempts }: CallRecord): boolean {
  return status === 'running' || status === 'unknown' || attempts.some(({ outcome }) => outcome === 'lost');
}

function recordOf(
  { random }: Deps,
  actor: Actor,
  call: GuardedCall,
  { idempotencyKey, approvalId }: About,
  at: number,
): CallRecord {
  const ownRequestId = takesRequestId(call) ? newRequestId(random) : null;
  return {
    id: call.id,
    at,
    finishedAt: null,
    status: 'running',
    actorKind: actor.actorKind,
    credential: actor.kind,
    userId: actor.userId,
    method: call.method,
    path: call.path,
    family: call.family,
    actions: [...call.actions],
    advertiserId: call.advertiserId,
    connectionId: call.connectionId,
    idempotencyKey,
    createRequestId: requestIdOf(call)?.slice(0, MOST_ID_CHARACTERS) ?? ownRequestId,
    lookUp: lookUpOf(call),
    entityIds: [],
    attempts: [],
    approvalId,
    error: null,
  };
}

function inProgress(waitMs: number): AppError {
  return new AppError(
    'idempotency_in_progress',
    'The first call with this Idempotency-Key is still under way. Ask again in a moment.',
    { members: { retryAfterSeconds: Math.max(1, Math.ceil(Math.min(waitMs, LEASE_MS) / 1000)) } },
  );
}

function keyReused(): AppError {
  return new AppError(
    'idempotency_key_reused',
    'This Idempotency-Key was used for another call. Use a new key for a new call, and the same call for a repeat.',
  );
}

function overAlready({ id }: CallRecord): AppError {
  return new AppError('approval_over', `The call ${id} was made already.`);
}
