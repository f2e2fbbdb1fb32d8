import type { EventDelivery, ListEventDeliveriesQuery } from '../../shared/event-deliveries.ts';
import type { Page } from '../../shared/page.ts';
import type { Actor, Deps } from '../deps.ts';
import { toPage, toSliceQuery } from '../http/index.ts';
import { requireHost } from '../sessions/index.ts';
import { toEventDelivery } from './view.ts';

/**
 * What the host was told, is still to be told, or could not be told, newest event first.
 *
 * @throws {AppError} host_key_required; invalid_request - the cursor is none of this list
 */
export async function listEventDeliveries(
  deps: Deps,
  actor: Actor,
  query: ListEventDeliveriesQuery,
): Promise<Page<EventDelivery>> {
  requireHost(actor);
  const slice = await deps.store.workspace(actor.workspaceId).eventDeliveries.list({
    ...toSliceQuery(query),
    state: query.state ?? null,
  });
  return toPage(slice, toEventDelivery);
}
