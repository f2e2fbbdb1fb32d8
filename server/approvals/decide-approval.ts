import type { Approval, DecideApproval } from '../../shared/approvals.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError, notFound } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ApprovalChange, ApprovalRecord } from '../store/approvals.ts';
import { tellApproval } from './approval-events.ts';
import { APPROVAL_LIVES_MS, approvalOver, auditApproval, ending, expireApproval, tellEnd } from './end-approval.ts';
import { planRunOf } from './plan-jobs.ts';
import { viewApproval, whyNotDecide } from './view.ts';

/**
 * Says yes to a call: the server sends it now, or, where it keeps no copy, the caller may within an hour.
 *
 * @throws {AppError} not_found; permission_denied; approval_needs_person - a key or a model, or who asked, would decide;
 *   approval_over - with what happened
 */
export async function approveCall(deps: Deps, actor: Actor, id: string, input: DecideApproval): Promise<Approval> {
  const { workspaceId } = actor;
  const record = await requireDecider(deps, actor, id);
  const now = deps.clock.now();
  const approved = await settle(deps, workspaceId, record, ['pending'], {
    status: record.runs === 'by_server' ? 'running' : 'approved',
    ...decisionOf(actor, input, now),
    expiresAt: now + APPROVAL_LIVES_MS,
    updatedAt: now,
  });
  await auditApproval(deps, workspaceId, actor, 'approval.approved', approved);
  await planRunOf(deps, workspaceId, approved);
  await tellApproval(deps, workspaceId, approved);
  return viewApproval(approved, actor, now);
}

/**
 * Says no to a call, for good.
 *
 * @throws {AppError} as approveCall
 */
export async function denyCall(deps: Deps, actor: Actor, id: string, input: DecideApproval): Promise<Approval> {
  const record = await requireDecider(deps, actor, id);
  const now = deps.clock.now();
  const change = { ...ending('denied', now), ...decisionOf(actor, input, now) };
  const denied = await settle(deps, actor.workspaceId, record, ['pending'], change);
  await auditApproval(deps, actor.workspaceId, actor, 'approval.denied', denied);
  await tellEnd(deps, actor.workspaceId, denied);
  return viewApproval(denied, actor, now);
}

/**
 * Takes a request back, while nothing of it is on its way. For who asked, for the host's back end, and for whoever may change
 * the controls.
 *
 * @throws {AppError} not_found; permission_denied; approval_over - with what happened
 */
export async function withdrawCall(deps: Deps, actor: Actor, id: string, input: DecideApproval): Promise<Approval> {
  const record = await find(deps, actor, id);
  const isOwn = actor.kind === 'session' && record.credential === 'session' && record.userId === actor.userId;
  if (!isOwn) requirePermission(actor, 'controls');
  const now = deps.clock.now();
  const change = { ...ending('withdrawn', now), ...decisionOf(actor, input, now) };
  const withdrawn = await settle(deps, actor.workspaceId, record, ['pending', 'approved'], change);
  await auditApproval(deps, actor.workspaceId, actor, 'approval.withdrawn', withdrawn);
  await tellEnd(deps, actor.workspaceId, withdrawn);
  return viewApproval(withdrawn, actor, now);
}

async function requireDecider(deps: Deps, actor: Actor, id: string): Promise<ApprovalRecord> {
  // First, so that nobody learns of ids by asking.
  if (actor.kind !== 'session' || actor.actorKind !== 'person') {
    throw new AppError(
      'approval_needs_person',
      'Only a person decides, in a session with the permission "controls": no host key, no program, no agent.',
    );
  }
  requirePermission(actor, 'controls');
  const record = await find(deps, actor, id);
  if (whyNotDecide(record, actor) !== null) {
    throw new AppError('approval_needs_person', 'You asked for this yourself: somebody else has to decide.', {
      members: { approvalId: id },
    });
  }
  return record;
}

async function find(deps: Deps, actor: Actor, id: string): Promise<ApprovalRecord> {
  const record = await deps.store.workspace(actor.workspaceId).approvals.get(id);
  if (record === null) throw notFound();
  return record;
}

/** Writes the decision where nobody was faster and its time is not over. */
async function settle(
  deps: Deps,
  workspaceId: string,
  { id }: ApprovalRecord,
  from: Parameters<ReturnType<Deps['store']['workspace']>['approvals']['change']>[1],
  change: ApprovalChange,
): Promise<ApprovalRecord> {
  const { approvals } = deps.store.workspace(workspaceId);
  const settled = await approvals.change(id, from, change, { after: change.updatedAt });
  if (settled !== null) return settled;
  await expireApproval(deps, workspaceId, id);
  const latest = await approvals.get(id);
  if (latest === null) throw notFound();
  throw approvalOver(latest);
}

function decisionOf({ userId }: Actor, { note = null }: { note?: string | null | undefined }, decidedAt: number) {
  return { decidedAt, decidedBy: userId, note };
}
