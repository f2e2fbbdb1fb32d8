import type { Approval } from '../../shared/approvals.ts';
import type { GuardedCall } from '../call-catalogue/index.ts';
import { withGrant } from '../connections/index.ts';
import type { Actor } from '../deps.ts';
import { AppError } from '../errors.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import { toAppError } from '../tiktok-failure/index.ts';
import type { PassThroughContext } from './context.ts';
import type { CallAnswer, CallEnd, CallHandle, Claim, GrantRun } from '../guard-shapes/index.ts';

/** How a write came out. */
export type WriteOutcome =
  | {
      readonly kind: 'answered';
      readonly callId: string;
      readonly answer: CallAnswer;
      readonly isReplayed: boolean;
      readonly isReconciled: boolean;
    }
  /** A person has to decide first. */
  | { readonly kind: 'waiting'; readonly callId: string; readonly approval: Approval };

/** What is asked of the guards besides the call itself. */
export interface WriteAbout {
  readonly idempotencyKey: string | null;
  /** Null: of a form, known once all of it has passed. */
  readonly fingerprint: string | null;
  /** A person has approved it, and the server sends it: it is asked about no more. */
  readonly approvedId: string | null;
  /** The approval that the caller says it has. */
  readonly claimedId: string | null;
  /** Told the id of the call's record, which for a repeat with its key is the first one's. Not told where there is no record. */
  onRecorded?(callId: string): void;
}

/** What a write does at TikTok, and what that came to. */
export interface Sending {
  /** How long the caller waits for its turn: what guards wait is taken from it. */
  readonly maxWaitMs: number;
  /** Sends, and writes each try down. @throws {AppError} see `CallEnd` */
  send(
    call: GuardedCall,
    handle: CallHandle,
    grantRun: GrantRun,
    isStillHeld: () => Promise<boolean>,
    maxWaitMs: number,
  ): Promise<{ answer: CallAnswer; isReconciled: boolean; fingerprint?: string }>;
  /** Reads the rest of a form that was perhaps sent before. @returns its fingerprint */
  fingerprint?(): Promise<string>;
}

/**
 * A write through all its guards: written down, judged, weighed, sent, and written down again.
 *
 * @throws {AppError} what a guard says against it, or what became of sending it
 */
export async function guardCall(
  { deps, guards }: PassThroughContext,
  actor: Actor,
  given: GuardedCall,
  about: WriteAbout,
  sending: Sending,
): Promise<WriteOutcome> {
  const { workspaceId } = actor;
  const grantRun: GrantRun = (run) => withGrant(deps, workspaceId, given.connectionId, 'read', run);
  const begun = await guards.callLog.begin(deps, actor, given, {
    idempotencyKey: about.idempotencyKey,
    fingerprint: about.fingerprint,
    approvalId: about.approvedId ?? about.claimedId,
  });
  if (begun.kind === 'replay') return replayed(begun);
  if (begun.kind === 'compare') {
    if (sending.fingerprint === undefined) throw new Error('Only a form is compared at its end.');
    return replayed(await begun.settle(await sending.fingerprint()));
  }
  const { handle } = begun;
  const { callId } = handle;
  about.onRecorded?.(callId);
  // A call that is asked again with its key goes on under the id it had.
  const call = callId === given.id ? given : { ...given, id: callId };
  let claim: Claim | null = null;
  const finish = async (end: CallEnd): Promise<void> => {
    await handle.finish(end);
    await claim?.finished(callId, end);
  };
  // A change is not looked for. What became of it before nobody knows, until it has been sent again.
  const isInDoubt = handle.isResumed && handle.record.lookUp === null;
  let isSending = false;
  try {
    if (handle.isResumed) {
      isSending = true;
      const settled = await guards.reconcile.settle(deps, call, handle, grantRun);
      if (settled !== null) {
        await finish({ kind: 'answered', ...settled });
        return { kind: 'answered', callId, isReplayed: false, ...settled };
      }
      isSending = false;
    }
    if (about.claimedId !== null) claim = await guards.approvals.claim(deps, actor, call, about.claimedId);
    if (claim === null && about.approvedId === null) {
      const judgement = await guards.controls.judge(deps, actor, call);
      if (judgement.decision === 'deny') throw guards.controls.denied(actor, judgement);
      if (judgement.decision === 'ask') {
        const approval = await guards.approvals.request(deps, actor, call, judgement.actions, callId);
        const goesOn = about.idempotencyKey !== null || approval.callId === callId;
        await finish(
          goesOn ? { kind: 'waiting', approvalId: approval.id } : { kind: 'refused', error: askedBefore(approval) },
        );
        return { kind: 'waiting', callId, approval };
      }
    }
    const lease = await guards.spendCaps.guard(deps, actor, call, grantRun, sending.maxWaitMs);
    try {
      isSending = true;
      const isStillHeld = async (): Promise<boolean> => (await handle.isStillHeld()) && (await lease.isStillHeld());
      const sent = await sending.send(call, handle, grantRun, isStillHeld, lease.leftMs);
      await finish({ kind: 'answered', ...sent });
      const { answer, isReconciled } = sent;
      return { kind: 'answered', callId, answer, isReplayed: false, isReconciled };
    } finally {
      await lease.release();
    }
  } catch (thrown) {
    const error = asAppError(thrown);
    await finish(isInDoubt ? { kind: 'unknown', error } : endOf(error, isSending));
    throw error === thrown ? error : withCause(error, thrown);
  }
}

/** A form that guards turned down in the middle is refused, too: see `RefusedForm`. */
function endOf(error: AppError, isSending: boolean): CallEnd {
  if (!isSending || error instanceof RefusedInTheMiddle) return { kind: 'refused', error };
  const isUnknown = error.code === 'call_outcome_unknown' || error.code === 'internal_error';
  return isUnknown ? { kind: 'unknown', error } : { kind: 'not_sent', error };
}

/** What came behind the first file of a form was not allowed: the request to TikTok was broken off before its end. */
export class RefusedInTheMiddle extends AppError {}

/** One call goes on when a person has decided, and this is another: without a key nobody will come back to it. */
function askedBefore({ id, callId }: Approval): AppError {
  return new AppError(
    'approval_over',
    `The same was asked before (${id}), by the call ${callId ?? 'that is on its way'}.`,
  );
}

function replayed({ callId, answer }: { callId: string; answer: CallAnswer }): WriteOutcome {
  return { kind: 'answered', callId, answer, isReplayed: true, isReconciled: false };
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof TikTokApiError) return toAppError(error);
  return new AppError('internal_error', 'Something unexpected happened. The log holds more under this requestId.', {
    cause: error,
  });
}

function withCause(error: AppError, thrown: unknown): AppError {
  error.cause ??= thrown;
  return error;
}
