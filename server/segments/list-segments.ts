import type { Page, PageQuery } from '../../shared/page.ts';
import type { Segment } from '../../shared/segments.ts';
import type { Actor, Deps } from '../deps.ts';
import { toInstant, toPage, toSliceQuery } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { SegmentRecord } from '../store/host-data.ts';

/** The host's audiences, by name. */
export async function listSegments(deps: Deps, actor: Actor, query: PageQuery): Promise<Page<Segment>> {
  requirePermission(actor, 'read');
  return toPage(await deps.store.workspace(actor.workspaceId).segments.list(toSliceQuery(query)), toSegment);
}

/** Without the source's address: it may hold a secret of the host's. */
export function toSegment(record: SegmentRecord): Segment {
  const { segmentId, name, size, filled, sourceUrl, updatedAt } = record;
  return { segmentId, name, size, filled, hasSource: sourceUrl !== null, updatedAt: toInstant(updatedAt) };
}
