import { rm } from 'node:fs/promises';
import type { Deps } from '../deps.ts';
import { requireAdAccount } from '../accounts/index.ts';
import { withGrant } from '../connections/index.ts';
import type { JobHandler, JobRun } from '../jobs/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { type Grant, uploadAudienceFile } from '../tiktok/index.ts';
import { applyChunks } from './apply-audience.ts';
import { makeChunks, requireChunkFile } from './chunk-files.ts';
import { type ExportEngine, FOLLOW_JOB, pathsOf, save } from './engine.ts';
import type { ExportMemory } from './memory.ts';
import { runStep, type StepOutcome } from './run-step.ts';
import { chunkName, chunkPath, removeChunks } from './spool-files.ts';

/** Files that TikTok let go of are uploaded again this often in one run. */
const MAX_AGAIN = 2;
const AT = { state: 'uploading', stage: 'upload' } as const;

/**
 * State `uploading`: writes the files for TikTok, uploads them, and gives them to the audience. Every file path and every
 * audience change is stored before the next step, so a run that is cut off anywhere is followed by one that goes on there.
 */
export function uploadJob(engine: ExportEngine): JobHandler {
  return (deps, job, run) =>
    runStep(deps, engine.limits, job, run, AT, (record, memory) =>
      new Uploading(deps, engine, job.workspaceId, run, record, memory).run(),
    );
}

class Uploading {
  readonly #deps: Deps;
  readonly #engine: ExportEngine;
  readonly #workspaceId: string;
  readonly #run: JobRun;
  #record: ExportRecord;
  #memory: ExportMemory;

  constructor(
    deps: Deps,
    engine: ExportEngine,
    workspaceId: string,
    run: JobRun,
    record: ExportRecord,
    memory: ExportMemory,
  ) {
    this.#deps = deps;
    this.#engine = engine;
    this.#workspaceId = workspaceId;
    this.#run = run;
    this.#record = record;
    this.#memory = memory;
  }

  async run(): Promise<StepOutcome> {
    const { limits } = this.#engine;
    const paths = pathsOf(this.#deps, this.#record.id);
    if (this.#memory.chunks === null) {
      const chunks = await makeChunks(paths, this.#record, this.#memory, limits, this.#run.signal);
      await this.#save({ ...this.#memory, chunks }, { chunks: { total: chunks.length, uploaded: 0 } });
      await rm(paths.index, { force: true });
    }
    const total = this.#memory.chunks?.length ?? 0;
    // The account may have moved to another connection since the export was opened: the one it hangs on now counts.
    const { connectionId } = await requireAdAccount(this.#deps, this.#workspaceId, this.#record.advertiserId);
    let again = 0;
    while (this.#memory.applied < total) {
      if (this.#isPaused) return 'done';
      const until = Math.min(total, this.#memory.applied + limits.maxPathsPerCall);
      const outcome = await withGrant(this.#deps, this.#workspaceId, connectionId, 'write', async (grant) => {
        // While an attempt is open its files may already be in the audience: nothing is uploaded before that is known.
        if (this.#memory.attempt === null) await this.#uploadUntil(grant, until);
        return this.#isPaused ? 'paused' : await this.#apply(grant, until);
      });
      if (typeof outcome === 'object') return outcome;
      if (outcome === 'upload-again' && ++again > MAX_AGAIN) {
        throw new Error('TikTok lets go of files as soon as they are uploaded');
      }
    }
    const now = this.#deps.clock.now();
    await this.#deps.store.jobs.enqueue({
      kind: FOLLOW_JOB,
      workspaceId: this.#workspaceId,
      subjectId: this.#record.id,
      runAt: now + limits.followFirstMs,
    });
    await this.#save(
      { ...this.#memory, stage: 'follow', followSince: now, polls: 0, troubleSince: null },
      { state: 'processing', error: null },
    );
    await removeChunks(paths);
    return 'done';
  }

  /** As of the last write, and every file and every change of the audience is followed by one. */
  get #isPaused(): boolean {
    return this.#record.pausedAt !== null;
  }

  async #uploadUntil(grant: Grant, until: number): Promise<void> {
    const { limits } = this.#engine;
    const { id, advertiserId } = this.#record;
    const paths = pathsOf(this.#deps, id);
    for (let index = this.#memory.applied; index < until && !this.#isPaused; index++) {
      const chunk = this.#memory.chunks?.[index];
      if (chunk === undefined) throw new RangeError('no such chunk');
      const isFresh =
        chunk.filePath !== null && this.#deps.clock.now() - (chunk.uploadedAt ?? 0) < limits.filePathLifetimeMs;
      if (isFresh) continue;
      const { signal } = this.#run;
      const { path, md5 } = await requireChunkFile(paths, this.#record, this.#memory, index, signal);
      const filePath = await uploadAudienceFile(
        this.#deps.tiktok,
        grant,
        {
          advertiserId,
          calculateType: this.#calculateType(),
          md5,
          file: { name: chunkName(index), path, bytes: chunk.bytes },
        },
        signal,
      );
      const uploaded = { ...chunk, filePath, uploadedAt: this.#deps.clock.now() };
      await this.#saveChunks(this.#memory.chunks?.map((other, at) => (at === index ? uploaded : other)) ?? null);
    }
  }

  async #apply(grant: Grant, until: number): Promise<'applied' | 'upload-again' | { runAt: number }> {
    const step = await applyChunks(
      {
        deps: this.#deps,
        workspaceId: this.#workspaceId,
        record: this.#record,
        grant,
        calculateType: this.#calculateType(),
        limits: this.#engine.limits,
        signal: this.#run.signal,
        note: (memory) => this.#save(memory),
      },
      this.#memory,
      until,
    );
    if (step.kind === 'wait') return { runAt: step.untilMs };
    if (step.kind === 'upload-again') {
      const chunks =
        step.memory.chunks?.map((chunk, index) =>
          index < step.memory.applied ? chunk : { ...chunk, filePath: null, uploadedAt: null },
        ) ?? null;
      this.#memory = step.memory;
      await this.#saveChunks(chunks);
      return 'upload-again';
    }
    const appliedFrom = this.#memory.applied;
    await this.#save({ ...step.memory, troubleSince: null }, { customAudienceId: step.customAudienceId });
    const paths = pathsOf(this.#deps, this.#record.id);
    for (let index = appliedFrom; index < step.memory.applied; index++)
      await rm(chunkPath(paths, index), { force: true });
    return 'applied';
  }

  #calculateType(): string {
    const { calculateType } = this.#record;
    if (calculateType === null) throw new Error('the type of the files is not known');
    return calculateType;
  }

  async #saveChunks(chunks: ExportMemory['chunks']): Promise<void> {
    const done = (chunks ?? []).filter(({ filePath }) => filePath !== null);
    await this.#save(
      { ...this.#memory, chunks, troubleSince: null },
      {
        chunks: { total: chunks?.length ?? 0, uploaded: done.length },
        peopleUploaded: done.reduce((sum, { people }) => sum + people, 0),
      },
    );
  }

  async #save(memory: ExportMemory, change: Parameters<typeof save>[5] = {}): Promise<void> {
    this.#record = await save(this.#deps, this.#workspaceId, this.#record.id, [AT.state], memory, change);
    this.#memory = memory;
  }
}
