import { MATCHING_ATTRIBUTES } from '../../shared/identifiers/attributes.ts';
import { CsvWorkerError, openCsvWorker } from '../worker/hash-csv.ts';
import type { FileHead, InspectRequest, ReadAs, WorkerFailure } from '../worker/protocol.ts';
import type { CsvChoice } from './export-state.ts';

/** Why what was dropped or pasted is not taken. */
export type FileRefusal =
  | { why: 'several'; count: number }
  | { why: 'not_csv'; fileName: string }
  | { why: 'nothing_pasted' };

export interface CsvState {
  file: File | null;
  /** Null while the file is being looked at, and after a failure. */
  head: FileHead | null;
  failure: WorkerFailure | null;
  refusal: FileRefusal | null;
  /** Columns chosen by hand, null for none. */
  byHand: InspectRequest['columns'];
  /** How the person wants it read. */
  readAs: ReadAs;
}

const NONE: CsvState = { file: null, head: null, failure: null, refusal: null, byHand: {}, readAs: {} };

/** What the steps need to know of a file that could be looked at. */
export function toCsvChoice({ file, head }: CsvState): CsvChoice | null {
  if (file === null || head === null) return null;
  const { headers, estimatedRows, isWhole, filled, columns, withoutConsent } = head;
  const { name, size } = file;
  return { fileName: name, bytes: size, headers, estimatedRows, isExact: isWhole, filled, columns, withoutConsent };
}

/** Names that say a file is no text: spreadsheets, archives, documents, pictures. Anything else is looked at. */
const NOT_CSV =
  /\.(?:xls[xmb]?|ods|numbers|zip|gz|7z|rar|pdf|docx?|pages|json|xml|html?|png|jpe?g|gif|webp|svg|heic|mp4)$/i;

export type FileRules = Pick<InspectRequest, 'mapping' | 'defaultCountry' | 'emailRule'>;

/** The chosen file: looks at its start in the worker, and again when the mapping or anything chosen by hand changes. */
export class CsvPicker {
  state: CsvState = NONE;
  /** A file is held over the drop area. */
  isDragging = false;
  /** The list that says which column fills which attribute is open. */
  isMatching = false;
  readonly #rules: () => FileRules;
  readonly #changed: () => void;
  #looks = 0;

  constructor(rules: () => FileRules, changed: () => void) {
    this.#rules = rules;
    this.#changed = changed;
  }

  /** Takes what was dropped or picked: one text file. */
  async chooseOf(files: readonly File[]): Promise<void> {
    this.isDragging = false;
    const [file] = files;
    if (file === undefined) this.#changed();
    else if (files.length > 1) this.#refuse({ why: 'several', count: files.length });
    else if (NOT_CSV.test(file.name)) this.#refuse({ why: 'not_csv', fileName: file.name });
    else await this.choose(file);
  }

  /** Takes pasted rows, such as cells copied from a spreadsheet. */
  async paste(text: string, fileName: string): Promise<void> {
    if (!/[\r\n]./.test(text)) this.#refuse({ why: 'nothing_pasted' });
    else await this.choose(new File([text], fileName, { type: 'text/plain' }));
  }

  async choose(file: File): Promise<void> {
    this.isMatching = false;
    this.state = { ...NONE, file };
    await this.look();
  }

  takeAway(): void {
    this.#looks++;
    this.state = NONE;
    this.#changed();
  }

  #refuse(refusal: FileRefusal): void {
    this.state = { ...this.state, refusal };
    this.#changed();
  }

  /** Fills attributes from columns of the file, or from none for null. */
  async match(columns: InspectRequest['columns']): Promise<void> {
    this.state = { ...this.state, byHand: { ...this.state.byHand, ...columns } };
    await this.look();
  }

  /** Reads the file another way. Columns are counted anew, so what was matched by hand goes. */
  async read(change: ReadAs): Promise<void> {
    const byHand = change.delimiter === undefined ? this.state.byHand : {};
    this.state = { ...this.state, byHand, readAs: { ...this.state.readAs, ...change } };
    await this.look();
  }

  async look(): Promise<void> {
    const { file, byHand, readAs } = this.state;
    if (file === null) return;
    const look = ++this.#looks;
    const isStale = () => look !== this.#looks;
    this.#changed();
    const worker = openCsvWorker();
    try {
      const head = await worker.inspect({ file, columns: byHand, readAs, ...this.#rules() });
      // Columns that nobody can know by their names have to be matched, so the list for it is open.
      if (!isStale() && this.state.head === null && needsMatching(head)) this.isMatching = true;
      if (!isStale()) this.state = { ...this.state, head, failure: null, refusal: null };
    } catch (error) {
      const failure: WorkerFailure =
        error instanceof CsvWorkerError ? error.failure : { code: 'worker_failed', row: null };
      if (!isStale()) this.state = { ...this.state, head: null, failure, refusal: null };
    } finally {
      worker.close();
    }
    if (!isStale()) this.#changed();
  }
}

/** The names say nothing: there are none, or none of them is one to match people on and no values speak for themselves. */
function needsMatching({ hasHeader, columns, suggested }: FileHead): boolean {
  const keys = MATCHING_ATTRIBUTES.filter((attribute) => columns[attribute] !== undefined);
  return !hasHeader || (keys.length === 0 && Object.keys(suggested).length === 0);
}
