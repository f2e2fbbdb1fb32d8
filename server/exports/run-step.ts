import type { ExportState } from '../../shared/exports.ts';
import type { Failure } from '../../shared/errors.ts';
import { writeAudit } from '../audit/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { JobRun } from '../jobs/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import type { JobRecord } from '../store/jobs.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import { askedPauseMs } from '../tiktok-failure/index.ts';
import { exportsOf, save } from './engine.ts';
import { tellExport } from './export-events.ts';
import { forgetIfCancelled } from './forget-cancelled.ts';
import type { Stage } from './export-state.ts';
import { isPassing, SupersededError, toFailure } from './failures.ts';
import type { ExportLimits } from './limits.ts';
import { EndlessSourceError } from './loop-guard.ts';
import { type ExportMemory, readMemory } from './memory.ts';
import { tellMirror } from './tell-mirror.ts';
import { leaveLineUnlessBegun, mustGoOn } from './turn.ts';
import { isSignInLost, noteReason, outOfReach, standingOf } from './waiting.ts';

export type StepOutcome = { runAt: number } | 'done';

/** Runs that ended in an error nobody foresaw; past this many the export fails instead of trying for ever. */
const MAX_UNFORESEEN = 8;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * Runs one step of an export's background work and turns every failure into what comes next: a passing one is waited out
 * with growing pauses, up to the engine's patience; a lost sign-in is waited for without end; any other ends in state `failed`,
 * from which a retry goes on; a step that somebody else has overtaken ends quietly. While the export is paused no step begins.
 */
export async function runStep(
  deps: Deps,
  limits: ExportLimits,
  job: JobRecord,
  run: JobRun,
  at: { state: ExportState; stage: Stage },
  step: (record: ExportRecord, memory: ExportMemory) => Promise<StepOutcome>,
): Promise<StepOutcome> {
  const exports = exportsOf(deps, job.workspaceId);
  const found = await exports.get(job.subjectId);
  if (found === null || found.state !== at.state) return 'done';
  try {
    const record = found.waiting === null ? found : await lookAgain(found);
    if ('runAt' in record) return record;
    const memory = readMemory(record);
    if (record.pausedAt !== null && !mustGoOn(record, memory, limits.maxPathsPerCall)) return await rest(record);
    return await step(record, memory);
  } catch (error) {
    await forgetIfCancelled(deps, job.workspaceId, job.subjectId);
    if (error instanceof SupersededError) return 'done';
    if (run.signal.aborted) throw error;
    try {
      return await settle(error);
    } catch (other) {
      if (other instanceof SupersededError) return 'done';
      throw other;
    }
  }

  /**
   * Whether a waiting export may go on: then it does not wait any more. Also while it is paused, so that it never says it waits
   * for a sign-in that is there.
   *
   * @throws {SupersededError} nothing is left to wait for and it has failed, or somebody else moved it on
   */
  async function lookAgain(waiting: ExportRecord): Promise<ExportRecord | { runAt: number }> {
    const standing = await standingOf(deps, job.workspaceId, waiting.advertiserId, at.stage);
    const now = deps.clock.now();
    const line = { exportId: waiting.id, stage: at.stage };
    switch (standing.kind) {
      case 'usable': {
        const freed = await exports.update(waiting.id, [at.state], { waiting: null, updatedAt: now });
        if (freed === null) throw new SupersededError();
        deps.log.info(line, 'an export goes on after a new sign-in');
        return freed;
      }
      case 'waits': {
        const { reason } = standing;
        if (reason !== null && (await noteReason(deps, job.workspaceId, waiting, reason)) === null)
          throw new SupersededError();
        return { runAt: now + limits.waitLookMs };
      }
      case 'gone':
        await failExport(deps, job.workspaceId, waiting.id, at, readMemory(waiting), standing.failure);
        throw new SupersededError();
    }
  }

  /** Keeps the state and all that was done. The patience for passing troubles is not used up meanwhile. */
  async function waitForSignIn(latest: ExportRecord, reason: Failure): Promise<StepOutcome> {
    const now = deps.clock.now();
    const memory = { ...readMemory(latest), troubleSince: null };
    const waiting = await save(deps, job.workspaceId, latest.id, [at.state], memory, {
      waiting: { since: now, reason },
    });
    if (at.stage === 'upload') await leaveLineUnlessBegun(deps, job.workspaceId, waiting, memory);
    deps.log.warn(
      { exportId: latest.id, stage: at.stage, code: reason.code, tiktokRequestId: reason.tiktokRequestId },
      'an export waits for a new sign-in',
    );
    // Who signed in between the refusal and this note found nobody waiting: nobody but this look would wake the export.
    const looked = await lookAgain(waiting);
    return 'runAt' in looked ? looked : { runAt: now + FIRST_WAIT_MS };
  }

  /** A resume puts the job in line again. Trouble that came before a pause does not use up patience while it lasts. */
  async function rest(paused: ExportRecord): Promise<StepOutcome> {
    const memory = readMemory(paused);
    if (at.stage === 'upload') await leaveLineUnlessBegun(deps, job.workspaceId, paused, memory);
    if (memory.troubleSince !== null)
      await save(deps, job.workspaceId, paused.id, [at.state], { ...memory, troubleSince: null });
    return 'done';
  }

  async function settle(error: unknown): Promise<StepOutcome> {
    const latest = await exports.get(job.subjectId);
    if (latest === null || latest.state !== at.state) return 'done';
    const memory = readMemory(latest);
    const reason = isSignInLost(error)
      ? error.toFailure()
      : await outOfReach(deps, job.workspaceId, latest.advertiserId, error);
    if (reason !== null) return waitForSignIn(latest, reason);
    const now = deps.clock.now();
    if (isPassingTrouble(error)) {
      const since = memory.troubleSince ?? now;
      if (now - since < limits.patienceMs) {
        const runAt = now + waitFor(error, now - since);
        const known = toFailure(error);
        const trouble = known === null ? null : { since, reason: known, nextTryAt: runAt };
        await save(deps, job.workspaceId, latest.id, [at.state], { ...memory, troubleSince: since, trouble });
        deps.log.warn(
          { exportId: latest.id, stage: at.stage, runAt, ...describe(error) },
          'an export waits for a passing trouble to end',
        );
        return { runAt };
      }
    }
    const failure = toFailure(error) ?? (job.failures + 1 >= MAX_UNFORESEEN ? UNFORESEEN : null);
    if (failure === null) throw error;
    await failExport(deps, job.workspaceId, latest.id, at, memory, failure);
    return 'done';
  }
}

/** Puts the export into state `failed`, from which a retry goes on at this stage. */
export async function failExport(
  deps: Deps,
  workspaceId: string,
  exportId: string,
  at: { state: ExportState; stage: Stage },
  memory: ExportMemory,
  failure: Failure,
): Promise<void> {
  const failed = await save(
    deps,
    workspaceId,
    exportId,
    [at.state],
    { ...memory, stage: at.stage, troubleSince: null },
    { state: 'failed', error: failure },
  );
  await noteFinished(deps, workspaceId, failed, failure.code);
  deps.log.warn(
    { workspaceId, exportId, stage: at.stage, code: failure.code, tiktokRequestId: failure.tiktokRequestId },
    'an export failed',
  );
  await tellMirror(deps, workspaceId, failed);
}

/**
 * Writes to the audit log how an export ended, with a failure's code, or null when it is completed; and tells it as an event.
 *
 * @param record as it was written
 */
export async function noteFinished(
  deps: Deps,
  workspaceId: string,
  record: ExportRecord,
  code: Failure['code'] | null,
): Promise<void> {
  const { id, advertiserId, peopleUploaded } = record;
  const state = code === null ? 'completed' : 'failed';
  await writeAudit(
    deps,
    workspaceId,
    { kind: 'server' },
    { action: 'export.finished', subjectId: id, detail: { advertiserId, state, code, peopleUploaded } },
  );
  await tellExport(deps, workspaceId, record);
}

const UNFORESEEN: Failure = {
  code: 'internal_error',
  message:
    'Something went wrong on our side again and again. The server’s log holds more under this export’s id; a retry goes on from where it stopped.',
};

function isPassingTrouble(error: unknown): boolean {
  if (error instanceof EndlessSourceError) return false;
  return isPassing(error) || (error instanceof AppError && error.code === 'segment_source_failed');
}

/** At least what TikTok asks for; otherwise a quarter of how long it has lasted already. */
function waitFor(error: unknown, lastedMs: number): number {
  return Math.max(askedPauseMs(error), Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS, Math.round(lastedMs / 4))));
}

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof TikTokApiError)) return { reason: error instanceof Error ? error.message : 'unknown' };
  return {
    kind: error.kind,
    tiktokCode: error.code,
    httpStatus: error.httpStatus,
    tiktokRequestId: error.tiktokRequestId,
  };
}
