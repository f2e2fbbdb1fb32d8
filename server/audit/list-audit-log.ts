import type { AuditEntry, ListAuditLogQuery } from '../../shared/audit.ts';
import type { Page } from '../../shared/page.ts';
import type { Actor, Deps } from '../deps.ts';
import { toInstant, toPage, toSliceQuery } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { AuditRecord } from '../store/audit.ts';

/**
 * What was done in the workspace and by whom, newest first. For the host's back end and for people who may connect: they
 * decide about access, and the log says who used it.
 *
 * @throws {AppError} permission_denied; invalid_request - the cursor is none of this list
 */
export async function listAuditLog(deps: Deps, actor: Actor, query: ListAuditLogQuery): Promise<Page<AuditEntry>> {
  requirePermission(actor, 'connect');
  const slice = await deps.store.workspace(actor.workspaceId).audit.list({
    ...toSliceQuery(query),
    action: query.action ?? null,
    subjectId: query.subjectId ?? null,
  });
  return toPage(slice, toEntry);
}

function toEntry({ id, at, action, actorKind, userId, origin, subjectId, detail }: AuditRecord): AuditEntry {
  return { id, at: toInstant(at), action, actor: { kind: actorKind, userId }, origin, subjectId, detail };
}
