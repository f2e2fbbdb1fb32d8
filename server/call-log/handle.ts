import { setTimeout as sleep } from 'node:timers/promises';
import type { GuardedCall } from '../call-catalogue/index.ts';
import { type AuditActor, writeAudit } from '../audit/index.ts';
import type { CallStatus } from '../../shared/control-kinds.ts';
import type { Deps } from '../deps.ts';
import type { CallEnd, CallHandle } from '../guard-shapes/index.ts';
import type { CallEnd as StoredEnd, CallRecord } from '../store/calls.ts';
import type { Failure } from '../store/types.ts';
import { scrub, TikTokApiError } from '../tiktok/index.ts';
import { toAppError } from '../tiktok-failure/index.ts';
import { type Ending, endingOf } from './ending.ts';
import { entityIdsOf } from './entity-ids.ts';
import { sealAnswer } from './stored-answer.ts';

/** A call that nobody has renewed for so long is free to be taken over: whoever had it has crashed. */
export const LEASE_MS = 20_000;
const RENEW_EVERY_MS = 5_000;
/** Closer to the end of its lease than that a call is asked about again before it is sent. */
const NEAR_END_MS = 1_000;
const LEASE_POLL_MS = 50;

/** What a handle is made from. */
export interface HeldCall {
  readonly record: CallRecord;
  readonly owner: string;
  readonly isResumed: boolean;
  /** Of a form nobody knows yet whether it is the same one. */
  readonly isForm: boolean;
  readonly call: Pick<GuardedCall, 'actions' | 'path' | 'body'>;
  readonly actor: AuditActor;
}

/** A new owner for leases: every handle is one. */
export function newOwner({ random }: Pick<Deps, 'random'>): string {
  return Buffer.from(random.bytes(12)).toString('base64url');
}

/**
 * Goes on with a call that nobody works on, on the server's own account. Null when somebody does.
 *
 * @param about.from only a call of this status
 * @param about.isResumed it may have been sent
 */
export async function takeOver(
  deps: Deps,
  workspaceId: string,
  callId: string,
  { from, isResumed }: { from?: CallStatus; isResumed: boolean },
): Promise<CallHandle | null> {
  const now = deps.clock.now();
  const owner = newOwner(deps);
  const { calls } = deps.store.workspace(workspaceId);
  const record = await calls.takeOver(callId, now, { owner, until: now + LEASE_MS }, from);
  if (record === null) return null;
  const { actions, path } = record;
  return createHandle(deps, workspaceId, {
    record,
    owner,
    isResumed,
    isForm: false,
    call: { actions, path, body: { kind: 'none' } },
    actor: { kind: 'server' },
  });
}

/** The record of a call that is under way. Its lease is renewed until it has ended. */
export function createHandle(deps: Deps, workspaceId: string, held: HeldCall): CallHandle {
  const { store, clock, log } = deps;
  const { calls } = store.workspace(workspaceId);
  const { owner, isResumed } = held;
  const { id } = held.record;
  const line = { workspaceId, callId: id };
  const leases: string[] = [];
  let heldUntil = leaseEnd();
  let isLost = false;

  /** By both clocks: the one may be put right at any moment, the other stands still while the machine sleeps. */
  function leaseEnd(): { wall: number; monotonic: number } {
    return { wall: clock.now() + LEASE_MS, monotonic: performance.now() + LEASE_MS };
  }

  const renew = async (): Promise<void> => {
    const end = leaseEnd();
    let isOurs = await calls.renew(id, { owner, until: end.wall });
    for (const lease of leases) isOurs = (await store.leases.take(lease, owner, clock.now(), end.wall)) && isOurs;
    if (isOurs) {
      heldUntil = end;
      return;
    }
    if (!isLost) log.warn(line, 'somebody else has taken over a call of this process');
    isLost = true;
  };
  const renewOrWarn = (): Promise<void> =>
    renew().catch((err: unknown) => log.warn({ ...line, err }, 'the lease of a call could not be renewed'));
  const isWithinLease = (): boolean =>
    clock.now() < heldUntil.wall - NEAR_END_MS && performance.now() < heldUntil.monotonic - NEAR_END_MS;
  const renewals = setInterval(() => void renewOrWarn(), RENEW_EVERY_MS);
  renewals.unref();

  async function write(end: CallEnd, ending: Ending): Promise<void> {
    const { attempts, idempotencyKey, approvalId } = handle.record;
    const answer = end.kind === 'answered' ? end.answer : null;
    const isDone = ending.status === 'succeeded';
    const stored: StoredEnd = {
      status: ending.status,
      finishedAt: clock.now(),
      attempts,
      entityIds: isDone ? entityIdsOf(held.call, answer) : [],
      error: isDone ? null : failureOf(end),
      approvalId: end.kind === 'waiting' ? end.approvalId : approvalId,
      key:
        ending.key !== 'answered' || answer === null || idempotencyKey === null
          ? { kind: ending.key === 'free' ? 'free' : 'kept' }
          : {
              kind: 'answered',
              answer: sealAnswer(deps.sealer, { workspaceId, key: idempotencyKey }, answer),
              fingerprint: (end.kind === 'answered' ? end.fingerprint : null) ?? null,
            },
      leases,
    };
    handle.record = { ...handle.record, ...stored };
    if (await calls.finish(id, owner, stored)) return;
    const isCorrected = isDone && (await correct(stored));
    log.warn({ ...line, isCorrected }, 'a call has ended that somebody else had taken over');
  }

  /** Whoever had taken it over may have ended it without finding what was done: TikTok has said so here. */
  async function correct(stored: StoredEnd): Promise<boolean> {
    for (const from of ['unknown', 'failed'] as const) {
      const now = clock.now();
      const isOurs = (await calls.takeOver(id, now, { owner, until: now + LEASE_MS }, from)) !== null;
      if (isOurs) return calls.finish(id, owner, stored);
    }
    return false;
  }

  const handle: CallHandle & { record: CallRecord } = {
    callId: id,
    isResumed,
    record: held.record,

    async hold(lease, waitMs) {
      const endsAt = performance.now() + waitMs;
      for (;;) {
        const now = clock.now();
        if (await store.leases.take(lease, owner, now, now + LEASE_MS)) {
          if (!leases.includes(lease)) leases.push(lease);
          return true;
        }
        if (performance.now() >= endsAt) return false;
        await sleep(LEASE_POLL_MS);
      }
    },

    async isStillHeld() {
      if (!isLost && !isWithinLease()) await renewOrWarn();
      return !isLost && isWithinLease();
    },

    async attempted(attempt) {
      handle.record = { ...handle.record, attempts: [...handle.record.attempts, attempt] };
      // A try that was answered is written with the end, which follows at once.
      if (attempt.outcome === 'answered' && attempt.purpose === 'send') return;
      await calls.noteAttempts(id, owner, handle.record.attempts).catch((err: unknown) => {
        log.warn({ ...line, err }, 'a try of a call could not be written down');
      });
    },

    async finish(end) {
      clearInterval(renewals);
      const ending = endOf(end, held);
      try {
        await write(end, ending);
      } catch (err) {
        // What was done is done. The lease runs out, and then the record is put right from what TikTok tells.
        log.error({ ...line, err }, 'the end of a call could not be written down');
      }
      if (mayBeDone(ending)) await writeAudit(deps, workspaceId, held.actor, noteOf(handle.record, end));
      return ending.status;
    },
  };
  return handle;
}

/**
 * Whether a form that waits is the same form next time is known too late to let it through. Of one that was refused before all of it
 * had passed that is never known.
 */
function endOf(end: CallEnd, { isForm }: HeldCall): Ending {
  const ending = endingOf(end);
  const isUnread = end.kind === 'answered' && end.fingerprint === undefined && ending.status === 'failed';
  return isForm && (end.kind === 'waiting' || isUnread) ? { ...ending, key: 'free' } : ending;
}

/** Only acts are audited: what was refused or not sent is in the list of calls. */
function mayBeDone({ status }: Ending): boolean {
  return status === 'succeeded' || status === 'unknown';
}

function failureOf(end: CallEnd): Failure | null {
  if (end.kind === 'waiting') return null;
  if (end.kind !== 'answered') return end.error.toFailure();
  const { tiktokCode: code, tiktokMessage, httpStatus, tiktokRequestId, retryAfterMs } = end.answer;
  return toAppError(
    new TikTokApiError({
      kind: code === null ? 'edge' : 'refused',
      message: 'TikTok refused a call',
      code,
      httpStatus,
      tiktokMessage: scrub(tiktokMessage, {}),
      tiktokRequestId,
      mayHaveHappened: false,
      retryAfterMs,
    }),
  ).toFailure();
}

function noteOf(
  { id, method, path, advertiserId, actorKind, actions, status, approvalId, entityIds }: CallRecord,
  end: CallEnd,
): Parameters<typeof writeAudit>[3] {
  return {
    action: 'tiktok_call.made',
    subjectId: id,
    detail: {
      call: `${method} ${path}`,
      actions: actions.join(', '),
      actorKind,
      advertiserId,
      status,
      tiktokCode: end.kind === 'answered' ? end.answer.tiktokCode : null,
      entity: entityIds[0] ?? null,
      approvalId,
    },
  };
}
