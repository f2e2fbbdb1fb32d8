import type { PutSegment, Segment } from '../../shared/segments.ts';
import type { Actor, Deps } from '../deps.ts';
import { requireHost } from '../sessions/index.ts';
import { toSegment } from './list-segments.ts';
import { requireAllowedSource } from './source-url.ts';

/**
 * Declares an audience of the host's, or replaces it: what is left out is gone.
 *
 * @throws {AppError} host_key_required, segment_source_refused
 */
export async function putSegment(deps: Deps, actor: Actor, segmentId: string, input: PutSegment): Promise<Segment> {
  requireHost(actor);
  if (input.source !== undefined) requireAllowedSource(deps, input.source.url);
  const record = {
    segmentId,
    name: input.name,
    size: input.size ?? null,
    filled: input.filled ?? null,
    sourceUrl: input.source?.url ?? null,
    updatedAt: deps.clock.now(),
  };
  await deps.store.workspace(actor.workspaceId).segments.put(record);
  return toSegment(record);
}
