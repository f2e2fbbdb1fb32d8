import type { Approval } from '../../shared/approvals.ts';
import type { CallStatus, ControlAction } from '../../shared/control-kinds.ts';
import type { GuardedCall } from '../call-catalogue/index.ts';
import type { ConnectionGrant } from '../connections/index.ts';
import type { Actor, Deps } from '../deps.ts';
import type { AppError } from '../errors.ts';
import type { CallAttemptRecord, CallRecord } from '../store/calls.ts';

// What stands between a caller and TikTok, besides credentials and pace: each guard is a feature of its own, which this one knows by
// these shapes only. `server/guards.ts` ties them together.

/** What TikTok answered, whole: byte for byte what the caller gets. */
export interface CallAnswer {
  readonly httpStatus: number;
  readonly contentType: string | null;
  readonly body: Buffer;
  /** The envelope's, null where the body is none. */
  readonly tiktokCode: number | null;
  readonly tiktokMessage: string;
  /** The envelope's `request_id`, otherwise `X-Tt-Logid`. */
  readonly tiktokRequestId: string | null;
  /** When asking again makes sense, where TikTok limits the caller. */
  readonly retryAfterMs: number | null;
}

/** What became of one try. */
export type Sent =
  | { readonly kind: 'answered'; readonly answer: CallAnswer }
  /** It left, wholly or in part, and no answer came back: TikTok may have done it. `detail` is for people and holds no address. */
  | { readonly kind: 'lost'; readonly detail: string }
  /** Surely not a byte of it reached TikTok: no turn in time, no connection, no usable token, the caller has gone. */
  | { readonly kind: 'not_sent'; readonly error: AppError };

export interface SendLimits {
  /** From sending to the end of the answer. */
  readonly timeoutMs: number;
  /** For its turn; `not_sent` when that does not come. */
  readonly maxWaitMs: number;
}

/** Runs something with the token of the call's connection, renewed where that is needed; see withGrant. */
export type GrantRun = <Result>(run: (grant: ConnectionGrant) => Promise<Result>) => Promise<Result>;

/** How a call ended, for the record of it. */
export type CallEnd =
  /** `isReconciled`: the answer was found by a look-up. `fingerprint`: of a form, known only once it has passed. */
  | {
      readonly kind: 'answered';
      readonly answer: CallAnswer;
      readonly isReconciled: boolean;
      readonly fingerprint?: string;
    }
  /** A guard said no: nothing was sent. */
  | { readonly kind: 'refused'; readonly error: AppError }
  /** A person has to decide first. */
  | { readonly kind: 'waiting'; readonly approvalId: string }
  /** Nothing was sent, or TikTok surely has not done it. */
  | { readonly kind: 'not_sent'; readonly error: AppError }
  /** Nobody knows. */
  | { readonly kind: 'unknown'; readonly error: AppError };

/** The record of a call that is under way. */
export interface CallHandle {
  readonly callId: string;
  readonly record: CallRecord;
  /** The key's call was begun before, and nobody knows how it ended. */
  readonly isResumed: boolean;
  /** Takes a lease for as long as the call runs, waiting for it at most that long. False when somebody else keeps it. */
  hold(lease: string, waitMs: number): Promise<boolean>;
  /**
   * Whether it may still be sent: to be asked right before that. A process that stood still for longer than its lease, or whose clock
   * was put forward, may find that somebody else has gone on with the call. Never rejects.
   */
  isStillHeld(): Promise<boolean>;
  /** Writes a try down. */
  attempted(attempt: CallAttemptRecord): Promise<void>;
  /** Once, whatever happened. Never rejects. @returns what the record says now */
  finish(end: CallEnd): Promise<CallStatus>;
}

export type Begun =
  | { readonly kind: 'go'; readonly handle: CallHandle }
  /** The key's call was answered before. */
  | { readonly kind: 'replay'; readonly callId: string; readonly answer: CallAnswer }
  /**
   * The key was used before, and whether for the same form is known once all of this one has been read (`fingerprint` was null).
   * `settle` throws idempotency_key_reused when not.
   */
  | {
      readonly kind: 'compare';
      settle(fingerprint: string): Promise<{ readonly callId: string; readonly answer: CallAnswer }>;
    };

export type Judgement =
  | { readonly decision: 'allow' }
  | { readonly decision: 'deny'; readonly action: ControlAction; readonly source: RuleSource }
  | { readonly decision: 'ask'; readonly actions: readonly ControlAction[] };

/** Where the rule is that decided. */
export type RuleSource =
  | { readonly scope: 'advertiser'; readonly advertiserId: string }
  | { readonly scope: 'workspace' }
  | { readonly scope: 'default' };

/** An approval that this call uses up. */
export interface Claim {
  readonly approvalId: string;
  /** What became of the call. Never rejects. */
  finished(callId: string, end: CallEnd): Promise<void>;
}

/** Takes part in writes only; reads are paced and permitted, and that is all. */
export interface Guards {
  /** Creates are paused unless the caller says otherwise. Pure; the same object when there is nothing to change. */
  pausedByDefault(call: GuardedCall): GuardedCall;

  readonly callLog: {
    /**
     * Writes the call down before anything is sent.
     *
     * @param about.fingerprint SHA-256 (hex) of what the caller sent; null for a form, of which it is known at the end
     * @throws {AppError} idempotency_key_reused, idempotency_in_progress
     */
    begin(
      deps: Deps,
      actor: Actor,
      call: GuardedCall,
      about: {
        readonly idempotencyKey: string | null;
        readonly fingerprint: string | null;
        readonly approvalId: string | null;
      },
    ): Promise<Begun>;
  };

  readonly controls: {
    judge(deps: Deps, actor: Actor, call: GuardedCall): Promise<Judgement>;
    /** The error of a call that is denied. */
    denied(actor: Actor, judgement: Extract<Judgement, { decision: 'deny' }>): AppError;
  };

  readonly approvals: {
    /** The same call asked again while it waits gives the same approval. */
    request(
      deps: Deps,
      actor: Actor,
      call: GuardedCall,
      asked: readonly ControlAction[],
      callId: string,
    ): Promise<Approval>;
    /**
     * Uses up an approval for a call that the caller sends again. Null: nobody has decided, and the call is judged like any other.
     *
     * @throws {AppError} not_found, approval_mismatch, approval_over, call_denied
     */
    claim(deps: Deps, actor: Actor, call: GuardedCall, approvalId: string): Promise<Claim | null>;
  };

  readonly spendCaps: {
    /**
     * Holds the ad account until it is released, so that two calls cannot both fit.
     *
     * @throws {AppError} spend_cap_exceeded, spend_cap_unprovable
     */
    guard(
      deps: Deps,
      actor: Actor,
      call: GuardedCall,
      grantRun: GrantRun,
      /** How long the caller waits for its turn. */
      maxWaitMs: number,
    ): Promise<{
      /** What is left of that for the call itself. */
      readonly leftMs: number;
      release(): Promise<void>;
      /** Whether it still is this call's alone; asked right before the call is sent. */
      isStillHeld(): Promise<boolean>;
    }>;
  };

  readonly reconcile: {
    /**
     * Finds out what became of a call that is resumed. Null: TikTok surely has not done it, or it is a change, which is simply sent again.
     *
     * @throws {AppError} call_outcome_unknown
     */
    settle(
      deps: Deps,
      call: GuardedCall,
      handle: CallHandle,
      grantRun: GrantRun,
    ): Promise<{ readonly answer: CallAnswer; readonly isReconciled: boolean } | null>;
    /** Adds what finds a lost create again. The same object when there is nothing to add. */
    prepare(deps: Deps, call: GuardedCall, handle: CallHandle): GuardedCall;
    /**
     * Sends a JSON write until its outcome is known or cannot be known, and writes every try down with `handle.attempted`.
     *
     * @param once sends a call: paced, with a renewed token where TikTok refuses one. Never rejects
     * @throws {AppError} call_outcome_unknown, or the error of a try that was not sent
     */
    send(
      deps: Deps,
      call: GuardedCall,
      handle: CallHandle,
      grantRun: GrantRun,
      once: (call: GuardedCall, limits: SendLimits) => Promise<Sent>,
    ): Promise<{ readonly answer: CallAnswer; readonly isReconciled: boolean }>;
  };
}
