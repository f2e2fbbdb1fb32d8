import type { Export } from '../../shared/exports.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import { type TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';
import type { CsvWorker, HashJob, HashProgress } from '../worker/hash-csv.ts';
import type { HashTotals } from '../worker/protocol.ts';
import { createPartUploader, type PartUploader } from '../worker/upload-parts.ts';
import type { CsvSource } from './flow-options.ts';
import type { Line } from './page-waits.ts';

export interface FileUploadOptions {
  client: TikTokAdsClient;
  worker: CsvWorker;
  line: Line;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  onProgress: (progress: HashProgress) => void;
  onSent: (exported: Export, sentBytes: number) => void;
  /** The retries are used up: null once it goes on. */
  onStopped: (failure: TikTokAdsError | null) => void;
}

/** Hashes a file in the worker and uploads what comes out, part by part; nothing is read faster than it is sent. */
export class FileUpload {
  readonly #options: FileUploadOptions;
  #job: HashJob | null = null;
  /** Resolves when the person lets a broken upload go on. */
  #goOn: (() => void) | null = null;

  constructor(options: FileUploadOptions) {
    this.#options = options;
  }

  pause(): void {
    this.#job?.pause();
  }

  resume(): void {
    this.#job?.resume();
  }

  /** True while a broken upload waits for a person. */
  get isStopped(): boolean {
    return this.#goOn !== null;
  }

  goOn(): void {
    this.#goOn?.();
  }

  /** Resolves when everything is sent. @throws {CsvWorkerError} or the failure that a retry cannot cure */
  async run(opened: Export, source: CsvSource, signal: AbortSignal): Promise<HashTotals> {
    const { file, columns, dialect, hasHeader = true, consent } = source;
    const { client, worker, line, wait, onProgress } = this.#options;
    const uploader = createPartUploader({
      client,
      exportId: opened.id,
      signal,
      // A try without a network is none: what is left waits until there is one again.
      wait: async (ms, ends) => {
        await wait(ms, ends);
        await line.untilOnline(ends);
      },
    });
    this.#job = worker.hash(
      {
        file,
        columns,
        ...(dialect === undefined ? {} : { dialect }),
        ...(consent === undefined ? {} : { consent }),
        hasHeader,
        attributes: opened.attributes,
        defaultCountry: opened.defaultCountry,
        emailRule: opened.emailRule,
      },
      { onPart: (part, isLast) => this.#send(uploader, part, isLast, signal), onProgress },
    );
    const ended = new AbortController();
    try {
      return await Promise.race([this.#job.done, aborted(signal, ended.signal)]);
    } finally {
      ended.abort();
      worker.close();
      this.#job = null;
    }
  }

  /** Sends one part; when the retries are used up, waits until the person says "go on" or the network is back. */
  async #send(uploader: PartUploader, part: ArrayBuffer, isLast: boolean, signal: AbortSignal): Promise<void> {
    const { line, onSent, onStopped } = this.#options;
    let send = () => uploader.send(part, isLast);
    for (;;) {
      try {
        const exported = await send();
        onSent(exported, uploader.sentBytes);
        return;
      } catch (error) {
        const failure = toTikTokAdsError(error);
        if (failure.code === 'aborted' || (failure.status >= 400 && failure.status < 500)) throw failure;
        if (line.isOffline) await line.untilOnline(signal);
        else {
          const mayGoOn = new Promise<void>((resolve) => (this.#goOn = resolve));
          onStopped(failure);
          await mayGoOn;
          this.#goOn = null;
          onStopped(null);
        }
        send = () => uploader.resume();
      }
    }
  }
}

/** Rejects when the signal fires; after `ended` it never does. */
function aborted(signal: AbortSignal, ended: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: ended });
  });
}
