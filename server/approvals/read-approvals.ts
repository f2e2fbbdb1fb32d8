import type { Approval, ApprovalPage, ListApprovalsQuery } from '../../shared/approvals.ts';
import type { Actor, Deps } from '../deps.ts';
import { notFound } from '../errors.ts';
import { toPage, toSliceQuery } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import { viewApproval } from './view.ts';

/**
 * What waits first, then the rest, newest first, with how many wait in the whole workspace.
 *
 * @throws {AppError} permission_denied; invalid_request - the cursor is none of this list
 */
export async function listApprovals(deps: Deps, actor: Actor, query: ListApprovalsQuery): Promise<ApprovalPage> {
  requirePermission(actor, 'read');
  const { approvals } = deps.store.workspace(actor.workspaceId);
  const slice = await approvals.list({
    ...toSliceQuery(query),
    status: query.status ?? null,
    advertiserId: query.advertiserId ?? null,
  });
  const now = deps.clock.now();
  return {
    ...toPage(slice, (record) => viewApproval(record, actor, now)),
    pendingCount: await approvals.countPending(),
  };
}

/** @throws {AppError} permission_denied; not_found */
export async function getApproval(deps: Deps, actor: Actor, id: string): Promise<Approval> {
  requirePermission(actor, 'read');
  const record = await deps.store.workspace(actor.workspaceId).approvals.get(id);
  if (record === null) throw notFound();
  return viewApproval(record, actor, deps.clock.now());
}
