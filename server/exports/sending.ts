import { requireAdAccount } from '../accounts/index.ts';
import { type ConnectionGrant, withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import type { JobRun } from '../jobs/index.ts';
import type { ExportChange, ExportRecord } from '../store/exports.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import { type ExportEngine, exportsOf, pathsOf, save } from './engine.ts';
import { SupersededError } from './failures.ts';
import type { ExportLimits } from './limits.ts';
import type { ExportMemory } from './memory.ts';
import type { SpoolPaths } from './spool-files.ts';
import { addNote } from './tiktok-notes.ts';
import { lineOf, mustGoOn } from './turn.ts';
import type { UnderWay } from './under-way.ts';

type Change = Omit<ExportChange, 'updatedAt' | 'engine'>;

/** One run of an export's sending: what both ways of delivery need, and the record and memory as last written. */
export class Sending {
  readonly deps: Deps;
  readonly workspaceId: string;
  readonly limits: ExportLimits;
  readonly paths: SpoolPaths;
  readonly signal: AbortSignal;
  readonly #startedAt: number;
  readonly #underWay: UnderWay;
  #hasSaved = false;
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
    this.deps = deps;
    this.workspaceId = workspaceId;
    this.limits = engine.limits;
    this.paths = pathsOf(deps, record.id);
    this.signal = run.signal;
    this.#startedAt = deps.clock.now();
    this.#underWay = engine.underWay;
    this.#record = record;
    this.#memory = memory;
  }

  get record(): ExportRecord {
    return this.#record;
  }

  get memory(): ExportMemory {
    return this.#memory;
  }

  /** Whether no further step may begin. As of the last write, and every step is followed by one. */
  get isPaused(): boolean {
    return this.#record.pausedAt !== null && !mustGoOn(this.#record, this.#memory, this.limits.maxPathsPerCall);
  }

  /** Whether it has worked long enough at a stretch for others to have the place. Never before a step is done. */
  get isSliceOver(): boolean {
    return this.#hasSaved && this.deps.clock.now() - this.#startedAt >= this.limits.sliceMs;
  }

  /** Whether it is this export's turn to change its audience; it is in line from now on. */
  async takeTurn(): Promise<boolean> {
    const { id } = this.#record;
    const line = lineOf(this.#record);
    if (!(await exportsOf(this.deps, this.workspaceId).takeTurn(id, line, this.deps.clock.now()))) return false;
    return this.#underWay.enter(id, line);
  }

  /** The account may have moved to another connection since the export was opened: the one it hangs on now counts. */
  async withGrant<Result>(run: (grant: ConnectionGrant) => Promise<Result>): Promise<Result> {
    const { connectionId } = await requireAdAccount(this.deps, this.workspaceId, this.#record.advertiserId);
    return withGrant(this.deps, this.workspaceId, connectionId, 'write', run);
  }

  /** @throws {SupersededError} somebody has moved the export on */
  async save(memory: ExportMemory, change: Change = {}): Promise<void> {
    const { tiktokRequests } = this.#record;
    const written = { tiktokRequests, ...change };
    this.#record = await save(this.deps, this.workspaceId, this.#record.id, ['uploading'], memory, written);
    this.#memory = memory;
    this.#hasSaved = true;
  }

  /**
   * Writes the step that has told the audience's id. Who cancels while TikTok makes the audience still leaves an export that names it.
   *
   * @throws {SupersededError} somebody has moved the export on
   */
  async saveMade(memory: ExportMemory, customAudienceId: string): Promise<void> {
    try {
      await this.save(memory, { customAudienceId });
    } catch (error) {
      if (!(error instanceof SupersededError)) throw error;
      const change = { customAudienceId, updatedAt: this.deps.clock.now() };
      await exportsOf(this.deps, this.workspaceId).update(this.#record.id, ['cancelled', 'failed'], change);
      throw error;
    }
  }

  /** A call that changes something at TikTok. Its answer is noted; that it went well is written with what follows from it. */
  async write<Answer extends { readonly tiktokRequestId: string }>(
    call: string,
    run: () => Promise<Answer>,
  ): Promise<Answer> {
    try {
      const answer = await run();
      this.#note(call, answer.tiktokRequestId, 0);
      return answer;
    } catch (error) {
      if (error instanceof TikTokApiError) {
        this.#note(call, error.tiktokRequestId, error.code);
        await this.save(this.#memory);
      }
      throw error;
    }
  }

  #note(call: string, requestId: string | null, code: number | null): void {
    const note = { at: this.deps.clock.now(), call, requestId: requestId === '' ? null : requestId, code };
    this.#record = { ...this.#record, tiktokRequests: addNote(this.#record.tiktokRequests, note) };
  }
}
