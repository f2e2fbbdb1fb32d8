import type { AudienceChange, Export, ExportState, ListExportsQuery } from '../../shared/exports.ts';
import type { Page } from '../../shared/page.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { toPage, toSliceQuery } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { type ExportEngine, exportsOf, requireExport } from './engine.ts';
import { stageOfState } from './export-state.ts';
import { showExport } from './view.ts';
import { JOB_OF_STAGE } from './waiting.ts';

/**
 * One export as it stands. Reading one that TikTok is processing also has TikTok asked at once, at most every five seconds, and
 * one that waits for a sign-in that is there goes on at once; the answer does not wait for that, the next one knows.
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
  const stage = stageOfState(record.state);
  if (stage === null || !(await isWorthALook(deps, engine, actor.workspaceId, record))) return record;
  await deps.store.jobs.enqueue({
    kind: JOB_OF_STAGE[stage],
    workspaceId: actor.workspaceId,
    subjectId: exportId,
    runAt: deps.clock.now(),
  });
  deps.jobs.wake();
  return record;
}

async function isWorthALook(
  deps: Deps,
  { limits }: ExportEngine,
  workspaceId: string,
  record: ExportRecord,
): Promise<boolean> {
  if (deps.clock.now() - record.updatedAt < limits.readPollMs) return false;
  if (record.waiting === null) return record.state === 'processing';
  const account = await deps.store.workspace(workspaceId).adAccounts.get(record.advertiserId);
  if (account === null) return true;
  // Out of the sign-in's reach it waits on, until a reading of the connection finds it again.
  return account.accessLostAt === null && ['active', 'expiring'].includes(account.connection.state);
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
    customAudienceId: query.customAudienceId ?? null,
    mirrorId: query.mirrorId ?? null,
    // The schema lets only these words through.
    states: (query.state?.split(',') as ExportState[] | undefined) ?? null,
    changes: (query.action?.split(',') as AudienceChange[] | undefined) ?? null,
    text: query.q?.trim() ?? null,
    createdFrom,
    createdBefore,
  });
  const items = await Promise.all(slice.items.map((record) => showExport(deps, actor.workspaceId, record)));
  return toPage({ ...slice, items }, (item) => item);
}
