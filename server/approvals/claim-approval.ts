import type { GuardedCall } from '../call-catalogue/index.ts';
import { refuseWaiting } from '../call-log/index.ts';
import { callDenied, judge } from '../controls/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError, notFound } from '../errors.ts';
import type { CallEnd, Claim } from '../guard-shapes/index.ts';
import { readAnswer } from '../reconcile/index.ts';
import type { ApprovalRecord } from '../store/approvals.ts';
import { callDigest } from './call-digest.ts';
import { approvalOver, expireApproval, failedWith, finishApproval } from './end-approval.ts';

/**
 * Uses up an approval for a call that its caller sends again: once, within an hour of the decision, for the very call that was
 * asked about. What the controls deny by now is denied. Null while nobody has decided: the call is judged like any other, and
 * waits on.
 *
 * @throws {AppError} not_found; approval_mismatch - it is for another call or another caller; approval_over - it was denied,
 *   used or ran out; call_denied
 */
export async function claimApproval(
  deps: Deps,
  actor: Actor,
  call: GuardedCall,
  approvalId: string,
): Promise<Claim | null> {
  const { workspaceId } = actor;
  const { approvals } = deps.store.workspace(workspaceId);
  const record = await approvals.get(approvalId);
  if (record === null) throw notFound();
  if (record.digest !== callDigest(actor, call)) {
    throw new AppError(
      'approval_mismatch',
      'This approval is for another call, or for another caller. Send the call as it was when it was asked about.',
      { members: { approvalId } },
    );
  }
  if (record.status === 'pending') return null;
  if (record.runs === 'by_server') throw approvalOver(record);
  const verdict = await judge(deps, actor, call);
  if (verdict.decision === 'deny') throw callDenied(actor, verdict);
  const now = deps.clock.now();
  const claimed = await approvals.change(
    approvalId,
    ['approved'],
    { status: 'running', callId: call.id, updatedAt: now },
    { after: now },
  );
  if (claimed === null) {
    await expireApproval(deps, workspaceId, approvalId);
    throw approvalOver((await approvals.get(approvalId)) ?? record);
  }
  if (record.callId !== null && record.callId !== call.id) {
    // The record of the question; the call that was asked about has one of its own now.
    const error = new AppError('approval_over', `It was approved, and sent again as ${call.id}.`);
    await refuseWaiting(deps, workspaceId, record.callId, error);
  }
  return { approvalId, finished: (callId, end) => noteEnd(deps, workspaceId, claimed, callId, end) };
}

/** Notes what became of a call that used an approval up. One that surely reached nobody leaves it as it was. Never rejects. */
async function noteEnd(
  deps: Deps,
  workspaceId: string,
  { id, expiresAt }: ApprovalRecord,
  callId: string,
  end: CallEnd,
): Promise<void> {
  const { approvals } = deps.store.workspace(workspaceId);
  const now = deps.clock.now();
  try {
    if (isUnsent(end) && expiresAt > now) {
      await approvals.change(id, ['running'], { status: 'approved', updatedAt: now });
      return;
    }
    if (end.kind !== 'answered') {
      const error = 'error' in end ? end.error : new AppError('approval_over', 'The call waits for another approval.');
      await finishApproval(deps, workspaceId, id, failedWith(error));
      return;
    }
    const { tiktokCode, tiktokMessage, tiktokRequestId } = end.answer;
    await finishApproval(deps, workspaceId, id, { tiktokCode, tiktokMessage, tiktokRequestId, error: null });
  } catch (err) {
    // The hourly look ends it by what the record of the call says.
    deps.log.error({ workspaceId, approvalId: id, callId, err }, 'the end of an approved call could not be stored');
  }
}

/** Nothing of it was done, and it may pass the next time. */
function isUnsent(end: CallEnd): boolean {
  return end.kind === 'not_sent' || (end.kind === 'answered' && readAnswer(end.answer) === 'not_now');
}
