import type { Page, PageQuery } from '../../shared/page.ts';
import type { Property } from '../../shared/properties.ts';
import type { Actor, Deps } from '../deps.ts';
import { toPage, toSliceQuery } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';

/** The host's user properties, in the order the host gave them. */
export async function listProperties(deps: Deps, actor: Actor, query: PageQuery): Promise<Page<Property>> {
  requirePermission(actor, 'read');
  return toPage(
    await deps.store.workspace(actor.workspaceId).properties.list(toSliceQuery(query)),
    (property) => property,
  );
}
