import { ATTRIBUTES } from '../../../shared/identifiers/attributes.ts';
import { CsvWorkerError, openCsvWorker } from '../../../widget/worker/hash-csv.ts';
import type {
  AttributeColumns,
  FileHead,
  HashRequest,
  HashTotals,
  InspectRequest,
} from '../../../widget/worker/protocol.ts';

/** SHA-256 as an independent computation gives it. */
export async function hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export interface Hashed {
  text: string;
  lines: string[];
  totals: HashTotals;
  parts: ArrayBuffer[];
  lasts: boolean[];
}

/** What a worker of its own tells about the start of a file. @throws {CsvWorkerError} */
export async function inspect(file: File, request: Partial<InspectRequest>): Promise<FileHead> {
  const worker = openCsvWorker();
  try {
    return await worker.inspect({
      file,
      mapping: {},
      columns: {},
      defaultCountry: null,
      emailRule: 'current',
      ...request,
    });
  } finally {
    worker.close();
  }
}

/** A file through a worker of its own: the upload as text, what was counted, and the parts it came in. @throws {CsvWorkerError} */
export async function hashFile(
  file: Blob,
  columns: AttributeColumns,
  defaultCountry: string | null = null,
  more: Partial<HashRequest> = {},
): Promise<Hashed> {
  const worker = openCsvWorker();
  const parts: ArrayBuffer[] = [];
  const lasts: boolean[] = [];
  const attributes = ATTRIBUTES.filter((attribute) => columns[attribute] !== undefined);
  try {
    const job = worker.hash(
      { file, columns, attributes, defaultCountry, emailRule: 'current', ...more },
      {
        onPart: async (part, isLast) => {
          parts.push(part);
          lasts.push(isLast);
        },
      },
    );
    const totals = await job.done;
    const text = await new Blob(parts).text();
    return { text, lines: text.trimEnd().split('\n'), totals, parts, lasts };
  } finally {
    worker.close();
  }
}

/** How the work failed; `none` when it did not. */
export async function failureOf(work: Promise<unknown>): Promise<CsvWorkerError['failure'] | 'none'> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof CsvWorkerError) return error.failure;
    throw error;
  }
}
