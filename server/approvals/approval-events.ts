import type { ApprovalStatus } from '../../shared/control-kinds.ts';
import type { Deps } from '../deps.ts';
import { type EventDraft, recordEvents } from '../events/index.ts';
import type { ApprovalRecord } from '../store/approvals.ts';
import type { EpochMs } from '../store/types.ts';

/**
 * Tells what there is to tell of an approval: that it was asked for, what was decided, and how it ended. Telling it again does
 * nothing: the keys name the approval and the status. Never rejects.
 *
 * @param since what came before this instant is not told
 */
export async function tellApproval(
  deps: Deps,
  workspaceId: string,
  record: ApprovalRecord,
  since: EpochMs | null = null,
): Promise<void> {
  const drafts = approvalEvents(record).filter(({ occurredAt = 0 }) => since === null || occurredAt >= since);
  await recordEvents(deps, workspaceId, ...drafts);
}

/** What the record says by itself, in the order in which it happened. */
export function approvalEvents(record: ApprovalRecord): EventDraft[] {
  const { status, runs, requestedAt, decidedAt, endedAt } = record;
  const drafts = [draft(record, 'approval.requested', 'pending', requestedAt, null)];
  // A no is told as the end that it is.
  const isApproved = decidedAt !== null && status !== 'denied' && status !== 'withdrawn';
  if (isApproved) {
    const approved = runs === 'by_server' ? 'running' : 'approved';
    drafts.push(draft(record, 'approval.decided', approved, decidedAt, record.decidedBy));
  }
  if (endedAt !== null) drafts.push(draft(record, 'approval.decided', status, endedAt, record.decidedBy));
  return drafts;
}

function draft(
  record: ApprovalRecord,
  type: 'approval.requested' | 'approval.decided',
  status: ApprovalStatus,
  occurredAt: EpochMs,
  decidedBy: string | null,
): EventDraft {
  const { id, subject, advertiserId, accountName, connectionId, path, family, actions, actorKind, userId } = record;
  return {
    type,
    key: `${type}/${id}/${status}`,
    subject: { kind: 'approval', id, name: subject.name },
    topic: id,
    advertiserId,
    accountName,
    connectionId,
    occurredAt,
    // That it was approved is a line already; that it then went well is none of its own.
    ...(status === 'succeeded' ? { isListed: false } : {}),
    data: { approvalId: id, status, path, family, actions, actorKind, requestedBy: userId, decidedBy },
  };
}
