import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { requireExport, save, withJob } from './engine.ts';
import { tellExport } from './export-events.ts';
import { isAllowed, refusal, stateOfStage, statesFor } from './export-state.ts';
import { SupersededError } from './failures.ts';
import { type ExportMemory, readMemory } from './memory.ts';
import { claimRetry } from './mirror-runs.ts';
import { requireUsableAccount } from './require-usable.ts';
import { isHalfReplaced } from './turn.ts';
import { JOB_OF_STAGE } from './waiting.ts';

const IT_WAITS = 'The export has not failed: it waits for a sign-in, and goes on by itself after it.';

/**
 * Goes on with a failed export where it stopped: files that TikTok has are not uploaded again, and an audience that was
 * made is not made again. A replace that stopped half-way is done from its first file on, since others may have changed the audience
 * meanwhile.
 *
 * @throws {AppError} permission_denied, not_found, export_wrong_state
 * @throws {AppError} account_not_imported, account_suspended, connection_disconnected, connection_read_only, tiktok_permission_denied
 */
export async function retryExport(deps: Deps, actor: Actor, exportId: string): Promise<ExportRecord> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const record = await requireExport(deps, workspaceId, exportId);
  if (record.waiting !== null) throw new AppError('export_wrong_state', IT_WAITS);
  if (!isAllowed('retry', record.state)) throw new AppError('export_wrong_state', refusal('retry', record.state));
  const stage = readMemory(record).stage ?? 'upload';
  if (stage === 'upload') await requireUsableAccount(deps, workspaceId, record.advertiserId);
  await claimRetry(deps, workspaceId, record);
  try {
    const retried = await withJob(deps, { kind: JOB_OF_STAGE[stage], workspaceId, exportId }, async () => {
      // Another retry may have run and failed since: going on from what was known before would send things twice.
      const latest = await requireExport(deps, workspaceId, exportId);
      const memory = readMemory(latest);
      if (latest.state === 'failed' && (memory.stage ?? 'upload') !== stage) throw new SupersededError();
      const followSince = stage === 'follow' ? deps.clock.now() : memory.followSince;
      const goesOn = await save(
        deps,
        workspaceId,
        exportId,
        statesFor('retry'),
        {
          ...(isHalfReplaced(latest, memory) ? startedOver(memory) : memory),
          followSince,
          troubleSince: null,
        },
        { state: stateOfStage(stage), error: null },
      );
      await tellExport(deps, workspaceId, goesOn);
      return goesOn;
    });
    await writeAudit(deps, workspaceId, actor, {
      action: 'export.retried',
      subjectId: exportId,
      detail: { advertiserId: record.advertiserId, stage },
    });
    return retried;
  } catch (error) {
    if (!(error instanceof SupersededError)) throw error;
    throw new AppError(
      'export_wrong_state',
      refusal('retry', (await requireExport(deps, workspaceId, exportId)).state),
    );
  }
}

function startedOver(memory: ExportMemory): ExportMemory {
  const chunks = memory.chunks?.map((chunk) => ({ ...chunk, filePath: null, uploadedAt: null })) ?? null;
  return { ...memory, chunks, applied: 0, attempt: null };
}
