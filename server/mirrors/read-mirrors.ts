import type { ListMirrorsQuery, Mirror } from '../../shared/mirrors.ts';
import type { Page } from '../../shared/page.ts';
import type { Actor, Deps } from '../deps.ts';
import { toInstant, toInstantOrNull, toPage, toSliceQuery } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import type { MirrorRecord } from '../store/mirrors.ts';
import { requireMirror } from './change-mirror.ts';

/** @throws {AppError} permission_denied; invalid_request - the cursor is none of this list */
export async function listMirrors(deps: Deps, actor: Actor, query: ListMirrorsQuery): Promise<Page<Mirror>> {
  requirePermission(actor, 'read');
  const slice = await deps.store.workspace(actor.workspaceId).mirrors.list({
    ...toSliceQuery(query),
    advertiserId: query.advertiserId ?? null,
    customAudienceId: query.customAudienceId ?? null,
  });
  const shown = new Map<string, Mirror>();
  for (const mirror of slice.items) shown.set(mirror.id, await showMirror(deps, actor.workspaceId, mirror));
  return toPage(slice, ({ id }) => shown.get(id) as Mirror);
}

/** @throws {AppError} permission_denied, not_found */
export async function getMirror(deps: Deps, actor: Actor, mirrorId: string): Promise<Mirror> {
  requirePermission(actor, 'read');
  const { workspaceId } = actor;
  return showMirror(deps, workspaceId, await requireMirror(deps, workspaceId, mirrorId));
}

/** A mirror as callers see it, with its segment's name, its members and its last run. */
export async function showMirror(deps: Deps, workspaceId: string, mirror: MirrorRecord): Promise<Mirror> {
  const store = deps.store.workspace(workspaceId);
  const { advertiserId, customAudienceId, lastExportId } = mirror;
  const [segment, ledger, last] = await Promise.all([
    store.segments.get(mirror.segmentId),
    customAudienceId === null ? null : store.ledgers.find(advertiserId, customAudienceId),
    lastExportId === null ? null : store.exports.get(lastExportId),
  ]);
  return {
    id: mirror.id,
    advertiserId,
    segmentId: mirror.segmentId,
    segmentName: segment?.name ?? null,
    attributes: [...mirror.attributes],
    customAudienceId,
    audienceName: mirror.audienceName,
    delivery: mirror.delivery,
    schedule: mirror.schedule,
    timezone: mirror.timezone,
    nextRunAt: toInstantOrNull(mirror.nextRunAt),
    pausedAt: toInstantOrNull(mirror.pausedAt),
    members: ledger === null || ledger.generation === 0 ? null : ledger.identifiers,
    currentExportId: mirror.currentExportId,
    lastRun: last === null ? null : lastRun(last),
    skipped: mirror.skipped,
    createdBy: mirror.createdBy,
    createdAt: toInstant(mirror.createdAt),
    updatedAt: toInstant(mirror.updatedAt),
  };
}

function lastRun({ id, state, counts, error, timeline, createdAt }: ExportRecord): Mirror['lastRun'] {
  const { toAdd, toRemove } = counts;
  return { exportId: id, state, at: toInstant(timeline.at(-1)?.at ?? createdAt), toAdd, toRemove, error };
}
