import type { Attribute } from '../../shared/identifiers/attributes.ts';
import { CsvWorkerError, openCsvWorker } from '../worker/hash-csv.ts';
import type { AttributeColumns, FileHead, WorkerFailure } from '../worker/protocol.ts';

export interface CsvState {
  file: File | null;
  /** Null while the file is being looked at, and after a failure. */
  head: FileHead | null;
  failure: WorkerFailure | null;
  /** Columns chosen by hand. */
  byHand: AttributeColumns;
}

const NONE: CsvState = { file: null, head: null, failure: null, byHand: {} };

/** The chosen file: looks at its start in the worker, and again when the mapping or a column chosen by hand changes. */
export class CsvPicker {
  state: CsvState = NONE;
  readonly #mapping: () => Readonly<Partial<Record<Attribute, string>>>;
  readonly #country: () => string | null;
  readonly #changed: () => void;
  #looks = 0;

  constructor(
    mapping: () => Readonly<Partial<Record<Attribute, string>>>,
    country: () => string | null,
    changed: () => void,
  ) {
    this.#mapping = mapping;
    this.#country = country;
    this.#changed = changed;
  }

  async choose(file: File): Promise<void> {
    this.state = { ...NONE, file };
    await this.look();
  }

  takeAway(): void {
    this.#looks++;
    this.state = NONE;
    this.#changed();
  }

  /** Fills an attribute from a column of the file, or from none for null. */
  async match(attribute: Attribute, column: number | null): Promise<void> {
    const byHand = { ...this.state.byHand };
    if (column === null) delete byHand[attribute];
    else byHand[attribute] = column;
    this.state = { ...this.state, byHand };
    await this.look();
  }

  async look(): Promise<void> {
    const { file, byHand } = this.state;
    if (file === null) return;
    const look = ++this.#looks;
    const isStale = () => look !== this.#looks;
    this.#changed();
    const worker = openCsvWorker();
    try {
      const head = await worker.inspect({
        file,
        mapping: this.#mapping(),
        columns: byHand,
        defaultCountry: this.#country(),
        emailRule: 'current',
      });
      if (!isStale()) this.state = { ...this.state, head, failure: null };
    } catch (error) {
      const failure: WorkerFailure =
        error instanceof CsvWorkerError ? error.failure : { code: 'worker_failed', row: null };
      if (!isStale()) this.state = { ...this.state, head: null, failure };
    } finally {
      worker.close();
    }
    if (!isStale()) this.#changed();
  }
}
