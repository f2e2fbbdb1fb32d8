import { type AuditActor, writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { type ExportEngine, requireExport, save, UPLOAD_JOB, withJob } from './engine.ts';
import { tellExport } from './export-events.ts';
import { isAllowed, refusal, statesFor } from './export-state.ts';
import { SupersededError } from './failures.ts';
import { type ExportMemory, readMemory } from './memory.ts';
import { requireUsableAccount } from './require-usable.ts';

/**
 * Ends the intake and begins to send; what waited for a confirmation is confirmed by it. Of two callers at once one wins; the other
 * is told the export runs already.
 *
 * @throws {AppError} permission_denied, not_found, export_wrong_state, export_dry_run, export_empty, segment_has_no_source
 * @throws {AppError} account_not_imported, account_suspended, connection_disconnected, connection_read_only, tiktok_permission_denied
 */
export async function startExport(
  deps: Deps,
  engine: Pick<ExportEngine, 'tails'>,
  actor: Actor,
  exportId: string,
): Promise<ExportRecord> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const record = await requireExport(deps, workspaceId, exportId);
  requireStartable(record);
  await requireUsableAccount(deps, workspaceId, record.advertiserId);
  const started = await beginSending(deps, workspaceId, actor, record);
  engine.tails.delete(exportId);
  return started;
}

/**
 * From `ready` to `uploading`, for a person or for a mirror whose run needs nobody to look at it.
 *
 * @throws {AppError} export_wrong_state, export_dry_run, export_empty, segment_has_no_source
 */
export async function beginSending(
  deps: Deps,
  workspaceId: string,
  actor: AuditActor,
  record: Pick<ExportRecord, 'id' | 'advertiserId'>,
): Promise<ExportRecord> {
  const exportId = record.id;
  try {
    const started = await withJob(deps, { kind: UPLOAD_JOB, workspaceId, exportId }, async () => {
      // Another part may have come in since: what is sent is what the export holds at this moment.
      const latest = await requireExport(deps, workspaceId, exportId);
      requireStartable(latest);
      const memory: ExportMemory = { ...readMemory(latest), stage: 'upload', troubleSince: null };
      const change = { state: 'uploading' as const, error: null };
      const begun = await save(deps, workspaceId, exportId, statesFor('start'), memory, change);
      // Before its job runs, so that the beginning is told before the end.
      await tellExport(deps, workspaceId, begun);
      return begun;
    });
    await writeAudit(deps, workspaceId, actor, {
      action: 'export.started',
      subjectId: exportId,
      detail: { advertiserId: record.advertiserId, people: peopleOf(started) },
    });
    return started;
  } catch (error) {
    if (!(error instanceof SupersededError)) throw error;
    throw new AppError(
      'export_wrong_state',
      refusal('start', (await requireExport(deps, workspaceId, exportId)).state),
    );
  }
}

/** Of a mirror only who is new or changed. */
function peopleOf({ mirrorId, counts }: ExportRecord): number {
  return mirrorId === null ? counts.ready : (counts.toAdd ?? counts.ready);
}

/** @throws {AppError} export_wrong_state, export_dry_run, export_empty, segment_has_no_source */
function requireStartable(record: ExportRecord): void {
  const memory = readMemory(record);
  if (record.request.dryRun === true) {
    throw new AppError(
      'export_dry_run',
      'This export only looks. Open another one without `dryRun` to send its people.',
    );
  }
  if (record.state === 'draft' && record.request.segmentId !== undefined && memory.source === null) {
    throw new AppError(
      'segment_has_no_source',
      'This segment has no source that the server could fetch, and the host has not sent its people yet. Send them to this export first.',
    );
  }
  if (!isAllowed('start', record.state)) throw new AppError('export_wrong_state', refusal('start', record.state));
  const { ready, toRemove } = record.counts;
  if (ready === 0 && (toRemove ?? 0) === 0) throw new AppError('export_empty', whyNobody(record.counts));
}

function whyNobody({ rows, withoutConsent }: ExportRecord['counts']): string {
  if (rows === 0) return 'The file holds no records.';
  if (withoutConsent === 0) return `None of the ${rows} rows has a usable identifier. rejects.csv says why.`;
  if (withoutConsent === rows)
    return `None of the ${rows} rows says yes to being sent (consent). rejects.csv names them.`;
  const others = rows - withoutConsent;
  return `Of ${rows} rows ${withoutConsent} are without consent and ${others} without a usable identifier. rejects.csv says which.`;
}
