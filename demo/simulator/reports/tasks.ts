import { TikTokFailure } from '../envelope.ts';
import { badArgument } from '../input.ts';
import type { SeededRandom } from '../random.ts';
import type { Advertiser } from '../world.ts';
import type { ReportQuery } from './query.ts';

export type OutputFormat = 'CSV_STRING' | 'CSV_DOWNLOAD';
export type TaskStatus = 'QUEUING' | 'PROCESSING' | 'SUCCESS' | 'CANCELED';

export interface ReportTask {
  readonly taskId: string;
  readonly advertisers: readonly Advertiser[];
  readonly query: ReportQuery;
  readonly outputFormat: OutputFormat;
  readonly fileName: string;
  readonly createdAt: number;
  readonly readyAt: number;
  isCanceled: boolean;
  /** Opens a download without a token, for an hour. */
  download: { key: string; expiresAt: number } | null;
}

/** What control calls may change. */
export interface ReportSettings {
  /** How long a task takes, in simulated seconds. */
  readySeconds: number;
  /** Lines of every download; null for those that there are. */
  rows: number | null;
}

/** A task is kept 30 days (portal page on asynchronous reports). */
const KEPT_MS = 30 * 86_400_000;
const DOWNLOAD_MS = 3_600_000;

/** Asynchronous reports. They live by the calendar; their download addresses too. */
export class ReportTasks {
  readonly #random: SeededRandom;
  readonly #now: () => number;
  readonly #tasks = new Map<string, ReportTask>();
  settings: ReportSettings = { readySeconds: 3, rows: null };

  constructor(random: SeededRandom, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  create(input: Pick<ReportTask, 'advertisers' | 'query' | 'outputFormat' | 'fileName'>): ReportTask {
    const createdAt = this.#now();
    const task: ReportTask = {
      taskId: this.#random.id(19, '81'),
      ...input,
      createdAt,
      readyAt: createdAt + this.settings.readySeconds * 1000,
      isCanceled: false,
      download: null,
    };
    this.#tasks.set(task.taskId, task);
    return task;
  }

  /** @throws {TikTokFailure} 40002 - unknown, of another ad account, or older than 30 days */
  find(taskId: string, advertiserId: string): ReportTask {
    const task = this.#tasks.get(taskId);
    const isKept = task !== undefined && this.#now() - task.createdAt < KEPT_MS;
    if (!isKept || !task.advertisers.some((each) => each.advertiserId === advertiserId))
      throw badArgument(`task_id: Task ${taskId} does not exist.`);
    return task;
  }

  statusOf(task: ReportTask): TaskStatus {
    if (task.isCanceled) return 'CANCELED';
    const now = this.#now();
    if (now >= task.readyAt) return 'SUCCESS';
    return now - task.createdAt < (task.readyAt - task.createdAt) / 3 ? 'QUEUING' : 'PROCESSING';
  }

  /** @throws {TikTokFailure} 40200 - there is nothing to cancel any more */
  cancel(task: ReportTask): void {
    const status = this.statusOf(task);
    if (status === 'SUCCESS' || status === 'CANCELED')
      throw new TikTokFailure(40200, `The task cannot be canceled, its status is ${status}.`);
    task.isCanceled = true;
  }

  /** @throws {TikTokFailure} 40201 - not ready yet; 40200 - canceled */
  requireReady(task: ReportTask): void {
    const status = this.statusOf(task);
    if (status === 'CANCELED') throw new TikTokFailure(40200, 'The task has been canceled.');
    if (status !== 'SUCCESS') throw new TikTokFailure(40201, `The task is not ready, its status is ${status}.`);
  }

  /** A key that opens the download for an hour. */
  openDownload(task: ReportTask): string {
    task.download = { key: this.#random.hex(32), expiresAt: this.#now() + DOWNLOAD_MS };
    return task.download.key;
  }

  /** The task a key opens; undefined when there is none or its hour is over. */
  findDownload(key: string): ReportTask | undefined {
    return [...this.#tasks.values()].find(
      ({ download }) => download !== null && download.key === key && this.#now() < download.expiresAt,
    );
  }
}
