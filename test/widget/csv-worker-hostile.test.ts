import { expect } from 'chai';
import { ATTRIBUTES } from '../../shared/identifiers/attributes.ts';
import { type CsvWorker, CsvWorkerError, openCsvWorker } from '../../widget/worker/hash-csv.ts';
import type {
  AttributeColumns,
  FileHead,
  HashRequest,
  HashTotals,
  WorkerFailure,
} from '../../widget/worker/protocol.ts';
import { createUploadWriter } from '../../widget/worker/upload-writer.ts';

type Outcome = FileHead | WorkerFailure;

/** Work of a worker; a failure that it tells is an outcome. */
async function outcomeOf<Result>(work: Promise<Result>): Promise<Result | WorkerFailure> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CsvWorkerError) return error.failure;
    throw error;
  }
}

async function withWorker<Result>(work: (worker: CsvWorker) => Promise<Result>): Promise<Result> {
  const worker = openCsvWorker();
  try {
    return await work(worker);
  } finally {
    worker.close();
  }
}

const inspect = (file: Blob): Promise<Outcome> => withWorker((worker) => inspectWith(worker, file));

function inspectWith(worker: CsvWorker, file: Blob): Promise<Outcome> {
  return outcomeOf(
    worker.inspect({ file, mapping: { email: 'email' }, columns: {}, defaultCountry: null, emailRule: 'current' }),
  );
}

type Hashed = { lines: string[]; totals: HashTotals } | WorkerFailure;

const hash = (file: Blob, columns: AttributeColumns): Promise<Hashed> =>
  withWorker((worker) => hashWith(worker, file, columns));

function hashWith(
  worker: CsvWorker,
  file: Blob,
  columns: AttributeColumns,
  more: Partial<HashRequest> = {},
): Promise<Hashed> {
  const parts: ArrayBuffer[] = [];
  const attributes = ATTRIBUTES.filter((attribute) => columns[attribute] !== undefined);
  const job = worker.hash(
    { file, columns, attributes, defaultCountry: null, emailRule: 'current', ...more },
    { onPart: async (part) => parts.push(part) },
  );
  return outcomeOf(
    job.done.then(async (totals) => ({ lines: (await new Blob(parts).text()).trimEnd().split('\n'), totals })),
  );
}

function codeOf(outcome: object): string {
  return 'code' in outcome ? String(outcome.code) : 'none';
}

describe('CSV worker with files that are broken or hostile', () => {
  it('ends with a reason for a row of 50 MB, and for a quote that is never closed', async function () {
    this.timeout(60_000);
    const megabyte = 'x'.repeat(1 << 20);
    const long = new Blob(['email\na@example.com\n', ...Array.from({ length: 50 }, () => megabyte)]);
    const open = new Blob([
      'email\na@example.com\n"',
      ...Array.from({ length: 20 }, () => `b@example.com\n${megabyte}`),
    ]);
    for (const file of [long, open]) {
      expect(codeOf(await inspect(file))).to.equal('none');
      expect(await hash(file, { email: 0 })).to.deep.equal({ code: 'malformed_records', row: 2 });
    }
    const header = new Blob(Array.from({ length: 3 }, () => megabyte));
    expect(codeOf(await inspect(header))).to.equal('malformed_records');
    expect(codeOf(await hash(header, { email: 0 }))).to.equal('malformed_records');
    const small = new Blob(['email\n"a@example.com\nb@example.com\n']);
    expect(codeOf(await inspect(small))).to.equal('malformed_records');
  });

  it('reads ten thousand columns, and names that objects have by themselves', async function () {
    this.timeout(60_000);
    const names = Array.from({ length: 10_000 }, (_, index) => `column ${index}`);
    names[9_999] = 'email';
    const cells = names.map((_, index) => (index === 9_999 ? 'a@example.com' : 'x'));
    const wide = new Blob([`${names.join(',')}\n`, ...Array.from({ length: 5 }, () => `${cells.join(',')}\n`)]);
    const head = await inspect(wide);
    expect('columns' in head && head.columns.email).to.equal(9_999);
    const hashed = await hash(wide, { email: 9_999 });
    expect('totals' in hashed && hashed.totals.sendableRows).to.equal(5);
    const odd = await inspect(
      new Blob(['__proto__,constructor,toString,email,email \n1,2,3,a@example.com,b@example.com\n']),
    );
    expect('headers' in odd && odd.headers).to.deep.equal(['__proto__', 'constructor', 'toString', 'email', 'email']);
    expect('columns' in odd && odd.columns).to.deep.equal({});
  });

  it('takes bytes of any kind without ending in a failure of its own, one file after the other', async () => {
    const texts = [
      new Uint8Array([0]),
      new Uint8Array(70_000),
      new Uint8Array([0xff, 0xfe]),
      new Uint8Array([0xff, 0xfe, 0x61]),
      new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x0a, 0x00, 0x00, 0xdc, 0x0a, 0x00]),
      new Uint8Array([0xfe, 0xff, 0xd8, 0x00]),
      new Uint8Array([0xef, 0xbb, 0xbf]),
      new Uint8Array([0xef, 0xbb, 0xbf, 0x0a, 0x0a, 0x0a]),
      new Uint8Array([0x65, 0x0a, 0xed, 0xa0, 0x80, 0x0a, 0xc3]),
      Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7919 + (index >> 5)) & 0xff),
      new TextEncoder().encode('email\na\u0000b@example.com\n\u0000\n'),
      new TextEncoder().encode('\n\n\n\n'),
      new TextEncoder().encode('"\n'),
      new TextEncoder().encode('""""""""""'),
      new TextEncoder().encode('sep=;\n'),
      new TextEncoder().encode('sep=,\nsep=;\nemail\n'),
      new TextEncoder().encode('email\r\ra@example.com\r'),
    ];
    const outcomes: string[] = [];
    await withWorker(async (worker) => {
      for (const [index, bytes] of texts.entries()) {
        const file = new Blob([bytes]);
        const codes = [codeOf(await inspectWith(worker, file)), codeOf(await hashWith(worker, file, { email: 0 }))];
        for (const encoding of ['utf-16le', 'utf-16be', 'windows-1252'] as const) {
          const dialect = { delimiter: ',', quote: '"', encoding };
          codes.push(codeOf(await hashWith(worker, file, { email: 0 }, { dialect })));
        }
        if (codes.includes('worker_failed')) outcomes.push(`${index}: ${codes.join(' ')}`);
      }
      const sound = await hashWith(worker, new Blob(['email\na@example.com\n']), { email: 0 });
      expect('totals' in sound && sound.totals.sendableRows).to.equal(1);
    });
    expect(outcomes).to.deep.equal([]);
  });

  it('hashes in the page where the worker’s script does not come', async () => {
    const { Worker: RealWorker } = globalThis;
    globalThis.Worker = class extends RealWorker {
      constructor() {
        super(`/no-such-worker-${Date.now()}.js`, { type: 'module' });
      }
    };
    try {
      const file = new Blob(['email\na@example.com\n']);
      const head = await inspect(file);
      expect('columns' in head && head.columns).to.deep.equal({ email: 0 });
      const hashed = await hash(file, { email: 0 });
      expect('totals' in hashed && hashed.totals.rows).to.equal(1);
    } finally {
      globalThis.Worker = RealWorker;
    }
  });

  it('keeps its parts small when every row is refused', () => {
    const writer = createUploadWriter(['email'], { email: 0 }, 1 << 16);
    const sizes: number[] = [];
    for (let row = 0; row < 100_000; row++) {
      writer.addReject('too_many_cells');
      for (const part of writer.takeParts()) sizes.push(part.byteLength);
    }
    sizes.push(writer.finish().byteLength);
    for (const part of writer.takeParts()) sizes.push(part.byteLength);
    expect(sizes.filter((size) => size > 1 << 17)).to.deep.equal([]);
    expect(writer.totals.rows).to.equal(100_000);
  });
});
