import { bindLedger, openLedger, planChange, settleLedger } from '../ledger/index.ts';
import type { JobHandler } from '../jobs/index.ts';
import { audienceIdOf } from './apply-audience.ts';
import { type ExportEngine, FOLLOW_JOB } from './engine.ts';
import { type Delivered, deliverFiles } from './file-delivery.ts';
import { peopleLayout } from './identifier-plan.ts';
import { noteFinished, runStep, type StepOutcome } from './run-step.ts';
import { Sending } from './sending.ts';
import { removeWorkingFiles } from './spool-files.ts';
import { deliverStream } from './stream-delivery.ts';
import { tellMirror } from './tell-mirror.ts';
import { leaveLineUnlessBegun } from './turn.ts';

const AT = { state: 'uploading', stage: 'upload' } as const;

/**
 * State `uploading`: when it is its turn to change the audience, sends people to TikTok, as files or as a stream. A run may be cut
 * off anywhere and is followed by one that goes on there.
 */
export function uploadJob(engine: ExportEngine): JobHandler {
  return (deps, job, run) =>
    runStep(deps, engine.limits, job, run, AT, async (record, memory) => {
      const sending = new Sending(deps, engine, job.workspaceId, run, record, memory);
      try {
        if (!(await sending.takeTurn())) return { runAt: deps.clock.now() + engine.limits.queueLookMs };
        await openPlan(sending);
        const outcome = await deliver(sending);
        if (outcome === 'sent') return await finish(sending);
        if (outcome !== 'held') return outcome;
        await leaveLineUnlessBegun(deps, job.workspaceId, sending.record, sending.memory);
        return 'done';
      } finally {
        engine.underWay.leave(record.id);
      }
    });
}

function deliver(sending: Sending): Promise<Delivered> {
  return sending.record.delivery === 'stream' ? deliverStream(sending) : deliverFiles(sending);
}

/**
 * Marks in the audience's ledger that its members are about to change. Where another export has changed them since this one was worked
 * out, that is done once more, and what was sent of it before is sent again.
 */
async function openPlan(sending: Sending): Promise<void> {
  const { deps, workspaceId, paths, signal } = sending;
  if ((await openLedger(deps, workspaceId, sending.record, paths, sending.memory.ledger)) === 'open') return;
  const { record, memory } = sending;
  const { toAdd, toRemove, plan } = await planChange(deps, workspaceId, {
    record,
    everybody: memory.everybody,
    paths,
    layout: peopleLayout(record.request.attributes),
    spool: memory.spool ?? { bytes: 0, rows: 0 },
    withdrawn: memory.withdrawn,
    signal,
  });
  const { refused_by_tiktok: refused = 0, ...byReason } = record.counts.byReason;
  const counts = {
    ...record.counts,
    toAdd: toAdd ?? record.counts.toAdd,
    toRemove: toRemove ?? record.counts.toRemove,
    refused: 0,
    rejectedValues: record.counts.rejectedValues - refused,
    byReason,
  };
  const rejectsBytes = memory.stream?.intakeRejectsBytes ?? memory.rejectsBytes;
  // Of a create it must stay known that it was tried.
  const attempt = record.customAudienceId === null ? memory.attempt : null;
  const afresh = { ...memory, ledger: plan, chunks: null, applied: 0, stream: null, attempt, rejectsBytes };
  await sending.save(afresh, {
    counts,
    chunks: { total: 0, uploaded: 0 },
    peopleUploaded: 0,
    preparedAt: null,
    uploadedAt: null,
  });
  if ((await openLedger(deps, workspaceId, sending.record, paths, plan)) !== 'open')
    throw new Error('the ledger of an audience moved while its turn was held');
}

/** TikTok has all of it. Where nothing had to be sent, nothing is processed either. */
async function finish(sending: Sending): Promise<StepOutcome> {
  const { deps, workspaceId, limits, paths } = sending;
  const { id } = sending.record;
  const now = deps.clock.now();
  const { ledger, isAdopted } = sending.memory;
  // Whoever was in an adopted audience has been replaced: from now on its members are known.
  if (ledger !== null && isAdopted) await bindLedger(deps, workspaceId, ledger, audienceIdOf(sending.record));
  if (ledger !== null) await settleLedger(deps, workspaceId, id, ledger, paths);
  if (sending.record.chunks.total === 0) {
    await sending.save(sending.memory, { state: 'completed', error: null, uploadedAt: now });
    await noteFinished(deps, workspaceId, sending.record, null);
  } else {
    await deps.store.jobs.enqueue({ kind: FOLLOW_JOB, workspaceId, subjectId: id, runAt: now + limits.followFirstMs });
    await sending.save(
      { ...sending.memory, stage: 'follow', followSince: now, troubleSince: null },
      { state: 'processing', error: null },
    );
  }
  await removeWorkingFiles(paths);
  await tellMirror(deps, workspaceId, sending.record);
  return 'done';
}
