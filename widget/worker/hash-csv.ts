import type {
  FileHead,
  FromWorker,
  HashRequest,
  HashTotals,
  InspectRequest,
  ToWorker,
  WorkerFailure,
} from './protocol.ts';
import { trusted } from './trusted.ts';

/** Roughly what one request of the upload carries. */
const PART_BYTES = 2 << 20;
/** Parts on their way at once: one being sent, one ready. The worker waits beyond that, so memory stays flat. */
const PARTS_AHEAD = 2;

export class CsvWorkerError extends Error {
  override readonly name = 'CsvWorkerError';
  readonly failure: WorkerFailure;

  constructor(failure: WorkerFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

export interface HashProgress {
  readBytes: number;
  totalBytes: number;
  totals: HashTotals;
  rowsPerSecond: number;
  /** Rows of the whole file, judged by what has been read. */
  estimatedRows: number;
}

export interface HashHandlers {
  /** Takes one part. The worker is held back while two are unfinished; a rejection ends the job with that error. */
  onPart: (part: ArrayBuffer, isLast: boolean) => Promise<unknown>;
  onProgress?: (progress: HashProgress) => void;
}

export interface HashJob {
  /** Resolves when every part has been taken. @throws {CsvWorkerError} or what `onPart` threw */
  readonly done: Promise<HashTotals>;
  pause(): void;
  resume(): void;
}

export interface CsvWorker {
  /** Looks at the start of a file. @throws {CsvWorkerError} */
  inspect(request: InspectRequest): Promise<FileHead>;
  hash(request: HashRequest, handlers: HashHandlers): HashJob;
  /** Stops whatever runs and frees the worker. */
  close(): void;
}

interface Wire {
  send(message: ToWorker): void;
  close(): void;
}

/**
 * Starts the hashing worker. Where the page may not start one (the script comes from another origin, or its policy forbids
 * workers) the same code runs in the page, in slices of a few milliseconds.
 */
export function openCsvWorker(now: () => number = () => performance.now()): CsvWorker {
  let receive: (message: FromWorker) => void = () => {};
  const wire = connect((message) => receive(message));

  function request<Result>(
    message: ToWorker,
    read: (message: FromWorker, settle: (result: Result) => void, fail: (error: unknown) => void) => void,
  ) {
    return new Promise<Result>((resolve, reject) => {
      receive = (reply) => {
        if (reply.type === 'failed') reject(new CsvWorkerError(reply.failure));
        else read(reply, resolve, reject);
      };
      void wire.then((open) => open.send(message), reject);
    });
  }

  return {
    inspect: (inspectRequest) =>
      request<FileHead>({ type: 'inspect', request: inspectRequest }, (reply, settle) => {
        if (reply.type === 'inspected') settle(reply.head);
      }),
    hash(hashRequest, { onPart, onProgress }) {
      const startedAt = now();
      let pausedMs = 0;
      let pausedAt: number | null = null;
      let taken: Promise<unknown> = Promise.resolve();
      const totalBytes = hashRequest.file.size;
      const done = request<HashTotals>(
        { type: 'hash', request: hashRequest, partBytes: PART_BYTES },
        (reply, settle, fail) => {
          if (reply.type === 'part') {
            taken = taken.then(() => onPart(reply.bytes, reply.isLast));
            taken.then(() => wire.then((open) => open.send({ type: 'credit', parts: 1 })), fail);
          } else if (reply.type === 'progress') {
            const elapsedMs = now() - startedAt - pausedMs - (pausedAt === null ? 0 : now() - pausedAt);
            onProgress?.(toProgress(reply.readBytes, totalBytes, reply.totals, elapsedMs));
          } else if (reply.type === 'hashed') {
            taken.then(() => settle(reply.totals), fail);
          }
        },
      );
      void wire.then(
        (open) => open.send({ type: 'credit', parts: PARTS_AHEAD }),
        () => {},
      );
      return {
        done,
        pause() {
          pausedAt ??= now();
          void wire.then((open) => open.send({ type: 'pause' }));
        },
        resume() {
          if (pausedAt !== null) pausedMs += now() - pausedAt;
          pausedAt = null;
          void wire.then((open) => open.send({ type: 'resume' }));
        },
      };
    },
    close() {
      void wire.then(
        (open) => open.close(),
        () => {},
      );
    },
  };
}

function toProgress(readBytes: number, totalBytes: number, totals: HashTotals, elapsedMs: number): HashProgress {
  const seconds = Math.max(elapsedMs, 1) / 1000;
  const share = totalBytes === 0 ? 1 : readBytes / totalBytes;
  return {
    readBytes,
    totalBytes,
    totals,
    rowsPerSecond: Math.round(totals.rows / seconds),
    estimatedRows: share > 0 ? Math.max(totals.rows, Math.round(totals.rows / share)) : totals.rows,
  };
}

async function connect(receive: (message: FromWorker) => void): Promise<Wire> {
  try {
    return await startWorker(receive);
  } catch {
    return startInPage(receive);
  }
}

/** Rejects when the worker may not start or does not load. */
function startWorker(receive: (message: FromWorker) => void): Promise<Wire> {
  return new Promise((resolve, reject) => {
    // Made by the build, as one file: see vite.worker.ts.
    const script = trusted(new URL('./hash-csv.worker.js', import.meta.url));
    const worker = new Worker(script, { type: 'module', name: 'tiktok-csv' });
    let hasStarted = false;
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.type !== 'started') return receive(data);
      hasStarted = true;
      resolve({ send: (message) => worker.postMessage(message, []), close: () => worker.terminate() });
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      // Before it has started nothing is lost: the page does the work instead.
      if (hasStarted) receive({ type: 'failed', failure: { code: 'worker_failed', row: null } });
      else reject(new Error(event.message));
    });
  });
}

const IN_PAGE_SLICE_BYTES = 1 << 14;

async function startInPage(receive: (message: FromWorker) => void): Promise<Wire> {
  const { serveCsvHasher } = await import('./csv-hasher.ts');
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => receive(data));
  port1.start();
  serveCsvHasher(
    {
      post: (message, transfer = []) => port2.postMessage(message, { transfer }),
      listen: (take) => {
        port2.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => take(data));
        port2.start();
      },
    },
    {
      sliceBytes: IN_PAGE_SLICE_BYTES,
      now: () => performance.now(),
      breathe: () => new Promise((resolve) => setTimeout(resolve)),
    },
  );
  return {
    send: (message) => port1.postMessage(message, []),
    close: () => {
      port1.close();
      port2.close();
    },
  };
}
