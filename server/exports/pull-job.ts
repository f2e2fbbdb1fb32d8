import { createHash } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { RecordsError } from '../../shared/records/index.ts';
import type { SegmentPage } from '../../shared/segments.ts';
import { AppError } from '../errors.ts';
import type { JobHandler, JobRun } from '../jobs/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { completeIntake } from './complete-intake.ts';
import { requireReserve } from '../spool/index.ts';
import { type ExportEngine, exportsOf, save } from './engine.ts';
import { Intake } from './intake.ts';
import { holdLease } from './intake-lease.ts';
import { intakeOptions } from './intake-options.ts';
import type { ExportMemory } from './memory.ts';
import { runStep, type StepOutcome } from './run-step.ts';
import { EndlessSourceError, LoopGuard } from './loop-guard.ts';
import { fetchSegmentPage } from './segment-source.ts';
import { emptyCounts } from './tally.ts';
import { tellMirror } from './tell-mirror.ts';

const AT = { state: 'receiving', stage: 'pull' } as const;
const BUSY_WAIT_MS = 5_000;
const KEEP_EVERY_MS = 5_000;

/**
 * State `receiving` of an export whose people the server fetches: page after page from the segment's source, with the cursor
 * stored together with what was taken, so that a run that is cut off goes on with the page it was at.
 */
export function pullJob(engine: ExportEngine): JobHandler {
  return async (deps, job, run) => {
    await exportsOf(deps, job.workspaceId).update(job.subjectId, ['draft'], {
      state: 'receiving',
      updatedAt: deps.clock.now(),
    });
    return runStep(deps, engine.limits, job, run, AT, async (record, memory) => {
      if (memory.source === null) return 'done';
      try {
        const lease = await holdLease(deps, engine.limits, job.workspaceId, record.id);
        try {
          return await pull(deps, engine, job.workspaceId, record, memory, run, () => lease.check());
        } finally {
          await lease.release();
        }
      } catch (error) {
        if (error instanceof AppError && error.code === 'upload_in_progress')
          return { runAt: deps.clock.now() + BUSY_WAIT_MS };
        throw error;
      }
    });
  };
}

async function pull(
  deps: Deps,
  engine: ExportEngine,
  workspaceId: string,
  record: ExportRecord,
  start: ExportMemory,
  run: JobRun,
  checkLease: () => void,
): Promise<StepOutcome> {
  const sourceUrl = await requireSource(deps, workspaceId, record);
  await requireReserve(deps);
  const { limits } = engine;
  const origin = originOf(sourceUrl);
  let memory = await sameSource(deps, workspaceId, record, start, origin);
  const intake = await Intake.open(intakeOptions(deps, record, memory), { kind: 'records' });
  try {
    let savedBytes = intake.writtenBytes;
    let savedAt = deps.clock.now();
    let cursor = memory.source?.cursor ?? null;
    let isDone = memory.source?.isDone ?? false;
    const loop = new LoopGuard(cursor, memory.source?.loop);
    const startedAt = savedAt;
    const keep = async (): Promise<void> => {
      savedBytes = intake.writtenBytes;
      savedAt = deps.clock.now();
      const mark = intake.mark();
      await intake.sync();
      memory = {
        ...memory,
        checkpoint: mark,
        rejectsBytes: mark.rejectsBytes,
        receivedAt: savedAt,
        source: { cursor, isDone, origin, loop: loop.state },
        troubleSince: null,
      };
      await save(deps, workspaceId, record.id, [AT.state], memory, { counts: mark.counts });
    };
    while (!isDone) {
      let page: SegmentPage;
      try {
        page = await fetchSegmentPage(deps, sourceUrl, cursor, run.signal);
        requireEnd(deps, intake.counts.rows + page.records.length);
      } catch (error) {
        // The pages before this one are good: the next try does not ask for them again.
        if (error instanceof AppError && cursor !== (memory.source?.cursor ?? null)) await keep();
        throw error;
      }
      run.signal.throwIfAborted();
      checkLease();
      loop.check(page);
      for (const person of page.records) intake.record(person);
      await intake.settle();
      cursor = page.nextCursor;
      isDone = cursor === null;
      // Each page costs a request: its people are made durable at once when there are many, else together with the next. A slow
      // source is written down from time to time all the same, which also notices a cancel.
      const isMuch = intake.writtenBytes - savedBytes >= limits.checkpointBytes / 16;
      const isPaused = await isHeldStill(deps, workspaceId, record.id);
      // Others get the place from time to time: a source that answers slowly may take hours.
      const isSliceOver = !isDone && deps.clock.now() - startedAt >= limits.sliceMs;
      // A trouble that is over is not shown any longer.
      const isOver = memory.troubleSince !== null;
      const isLongAgo = deps.clock.now() - savedAt >= KEEP_EVERY_MS;
      if (isDone || isMuch || isPaused || isSliceOver || isOver || isLongAgo) {
        await keep();
        await requireReserve(deps);
      }
      if (isPaused) return 'done';
      if (isSliceOver) return { runAt: deps.clock.now() };
    }
    try {
      intake.end();
    } catch (error) {
      // What lacks a property lacks it on every page: once that is mended, everything is asked for again.
      if (error instanceof RecordsError) {
        const again = {
          ...memory,
          checkpoint: null,
          rejectsBytes: 0,
          source: { cursor: null, isDone: false, origin, loop: null },
        };
        await save(deps, workspaceId, record.id, [AT.state], again, { counts: emptyCounts() });
      }
      throw error;
    }
    const complete = await completeIntake(deps, workspaceId, record, memory, intake, limits, run.signal);
    await save(
      deps,
      workspaceId,
      record.id,
      [AT.state],
      { ...complete.memory, stage: null, troubleSince: null },
      { ...complete.change, state: 'ready', error: null },
    );
    await tellMirror(deps, workspaceId, record);
    return 'done';
  } finally {
    await intake.close();
  }
}

/**
 * A cursor means nothing to another source: when the host has set one while its pages came in, all of them are asked for again.
 * Once everybody is in, they stay.
 */
async function sameSource(
  deps: Deps,
  workspaceId: string,
  record: ExportRecord,
  memory: ExportMemory,
  origin: string,
): Promise<ExportMemory> {
  const { source } = memory;
  if (source === null || source.isDone || source.origin === '' || source.origin === origin) return memory;
  const afresh = {
    ...memory,
    checkpoint: null,
    rejectsBytes: 0,
    source: { cursor: null, isDone: false, origin, loop: null },
  };
  await save(deps, workspaceId, record.id, [AT.state], afresh, { counts: emptyCounts() });
  deps.log.info(
    { exportId: record.id },
    'the source of a segment was replaced while it was fetched: it is fetched again',
  );
  return afresh;
}

/** The address may hold a secret of the host's. */
function originOf(sourceUrl: string): string {
  return createHash('sha256').update(sourceUrl).digest('base64url').slice(0, 16);
}

/** @throws {EndlessSourceError} the source gives more records than one export may take */
function requireEnd(deps: Deps, rows: number): void {
  const { segmentMaxRows } = deps.config;
  if (rows <= segmentMaxRows) return;
  throw new EndlessSourceError(
    `It gave more than ${segmentMaxRows} records. Make the segment smaller, or set SEGMENT_MAX_ROWS.`,
  );
}

async function isHeldStill(deps: Deps, workspaceId: string, exportId: string): Promise<boolean> {
  return ((await exportsOf(deps, workspaceId).get(exportId))?.pausedAt ?? null) !== null;
}

async function requireSource(deps: Deps, workspaceId: string, { request }: ExportRecord): Promise<string> {
  const segment =
    request.segmentId === undefined ? null : await deps.store.workspace(workspaceId).segments.get(request.segmentId);
  if (segment?.sourceUrl == null) {
    throw new AppError(
      'segment_has_no_source',
      'The segment no longer has a source to fetch its people from. Set it again and retry.',
    );
  }
  return segment.sourceUrl;
}
