import type { CreateExport, Export, ExportState } from '../../shared/exports.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import { type TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';
import { type CsvWorker, CsvWorkerError, type HashJob, type HashProgress } from '../worker/hash-csv.ts';
import type { AttributeColumns, HashTotals, WorkerFailure } from '../worker/protocol.ts';
import { createPartUploader, type PartUploader } from '../worker/upload-parts.ts';
import { isSettled, pollDelayMs, shouldStopPolling } from './polling.ts';

// One export from "Check before sending" to its end. No page: what it knows is in `run`, and `onChange` says it moved.

export type Phase = 'idle' | 'opening' | 'hashing' | 'receiving' | 'host_sends' | 'ready' | 'running' | 'ended';

export type ExportSource =
  | { kind: 'csv'; file: Blob; columns: AttributeColumns }
  /** `hasSource`: the server fetches the people; otherwise the host's back end has to send them. */
  | { kind: 'segment'; hasSource: boolean };

export interface Run {
  phase: Phase;
  export: Export | null;
  /** Progress in the worker, for a file. */
  hash: HashProgress | null;
  /** What the worker counted, once it is through; tells values that came hashed from those it hashed. */
  totals: HashTotals | null;
  sentBytes: number;
  isPaused: boolean;
  /** A call to start, cancel or retry is on its way. */
  isBusy: boolean;
  /** Nothing moved for so long that asking has stopped. */
  isStalled: boolean;
  failure: TikTokAdsError | null;
  fileFailure: WorkerFailure | null;
}

const IDLE: Run = {
  phase: 'idle',
  export: null,
  hash: null,
  totals: null,
  sentBytes: 0,
  isPaused: false,
  isBusy: false,
  isStalled: false,
  failure: null,
  fileFailure: null,
};

export interface ExportFlowOptions {
  client: () => TikTokAdsClient | undefined;
  openWorker: () => CsvWorker;
  /** Resolves after so many milliseconds; rejects when the signal fires. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  now: () => number;
  onChange: (run: Run) => void;
  /** An export was opened; `hostSends` when its people must come from the host. */
  onOpened: (opened: Export, hostSends: boolean) => void;
  /** The export moved: another state or other numbers. */
  onMoved: (moved: Export, before: Export | null) => void;
  /** A failure that the person is shown. */
  onFailure: (failure: TikTokAdsError) => void;
}

const POLL_ERRORS_BORNE = 5;

/** The phase that an export's own state stands for. */
export function phaseOf(state: ExportState, hostSends: boolean): Phase {
  switch (state) {
    case 'draft':
    case 'receiving':
      return hostSends ? 'host_sends' : 'receiving';
    case 'ready':
      return 'ready';
    case 'uploading':
    case 'processing':
      return 'running';
    default:
      return 'ended';
  }
}

export class ExportFlow {
  run: Run = IDLE;
  readonly #options: ExportFlowOptions;
  #abort = new AbortController();
  #worker: CsvWorker | null = null;
  #job: HashJob | null = null;
  #hostSends = false;
  /** Resolves when the person lets a broken upload go on. */
  #continueUpload: (() => void) | null = null;

  constructor(options: ExportFlowOptions) {
    this.#options = options;
  }

  /** Opens an export and brings its people in, up to the point where it could be sent. */
  async open(request: CreateExport, source: ExportSource): Promise<void> {
    const signal = this.#restart();
    this.#hostSends = source.kind === 'segment' && !source.hasSource;
    this.#set({ ...IDLE, phase: 'opening' });
    await this.#guard(signal, async () => {
      const opened = await this.#client().call('createExport', { body: request, signal });
      this.#options.onOpened(opened, this.#hostSends);
      this.#take(opened, source.kind === 'csv' ? 'hashing' : undefined);
      if (source.kind === 'csv') await this.#upload(opened, source.file, source.columns, signal);
      await this.#follow(opened.id, signal);
    });
  }

  /** Follows an export that was opened before, such as one from the history. */
  async watch(known: Export): Promise<void> {
    const signal = this.#restart();
    this.#hostSends = false;
    this.#set({ ...IDLE, export: known, phase: phaseOf(known.state, false) });
    await this.#guard(signal, () => this.#follow(known.id, signal));
  }

  pause(): void {
    this.#job?.pause();
    this.#set({ isPaused: true });
  }

  resume(): void {
    this.#job?.resume();
    this.#set({ isPaused: false });
  }

  /** Lets an upload that broke off go on from where the server stopped. */
  continueUpload(): void {
    this.#set({ failure: null });
    this.#continueUpload?.();
  }

  get canContinueUpload(): boolean {
    return this.#continueUpload !== null;
  }

  /** Asks again after asking had stopped. */
  async lookAgain(): Promise<void> {
    const { export: current } = this.run;
    if (current === null) return;
    const signal = this.#restart();
    this.#set({ isStalled: false, failure: null });
    await this.#guard(signal, () => this.#follow(current.id, signal));
  }

  /** Sends it to TikTok. */
  start(): Promise<void> {
    return this.#act('startExport');
  }

  /** Goes on with a failed export from what was already done. */
  retry(): Promise<void> {
    return this.#act('retryExport');
  }

  cancel(): Promise<void> {
    return this.#act('cancelExport');
  }

  /** Forgets the export here; at the server it stays as it is. */
  leave(): void {
    this.#restart();
    this.#set(IDLE);
  }

  /** Forgets the export and, where nothing of it went to TikTok, cancels it at the server too. */
  drop(): void {
    const { export: current } = this.run;
    this.leave();
    const isUnsent = current !== null && ['draft', 'receiving', 'ready'].includes(current.state);
    if (isUnsent)
      void this.#options
        .client()
        ?.call('cancelExport', { params: { exportId: current.id } })
        .catch(() => undefined);
  }

  /** Stops all work of this page; the export itself goes on at the server. */
  close(): void {
    this.#restart();
  }

  async #act(name: 'startExport' | 'retryExport' | 'cancelExport'): Promise<void> {
    const { export: current, isBusy } = this.run;
    if (current === null || isBusy) return;
    const signal = this.#restart();
    this.#set({ isBusy: true, failure: null });
    await this.#guard(signal, async () => {
      const moved = await this.#client().call(name, { params: { exportId: current.id }, signal });
      this.#set({ isBusy: false });
      this.#take(moved);
      await this.#follow(current.id, signal);
    });
  }

  async #upload(opened: Export, file: Blob, columns: AttributeColumns, signal: AbortSignal): Promise<void> {
    const worker = this.#options.openWorker();
    this.#worker = worker;
    const uploader = createPartUploader({
      client: this.#client(),
      exportId: opened.id,
      signal,
      wait: this.#options.wait,
    });

    this.#job = worker.hash(
      {
        file,
        columns,
        attributes: opened.attributes,
        defaultCountry: opened.defaultCountry,
        emailRule: opened.emailRule,
      },
      { onPart: (part, isLast) => this.#sendPart(uploader, part, isLast), onProgress: (hash) => this.#set({ hash }) },
    );
    const stop = () => worker.close();
    signal.addEventListener('abort', stop);
    try {
      const totals = await Promise.race([this.#job.done, aborted(signal)]);
      this.#set({ totals, phase: 'receiving' });
    } finally {
      signal.removeEventListener('abort', stop);
      worker.close();
      this.#job = null;
    }
  }

  /** Sends one part; when the retries are used up, waits until the person says "go on". */
  async #sendPart(uploader: PartUploader, part: ArrayBuffer, isLast: boolean): Promise<void> {
    let send = () => uploader.send(part, isLast);
    for (;;) {
      try {
        this.#take(await send(), 'hashing');
        this.#set({ sentBytes: uploader.sentBytes });
        return;
      } catch (error) {
        const failure = toTikTokAdsError(error);
        if (failure.code === 'aborted' || (failure.status >= 400 && failure.status < 500)) throw failure;
        this.#fail(failure);
        await new Promise<void>((resolve) => (this.#continueUpload = resolve));
        this.#continueUpload = null;
        this.#set({ failure: null });
        send = () => uploader.resume();
      }
    }
  }

  async #follow(exportId: string, signal: AbortSignal): Promise<void> {
    let movedAt = this.#options.now();
    let unchanged = 0;
    let errors = 0;
    for (;;) {
      try {
        const before = this.run.export;
        const seen = await this.#client().call('getExport', { params: { exportId }, signal });
        errors = 0;
        unchanged = before?.updatedAt === seen.updatedAt && before.state === seen.state ? unchanged + 1 : 0;
        if (unchanged === 0) movedAt = this.#options.now();
        this.#take(seen);
        if (isSettled(seen.state)) return;
        if (shouldStopPolling(seen.state, this.#options.now() - movedAt)) {
          this.#set({ isStalled: true });
          return;
        }
        await this.#options.wait(pollDelayMs(seen.state, unchanged), signal);
      } catch (error) {
        const failure = toTikTokAdsError(error);
        if (signal.aborted || ++errors > POLL_ERRORS_BORNE || (failure.status >= 400 && failure.status < 500))
          throw failure;
        await this.#options.wait(pollDelayMs('uploading', errors), signal);
      }
    }
  }

  async #guard(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof CsvWorkerError) this.#set({ fileFailure: error.failure, isBusy: false });
      else this.#fail(toTikTokAdsError(error));
    }
  }

  #fail(failure: TikTokAdsError): void {
    this.#set({ failure, isBusy: false });
    this.#options.onFailure(failure);
  }

  #take(next: Export, phase?: Phase): void {
    const before = this.run.export;
    this.#set({ export: next, phase: phase ?? phaseOf(next.state, this.#hostSends) });
    const hasMoved = before === null || before.state !== next.state || before.updatedAt !== next.updatedAt;
    if (hasMoved) this.#options.onMoved(next, before);
  }

  #client(): TikTokAdsClient {
    const client = this.#options.client();
    if (client === undefined) throw new Error('there is no client');
    return client;
  }

  #restart(): AbortSignal {
    this.#abort.abort();
    this.#worker?.close();
    this.#worker = null;
    this.#job = null;
    this.#continueUpload = null;
    this.#abort = new AbortController();
    return this.#abort.signal;
  }

  #set(change: Partial<Run>): void {
    this.run = { ...this.run, ...change };
    this.#options.onChange(this.run);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

/** A timer that a signal ends early. */
export function waitMs(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
