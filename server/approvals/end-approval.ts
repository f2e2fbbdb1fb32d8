import type { Approval } from '../../shared/approvals.ts';
import type { ApprovalStatus } from '../../shared/control-kinds.ts';
import { type AuditActor, writeAudit } from '../audit/index.ts';
import { refuseWaiting } from '../call-log/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { ApprovalChange, ApprovalRecord } from '../store/approvals.ts';
import { tellApproval } from './approval-events.ts';

/** Waits, as far as the clock goes: an approval is good for an hour, a request for three days. */
export const REQUEST_LIVES_MS = 72 * 60 * 60_000;
export const APPROVAL_LIVES_MS = 60 * 60_000;

/** The change that ends an approval: what it kept of the call is wiped. */
export function ending(status: ApprovalStatus, now: number): ApprovalChange & { status: ApprovalStatus } {
  return { status, endedAt: now, updatedAt: now, sealedCall: null };
}

/** Ends one whose time is over; does nothing where somebody was faster. */
export async function expireApproval(deps: Deps, workspaceId: string, id: string): Promise<void> {
  const now = deps.clock.now();
  const { approvals } = deps.store.workspace(workspaceId);
  const expired = await approvals.change(id, ['pending', 'approved'], ending('expired', now), { until: now });
  if (expired === null) return;
  await auditApproval(deps, workspaceId, { kind: 'server' }, 'approval.expired', expired);
  await tellEnd(deps, workspaceId, expired);
}

/** Tells of one that has ended, and ends the record of its call where that still waits. */
export async function tellEnd(deps: Deps, workspaceId: string, ended: ApprovalRecord): Promise<void> {
  const { callId, result } = ended;
  const reason = result?.error == null ? neverSent(ended) : new AppError(result.error.code, result.error.message);
  if (callId !== null) await refuseWaiting(deps, workspaceId, callId, reason);
  await tellApproval(deps, workspaceId, ended);
}

/** Ends a call that was on its way. Null where it has ended already. */
export async function finishApproval(
  deps: Deps,
  workspaceId: string,
  id: string,
  result: NonNullable<Approval['result']>,
): Promise<ApprovalRecord | null> {
  const now = deps.clock.now();
  const isDone = result.error === null && (result.tiktokCode ?? 0) === 0;
  const change = { ...ending(isDone ? 'succeeded' : 'failed', now), result };
  const ended = await deps.store.workspace(workspaceId).approvals.change(id, ['running'], change);
  if (ended !== null) await tellEnd(deps, workspaceId, ended);
  return ended;
}

/** The result of a call that came to nothing. */
export function failedWith(error: AppError): NonNullable<Approval['result']> {
  return {
    tiktokCode: typeof error.members['tiktokCode'] === 'number' ? error.members['tiktokCode'] : null,
    tiktokMessage: null,
    tiktokRequestId: error.tiktokRequestId,
    error: error.toFailure(),
  };
}

/** Writes down who did what to an approval, with what the call was. */
export async function auditApproval(
  deps: Deps,
  workspaceId: string,
  actor: AuditActor,
  action: 'approval.requested' | 'approval.approved' | 'approval.denied' | 'approval.withdrawn' | 'approval.expired',
  { id, path, actions, actorKind, userId, advertiserId, digest }: ApprovalRecord,
): Promise<void> {
  await writeAudit(deps, workspaceId, actor, {
    action,
    subjectId: id,
    detail: { path, actions: actions.join(' '), actorKind, requestedBy: userId, advertiserId, digest },
  });
}

const ENDED_WORDS: Readonly<Record<ApprovalStatus, string>> = {
  pending: 'It waits for a decision still',
  approved: 'It was approved',
  running: 'It was approved, and the call is on its way',
  succeeded: 'It was approved, and the call was made',
  failed: 'It was approved, and the call failed',
  denied: 'It was denied',
  withdrawn: 'It was withdrawn',
  expired: 'Its time ran out',
};

/** For the record of a call that nobody sends any more. */
function neverSent(ended: ApprovalRecord): AppError {
  return new AppError('approval_over', `${whatHappened(ended)} The call was not sent.`);
}

function whatHappened({ status, decidedBy }: ApprovalRecord): string {
  const by = status === 'denied' || status === 'withdrawn' ? ` by ${decidedBy}` : ` (decided by ${decidedBy})`;
  return `${ENDED_WORDS[status]}${decidedBy === null ? '' : by}.`;
}

/** The answer to who comes too late, with what happened meanwhile. */
export function approvalOver(record: ApprovalRecord): AppError {
  return new AppError('approval_over', `There is nothing left to decide on. ${whatHappened(record)}`, {
    members: { approvalId: record.id, approvalStatus: record.status },
  });
}
