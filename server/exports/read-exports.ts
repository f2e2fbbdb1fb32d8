import type { Export } from '../../shared/exports.ts';
import type { Page, PageQuery } from '../../shared/page.ts';
import type { Actor, Deps } from '../deps.ts';
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

/** Exports of the workspace, newest first. @throws {AppError} permission_denied, invalid_request */
export async function listExports(
  deps: Deps,
  actor: Actor,
  query: PageQuery & { advertiserId?: string | undefined },
): Promise<Page<Export>> {
  requirePermission(actor, 'read');
  const slice = await exportsOf(deps, actor.workspaceId).list({
    ...toSliceQuery(query),
    advertiserId: query.advertiserId ?? null,
  });
  return toPage(slice, toExport);
}
