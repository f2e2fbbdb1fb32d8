import { createRowPreparer } from '../../shared/identifiers/row-preparer.ts';
import { createCsvDecoder } from '../../shared/records/csv-decoder.ts';
import { RecordsError } from '../../shared/records/errors.ts';
import { inspectFile, NoRowsError } from './inspect-file.ts';
import type { HashRequest, ToWorker, WorkerFailure, WorkerPort } from './protocol.ts';
import { createUploadWriter } from './upload-writer.ts';

const PROGRESS_EVERY_MS = 100;

export interface HasherOptions {
  /** How much of the file is read at once. Beside a page, small enough that a slice stays far under 50 ms. */
  sliceBytes: number;
  now: () => number;
  /** Lets other work through between slices: messages in a worker, the person's input in a page. */
  breathe: () => Promise<void>;
}

/** Serves the page's requests over a port until it is closed. One request at a time. */
export function serveCsvHasher(port: WorkerPort, options: HasherOptions): void {
  let credits = 0;
  let isPaused = false;
  let wake: (() => void) | null = null;

  function receive(message: ToWorker): void {
    switch (message.type) {
      case 'inspect':
        answer(async () => port.post({ type: 'inspected', head: await inspectFile(message.request, options) }));
        return;
      case 'hash':
        answer(() => hash(message.request, message.partBytes));
        return;
      case 'credit':
        credits += message.parts;
        break;
      case 'pause':
        isPaused = true;
        break;
      case 'resume':
        isPaused = false;
        break;
    }
    wake?.();
  }

  function answer(work: () => Promise<void>): void {
    work().catch((error: unknown) => port.post({ type: 'failed', failure: toFailure(error) }));
  }

  async function until(isReady: () => boolean): Promise<void> {
    while (!isReady()) await new Promise<void>((resolve) => (wake = resolve));
  }

  async function hash(request: HashRequest, partBytes: number): Promise<void> {
    const { file, attributes, columns, consent } = request;
    const writer = createUploadWriter(attributes, columns, partBytes, consent);
    const preparer = createRowPreparer({
      attributes,
      mapping: columns,
      defaultCountry: request.defaultCountry,
      emailRule: request.emailRule,
    });
    const decoder = createCsvDecoder({
      ...request.dialect,
      isHeader: () => request.hasHeader ?? true,
      onHeader: () => Object.values(columns),
      onRow: (cells) => writer.addRow(preparer.prepareCells(cells), cells),
      onReject: (_, reason) => writer.addReject(reason),
    });
    let reportedAt = options.now();
    const send = async (bytes: ArrayBuffer, isLast: boolean) => {
      await until(() => credits > 0);
      credits--;
      port.post({ type: 'part', bytes, isLast }, [bytes]);
    };
    for (let start = 0; start < file.size; start += options.sliceBytes) {
      const end = Math.min(file.size, start + options.sliceBytes);
      decoder.push(new Uint8Array(await file.slice(start, end).arrayBuffer()));
      for (const part of writer.takeParts()) await send(part, false);
      if (isPaused || options.now() - reportedAt >= PROGRESS_EVERY_MS) {
        port.post({ type: 'progress', readBytes: end, totals: structuredClone(writer.totals) });
        await options.breathe();
        await until(() => !isPaused);
        reportedAt = options.now();
      }
    }
    decoder.end();
    const last = writer.finish();
    for (const part of writer.takeParts()) await send(part, false);
    await send(last, true);
    port.post({ type: 'progress', readBytes: file.size, totals: structuredClone(writer.totals) });
    port.post({ type: 'hashed', totals: writer.totals });
  }

  port.listen(receive);
  port.post({ type: 'started' });
}

function toFailure(error: unknown): WorkerFailure {
  if (error instanceof NoRowsError) return { code: 'no_rows', row: null };
  if (error instanceof RecordsError) {
    if (error.code === 'no_header') return { code: 'empty_file', row: null };
    if (error.code === 'not_text') return { code: 'not_text', row: null };
    return { code: 'malformed_records', row: error.details.row ?? null };
  }
  // The file was moved, changed or became unreadable between two slices.
  if (error instanceof DOMException) return { code: 'file_unreadable', row: null };
  return { code: 'worker_failed', row: null };
}
