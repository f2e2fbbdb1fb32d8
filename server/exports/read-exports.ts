import type { AudienceChange, Export, ExportState, ListExportsQuery } from '../../shared/exports.ts';
import type { Page } from '../../shared/page.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { toPage, toSliceQuery } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { type ExportEngine, exportsOf, FOLLOW_JOB, requireExport } from './engine.ts';
import { toExport } from './view.ts';

/**
 * One export as it stands. Reading one that TikTok is processing also has TikTok asked at once, at most every five seconds;
 * the answer does not wait for that, the next one knows.
 *
 * @throws {AppError} permission_denied, not_found
 */
export async function getExport(
  deps: Deps,
  engine: ExportEngine,
  actor: Actor,
  exportId: string,
): Promise<ExportRecord> {
  requirePermission(actor, 'read');
  const record = await requireExport(deps, actor.workspaceId, exportId);
  if (record.state === 'processing' && deps.clock.now() - record.updatedAt >= engine.limits.readPollMs) {
    await deps.store.jobs.enqueue({
      kind: FOLLOW_JOB,
      workspaceId: actor.workspaceId,
      subjectId: exportId,
      runAt: deps.clock.now(),
    });
    deps.jobs.wake();
  }
  return record;
}

/**
 * Exports of the workspace, newest first, narrowed by every filter that is given. A cursor is a place in time and stays good
 * under any filter.
 *
 * @throws {AppError} permission_denied, invalid_request
 */
export async function listExports(deps: Deps, actor: Actor, query: ListExportsQuery): Promise<Page<Export>> {
  requirePermission(actor, 'read');
  const createdFrom = query.since === undefined ? null : Date.parse(query.since);
  const createdBefore = query.until === undefined ? null : Date.parse(query.until);
  if (createdFrom !== null && createdBefore !== null && createdFrom > createdBefore) {
    throw new AppError('invalid_request', 'The request cannot be used: until in the query lies before since.', {
      errors: [{ path: 'until', message: 'lies before since' }],
    });
  }
  const slice = await exportsOf(deps, actor.workspaceId).list({
    ...toSliceQuery(query),
    advertiserId: query.advertiserId ?? null,
    // The schema lets only these words through.
    states: (query.state?.split(',') as ExportState[] | undefined) ?? null,
    changes: (query.action?.split(',') as AudienceChange[] | undefined) ?? null,
    text: query.q?.trim() ?? null,
    createdFrom,
    createdBefore,
  });
  return toPage(slice, toExport);
}
