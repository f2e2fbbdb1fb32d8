import type { ListTikTokCallsQuery, TikTokCall } from '../../shared/calls.ts';
import type { Page } from '../../shared/page.ts';
import type { Actor, Deps } from '../deps.ts';
import { notFound } from '../errors.ts';
import { toPage, toSliceQuery } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import { showCall } from './view.ts';

/**
 * The writes that went through the pass-through, newest first.
 *
 * @throws {AppError} permission_denied; invalid_request - the cursor is none of this list
 */
export async function listTikTokCalls(
  deps: Deps,
  actor: Actor,
  query: ListTikTokCallsQuery,
): Promise<Page<TikTokCall>> {
  requirePermission(actor, 'read');
  const slice = await deps.store.workspace(actor.workspaceId).calls.list({
    ...toSliceQuery(query),
    advertiserId: query.advertiserId ?? null,
    status: query.status ?? null,
    idempotencyKey: query.idempotencyKey ?? null,
  });
  return toPage(slice, showCall);
}

/** @throws {AppError} permission_denied, not_found */
export async function getTikTokCall(deps: Deps, actor: Actor, callId: string): Promise<TikTokCall> {
  requirePermission(actor, 'read');
  const record = await deps.store.workspace(actor.workspaceId).calls.get(callId);
  if (record === null) throw notFound();
  return showCall(record);
}
