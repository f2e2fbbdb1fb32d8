import type { EpochMs } from './types.ts';

/** Background work that survives a restart: at most one job of a kind for one subject. */
export interface JobRecord {
  id: string;
  kind: string;
  workspaceId: string;
  /** What the job is about, such as an export id. */
  subjectId: string;
  runAt: EpochMs;
  /** Runs so far that ended in an error, since the last success. */
  failures: number;
}

export interface JobStore {
  /** Adds the job, or moves the existing one of this kind and subject to the earlier `runAt`. */
  enqueue(job: Omit<JobRecord, 'id' | 'failures'>): Promise<void>;
  /** As `enqueue` for each, in one transaction: a few hundred at a time, since nothing else is done meanwhile. */
  enqueueAll(jobs: readonly Omit<JobRecord, 'id' | 'failures'>[]): Promise<void>;
  /**
   * Takes a due job that is not leased; the lease ends at `until` unless renewed. Workspaces take turns: first comes the one with the
   * fewest jobs of these kinds under way, among equals the one whose last turn is longest ago, and of its jobs the one that waited longest.
   *
   * @param idleOnly only of workspaces with no job of these kinds under way
   */
  claim(
    kinds: readonly string[],
    owner: string,
    now: EpochMs,
    until: EpochMs,
    idleOnly?: boolean,
  ): Promise<JobRecord | null>;
  /** As `claim`, of one workspace, the job that waited longest: for a place that stays with it for a while. No turn is counted. */
  claimOf(
    workspaceId: string,
    kinds: readonly string[],
    owner: string,
    now: EpochMs,
    until: EpochMs,
  ): Promise<JobRecord | null>;
  /** False when the lease was lost: stop working. */
  renew(id: string, owner: string, until: EpochMs): Promise<boolean>;
  /** Ends the run. `next` null removes the job, unless somebody enqueued it again while it ran: then it stays due. */
  finish(id: string, owner: string, next: { runAt: EpochMs; failures: number } | null): Promise<void>;
  remove(kind: string, subjectId: string): Promise<void>;
  /** When the next job of these kinds is due, or null. */
  nextRunAt(kinds: readonly string[]): Promise<EpochMs | null>;
}
