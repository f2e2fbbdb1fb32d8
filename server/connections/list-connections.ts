import type { Connection } from '../../shared/connections.ts';
import type { Page, PageQuery } from '../../shared/page.ts';
import type { Actor, Deps } from '../deps.ts';
import { toPage, toSliceQuery } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import { viewConnection } from './view.ts';

/** The workspace's connections, oldest first, as they were last seen; `checkConnection` asks TikTok. */
export async function listConnections(deps: Deps, actor: Actor, query: PageQuery): Promise<Page<Connection>> {
  requirePermission(actor, 'read');
  const slice = await deps.store.workspace(actor.workspaceId).connections.list(toSliceQuery(query));
  const items = await Promise.all(slice.items.map((record) => viewConnection(deps, actor.workspaceId, record, record)));
  return toPage({ ...slice, items }, (connection) => connection);
}
