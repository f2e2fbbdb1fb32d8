import type { CreateExport, Export } from '../../shared/exports.ts';
import type { CreateMirror } from '../../shared/mirrors.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import { type TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';
import { CsvWorkerError, type HashProgress } from '../worker/hash-csv.ts';
import { toSend } from './export-names.ts';
import { FileUpload } from './file-upload.ts';
import { findMirror, openFirstRun } from './find-mirror.ts';
import type { CsvSource, ExportFlowOptions, ExportSource } from './flow-options.ts';
import { movePace, resumePace, startPace } from './pace.ts';
import { isSettled, pollDelayMs, shouldStopPolling } from './polling.ts';
import {
  goesOnByItself,
  IDLE,
  isHeldUp,
  isUnderWay,
  type Phase,
  phaseOf,
  type Run,
  type RunAction,
} from './run-state.ts';

// One export from "Check before sending" to its end. No page: what it knows is in `run`, and `onChange` says it moved.

const POLL_ERRORS_BORNE = 5;
const CALLS = {
  start: 'startExport',
  retry: 'retryExport',
  cancel: 'cancelExport',
  pause: 'pauseExport',
  resume: 'resumeExport',
} as const;

export class ExportFlow {
  run: Run = IDLE;
  readonly #options: ExportFlowOptions;
  #abort = new AbortController();
  #upload: FileUpload | null = null;
  #hostSends = false;
  /** A mirror that was made and whose first run was not opened yet: trying again does not make it twice. */
  #mirrorId: string | null = null;

  constructor(options: ExportFlowOptions) {
    this.#options = options;
  }

  /** Opens an export and brings its people in, up to the point where it could be sent. */
  async open(request: CreateExport, source: ExportSource): Promise<void> {
    const signal = this.#restart();
    this.#dropMirror();
    this.#hostSends = source.kind === 'segment' && !source.hasSource;
    this.#set({ ...IDLE, phase: 'opening', isOffline: this.#options.line.isOffline });
    await this.#guard(signal, async () => {
      const opened = await this.#client().call('createExport', { body: request, signal });
      this.#options.onOpened(opened, this.#hostSends);
      this.#take(opened, source.kind === 'csv' ? 'hashing' : undefined);
      if (source.kind === 'csv') await this.#hashAndUpload(opened, source, signal);
      await this.#follow(opened.id, signal);
    });
  }

  /** Follows an export that was opened before, such as one from the history; `hostSends` as in `onOpened`. */
  async watch(known: Export, hostSends = false): Promise<void> {
    const signal = this.#restart();
    this.#hostSends = hostSends;
    this.#set({ ...IDLE, isOffline: this.#options.line.isOffline });
    this.#take(known);
    await this.#guard(signal, () => this.#follow(known.id, signal));
  }

  /** Makes a mirror in place of the check that led to it, and follows its first run, which fetches the people anew. */
  async keepInSync(request: CreateMirror): Promise<void> {
    const { export: checked, isBusy, failure, failedAction } = this.run;
    if (isBusy) return;
    const wasLost = failedAction === 'sync' && failure !== null && (failure.status === 0 || failure.status >= 500);
    const signal = this.#restart();
    this.#set({ isBusy: true, failure: null, isStalled: false });
    try {
      if (wasLost && checked !== null)
        this.#mirrorId ??= await findMirror(this.#client(), request, checked.createdAt, signal);
      this.#mirrorId ??= (await this.#client().call('createMirror', { body: request, signal })).id;
      const opened = await openFirstRun(this.#client(), this.#mirrorId, signal);
      this.#mirrorId = null;
      this.#cancel(checked);
      this.#hostSends = false;
      this.#set({ ...IDLE, isOffline: this.#options.line.isOffline });
      this.#options.onOpened(opened, false);
      this.#take(opened);
      await this.#guard(signal, () => this.#follow(opened.id, signal));
    } catch (error) {
      if (!signal.aborted) this.#fail(toTikTokAdsError(error), 'sync');
    }
  }

  /** Holds the file in this page still. */
  pause(): void {
    this.#upload?.pause();
    this.#set({ isPaused: true });
  }

  resume(): void {
    const { pace } = this.run;
    this.#upload?.resume();
    this.#set({ isPaused: false, pace: pace === null ? null : resumePace(pace, this.#options.now()) });
  }

  /** Holds an export still at the server, which fetches its people or sends them. */
  hold(): Promise<void> {
    return this.#act('pause');
  }

  /** Lets a held export go on. */
  letGo(): Promise<void> {
    return this.#act('resume');
  }

  /** Lets an upload that broke off go on from where the server stopped. */
  continueUpload(): void {
    this.#upload?.goOn();
  }

  get canContinueUpload(): boolean {
    return this.#upload?.isStopped ?? false;
  }

  /** The page lost or got back its network. */
  lineChanged(): void {
    const { isOffline } = this.#options.line;
    if (isOffline === this.run.isOffline) return;
    const { pace } = this.run;
    const isBack = !isOffline && pace !== null;
    this.#set({ isOffline, ...(isBack ? { pace: resumePace(pace, this.#options.now()) } : {}) });
    if (isOffline) return;
    if (this.#upload !== null) this.continueUpload();
    else if (isUnderWay(this.run.phase) && !this.run.isBusy) void this.lookAgain();
  }

  /** Asks again after asking had stopped. */
  async lookAgain(): Promise<void> {
    const { export: current } = this.run;
    if (current === null) return;
    const signal = this.#restart();
    this.#set({ isStalled: false, failure: null });
    await this.#guard(signal, () => this.#follow(current.id, signal));
  }

  /** Looks now at what somewhere else has moved, unless this page is busy with it. */
  async lookNow(): Promise<void> {
    if (this.#upload === null && !this.run.isBusy && this.run.phase !== 'opening') await this.lookAgain();
  }

  /** Sends it to TikTok. */
  start(): Promise<void> {
    return this.#act('start');
  }

  /** Goes on with a failed export from what was already done. */
  retry(): Promise<void> {
    return this.#act('retry');
  }

  cancel(): Promise<void> {
    return this.#act('cancel');
  }

  /** Forgets the export here; at the server it stays as it is. */
  leave(): void {
    this.#restart();
    this.#mirrorId = null;
    this.#set(IDLE);
  }

  /** Forgets the export and, where nothing of it went to TikTok, cancels it at the server too. */
  drop(): void {
    const { export: current } = this.run;
    this.#dropMirror();
    this.leave();
    this.#cancel(current);
  }

  /** A mirror whose first run could not be asked for, and whose choices are given up, must not run later by its schedule. */
  #dropMirror(): void {
    const mirrorId = this.#mirrorId;
    this.#mirrorId = null;
    // Where this fails, it stands in the list of what is kept in sync.
    if (mirrorId !== null)
      this.#options
        .client()
        ?.call('removeMirror', { params: { mirrorId } })
        .catch(() => undefined);
  }

  /** Cancels what was not sent. Nobody waits for it, and where it fails the server gives the export up by itself in time. */
  #cancel(current: Export | null): void {
    const client = this.#options.client();
    if (current === null || client === undefined || !['draft', 'receiving', 'ready'].includes(current.state)) return;
    const take = (cancelled: Export) => {
      if (client === this.#options.client()) this.#options.onDropped(cancelled);
    };
    client.call('cancelExport', { params: { exportId: current.id } }).then(take, () => undefined);
  }

  /** Stops all work of this page; the export itself goes on at the server. */
  close(): void {
    this.#restart();
  }

  async #act(action: keyof typeof CALLS): Promise<void> {
    const { export: current, isBusy } = this.run;
    if (current === null || isBusy) return;
    const signal = this.#restart();
    this.#set({ isBusy: true, failure: null, isStalled: false });
    try {
      const moved = await this.#client().call(CALLS[action], { params: { exportId: current.id }, signal });
      this.#set({ isBusy: false });
      this.#take(moved);
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(toTikTokAdsError(error), action);
      // What was refused changed nothing: what goes on is followed on.
      if (!isUnderWay(this.run.phase)) return;
    }
    await this.#guard(signal, () => this.#follow(current.id, signal));
  }

  async #hashAndUpload(opened: Export, source: CsvSource, signal: AbortSignal): Promise<void> {
    // A host that hears of the new export may have taken the element out of the page.
    signal.throwIfAborted();
    const { openWorker, line, wait, now } = this.#options;
    this.#upload = new FileUpload({
      client: this.#client(),
      worker: openWorker(),
      line,
      wait,
      onProgress: (hash) => this.#set({ hash, pace: this.#hashPace(hash) }),
      onSent: (exported, sentBytes) => {
        this.#take(exported, 'hashing');
        this.#set({ sentBytes });
      },
      onStopped: (failure) => (failure === null ? this.#set({ failure }) : this.#fail(failure, 'look')),
    });
    this.#set({ pace: startPace(now()) });
    try {
      const totals = await this.#upload.run(opened, source, signal);
      this.#set({ totals, phase: 'receiving', pace: null });
    } finally {
      if (!signal.aborted) this.#upload = null;
    }
  }

  #hashPace({ readBytes, totalBytes }: HashProgress): Run['pace'] {
    const { pace } = this.run;
    return pace === null ? null : movePace(pace, this.#options.now(), readBytes, totalBytes);
  }

  async #follow(exportId: string, signal: AbortSignal): Promise<void> {
    const { now, line, wait, waitForLook, isTold } = this.#options;
    let movedAt = now();
    let unchanged = 0;
    let errors = 0;
    for (;;) {
      try {
        const before = this.run.export;
        const seen = await this.#client().call('getExport', { params: { exportId }, signal });
        errors = 0;
        unchanged = before?.updatedAt === seen.updatedAt && before.state === seen.state ? unchanged + 1 : 0;
        if (unchanged === 0) movedAt = now();
        this.#take(seen);
        if (isSettled(seen.state) && !goesOnByItself(seen)) return this.#set({ nextLookAt: null });
        // What a person holds up is looked at now and then: another page may let it go on.
        const pace = isHeldUp(seen) ? 'processing' : seen.state;
        if (shouldStopPolling(pace, now() - movedAt)) return this.#set({ isStalled: true, nextLookAt: null });
        const ms = pollDelayMs(pace, unchanged, isTold());
        this.#set({ lookedAt: toIso(now()), nextLookAt: toIso(now() + ms) });
        await waitForLook(ms, signal);
      } catch (error) {
        const failure = toTikTokAdsError(error);
        if (signal.aborted) throw failure;
        if (line.isOffline) {
          await line.untilOnline(signal);
          continue;
        }
        if (++errors > POLL_ERRORS_BORNE || (failure.status >= 400 && failure.status < 500)) throw failure;
        await wait(pollDelayMs('uploading', errors), signal);
      }
    }
  }

  async #guard(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof CsvWorkerError) this.#set({ fileFailure: error.failure, isBusy: false });
      else this.#fail(toTikTokAdsError(error), 'look');
    }
  }

  #fail(failure: TikTokAdsError, failedAction: RunAction): void {
    this.#set({ failure, failedAction, isBusy: false });
    this.#options.onFailure(failure);
  }

  #take(next: Export, phase?: Phase): void {
    const before = this.run.export;
    this.#set({
      export: next,
      phase: phase ?? phaseOf(next.state, this.#hostSends),
      ...(phase === 'hashing' ? {} : { pace: this.#sendPace(next, before) }),
    });
    const hasMoved =
      before === null ||
      before.state !== next.state ||
      before.updatedAt !== next.updatedAt ||
      before.pausedAt !== next.pausedAt ||
      before.waiting?.since !== next.waiting?.since ||
      before.queue?.position !== next.queue?.position;
    if (hasMoved) this.#options.onMoved(next, before);
  }

  #sendPace(next: Export, before: Export | null): Run['pace'] {
    if (next.state !== 'uploading' || isHeldUp(next)) return null;
    const now = this.#options.now();
    const { pace } = this.run;
    if (pace === null || before?.state !== 'uploading') return startPace(now, next.peopleUploaded);
    return movePace(pace, now, next.peopleUploaded, toSend(next));
  }

  #client(): TikTokAdsClient {
    const client = this.#options.client();
    if (client === undefined) throw new Error('there is no client');
    return client;
  }

  #restart(): AbortSignal {
    this.#abort.abort();
    this.#upload = null;
    this.#abort = new AbortController();
    return this.#abort.signal;
  }

  #set(change: Partial<Run>): void {
    const before = this.run;
    this.run = { ...before, ...change };
    this.#options.onChange(this.run, before);
  }
}

const toIso = (ms: number): string => new Date(ms).toISOString();
