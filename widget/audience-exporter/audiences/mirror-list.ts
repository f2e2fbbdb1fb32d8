import type { Export } from '../../../shared/exports.ts';
import type { Mirror } from '../../../shared/mirrors.ts';
import { waitMsInSight } from '../page-waits.ts';
import { listDelayMs, shouldStopPolling } from '../polling.ts';
import type { TikTokAdsClient } from '../../client/client.ts';
import { type TikTokAdsError, isSessionError } from '../../client/errors.ts';
import type { ViewHost } from '../../element/lazy-element.ts';

/** A run begins a little after its moment. */
const AFTER_DUE_MS = 1500;

type MirrorAction = 'open' | 'run' | 'check' | 'full' | 'pause' | 'resume' | 'confirm' | 'decline';

interface MirrorFailure {
  action: MirrorAction;
  error: TikTokAdsError;
}

const runsOver = (mirrors: readonly Mirror[]): string =>
  mirrors.map(({ lastRun }) => `${lastRun?.exportId ?? ''}${lastRun?.state ?? ''}`).join();

const runsUnderWay = (mirrors: readonly Mirror[]): string =>
  mirrors.map(({ currentExportId }) => currentExportId ?? '').join();

/** What is kept in sync in one ad account, with the runs under way; looks again by itself while something may move. */
export class MirrorList {
  items: readonly Mirror[] = [];
  phase: 'none' | 'loading' | 'failed' | 'ready' = 'none';
  failure: TikTokAdsError | undefined;
  /** The runs under way or waiting for somebody, by their id. */
  readonly runs = new Map<string, Export>();
  /** What somebody has just asked for, by the mirror's id. */
  readonly busy = new Map<string, MirrorAction>();
  readonly failures = new Map<string, MirrorFailure>();
  readonly #host: ViewHost;
  readonly #onRuns: (isOver: boolean) => void;
  readonly #isTold: () => boolean;
  #advertiserId: string | null = null;
  #abort = new AbortController();

  /**
   * @param onRuns called when a run has begun or ended; one that is over may have changed what is in an audience
   * @param isTold whether the workspace's stream tells what becomes of runs
   */
  constructor(host: ViewHost, onRuns: (isOver: boolean) => void, isTold: () => boolean) {
    this.#isTold = isTold;
    this.#host = host;
    this.#onRuns = onRuns;
  }

  async load(advertiserId: string | null): Promise<void> {
    if (advertiserId !== this.#advertiserId) this.clear();
    this.#advertiserId = advertiserId;
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    const { client } = this.#host;
    if (client === undefined || advertiserId === null) return this.#host.update();
    if (this.phase !== 'ready') this.phase = 'loading';
    this.failure = undefined;
    this.#host.update();
    try {
      await this.#look(client, advertiserId, signal);
      if (signal.aborted) return;
      this.phase = 'ready';
    } catch (error) {
      if (signal.aborted) return;
      this.failure = this.#host.report(error);
      if (this.phase === 'loading') this.phase = 'failed';
    }
    this.#host.update();
    if (this.failure === undefined) void this.#follow(client, advertiserId, signal);
  }

  readonly again = (): void => void this.load(this.#advertiserId);

  /** Looks again at once; nobody asked for it, so what fails is made up for by the next look. */
  async refreshQuietly(): Promise<void> {
    const { client } = this.#host;
    const advertiserId = this.#advertiserId;
    if (client === undefined || advertiserId === null || this.phase !== 'ready' || this.busy.size > 0) return;
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    // Nobody asked for this look: what it can't read stays as it is shown, and the next one follows.
    await this.#look(client, advertiserId, signal).catch(() => undefined);
    if (signal.aborted) return;
    this.#host.update();
    void this.#follow(client, advertiserId, signal);
  }

  /** Reads the mirrors and the runs under way. True when something has moved. */
  async #look(client: TikTokAdsClient, advertiserId: string, signal: AbortSignal): Promise<boolean> {
    const items = await client.listAll('listMirrors', { query: { advertiserId }, signal });
    const ids = items.flatMap(({ currentExportId }) => (currentExportId === null ? [] : [currentExportId]));
    const runs = await Promise.all(ids.map((exportId) => client.call('getExport', { params: { exportId }, signal })));
    if (signal.aborted) return false;
    const before = this.#fingerprint();
    const [wasOver, wasUnderWay] = [runsOver(this.items), runsUnderWay(this.items)];
    const isFirst = this.phase !== 'ready';
    this.items = items;
    this.runs.clear();
    for (const run of runs) this.runs.set(run.id, run);
    const isOver = runsOver(items) !== wasOver;
    // One that was under way before anybody looked is news elsewhere, too.
    if (isFirst ? ids.length > 0 : isOver || runsUnderWay(items) !== wasUnderWay) this.#onRuns(!isFirst && isOver);
    return this.#fingerprint() !== before;
  }

  #fingerprint(): string {
    const runs = [...this.runs.values()].map(({ id, updatedAt, counts, receivedBytes }) => [
      id,
      updatedAt,
      counts.rows,
      receivedBytes,
    ]);
    return JSON.stringify([this.items, runs]);
  }

  /** Looks again and again: soon while a run is under way, seldom while the next one is far. Never while nobody looks. */
  async #follow(client: TikTokAdsClient, advertiserId: string, signal: AbortSignal): Promise<void> {
    let looks = 0;
    let unchangedMs = 0;
    while (this.items.length > 0) {
      const pace = this.#pace();
      const pause = this.#pauseMs(pace, looks);
      if (shouldStopPolling('processing', unchangedMs)) return;
      try {
        await waitMsInSight(pause, signal);
      } catch {
        return;
      }
      looks += 1;
      unchangedMs += pause;
      try {
        // Somebody's press is answered first: an older answer must not take its place.
        if (this.busy.size > 0 || !(await this.#look(client, advertiserId, signal))) continue;
      } catch (error) {
        // A look that fails is made up for by the next one; what is shown stays.
        if (signal.aborted || isSessionError(error)) return;
        continue;
      }
      if (signal.aborted) return;
      looks = 0;
      unchangedMs = 0;
      this.#host.update();
    }
  }

  #pace(): Export['state'] {
    for (const { state, confirmation, waiting, pausedAt, dryRun } of this.runs.values()) {
      const isStill = waiting !== null || pausedAt !== null || confirmation !== null || dryRun;
      if (!isStill && state !== 'processing') return state;
    }
    return 'processing';
  }

  #pauseMs(pace: Export['state'], looks: number): number {
    const due = this.items.flatMap(({ nextRunAt }) => (nextRunAt === null ? [] : [Date.parse(nextRunAt) - Date.now()]));
    const soonest = Math.min(...due.filter((ms) => ms > 0));
    return Math.min(listDelayMs(pace, looks, this.#isTold()), soonest + AFTER_DUE_MS);
  }

  runOf({ currentExportId }: Mirror): Export | undefined {
    return currentExportId === null ? undefined : this.runs.get(currentExportId);
  }

  /** Does what somebody asked for, and looks again at once. The answer, or undefined when it failed or was asked for twice. */
  async act<Answer>(
    mirror: Mirror,
    action: MirrorAction,
    call: (client: TikTokAdsClient) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    const { client } = this.#host;
    const { id } = mirror;
    if (client === undefined || this.busy.has(id)) return undefined;
    // Closed meanwhile: an answer must not start to look again where nobody sees it.
    const isOld = () =>
      client !== this.#host.client || mirror.advertiserId !== this.#advertiserId || this.#abort.signal.aborted;
    this.busy.set(id, action);
    this.failures.delete(id);
    this.#host.update();
    try {
      const answer = await call(client);
      if (isOld()) return undefined;
      await this.load(this.#advertiserId);
      return isOld() ? undefined : answer;
    } catch (cause) {
      const error = isOld() ? undefined : this.#host.report(cause);
      if (error !== undefined) this.failures.set(id, { action, error });
      return undefined;
    } finally {
      this.busy.delete(id);
      this.#host.update();
    }
  }

  dismiss({ id }: Mirror): void {
    this.failures.delete(id);
    this.#host.update();
  }

  put(changed: Mirror): void {
    this.items = this.items.map((item) => (item.id === changed.id ? changed : item));
    this.#host.update();
  }

  drop({ id }: Mirror): void {
    this.items = this.items.filter((item) => item.id !== id);
    this.#host.update();
  }

  /** Stops looking; the next load starts again. */
  close(): void {
    this.#abort.abort();
  }

  /** Forgets everything, for another ad account or session. */
  clear(): void {
    this.close();
    this.#advertiserId = null;
    this.items = [];
    this.phase = 'none';
    this.failure = undefined;
    this.runs.clear();
    this.busy.clear();
    this.failures.clear();
  }
}
