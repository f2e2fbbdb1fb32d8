/// <reference lib="dom" />
// Runs in the page.

export interface Hashing {
  readonly ms: number;
  readonly hashed: number;
  /** The longest task of the main thread meanwhile; 0 when none was above 50 ms. */
  readonly longestTaskMs: number;
}

/** What is used of the worker's door, as widget/worker/hash-csv.ts has it. */
interface BuiltWorker {
  openCsvWorker(): {
    inspect(request: object): Promise<{ columns: object; dialect: object; hasHeader: boolean }>;
    hash(request: object, handlers: { onPart: () => Promise<void> }): { done: Promise<{ rows: number }> };
    close(): void;
  };
}

/** Hashes the file of people that the page's server has, and throws the result away. */
export async function hashInPage(url: string): Promise<Hashing> {
  const door = (await import(`${url}hash-csv.js`)) as BuiltWorker;
  const file = new File([await (await fetch(`${url}people.csv`)).blob()], 'people.csv');
  const worker = door.openCsvWorker();
  const reading = { file, defaultCountry: 'DE', emailRule: 'current' } as const;
  const mapping = { email: 'email', phone: 'phone', googleAdvertisingId: 'gaid' };
  const head = await worker.inspect({ ...reading, mapping, columns: {} });
  // The work of getting the file has its own long task, which must not count.
  await new Promise((resolve) => setTimeout(resolve, 100));
  meter.watchTasks();
  const start = performance.now();
  const attributes = ['email', 'phone', 'googleAdvertisingId'] as const;
  const totals = await worker.hash(
    { ...reading, columns: head.columns, dialect: head.dialect, hasHeader: head.hasHeader, attributes },
    { onPart: async () => {} },
  ).done;
  const ms = performance.now() - start;
  worker.close();
  return { ms, hashed: totals.rows, longestTaskMs: meter.longestTask() };
}
