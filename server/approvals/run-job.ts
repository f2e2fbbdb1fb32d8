import type { CallStatus } from '../../shared/control-kinds.ts';
import type { GuardedCall } from '../call-catalogue/index.ts';
import { callDenied, judge } from '../controls/index.ts';
import { SealError } from '../crypto/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { JobHandler } from '../jobs/index.ts';
import type { CallAnswer } from '../guard-shapes/index.ts';
import type { ApprovalRecord } from '../store/approvals.ts';
import { toAppError } from '../tiktok-failure/index.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import { failedWith, finishApproval } from './end-approval.ts';
import { openCall } from './kept-call.ts';

/**
 * Sends a call through every guard but the one that asked: the pass-through's. The same call id is the same call, so that one
 * whose answer was lost in a crash is found out about instead of being made twice.
 *
 * @throws {AppError} whatever a guard says, or TikTok out of reach
 */
export type RunCall = (
  deps: Deps,
  actor: Actor,
  call: GuardedCall,
  about: { approvalId: string; signal: AbortSignal },
) => Promise<CallAnswer>;

/** Failures that pass, beside those that say when to come again: it is tried again as long as the approval is good. */
const PASSING = new Set(['tiktok_rate_limited', 'tiktok_unavailable', 'storage_failed']);
const IN_PROGRESS_MS = 1500;
const SHORTEST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** Of the record of a call: somebody began to send it. */
const MAY_BE_MADE: ReadonlySet<CallStatus> = new Set<CallStatus>(['running', 'succeeded', 'unknown']);

/** The job that sends an approved call. Cut off anywhere, the next run goes on with the same call. */
export function createRunJob(run: RunCall): JobHandler {
  return async (deps, job, { signal }) => {
    const { workspaceId, subjectId: id } = job;
    const record = await deps.store.workspace(workspaceId).approvals.get(id);
    if (record === null || record.status !== 'running' || record.runs !== 'by_server') return 'done';
    let error: AppError;
    try {
      const { actor, call } = await reopen(deps, workspaceId, record);
      const answer = await run(deps, actor, call, { approvalId: id, signal });
      if (answer.retryAfterMs !== null && isInTime(deps, record)) {
        return { runAt: deps.clock.now() + waitOf(deps, record, answer.retryAfterMs) };
      }
      const { tiktokCode, tiktokMessage, tiktokRequestId } = answer;
      await finishApproval(deps, workspaceId, id, { tiktokCode, tiktokMessage, tiktokRequestId, error: null });
      return 'done';
    } catch (caught) {
      signal.throwIfAborted();
      error = asAppError(caught);
      // Somebody is finding out what became of it, which takes seconds: there is nothing to be gentle with.
      if (error.code === 'idempotency_in_progress') return { runAt: deps.clock.now() + IN_PROGRESS_MS };
      const seconds = error.members['retryAfterSeconds'];
      if (isInTime(deps, record) && (PASSING.has(error.code) || typeof seconds === 'number')) {
        const asked = typeof seconds === 'number' ? seconds * 1000 : 0;
        return { runAt: deps.clock.now() + waitOf(deps, record, asked) };
      }
      // Ours: the runner logs it and tries again.
      if (isInTime(deps, record) && error.code === 'internal_error') throw caught;
      error = await withDoubt(deps, workspaceId, record.callId, error);
    }
    await finishApproval(deps, workspaceId, id, failedWith(error));
    return 'done';
  };
}

/**
 * The caller as it was and the call, as far as both may still be.
 *
 * @throws {AppError} approval_over - it was not sent in time; call_denied, account_not_imported, connection_disconnected,
 *   connection_read_only - what holds now forbids it; call_outcome_unknown - the same, of a change that may have been sent before
 */
async function reopen(
  deps: Deps,
  workspaceId: string,
  record: ApprovalRecord,
): Promise<{ actor: Actor; call: GuardedCall }> {
  const { id, callId, sealedCall, grant } = record;
  if (callId === null || sealedCall === null) throw new Error('An approved call is not there any more.');
  const workspace = deps.store.workspace(workspaceId);
  const begun = await workspace.calls.get(callId);
  const actor: Actor = {
    kind: record.credential,
    actorKind: record.actorKind,
    workspaceId,
    userId: record.userId,
    permissions: new Set(grant.permissions),
    origin: grant.origin,
    expiresAt: null,
  };
  const call = openKept(deps, workspaceId, id, sealedCall, callId);
  const mayBeMade = begun !== null && MAY_BE_MADE.has(begun.status);
  // What became of it is found out, whatever holds by now. Of a change nobody can: that would be sent again.
  if (mayBeMade && (begun.status === 'succeeded' || begun.lookUp !== null)) return { actor, call };
  try {
    return { actor, call: { ...call, connectionId: await requireStillGood(deps, record, actor, call) } };
  } catch (error) {
    throw mayBeMade && error instanceof AppError ? doubtful(callId, error) : error;
  }
}

/** @returns the connection that it goes through now */
async function requireStillGood(deps: Deps, record: ApprovalRecord, actor: Actor, call: GuardedCall): Promise<string> {
  if (!isInTime(deps, record)) {
    throw new AppError('approval_over', 'It was approved, and could not be sent within an hour of that.');
  }
  const verdict = await judge(deps, actor, call);
  if (verdict.decision === 'deny') throw callDenied(actor, verdict);
  return requireTarget(deps, actor.workspaceId, call);
}

/** What stopped it says nothing about an earlier run, which may have sent it. */
async function withDoubt(deps: Deps, workspaceId: string, callId: string | null, error: AppError): Promise<AppError> {
  if (callId === null || error.code === 'call_outcome_unknown') return error;
  const call = await deps.store.workspace(workspaceId).calls.get(callId);
  return call?.status === 'unknown' ? doubtful(callId, error) : error;
}

function doubtful(callId: string, cause: AppError): AppError {
  return new AppError(
    'call_outcome_unknown',
    `It was being sent when the server stopped. Whether TikTok took it nobody knows, and it is not sent again. ${cause.message}`,
    { members: { callId }, cause },
  );
}

/** The connection through which all that the call names is reached by now. */
async function requireTarget(deps: Deps, workspaceId: string, call: GuardedCall): Promise<string> {
  const { adAccounts, connections } = deps.store.workspace(workspaceId);
  const accounts = await adAccounts.getMany(call.advertiserIds);
  if (accounts.length < new Set(call.advertiserIds).size) {
    throw new AppError(
      'account_not_imported',
      'The ad account was removed from the workspace before the call was sent.',
    );
  }
  const through = new Set(accounts.map(({ connectionId }) => connectionId));
  const [connectionId = call.connectionId] = through;
  const connection = through.size > 1 ? null : await connections.get(connectionId);
  if (connection === null || connection.state === 'disconnected' || connection.state === 'revoked') {
    throw new AppError('connection_disconnected', 'The sign-in was disconnected before the call was sent.', {
      tiktokRequestId: connection?.stateReason?.tiktokRequestId ?? null,
    });
  }
  if (connection.state === 'read_only') {
    throw new AppError('connection_read_only', 'The sign-in only reads until somebody signs in with TikTok again.');
  }
  return connectionId;
}

function openKept(deps: Deps, workspaceId: string, id: string, sealed: string, callId: string): GuardedCall {
  try {
    return openCall(deps, workspaceId, id, sealed, callId);
  } catch (cause) {
    if (!(cause instanceof SealError)) throw cause;
    throw new AppError('approval_over', 'No key of this server opens the call that was kept.', { cause });
  }
}

function isInTime(deps: Deps, { expiresAt }: ApprovalRecord): boolean {
  return deps.clock.now() < expiresAt;
}

/** A third of the time it has taken so far, and never less than TikTok asked for. */
function waitOf(deps: Deps, { decidedAt }: ApprovalRecord, askedMs: number): number {
  const sinceMs = deps.clock.now() - (decidedAt ?? 0);
  return Math.max(askedMs, Math.min(Math.max(sinceMs / 3, SHORTEST_WAIT_MS), LONGEST_WAIT_MS));
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof TikTokApiError) return toAppError(error);
  return new AppError('internal_error', 'Something went wrong on our side.', { cause: error });
}
