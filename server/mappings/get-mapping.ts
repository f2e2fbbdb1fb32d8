import type { Mapping } from '../../shared/mappings.ts';
import type { Actor, Deps } from '../deps.ts';
import { toInstantOrNull } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { MappingRecord } from '../store/host-data.ts';

/** The workspace's mapping; before the first save an empty one of version 0. */
export async function getMapping(deps: Deps, actor: Actor): Promise<Mapping> {
  requirePermission(actor, 'read');
  return toMapping(await deps.store.workspace(actor.workspaceId).mapping.get());
}

export function toMapping(record: MappingRecord): Mapping {
  return { ...record, updatedAt: toInstantOrNull(record.updatedAt) };
}
