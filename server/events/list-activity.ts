import type { EventGroup } from '../../shared/event-types.ts';
import type { ActivityPage, ListActivityQuery } from '../../shared/events.ts';
import type { Actor, Deps } from '../deps.ts';
import { toPage, toSliceQuery } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import { readerOf } from './reader.ts';
import { viewEvents } from './view-events.ts';

/**
 * What happened in the workspace, newest first, with how much there is of each kind whatever the filter. Whether something is
 * read is said for the session's user; to a host key everything is unread.
 *
 * @throws {AppError} permission_denied; invalid_request - the cursor is none of this list
 */
export async function listActivity(deps: Deps, actor: Actor, query: ListActivityQuery): Promise<ActivityPage> {
  requirePermission(actor, 'read');
  const { events } = deps.store.workspace(actor.workspaceId);
  const reader = readerOf(actor, deps.clock);
  const { filter } = query;
  const slice = await events.list(
    {
      ...toSliceQuery(query),
      group: filter === undefined || filter === 'needs_you' ? null : (filter satisfies EventGroup),
      type: query.type ?? null,
      advertiserId: query.advertiserId ?? null,
      needsYou: filter === 'needs_you',
      unreadBy: query.unread === true ? reader : null,
    },
    reader,
  );
  const { items: records, nextCursor } = toPage(slice, (record) => record);
  const views = await viewEvents(deps, actor.workspaceId, records);
  const items = views.map((view, index) => ({ ...view, isRead: records[index]?.isRead ?? false }));
  const { groups, ...counts } = await events.counts(reader);
  return { items, nextCursor, counts: { ...counts, ...groups } };
}
